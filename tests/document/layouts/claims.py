"""What a manuscript says, field by field, in terms of the report.

As `("weak", 9, "o13", "score")`, not by places in lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from ita_sync import thai
from ita_sync.report import Loc, Measure, Report
from tests.document.layouts.manuscript import Manuscript
from tests.document.layouts.told import Told

Value = str | tuple[str, ...]


class Kind(StrEnum):
    """How a field is compared."""

    FIGURE = "figure"
    DAY = "day"
    ITEM = "item"
    TEXT = "text"


@dataclass(frozen=True)
class Claim:
    """A field as the manuscript has it.

    Attributes:
        kind: how it is compared.
        value: the truth; a list of texts for steps and follow-ups.
        also: other readings of the same print that are as good.
        asked: counts as a field; what is not asked may be read or left out.
    """

    kind: Kind
    value: Value
    also: tuple[Value, ...] = ()
    asked: bool = True

    def holds(self, read: Value) -> bool:
        """Return whether a reading is this value."""
        return any(_same(self.kind, true, read) for true in (self.value, *self.also))


def claims(told: Told, manuscript: Manuscript) -> dict[Loc, Claim]:
    """Return the fields that a manuscript prints."""
    return {key: claim for key, claim in _all(told) if not lacking(manuscript, key)}


def lacking(manuscript: Manuscript, key: Loc) -> bool:
    """Return whether the manuscript does not print a field."""
    return any(key[: len(loc)] == loc for loc in manuscript.lacks)


def unprinted(told: Told, manuscript: Manuscript) -> dict[Loc, Claim]:
    """Return the fields of the report that a manuscript does not print."""
    return {key: claim for key, claim in _all(told) if lacking(manuscript, key)}


def _all(told: Told) -> Iterator[tuple[Loc, Claim]]:
    report = told.report
    yield ("fiscal_year",), _figure(report.fiscal_year)
    for name, text in report.agency:
        yield ("agency", name), _text(text)
    yield ("memo", "number"), _text(report.memo.number)
    yield ("memo", "date"), _day(report.memo.date.isoformat())
    yield ("memo", "subject"), _text(report.memo.subject)
    if report.memo.refers_to:
        yield ("memo", "refers_to", "number"), _text(report.memo.refers_to.number)
        yield ("memo", "refers_to", "date"), _day(report.memo.refers_to.date.isoformat())
    yield ("total",), _figure(report.total)
    yield ("level",), _text(report.level)
    yield from _scores(report)
    yield from _lists(report)
    yield ("url",), _text(report.url)


def _scores(report: Report) -> Iterator[tuple[Loc, Claim]]:
    for each in report.indicators:
        at = ("indicators", each.number)
        yield (*at, "number"), _figure(each.number)
        yield (*at, "tool"), _text(each.tool)
        yield (*at, "name"), _text(each.name or "")
        yield (*at, "score"), _figure(each.score)
        yield (*at, "result"), _text(each.result or "")
    for tool, score in report.tools or ():
        if score is not None:
            yield ("tools", tool), _figure(score)
    for part, score in report.eit_parts or ():
        yield ("eit_parts", part), _figure(score)


def _lists(report: Report) -> Iterator[tuple[Loc, Claim]]:
    for entry in report.weak:
        yield ("weak", entry.indicator, "indicator"), _figure(entry.indicator)
        for item in entry.items:
            at: Loc = ("weak", entry.indicator, item.item)
            yield (*at, "item"), Claim(Kind.ITEM, item.item)
            yield (*at, "score"), _figure(item.score)
            yield (*at, "remedy"), _text(item.remedy or entry.remedy or "")
    for strength in report.strengths:
        at = ("strengths", strength.indicator)
        yield (*at, "indicator"), _figure(strength.indicator)
        yield (*at, "point"), _text(strength.point)
        if strength.score is not None:
            yield (*at, "score"), _figure(strength.score)
        if strength.keep:
            yield (*at, "keep"), _text(strength.keep)
    for measure in report.measures:
        yield from _measure(measure)


def _measure(measure: Measure) -> Iterator[tuple[Loc, Claim]]:
    at = ("measures", measure.item)
    yield (*at, "item"), Claim(Kind.ITEM, measure.item)
    yield (*at, "division"), _text(measure.division or "")
    yield (*at, "steps"), Claim(Kind.TEXT, measure.steps)
    day = thai.format_date(measure.due_date) if measure.due_date else ""
    due = measure.due or day
    # The form has follow-up and due time in one cell: with the time left in its sentence nothing is
    # lost.
    glued = (*measure.follow_up[:-1], f"{measure.follow_up[-1]}{due}")
    yield (*at, "follow_up"), Claim(Kind.TEXT, measure.follow_up, also=(glued,))
    # A bare date may stand as text too, as it is written.
    yield (*at, "due"), Claim(Kind.TEXT, due, asked=bool(measure.due))
    if measure.due_date:
        yield (*at, "due_date"), _day(measure.due_date.isoformat())


def _text(text: str) -> Claim:
    return Claim(Kind.TEXT, str(text))


def _figure(figure: object) -> Claim:
    return Claim(Kind.FIGURE, str(figure))


def _day(day: str) -> Claim:
    return Claim(Kind.DAY, day)


def _same(kind: Kind, true: Value, read: Value) -> bool:
    if isinstance(true, tuple) or isinstance(read, tuple):
        return _folded(true) == _folded(read)
    try:
        if kind is Kind.FIGURE:
            return Decimal(thai.digits(true)) == Decimal(thai.digits(read))
        if kind is Kind.DAY:
            return thai.parse_date(true) == thai.parse_date(read)
    except (ValueError, InvalidOperation):
        return False
    return thai.fold(true) == thai.fold(read)


def _folded(value: Value) -> tuple[str, ...]:
    return tuple(thai.fold(text) for text in ((value,) if isinstance(value, str) else value))
