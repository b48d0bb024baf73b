"""Lines whose columns are spaces, as `pdftotext -layout` prints a table -> rows of cells.

The columns are parted by what consecutive lines leave empty. A program that prints so counts each
mark above or below a letter as a place of its own, and puts marks that it cannot place on a line of
their own; a person who types counts only what takes room. Both are tried.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ita_sync import thai
from ita_sync.document.parts import Row, Spot, Table

_GAP = 3
"""Spaces that part two columns; one or two stand between words and after sentences."""
_MARK = "ัิ-ฺ็-๎"
_TORN = re.compile(rf"\s*[{_MARK}]")
"""A line that begins with marks, of letters that stand above."""
_STARTS = (
    re.compile(r"(?:ข้อ\s*)?[ieoIEO]\s?\d{1,2}(?!\d)"),
    re.compile(r"\(?\d{1,2}[.)]?(?:\s|$)|ตัวชี้วัดที่"),
    re.compile(r"\d{1,3}[.]\d{2}$"),
)
"""How a cell begins that begins a row, the surest first: an item, a number, a score."""
_HEADS = re.compile(
    r"(?:ที่|ลำดับ|ตัวชี้วัด|คะแนน|ผล|ข้อ|ประเด็น|แนวทาง|มาตรการ|วิธี|ขั้นตอน|ผู้รับผิดชอบ|หน่วยงาน|ระยะเวลา|กำหนด|การ(?:กำกับ|ติดตาม|รายงาน)|โครงการ|กิจกรรม|เครื่องมือ|ปี)"
)
_WIDE_GAP = re.compile(rf"(?<=\S)(\s{{{_GAP},}})(?=\S)")
_FIGURE = re.compile(r"\d{1,3}[.]\d{2}(?!\d)")
_RAN = re.compile(r"(.*\S)\s+([\d๐-๙]{1,3}[.][\d๐-๙]{2})")
_INDENT = 6
"""Spaces before a line beyond which it may begin in the second column."""
_LEAST, _HEAD_LENGTH = 2, 40
"""Lines and columns in a table; letters in the head of a column."""


@dataclass(frozen=True)
class Raw:
    """A line of a text as printed, with its place; `after`: an empty line is before it."""

    text: str
    place: Spot
    after: bool = False


@dataclass
class _Region:
    """Consecutive lines, and the gutters between their columns: what none of them fills."""

    measure: Callable[[str], str]
    lines: list[Raw] = field(default_factory=list)
    gutters: list[tuple[int, int]] = field(default_factory=list)

    def takes(self, line: Raw) -> bool:
        """Add a line if its columns are those of the region."""
        text = self.measure(line.text)
        if not self.lines:
            self.gutters = [found.span(1) for found in _WIDE_GAP.finditer(text)]
            indent = len(text) - len(text.lstrip())
            if indent > _INDENT:  # the first column may be empty here
                self.gutters.insert(0, (0, indent))
            self.lines.append(line)
            return bool(self.gutters)
        if line.place.page != self.lines[0].place.page:
            return False
        left = [list(_left_empty(text, *gutter)) for gutter in self.gutters]
        alone = not text[self.gutters[0][1] :].strip()
        if not all(left) or (alone and line.after) or not self._parted(text):
            return False
        self.gutters = [gutter for runs in left for gutter in runs]
        self.lines.append(line)
        return True

    def _parted(self, text: str) -> bool:
        """Say whether a text is no prose that has a space where a gutter happens to be."""
        crossed = [
            (start, end)
            for start, end in self.gutters
            if text[:start].strip() and text[end:].strip()
        ]
        wide = [
            1 for start, end in crossed if re.search(r"\s{2}", text[max(0, start - 1) : end + 1])
        ]
        return (
            not crossed
            or bool(wide)
            or all(_FIGURE.match(thai.digits(text), end) for _, end in crossed)
        )

    def cells(self, line: Raw) -> list[str]:
        """Return the texts of a line by column."""
        starts = [0, *(end for _, end in self.gutters), len(line.text) + 1]
        return [_piece(line.text, self.measure, *ends) for ends in pairwise(starts)]

    def texts(self) -> list[list[str]]:
        """Return the texts of all lines by column, of columns that hold any."""
        rows = [self.cells(line) for line in self.lines]
        held = [any(column) for column in zip(*rows, strict=True)]
        return [[text for text, any_ in zip(row, held, strict=True) if any_] for row in rows]


def tables(lines: Sequence[Raw]) -> Iterator[Raw | Table]:
    """Yield the lines of a text, those that are a table put together."""
    whole, at = list(_rejoined(lines)), 0
    while at < len(whole):
        regions = [_region(whole, at, measure) for measure in (_counted, _wide)]
        best = max(regions, key=lambda one: (len(one.lines), len(one.gutters)))
        table = _table(best) if len(best.lines) >= _LEAST and best.gutters else None
        if table is None:
            yield whole[at]
            at += 1
        else:
            yield table
            at += len(best.lines)


def is_spaced(text: str) -> bool:
    """Say whether a line has texts far apart."""
    return re.search(rf"\S {{{_GAP},}}\S", text) is not None


def _rejoined(lines: Sequence[Raw]) -> Iterator[Raw]:
    """Yield the lines, marks that were put on a line of their own behind what stands above."""
    held: Raw | None = None
    for line in lines:
        if held and _TORN.match(line.text) and not line.after:
            held = replace(held, text=_joined(held.text.rstrip(), line.text))
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _joined(above: str, torn: str) -> str:
    """Return a line with one below it that begins with its marks; other columns stay in place."""
    first = re.split(r"\s{2,}", torn.strip(), maxsplit=1)[0]
    others = torn[torn.index(first) + len(first) :]
    place = torn.index(first) + len(first) + len(others) - len(others.lstrip())
    text = above + re.sub(rf"(?<=[{_MARK}])\s(?=\S)", "", first)
    return f"{text}{' ' * max(2, place - len(text))}{others.strip()}" if others.strip() else text


def _counted(text: str) -> str:
    return text.rstrip()


def _wide(text: str) -> str:
    """Return a text without what takes no room."""
    return "".join(one for one in text if unicodedata.category(one) != "Mn").rstrip()


def _piece(text: str, measure: Callable[[str], str], start: int, end: int) -> str:
    """Return what stands in a text between two places, as they are measured."""
    if measure is _counted:
        return text[start:end].strip()
    found, at = [], -1
    for one in text:
        at += unicodedata.category(one) != "Mn"
        found.append(one if start <= at < end else "")
    return "".join(found).strip()


def _left_empty(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what a text leaves empty of a gutter: two where a column stands in it."""
    part = text[start:end].ljust(end - start)
    runs = [(start + one.start(), start + one.end()) for one in re.finditer(r"\s+", part)]
    wide = [run for run in runs if run[1] - run[0] >= _GAP]
    yield from (
        wide if len(wide) > 1 else [max(runs, key=lambda run: run[1] - run[0])] if runs else []
    )


