"""The parts of a workbook that its sheets share: their list, texts, number formats, first day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ita_sync.document.form.numbers import BUILT_IN, GENERAL
from ita_sync.document.form.xml import Node, each, name_of, plain, references, text_of
from ita_sync.document.limits import MAX_TEXT, too_large
from ita_sync.document.package import Package
from ita_sync.errors import WrongFile
from ita_sync.i18n import T

MAX_SHEETS = 50
SAVE_PLAINLY = T("Save it as .xlsx (Excel workbook) and name that file.")
_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, and the part of the file that holds it."""

    title: str
    part: str
    hidden: bool = False


@dataclass
class Book:
    """What all sheets share.

    Attributes:
        sheets: in their order.
        strings: texts that cells name by number.
        formats: number formats, by cell style.
        epoch: the day before the first that dates count from.
        room: letters that may still be read.
        merged: cells that merges cover so far.
    """

    sheets: list[Sheet]
    strings: list[str]
    formats: list[str]
    epoch: date
    room: int = MAX_TEXT
    merged: int = 0

    def spend(self, letters: int) -> None:
        """Count what was read.

        Raises:
            ReportError: it is more than any report has.
        """
        self.room -= letters
        if self.room < 0:
            raise too_large(T("it has more than {number} characters", number=MAX_TEXT))


def open_book(package: Package) -> Book | None:
    """Return what the sheets of a workbook share; None for a file that is none.

    Raises:
        ReportError: it has more sheets than any report.
    """
    workbook = package.xml(_WORKBOOK)
    if workbook is None:
        return None
    nodes = list(each(workbook, "workbookPr", "sheet"))
    sheets = [node for node in nodes if name_of(node) == "sheet"]
    if len(sheets) > MAX_SHEETS:
        raise too_large(T("it has more than {number} sheets", number=MAX_SHEETS))
    targets = {node.get("Id"): target for node, target in references(package, _WORKBOOK)}
    return Book(
        [_sheet(node, targets) for node in sheets],
        [text_of(node) for node in each(package.xml("xl/sharedStrings.xml"), "si")],
        list(_formats(package.xml("xl/styles.xml"))),
        _epoch(nodes),
    )


def _sheet(node: Node, targets: dict[str | None, str]) -> Sheet:
    key = next((value for name, value in node.items() if name.endswith("}id")), None)
    hidden = node.get("state") in {"hidden", "veryHidden"}
    return Sheet(plain(node.get("name", "")), targets.get(key, ""), hidden)


def _epoch(nodes: list[Node]) -> date:
    """Return the day before the first that dates count from: old Excel for Mac began in 1904."""
    of_mac = any(
        node.get("date1904") in {"1", "true"} for node in nodes if name_of(node) == "workbookPr"
    )
    return date(1904, 1, 1) if of_mac else date(1899, 12, 30)


def _formats(part: bytes | None) -> Iterator[str]:
    """Yield the number format of each cell style."""
    codes = dict(BUILT_IN)
    for node in each(part, "numFmt", "cellXfs"):
        if name_of(node) == "numFmt":
            codes[int(node.get("numFmtId", "0"))] = node.get("formatCode", GENERAL)
        else:
            for style in node:
                yield codes.get(int(style.get("numFmtId", "0")), GENERAL)


def refuse_macros(package: Package) -> None:
    """Refuse a workbook with programs in it, and one that is no XML: neither is a plain .xlsx.

    Raises:
        WrongFile: `document-macros`, `document-binary`.
    """
    names = {name.lower() for name in package.names()}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise WrongFile(
            "document-macros",
            T("The workbook has macros (.xlsm); they are not run, and it is not read."),
            next_step=SAVE_PLAINLY,
        )
    if "xl/workbook.bin" in names:
        raise WrongFile(
            "document-binary",
            T("This is a binary workbook (.xlsb)."),
            next_step=SAVE_PLAINLY,
        )
