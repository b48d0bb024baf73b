"""What to say now of what is wrong: each thing once, again after some days, and when it is over.

Pure: what was told, what is wrong now and the time go in; what to say and to remember comes out.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ita_sync.errors import ConfigError, Exit, Unavailable
from ita_sync.journal import Place
from ita_sync.monitor.causes import Cause
from ita_sync.monitor.memory import Told

DAY = 86_400.0  # seconds
# Two runs of the same minute are seconds apart: without this a week would last eight days.
_SLACK = DAY / 2
_PASSING = frozenset({Exit.UNAVAILABLE, Exit.UNKNOWN})
_HIDING = frozenset({"tab-gone", "tab-replaced", "row-header"})
"""Codes of what lets nobody see how the rows concerned stand."""
_BESIDE = frozenset({"title-taken", "rows-closed"})
"""Codes of what concerns rows, and is wrong with none of them."""


class Kind(StrEnum):
    """Why something is said now."""

    NEW = "new"
    STILL = "still"
    OVER = "over"
    LEFT = "left"


@dataclass(frozen=True)
class Notice:
    """One thing to say.

    Attributes:
        kind: why now.
        told: since when it is so, and in which words it was told.
        cause: what is wrong; None where it is over, or left so.
        reasons: why a person left it so.
    """

    kind: Kind
    told: Told
    cause: Cause | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decision:
    """A person left a row, or what stands at its link, as it is.

    Attributes:
        place: its tab; None of a link.
        key: of the row, as it is printed.
        at: when, in epoch seconds.
        reason: why.
    """

    place: Place | None
    key: str
    at: float
    reason: str


def decide(
    before: dict[str, Told],
    causes: Sequence[Cause],
    now: float,
    *,
    remind: int,
    whole: bool = True,
    unseen: Collection[str] = (),
    beside: Sequence[Cause] = (),
    decisions: Sequence[Decision] = (),
) -> tuple[list[Notice], dict[str, Told]]:
    """Return what to say now, and what has been told once it is said.

    Args:
        before: what was told by earlier runs.
        causes: what is wrong now.
        now: epoch seconds.
        remind: days after which what is still wrong is told again.
        whole: everything was asked for; what was not is never said to be over.
        unseen: spreadsheets that were, and of which rows could not be looked at.
        beside: what is wrong as well, and hides no row.
        decisions: of persons, which hold now.
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
    away = {*unseen, *(cause.place.spreadsheet if cause.place else None for cause in blind)}
    whole = whole and all(cause.place or cause.keys for cause in blind)
    for key, told in before.items():
        if key in wrong:
            continue
        if not whole or _is_away(told, away) or _is_hidden(told, causes):
            after[key] = told
        elif not _is_replaced(told, causes):
            reasons = _reasons(told, decisions)
            notices.append(Notice(Kind.LEFT if reasons else Kind.OVER, told, reasons=reasons))
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
    outage = _is_blind(cause) and not _is_of_links(cause)  # over once the rows are seen, however
    return Told(
        first=min(before.first, now) if before else now,  # that clock may have been ahead
        last=now,
        what=cause.error.what.both(),
        spreadsheet=cause.place.spreadsheet if cause.place else None,
        gid=cause.place.gid if cause.place else None,
        code=cause.error.code,
        keys=[] if outage else list(cause.keys),
    )


def _is_away(told: Told, away: Collection[str | None]) -> bool:
    """Say whether nobody could look at it: links are opened of rows that were seen."""
    of_links = told.spreadsheet is None and bool(told.keys)
    return told.spreadsheet in away or (of_links and bool(away))


def _is_hidden(told: Told, causes: Iterable[Cause]) -> bool:
    """Say whether what is wrong now lets nobody see whether it is over."""
    if told.spreadsheet is None:  # the link of a row that is missing is not opened
        return _concerned(told, (c for c in causes if c.place and c.exit is Exit.CONFLICT))
    hiding = [
        cause for cause in causes if cause.error.code in _HIDING and _is_at(cause.place, told)
    ]
    return told.code not in _HIDING and _concerned(told, hiding)


def _is_replaced(told: Told, causes: Iterable[Cause]) -> bool:
    """Say whether all of its rows have something else: what is told of that tells of this."""
    codes = {c.error.code for c in causes} - _BESIDE
    if told.code in _HIDING:  # a header that was mended is over, whatever its rows hold
        codes &= _HIDING
    there = [c for c in causes if _is_at(c.place, told) and c.error.code in codes]
    return told.code not in _BESIDE and _concerned(told, there)


def _concerned(told: Told, causes: Iterable[Cause]) -> bool:
    """Say whether there are rows to it, and causes concern all of them."""
    keys = {key for cause in causes for key in cause.keys}
    return bool(told.keys) and keys.issuperset(told.keys)


def _reasons(told: Told, decisions: Iterable[Decision]) -> tuple[str, ...]:
    """Return why all of its rows were left so since it was told; none where some were not."""
    since = [d for d in decisions if _is_at(d.place, told) and d.at >= told.first]
    reasons = {d.key: d.reason for d in since if d.key in told.keys}
    return tuple(dict.fromkeys(reasons.values())) if reasons.keys() >= {*told.keys} else ()


def _is_at(place: Place | None, told: Told) -> bool:
    where = (place.spreadsheet, place.gid) if place else (None, None)
    return where == (told.spreadsheet, told.gid)


def _is_blind(cause: Cause) -> bool:
    """Say whether a cause kept the run from looking: at its spreadsheet, or, without, at any."""
    return isinstance(cause.error, Unavailable | ConfigError)


def _is_of_links(cause: Cause) -> bool:
    """Say whether it is about links, which are in no spreadsheet, and hides no row."""
    return cause.error.code.startswith("links-")
