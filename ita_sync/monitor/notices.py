"""What to say now of what is wrong: each thing once, again after some days, and when it is over.

Pure: what was told, what is wrong now and the time go in; what to say and to remember comes out.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ita_sync.errors import ConfigError, Exit, Unavailable
from ita_sync.monitor.causes import Cause
from ita_sync.monitor.memory import Told

DAY = 86_400.0  # seconds
# Two runs of the same minute are seconds apart: without this a week would last eight days.
_SLACK = DAY / 2
_PASSING = frozenset({Exit.UNAVAILABLE, Exit.UNKNOWN})


class Kind(StrEnum):
    """Why something is said now."""

    NEW = "new"
    STILL = "still"
    OVER = "over"


@dataclass(frozen=True)
class Notice:
    """One thing to say.

    Attributes:
        kind: why now.
        told: since when it is so, and in which words it was told.
        cause: what is wrong; None where it is over.
    """

    kind: Kind
    told: Told
    cause: Cause | None = None


def decide(
    before: dict[str, Told],
    causes: Sequence[Cause],
    now: float,
    *,
    remind: int,
    whole: bool = True,
    beside: Sequence[Cause] = (),
) -> tuple[list[Notice], dict[str, Told]]:
    """Return what to say now, and what has been told once it is said.

    Args:
        before: what was told by earlier runs.
        causes: what is wrong now.
        now: epoch seconds.
        remind: days after which what is still wrong is told again.
        whole: everything was looked at; what was not is never said to be over.
        beside: what is wrong as well, and hides no row.
    """
    wrong = {identity(cause): cause for cause in (*causes, *beside)}
    notices = []
    after = {}
    for key, cause in wrong.items():
        kind = _kind(before.get(key), now, remind)
        after[key] = _told(cause, before.get(key), now) if kind else before[key]
        if kind:
            notices.append(Notice(kind, after[key], cause))
    blind = [cause for cause in causes if _is_blind(cause)]
    unseen = {cause.place.spreadsheet if cause.place else None for cause in blind}
    whole = whole and all(cause.place or _is_of_links(cause) for cause in blind)
    for key, told in before.items():
        if key in wrong:
            continue
        if whole and told.spreadsheet not in unseen:
            notices.append(Notice(Kind.OVER, told))
        else:
            after[key] = told
    return notices, after


def identity(cause: Cause) -> str:
    """Return what makes a cause the same from run to run.

    A service that is away is one thing, whatever each attempt to reach it says: else a week
    without network would be told as many times as it has mornings.
    """
    code = cause.error.exit_code
    if code not in _PASSING or (cause.keys and code is not Exit.UNAVAILABLE):
        return cause.identity
    where = (cause.place.spreadsheet, cause.place.gid) if cause.place else None
    of_links = cause.error.code if _is_of_links(cause) else ""
    told = ["passing", int(code), where, of_links]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _kind(told: Told | None, now: float, remind: int) -> Kind | None:
    if told is None:
        return Kind.NEW
    # A clock that was put back must not silence a reminder for as long as it had been ahead.
    return Kind.STILL if abs(now - told.last) >= remind * DAY - _SLACK else None


def _told(cause: Cause, before: Told | None, now: float) -> Told:
    return Told(
        first=min(before.first, now) if before else now,  # that clock may have been ahead
        last=now,
        what=cause.error.what.both(),
        spreadsheet=cause.place.spreadsheet if cause.place else None,
    )


def _is_blind(cause: Cause) -> bool:
    """Say whether a cause kept the run from looking: at its spreadsheet, or, without, at any."""
    return isinstance(cause.error, Unavailable | ConfigError)


def _is_of_links(cause: Cause) -> bool:
    """Say whether it is about links, which are in no spreadsheet, and hides no row."""
    return cause.error.code.startswith("links-")
