"""Forms that were filled in from a document, and what a person does in them."""

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ita_sync.document.draft import Copy, Draft, Field, Node, Trust
from ita_sync.document.form import load, write
from ita_sync.document.form.beside import TO_DECIDE
from ita_sync.document.parts import Content, Document, Kind, Spot
from ita_sync.i18n import T
from ita_sync.report import Loc, ReportFile
from tests.document.filling import rules

SHOWN = frozenset(
    {"agency.code", "agency.full_name", "total", "level", "tools.IIT", "weak.items", "url"}
)


def draft_of(file: ReportFile, changes: dict[Loc, Field] | None = None) -> Draft:
    """Return a draft that says what a report says, some fields otherwise."""
    plain = _nodes(file.report.model_dump(mode="json", exclude_none=True), (), changes or {})
    assert isinstance(plain, dict)
    document = Document(Path("report.docx"), "ab" * 32, Kind.WORD, Content(()))
    draft = Draft(document, plain)
    missing = tuple(loc for loc, field in draft.walk() if field.value is None and not field.copies)
    return Draft(document, plain, missing, (T("about it"),))


def _nodes(value: Any, loc: Loc, changes: dict[Loc, Field]) -> Node:
    if isinstance(value, dict):
        return {key: _nodes(inner, (*loc, key), changes) for key, inner in value.items()}
    if isinstance(value, list):
        return [_nodes(inner, (*loc, at), changes) for at, inner in enumerate(value)]
    return changes.get(loc, Field(str(value)))


def read_at(value: str | None, trust: Trust, seen: str, *others: str) -> Field:
    """Return a field that was read in a table."""
    return Field(value, trust, (Copy(seen, Spot(page=5, table=2, row=3)),), None, others)


def written(draft: Draft, path: Path, ticked: frozenset[Loc] = frozenset()) -> Workbook:
    """Return the form of a draft, as openpyxl has it."""
    write(path, rules(draft.year), "th", draft, shown=SHOWN, ticked=ticked)
    return openpyxl.load_workbook(path)


def loaded(book: Workbook, path: Path) -> ReportFile:
    """Return what a workbook says as a report file."""
    buffer = BytesIO()
    book.save(buffer)
    path.write_bytes(buffer.getvalue())
    return load(path, buffer.getvalue(), rules)


def listed(book: Workbook) -> list[list[Any]]:
    """Return the lines of the list: number, tick, mark, what, value, origin, place."""
    return [[cell.value for cell in row] for row in _lines(book)]


def tick(book: Workbook, *numbers: int, sign: Any = "✓") -> None:
    """Tick lines of the list."""
    for row in _lines(book):
        if int(row[0].value) in numbers:
            row[1].value = sign


def _lines(book: Workbook) -> list[Any]:
    sheet: Worksheet = book[TO_DECIDE.title]
    return [row for row in sheet.iter_rows() if str(row[0].value or "").isdecimal()]


def through_libreoffice(soffice: str, path: Path, folder: Path) -> bytes:
    """Return a workbook as LibreOffice saves it."""
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "out" / path.name).read_bytes()
