"""Records -> weak items, strengths and measures, each value with its origin and how sure it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.draft import Copy, Field, Node, Trust
from ita_sync.document.find import fields, figures, items, order, strengths
from ita_sync.document.find.items import Named
from ita_sync.document.find.labels import MEASURES, Label
from ita_sync.document.find.measures import Measures
from ita_sync.document.find.naming import Naming
from ita_sync.document.find.records import Record, Records, Seen
from ita_sync.document.find.starts import section_of
from ita_sync.document.find.strengths import score_of
from ita_sync.i18n import T
from ita_sync.rules import Framework


@dataclass
class Lists:
    """The three lists of a report.

    Attributes:
        weak: by indicator; each entry shaped as in the report file.
        failing: the items of each OIT indicator whose list was read whole, without a doubt.
    """

    weak: list[Node] = field(default_factory=list)
    strengths: list[Node] = field(default_factory=list)
    measures: list[Node] = field(default_factory=list)
    failing: dict[int, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Item:
    """A record with the item it is about."""

    record: Record
    named: Named


def build(
    said: Records, framework: Framework, *, lossy: bool, paragraphs: bool, borrowed: bool = False
) -> Lists:
    """Return the lists that the records make.

    Args:
        said: what stands together in the document.
        framework: the year's rules.
        lossy: the letters were recognised from a picture.
        paragraphs: line breaks in a cell part paragraphs; else they only wrap.
        borrowed: the rules are those of another year, whose items may belong to other indicators.
    """
    return _Builder(framework, lossy=lossy, paragraphs=paragraphs, borrowed=borrowed).build(said)


class _Builder:
    def __init__(
        self, framework: Framework, *, lossy: bool, paragraphs: bool, borrowed: bool
    ) -> None:
        self.framework = framework
        self.lossy = lossy
        self.paragraphs = paragraphs
        self.borrowed = borrowed

    def build(self, said: Records) -> Lists:
        about = [
            one for record in said.records if Label.ITEM in record.cells for one in _each(record)
        ]
        strong = [record for record in about if strengths.is_one(record, self.framework)]
        rest = [record for record in about if not strengths.is_one(record, self.framework)]
        self.naming = Naming(rest, self.framework, lossy=self.lossy)
        lists = Lists()
        self.shared = _shared(said)
        known = self._weak(
            [record for record in rest if _is_weak(record) and not self._passes(record)], lists
        )
        measured = [record for record in rest if MEASURES & record.cells.keys()]
        measured = [record for record in measured if record.context.section != "done"] or measured
        points = (strengths.one(record, self.framework, lossy=self.lossy) for record in strong)
        lists.strengths = _once(entry for entry in points if entry)
        once = _unique(
            self._in_order([_Item(record, self.naming.name(record)) for record in measured], known)
        )
        reader = Measures(self.framework.fiscal_year, lossy=self.lossy, paragraphs=self.paragraphs)
        entries = (reader.one(one.record, one.named, known) for one in self._told_apart(once))
        lists.measures = _once(entry for entry in entries if entry)
        return lists

    def _weak(self, found: list[Record], lists: Lists) -> set[str]:
        """Fill in the weak indicators; return their items."""
        grouped: dict[int, list[_Item]] = {}
        listed = [_Item(record, self.naming.name(record)) for record in found]
        for one in self._in_order(listed, set(self.framework.owners)):
            record = one.record
            rule = self.framework.indicator_of(one.named.item) if one.named.item else None
            number = rule.number if rule else record.context.indicator
            if self.borrowed:
                number = record.context.indicator or number
            if number is not None and (one.named.item or one.named.others or figures_of(record)):
                grouped.setdefault(number, []).append(one)
        for number, group in sorted(grouped.items()):
            legal = set(self.framework.items_of(number))
            unique = self._told_apart(_unique(self._in_order(group, legal)))
            lists.weak.append(self._indicator(number, unique))
            rule = self.framework.indicator(number)
            if (
                rule
                and rule.sub
                and all(one.named.item and (one.named.titled or one.named.exact) for one in unique)
            ):
                lists.failing[number] = frozenset(str(one.named.item) for one in unique)
        return {one.named.item for group in grouped.values() for one in group if one.named.item}

    def _passes(self, record: Record) -> bool:
        """Say whether a typed record, in a list of all items, is about one that is not weak."""
        value = score_of(record)
        passes = value is not None and value >= self.framework.pass_mark
        return (
            passes
            and not self.lossy
            and "all" in (record.context.section, section_of(record.context.caption))
        )

    def _in_order(self, group: list[_Item], known: set[str]) -> list[_Item]:
        """Return a recognised list with the items that follow from its order."""
        if not self.lossy:
            return group
        texts = [one.record.cells[Label.ITEM].text for one in group]
        names = order.placed([one.named for one in group], texts, self.framework, known)
        return [replace(one, named=named) for one, named in zip(group, names, strict=True)]

    def _told_apart(self, group: list[_Item]) -> list[_Item]:
        names = items.untangled([one.named for one in group], self.framework)
        return [replace(one, named=named) for one, named in zip(group, names, strict=True)]

    def _indicator(self, number: int, group: list[_Item]) -> dict[str, Node]:
        remedies = _filled_down(group)
        texts = {thai.fold(remedy.text) for remedy in remedies if remedy}
        covered = len(texts) == 1 and all(remedies) and any(one.record.covered for one in group)
        shared = remedies[0] is not None and len(group) > 1 and (covered or not any(remedies[1:]))
        told = not self.lossy or any(
            one.named.titled and (one.named.exact or len(group) > 1) for one in group
        )
        told = told and not (
            self.borrowed and all(one.record.context.indicator is None for one in group)
        )
        node: dict[str, Node] = {
            "indicator": Field(str(number), Trust.SURE if told else Trust.SINGLE)
        }
        if shared and remedies[0] is not None:
            node["remedy"] = fields.text(remedies[0], lossy=self.lossy)
        if not any(remedies) and number in self.shared:
            node["remedy"] = fields.text(self.shared[number], lossy=self.lossy)
        entries: list[Node] = []
        for one, remedy in zip(group, remedies, strict=True):
            entry: dict[str, Node] = {"item": self._item(one), "score": self._score(one)}
            if remedy is not None and not shared:
                entry["remedy"] = fields.text(remedy, lossy=self.lossy)
            entries.append(entry)
        node["items"] = entries
        return node

    def _item(self, one: _Item) -> Field:
        cell = one.record.cells[Label.ITEM]
        return fields.named(one.named, cell, lossy=self.lossy, confirmed=one.named.titled)

    def _score(self, one: _Item) -> Field:
        """Return a weak item's score; an OIT item in the list can only have 0."""
        cell = one.record.cells.get(Label.SCORE)
        copies = (cell.copy,) if cell else ()
        token = figures.first(cell.text) if cell else ""
        rule = self.framework.indicator_of(one.named.item or "")
        open_data = bool(rule and rule.sub)
        value = figures.plain(token)
        if value is None:
            return self._unread(token, copies, zero=open_data)
        if cell and cell.rivals:
            return fields.rivalled(value, cell)
        if open_data and value != 0:
            why = T("an OIT item that is listed as weak has 0")
            trust = Trust.DOUBTFUL if self.lossy else Trust.SURE
            return Field(
                figures.printed(value), trust, copies, why, ("0.00",) if self.lossy else ()
            )
        if value >= self.framework.pass_mark:
            return Field(
                figures.printed(value), Trust.DOUBTFUL, copies, T("it lies above the pass mark")
            )
        official = one.named.titled and one.named.item in self.framework.titles.items
        own = rule is not None and one.record.context.indicator in (None, rule.number)
        sure = not self.lossy or (open_data and official and own)
        return Field(figures.printed(value), Trust.SURE if sure else Trust.SINGLE, copies)

    def _unread(self, token: str, copies: tuple[Copy, ...], *, zero: bool) -> Field:
        mark = self.framework.pass_mark
        fitting = [reading.value for reading in figures.readings(token) if reading.value < mark]
        if zero and Decimal(0) in fitting:
            return Field(
                "0.00", Trust.MENDED, copies, T("an OIT item that is listed as weak has 0")
            )
        if not fitting:
            return Field(None, Trust.DOUBTFUL, copies, T("no score can be read here"))
        why = T("the figure is damaged")
        return Field(
            figures.printed(fitting[0]),
            Trust.DOUBTFUL,
            copies,
            why,
            tuple(map(figures.printed, fitting[1:4])),
        )


