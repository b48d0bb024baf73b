"""An officer's own workbook, of any layout -> the lines and tables of its sheets.

Cells are taken as they are shown: figures with the decimals of their format, percents with their
sign, days in words. What a merge covers is None, as in the tables of other formats.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ita_sync.document import exported
from ita_sync.document.form.cells import FormCell, Grid, grids
from ita_sync.document.form.layout import What
from ita_sync.document.form.sheets import is_form
from ita_sync.document.form.values import field_of
from ita_sync.document.parts import Block, Content, Line, Row, Spot, Table
from ita_sync.i18n import T, Text
from ita_sync.report import column_name

_HEADS = (
    r"อำเภอ|จังหวัด|ตำบล|ปี|คะแนน|ตัวชี้วัด|ร้อยละ|ระดับ|ผล|รหัส|ประเภท|ที่รับผิดชอบ|ตำแหน่ง|(?:นาม)?สกุล|จำนวน"
    r"|หน่วย(?!งาน)|IIT|EIT|OIT"
)
"""What begins the heads beside หน่วยงาน and อำเภอ in a table of agencies."""
_LETTERHEAD = {
    re.compile(
        r"(?:บันทึกข้อความ\s*)?(?:เลข)?ที่(?:หนังสือ(?:นำ)?(?:ส่ง)?(?:ของ\s*\S+)?)?\s*[:：]?"
    ): re.compile(r".*[0-9๐-๙]"),
    re.compile(r"(?:บันทึกข้อความ\s*)?(?:ลง)?วันที่\s*[:：]?"): re.compile(r".*[0-9๐-๙]"),
    re.compile(r"(?:เรื่อง|อ้างถึง|เรียน|ส่วนราชการ)\s*[:：]?"): re.compile(r".{12}", re.DOTALL),
    re.compile(r"(?:ชื่อ)?\s*(?:หน่วยงาน|อปท\.?)\s*[:：]?"): re.compile(rf"(?!{_HEADS})[ก-๎].{{5}}"),
    re.compile(r"(?:ประเภท\s*(?:หน่วยงาน|อปท\.?)|ชื่อ)\s*[:：]?"): re.compile(
        rf"(?!{_HEADS})[ก-๎]{{2}}"
    ),
    re.compile(r"(?:อำเภอ|จังหวัด)(?:\s*/\s*จังหวัด)?\s*[:：]?"): re.compile(rf"(?!{_HEADS})[ก-๎]{{3}}"),
    re.compile(
        r"(?:ประจำ)?ปี(?:งบประมาณ)?(?:\s*พ\.\s?ศ\.)?(?:ที่(?:รับการ)?ประเมิน)?\s*[:：]?"
    ): re.compile(r"(?:พ\.\s?ศ\.\s*)?[2๒][45๔๕]"),
}
"""Labels of a memo or form that have cells of their own before their text, and what that is like.

