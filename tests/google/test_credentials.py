"""Credentials: which file counts, least scope, and files of secrets that only their owner reads."""

import json
import os
from pathlib import Path
from typing import Any, Self

import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ita_sync import settings
from ita_sync.config_file import Target
from ita_sync.errors import ConfigError, Exit
from ita_sync.google import credentials, sheet
from tests.google.servers import Canned, chosen, words_of

ROOT = Path(__file__).parents[2]


def real(key: Path | None = None) -> settings.Settings:
    """Return settings whose target is a spreadsheet at Google."""
    loaded = settings.load(ROOT / "config" / "ita-sync.toml", credentials=key)
    return settings.Settings(**{**vars(loaded), "target": Target(spreadsheet="1aB", tab="x")})


@pytest.fixture(scope="module")
def service_account() -> dict[str, Any]:
    """Return a key file's content, made here and worth nothing."""
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


def test_a_service_account_is_loaded_with_the_least_scope(
    tmp_path: Path, service_account: dict[str, Any]
) -> None:
    """Spreadsheets, not all of Drive; its e-mail is known for messages."""
    path = tmp_path / "key.json"
    path.write_text(json.dumps(service_account), "utf-8")
    session, principal = credentials.session(real(path))
    assert principal == "robot@project.example"
    assert session.credentials.scopes == credentials.SCOPES  # type: ignore[attr-defined] # google-auth's session
    assert session.trust_env is True
    assert sheet.connect(real(path)).principal == "robot@project.example"


def test_the_token_of_login_is_used_where_no_key_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """An authorised user's file, as `login` writes it."""
    path = credentials.token_path()
    path.parent.mkdir(parents=True)
    credentials.write_secret(
        path, json.dumps({"client_id": "a", "client_secret": "b", "refresh_token": "c"})
    )
    session, principal = credentials.session(real())
    assert principal is None
    assert session.credentials.refresh_token == "c"  # type: ignore[attr-defined] # noqa: S105 - google-auth's session, no secret


MISSING, FOLDER = "there is no such file or folder", "it is a folder"
LOGIN_OR_KEY = (
    "Run `ita-sync login --client FILE` (an officer's account), or give a key with "
    "--credentials FILE."
)


def test_a_missing_key_file_is_exit_4(tmp_path: Path) -> None:
    """With its path, and why it cannot be read."""
    path = tmp_path / "none.json"
    with pytest.raises(ConfigError) as caught:
        credentials.session(real(path))
    assert words_of(caught.value) == (
        Exit.CONFIG,
        "no-credentials",
        f"The credentials file {path} cannot be read: {MISSING}",
        LOGIN_OR_KEY,
        [],
    )
    assert MISSING not in caught.value.what.render("th")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"type": "service_account"}'])
def test_a_file_without_credentials_is_exit_4(tmp_path: Path, content: str) -> None:
    """It can be read; what it says is not quoted, as it may hold a secret."""
    path = tmp_path / "key.json"
    path.write_text(content, "utf-8")
    with pytest.raises(ConfigError) as caught:
        credentials.session(real(path))
    what = f"{path} holds no Google credentials."
    assert words_of(caught.value) == (Exit.CONFIG, "no-credentials", what, LOGIN_OR_KEY, [])
    assert caught.value.__cause__ is None


@pytest.mark.skipif(os.name != "posix", reason="Windows denies access to a folder")
def test_a_token_that_cannot_be_read_is_reported_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is there, and turns out to be unreadable when it is opened."""
    path = credentials.token_path()
    path.mkdir(parents=True)
    monkeypatch.setattr(Path, "is_file", lambda _path: True)
    with pytest.raises(ConfigError) as caught:
        credentials.session(real())
    assert str(caught.value.what) == f"The credentials file {path} cannot be read: {FOLDER}"


def test_a_login_with_a_client_file_that_is_missing_says_so(tmp_path: Path) -> None:
    """With its path; the system's own sentence is English."""
    path = tmp_path / "none.json"
    with pytest.raises(ConfigError) as caught:
        credentials.login(path)
    assert (caught.value.code, str(caught.value.what)) == (
        "login-failed",
        f"The file cannot be read: {path} ({MISSING})",
    )


class Consenting:
    """A flow in which the officer consents at once."""

    @classmethod
    def from_client_secrets_file(cls, _path: str, **_: object) -> Self:
        """Return a flow."""
        return cls()

    def run_local_server(self, **_: object) -> Self:
        """Return the credentials that consent gives."""
        return self

    def to_json(self) -> str:
        """Return them as text."""
        return "{}"


def test_a_token_that_cannot_be_saved_is_reported_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Consent was given, but there is no place for the token."""
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "token.json"
    monkeypatch.setattr("google_auth_oauthlib.flow.InstalledAppFlow", Consenting)
    monkeypatch.setattr(credentials, "token_path", lambda: path)
    with pytest.raises(ConfigError) as caught:
        credentials.login(tmp_path / "client.json")
    assert words_of(caught.value) == (
        Exit.CONFIG,
        "login-failed",
        f"{path} cannot be written: it is there already",
        "Check that the folder can be written, then run `ita-sync login` again.",
        [],
    )


@pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX")
def test_secrets_are_written_for_their_owner_alone(tmp_path: Path) -> None:
    """0600, replaced as a whole; what others can read, or git could commit, counts as exposed."""
    path = tmp_path / "token.json"
    for content in ("one", "two"):
        credentials.write_secret(path, content)
        assert path.read_text("utf-8") == content
        assert path.stat().st_mode & 0o777 == 0o600
    assert not credentials.exposed(path)
    path.chmod(0o644)
    assert credentials.exposed(path)
    path.chmod(0o600)
    (tmp_path / ".git").mkdir()
    assert credentials.exposed(path)


def test_a_session_reaches_the_sheets_api_and_nothing_else() -> None:
    """No other host, no plain HTTP, no redirect, no proxy for loopback."""
    session, principal = credentials.session(chosen(), Canned(200, "{}"))
    assert principal is None
    for url in (
        "https://example.org/",
        "http://sheets.googleapis.com/",
        "https://www.googleapis.com/",
    ):
        with pytest.raises(requests.exceptions.InvalidSchema):
            session.get(url)
    assert session.get("https://sheets.googleapis.com/v4/x").status_code == 200
    assert session.trust_env is False
