"""Records -> weak items by indicator, each value with its origin and how sure it is."""

from dataclasses import dataclass
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.draft import Copy, Field, Node, Trust
from ita_sync.document.find.items.items import Named
from ita_sync.document.find.lists.listed import Listed, in_order, told_apart, unique
from ita_sync.document.find.lists.naming import Naming
from ita_sync.document.find.lists.strengths import mark_of, score_of
from ita_sync.document.find.scores import passed
from ita_sync.document.find.words import fields, figures
from ita_sync.document.find.words.labels import MEASURES, Label
from ita_sync.document.find.words.records import Record, Records, Seen
from ita_sync.document.find.words.starts import ITEM_START, section_of
from ita_sync.i18n import T, Text
from ita_sync.report import Tool
from ita_sync.rules import Framework, tool_of

_NOBODY = 1000
"""Stands for the indicator of items that neither the document nor the year gives to one."""
_BEST_AND_WORST = 2
"""Scores of an item that lacks nothing between right and wrong."""


@dataclass(frozen=True)
class Weak:
    """What a document lists as weak.

    Attributes:
        entries: by indicator; each shaped as in the report file.
        failing: the items of each OIT indicator whose list was read whole, without a doubt, and
            the score of each.
        items: the ids of all of them.
        unnamed: the items of which only a score can be read; they are in no entry.
    """

    entries: list[Node]
    failing: dict[int, dict[str, Decimal]]
    items: set[str]
    unnamed: list[Seen]