`ที่ | ชย 52506.2/62 | วันที่ | 27 ตุลาคม 2566`; but `ที่ | ตัวชี้วัด | คะแนน` heads a table.
"""
_COUNT = re.compile(r"[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})?[.)]?")
_KEY = re.compile(
    r"\s*(?:(?:ข้อ\s*)?[ieoIEO]\s?[\d๐-๙]|[\d๐-๙]{1,2}[.)]?\s*(?:$|[ก-ฮเ-ไ])|ตัวชี้วัด|[IEO]IT)"
)
"""What a row of a table of its own begins with."""
_NOTED = 20
"""Cells that a note names."""


def read(data: bytes) -> Content | None:
    """Return the lines and tables of a workbook; None for a form of ours, which says more.

    Raises:
        ReportError: it cannot be opened, is locked, has macros, or is larger than any report.
    """
    sheets = grids(data)
    if is_form(sheets):
        return None
    return content(sheets)


def content(sheets: list[Grid]) -> Content:
    """Return the lines and tables of sheets; what was saved as text has one without a title."""
    shown = [sheet for sheet in sheets if not sheet.hidden]
    blocks = tuple(block for sheet in shown for block in (*_title(sheet), *_blocks(sheet)))
    return Content(blocks, notes=tuple(_notes(sheets)))


def _notes(sheets: list[Grid]) -> Iterator[Text]:
    for sheet in sheets:
        if sheet.hidden and sheet.rows:
            yield T("Sheet {sheet} is hidden; it was not read.", sheet=sheet.title)
        if sheet.cut:
            yield T(
                "Sheet {sheet} is larger than a report; what is far below or to the right was not "
                "read.",
                sheet=sheet.title or 1,
            )
    cells = [
        cell
        for sheet in sheets
        if not sheet.hidden
        for _, row in sorted(sheet.rows.items())
        for _, cell in sorted(row.items())
    ]
    if lost := _named(cell for cell in cells if cell.lost):
        yield T(
            "Nothing was read where a formula has no stored result, or an error: {cells}",
            cells=lost,
        )
    if computed := _named(cell for cell in cells if cell.computed and not cell.lost):
        yield T("Of formulas the result that is stored was read: {cells}", cells=computed)


def _named(cells: Iterable[FormCell]) -> list[str]:
    names = [cell.place.cell for cell in cells]
    return [*names[:_NOTED], *(["…"] if len(names) > _NOTED else [])]


Covered = dict[int, dict[int, int]]
"""The places that merges cover, by row and column, each with the row of the cell that it shows."""


def _title(sheet: Grid) -> list[Line]:
    """Return the title of a sheet that holds something; what was saved as text has none."""
    return [Line(sheet.title, Spot(cell=sheet.title))] if sheet.rows and sheet.title else []


def _blocks(sheet: Grid) -> Iterator[Block]:
    """Yield the lines and tables of a sheet: empty rows part them."""
    covered: Covered = {}
    for (row, column), (top, left) in sheet.covered.items():
        if left in sheet.rows.get(top, ()):
            covered.setdefault(row, {})[column] = top
    for _, run in groupby(enumerate(sorted({*sheet.rows, *covered})), key=_step):
        rows: list[int] = []
        for _, row in run:
            if pairs := _pairs(sheet, row):
                yield from _block(sheet, rows, covered)
                yield from pairs
                rows = []
            else:
                rows.append(row)
        yield from _block(sheet, rows, covered)


def _block(sheet: Grid, rows: list[int], covered: Covered) -> Iterator[Block]:
    """Yield the lines above a table, its tables, and the lines below it."""
    start, end = 0, len(rows)
    while start < end and _is_line(sheet, rows[start], covered):
        start += 1
    inside = _alone_inside(sheet, rows[start:end], covered)
    while end > start and _is_line(sheet, rows[end - 1], covered):
        if inside & sheet.rows.get(rows[end - 1], {}).keys():
            break
        end -= 1
    yield from _lines(sheet, rows[:start])
    yield from _tables(sheet, rows[start:end], covered)
    yield from _lines(sheet, rows[end:])


def _alone_inside(sheet: Grid, rows: list[int], covered: Covered) -> set[int]:
    """Return the columns in which a text stands alone between the rows of a table.

    A step a row: below the last measure, too, such a text is its next step, and no line.
    """
    lines = [_is_line(sheet, row, covered) for row in rows]
    last = max((at for at, line in enumerate(lines) if not line), default=0)
    first = min((min(cells) for row in rows if (cells := sheet.rows.get(row))), default=0)
    alone = (row for row, line in zip(rows[:last], lines, strict=False) if line)
    return {column for row in alone for column in sheet.rows.get(row, {})} - {first}


def _step(each: tuple[int, int]) -> int:
    """Return what numbers that follow each other have in common."""
    place, number = each
    return number - place


def _is_line(sheet: Grid, row: int, covered: Covered) -> bool:
    """Say whether a row holds one text, and is no part of a cell that reaches further down."""
    from_above = set(covered.get(row, {}).values()) - {row}
    return len(sheet.rows.get(row, ())) == 1 and not from_above


def _pairs(sheet: Grid, row: int) -> list[Line]:
    """Return the lines of a letterhead whose labels and texts have cells of their own.

    Or have one together beside another: `ที่ ชย 52506.2/62 | วันที่ 27 ตุลาคม 2566`. The rows of a form
    may be counted: `1.4 | อำเภอ | จัตุรัส`.
    """
    cells = [cell for _, cell in sorted(sheet.rows.get(row, {}).items())]
    if len(cells) > 1 and all(_is_labelled(_shown(cell)) for cell in cells):
        return [Line(_shown(cell), cell.place) for cell in cells]
    if len(cells) % 2 and _COUNT.fullmatch(_shown(cells[0]).strip()):
        del cells[0]
    lines = []
    for label, text in zip(cells[::2], cells[1::2], strict=False):
        name, said = _shown(label).strip(), _shown(text)
        if not any(a.fullmatch(name) and b.match(said) for a, b in _LETTERHEAD.items()):
            return []
        plain = name.removeprefix("บันทึกข้อความ").strip(" :：")
        lines.append(Line(f"{plain} {said}", text.place))
    return lines if len(cells) % 2 == 0 else []


def _is_labelled(text: str) -> bool:
    """Say whether a text begins with a label of a letterhead, what it names behind it.

    `ปี 2566` beside `ปี 2567` are heads.
    """
    label, space, said = text.strip().partition(" ")
    named = (b for a, b in _LETTERHEAD.items() if a.fullmatch(label) and "ปี" not in label)
    return bool(space) and any(like.match(said.strip()) for like in named)


def _lines(sheet: Grid, rows: list[int]) -> Iterator[Line]:
    for row in rows:
        for _, cell in sorted(sheet.rows[row].items()):
            yield from (Line(line, cell.place) for line in _shown(cell).split("\n") if line.strip())


def _tables(sheet: Grid, rows: list[int], covered: Covered) -> Iterator[Table]:
    """Yield the tables in some rows: an empty column parts what stands side by side.

    Columns in which no cell begins are only the width of cells that are merged.
    """
    begun = set().union(*(sheet.rows.get(row, {}) for row in rows))
    used = begun.union(*(covered.get(row, {}) for row in rows))
    runs = [[column for _, column in run] for _, run in groupby(enumerate(sorted(used)), key=_step)]
    for wide in _beside(sheet, rows, runs):
        columns = [column for column in wide if column in begun]
        made = (_row(sheet, row, columns, covered.get(row, {})) for row in rows)
        yield exported.translated(Table(tuple(row for row in made if any(row.cells))))


def _beside(sheet: Grid, rows: list[int], runs: list[list[int]]) -> Iterator[list[int]]:
    """Yield the columns of each table; those that do not name their rows go on with it.

    Labels and values stand apart on a form; they fill the same rows.
    """
    known: list[int] = []
    for run in runs:
        alone = len(_begun(sheet, rows, known)) == 1  # no table, but the left of one
        goes_on = bool(known) and (alone or not _has_keys(sheet, rows, run))
        goes_on = goes_on and _said(sheet, rows, known).isdisjoint(_said(sheet, rows, run))
        if goes_on and _filled(sheet, rows, run) in _records(sheet, rows, known):
            known = [*known, *run]
            continue
        if known:
            yield known
        known = run
    if known:
        yield known


def _begun(sheet: Grid, rows: list[int], columns: list[int]) -> set[int]:
    """Return those of some columns in which a cell begins."""
    return {column for row in rows for column in sheet.rows.get(row, {}) if column in columns}


def _has_keys(sheet: Grid, rows: list[int], columns: list[int]) -> bool:
    """Say whether the first of some columns numbers the rows or names items: a table of its own.

    The same figure again and again, a score of 0, numbers nothing.
    """
    cells = [sheet.rows.get(row, {}).get(columns[0]) for row in rows[1:]]
    told = [_shown(cell) for cell in cells if cell is not None]
    return 2 * len({text for text in told if _KEY.match(text)}) > len(told)


def _said(sheet: Grid, rows: list[int], columns: list[int]) -> set[str]:
    """Return the words of the first of some columns: cards side by side have the same labels."""
    cells = [sheet.rows.get(row, {}).get(columns[0]) for row in rows]
    return {text for cell in cells if cell is not None and not (text := _shown(cell))[:1].isdigit()}


def _records(sheet: Grid, rows: list[int], columns: list[int]) -> list[list[int]]:
    """Return the rows that have something in some columns, with those that are titles and without.

    A title stands alone in its row over those that it is for: `แบบ IIT`.
    """
    filled = _filled(sheet, rows, columns)
    titles = {row for row in filled if len(_begun(sheet, [row], columns)) == 1}
    return [filled, [row for row in filled if row not in titles]]


def _filled(sheet: Grid, rows: list[int], columns: list[int]) -> list[int]:
    """Return the rows that have something in some columns."""
    return [row for row in rows if not sheet.rows.get(row, {}).keys().isdisjoint(columns)]


def _row(sheet: Grid, row: int, columns: list[int], covered: dict[int, int]) -> Row:
    cells = sheet.rows.get(row, {})
    of_sheet = f"{sheet.title}!" if sheet.title else ""
    names = tuple(f"{of_sheet}{column_name(column)}{row}" for column in columns)
    texts = tuple(
        _shown(cells[column]) if column in cells else None if column in covered else ""
        for column in columns
    )
    return Row(texts, Spot(cell=names[0]), names=names)


def _shown(cell: FormCell) -> str:
    if cell.day is not None:
        return field_of(cell, What.DATE).value or ""
    return cell.text
