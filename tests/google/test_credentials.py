"""Credentials: which file counts, least scope, and files of secrets that only their owner reads."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import requests

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


def test_a_service_account_is_loaded_with_the_least_scope(
    tmp_path: Path, service_account: dict[str, Any]
) -> None:
    """Spreadsheets, not all of Drive; its e-mail is known for messages."""
    path = tmp_path / "key.json"
    path.write_text(json.dumps(service_account), "utf-8")
    session, principal = credentials.session(real(path))
    assert principal == "robot@project.example"
    assert session.credentials.inner.scopes == credentials.SCOPES  # type: ignore[attr-defined] # google-auth's session
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
    assert session.credentials.inner.refresh_token == "c"  # type: ignore[attr-defined] # noqa: S105 - google-auth's session, no secret


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
        (
            "Correct the path given with --credentials or as `credentials` in the configuration. "
            "Without one, the account of `ita-sync login` is used."
        ),
        [],
    )
    assert MISSING not in caught.value.what.render("th")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"installed": 5}',
        '{"type": 5}',
        '{"type": {}}',
        '{"type": "external_account", "credential_source": []}',
        '{"type": "authorized_user", "refresh_token": 5}',
        '{"client_id": "a", "client_secret": [], "refresh_token": "c"}',
        "5",
        '"text"',
        "null",
        pytest.param("[" * 100_000, id="deep"),
        pytest.param('{"a":' * 100_000, id="deep objects"),
        pytest.param(" " * 3_000_000 + "{}", id="huge"),
        pytest.param("9" * 10_000, id="long number"),
    ],
)
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
def test_a_token_that_cannot_be_read_is_reported_in_words() -> None:
    """What stands in its place is not passed over for other credentials."""
    path = credentials.token_path()
    path.mkdir(parents=True)
    with pytest.raises(ConfigError) as caught:
        credentials.session(real())
    assert str(caught.value.what) == f"The credentials file {path} cannot be read: {FOLDER}"


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
