"""Notices of a scheduled run, as they are printed and as they are sent."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ita_sync.cli.console import Console
from ita_sync.cli.left_open import moment
from ita_sync.i18n import N, T, Text

if TYPE_CHECKING:
    from ita_sync.monitor.notices import Notice


def tell(console: Console, notices: "Sequence[Notice]") -> None:
    """Print notices on stderr, whole."""
    for notice in notices:
        for line in _head(notice):
            console.talk(line)
        for reason in notice.reasons:
            console.talk(T("Reason: {reason}", reason=reason), indent=1)
        if notice.cause:
            console.error(notice.cause.told)


def title(count: int) -> Text:
    """Return the subject of what is sent."""
    return N("ita-sync verify: {count} notice", "ita-sync verify: {count} notices", count=count)


def sent(notice: "Notice") -> list[Text]:
    """Return the lines of a notice as it is sent.

    Without details and reasons: they may quote what people typed, a name among it.
    """
    cause = notice.cause
    if cause is None:
        return _head(notice)
    next_step = T("→ {next}", next=cause.error.next_step)
    return [*_head(notice), cause.error.what, *cause.named, next_step]


def _head(notice: "Notice") -> list[Text]:
    from ita_sync.monitor.notices import Kind  # the journal comes with it

    told = notice.told
    if notice.kind is Kind.LEFT:
        since = moment(told.first)
        return [T("Left so by decision, told since {at}: {what}", at=since, what=told.what)]
    if notice.cause is None:
        return [T("Recovered, told since {at}: {what}", at=moment(told.first), what=told.what)]
    if notice.kind is Kind.STILL:
        return [T("Still so since {at}:", at=moment(told.first))]
    return [T("New, {at}:", at=moment(told.first))]
