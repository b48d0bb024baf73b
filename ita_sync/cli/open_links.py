"""Open the links of rows, for `verify`, with a bar where somebody watches; remember them."""

import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ita_sync.cli import progress
from ita_sync.cli.console import Console
from ita_sync.cli.left_open import moment
from ita_sync.errors import ConfigError, LinkFault, os_reason
from ita_sync.files import shell_quoted
from ita_sync.i18n import T
from ita_sync.journal import Change
from ita_sync.links.many import visit_all
from ita_sync.links.visit import State
from ita_sync.monitor.causes import Cause
from ita_sync.monitor.links import causes as link_causes
from ita_sync.monitor.links import judge as links
from ita_sync.monitor.links import known as known_links
from ita_sync.monitor.links.known import KnownLinks


def opened(
    changes: Iterable[Change], accepted: Mapping[int, float], state: Path, console: Console
) -> tuple[list[Cause], list[dict[str, Any]]]:
    """Open each link of these rows once.

    Args:
        changes: the rows.
        accepted: when a person decided to leave the link of one as it is, by its number.
        state: the folder in which links are remembered.
        console: says what is to be said meanwhile.

    Returns:
        What is wrong, and how each link stands as JSON data.
    """
    known = _known(state, console)
    of = links.addresses(each for change in changes for each in _published(change, accepted))
    asked = links.to_ask(of, known)
    label = T("Opening links")
    with progress.shown(visit_all(asked), label, console, count=len(asked)) as coming:
        seen = {url: links.Noted.of(found) for url, found in coming}
    stands, remembered = links.judge(of, known, seen, time.time())
    causes = link_causes.causes(stands, offline=links.is_offline(of, seen))
    return [*causes, *_kept(remembered, state)], [_as_data(stand) for stand in stands]


def is_fault(found: Sequence[Cause], *, needed: bool) -> bool:
    """Return whether something stands at the links of a row that a person can accept.

    Args:
        found: what is wrong with them.
        needed: there is nothing else to accept.

    Raises:
        ItaSyncError: it is needed, and nobody knows yet what stands there.
    """
    faults = [each for each in found if isinstance(each.error, LinkFault)]
    if found and not faults and needed:
        raise found[0].error.adding(
            T("Nothing can be accepted before a site has answered; nothing was recorded.")
        )
    return bool(faults)


def say_accepted(
    rows: Iterable[Change], key: str, reason: str, links: Sequence[dict[str, Any]], console: Console
) -> None:
    """Say that what stands at the links of a row was accepted, and for which rows it was not."""
    console.line(T("{key}: accepted what stands at its link: {reason}", key=key, reason=reason))
    left = {link["url"] for link in links if link["state"] != State.ALIVE}
    published = (each for change in rows for each in _published(change, {}))
    if others := sorted({each.key for each in published if each.url in left} - {key}):
        console.line(T("Not accepted for other rows of the same link: {keys}", keys=others))


def _known(state: Path, console: Console) -> KnownLinks:
    known = KnownLinks.load(state)
    if known is None:
        file = shell_quoted(state / known_links.NAME)
        console.talk(
            T("{file} is damaged: what stands at the links now is taken for the first.", file=file)
        )
    return known or KnownLinks(links={})


def _kept(known: KnownLinks, state: Path) -> list[Cause]:
    try:
        known.save(state)
    except OSError as error:
        problem = ConfigError(
            "links-not-kept",
            T(
                "What was seen at the links cannot be kept in {folder}: {reason}",
                folder=state,
                reason=os_reason(error),
            ),
            next_step=T("Let this account write there; else no change of a document is noticed."),
        )
        return [Cause(problem)]
    return []


def _published(change: Change, accepted: Mapping[int, float]) -> Iterable[links.Published]:
    """Yield the links of a row; journals of 0.1.0 do not name the fields."""
    for cell in change.row.cells:
        if isinstance(cell.value, str) and (cell.field == "url" or cell.type == "link"):
            at, decided = change.created_at, accepted.get(change.id, 0.0)
            yield links.Published(cell.value, str(change.row.key), at, decided)


def _as_data(stand: links.Stand) -> dict[str, Any]:
    return {
        "url": stand.address.url,
        "keys": list(stand.address.keys),
        "state": str(stand.state),
        "since": moment(stand.since) if stand.since else None,
        "why": stand.why.both() if stand.why else None,
        "leads_to": stand.landed or None,
    }
