"""Consent: an officer allows access in the browser, and a token comes of it."""

import json
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import requests
from google_auth_oauthlib.flow import InstalledAppFlow
from oauthlib.oauth2 import OAuth2Error

from ita_sync import files
from ita_sync.errors import ConfigError, ItaSyncError, os_reason
from ita_sync.google import tokens
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


def ask(client_file: Path, scopes: Sequence[str]) -> str:
    """Ask for consent in the browser and return the token as it is to be kept.

    Args:
        client_file: of an OAuth client.
        scopes: what is asked for.

    Raises:
        ConfigError: `login-failed`, there is no such client, or consent was not given.
    """
    flow = _flow(client_file, scopes)
    try:
        got = flow.run_local_server(
            host="127.0.0.1", port=0, open_browser=True, timeout_seconds=MINUTES * 60
        )
        if isinstance(got.token, str):
            return str(got.to_json())
    except ItaSyncError:
        raise
    except Exception as error:  # noqa: BLE001 - what a damaged answer makes the libraries raise has no end
        raise _failed(_reason(error, answered=flow.answered)) from None
    raise _failed(tokens.UNREADABLE)


def _flow(client_file: Path, scopes: Sequence[str]) -> _Flow:
    try:
        data = files.read(client_file, tokens.MAX_BYTES)
    except OSError as error:
        reason = os_reason(error)
        raise _login_failed(
            T("The file cannot be read: {path} ({reason})", path=client_file, reason=reason)
        ) from None
    try:
        flow: _Flow = _Flow.from_client_config(json.loads(data), scopes=list(scopes))
        texts = [isinstance(flow.client_config.get(name), str) for name in _NEEDED]
    except Exception:  # noqa: BLE001 - as above, of a damaged file
        texts = [False]
    if not all(texts):
        raise _failed(T("the file is no OAuth client"))
    return flow


def _reason(error: Exception, *, answered: bool) -> Text | str:
    """Return why there was no consent or no token: never in the words of an address."""
    if isinstance(error, OAuth2Error):
        return tokens.code_of({"error": error.error}) or tokens.UNREADABLE
    if isinstance(error, requests.RequestException):
        return type(error).__name__
    if isinstance(error, webbrowser.Error):
        return T("no browser can be opened on this machine")
    if answered:
        return tokens.UNREADABLE
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
