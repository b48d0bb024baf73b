"""A broken way to Google, on real sockets: told in words, and mended as it is advised."""

import base64
import errno
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import (
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProxyError,
    SSLError,
)

from ita_sync.errors import ConfigError, Exit
from ita_sync.google import CallFailed, credentials, sheet
from ita_sync.google.network import Loss, loss_of
from ita_sync.i18n import LANGUAGES
from ita_sync.journal import State
from ita_sync.sandbox import SandboxAdapter
from tests.google.endpoint import Endpoint, serving
from tests.google.servers import known, told, words_of
from tests.google.test_tokens import Door
from tests.promise.world import START, World

SECRET = "PASS@WORD"  # noqa: S105 - what must not be shown
GOOGLE = "sheets.googleapis.com"
HOUR = timedelta(hours=1)


def certificate(folder: Path, name: str = "127.0.0.1", *, begins: timedelta) -> Path:
    """Write a certificate, signed by itself, with its key; valid for a day from `begins`."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "firewall")])
    start = datetime.now(UTC) + begins
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + 24 * HOUR)
        .add_extension(
            x509.SubjectAlternativeName([_named(name)]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}{begins.total_seconds():.0f}.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return path


def _named(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


@contextmanager
def behind(path: Path) -> Iterator[Endpoint]:
    """Serve with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with serving(context) as found:
        yield found


def sent_to(opened: sheet.Sheet, root: str) -> sheet.Sheet:
    """Let the calls of a door go to an address in the place of Google's."""
    opened._http.session.mount(credentials.SHEETS, credentials._loopback(root))
    return opened


@pytest.fixture
def firewall(tmp_path: Path) -> Iterator[tuple[Endpoint, Path]]:
    """Return a server of which this computer does not know who issued its certificate."""
    path = certificate(tmp_path, begins=-HOUR)
    with behind(path) as found:
        yield found, path


def test_the_certificate_of_a_firewall_for_the_token(
    door: Door, firewall: tuple[Endpoint, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 4, and nothing was sent; with the variable that is advised it works."""
    server, path = firewall
    for name, *given in (("look",), ("write", {})):
        with pytest.raises(ConfigError) as caught:
            getattr(door(token_uri=f"{server.url}/token"), str(name))(*given)
        assert words_of(caught.value)[:3] == (
            Exit.CONFIG,
            "certificate-refused",
            (
                "The certificate shown for 127.0.0.1 is not accepted: "
                "this computer does not know who issued it"
            ),
        )
    assert server.asked == []
    assert "set REQUESTS_CA_BUNDLE to the path of that file" in str(caught.value.next_step)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    with pytest.raises(ConfigError, match="no spreadsheet"):
        door(token_uri=f"{server.url}/token").look()
    assert [asked.path for asked in server.asked] == ["/token"]


def test_the_certificate_of_a_firewall_for_the_sheet(
    door: Door, firewall: tuple[Endpoint, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same for a look and for a write: it never left."""
    server, path = firewall
    server.answer(404, {"error": {"code": 404, "message": "none"}})
    opened = sent_to(door(), server.url)
    for call in (opened.look, lambda: opened.write({"requests": []}), lambda: opened.mark(1)):
        with pytest.raises(ConfigError) as caught:
            call()
        assert caught.value.code == "certificate-refused"
    assert server.asked == []
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    with pytest.raises(ConfigError, match="no spreadsheet"):
        opened.look()


@pytest.mark.parametrize(
    ("name", "begins", "reason", "advice"),
    [
        ("127.0.0.1", -100 * HOUR, "it has expired", "Set date and time of this computer"),
        ("127.0.0.1", 100 * HOUR, "it is not valid yet", "Set date and time of this computer"),
        ("127.0.0.2", -HOUR, "it is for another name", "REQUESTS_CA_BUNDLE"),
    ],
)
def test_what_is_wrong_with_a_certificate(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    name: str,
    begins: timedelta,
    reason: str,
    advice: str,
) -> None:
    """A wrong clock shows here first."""
    path = certificate(tmp_path, name, begins=begins)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    with behind(path) as server:
        problem = broken(server.url).problem
    assert problem is not None
    assert reason in str(problem.what)
    assert advice in str(problem.next_step)


def broken(address: str, proxy: str | None = None) -> Loss:
    """Return what it means that an address cannot be reached."""
    with pytest.raises(requests.RequestException) as caught:
        requests.get(address, timeout=5, proxies={"https": proxy} if proxy else None)
    return loss_of(caught.value)


@contextmanager
def proxy(password: str) -> Iterator[str]:
    """Serve as a proxy that makes connections for whoever knows the password; give its place."""
    login = base64.b64encode(f"officer:{password}".encode())
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def serve() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(client,), daemon=True).start()

        def answer(client: socket.socket) -> None:
            with closing(client):
                asked = client.recv(65536)
                if b"Basic " + login not in asked:
                    client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
                    return
                host, _, port = asked.split()[1].decode().partition(":")
                with closing(socket.create_connection((host, int(port)))) as there:
                    client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                    back = threading.Thread(target=pump, args=(there, client), daemon=True)
                    back.start()
                    pump(client, there)
                    back.join(5)

        threading.Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)


