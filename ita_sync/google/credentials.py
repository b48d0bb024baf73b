"""Credentials and sessions: least scope, TLS to Google only, secrets for their owner only."""

import json
import os
import stat
import warnings
from collections.abc import Iterator
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
MAX_BYTES = 1024 * 1024
"""Of a file with a key; the largest has ten thousand."""
_TEXTS = (
    *("client_email", "private_key", "client_id", "client_secret", "refresh_token"),
    *("token_uri", "token_url", "universe_domain"),
)
"""What a key file may hold, and google-auth would send as it is, whatever it is."""


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
        ConfigError: the file is not such a client, consent was not given, or the token could not
            be saved.
    """
    from ita_sync.google import consent, surroundings  # only this command needs them

    surroundings.check(SHEETS)
    content, path = consent.ask(client_file, SCOPES), token_path()
    try:
        files.make_folder(path.parent)
        write_secret(path, content)
    except OSError as error:
        raise ConfigError(
            "login-failed",
            T("{path} cannot be written: {reason}", path=path, reason=os_reason(error)),
            next_step=T("Check that the folder can be written, then run `ita-sync login` again."),
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


def _credentials(settings: Settings) -> Any:  # noqa: ANN401 - google-auth ships no types
    import google.auth

    own = settings.credentials or (token_path() if files.is_taken(token_path()) else None)
    path = own or _of_the_machine()
    # Without the cause in either case: it may quote a secret.
    try:
        info = _content(path) if path else {}
        return _from_file(info) if own else google.auth.default(scopes=SCOPES)[0]
    except OSError as error:
        raise _unusable(_unreadable(error.filename, error)) from None
    except Exception:  # noqa: BLE001 - what a damaged file makes google-auth raise has no end
        raise _unusable(_empty(path)) from None


def _of_the_machine() -> Path | None:
    """Return the file that `google.auth.default` would take, None where it would take none."""
    from google.auth import _cloud_sdk, environment_vars  # no other way to learn where gcloud's is

    named = os.environ.get(environment_vars.CREDENTIALS)
    path = Path(named or _cloud_sdk.get_application_default_credentials_path())
    return path if named or files.is_taken(path) else None


def _content(path: Path) -> dict[str, Any]:
    """Return what a key file says, once it is sure that google-auth waits at no file it names.

    Raises:
        OSError, ValueError, RecursionError: it cannot be read, or is no JSON of bounded size.
    """
    info: dict[str, Any] = json.loads(files.read(path, MAX_BYTES))
    if not all(isinstance(info.get(name, ""), str) for name in _TEXTS):
        raise ValueError
    for named in map(Path, _texts(info.get("credential_source"))):
        if files.is_taken(named) and not files.is_folder(named):
            files.read(named, MAX_BYTES)
    return info


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)


def _from_file(info: dict[str, Any]) -> Any:  # noqa: ANN401 - google-auth ships no types
    """Return credentials from the content of any kind of file that Google's tools write."""
    import google.auth
    from google.oauth2 import credentials, service_account

    kind = info.get("type")
    if kind == "service_account":
        return service_account.Credentials.from_service_account_info(info, scopes=SCOPES)
    if kind in {None, "authorized_user"}:  # None: as `login` keeps it
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
