"""Credentials: which file counts, least scope, and files of secrets that only their owner reads."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ita_sync import settings
from ita_sync.errors import ConfigError
from ita_sync.google import credentials, sheet

ROOT = Path(__file__).parents[2]


def real(key: Path | None = None) -> settings.Settings:
    """Return settings whose target is a spreadsheet at Google."""
    loaded = settings.load(ROOT / "config" / "ita-sync.toml", credentials=key)
    return settings.Settings(
        **{**vars(loaded), "target": settings.Target(spreadsheet="1aB", tab="x")}
    )


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


def test_a_missing_key_file_is_exit_4(tmp_path: Path) -> None:
    """With its path."""
    with pytest.raises(ConfigError) as caught:
        credentials.session(real(tmp_path / "none.json"))
    assert "none.json" in str(caught.value.what)


@pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX")
def test_secrets_are_written_for_their_owner_alone(tmp_path: Path) -> None:
    """0600, replaced whole; what others can read, or git could commit, is called exposed."""
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
