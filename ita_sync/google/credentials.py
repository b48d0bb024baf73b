"""Credentials and sessions: least scope, TLS to Google only, secrets for their owner only."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from ita_sync import files
from ita_sync.errors import ConfigError, os_reason
from ita_sync.i18n import T
from ita_sync.settings import Settings

if TYPE_CHECKING:
    import requests

# gspread alone would ask for all of Drive as well.
SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)
SHEETS = "https://sheets.googleapis.com/"


@dataclass(frozen=True)
class Account:
    """Who would call Google; nothing of it is secret.

    Attributes:
        kind: the `type` that its file states; empty where the machine itself has an account.
        email: None where it is not known.
        path: of its file, None where it has none.
        own: the file was named to us, or `login` made it; else Google's tools use it, too.
    """

    kind: str
    email: str | None
    path: Path | None
    own: bool


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
    from requests import Session
    from requests.adapters import HTTPAdapter

    from ita_sync.google import surroundings, tokens

    class _Session(AuthorizedSession):
        def get_redirect_target(self, _response: object) -> None:
            """Follow no redirect: a write must not be sent twice, nor a token elsewhere."""

    if settings.api_root:
        adapter = _loopback(settings.api_root)
    if adapter:
        made = _Session(AnonymousCredentials(), refresh_status_codes=())
        made.trust_env = False  # no proxies for loopback
        principal = None
    else:
        surroundings.check(SHEETS)
        credentials = _credentials(settings)
        asking = tokens.Asking(tokens.guard(Session()))
        made = _Session(tokens.Guarded(credentials), auth_request=asking)
        principal = getattr(credentials, "service_account_email", None)
    made.auth = tokens.bare
    made.adapters.clear()
    made.mount(SHEETS, adapter or HTTPAdapter())
    return made, principal


def login(client_file: Path) -> Path:
    """Ask for the officer's consent in the browser, keep the token and return its path.

    Args:
        client_file: the OAuth client of type "Desktop app", downloaded from the Google Cloud
            console.

    Raises:
        ConfigError: the file is not such a client, there is no browser, consent was not given, or
            the token could not be saved.
        Unavailable: nobody answers.
    """
    from ita_sync.google import consent, surroundings  # only this command needs them

    surroundings.check(SHEETS)
    path = token_path()
    content = consent.ask(client_file, SCOPES, path)
    try:
        files.make_folder(path.parent)
        write_secret(path, content)
    except OSError as error:
        raise ConfigError(
            "login-failed",
            T("{path} cannot be written: {reason}", path=path, reason=os_reason(error)),
            next_step=T("Check that the folder can be written, then run the same command again."),
        ) from None
    return path


def write_secret(path: Path, content: str) -> None:
    """Write a file that only its owner may read (0600), whole or not at all."""
    with files.atomic_write(path, files.PRIVATE, keep=False) as fresh:
        fresh.write_text(content, "utf-8")


def exposed(path: Path) -> bool:
    """Return whether others can read a file of secrets (POSIX), or git could commit it."""
    readable = os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
    return readable or any((folder / ".git").exists() for folder in path.resolve().parents)


def account(settings: Settings) -> Account:
    """Return who would call Google, as far as it is known before anybody is asked.

    Raises:
        ConfigError: as `session`.
    """
    from ita_sync.google import key_file

    credentials = _credentials(settings)
    path, own = _file(settings)
    info = key_file.content(path) if path else {}
    email = getattr(credentials, "service_account_email", None) or info.get("account")
    kind = str(info.get("type", "authorized_user")) if path else ""
    return Account(kind, str(email) if email else None, path, own)


def _file(settings: Settings) -> tuple[Path | None, bool]:
    """Return the file with credentials, and whether it is ours rather than of Google's tools."""
    own = settings.credentials or (token_path() if files.is_taken(token_path()) else None)
    return own or _of_the_machine(), own is not None


def _credentials(settings: Settings) -> Any:  # noqa: ANN401 - google-auth ships no types
    import google.auth

    from ita_sync.google import key_file

    path, own = _file(settings)
    info: dict[str, Any] = {}
    # Without the cause in any case: it may quote a secret.
    try:
        info = key_file.content(path) if path else {}
        return key_file.load(info, SCOPES) if own else google.auth.default(scopes=SCOPES)[0]
    except OSError as error:
        named = path if error.filename is None else Path(error.filename)
        raise key_file.unreadable(named, error, chosen=settings.credentials is not None) from None
    except Exception:  # noqa: BLE001 - what a damaged file makes google-auth raise has no end
        raise key_file.fault(info, path) from None


def _of_the_machine() -> Path | None:
    """Return the file that `google.auth.default` would take, None where it would take none."""
    from google.auth import _cloud_sdk, environment_vars  # no other way to learn where gcloud's is

    named = os.environ.get(environment_vars.CREDENTIALS)
    path = Path(named or _cloud_sdk.get_application_default_credentials_path())
    return path if named or files.is_taken(path) else None


def _loopback(root: str) -> "requests.adapters.BaseAdapter":
    from requests.adapters import HTTPAdapter

    class _Loopback(HTTPAdapter):
        """Sends what is meant for Google to an emulator on this machine."""

        def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - requests' signature
            request.url = request.url.replace(SHEETS, root + "/", 1)
            return super().send(request, *args, **kwargs)

    return _Loopback()
