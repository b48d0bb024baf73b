"""What an address for tokens says of the credentials, in words (pure): never in its own.

Its sentences are for developers, and may quote a secret: those that are known are recognised, and
nothing but the OAuth code of an answer is ever shown.
"""

import json
import re
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

from ita_sync.errors import ConfigError
from ita_sync.i18n import N, T, Text

# RFC 6749, 5.2, names its codes so; longer texts and other signs are no code, and may be a secret.
_CODE = re.compile("[a-z_]{1,40}")
_CLOCK = "Invalid JWT: Token must be a short-lived token"
_KNOWN = {
    "Invalid JWT Signature": T("the key was deleted, or does not belong to this account"),
    "account not found": T("there is no such account any more"),
    "Token has been expired or revoked": T("the consent has expired or was taken back"),
}
"""What is known of Google's sentences, by the part of each that is known, and shown."""
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_UNITS: dict[int, Callable[[int], Text]] = {
    _DAY: lambda count: N("{count} day", "{count} days", count=count),
    _HOUR: lambda count: N("{count} hour", "{count} hours", count=count),
    _MINUTE: lambda count: N("{count} minute", "{count} minutes", count=count),
}
NEW_KEY = T("Run `ita-sync login --client FILE` again, or ask for a new key.")
UNREADABLE = T("the answer cannot be understood")


def refused(reason: Text | str) -> ConfigError:
    """Return the error for credentials that gave no token."""
    return ConfigError(
        "credentials-refused",
        T("Google did not accept or renew the credentials: {reason}", reason=reason),
        next_step=NEW_KEY,
    )


def refused_for(error: Exception, date: str | None, now: float) -> ConfigError:
    """Return the error for what an address says of the credentials.

    Args:
        error: what google-auth made of the answer, which stands among its arguments.
        date: when the answer was given, by the clock of whoever gave it, as its header says.
        now: by the clock of this machine, in epoch seconds.
    """
    said = " ".join(_sentence(part) for part in error.args[1:])
    if _CLOCK in said:
        return clock_wrong(date, now)
    for sign, words in _KNOWN.items():
        if sign in said:
            return refused(T("{reason} (“{sign}”)", reason=words, sign=sign))
    return refused(_code_in(error) or T("no reason given"))


def _code_in(error: Exception) -> str | None:
    return next((code for part in error.args[1:] if (code := code_of(part))), None)


def _sentence(answer: object) -> str:
    """Return what an answer says of its error to developers, empty if nothing."""
    described = _parsed(answer)
    return str(described.get("error_description", "")) if isinstance(described, Mapping) else ""


def clock_wrong(date: str | None, now: float) -> ConfigError:
    """Return the error for a clock by which no token can be asked for.

    Args:
        date: the header of the answer that says when it was given.
        now: by the clock of this machine, in epoch seconds.
    """
    try:
        off = now - parsedate_to_datetime(date or "").timestamp()
    except (ValueError, TypeError, OverflowError):
        off = 0.0
    return ConfigError(
        "clock-wrong",
        T("Google does not accept the time of this computer: its clock is wrong."),
        details=[
            *([off_by(off)] if abs(off) >= _MINUTE else []),
            T("Google says: {reason}", reason=_CLOCK),
        ],
        next_step=T("Set date, time and time zone of this computer, then run again."),
    )


def off_by(seconds: float) -> Text:
    """Return how far the clock is off, in the largest unit that fits."""
    unit = next(unit for unit in _UNITS if abs(seconds) >= unit)
    how_long = _UNITS[unit](round(abs(seconds) / unit))
    if seconds > 0:
        return T("It is {time} ahead of Google's.", time=how_long)
    return T("It is {time} behind Google's.", time=how_long)


def code_of(answer: object) -> str | None:
    """Return the OAuth error code of an answer, the only words of it that are ever shown."""
    parsed = _parsed(answer)
    code = parsed.get("error") if isinstance(parsed, Mapping) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None


def _parsed(answer: object) -> object:
    """Return an answer that google-auth passes on as text or as it was parsed."""
    try:
        return json.loads(answer) if isinstance(answer, str) else answer
    except (ValueError, RecursionError):
        return None
