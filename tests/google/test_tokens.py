"""Tokens, from real sockets: who is asked, with what, and what becomes of every answer."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from ita_sync.errors import ConfigError, Exit
from ita_sync.google import CallFailed, credentials, sheet, tokens
from tests.google.endpoint import TOKEN, Endpoint
from tests.google.servers import Canned, words_of

Door = Callable[..., sheet.Sheet]
GOOGLES = {"token_uri": "https://oauth2.googleapis.com/token"}
SECRET = "PASSWORD"  # noqa: S105 - what must not be shown


def test_a_call_carries_the_token(door: Door, endpoint: Endpoint, spreadsheets: Endpoint) -> None:
    """One request for it, then as many calls as are made."""
    opened = door()
    for _ in range(2):
        with pytest.raises(ConfigError, match="no spreadsheet"):
            opened.look()
    assert [asked.path for asked in endpoint.asked] == ["/token"]
    assert endpoint.asked[0].authorization is None
    assert {asked.authorization for asked in spreadsheets.asked} == {"Bearer the-token"}


@pytest.mark.parametrize("where", ["home", "NETRC"])
@pytest.mark.parametrize("entry", ["default", "machine 127.0.0.1", "machine sheets.googleapis.com"])
def test_a_netrc_never_speaks_to_google(
    door: Door,
    endpoint: Endpoint,
    spreadsheets: Endpoint,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    where: str,
    entry: str,
) -> None:
    """Requests would put its password in the place of the token, and into requests for one."""
    path = tmp_path / "no-home" / ".netrc"
    if where == "NETRC":
        path = tmp_path / "netrc"
        monkeypatch.setenv("NETRC", str(path))
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{entry} login officer password {SECRET}\n", "utf-8")
    with pytest.raises(ConfigError, match="no spreadsheet"):
        door().look()
    assert [asked.authorization for asked in endpoint.asked] == [None]
    assert [asked.authorization for asked in spreadsheets.asked] == ["Bearer the-token"]


DEEP = "[" * 30_000 + "]" * 30_000
LIFETIMES: list[object] = ["xyz", [], {}, 1e300, "1e9", 10**30]
NO_TOKENS: list[object] = [5, None, [], {}, "โทเค็น", "a\r\nb", "\0"]
NO_ANSWERS: list[object] = [[], 5, None, "", "text", "<x>", {}, {"expires_in": 5}, b"\xff\xfe"]
NO_REASONS: list[object] = [[], 5, None, "", SECRET, {"error": SECRET}, {"error": {"a": SECRET}}]
DAMAGED: list[tuple[int, object]] = [
    *[(200, TOKEN | {"expires_in": odd}) for odd in LIFETIMES],
    *[(200, TOKEN | {"access_token": odd}) for odd in NO_TOKENS],
    *[(200, odd) for odd in NO_ANSWERS],
    (200, DEEP),
    (200, f'{{"access_token": {DEEP}}}'),
    (200, json.dumps(TOKEN) + " " * 1_000_000),
    (400, DEEP),
    (400, " " * 1_000_000),
    *[(400, odd) for odd in NO_REASONS],
    (401, {"error_description": SECRET}),
    (401, {"error": f"x {SECRET}"}),
    (204, ""),
    (404, f"<saml>{SECRET}"),
]


@pytest.mark.parametrize(
    ("status", "body"), [pytest.param(*one, id=str(one)[:60]) for one in DAMAGED]
)
def test_an_answer_that_gives_no_token_is_exit_4(
    door: Door, endpoint: Endpoint, spreadsheets: Endpoint, status: int, body: object
) -> None:
    """One sentence, none of it the endpoint's; nothing was sent to the sheet."""
    endpoint.answer(status, body)
    with pytest.raises(ConfigError) as caught:
        door().look()
    assert (caught.value.exit_code, caught.value.code) == (Exit.CONFIG, "credentials-refused")
    for lang in ("th", "en"):
        said = caught.value.what.render(lang)
        assert SECRET not in said
        assert len(said) < 150
    assert caught.value.__cause__ is None
    assert spreadsheets.asked == []