@dataclass(frozen=True)
class WeakReader:
    """Makes the weak items of records.

    Attributes:
        framework: the year's rules, as far as they are known.
        naming: which item a record is about.
        shared: the remedies given for an indicator and not for one of its items.
        lossy: the letters were recognised from a picture.
    """

    framework: Framework
    naming: Naming
    shared: dict[int, Seen]
    lossy: bool

    def read(self, found: list[Record]) -> Weak:
        """Return the weak indicators that records are about, with their items."""
        entries: list[Node] = []
        unnamed: list[Seen] = []
        failing: dict[int, dict[str, Decimal]] = {}
        grouped: dict[tuple[int, str], list[Listed]] = {}
        about = [Listed(record, self.naming.name(record)) for record in found]
        for one in in_order(about, self.framework, set(self.framework.owners), lossy=self.lossy):
            record = one.record
            rule = self.framework.indicator_of(one.named.item) if one.named.item else None
            number = rule.number if rule else record.context.indicator
            if number is None and not self._may_be_item(one.named):
                unnamed += [record.cells[Label.ITEM]] if _figures_of(record) else []
            elif one.named.item or one.named.others or _figures_of(record):
                grouped.setdefault(_group(number, one.named), []).append(one)
        for (number, _), group in sorted(grouped.items()):
            legal = set(self.framework.items_of(number))
            once = unique(
                in_order(group, self.framework, legal, lossy=self.lossy), lossy=self.lossy
            )
            apart = told_apart(once, self.framework, lossy=self.lossy)
            entries.append(self._indicator(number, apart))
            if sure := self._failing(number, apart):
                failing[number] = sure
        items = {one.named.item for group in grouped.values() for one in group if one.named.item}
        return Weak(entries, failing, items, unnamed)

    def _may_be_item(self, named: Named) -> bool:
        """Say whether an item under no indicator's heading is one whose indicator nobody tells."""
        item = named.item
        free = item is not None and self.framework.indicator_of(item) is None
        return free and self.framework.has_item(item or "") is not False

    def _failing(self, number: int, group: list[Listed]) -> dict[str, Decimal]:
        """Return the scores of an indicator's weak items, none where any of them is unclear.

        Nor where an item that passes may lack something: it is in no list, and counts all the same.
        """
        rule, mark = self.framework.indicator(number), self.framework.mark_of(number)
        steps = self.framework.scoring.open_data
        if rule is None or not self.framework.is_summed(rule):
            return {}
        passing = steps[:-1] if mark is None else [step for step in steps[:-1] if step >= mark]
        if len(steps) > _BEST_AND_WORST and passing:
            return {}
        found = {one.named.item: self._clear_score(one) for one in group if _is_clear(one.named)}
        scores = {item: score for item, score in found.items() if item and score is not None}
        return scores if len(scores) == len(group) else {}

    def _clear_score(self, one: Listed) -> Decimal | None:
        """Return the score that a weak OIT item has beyond doubt."""
        steps = self._weak_steps(one.named.item or "")
        if len(steps) == 1:
            return steps[0]
        value = score_of(one.record)
        return value if value in steps else None

    def _weak_steps(self, item: str) -> tuple[Decimal, ...]:
        """Return the scores that an item can have if it is weak, none where that is not known."""
        if not item or tool_of(item) is not Tool.OIT or self.framework.has_item(item) is False:
            return ()
        mark = self.framework.mark(Tool.OIT)
        steps = self.framework.scoring.open_data[:-1]  # with the best score, an item is not weak
        return tuple(step for step in steps if mark is None or step < mark)

    def _indicator(self, number: int, group: list[Listed]) -> dict[str, Node]:
        remedies = _filled_down(group)
        shared = remedies[0] if _is_shared(group, remedies) else None
        node: dict[str, Node] = {"indicator": self._number(number, group)}
        common = shared or (self.shared.get(number) if not any(remedies) else None)
        if common is not None:
            node["remedy"] = fields.text(common, lossy=self.lossy)
        entries: list[Node] = []
        for one, remedy in zip(group, remedies, strict=True):
            entry: dict[str, Node] = {"item": self._item(one), "score": self._score(one)}
            if remedy is not None and shared is None:
                entry["remedy"] = fields.text(remedy, lossy=self.lossy)
            entries.append(entry)
        return {**node, "items": entries}

    def _number(self, number: int, group: list[Listed]) -> Field:
        """Return the indicator that items stand under."""
        if number == _NOBODY:
            why = T("which indicator these items belong to is not known; part them by it")
            return Field(None, Trust.DOUBTFUL, (), why)
        told = any(one.named.titled and (one.named.exact or len(group) > 1) for one in group)
        return Field(str(number), Trust.SURE if told or not self.lossy else Trust.SINGLE)

    def _item(self, one: Listed) -> Field:
        cell = one.record.cells[Label.ITEM]
        return fields.named(one.named, cell, lossy=self.lossy, confirmed=one.named.titled)

    def _score(self, one: Listed) -> Field:
        """Return a weak item's score; an OIT item in the list can only have some."""
        cell = one.record.cells.get(Label.SCORE)
        copies = (cell.copy,) if cell else ()
        token = figures.first(cell.text) if cell else ""
        rule = self.framework.indicator_of(one.named.item or "")
        steps, mark = self._weak_steps(one.named.item or ""), self._mark(one)
        value = figures.plain(token)
        if value is None:
            return _unread(token, copies, steps, mark)
        if cell and cell.rivals:
            return fields.rivalled(value, cell)
        if steps and value not in steps:
            trust = Trust.DOUBTFUL if self.lossy else Trust.SURE
            others = tuple(map(figures.printed, steps)) if self.lossy else ()
            return Field(figures.printed(value), trust, copies, _can_have(steps), others)
        if mark is not None and value >= mark:
            return Field(
                figures.printed(value), Trust.DOUBTFUL, copies, T("it lies above the pass mark")
            )
        official = one.named.titled and one.named.item in self.framework.titles.items
        own = rule is not None and one.record.context.indicator in (None, rule.number)
        sure = not self.lossy or (len(steps) == 1 and official and own)
        return Field(figures.printed(value), Trust.SURE if sure else Trust.SINGLE, copies)

    def _mark(self, one: Listed) -> Decimal | None:
        """Return the pass mark of an item, None where it is not known."""
        if one.named.item:
            return self.framework.mark(tool_of(one.named.item))
        return mark_of(one.record, self.framework)


def _group(number: int | None, named: Named) -> tuple[int, str]:
    """Return what a weak item stands under: its indicator; those of none by their tool, last."""
    return (_NOBODY, (named.item or "")[:1]) if number is None else (number, "")


