"""Consent: an officer allows access in the browser, and a token comes of it."""

import json
import os
import platform
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import requests
from google_auth_oauthlib.flow import InstalledAppFlow
from oauthlib.oauth2 import OAuth2Error

from ita_sync import files
from ita_sync.errors import ConfigError, ItaSyncError, Unavailable, os_reason
from ita_sync.google import answers, key_file, tokens
from ita_sync.google.transport import CallFailed, lost
from ita_sync.i18n import T, Text

MINUTES = 5
"""For a person to find the browser and to allow it."""
_NEEDED = ("client_id", "client_secret", "auth_uri", "token_uri")


class _Flow(InstalledAppFlow):  # type: ignore[misc] # google-auth-oauthlib ships no types
    """A consent whose token is asked for as all tokens are."""

    answered = False

    def fetch_token(self, **how: Any) -> Any:  # noqa: ANN401 - google-auth-oauthlib ships no types
        """Ask for the token that the consent gives."""
        self.answered = True
        tokens.require_secure(self.client_config["token_uri"])
        tokens.guard(self.oauth2session)
        return super().fetch_token(timeout=tokens.SECONDS, **how)


class _Browser(webbrowser.BaseBrowser):
    """The browser of the machine, which says so where it does not open."""

    def __init__(self, inner: webbrowser.BaseBrowser) -> None:
        super().__init__()
        self.inner = inner

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:  # noqa: FBT001, FBT002 - webbrowser's signature
        """Open a page.

        Raises:
            webbrowser.Error: it did not open; nobody would see that, and nobody be asked.
        """
        if not self.inner.open(url, new, autoraise):
            raise webbrowser.Error
        return True


def ask(client_file: Path, scopes: Sequence[str], path: Path) -> str:
    """Ask for consent in the browser and return the token as it is to be kept.

    Args:
        client_file: of an OAuth client.
        scopes: what is asked for.
        path: where the token will be kept.

    Raises:
        ConfigError: `no-browser`; `login-failed` and others, there is no such client, or consent
            was not given.
        Unavailable: nobody answers.
    """
    flow = _flow(client_file, scopes)
    if not _has_screen():
        raise _no_browser(path)
    try:
        webbrowser.register("ita-sync", None, _Browser(webbrowser.get(None)))
        got = flow.run_local_server(
            host="127.0.0.1",
            port=0,
            open_browser=True,
            browser="ita-sync",
            timeout_seconds=MINUTES * 60,
        )
        if isinstance(got.token, str):
            return str(got.to_json())
    except ItaSyncError:
        raise
    except webbrowser.Error:
        raise _no_browser(path) from None
    except (CallFailed, requests.RequestException) as error:
        raise _unanswered(error) from None
    except Exception as error:  # noqa: BLE001 - what a damaged answer makes the libraries raise has no end
        raise _failed(_reason(error, answered=flow.answered)) from None
    raise _failed(answers.UNREADABLE)


def _has_screen() -> bool:
    """Say whether a browser could open a window.

    Without one, Python falls back on browsers for terminals, of which Google's page takes none, and
    waits for them.
    """
    windows = platform.system() in {"Windows", "Darwin"}
    return windows or any(map(os.environ.get, ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")))


def _flow(client_file: Path, scopes: Sequence[str]) -> _Flow:
    try:
        data = files.read(client_file, tokens.MAX_BYTES)
    except OSError as error:
        reason = os_reason(error)
        raise _login_failed(
            T("The file cannot be read: {path} ({reason})", path=client_file, reason=reason)
        ) from None
    info: object = None
    try:
        info = json.loads(data)
        flow: _Flow = _Flow.from_client_config(info, scopes=list(scopes))
        texts = [isinstance(flow.client_config.get(name), str) for name in _NEEDED]
    except Exception:  # noqa: BLE001 - as above, of a damaged file
        texts = [False]
    match key_file.kind(info):
        case "web client":
            raise key_file.web_client(client_file)
        case "key" | "token":
            raise _no_client(client_file)
    if not all(texts):
        raise _failed(T("the file is no OAuth client"))
    return flow


def _no_client(path: Path) -> ConfigError:
    return ConfigError(
        "key-not-client",
        T("{path} is a key or a token, with which nobody needs to log in.", path=path),
        next_step=T(
            "Leave out the login: run `ita-sync push REPORT --credentials {path}`.",
            path=files.shell_quoted(path),
        ),
    )


def _no_browser(path: Path) -> ConfigError:
    return ConfigError(
        "no-browser",
        T("Login did not succeed: no browser can be opened on this machine."),
        next_step=T(
            "Run `ita-sync login --client FILE` on a computer with a browser and copy the token "
            "file that it names to {path} on this one; or give a service account's key with "
            "--credentials FILE.",
            path=path,
        ),
    )


def _unanswered(error: CallFailed | requests.RequestException) -> ItaSyncError:
    """Return the error for an address that gives no token now."""
    failure = error if isinstance(error, CallFailed) else lost(error, ours=False)
    if isinstance(failure, ConfigError):
        return failure
    return Unavailable(
        "unavailable",
        T("Login did not succeed: {reason}", reason=failure),
        next_step=T("Run `ita-sync login --client FILE` again later."),
    )


def _reason(error: Exception, *, answered: bool) -> Text | str:
    """Return why there was no consent or no token: never in the words of an address."""
    if isinstance(error, OAuth2Error):
        return answers.code_of({"error": error.error}) or answers.UNREADABLE
    if answered:
        return answers.UNREADABLE
    if isinstance(error, OSError):
        return os_reason(error)
    return T("nobody allowed access within {minutes} minutes", minutes=MINUTES)


def _failed(reason: Text | str) -> ConfigError:
    return _login_failed(T("Login did not succeed: {reason}", reason=reason))


def _login_failed(what: Text) -> ConfigError:
    return ConfigError(
        "login-failed",
        what,
        next_step=T(
            "Use the JSON file of an OAuth client of type 'Desktop app', and allow access."
        ),
    )