def pump(come: socket.socket, go: socket.socket) -> None:
    """Pass on what comes until nothing does."""
    try:
        while data := come.recv(65536):
            go.sendall(data)
        go.shutdown(socket.SHUT_WR)
    except OSError:
        return


def test_a_proxy_that_wants_a_login(
    door: Door, firewall: tuple[Endpoint, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 4 for the token and for the sheet; written as advised it works, and is never shown."""
    server, path = firewall
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    with proxy(SECRET) as place:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{place}")
        wanting = (door(token_uri=f"{server.url}/token"), sent_to(door(), server.url))
        for opened in wanting:
            for call in (opened.look, lambda opened=opened: opened.write({})):
                with pytest.raises(ConfigError) as caught:
                    call()
                assert (caught.value.exit_code, caught.value.code) == (Exit.CONFIG, "proxy-login")
        assert server.asked == []
        shape = "http://USER:PASS@HOST:PORT"
        assert f"Set HTTPS_PROXY to {shape}, with %40 for an @" in str(caught.value.next_step)
        written = shape.replace("USER", "officer").replace("HOST:PORT", place)
        monkeypatch.setenv("HTTPS_PROXY", written.replace("PASS", SECRET.replace("@", "%40")))
        with pytest.raises(ConfigError, match="no spreadsheet"):
            door(token_uri=f"{server.url}/token").look()
        assert [asked.path for asked in server.asked] == ["/token"]


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (403, "way-blocked", "lets no connection through to Google (403)"),
        (502, None, "the proxy makes no connection (502)"),
        (429, None, "the proxy makes no connection (429)"),
    ],
)
def test_a_proxy_that_makes_no_connection(
    spreadsheets: Endpoint, status: int, code: str | None, words: str
) -> None:
    """It forbids Google, or is in trouble itself; either way nothing left."""
    spreadsheets.answer(status, "")
    loss = broken(f"https://{GOOGLE}/", f"http://u:{SECRET}@127.0.0.1:{spreadsheets.port}")
    assert (loss.left, loss.problem.code if loss.problem else None) == (False, code)
    assert words in str(loss.words)
    assert SECRET not in str(loss.words)


def test_a_port_at_which_nobody_listens(door: Door) -> None:
    """Nothing was sent, and a later run may get through."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
    for opened in (door(token_uri=f"{address}/token"), sent_to(door(), address)):
        for call in (opened.look, lambda opened=opened: opened.write({})):
            with pytest.raises(CallFailed) as caught:
                call()
            assert str(caught.value) == "127.0.0.1 refuses the connection"
            assert caught.value.render("th") == "127.0.0.1 ปฏิเสธการเชื่อมต่อ"
            assert (caught.value.maybe_applied, caught.value.passing) == (False, True)


@pytest.mark.parametrize("reset", [True, False])
def test_a_connection_that_is_cut_may_have_brought_a_write(door: Door, *, reset: bool) -> None:
    """A call that left counts as one that may have been applied; a token's does not."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def serve() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                with closing(client):
                    client.recv(65536)
                    if reset:
                        linger = b"\x01\0\0\0\0\0\0\0"
                        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

        threading.Thread(target=serve, daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        cases = ((door(token_uri=f"{address}/token"), False), (sent_to(door(), address), True))
        for opened, sent in cases:
            with pytest.raises(CallFailed) as caught:
                opened.write({})
            assert str(caught.value) == "the connection to 127.0.0.1 was cut"
            assert (caught.value.maybe_applied, caught.value.unanswered) == (sent, sent)
        server.shutdown(socket.SHUT_RDWR)


def test_silence_may_mean_that_a_write_was_applied(door: Door) -> None:
    """The whole time to wait has passed since it left."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        opened = sent_to(door(), f"http://127.0.0.1:{server.getsockname()[1]}")
        opened._http.set_timeout((5, 0.2))
        with pytest.raises(CallFailed) as caught:
            opened.write({})
    assert told(caught.value) == known(
        reason="127.0.0.1 gave no answer in the time allowed", unanswered=True, timed_out=True
    )


def unmade(cause: OSError | None, *, through_proxy: bool = False) -> requests.RequestException:
    """Return what requests raises of a connection that the system did not make, as urllib3 does."""
    connection = HTTPSConnection(GOOGLE)
    if isinstance(cause, socket.gaierror):
        new: NewConnectionError = NameResolutionError(GOOGLE, connection, cause)
    else:
        new = NewConnectionError(connection, f"{cause}")
    new.__cause__ = cause
    request = requests.Request("GET", f"https://user:{SECRET}@{GOOGLE}/").prepare()
    if through_proxy:
        wrapped = ProxyError("Unable to connect to proxy", new)
        reason = MaxRetryError(connection, "/", wrapped)  # type: ignore[arg-type]  # any pool does
        return requests.exceptions.ProxyError(reason, request=request)
    reason = MaxRetryError(connection, "/", new)  # type: ignore[arg-type]  # any pool does
    return requests.ConnectionError(reason, request=request)


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (
            socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
            "there is no network, or names cannot be looked up there ({})",
        ),
        (
            socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
            "{} is not found: is this computer on the network?",
        ),
        (OSError(errno.ENETUNREACH, "x"), "there is no network that leads to {}"),
        (OSError(errno.ECONNREFUSED, "x"), "{} refuses the connection"),
        (OSError(errno.EPERM, "x"), "{} cannot be reached"),
        (None, "{} cannot be reached"),
    ],
)
def test_no_network_is_told_from_a_name_that_is_not_found(
    cause: OSError | None, words: str
) -> None:
    """Nothing left; of addresses only the host is shown, and of a proxy nothing."""
    for through_proxy, server in ((False, GOOGLE), (True, "the proxy")):
        loss = loss_of(unmade(cause, through_proxy=through_proxy))
        assert (str(loss.words), loss.left, loss.problem) == (words.format(server), False, None)
        assert SECRET not in "".join(loss.words.render(lang) for lang in LANGUAGES)


