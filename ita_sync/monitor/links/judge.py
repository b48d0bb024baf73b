"""Do the links of our rows still lead to what stood there first? Judged from what was seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from ita_sync.i18n import Text
from ita_sync.links.many import Asked
from ita_sync.links.visit import NOT_MODIFIED, Seen, State
from ita_sync.links.web import SHORTENERS, host_of, is_of, is_start, same_site, split
from ita_sync.monitor.links.known import KnownLinks, Link, Print

CHANGED = "changed"
ELSEWHERE = "elsewhere"
DEAD = "dead"
NOT_OPENED = "not-opened"
"""States beside those of `links.visit`: what a link is only by what is remembered of it."""

DEAD_AFTER_RUNS = 3
DEAD_AFTER = 24 * 3600.0
"""A link that cannot be opened counts as dead after so many runs in a row, and so many seconds."""


@dataclass(frozen=True)
class Published:
    """The link of a row that the journal answers for.

    Attributes:
        url: the link.
        key: the row's, as it is printed.
        at: when the row was written or amended last, in epoch seconds: what stands at the link is
            seen for the first time after that.
        accepted: when a person decided last to leave the row as it is; 0 for never.
    """

    url: str
    key: str
    at: float
    accepted: float = 0.0


@dataclass(frozen=True)
class Address:
    """One link, of one row or several.

    Times are those of `Published`: the row that was written last, and the one that was accepted
    first, as all of them have to be.
    """

    url: str
    keys: tuple[str, ...]
    at: float
    accepted: float

    @property
    def host(self) -> str:
        """The site it leads to."""
        parts = split(self.url)
        return host_of(parts) if parts else ""


@dataclass(frozen=True)
class Noted:
    """What was seen at a link, as much as is needed of it: thousands of pages are too large.

    Attributes:
        state, why: see `links.visit.Seen`.
        landed: where the link leads; empty where nobody answered.
        document: what tells a report from others; None where none was sent.
    """

    state: State
    why: Text | None
    landed: str
    document: Print | None

    @classmethod
    def of(cls, seen: Seen) -> Self:
        """Return what is noted of what was seen."""
        page = seen.page
        sent = page if seen.state is State.ALIVE else None
        document = Print.of(sent) if sent and sent.status != NOT_MODIFIED else None
        return cls(seen.state, seen.why, page.url if page else "", document)


@dataclass(frozen=True)
class Stand:
    """How a link stands.

    Attributes:
        address: the link and its rows.
        state: a `State`, or one of those above.
        since: when it stood so first, in epoch seconds; 0 where that is not known.
        why: see `links.visit.Seen`.
        landed: where it leads, if it led anywhere.
        first: what stood there first, `last`: what stands there now, where that is another thing.
        quiet: a person decided to leave it so.
    """

    address: Address
    state: str
    since: float = 0.0
    why: Text | None = None
    landed: str = ""
    first: Print | None = None
    last: Print | None = None
    quiet: bool = False

    @property
    def wrong(self) -> bool:
        """Whether people are told."""
        return self.state != State.ALIVE and not self.quiet


def addresses(rows: Iterable[Published]) -> list[Address]:
    """Return each link once, in the order of the rows."""
    by_url: dict[str, list[Published]] = {}
    for row in rows:
        by_url.setdefault(row.url, []).append(row)
    return [
        Address(
            url,
            tuple(row.key for row in group),
            max(row.at for row in group),
            min(row.accepted for row in group),
        )
        for url, group in by_url.items()
    ]


def to_ask(of: Iterable[Address], known: KnownLinks) -> list[Asked]:
    """Return what to open: first what was not looked at for longest, so that all have a turn."""

    def looked(address: Address) -> float:
        was = known.links.get(address.url)
        return was.looked if was else 0.0

    asked = []
    for address in sorted(of, key=looked):
        first = _first(address, known.links.get(address.url))
        asked.append(Asked(address.url, first.version if first else None))
    return asked


def judge(
    of: Iterable[Address], known: KnownLinks, seen: Mapping[str, Noted], now: float
) -> tuple[list[Stand], KnownLinks]:
    """Return how each link stands, and what to remember.

    Where no site at all answered, the fault is on this side, and no link is held to have failed.

    Args:
        of: the links.
        known: what is remembered.
        seen: what was seen at each; what is missing was not opened.
        now: the time, in epoch seconds.
    """
    stands, remembered = [], {}
    offline = is_offline(of, seen)
    for address in of:
        was, found = known.links.get(address.url), seen.get(address.url)
        if found is None:
            stands.append(Stand(address, NOT_OPENED, was.since if was else 0.0))
            continue
        stand = _stand(address, was, found, now)
        stands.append(stand)
        if not offline:
            remembered[address.url] = _remembered(stand, was, found, now)
    return stands, known.with_seen(remembered, now)


def is_offline(of: Iterable[Address], seen: Mapping[str, Noted]) -> bool:
    """Return whether none of several sites answered."""
    sites = {address.host for address in of if address.url in seen}
    return len(sites) > 1 and all(
        found.state is State.UNREACHABLE and not found.landed for found in seen.values()
    )


def _first(address: Address, was: Link | None) -> Print | None:
    """Return what a link is compared with."""
    if was is None:
        return None
    if was.state in {CHANGED, ELSEWHERE} and address.accepted >= was.looked:
        return was.last
    if was.published:
        return was.published
    return None if address.at > was.looked else was.first


def _stand(address: Address, was: Link | None, found: Noted, now: float) -> Stand:
    first = _first(address, was)
    state = _state(address.url, found, first)
    lasts = was is not None and (was.state, was.first) == (state, first)
    since = was.since if was and lasts else now
    stand = Stand(address, state, since, found.why, found.landed, first, found.document)
    if state == State.UNREACHABLE and _is_dead(was, since, now):
        stand = replace(stand, state=DEAD)
    return replace(stand, quiet=lasts and address.accepted >= since)


def _state(url: str, found: Noted, first: Print | None) -> str:
    last = found.document
    if last is None:
        return found.state.value
    if _is_elsewhere(url, last.url, first.url if first else None):
        return ELSEWHERE
    return CHANGED if first and first.differs(last) else State.ALIVE.value


def _is_elsewhere(url: str, landed: str, before: str | None) -> bool:
    """Return whether a link leads where neither what is written nor what was before lets expect."""
    if is_start(landed) and not is_start(url) and landed != before:
        return True
    if same_site(url, landed):
        return False
    if before is not None:
        return not same_site(before, landed)
    parts = split(url)
    return parts is None or not is_of(host_of(parts), SHORTENERS)


def _is_dead(was: Link | None, since: float, now: float) -> bool:
    runs = was.failed + 1 if was else 1
    return runs >= DEAD_AFTER_RUNS and now - since >= DEAD_AFTER


def _remembered(stand: Stand, was: Link | None, found: Noted, now: float) -> Link:
    unopened = found.state is State.UNREACHABLE
    alive = stand.state == State.ALIVE
    first = stand.first or (stand.last if alive else None)
    return Link(
        state=found.state.value if unopened else stand.state,
        since=stand.since,
        looked=now,
        failed=(was.failed if was else 0) + 1 if unopened else 0,
        first=first,
        last=stand.last,
        published=was.published if was and stand.first == was.published else None,
    )
