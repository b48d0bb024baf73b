"""Whether an installation is as the installer wrote it down."""

import hashlib
from base64 import urlsafe_b64encode
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from ita_sync.monitor.doctor.machine import spoilt


@pytest.fixture
def installed(tmp_path: Path) -> Distribution:
    """Return an installation of two files, as pip leaves it."""
    lines = ["ita_sync-9.dist-info/RECORD,,", "ita_sync/__pycache__/one.pyc,,"]
    (tmp_path / "ita_sync").mkdir()
    for name in ("one.py", "messages.mo"):
        content = name.encode() * 9
        (tmp_path / "ita_sync" / name).write_bytes(content)
        digest = urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"ita_sync/{name},sha256={digest},{len(content)}")
    folder = tmp_path / "ita_sync-9.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: ita-sync\nVersion: 9\n", "utf-8")
    (folder / "RECORD").write_text("\n".join(lines) + "\n", "utf-8")
    return Distribution.at(folder)


def test_a_whole_installation(installed: Distribution) -> None:
    """What Python compiles later has no digest, and is not missed."""
    assert list(spoilt(installed)) == []
    assert list(spoilt(None)) == []


def test_a_file_that_is_missing_or_another(installed: Distribution, tmp_path: Path) -> None:
    """Each is named."""
    one, messages = tmp_path / "ita_sync" / "one.py", tmp_path / "ita_sync" / "messages.mo"
    one.write_text("edited", "utf-8")
    assert list(spoilt(installed)) == [one]
    messages.unlink()
    assert list(spoilt(installed)) == [one, messages]
