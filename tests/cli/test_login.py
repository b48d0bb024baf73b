"""`login`: a real consent, but for the browser, and a token endpoint on loopback."""

import json
import os
import re
import stat
import threading
import urllib.request
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from ita_sync.errors import Exit
from ita_sync.google import consent, credentials, tokens
from tests.cli.conftest import Cli
from tests.google.endpoint import TOKEN, Endpoint, serving
from tests.google.test_tokens import DAMAGED, SECRET
from tests.odd import KINDS, contents, make

LOGIN = ("login", "--client", "client.json")
REFRESH = "the-refresh-token"
GIVEN = TOKEN | {"refresh_token": REFRESH, "scope": credentials.SCOPES[0]}


class Officer:
    """Opens the page in the browser and allows access at once, or does something else."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers or {"code": "the-code"}

    def open(self, url: str, **_: object) -> bool:
        """Answer where the page would lead back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        query = urlencode({"state": asked["state"]} | self.answers)
        back = f"{asked['redirect_uri']}?{query}"
        threading.Thread(target=urllib.request.urlopen, args=(back,), daemon=True).start()
        return True


@pytest.fixture
def endpoint(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """Return a token endpoint, and lay a client file for it on the desk; the officer agrees."""
    monkeypatch.setattr(webbrowser, "get", lambda _name: Officer())
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # loopback
    with serving() as found:
        found.answer(200, GIVEN)
        write_client(desk, token_uri=f"{found.url}/token")
        yield found


def write_client(desk: Path, **differs: object) -> None:
    """Write the file of an OAuth client."""
    client = {
        "client_id": "the-client",
        "client_secret": "the-client-secret",
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": "https://oauth2.googleapis.com/token",
    }
    (desk / "client.json").write_text(json.dumps({"installed": client | differs}), "utf-8")


def refused(cli: Cli, *command: str) -> str:
    """Assert that login fails in words of either language, with no secret; return what it says."""
    said = ""
    for lang in ("th", "en"):
        ran = cli(*(command or LOGIN), "--lang", lang)
        assert ran.code == Exit.CONFIG, ran
        assert "Traceback" not in ran.err
        assert SECRET not in ran.err + ran.out
        assert bool(re.search("[ก-๛]{5}", ran.err)) == (lang == "th")
        said = ran.err
    return said


def test_the_token_is_kept_for_its_owner_alone(cli: Cli, endpoint: Endpoint, desk: Path) -> None:
    """Asked for once, with the code; a netrc has no say; it replaces one that others could read."""
    (desk.parent / "no-home").mkdir()
    (desk.parent / "no-home" / ".netrc").write_text(f"default login x password {SECRET}", "utf-8")
    path = credentials.token_path()
    for _ in range(2):
        ran = cli(*LOGIN)
        assert (ran.code, str(path) in ran.out) == (Exit.OK, True)
        assert json.loads(path.read_text("utf-8"))["refresh_token"] == REFRESH
        if os.name == "posix":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            path.chmod(0o644)
    asked = endpoint.asked[0]
    assert (asked.path, "code=the-code" in asked.body.decode()) == ("/token", True)
    assert SECRET not in str(asked)


@pytest.mark.parametrize(
    ("status", "body"), [pytest.param(*one, id=str(one)[:60]) for one in DAMAGED]
)
def test_an_answer_that_gives_no_token(
    cli: Cli, endpoint: Endpoint, desk: Path, status: int, body: object
) -> None:
    """Or one of which only the library minds nothing: exit 4 or a token, never a traceback."""
    endpoint.answer(status, body)
    before = contents(desk.parent)
    ran = cli(*LOGIN)
    assert ran.code in {Exit.CONFIG, Exit.OK}
    assert "Traceback" not in ran.err
    assert SECRET not in ran.err + ran.out
    if ran.code == Exit.CONFIG:
        assert contents(desk.parent) == before


@pytest.mark.parametrize("code", ["access_denied", "PASSWORD IN WORDS"])
def test_an_officer_who_does_not_agree(
    cli: Cli, endpoint: Endpoint, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The code of OAuth is shown, and no other words of the page."""
    no = Officer(error=code, error_description=SECRET)
    monkeypatch.setattr(webbrowser, "get", lambda _name: no)
    assert ("access_denied" in refused(cli)) == (code == "access_denied")
    assert endpoint.asked == []


def test_an_endpoint_that_redirects(cli: Cli, endpoint: Endpoint) -> None:
    """The code and the client's secret go nowhere else."""
    endpoint.answer(307, "", Location=f"http://user:{SECRET}@127.0.0.1:{endpoint.port}/other")
    assert "redirects" in refused(cli)
    assert {asked.path for asked in endpoint.asked} == {"/token"}


def test_an_endpoint_that_is_not_there_or_does_not_end(
    cli: Cli, endpoint: Endpoint, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is waited for without end."""
    monkeypatch.setattr(tokens, "SECONDS", 0.2)
    endpoint.pause = 0.02
    endpoint.answer(200, " " * 1_000)
    assert "ReadTimeout" in refused(cli)
    write_client(desk, token_uri="http://127.0.0.1:9/token")  # noqa: S106 - an address
    assert "ConnectionError" in refused(cli)


@pytest.mark.usefixtures("endpoint")
@pytest.mark.parametrize(
    "uri", ["http://192.0.2.1/token", "http://127.0.0.1@192.0.2.1/", "ftp://x/"]
)
def test_an_address_to_which_the_secret_would_go_unprotected(
    cli: Cli, desk: Path, uri: str
) -> None:
    """Whatever OAUTHLIB_INSECURE_TRANSPORT says."""
    write_client(desk, token_uri=uri)
    assert "not https" in refused(cli)


@pytest.mark.usefixtures("endpoint")
def test_nobody_to_ask(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser on the machine, or nobody at it."""

    class Absent(Officer):
        def open(self, url: str, **_: object) -> bool:
            return bool(url)

    def none(_name: object) -> Officer:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(consent, "MINUTES", 0.005)
    monkeypatch.setattr(webbrowser, "get", lambda _name: Absent())
    assert "nobody allowed access" in refused(cli)
    monkeypatch.setattr(webbrowser, "get", none)
    assert "no browser can be opened" in refused(cli)


@pytest.mark.usefixtures("endpoint")
@pytest.mark.parametrize(
    "content",
    [
        *(None, "", "{}", "not json", "[]", "5", '"web installed"', '{"installed": 5}'),
        *('{"installed": {}}', '{"web": []}', "\ud800"),
        pytest.param("[" * 50_000, id="deep"),
        pytest.param(" " * 3_000_000, id="huge"),
    ],
)
def test_a_file_that_is_no_oauth_client(cli: Cli, desk: Path, content: str | None) -> None:
    """Missing, or anything else; nobody is asked."""
    if content is None:
        (desk / "client.json").unlink()
    else:
        (desk / "client.json").write_text(content, "utf-8", errors="surrogatepass")
    assert "Desktop app" in refused(cli)


@pytest.mark.usefixtures("endpoint")
@pytest.mark.parametrize("name", ["client_id", "client_secret", "auth_uri", "token_uri"])
def test_a_client_without_one_of_its_parts(cli: Cli, desk: Path, name: str) -> None:
    """Known before anybody is asked."""
    unusable: list[object] = [None, 5, [], {}]
    for odd in unusable:
        write_client(desk, **{name: odd})
        assert "the file is no OAuth client" in refused(cli)


@pytest.mark.usefixtures("endpoint")
@pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
@pytest.mark.parametrize("kind", KINDS)
def test_a_place_for_the_token_that_is_taken(cli: Cli, desk: Path, kind: str) -> None:
    """What is no file is not written over; the officer has agreed for nothing."""
    path = credentials.token_path()
    path.parent.mkdir(parents=True)
    make(path, kind)
    before = contents(desk.parent)
    assert "cannot be written" in refused(cli)
    assert contents(desk.parent) == before


@pytest.mark.usefixtures("endpoint")
def test_a_folder_for_the_token_that_cannot_be_made(cli: Cli, desk: Path) -> None:
    """With the reason, and what to do."""
    (desk.parent / "no-home").touch()
    assert "Check that the folder can be written" in refused(cli)
