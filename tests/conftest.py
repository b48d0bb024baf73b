"""Fixtures that many tests share, and the walls around all of them."""

import socket
from pathlib import Path
from typing import Any

import pytest

from ita_sync import framework
from ita_sync.framework import Framework

ROOT = Path(__file__).parents[1]
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _walls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No socket but loopback, no home folder, no settings of the machine: a test stands on its own."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            pytest.fail(f"a test reached for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "no-home"))
    for name in ("ITA_SYNC_CONFIG", "ITA_SYNC_API_ROOT", "GOOGLE_APPLICATION_CREDENTIALS", "LANG", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ITA_SYNC_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("ITA_SYNC_LANG", "en")


@pytest.fixture(scope="session")
def example_path() -> Path:
    """Return the example report's file."""
    return ROOT / "examples" / "chaturat-2566.yaml"


@pytest.fixture(scope="session")
def framework_2566() -> Framework:
    """Return the rules of fiscal year 2566."""
    return framework.load(2566, [ROOT / "config" / "frameworks"])
