"""Files of Google's tools (keys, tokens, clients): told apart, and mended where it is certain."""

import json
import re
import textwrap
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from ita_sync import files
from ita_sync.errors import ConfigError, os_reason
from ita_sync.i18n import T, Text

MAX_BYTES = 1024 * 1024
"""Of a file with a key; the largest has ten thousand."""
_TEXTS = (
    *("client_email", "private_key", "client_id", "client_secret", "refresh_token"),
    *("token_uri", "token_url", "universe_domain"),
)
"""What a key file may hold, and google-auth would send as it is, whatever it is."""
_KEY = ("client_email", "private_key", "token_uri")
"""What makes a service account's key."""
_PEM = re.compile(r"-----BEGIN ([A-Z ]+)-----(.*?)-----END \1-----", re.DOTALL)
# Base64 has neither blanks nor backslashes: where they stand, there was the end of a line.
_LINE_END = re.compile(r"\s|\\+[rn]")
_LINE = 64

Kind = Literal["client", "web client", "key", "token", ""]


def kind(info: object) -> Kind:
    """Return what the content of a file is for, empty if nothing known."""
    if not isinstance(info, Mapping):
        return ""
    if isinstance(info.get("installed"), Mapping):
        return "client"
    if isinstance(info.get("web"), Mapping):
        return "web client"
    if info.get("type") == "service_account":
        return "key"
    return "token" if "refresh_token" in info else ""


def content(path: Path) -> dict[str, Any]:
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


def load(info: dict[str, Any], scopes: Sequence[str]) -> Any:  # noqa: ANN401 - google-auth ships no types
    """Return credentials from the content of any kind of file that Google's tools write."""
    import google.auth
    from google.oauth2 import credentials, service_account

    if info.get("type") == "service_account":
        whole = info | {"private_key": mended(info["private_key"])}
        return service_account.Credentials.from_service_account_info(whole, scopes=scopes)
    if info.get("type") in {None, "authorized_user"}:  # None: as `login` keeps it
        return credentials.Credentials.from_authorized_user_info(info, scopes=scopes)
    with warnings.catch_warnings():
        # google-auth warns about files from strangers, which may name a program to run. The
        # operator chose this one.
        warnings.simplefilter("ignore")
        return google.auth.load_credentials_from_dict(info, scopes=scopes)[0]


def mended(key: str) -> str:
    r"""Return a private key with the ends of its lines, which a form or .env file took away.

    They became blanks, or the two letters of `\n`; a key that is no PEM stays as it is.
    """
    found = _PEM.search(key)
    if not found:
        return key
    lines = textwrap.wrap(_LINE_END.sub("", found[2]), _LINE)
    return "\n".join((f"-----BEGIN {found[1]}-----", *lines, f"-----END {found[1]}-----", ""))


def unreadable(path: Path | None, error: OSError, *, chosen: bool) -> ConfigError:
    """Return the error for a file with credentials that the system does not give.

    Args:
        path: of the file, None if it has no name.
        error: of the system.
        chosen: whether the operator named the file to us.
    """
    if path is None:
        return fault({}, None)
    what = T(
        "The credentials file {path} cannot be read: {reason}", path=path, reason=os_reason(error)
    )
    correct = T(
        "Correct the path given with --credentials or as `credentials` in the configuration. "
        "Without one, the account of `ita-sync login` is used."
    )
    return ConfigError("no-credentials", what, next_step=correct if chosen else _LOGIN_OR_KEY)


_LOGIN_OR_KEY = T(
    "Run `ita-sync login --client FILE` (an officer's account), or give a key with "
    "--credentials FILE."
)
_KEY_AGAIN = T(
    "Copy the file as a whole, as it was downloaded; or make a new key of the service account in "
    "the Google Cloud console and give that file with --credentials FILE."
)


def fault(info: object, path: Path | None) -> ConfigError:
    """Return the error for a file of which no credentials came, by what it is instead.

    Args:
        info: its content, as far as it could be read; nothing of it is quoted.
        path: of the file, None where there is none.
    """
    if path is None:
        none = T("There are no Google credentials on this machine.")
        return ConfigError("no-credentials", none, next_step=_LOGIN_OR_KEY)
    match kind(info):
        case "client":
            return _client(path)
        case "web client":
            return web_client(path)
        case "key" if isinstance(info, Mapping):
            return _damaged(info, path)
    what = T("{path} holds no Google credentials.", path=path)
    return ConfigError("no-credentials", what, next_step=_LOGIN_OR_KEY)


def _client(path: Path) -> ConfigError:
    return ConfigError(
        "client-not-key",
        T("{path} is an OAuth client, with which an officer logs in, and no key.", path=path),
        next_step=T(
            "Run `ita-sync login --client {path}`, then run this again without --credentials and "
            "without `credentials` in the configuration.",
            path=files.shell_quoted(path),
        ),
    )


def web_client(path: Path) -> ConfigError:
    """Return the error for a client that is for the server of a web site."""
    return ConfigError(
        "client-web",
        T(
            "{path} is an OAuth client of type 'Web application', which cannot log in here.",
            path=path,
        ),
        next_step=T(
            "Make an OAuth client of type 'Desktop app' in the Google Cloud console, download its "
            "JSON file and run `ita-sync login --client FILE` with it."
        ),
    )


def _damaged(info: Mapping[str, object], path: Path) -> ConfigError:
    missing = [name for name in _KEY if not info.get(name)]
    if missing:
        what: Text = T("The key file {path} lacks: {fields}", path=path, fields=missing)
    elif not _PEM.search(str(info["private_key"])):
        what = T(
            "The private_key in {path} is cut: it begins with -----BEGIN PRIVATE KEY----- and ends "
            "with -----END PRIVATE KEY-----.",
            path=path,
        )
    else:
        what = T("The private_key in {path} is damaged: letters are missing or wrong.", path=path)
    return ConfigError("key-damaged", what, next_step=_KEY_AGAIN)
