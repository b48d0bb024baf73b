"""Fixtures that many tests share, and the walls around all of them."""

import signal
import socket
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from ita_sync.report import load_report
from ita_sync.rules import Framework, load_framework
from ita_sync.sandbox import Dropped, Reply, Sandbox
from tests.promise.world import World
from tests.sandbox.discovery import Discovery, Watch, find_documents
from tests.today import TODAY

ROOT = Path(__file__).parents[1]
LOOPBACK = ("127.0.0.1", "::1", "localhost")
_PROXIES = [f"{kind}_proxy" for kind in ("http", "https", "all", "no")]
WAY_OUT = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", *_PROXIES, *map(str.upper, _PROXIES))
"""How this machine reaches the internet; what needs the package registry may."""
WATCH = pytest.StashKey[Watch]()


def pytest_configure() -> None:
    """Take Ctrl-C even where a shell in the background ignores it: our children would, too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _watching(pytestconfig: pytest.Config) -> Iterator[Watch]:
    """Hold every exchange with a sandbox of this process against Google's discovery documents."""
    watch = pytestconfig.stash[WATCH] = Watch([Discovery(path) for path in find_documents()])
    handle = Sandbox.handle

    def watched(  # noqa: PLR0917 - the signature of the sandbox
        self: Sandbox,
        method: str,
        path: str,
        query: Iterable[tuple[str, str]] = (),
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply | Dropped:
        pairs = list(query)
        outcome = handle(self, method, path, pairs, body, headers)
        if watch.documents:
            watch.look(method, path, pairs, body, outcome)
        return outcome

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sandbox, "handle", watched)
        yield watch


@pytest.fixture(autouse=True)
def _shapes(_watching: Watch) -> Iterator[None]:
    """Fail the test in which something did not fit, in a server's thread too."""
    yield
    problems, _watching.problems = _watching.problems, []
    assert not problems, problems


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was held against the documents."""
    watch = config.stash.get(WATCH, None)
    if watch is not None and watch.count:
        counts = ", ".join(f"{number} {kind}" for kind, number in sorted(watch.count.items()))
        names = ", ".join(document.name for document in watch.documents)
        terminalreporter.write_line(f"held against Google's shapes ({names}): {counts}")
    elif watch is not None and not watch.documents:
        terminalreporter.write_line(
            "nothing was held against Google's shapes: google-api-python-client is missing"
        )


@pytest.fixture(autouse=True)
def _walls(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No socket but loopback, no home folder, no settings of the machine: a test stands on its own.

    A test marked `live` goes out, with the account of whoever asked for it.
    """
    if request.node.get_closest_marker("live"):
        return
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            pytest.fail(f"a test reached for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    for name in (
        "HOME",
        "USERPROFILE",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "APPDATA",
        "LOCALAPPDATA",
    ):
        monkeypatch.setenv(name, str(tmp_path / "no-home"))
    for name in (
        "ITA_SYNC_CONFIG",
        "ITA_SYNC_API_ROOT",
        "GOOGLE_APPLICATION_CREDENTIALS",
        "LANG",
        "LC_ALL",
        *(() if request.node.get_closest_marker("registry") else WAY_OUT),
    ):
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
    return load_framework(2566, [ROOT / "config" / "frameworks"], TODAY)


@pytest.fixture
def world(tmp_path: Path, example_path: Path, framework_2566: Framework) -> World:
    """Return a spreadsheet with a title, the header, a blank row and a note.

    Nobody has pushed to it yet.
    """
    return World(tmp_path, load_report(example_path).report, framework_2566)


@pytest.fixture(scope="session")
def service_account() -> dict[str, Any]:
    """Return a key file's content, made here and worth nothing."""
    from cryptography.hazmat.primitives import serialization  # few tests need a key
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return {
        "type": "service_account",
        "client_email": "robot@project.example",
        "token_uri": "https://oauth2.googleapis.com/token",
        "private_key": pem.decode(),
    }