@pytest.mark.parametrize(
    ("code", "shown"),
    [("invalid_grant", True), ("x" * 41, False), ("Invalid Grant", False), ("a\x1b[2J", False)],
)
def test_of_an_endpoints_words_only_the_code_is_shown(
    door: Door, endpoint: Endpoint, code: str, *, shown: bool
) -> None:
    """What looks like one; its description is for developers."""
    endpoint.answer(400, {"error": code, "error_description": SECRET, "error_uri": SECRET})
    with pytest.raises(ConfigError) as caught:
        door().look()
    reason = code if shown else "no reason given"
    assert str(caught.value.what) == f"Google did not accept or renew the credentials: {reason}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(
    door: Door, endpoint: Endpoint, spreadsheets: Endpoint, status: int
) -> None:
    """Not even to the same machine; where it leads is not shown."""
    endpoint.answer(status, "", Location=f"http://user:{SECRET}@127.0.0.1:{spreadsheets.port}/x")
    with pytest.raises(ConfigError) as caught:
        door().look()
    assert "127.0.0.1 redirects, which is not followed" in str(caught.value.what)
    assert SECRET not in str(caught.value.what)
    assert (len(endpoint.asked), spreadsheets.asked) == (1, [])


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1/token",
        "http://127.0.0.1.example.org/token",
        "http://user:PASSWORD@127.0.0.1/token",
        "http://127.0.0.1\\@192.0.2.1/token",
        "http://localhost@192.0.2.1/token",
        "ftp://127.0.0.1/token",
        "127.0.0.1/token",
        "",
        "http://",
        "https://",
        "https://[",
        5,
        {},
    ],
)
def test_an_address_to_which_a_secret_would_go_unprotected(door: Door, address: object) -> None:
    """Nothing is sent; the walls around the tests would tell."""
    with pytest.raises(ConfigError) as caught:
        door(token_uri=address).look()
    assert caught.value.exit_code is Exit.CONFIG
    assert SECRET not in str(caught.value.what)


PAGE = f"\n<!DOCTYPE html><html><body>{SECRET}"
OUTAGES: list[tuple[int, object]] = [
    *[(status, SECRET) for status in (500, 502, 503, 504, 429, 408)],
    (503, {"error": "invalid_grant", "error_description": SECRET}),
    (400, {"error": "temporarily_unavailable"}),
    *[(status, PAGE) for status in (200, 400, 401, 404, 502)],
    (200, "<html>" + "x" * 100_000),
    (200, b"\xef\xbb\xbf<HTML>"),
]


@pytest.mark.parametrize(
    ("status", "body"), [pytest.param(*one, id=str(one)[:60]) for one in OUTAGES]
)
def test_an_endpoint_that_is_out_of_order_is_asked_again_later(
    door: Door,
    endpoint: Endpoint,
    spreadsheets: Endpoint,
    monkeypatch: pytest.MonkeyPatch,
    *,
    status: int,
    body: object,
) -> None:
    """Exit 5: nothing is wrong with the credentials, and nothing was sent to the sheet."""
    monkeypatch.setattr("time.sleep", lambda _seconds: None)  # google-auth tries again
    endpoint.answer(status, body)
    for name, *given in (("look",), ("write", {"requests": []})):
        with pytest.raises(CallFailed) as caught:
            getattr(door(), str(name))(*given)
        failure = caught.value
        assert (failure.maybe_applied, failure.unanswered, failure.passing) == (False, False, True)
        assert SECRET not in failure.render("en") + failure.render("th")
        assert failure.render("th") != failure.render("en")
    assert spreadsheets.asked == []


@pytest.mark.parametrize("status", [503, 429])
def test_an_endpoint_may_say_how_long_to_wait(door: Door, endpoint: Endpoint, status: int) -> None:
    """As the sheet may."""
    endpoint.answer(status, "", **{"Retry-After": "7"})
    with pytest.raises(CallFailed) as caught:
        door().look()
    assert caught.value.retry_after == 7.0
    assert str(caught.value) == f"127.0.0.1 is out of order (HTTP {status})"


SHORT_LIVED = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    f"Check your iat and exp values in the JWT claim. {SECRET}"
)


@pytest.mark.parametrize(
    ("ahead", "shown"),
    [
        (timedelta(hours=7), ["It is 7 hours ahead of Google's."]),
        (-timedelta(days=400), ["It is 400 days behind Google's."]),
        (timedelta(minutes=70), ["It is 1 hour ahead of Google's."]),
        (-timedelta(minutes=12), ["It is 12 minutes behind Google's."]),
        (timedelta(0), []),
        (None, []),
    ],
)
def test_a_wrong_clock_of_this_computer_is_told_from_a_wrong_key(
    door: Door, endpoint: Endpoint, ahead: timedelta | None, shown: list[str]
) -> None:
    """With how far it is off, where the answer has a date; of the sentence only what is known."""
    moment = datetime.now(UTC) - (ahead or timedelta(0))
    endpoint.date = "soon" if ahead is None else format_datetime(moment, usegmt=True)
    endpoint.answer(400, {"error": "invalid_grant", "error_description": SHORT_LIVED})
    with pytest.raises(ConfigError) as caught:
        door().look()
    google = "Google says: Invalid JWT: Token must be a short-lived token"
    assert words_of(caught.value) == (
        Exit.CONFIG,
        "clock-wrong",
        "Google does not accept the time of this computer: its clock is wrong.",
        "Set date, time and time zone of this computer, then run again.",
        [*shown, google],
    )
    assert SECRET not in str([line.both() for line in caught.value.details])


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Invalid JWT Signature.", "the key was deleted, or does not belong to this account"),
        ("Invalid grant: account not found", "there is no such account any more"),
        ("Token has been expired or revoked.", "the consent has expired or was taken back"),
    ],
)
def test_what_google_says_of_a_key_is_told_apart(
    door: Door, endpoint: Endpoint, sentence: str, reason: str
) -> None:
    """By sentences that are known; nothing else of them is shown."""
    described = {"error": "invalid_grant", "error_description": f"{sentence} {SECRET}"}
    endpoint.answer(400, described)
    with pytest.raises(ConfigError) as caught:
        door().look()
    said = str(caught.value.what)
    assert (caught.value.code, reason in said) == ("credentials-refused", True)
    assert SECRET not in said


