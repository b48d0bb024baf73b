"""What a person has decided in a form that was filled in from a document, and what is left.

A line of the list and the notes of its cells bear the same number, so that rows may be moved and
sorted. What is not ticked is open, whether its note is still there or not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ita_sync import thai
from ita_sync.document.draft import Field, Node, Trust
from ita_sync.document.form.beside import TO_DECIDE
from ita_sync.document.form.reading import Filled
from ita_sync.i18n import T, Text
from ita_sync.report import Loc, Origin, Position
from ita_sync.report.origins import MARKS, parse

TICK = "✓"
_TICKED = {"✓", "✔", "☑", "✅", "1", "true", "ok", "yes", "ใช่", "ถูก", "ตรวจแล้ว", "/"}
"""Not `x`, which to many people says that something is wrong."""
_UNTICKED = {"", "-", "–", "☐", "0", "false", "no", "ไม่", "ยัง"}
_NUMBER = re.compile(r"[0-9]{1,4}")
_NUMBERED = re.compile(r"\[([0-9]{1,4})\]")
_HEAD = 200
"""Letters of a note in which its number is looked for: some programs put an author before it."""
_TRUST = dict(zip(MARKS[1:], (Trust.SINGLE, Trust.DOUBTFUL), strict=True))


@dataclass(frozen=True)
class Line:
    """A line of the list.

    Attributes:
        ticked: whether a person has decided; None where what is written there says neither.
        mark: `??`, `?`, or empty for something missing.
        cell: that it is about, as written: `ตัวชี้วัด D5`.
        place: of the tick.
    """

    number: int
    ticked: bool | None
    mark: str
    cell: str
    place: Position


def lines(filled: Filled) -> list[Line]:
    """Return the lines of the list; none in a form that was filled in by hand."""
    table = filled.tables.get(TO_DECIDE.title)
    found = []
    for row in table.rows() if table else ():
        said = {key: cell.text.strip() for key, cell in row.cells.items()}
        number = thai.digits(said.get("number", ""))
        if table and _NUMBER.fullmatch(number):
            marked = said.get("mark", "").strip("[] ")
            mark = marked if marked in MARKS else ""
            place = table.place(row.number, "ticked")
            tick = _is_ticked(said.get("ticked", ""))
            found.append(Line(int(number), tick, mark, said.get("place", ""), place))
    return found


def _is_ticked(said: str) -> bool | None:
    word = said.strip().strip(".").lower()
    return True if word in _TICKED else False if word in _UNTICKED else None


def origins(filled: Filled, *, by_line: bool = False) -> dict[Loc, Origin]:
    """Return what a form says about the origin of its values, and the marks that are left.

    A cell that holds several fields has it at the first.

    Args:
        filled: the form.
        by_line: a line that is about several cells leaves its mark at the first: it is one thing to
            decide.
    """
    listed = lines(filled)
    done, at = _done(listed), _fields(filled)
    found: dict[Loc, Origin] = {}
    noted: set[int] = set()
    for loc, note in _notes(filled, at):
        said, number = parse(" ".join(_NUMBERED.sub("", note, count=1).split())), _number(note)
        decided = number in done or (by_line and number in noted)
        noted |= {number} if number else set()
        if said:
            found[loc] = replace(said, mark="") if decided else said
    cells = {str(place): loc for place, loc in at.items()}
    for line in listed:
        if line.mark and not line.ticked and line.number not in noted:
            loc = cells.get(line.cell, ())
            found[loc] = replace(found.get(loc, Origin()), mark=line.mark)
    return found


def ticked(filled: Filled) -> frozenset[Loc]:
    """Return the fields that a person has decided: their line is ticked."""
    done = _done(lines(filled))
    notes = _notes(filled, _fields(filled))
    return frozenset(loc for loc, note in notes if _number(note) in done)


def _done(listed: list[Line]) -> set[int]:
    """Return the numbers of which every line is ticked."""
    return {line.number for line in listed} - {line.number for line in listed if not line.ticked}


def _fields(filled: Filled) -> dict[Position, Loc]:
    """Return the field in each cell; of several the first."""
    at: dict[Position, Loc] = {}
    for loc, place in filled.places.items():
        if place not in at or len(loc) > len(at[place]):
            at[place] = _first(loc)
    return at


def _first(loc: Loc) -> Loc:
    """Return the first line of a list for any of its lines."""
    return (*loc[:-1], 0) if loc and isinstance(loc[-1], int) else loc


def _notes(filled: Filled, at: Mapping[Position, Loc]) -> Iterator[tuple[Loc, str]]:
    """Yield the notes of the fields that have one."""
    for table in filled.tables.values():
        for (row, column), note in sorted(table.grid.notes.items()):
            place = table.grid.position(row, column)
            if place in at:
                yield at[place], note


def _number(note: str) -> int | None:
    found = _NUMBERED.search(note[:_HEAD])
    return int(found[1]) if found else None


def unclear(filled: Filled) -> Iterator[tuple[Position, Text]]:
    """Yield what is wrong with the ticks themselves."""
    for line in lines(filled):
        if line.ticked is None:
            yield line.place, T("line {number}: choose ✓, or leave it empty.", number=line.number)


def marked(filled: Filled) -> dict[str, Node]:
    """Return the fields of a form, those that nobody has decided yet with their marks."""
    found = origins(filled)
    return {key: _marked(node, (key,), found) for key, node in filled.fields.items()}


def _marked(node: Node, loc: Loc, found: Mapping[Loc, Origin]) -> Node:
    if isinstance(node, dict):
        return {key: _marked(child, (*loc, key), found) for key, child in node.items()}
    if isinstance(node, list):
        return [_marked(child, (*loc, number), found) for number, child in enumerate(node)]
    origin = found.get(loc)
    if not isinstance(node, Field) or origin is None:
        return node
    told = T("{origin}", origin=origin.told) if origin.told else node.why
    return replace(node, trust=_TRUST.get(origin.mark, node.trust), why=told)
