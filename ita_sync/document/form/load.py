"""A filled form as a report file: it is checked, signed and sent as it is, like one in YAML."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ita_sync.document import limits
from ita_sync.document.draft import Field, Node, Trust
from ita_sync.document.form import marks
from ita_sync.document.form.cells import grids
from ita_sync.document.form.reading import Filled, fill
from ita_sync.document.form.sheets import is_form
from ita_sync.document.package import Package
from ita_sync.document.write import add_required, without_needless
from ita_sync.errors import ReportError, WrongFile
from ita_sync.i18n import T, Text
from ita_sync.report import Loc, Origin, Plain, Position, Problem, ReportFile, Tree, load_tree
from ita_sync.report.refused import CONTROL, MAX_PARTS, MAX_TEXT, control
from ita_sync.report.text import NAME_REPORT, read
from ita_sync.rules import Framework

_LETTER_ENDS = {0x0A: " ", 0x0D: " "}


def load(path: Path, data: bytes, rules: Callable[[int], Framework]) -> ReportFile:
    """Return the report in a form.

    Args:
        path: of the file.
        data: what it holds; the beginning is that of a zip file.
        rules: gives the rules of a fiscal year.

    Raises:
        WrongFile: it is no form, cannot be opened, or is larger than any report.
        ReportError: `report-invalid`, each problem with its sheet and cell.
    """
    try:
        _require_workbook(path, data)
        filled = limits.timely(lambda: fill(data, rules), limits.SECONDS, T("opening it"))
    except ReportError as error:
        if error.code == "report-is-document":
            raise
        raise _wrong(path, error) from None
    tree = Tree(marks=dict(filled.places))
    fields = without_needless(add_required(filled.fields))
    tree.value = _values(fields, (), tree)
    tree.problems += _problems(filled, tree)
    found = marks.origins(filled, by_line=True)
    digest = hashlib.sha256(json.dumps([tree.value, _left(found)]).encode()).hexdigest()
    file = load_tree(path, tree, _doubted(fields, found), digest)
    return replace(file, unread=tuple(_unread(filled, fields)))


def may_be_form(path: Path) -> bool:
    """Say whether a workbook may be a form; one that cannot be read is, so that it is told why."""
    try:
        return is_form(grids(read(path)))
    except ReportError:
        return True


def _require_workbook(path: Path, data: bytes) -> None:
    names = Package(data).names()
    if any(name.startswith("xl/") for name in names):
        return
    if "content.xml" in names:
        raise WrongFile(
            "report-is-document",
            T("This is a file of OpenDocument (.ods), not a form: {path}", path=path),
            next_step=T("Save it as .xlsx (Excel 2007-365) and name that file."),
        )
    raise WrongFile(
        "report-is-document",
        T(
            "This is a document (Word, Excel, PDF) or a picture, not a report file: {path}",
            path=path,
        ),
        next_step=NAME_REPORT,
    )


def _wrong(path: Path, error: ReportError) -> WrongFile:
    """Return the error for a workbook that is no report file."""
    what = T("{path}: {what}", path=path, what=error.what)
    return WrongFile(error.code, what, next_step=error.next_step, details=error.details)


def _values(node: Node, loc: Loc, tree: Tree) -> Plain:
    """Return what the fields hold as a report file has it; what it may not hold is a problem."""
    if isinstance(node, dict):
        return {key: _values(child, (*loc, key), tree) for key, child in node.items()}
    if isinstance(node, list):
        return [_values(child, (*loc, number), tree) for number, child in enumerate(node)]
    if node.value is None:
        return None
    value = node.value.translate(_LETTER_ENDS)
    found = CONTROL.search(value)
    trouble = control(found[0]) if found else None
    if len(value) > MAX_TEXT:
        trouble = T(
            "holds {found} characters; at most {limit} are read.", found=len(value), limit=MAX_TEXT
        )
    if trouble:
        _refuse(tree, loc, trouble)
        return None
    return value


def _refuse(tree: Tree, loc: Loc, trouble: Text) -> None:
    tree.problems.append(Problem(_mark(tree, loc), loc, trouble))
    tree.refused.add(loc)


def _mark(tree: Tree, loc: Loc) -> Position:
    while loc and loc not in tree.marks:
        loc = loc[:-1]
    return tree.marks.get(loc, Position(1, 1))


def _problems(filled: Filled, tree: Tree) -> Iterator[Problem]:
    """Yield what cannot stand in a report: formulas, errors, ticks that say nothing, too much."""
    fields = {place: loc for loc, place in sorted(filled.places.items(), key=_by_depth)}
    for table in filled.tables.values():
        for number, row in table.grid.rows.items():
            for at, cell in row.items():
                place = table.grid.position(number, at)
                if place in fields and (cell.computed or cell.lost):
                    loc = fields[place]
                    tree.refused.add(loc)
                    yield Problem(place, loc, _FORMULA if cell.computed else _ERROR)
    yield from (Problem(place, (), what) for place, what in marks.unclear(filled))
    if len(filled.places) > MAX_PARTS:
        most = T("the file holds more than {limit} fields and values up to here.", limit=MAX_PARTS)
        yield Problem(Position(1, 1), (), most)


def _by_depth(entry: tuple[Loc, Position]) -> int:
    return len(entry[0])


_FORMULA = T(
    "holds a formula, whose result may change after the report is signed; write the value itself "
    "(copy the cell, then paste it as a value)."
)
_ERROR = T("holds an error of the spreadsheet; write the value.")


def _doubted(fields: Mapping[str, Node], found: Mapping[Loc, Origin]) -> dict[Loc, Origin]:
    """Return the origins, with a mark on each value that its own cell leaves in doubt."""
    doubts = {
        loc: Origin(told=str(field.why or ""), mark="??")
        for loc, field in _walk(fields, ())
        if field.trust is Trust.DOUBTFUL
    }
    return {**found, **doubts}


def _unread(filled: Filled, fields: Mapping[str, Node]) -> Iterator[tuple[Loc, Text]]:
    """Yield what was not read, and what was read otherwise than it is written."""
    yield from (((), note) for note in filled.notes)
    for loc, field in _walk(fields, ()):
        if field.trust is Trust.MENDED and field.why:
            told = {"value": field.value or "–", "why": field.why}
            yield loc, T('It is read as "{value}". {why}', **told)


def _walk(node: Node | Mapping[str, Node], loc: Loc) -> Iterator[tuple[Loc, Field]]:
    if isinstance(node, Field):
        yield loc, node
        return
    for key, child in node.items() if isinstance(node, Mapping) else enumerate(node):
        yield from _walk(child, (*loc, key))


def _left(found: Mapping[Loc, Origin]) -> list[list[object]]:
    return sorted([[*map(str, loc), origin.mark] for loc, origin in found.items() if origin.mark])