def test_an_answer_that_does_not_end_is_not_waited_for(
    door: Door, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes in time, and the whole never."""
    monkeypatch.setattr(tokens, "SECONDS", 0.2)
    endpoint.answer(200, " " * 1_000)
    endpoint.pause = 0.02
    with pytest.raises(CallFailed) as caught:
        door().look()
    assert not caught.value.maybe_applied


def test_an_answer_that_is_cut_off_is_no_answer(door: Door, endpoint: Endpoint) -> None:
    """Exit 5, the network's doing; exit 4 where urllib3 is too old to see that it is cut."""
    endpoint.answer(200, json.dumps(TOKEN)[:-20], **{"Content-Length": "9999"})
    with pytest.raises((CallFailed, ConfigError)):
        door().look()


def test_the_proxy_of_the_office_is_used(
    door: Door, endpoint: Endpoint, spreadsheets: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the token and for the sheet, with its own password; not for what is on this machine."""
    proxy = f"http://officer:{SECRET}@127.0.0.1:{spreadsheets.port}"
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy)
    spreadsheets.answer(407, "")
    with pytest.raises(ConfigError) as caught:
        door(**GOOGLES).look()
    assert caught.value.code == "proxy-login"
    assert SECRET not in str(caught.value)
    assert [(one.method, one.path) for one in spreadsheets.asked] == [
        ("CONNECT", "oauth2.googleapis.com:443")
    ]
    assert spreadsheets.asked[0].headers["Proxy-Authorization"].startswith("Basic ")
    opened = door()
    none = '{"error": {"code": 404, "message": "none"}}'
    opened._http.session.mount(credentials.SHEETS, Canned(404, none))
    with pytest.raises(ConfigError, match="no spreadsheet"):
        opened.look()
    assert len(spreadsheets.asked) == 1
    assert [asked.path for asked in endpoint.asked] == ["/token"]


def test_an_external_officer_s_secret_goes_to_the_address_of_the_file(
    door: Door, endpoint: Endpoint, spreadsheets: Endpoint
) -> None:
    """Not to Google's, as that of an account of Google's would."""
    officer = {
        "type": "external_account_authorized_user",
        "token_url": f"{endpoint.url}/v1/oauthtoken",
        "token_info_url": f"{endpoint.url}/v1/introspect",
        "audience": "x",
        **dict.fromkeys(("client_id", "client_secret", "refresh_token"), "x"),
    }
    with pytest.raises(ConfigError, match="no spreadsheet"):
        door(**officer).look()
    assert [asked.path for asked in endpoint.asked] == ["/v1/oauthtoken"]
    assert spreadsheets.asked[-1].authorization == "Bearer the-token"


def test_an_external_account_is_guarded_alike(
    door: Door, endpoint: Endpoint, spreadsheets: Endpoint, tmp_path: Path
) -> None:
    """Its words come as one text; its subject's token goes over TLS or stays here."""
    (tmp_path / "subject").write_text("subject", "utf-8")
    account = {
        "type": "external_account",
        "audience": "x",
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "token_url": f"{endpoint.url}/v1/token",
        "credential_source": {"file": str(tmp_path / "subject")},
    }
    endpoint.answer(400, {"error": "invalid_target", "error_description": SECRET})
    with pytest.raises(ConfigError) as caught:
        door(**account).look()
    assert str(caught.value.what).endswith(": invalid_target")
    with pytest.raises(ConfigError) as caught:
        door(**account | {"token_url": "http://192.0.2.1/token"}).look()
    assert caught.value.code == "token-address"
    endpoint.answer(200, TOKEN | {"issued_token_type": "x"})
    with pytest.raises(ConfigError, match="no spreadsheet"):
        door(**account).look()
    assert spreadsheets.asked[-1].authorization == "Bearer the-token"
