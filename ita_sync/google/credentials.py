"""Credentials and the session: least scope, TLS to Google only, secrets in files that only their owner reads."""

import json
import os
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from ita_sync.errors import ConfigError
from ita_sync.i18n import T
from ita_sync.settings import Settings

if TYPE_CHECKING:
    import requests

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
)  # not all of Drive, as gspread would ask for
SHEETS = "https://sheets.googleapis.com/"


def token_path() -> Path:
    """Return where `login` keeps its token."""
    return platformdirs.user_config_path("ita-sync", appauthor=False) / "token.json"


def session(
    settings: Settings, adapter: "requests.adapters.BaseAdapter | None" = None
) -> "tuple[requests.Session, str | None]":
    """Return a session that reaches the Sheets API and nothing else, and the account's e-mail if known.

    On the sandbox or an emulator the session is anonymous and cannot leave this machine.

    Raises:
        ConfigError: no credentials, or a file that is none.
    """
    from google.auth.credentials import AnonymousCredentials  # slow imports, paid when needed
    from google.auth.transport.requests import AuthorizedSession
    from requests.adapters import HTTPAdapter

    class _Session(AuthorizedSession):
        def get_redirect_target(self, _response: object) -> None:
            """Follow no redirect: a write must not be sent twice, nor a token elsewhere."""

    if settings.api_root:
        adapter = _loopback(settings.api_root)
    credentials = AnonymousCredentials() if adapter else _credentials(settings)
    made = _Session(credentials)
    made.adapters.clear()
    made.mount(SHEETS, adapter or HTTPAdapter())
    made.trust_env = adapter is None  # office proxies for Google; none for loopback
    return made, getattr(credentials, "service_account_email", None)


def login(client_file: Path) -> Path:
    """Ask the officer's consent in the browser and keep the token; return where.

    Args:
        client_file: the OAuth client of type "Desktop app", downloaded from the Google Cloud
            console.

    Raises:
        ConfigError: the file is no such client, or consent was not given.
    """
    from google_auth_oauthlib.flow import InstalledAppFlow  # only this command needs it
    from oauthlib.oauth2 import OAuth2Error

    try:
        flow = InstalledAppFlow.from_client_secrets_file(str(client_file), scopes=list(SCOPES))
        credentials = flow.run_local_server(
            host="127.0.0.1", port=0, open_browser=True, timeout_seconds=300
        )
        content = credentials.to_json()
    except (OSError, ValueError, KeyError, OAuth2Error, AttributeError) as error:
        raise ConfigError(
            "login-failed",
            T("Login did not succeed: {reason}", reason=f"{type(error).__name__}: {error}"[:200]),
            next_step=T(
                "Use the JSON file of an OAuth client of type 'Desktop app', and allow access."
            ),
        ) from None
    path = token_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_secret(path, content)
    return path


def write_secret(path: Path, content: str) -> None:
    """Write a file that only its owner may read (0600), whole or not at all."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
    fresh.replace(path)


def exposed(path: Path) -> bool:
    """Whether others may read a file of secrets (POSIX), or it lies in a git work tree."""
    readable = os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
    return readable or any((folder / ".git").exists() for folder in path.resolve().parents)


def _credentials(settings: Settings) -> Any:  # noqa: ANN401 - google-auth ships no types
    import google.auth
    from google.auth.exceptions import GoogleAuthError

    path = settings.credentials or (token_path() if token_path().is_file() else None)
    try:
        if path is None:
            return google.auth.default(scopes=SCOPES)[0]
        return _from_file(json.loads(path.read_text("utf-8-sig")))
    except (GoogleAuthError, OSError, ValueError, AttributeError, TypeError, KeyError):
        raise _none(path) from None  # without the cause: it may quote a secret


def _from_file(info: dict[str, Any]) -> Any:  # noqa: ANN401 - google-auth ships no types
    """Return credentials of any kind that Google's tools write into a file."""
    import google.auth
    from google.oauth2 import credentials, service_account

    kind = info.get("type")
    if kind == "service_account":
        return service_account.Credentials.from_service_account_info(info, scopes=SCOPES)
    if kind == "authorized_user" or "refresh_token" in info:
        return credentials.Credentials.from_authorized_user_info(info, scopes=SCOPES)
    with warnings.catch_warnings():
        # google-auth warns of files from strangers, which may name a program to run. This one the
        # operator chose.
        warnings.simplefilter("ignore")
        return google.auth.load_credentials_from_dict(info, scopes=SCOPES)[0]


def _none(path: Path | None) -> ConfigError:
    if path is None:
        what = T("There are no Google credentials on this machine.")
    else:
        what = T("{path} holds no Google credentials.", path=path)
    return ConfigError(
        "no-credentials",
        what,
        next_step=T(
            "Run `ita-sync login --client FILE` (an officer's account), or give a key with "
            "--credentials FILE."
        ),
    )


def _loopback(root: str) -> "requests.adapters.BaseAdapter":
    from requests.adapters import HTTPAdapter

    class _Loopback(HTTPAdapter):
        """Sends what is meant for Google to an emulator on this machine."""

        def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - requests' signature
            request.url = request.url.replace(SHEETS, root + "/", 1)
            return super().send(request, *args, **kwargs)

    return _Loopback()