def _is_clear(named: Named) -> bool:
    return named.item is not None and (named.titled or named.exact)


def _can_have(steps: tuple[Decimal, ...]) -> Text:
    if steps == (Decimal(0),):
        return T("an OIT item that is listed as weak has 0")
    scores = [figures.printed(step) for step in steps]
    return T("an OIT item that is listed as weak has one of {scores}", scores=scores)


def _unread(
    token: str, copies: tuple[Copy, ...], steps: tuple[Decimal, ...], mark: Decimal | None
) -> Field:
    """Return a score that is damaged: what it may be, of what the item can have."""
    if not token and len(steps) == 1:
        return Field(figures.printed(steps[0]), Trust.MENDED, copies, _can_have(steps))
    readings = [reading.value for reading in figures.readings(token)]
    fitting = [value for value in readings if mark is None or value < mark]
    legal = [value for value in fitting if value in steps]
    if len(steps) == 1 and legal:
        return Field(figures.printed(legal[0]), Trust.MENDED, copies, _can_have(steps))
    if not fitting:
        return Field(None, Trust.DOUBTFUL, copies, T("no score can be read here"))
    printed = [*map(figures.printed, dict.fromkeys((*legal, *fitting)))]
    why = T("the figure is damaged")
    return Field(printed[0], Trust.DOUBTFUL, copies, why, tuple(printed[1:4]))


def _filled_down(group: list[Listed]) -> list[Seen | None]:
    """Return the remedy of each item.

    One that lies under a merged cell has that of the item above.
    """
    remedies: list[Seen | None] = []
    for one in group:
        own = one.record.cells.get(Label.REMEDY)
        remedies.append(own or (remedies[-1] if one.record.covered and remedies else None))
    return remedies


def _is_shared(group: list[Listed], remedies: list[Seen | None]) -> bool:
    """Say whether the first remedy is that of all items: the others have none, or lie under it."""
    texts = {thai.fold(remedy.text) for remedy in remedies if remedy}
    covered = len(texts) == 1 and all(remedies) and any(one.record.covered for one in group)
    return remedies[0] is not None and len(group) > 1 and (covered or not any(remedies[1:]))


def shared(said: Records) -> dict[int, Seen]:
    """Return the remedies given for an indicator and not for one of its items."""
    return {
        record.context.indicator: record.cells[Label.REMEDY]
        for record in said.records
        if record.context.indicator
        and Label.REMEDY in record.cells
        and Label.ITEM not in record.cells
    }


def is_weak(record: Record) -> bool:
    """Say whether a record is about a weak item.

    One of a big table may describe its measure as well.
    """
    cells = record.cells
    if record.context.section == "done":
        return False
    failed = Label.RESULT in cells and passed.denied(cells[Label.RESULT].text)
    planned = MEASURES & cells.keys()
    told = "weak" in (record.context.section, section_of(record.heads.get(Label.ITEM, "")))
    item = cells.get(Label.ITEM) if told else None
    start = ITEM_START.match(item.text) if item else None
    listed = start is not None and start[1][0].isalpha()
    mended = listed and Label.REMEDY in cells and Label.STEPS not in cells  # who and when beside it
    remedied = (Label.REMEDY in cells or listed) and not planned
    return Label.SCORE in cells or failed or mended or bool(remedied)


def is_planned(record: Record) -> bool:
    """Say whether a record is a measure whose head calls its item weak: `ข้อที่ต้องพัฒนา`.

    Where nothing else lists weak items, the plan does.
    """
    item = record.cells.get(Label.ITEM)
    start = ITEM_START.match(item.text) if item else None
    listed = start is not None and start[1][0].isalpha()
    return listed and section_of(record.heads.get(Label.ITEM, "")) == "weak"


def _figures_of(record: Record) -> bool:
    """Say whether the score of a record is one."""
    cell = record.cells.get(Label.SCORE)
    return cell is not None and any(
        figures.shaped(match[0]) for match in figures.TOKEN.finditer(cell.text)
    )