def _filled_down(group: list[_Item]) -> list[Seen | None]:
    """Return the remedy of each item.

    One that lies under a merged cell has that of the item above.
    """
    remedies: list[Seen | None] = []
    for one in group:
        own = one.record.cells.get(Label.REMEDY)
        remedies.append(own or (remedies[-1] if one.record.covered and remedies else None))
    return remedies


def _shared(said: Records) -> dict[int, Seen]:
    """Return the remedies given for an indicator and not for one of its items."""
    return {
        record.context.indicator: record.cells[Label.REMEDY]
        for record in said.records
        if record.context.indicator
        and Label.REMEDY in record.cells
        and Label.ITEM not in record.cells
    }


def _each(record: Record) -> list[Record]:
    """Return a record for each item whose number is in its cell: `o33, o41`, `i20 - i23`."""
    cell = record.cells[Label.ITEM]
    codes = items.several(cell.text)
    if len(codes) <= 1:
        return [record]
    cells = [replace(cell, text=code, between=between) for code, between in codes.items()]
    return [replace(record, cells={**record.cells, Label.ITEM: one}) for one in cells]


def _is_weak(record: Record) -> bool:
    """Say whether a record is about a weak item.

    One of a big table may describe its measure as well.
    """
    cells = record.cells
    if record.context.section == "done":
        return False
    return Label.SCORE in cells or (Label.REMEDY in cells and not MEASURES & cells.keys())


def figures_of(record: Record) -> bool:
    """Say whether the score of a record is one."""
    cell = record.cells.get(Label.SCORE)
    return cell is not None and any(
        figures.shaped(match[0]) for match in figures.TOKEN.finditer(cell.text)
    )


def _unique(group: list[_Item]) -> list[_Item]:
    """Return the records of an indicator, one that is printed again only once."""
    found: list[_Item] = []
    for one in group:
        same = next((n for n, other in enumerate(found) if _same(one, other)), None)
        if same is None:
            found.append(one)
        elif Label.SCORE in one.record.cells and Label.SCORE not in found[same].record.cells:
            found[same] = one
    return found


def _same(one: _Item, other: _Item) -> bool:
    titles = [items.title_of(item.record.cells[Label.ITEM].text) for item in (one, other)]
    alike = thai.fold(titles[0]) == thai.fold(titles[1])
    return one.named.item == other.named.item and (alike or not all(titles))


def _once(entries: Iterable[dict[str, Node]]) -> list[Node]:
    """Return the entries without repetitions: a row may be printed again on the next page."""
    found: list[Node] = []
    said: list[object] = []
    for entry in entries:
        values = _values(entry)
        if values not in said:
            said.append(values)
            found.append(entry)
    return found


def _values(node: Node) -> object:
    if isinstance(node, Field):
        return thai.fold(node.value or "")
    if isinstance(node, dict):
        return {key: _values(child) for key, child in node.items()}
    return [_values(child) for child in node]
