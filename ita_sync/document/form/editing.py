"""Single values of a filled form changed in place: everything else of the workbook stays."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape

from ita_sync import files, thai
from ita_sync.checks import Change, edit
from ita_sync.document.form.book import open_book
from ita_sync.document.form.load import load
from ita_sync.document.limits import MAX_UNPACKED
from ita_sync.document.package import Package
from ita_sync.errors import ReportError
from ita_sync.report import ReportFile
from ita_sync.report.text import MAX_WORKBOOK
from ita_sync.rules import Framework

_CELL = r'<(?P<prefix>(?:\w+:)?)c\b(?P<names>[^>]*?\br="{cell}"[^>]*?)(?:/>|>.*?</(?P=prefix)c>)'
_KIND = re.compile(r'\s+t="[^"]*"')
_FIGURE = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")


def can(file: ReportFile, changes: tuple[Change, ...]) -> bool:
    """Say whether changes can be made in place: each puts another value where one stands."""
    return all(
        change.printed is not None
        and change.proposed is not None
        and thai.digits(file.texts.get(change.loc, "")).lower() == change.printed.lower()
        for change in changes
    )


def describe(file: ReportFile, changes: tuple[Change, ...]) -> list[str]:
    """Return the changes as lines of a difference."""
    lines = [f"--- {file.path}", f"+++ {file.path}"]
    for change in changes:
        place = file.mark(change.loc)
        lines += [f"-{place}: {change.printed}", f"+{place}: {change.proposed}"]
    return lines


def write(file: ReportFile, changes: tuple[Change, ...], rules: Callable[[int], Framework]) -> None:
    """Write the file with the changes made, whole or not at all; permissions stay.

    Raises:
        ReportError: `fix-changed`, the file is not the one that was read; `fix-differs`, it would
            not read as the report with these changes; `fix-unwritable`. The file is as it was.
    """
    target = file.path.resolve()
    try:
        data = files.read(target, MAX_WORKBOOK)
        _require_same(file, data, rules)
        changed = _changed(file, changes, data)
        with files.atomic_write(target) as fresh:
            fresh.write_bytes(changed)
            if load(fresh, changed, rules).report != edit.apply(file.report, changes):
                raise edit.differs()
    except OSError as error:
        raise edit.unwritable(file.path, error) from error


def _require_same(file: ReportFile, data: bytes, rules: Callable[[int], Framework]) -> None:
    try:
        same = load(file.path, data, rules).sha256 == file.sha256
    except ReportError:
        same = False
    if not same:
        raise edit.changed()


def _changed(file: ReportFile, changes: tuple[Change, ...], data: bytes) -> bytes:
    book = open_book(Package(data))
    parts = {sheet.title: sheet.part for sheet in book.sheets} if book else {}
    names: dict[str, list[tuple[str, str]]] = {}
    for change in changes:
        mark = file.mark(change.loc)
        names.setdefault(parts.get(mark.sheet, ""), []).append((mark.cell, str(change.proposed)))
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        if sum(info.file_size for info in old.infolist()) > MAX_UNPACKED:
            raise edit.differs()
        for info in old.infolist():
            part = old.read(info)
            for cell, value in names.get(info.filename.replace("\\", "/").lstrip("/"), ()):
                part = _with(part, cell, value)
            new.writestr(info, part)
    return made.getvalue()


def _with(part: bytes, cell: str, value: str) -> bytes:
    """Return a sheet in which a cell holds another value; its looks stay."""
    try:
        text = part.decode("utf-8")
    except UnicodeDecodeError:
        raise edit.differs() from None
    found = re.search(_CELL.format(cell=cell), text, re.DOTALL)
    if found is None:
        raise edit.differs()
    p, kind = found["prefix"], _KIND.search(found["names"])
    names = _KIND.sub("", found["names"])
    numeric = kind is None or kind[0].strip() == 't="n"'
    if numeric and _FIGURE.fullmatch(value):
        fresh = f"<{p}c{names}><{p}v>{value}</{p}v></{p}c>"
    else:
        inside = f"<{p}is><{p}t>{escape(value)}</{p}t></{p}is>"
        fresh = f'<{p}c{names} t="inlineStr">{inside}</{p}c>'
    return (text[: found.start()] + fresh + text[found.end() :]).encode()
