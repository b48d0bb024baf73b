"""`login`: a real consent, but for the browser, and a token endpoint on loopback."""

import json
import os
import platform
import re
import shlex
import shutil
import stat
import subprocess
import sys
import threading
import urllib.request
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from ita_sync.errors import Exit
from ita_sync.google import consent, credentials, tokens
from tests.cli.conftest import REPORT, Cli, own_config
from tests.google.endpoint import TOKEN, Endpoint, serving
from tests.google.test_credentials import real
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
    monkeypatch.setenv("DISPLAY", ":0")
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


def refused(cli: Cli, *command: str, code: Exit = Exit.CONFIG) -> str:
    """Assert that login fails in words of either language, with no secret; return what it says."""
    said = ""
    for lang in ("th", "en"):
        ran = cli(*(command or LOGIN), "--lang", lang)
        assert ran.code == code, ran
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
    assert ran.code in {Exit.CONFIG, Exit.UNAVAILABLE, Exit.OK}
    assert "Traceback" not in ran.err
    assert SECRET not in ran.err + ran.out
    if ran.code != Exit.OK:
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
    assert "127.0.0.1 gave no answer in the time allowed" in refused(cli, code=Exit.UNAVAILABLE)
    write_client(desk, token_uri="http://127.0.0.1:9/token")  # noqa: S106 - an address
    assert "127.0.0.1 refuses the connection" in refused(cli, code=Exit.UNAVAILABLE)


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


@pytest.mark.parametrize("body", ["<html>", "<!doctype html>"])
@pytest.mark.parametrize("status", [200, 502, 503])
def test_an_endpoint_that_is_out_of_order(
    cli: Cli, endpoint: Endpoint, status: int, body: str
) -> None:
    """Exit 5: the client is not to blame."""
    endpoint.answer(status, body)
    said = refused(cli, code=Exit.UNAVAILABLE)
    assert "→ Run `ita-sync login --client FILE` again later." in said


@pytest.mark.usefixtures("endpoint")
def test_nobody_to_ask(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody at the machine."""

    class Absent(Officer):
        def open(self, url: str, **_: object) -> bool:
            return bool(url)

    monkeypatch.setattr(consent, "MINUTES", 0.005)
    monkeypatch.setattr(webbrowser, "get", lambda _name: Absent())
    assert "nobody allowed access" in refused(cli)


SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
NO_BROWSER = "no browser can be opened on this machine"


@pytest.mark.usefixtures("endpoint")
@pytest.mark.skipif(platform.system() in {"Windows", "Darwin"}, reason="a window is always there")
def test_a_machine_without_a_screen(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """At once: a browser for terminals would be waited for. What is advised works."""
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    path = credentials.token_path()
    said = refused(cli)
    assert NO_BROWSER in said
    assert f"copy the token file that it names to {path} on this one" in said
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("DISPLAY", ":0")
        elsewhere.setenv("XDG_CONFIG_HOME", str(tmp_path / "pc"))
        named = re.search(r"token stands in (.*);", cli(*LOGIN).out)
    assert named
    assert not path.exists()
    path.parent.mkdir(parents=True)
    shutil.copy(named[1], path)
    session, _ = credentials.session(real())
    assert session.credentials.inner.refresh_token == REFRESH  # type: ignore[attr-defined] # google-auth's session


@pytest.mark.usefixtures("endpoint")
def test_no_browser_on_a_machine_with_a_screen(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python finds none."""

    def none(_name: object) -> Officer:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    assert NO_BROWSER in refused(cli)


@pytest.mark.usefixtures("endpoint")
@pytest.mark.skipif(os.name != "posix", reason="false is a command of POSIX")
def test_a_browser_that_does_not_open(desk: Path) -> None:
    """It is there, and fails: nobody can be asked, and nobody is waited for."""
    command = [sys.executable, "-m", "ita_sync", *LOGIN]
    surroundings = os.environ | {"BROWSER": "false"}
    ran = subprocess.run(
        command, cwd=desk, env=surroundings, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.returncode, NO_BROWSER in ran.stderr) == (Exit.CONFIG, True)


@pytest.mark.usefixtures("endpoint")
def test_a_client_for_a_web_site(cli: Cli, desk: Path) -> None:
    """It cannot log in from here; nobody is asked."""
    client = json.loads((desk / "client.json").read_text("utf-8"))
    (desk / "client.json").write_text(json.dumps({"web": client["installed"]}), "utf-8")
    said = refused(cli)
    assert "client.json is an OAuth client of type 'Web application'" in said
    assert "Make an OAuth client of type 'Desktop app'" in said


@pytest.mark.usefixtures("endpoint")
def test_a_client_that_is_given_as_a_key(cli: Cli, desk: Path) -> None:
    """`push` says what it is for; the command that it names works as it stands there."""
    own_config(desk)
    path = desk / "config" / "ita-sync.toml"
    text = path.read_text("utf-8").replace('spreadsheet = "sandbox"', 'spreadsheet = "1aB"')
    path.write_text(text, "utf-8")
    ran = cli("push", REPORT, "--dry-run", "--credentials", "client.json")
    assert (ran.code, "client.json is an OAuth client" in ran.err) == (Exit.CONFIG, True)
    advised = re.search("`ita-sync (login .*?)`", ran.err)
    assert advised
    assert cli(*shlex.split(advised[1])).code == Exit.OK
    session, _ = credentials.session(real())
    assert session.credentials.inner.refresh_token == REFRESH  # type: ignore[attr-defined] # google-auth's session


@pytest.mark.usefixtures("endpoint")
@pytest.mark.parametrize("content", [{"type": "service_account"}, {"refresh_token": "x"}])
def test_a_key_that_is_given_as_a_client(cli: Cli, desk: Path, content: dict[str, str]) -> None:
    """Nobody needs to log in with it."""
    (desk / "client.json").write_text(json.dumps(content), "utf-8")
    assert "`ita-sync push REPORT --credentials client.json`" in refused(cli)


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
