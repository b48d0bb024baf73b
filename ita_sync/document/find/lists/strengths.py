"""Records -> points to keep up (จุดแข็ง), each value with its origin and how sure it is."""

from decimal import Decimal

from ita_sync.document.draft import Field, Node, Trust
from ita_sync.document.find.items import items
from ita_sync.document.find.words import fields, figures
from ita_sync.document.find.words.labels import MEASURES, Label
from ita_sync.document.find.words.records import Record, Seen
from ita_sync.document.find.words.starts import section_of
from ita_sync.i18n import T
from ita_sync.rules import Framework


def is_one(record: Record, framework: Framework) -> bool:
    """Say whether a record is about a point to keep up.

    Its column says so, or its heading does and no score speaks against it. Beside a column of
    strong points stands one of weak ones.
    """
    if Label.KEEP in record.cells:
        return section_of(record.heads.get(Label.ITEM, "")) != "weak"
    value, mark = score_of(record), mark_of(record, framework)
    below = value is not None and mark is not None and value < mark
    return (
        record.context.section == "strengths" and not below and not MEASURES & record.cells.keys()
    )


def mark_of(record: Record, framework: Framework) -> Decimal | None:
    """Return the pass mark of what a record is about, None where it is not known."""
    number = record.context.indicator
    return framework.mark(None) if number is None else framework.mark_of(number)


def score_of(record: Record) -> Decimal | None:
    """Return the score of a record as it is printed."""
    cell = record.cells.get(Label.SCORE)
    return figures.plain(figures.first(cell.text)) if cell else None


def _named(point: str, framework: Framework) -> int | None:
    """Return the indicator of the item that a point names by its exact title or number."""
    named = items.name(point, framework, None)
    rule = framework.indicator_of(named.item) if named.item and named.exact else None
    return rule.number if rule else None


def one(record: Record, framework: Framework, *, lossy: bool) -> dict[str, Node] | None:
    """Return a point to keep up; None where nothing says its indicator, or that it is one."""
    point = record.cells[Label.ITEM]
    number = record.context.indicator or _named(point.text, framework)
    if number is None or not {Label.KEEP, Label.REMEDY, Label.SCORE} & record.cells.keys():
        return None
    alone = Trust.SINGLE if lossy else Trust.SURE
    entry: dict[str, Node] = {
        "indicator": Field(str(number), alone),
        "point": fields.text(point, lossy=lossy),
    }
    if (score := record.cells.get(Label.SCORE)) and (
        told := _score(score, framework.mark_of(number), alone)
    ):
        entry["score"] = told
    keep = record.cells.get(Label.KEEP) or record.cells.get(Label.REMEDY)
    if keep:
        entry["keep"] = fields.text(keep, lossy=lossy)
    return entry


def _score(score: Seen, mark: Decimal | None, alone: Trust) -> Field | None:
    token = figures.first(score.text)
    value = figures.plain(token)
    if value is not None and score.rivals:
        return fields.rivalled(value, score)
    if value is not None:
        below = mark is not None and value < mark and alone is Trust.SINGLE
        return Field(figures.printed(value), Trust.DOUBTFUL if below else alone, (score.copy,))
    if not token:
        return None
    found = [figures.printed(reading.value) for reading in figures.readings(token)]
    why = T("the figure is damaged")
    return Field(found[0] if found else None, Trust.DOUBTFUL, (score.copy,), why, tuple(found[1:4]))
