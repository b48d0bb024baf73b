"""The way to Google: whose account, whether anybody is there, and what time it is there."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ita_sync.google import CallFailed, credentials
from ita_sync.i18n import N, T, Text
from ita_sync.monitor.doctor.line import Light, Line, for_its_owner, green, grey, of_error, yellow
from ita_sync.monitor.doctor.surroundings import Surroundings
from ita_sync.publish import unavailable

_OLD_KEY = 365
"""Days after which a key is due for another."""
_KINDS = {
    "service_account": T("service account"),
    "authorized_user": T("an officer's own account"),
    "external_account": T("external account (workload identity)"),
    "impersonated_service_account": T("service account that another account speaks for"),
    "": T("the account of this machine"),
}
_NOT_KNOWN = T("e-mail not stated in the file")
_TESTING = T(
    "If the OAuth client is still in testing (Google Cloud console, “Publishing status”), Google "
    "ends each login seven days after it was given."
)
_CONNECT = T(
    "Connect this computer to the network. Behind a proxy, set HTTPS_PROXY to http://HOST:PORT. "
    "Else ask whoever runs the network to let it reach sheets.googleapis.com and "
    "oauth2.googleapis.com."
)
_AWAY = T("Nothing to ask: this is practice, on this machine.")
OFF, WRONG = 60.0, 300.0
"""Seconds by which a clock may be off before it is told, and before Google refuses its tokens."""


def account(surroundings: Surroundings) -> Line:
    """Say whose credentials are used, and how they are kept."""
    chosen = surroundings.settings
    if chosen.practising:
        return grey(T("None needed: this is practice, on this machine."))
    found = credentials.account(chosen)
    kind: Text | str = _KINDS.get(found.kind, found.kind)
    if not found.own:
        kind = T("{kind}, as Google's tools on this machine use it", kind=kind)
    what = T("{kind}: {email}", kind=kind, email=found.email or _NOT_KNOWN)
    if found.path is None:
        return green(what)
    age = _age(found.path, surroundings.now)
    details = [
        T("File: {path}", path=found.path),
        N("The file is {count} day old.", "The file is {count} days old.", count=age),
    ]
    if found.kind == "authorized_user":
        details.append(_TESTING)
    return _kept(found, what, details, age)


def _kept(found: credentials.Account, what: Text, details: list[Text], age: int) -> Line:
    """Return the line of a file with credentials, by who can read it and how old it is."""
    if found.path and credentials.exposed(found.path):
        return yellow(
            what,
            for_its_owner(found.path),
            *details,
            T("Others can read the file, or git could commit it."),
        )
    if found.kind == "service_account" and age > _OLD_KEY:
        return yellow(
            what, T("Make a new key and delete this one: docs/operating.md, “A new key”."), *details
        )
    return green(what, *details)


def _age(path: Path, now: float) -> int:
    return max(0, timedelta(seconds=now - path.stat().st_mtime).days)


def network(surroundings: Surroundings) -> Line:
    """Say whether Google is reached: name, proxy, certificate."""
    if surroundings.settings.on_sandbox:
        return grey(_AWAY)
    try:
        reached = surroundings.reached
    except CallFailed as failure:
        found = of_error(unavailable(failure))
        return replace(found, next_step=_CONNECT)
    what = T("{server} answers.", server=reached.server)
    if reached.proxy:
        return green(what, T("Through the proxy {proxy} of the environment.", proxy=reached.proxy))
    return green(what)


def clock(surroundings: Surroundings) -> Line:
    """Say whether this machine's clock is right: Google gives no token to one that is not."""
    if surroundings.settings.on_sandbox:
        return grey(_AWAY)
    reached = surroundings.reached
    if reached.ahead is None:
        return grey(T("{server} does not say what time it is.", server=reached.server))
    if abs(reached.ahead) <= OFF:
        return green(T("The clock of this computer is right, to within a minute."))
    light = Light.RED if abs(reached.ahead) > WRONG else Light.YELLOW
    return Line(
        light,
        T("The clock of this computer is wrong."),
        T("Set date, time and time zone of this computer, then run again."),
        [reached.off],
        "clock-wrong",
    )