def _region(lines: Sequence[Raw], at: int, measure: Callable[[str], str]) -> _Region:
    """Return the lines from a place on whose columns are the same."""
    region = _Region(measure)
    if not is_spaced(lines[at].text):
        return region
    for line in lines[at:]:
        if (region.lines and _is_head(line.text) and not _is_head(region.lines[-1].text)) or (
            not region.takes(line)
        ):
            break
    return region


def _is_head(text: str) -> bool:
    """Say whether a line holds nothing but heads of columns, at least two."""
    pieces = re.split(rf" {{{_LEAST},}}", text.strip())
    heads = [piece for piece in pieces if len(piece) <= _HEAD_LENGTH and _HEADS.match(piece)]
    return len(heads) >= _LEAST and not re.search(r"\d", thai.digits(text))


def _table(region: _Region) -> Table | None:
    """Return a table: lines of a row put together, None where no row begins like one."""
    cells = region.texts()
    _part_figures(cells)
    least = 1 if _is_head(region.lines[0].text) else _LEAST
    key, pattern = _key(cells, least)
    if pattern is None:
        return None
    rows: list[tuple[list[list[str]], Spot]] = []
    for texts, line in zip(cells, region.lines, strict=True):
        begins = pattern.match(thai.digits(texts[key]))
        headed = _is_head(line.text)
        if not rows or begins or headed:
            rows.append(([[] for _ in texts], line.place))
        for cell, text in zip(rows[-1][0], texts, strict=True):
            if text:
                cell.append(text)
    return Table(tuple(Row(tuple("\n".join(cell) for cell in row), place) for row, place in rows))


def _part_figures(cells: list[list[str]]) -> None:
    """Put a figure that ran together with the text before it into its own column."""
    for column in range(1, len(cells[0])):
        figures = sum(bool(_FIGURE.fullmatch(thai.digits(row[column]))) for row in cells)
        if _LEAST * figures < len(cells):
            continue
        for row in cells:
            ran = _RAN.fullmatch(row[column - 1])
            if ran and not row[column]:
                row[column - 1], row[column] = ran[1], ran[2]


def _key(cells: Sequence[Sequence[str]], least: int) -> tuple[int, re.Pattern[str] | None]:
    """Return the column whose cells begin rows, and how they begin."""
    for pattern in _STARTS:
        counts = [
            sum(bool(pattern.match(thai.digits(row[column]))) for row in cells)
            for column in range(len(cells[0]))
        ]
        if max(counts, default=0) >= least:
            return counts.index(max(counts)), pattern
    return 0, None
