"""The spreadsheet form, declared once for writing and reading: sheets, columns, kinds of cells.

Headers are Thai with English beneath; either is recognised, wherever its sheet or column was moved.
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import lru_cache

from ita_sync import thai
from ita_sync.i18n import T, Text


class What(StrEnum):
    """What a cell holds.

    It decides on drop-down, validation and number format, and on how the cell is read.
    """

    TEXT = auto()
    LINES = auto()
    CODE = auto()
    YEAR = auto()
    SCORE = auto()
    DATE = auto()
    DUE = auto()
    LINK = auto()
    KIND = auto()
    LEVEL = auto()
    TOOL = auto()
    RESULT = auto()
    INDICATOR = auto()
    ITEM = auto()


@dataclass(frozen=True)
class FormColumn:
    """A column of a table, or a line of the general sheet.

    Attributes:
        key: field of the report; in the general sheet its path, as `memo.refers_to.date`.
        thai: first line of the header.
        english: second line of the header.
        what: what its cells hold.
        hint: what Excel shows beside a selected cell.
        must: a report cannot do without it; the table is recognised by its columns of this kind.
        width: in characters.
    """

    key: str
    thai: str
    english: str
    what: What
    hint: Text
    must: bool = False
    width: int = 14

    @property
    def header(self) -> str:
        """Return the header as it is written."""
        return f"{self.thai}{' *' if self.must else ''}\n{self.english}"


@dataclass(frozen=True)
class FormSheet:
    """A sheet of the form: one table, its header in row `HEADER_ROW`."""

    title: str
    english: str
    columns: tuple[FormColumn, ...]
    guidance: Text


HEADER_ROW = 4  # below the title, and guidance in two languages
VERSION = 1
HELP, LISTS = "คำแนะนำ", "รายการให้เลือก"
MARK = "แบบฟอร์มรายงานผล ITA (ita-sync)"
"""In A1 of the sheets that hold nothing to read."""

_SCORE = T("A number from 0 to 100 with two decimals, as the report prints it, for example 98.01.")
_DATE = T("As text with a year of the Buddhist era, for example 27 ตุลาคม 2566 or 27/10/2566.")
_ITEM = T("The item: i, e or o and its number, for example o13; choose it from the list.")
_NUMBER = T("The indicator's number, 1 to 10; choose it from the list.")
_CHOOSE = T("Choose from the list.")
_LINES = T("One entry a line; a new line in the cell is Alt+Enter.")
_AS_PRINTED = T("As the report prints it.")
_IF_PRINTED = T("Only where the report prints it; else leave it empty. A number from 0 to 100.")
_SEVEN = T("Seven digits; left empty by an agency that is no local one.")
_NO_KIND = T("The name alone, without its kind before it.")

ENTRIES = (
    FormColumn(
        "fiscal_year",
        "ปีงบประมาณ พ.ศ.",
        "Fiscal year",
        What.YEAR,
        T("The year that was assessed."),
        must=True,
    ),
    FormColumn("agency.code", "รหัส อปท. 7 หลัก", "DLA code", What.CODE, _SEVEN, must=True),
    FormColumn("agency.type", "ประเภทหน่วยงาน", "Kind of agency", What.KIND, _CHOOSE, must=True),
    FormColumn("agency.name", "ชื่อหน่วยงาน", "Name of agency", What.TEXT, _NO_KIND, must=True),
    FormColumn("agency.district", "อำเภอ", "District", What.TEXT, _NO_KIND, must=True),
    FormColumn("agency.province", "จังหวัด", "Province", What.TEXT, _NO_KIND, must=True),
    FormColumn("memo.number", "บันทึกข้อความ เลขที่", "Memo number", What.TEXT, _AS_PRINTED, must=True),
    FormColumn("memo.date", "บันทึกข้อความ ลงวันที่", "Memo date", What.DATE, _DATE, must=True),
    FormColumn(
        "memo.subject", "บันทึกข้อความ เรื่อง", "Memo subject", What.TEXT, _AS_PRINTED, must=True
    ),
    FormColumn(
        "memo.refers_to.number",
        "อ้างถึงหนังสือ เลขที่",
        "Letter referred to: number",
        What.TEXT,
        T("Only where the memo refers to a letter; its date belongs to it."),
    ),
    FormColumn(
        "memo.refers_to.date", "อ้างถึงหนังสือ ลงวันที่", "Letter referred to: date", What.DATE, _DATE
    ),
    FormColumn("total", "คะแนนรวม", "Total score", What.SCORE, _SCORE, must=True),
    FormColumn("level", "ระดับผลการประเมิน", "Level", What.LEVEL, _CHOOSE, must=True),
    FormColumn("tools.IIT", "คะแนนเครื่องมือ IIT", "IIT score", What.SCORE, _IF_PRINTED),
    FormColumn("tools.EIT", "คะแนนเครื่องมือ EIT", "EIT score", What.SCORE, _IF_PRINTED),
    FormColumn("tools.OIT", "คะแนนเครื่องมือ OIT", "OIT score", What.SCORE, _IF_PRINTED),
    FormColumn("eit_parts.part1", "คะแนน EIT ส่วนที่ 1", "EIT part 1", What.SCORE, _IF_PRINTED),
    FormColumn("eit_parts.part2", "คะแนน EIT ส่วนที่ 2", "EIT part 2", What.SCORE, _IF_PRINTED),
    FormColumn(
        "url",
        "ลิงก์รายงานที่เผยแพร่",
        "Public link of the report",
        What.LINK,
        T("The address that everyone can open; it begins with https://"),
        must=True,
    ),
)
"""The lines of the general sheet, in the order of the report file."""

GENERAL = FormSheet(
    "ข้อมูลทั่วไป",
    "General",
    (
        FormColumn("label", "รายการ", "Entry", What.TEXT, _AS_PRINTED, must=True, width=32),
        FormColumn("value", "กรอกที่นี่", "Fill in here", What.TEXT, _AS_PRINTED, must=True, width=52),
        FormColumn("hint", "คำอธิบาย", "Note", What.TEXT, _AS_PRINTED, width=70),
    ),
    T("Fill in the yellow cells. What has a star is needed."),
)
INDICATORS = FormSheet(
    "ตัวชี้วัด",
    "Indicators",
    (
        FormColumn("number", "ตัวชี้วัดที่", "Indicator", What.INDICATOR, _NUMBER, must=True, width=12),
        FormColumn("tool", "เครื่องมือ", "Tool", What.TOOL, _CHOOSE, must=True, width=12),
        FormColumn("name", "ชื่อตัวชี้วัด", "Name", What.TEXT, _AS_PRINTED, width=44),
        FormColumn("score", "คะแนน", "Score", What.SCORE, _SCORE, must=True),
        FormColumn("result", "ผลการประเมิน", "Result", What.RESULT, _CHOOSE, must=True, width=18),
    ),
    T(
        "Fill in score and result of each indicator; change a name only where the report prints "
        "another."
    ),
)
WEAK = FormSheet(
    "ประเด็นที่ต้องแก้ไข",
    "Weak points",
    (
        FormColumn(
            "indicator", "ตัวชี้วัดที่", "Indicator", What.INDICATOR, _NUMBER, must=True, width=12
        ),
        FormColumn("item", "ข้อคำถาม", "Item", What.ITEM, _ITEM, must=True, width=12),
        FormColumn("score", "คะแนน", "Score", What.SCORE, _SCORE, must=True),
        FormColumn(
            "remedy", "แนวทางการพัฒนารายข้อ", "Remedy of this item", What.TEXT, _AS_PRINTED, width=60
        ),
        FormColumn(
            "remedy_of_all",
            "แนวทางการพัฒนารวมของตัวชี้วัด",
            "One remedy for the indicator",
            What.TEXT,
            T(
                "Where the report gives one remedy for all items of the indicator: once, in its "
                "first row."
            ),
            width=60,
        ),
    ),
    T(
        "One row an item below the pass mark, with its own remedy or one remedy for the whole "
        "indicator."
    ),
)
STRENGTHS = FormSheet(
    "ประเด็นที่ควรรักษาระดับ",
    "Strengths",
    (
        FormColumn(
            "indicator", "ตัวชี้วัดที่", "Indicator", What.INDICATOR, _NUMBER, must=True, width=12
        ),
        FormColumn(
            "point",
            "ประเด็นที่ควรรักษาระดับ",
            "Point to keep up",
            What.TEXT,
            _AS_PRINTED,
            must=True,
            width=60,
        ),
        FormColumn("score", "คะแนน", "Score", What.SCORE, _IF_PRINTED),
        FormColumn("keep", "วิธีรักษาระดับ", "How to keep it up", What.TEXT, _AS_PRINTED, width=60),
    ),
    T(
        "One row a point that the report wants to keep up; leave the sheet empty where it names "
        "none."
    ),
)
MEASURES = FormSheet(
    "มาตรการ",
    "Measures",
    (
        FormColumn("item", "ข้อคำถาม", "Item", What.ITEM, _ITEM, must=True, width=12),
        FormColumn(
            "division", "ผู้รับผิดชอบ", "Responsible division", What.TEXT, _AS_PRINTED, width=28
        ),
        FormColumn("steps", "ขั้นตอนหรือวิธีการ", "Steps", What.LINES, _LINES, must=True, width=56),
        FormColumn(
            "follow_up",
            "การรายงานผลและกำกับติดตาม",
            "Reporting and follow-up",
            What.LINES,
            _LINES,
            width=56,
        ),
        FormColumn("due", "กำหนดเวลาแล้วเสร็จ", "Due, as written", What.DUE, _AS_PRINTED, width=28),
        FormColumn(
            "due_date",
            "วันที่แล้วเสร็จ",
            "Due date",
            What.DATE,
            T("Only where the report names a day: as text, for example 31 มีนาคม 2567."),
            width=24,
        ),
    ),
    T("One row a weak item: what will be done next year, by whom and until when."),
)
_LONGEST = 200
"""Characters of a header at most."""
TABLES = (INDICATORS, WEAK, STRENGTHS, MEASURES)
SHEETS = (GENERAL, *TABLES)


@lru_cache(maxsize=4096)
def heads(text: str) -> frozenset[str]:
    """Return what a header may be recognised by: each of its lines, and all of them together.

    All folded, and without star and colon.
    """
    if len(text) > _LONGEST:
        return frozenset()
    return frozenset(
        thai.fold(line).rstrip("*:").removeprefix("*") for line in (*text.split("\n"), text)
    ) - {""}


def column_of(text: str, columns: tuple[FormColumn, ...]) -> FormColumn | None:
    """Return the column, or line of the general sheet, that a header names; None if none."""
    known = heads(text)
    by_thai = (column for column in columns if thai.fold(column.thai) in known)
    return next(by_thai, None) or next(
        (column for column in columns if thai.fold(column.english) in known), None
    )