def test_an_earlier_failure_says_nothing_of_this_one() -> None:
    """Errors that were being handled meanwhile are no causes: a write may have left."""

    def fail(error: Callable[[], Exception]) -> None:
        try:
            raise unmade(None)
        except requests.ConnectionError:
            raise error()  # noqa: B904 - the context is what is tested

    with pytest.raises(requests.ConnectionError) as caught:
        fail(lambda: requests.ConnectionError("reset"))
    assert loss_of(caught.value).left


@pytest.mark.parametrize("lost", [False, True])
def test_a_certificate_that_is_not_accepted_in_the_midst_of_a_push(
    world: World, *, lost: bool
) -> None:
    """The row did not leave; what was lost before it stays open, and the next run ends it."""

    class Opened(SandboxAdapter):
        closed = False

        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method != "POST" or self.closed:
                return super().send(request, *args, **kwargs)
            if lost and not world.clock.at > START:
                world.clock.sleep(1)
                raise requests.ReadTimeout(request=request)
            cause = ssl.SSLCertVerificationError(1, "certificate verify failed")
            cause.verify_code = 20
            reason = MaxRetryError(HTTPSConnection(GOOGLE), "/", SSLError(cause))  # type: ignore[arg-type] # any pool does
            raise requests.exceptions.SSLError(reason, request=request)

    adapter = Opened(world.box)
    machine = world.machine(adapter=adapter)
    outcome = machine.push()
    assert isinstance(outcome, ConfigError)
    assert outcome.code == "certificate-refused"
    assert (outcome.written is not None) == lost
    assert machine.states() == [State.OPEN if lost else State.UNWRITTEN]
    adapter.closed = True
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1
