"""Credentials and sessions: least scope, TLS to Google only, secrets for their owner only."""

import json
import os
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from ita_sync import files
from ita_sync.errors import ConfigError, os_reason
from ita_sync.i18n import T, Text
from ita_sync.settings import Settings

if TYPE_CHECKING:
    import requests

# gspread alone would ask for all of Drive as well.
SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)
SHEETS = "https://sheets.googleapis.com/"


def token_path() -> Path:
    """Return where `login` keeps its token."""
    return platformdirs.user_config_path("ita-sync", appauthor=False) / "token.json"


def session(
    settings: Settings, adapter: "requests.adapters.BaseAdapter | None" = None
) -> "tuple[requests.Session, str | None]":
    """Return a session that reaches only the Sheets API, and the account's e-mail if known.

    On the sandbox or an emulator the session is anonymous and cannot leave this machine.

    Raises:
        ConfigError: there are no credentials, or the file with them is unusable.
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
    """Ask for the officer's consent in the browser, keep the token and return its path.

    Args:
        client_file: the OAuth client of type "Desktop app", downloaded from the Google Cloud
            console.

    Raises:
        ConfigError: the file is not such a client, consent was not given, or the token could not
            be saved.
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
            _login_failed(error),
            next_step=T(
                "Use the JSON file of an OAuth client of type 'Desktop app', and allow access."
            ),
        ) from None
    path = token_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_secret(path, content)
    except OSError as error:
        raise ConfigError(
            "login-failed",
            T("{path} cannot be written: {reason}", path=path, reason=os_reason(error)),
            next_step=T("Check that the folder can be written, then run `ita-sync login` again."),
        ) from None
    return path


def _login_failed(error: Exception) -> Text:
    """Say why, the system's reasons in our words, and those of Google and the network in theirs."""
    reason: Text | str = f"{type(error).__name__}: {error}"[:200]
    if isinstance(error, OSError) and error.errno is not None:  # requests' errors have no number
        reason = os_reason(error)
        if error.filename is not None:
            return T(
                "The file cannot be read: {path} ({reason})", path=error.filename, reason=reason
            )
    if isinstance(error, ValueError | KeyError | AttributeError):
        reason = T("the file is no OAuth client")
    return T("Login did not succeed: {reason}", reason=reason)


def write_secret(path: Path, content: str) -> None:
    """Write a file that only its owner may read (0600), whole or not at all."""
    with files.atomic_write(path, files.PRIVATE, keep=False) as fresh:
        fresh.write_text(content, "utf-8")


def exposed(path: Path) -> bool:
    """Return whether others can read a file of secrets (POSIX), or git could commit it."""
    readable = os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
    return readable or any((folder / ".git").exists() for folder in path.resolve().parents)


def _credentials(settings: Settings) -> Any:  # noqa: ANN401 - google-auth ships no types
    import google.auth
    from google.auth.exceptions import GoogleAuthError

    path = settings.credentials or (token_path() if token_path().is_file() else None)
    # Without the cause in either case: it may quote a secret.
    try:
        if path is None:
            return google.auth.default(scopes=SCOPES)[0]
        return _from_file(json.loads(path.read_text("utf-8-sig")))
    except OSError as error:
        raise _unusable(_unreadable(path or error.filename, error)) from None
    except (GoogleAuthError, ValueError, AttributeError, TypeError, KeyError):
        raise _unusable(_empty(path)) from None


def _from_file(info: dict[str, Any]) -> Any:  # noqa: ANN401 - google-auth ships no types
    """Return credentials from the content of any kind of file that Google's tools write."""
    import google.auth
    from google.oauth2 import credentials, service_account

    kind = info.get("type")
    if kind == "service_account":
        return service_account.Credentials.from_service_account_info(info, scopes=SCOPES)
    if kind == "authorized_user" or "refresh_token" in info:
        return credentials.Credentials.from_authorized_user_info(info, scopes=SCOPES)
    with warnings.catch_warnings():
        # google-auth warns about files from strangers, which may name a program to run. The
        # operator chose this one.
        warnings.simplefilter("ignore")
        return google.auth.load_credentials_from_dict(info, scopes=SCOPES)[0]


def _unreadable(path: object, error: OSError) -> Text:
    if path is None:
        return _empty(None)
    return T(
        "The credentials file {path} cannot be read: {reason}", path=path, reason=os_reason(error)
    )


def _empty(path: Path | None) -> Text:
    if path is None:
        return T("There are no Google credentials on this machine.")
    return T("{path} holds no Google credentials.", path=path)


def _unusable(what: Text) -> ConfigError:
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
