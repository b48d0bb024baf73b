"""What people and faults do to rows of ours, and what `ita-sync verify` must say of it.

`python -m tests.monitor.damages --write` plays all of it on the sandbox and writes docs/verify.md.
The sheet: a title, the header, two other agencies, ours (`MINE`) and a second one of ours, two
other agencies, a blank row, a note; a second tab with the year before.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ita_sync.sandbox import Fault, Sandbox
from tests.promise import edits
from tests.promise.edits import delete_cells, delete_row, dress, hide, insert, move, put

BOOK, TAB, OTHER_TAB = "sandbox", "ITA 2566", "ITA 2565"
HEADER, MINE, SECOND, LAST = 1, 4, 5, 7
CODE, NAME, DISTRICT, PROVINCE, YEAR, IIT, EIT, OIT, TOTAL = range(9)
LEVEL, ITEMS, MEMO, MEMO_DATE, BY, DATE, LINK, WIDTH = range(9, 17)
CODES = ("5360601", "5360602")
URL = "https://www.chaturat.example/ita/2566/analysis-report.pdf"
ELSEWHERE = "https://elsewhere.example/ita.pdf"
NUMBER, PERCENT = {"type": "NUMBER"}, {"type": "PERCENT", "pattern": "0%"}

Request = dict[str, Any]
Act = Sequence[Request] | Callable[[Sandbox], object]


@dataclass(frozen=True)
class Damage:
    """One thing that somebody does, or that happens, to a sheet in which two rows of ours stand.

    Attributes:
        en: what, in English; names it.
        th: the same in Thai.
        does: the requests of a batchUpdate, or what is done to the sandbox otherwise.
        says: the codes that verify must give, none where it must be silent.
        unseen: why it is not looked at, for what does harm and is silent.
    """

    en: str
    th: str
    does: Act
    says: tuple[str, ...] = ()
    unseen: str = ""


def _cell(row: int, column: int, fields: str, **given: Any) -> Request:
    start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"rows": [{"values": [given]}], "start": start, "fields": fields}}


def _formula(column: int, text: str, row: int = MINE) -> Request:
    return _cell(row, column, "userEnteredValue", userEnteredValue={"formulaValue": text})


def _shape(column: int, kind: str, pattern: str = "", row: int = MINE) -> Request:
    form = {"type": kind} | ({"pattern": pattern} if pattern else {})
    return dress(row, row + 1, column, column + 1, numberFormat=form)


def _link(column: int, address: str) -> Request:
    form = {"textFormat": {"link": {"uri": address}} if address else {}}
    return _cell(MINE, column, "userEnteredFormat.textFormat.link", userEnteredFormat=form)


def _runs(column: int, *runs: tuple[int, str]) -> Request:
    given = [
        ({"startIndex": at} if at else {}) | {"format": {"link": {"uri": uri}} if uri else {}}
        for at, uri in runs
    ]
    return _cell(MINE, column, "textFormatRuns", textFormatRuns=given)


def _copy(to: int, left: int = 0, source: int = MINE, sheet: int = 0) -> Request:
    goal = edits.grid(to, to + 1, left, left + WIDTH) | {"sheetId": sheet}
    return {"copyPaste": {"source": edits.grid(source, source + 1, 0, WIDTH), "destination": goal}}


def _cut(row: int, left: int, right: int, to: tuple[int, int], sheet: int = 0) -> Request:
    goal = {"sheetId": sheet, "rowIndex": to[0], "columnIndex": to[1]}
    return {"cutPaste": {"source": edits.grid(row, row + 1, left, right), "destination": goal}}


def _sorted(column: int, *, left: int | None = None, right: int | None = None) -> Request:
    specs = [{"dimensionIndex": column, "sortOrder": "DESCENDING"}]
    area = edits.grid(HEADER + 1, LAST + 1, left, right)
    return {"sortRange": {"range": area, "sortSpecs": specs}}


def _properties(fields: str, sheet: int = 0, **given: Any) -> Request:
    return {"updateSheetProperties": {"properties": {"sheetId": sheet} | given, "fields": fields}}


def _typed(row: int, *values: str | float | None) -> list[Request]:
    return [put(row, at, each) for at, each in enumerate(values) if each is not None]


def _unreachable(box: Sandbox) -> None:
    box.fault(Fault("http-503", match="read", times=None))


EDITED, CHANGED, SHOWN = ("row-edited",), ("row-changed",), ("row-shown",)
REMOVED, DOUBLED, MISPLACED = ("row-removed",), ("row-doubled",), ("row-misplaced",)
HEADER_GONE = ("row-header",)

VALUES = [
    Damage("another total", "พิมพ์คะแนนรวมเป็นค่าอื่น", [put(MINE, TOTAL, 87.41)], CHANGED),
    Damage("the total rounded by hand", "ปัดคะแนนรวมเอง", [put(MINE, TOTAL, 78.4)], CHANGED),
    Damage("the total without its point", "คะแนนตกจุดทศนิยม", [put(MINE, TOTAL, 7841)], CHANGED),
    Damage("the total as a fraction", "คะแนนเป็นเศษส่วนของหนึ่ง", [put(MINE, TOTAL, 0.7841)], CHANGED),
    Damage(
        "IIT and EIT exchanged",
        "สลับคะแนน IIT กับ EIT",
        [put(MINE, IIT, 86.3), put(MINE, EIT, 92.55)],
        CHANGED,
    ),
    Damage("a score emptied", "ลบคะแนนในเซลล์", [delete_cells(MINE, OIT)], CHANGED),
    Damage("a score of 0", "คะแนนเป็นศูนย์", [put(MINE, OIT, 0)], CHANGED),
    Damage("a dash for a score", "พิมพ์ขีดแทนคะแนน", [put(MINE, OIT, "-")], CHANGED),
    Damage("a score as text", "คะแนนเป็นข้อความ", [put(MINE, TOTAL, "78.41")], CHANGED),
    Damage("a score in Thai digits", "คะแนนเป็นเลขไทย", [put(MINE, TOTAL, "๗๘.๔๑")], CHANGED),
    Damage("a score with its unit", "เติมหน่วยหลังคะแนน", [put(MINE, TOTAL, "78.41 คะแนน")], CHANGED),
    Damage("a decimal comma", "ใช้จุลภาคแทนจุดทศนิยม", [put(MINE, TOTAL, "78,41")], CHANGED),
    Damage("another level", "เปลี่ยนระดับผลการประเมิน", [put(MINE, LEVEL, "ผ่าน")], CHANGED),
    Damage("one item fewer", "ตัดข้อที่ต้องปรับปรุงออกหนึ่งข้อ", [put(MINE, ITEMS, "e6, e7")], CHANGED),
    Damage("the items emptied", "ลบข้อที่ต้องปรับปรุง", [delete_cells(MINE, ITEMS)], CHANGED),
    Damage("another memo", "เปลี่ยนเลขที่หนังสือ", [put(MINE, MEMO, "ชย 52506.2/26")], CHANGED),
    Damage("another date", "เปลี่ยนวันที่", [put(MINE, DATE, "27 ตุลาคม 2567")], CHANGED),
    Damage(
        "a date that became a number",
        "วันที่กลายเป็นตัวเลข",
        [put(MINE, DATE, 45226), _shape(DATE, "DATE", "d/m/yyyy")],
        CHANGED,
    ),
    Damage("another person", "เปลี่ยนผู้บริหารที่รับทราบ", [put(MINE, BY, "ปลัดเทศบาล")], CHANGED),
    Damage("another address", "เปลี่ยนที่อยู่ของรายงาน", [put(MINE, LINK, ELSEWHERE)], CHANGED),
    Damage("the address cut off", "ที่อยู่ถูกตัดท้าย", [put(MINE, LINK, URL[:-4])], CHANGED),
    Damage("words for the address", "พิมพ์คำแทนที่อยู่", [put(MINE, LINK, "ดูรายงาน")], CHANGED),
    Damage("the address emptied", "ลบลิงก์", [delete_cells(MINE, LINK)], CHANGED),
    Damage(
        "another agency's name", "ชื่อหน่วยงานอื่น", [put(MINE, NAME, "เทศบาลตำบลหนองบัวโคก")], CHANGED
    ),
    Damage("another district", "เปลี่ยนอำเภอ", [put(MINE, DISTRICT, "บ้านเขว้า")], CHANGED),
    Damage("another province", "เปลี่ยนจังหวัด", [put(MINE, PROVINCE, "ชัยนาท")], CHANGED),
    Damage("the name emptied", "ลบชื่อหน่วยงาน", [delete_cells(MINE, NAME)], CHANGED),
    Damage(
        "an error for a score",
        "คะแนนกลายเป็นค่าผิดพลาด",
        [_formula(TOTAL, "=1/0")],
        CHANGED,
    ),
    Damage(
        "cells of the row pasted over by another row",
        "วางข้อมูลของแถวอื่นทับ",
        [{"copyPaste": {"source": edits.grid(2, 3, 5, 9), "destination": edits.grid(4, 5, 5, 9)}}],
        CHANGED,
    ),
    Damage(
        "find and replace over both rows",
        "ค้นหาและแทนที่ทั้งสองแถว",
        [put(row, LEVEL, "ควรปรับปรุง") for row in (MINE, SECOND)],
        CHANGED,
    ),
]
LOOKS = [
    Damage("a score as a percentage", "คะแนนแสดงเป็นร้อยละ", [_shape(TOTAL, "PERCENT", "0%")], SHOWN),
    Damage("a score as a date", "คะแนนแสดงเป็นวันที่", [_shape(TOTAL, "DATE", "d/m/yyyy")], SHOWN),
    Damage("a score as money", "คะแนนแสดงเป็นเงิน", [_shape(TOTAL, "CURRENCY")], SHOWN),
    Damage("a score as a time", "คะแนนแสดงเป็นเวลา", [_shape(TOTAL, "TIME")], SHOWN),
    Damage("a score without decimals", "คะแนนไม่มีทศนิยม", [_shape(TOTAL, "NUMBER", "0")], SHOWN),
    Damage("one decimal too few", "ทศนิยมน้อยไปหนึ่งตำแหน่ง", [_shape(TOTAL, "NUMBER", "0.0")], SHOWN),
    Damage(
        "a rounded power of ten", "คะแนนเป็นเลขยกกำลัง", [_shape(IIT, "SCIENTIFIC", "0E+00")], SHOWN
    ),
    Damage("the year as a date", "ปีแสดงเป็นวันที่", [_shape(YEAR, "DATE", "yyyy")], SHOWN),
    Damage(
        "a whole column as a percentage",
        "ทั้งคอลัมน์แสดงเป็นร้อยละ",
        [dress(2, 8, IIT, TOTAL + 1, numberFormat=PERCENT)],
        SHOWN,
    ),
    Damage(
        "a format that hides the score", "รูปแบบที่ซ่อนคะแนน", [_shape(TOTAL, "NUMBER", ";;;")], SHOWN
    ),
    Damage(
        "a format that shows a word",
        "รูปแบบที่แสดงคำแทนคะแนน",
        [_shape(TOTAL, "NUMBER", '"ผ่าน"')],
        SHOWN,
    ),
    Damage(
        "merged with the score beside it",
        "ผสานเซลล์กับคะแนนข้างเคียง",
        [edits.merge(MINE, MINE + 1, OIT, TOTAL + 1)],
        CHANGED,
    ),
    Damage(
        "merged with the total above",
        "ผสานเซลล์กับคะแนนรวมของแถวบน",
        [edits.merge(MINE - 1, MINE + 1, TOTAL, TOTAL + 1)],
        CHANGED,
    ),
    Damage(
        "white text on white",
        "ตัวอักษรสีขาวบนพื้นขาว",
        [
            dress(
                MINE,
                MINE + 1,
                0,
                WIDTH,
                textFormat={"foregroundColor": {"red": 1, "green": 1, "blue": 1}},
            )
        ],
        unseen="Colours are people's own; the row is there for whoever reads or counts it.",
    ),
    Damage(
        "a line through the row",
        "ขีดฆ่าทั้งแถว",
        [dress(MINE, MINE + 1, 0, WIDTH, textFormat={"strikethrough": True})],
        unseen="A remark of people on the row, like a colour: what it says can still be read.",
    ),
]
LINKS = [
    Damage("the link leads elsewhere", "ลิงก์พาไปที่อื่น", [_link(LINK, ELSEWHERE)], CHANGED),
    Damage("the link leads to a tab", "ลิงก์พาไปแท็บในชีต", [_link(LINK, "#gid=7")], CHANGED),
    Damage(
        "the link leads to another file",
        "ลิงก์พาไปไฟล์อื่นของเว็บเดียวกัน",
        [_link(LINK, URL.replace("report", "plan"))],
        CHANGED,
    ),
    Damage(
        "a part of the address leads elsewhere",
        "บางส่วนของที่อยู่พาไปที่อื่น",
        [_runs(LINK, (0, ""), (8, ELSEWHERE))],
        CHANGED,
    ),
    Damage(
        "two links in one cell",
        "สองลิงก์ในเซลล์เดียว",
        [_link(LINK, ""), _runs(LINK, (0, URL), (30, ELSEWHERE))],
        CHANGED,
    ),
    Damage(
        "HYPERLINK to elsewhere",
        "สูตร HYPERLINK พาไปที่อื่น",
        [_link(LINK, ""), _formula(LINK, f'=HYPERLINK("{ELSEWHERE}","{URL}")')],
        CHANGED,
    ),
    Damage(
        "HYPERLINK with words",
        "สูตร HYPERLINK ที่แสดงคำ",
        [_link(LINK, ""), _formula(LINK, f'=HYPERLINK("{URL}","ดูรายงาน")')],
        CHANGED,
    ),
    Damage(
        "HYPERLINK to the right place",
        "สูตร HYPERLINK พาไปที่ถูกต้อง",
        [_link(LINK, ""), _formula(LINK, f'=HYPERLINK("{URL}","{URL}")')],
        CHANGED,
    ),
]
FORMULAS = [
    Damage("a formula of the same value", "สูตรที่ให้ค่าเดิม", [_formula(TOTAL, "=39.205*2")], CHANGED),
    Damage("a formula of another value", "สูตรที่ให้ค่าอื่น", [_formula(TOTAL, "=40*2")], CHANGED),
    Damage(
        "a formula of the same text", "สูตรที่ให้ข้อความเดิม", [_formula(LEVEL, '="ต้องปรับปรุง"')], CHANGED
    ),
    Damage("a reference to another tab", "อ้างอิงแท็บอื่น", [_formula(IIT, "='ITA 2565'!F3")], CHANGED),
    Damage(
        "a formula of the same name",
        "สูตรที่ให้ชื่อหน่วยงานเดิม",
        [_formula(NAME, '="เทศบาลตำบลจัตุรัส"')],
        unseen="Sheets that list their agencies look names up; what it shows is compared.",
    ),
]
KEYS = [
    Damage("a slip in the code", "พิมพ์รหัสผิด", [put(MINE, CODE, "5360610")], EDITED),
    Damage("the code emptied", "ลบรหัส", [delete_cells(MINE, CODE)], EDITED),
    Damage("a word for the code", "พิมพ์คำแทนรหัส", [put(MINE, CODE, "จัตุรัส")], EDITED),
    Damage(
        "the code of an agency that is not ours",
        "รหัสของหน่วยงานอื่น",
        [put(MINE, CODE, "5360701")],
        EDITED,
    ),
    Damage(
        "the code of our second row",
        "รหัสซ้ำกับแถวที่สองของเรา",
        [put(MINE, CODE, CODES[1])],
        ("row-doubled", "row-edited"),
    ),
    Damage("another year", "เปลี่ยนปีงบประมาณ", [put(MINE, YEAR, 2567)], EDITED),
    Damage("the year of the other calendar", "ปี ค.ศ.", [put(MINE, YEAR, 2023)], EDITED),
    Damage("the year emptied", "ลบปีงบประมาณ", [delete_cells(MINE, YEAR)], EDITED),
    Damage(
        "code and year emptied",
        "ลบทั้งรหัสและปี",
        [delete_cells(MINE, CODE), delete_cells(MINE, YEAR)],
        EDITED,
    ),
    Damage(
        "a slip in the code, and another score",
        "พิมพ์รหัสผิดและแก้คะแนน",
        [put(MINE, CODE, "5360610"), put(MINE, TOTAL, 87.41)],
        EDITED,
    ),
    Damage(
        "the codes of both rows exchanged",
        "สลับรหัสของสองแถว",
        [put(MINE, CODE, CODES[1]), put(SECOND, CODE, CODES[0])],
        CHANGED,
    ),
    Damage(
        "the codes of both rows merged",
        "ผสานเซลล์รหัสของสองแถว",
        [edits.merge(MINE, SECOND + 1, CODE, CODE + 1)],
        ("row-doubled", "row-edited"),
    ),
]
ROWS = [
    Damage("the row deleted", "ลบแถว", [delete_row(MINE)], REMOVED),
    Damage("both rows deleted", "ลบทั้งสองแถว", [delete_row(SECOND), delete_row(MINE)], REMOVED),
    Damage(
        "the row emptied", "ลบข้อมูลทั้งแถว", [delete_cells(MINE, at) for at in range(WIDTH)], REMOVED
    ),
    Damage("the row copied below", "คัดลอกแถวไว้ข้างล่าง", [_copy(12)], DOUBLED),
    Damage(
        "a copy above the header",
        "คัดลอกแถวไว้เหนือหัวตาราง",
        [
            insert("ROWS", 1),
            {
                "copyPaste": {
                    "source": edits.grid(MINE + 1, MINE + 2, 0, WIDTH),
                    "destination": edits.grid(1, 2, 0, WIDTH),
                }
            },
        ],
        DOUBLED,
    ),
    Damage(
        "a copy under another code",
        "คัดลอกแถวแล้วเปลี่ยนรหัส",
        [_copy(12), put(12, CODE, "5360610")],
        DOUBLED,
    ),
    Damage(
        "a copy under another year", "คัดลอกแถวแล้วเปลี่ยนปี", [_copy(12), put(12, YEAR, 2567)], DOUBLED
    ),
    Damage(
        "a copy with another score under another code",
        "คัดลอกแถว เปลี่ยนรหัสและคะแนน",
        [_copy(12), put(12, CODE, "5360610"), put(12, TOTAL, 80)],
        DOUBLED,
    ),
    Damage(
        "the row moved to another tab", "ย้ายแถวไปแท็บอื่น", [_cut(MINE, 0, WIDTH, (12, 0), 7)], REMOVED
    ),
    Damage(
        "the row moved above the header",
        "ย้ายแถวไปเหนือหัวตาราง",
        [insert("ROWS", 1), _cut(MINE + 1, 0, WIDTH, (1, 0))],
        MISPLACED,
    ),
    Damage(
        "cells shifted one to the right",
        "เลื่อนเซลล์ไปทางขวา",
        [_cut(MINE, 0, WIDTH, (MINE, 1))],
        MISPLACED,
    ),
    Damage(
        "cells shifted one to the left",
        "เลื่อนเซลล์ไปทางซ้าย",
        [_cut(MINE, 1, WIDTH, (MINE, 0))],
        MISPLACED,
    ),
    Damage(
        "one column of the table sorted alone",
        "เรียงลำดับเพียงคอลัมน์เดียว",
        [_sorted(TOTAL, left=TOTAL, right=TOTAL + 1)],
        CHANGED,
    ),
    Damage(
        "the scores sorted without the names",
        "เรียงคะแนนโดยไม่เรียงชื่อ",
        [_sorted(IIT, left=IIT, right=WIDTH)],
        CHANGED,
    ),
    Damage(
        "the names sorted without the scores",
        "เรียงชื่อโดยไม่เรียงคะแนน",
        [_sorted(CODE, left=0, right=IIT)],
        CHANGED,
    ),
]
HEADERS = [
    Damage("a header renamed", "เปลี่ยนชื่อหัวคอลัมน์", [put(HEADER, TOTAL, "คะแนน (ใหม่)")], HEADER_GONE),
    Damage("a header emptied", "ลบหัวคอลัมน์", [delete_cells(HEADER, TOTAL)], HEADER_GONE),
    Damage("the same header twice", "หัวคอลัมน์ซ้ำ", [put(HEADER, WIDTH, "คะแนนรวม")], HEADER_GONE),
    Damage(
        "two headers exchanged",
        "สลับหัวคอลัมน์สองคอลัมน์",
        [put(HEADER, IIT, "EIT"), put(HEADER, EIT, "IIT")],
        CHANGED,
    ),
    Damage("the header deleted", "ลบแถวหัวตาราง", [delete_row(HEADER)], HEADER_GONE),
    Damage(
        "a column deleted",
        "ลบคอลัมน์",
        [{"deleteDimension": {"range": edits.span("COLUMNS", TOTAL, TOTAL + 1)}}],
        HEADER_GONE,
    ),
    Damage(
        "the header pasted over the row",
        "วางหัวตารางทับแถวของเรา",
        [
            {
                "copyPaste": {
                    "source": edits.grid(HEADER, HEADER + 1, 0, WIDTH),
                    "destination": edits.grid(MINE, MINE + 1, 0, WIDTH),
                }
            }
        ],
        REMOVED,
    ),
]
TABS = [
    Damage(
        "our row protected",
        "ป้องกันแถวของเรา",
        [edits.protect(900, MINE, MINE + 1)],
        ("rows-closed",),
    ),
    Damage("the tab deleted", "ลบแท็บ", [{"deleteSheet": {"sheetId": 0}}], ("tab-gone",)),
    Damage(
        "the tab renamed, a copy under its title",
        "เปลี่ยนชื่อแท็บ แล้วให้สำเนาใช้ชื่อเดิม",
        [edits.rename("เก่า"), edits.copy_tab(9, TAB)],
        ("title-taken",),
    ),
    Damage("Google cannot be reached", "ติดต่อ Google ไม่ได้", _unreachable, ("unavailable",)),
]
GROUPS: dict[str, list[Damage]] = {
    "Another value": VALUES,
    "The right value, shown otherwise": LOOKS,
    "The link": LINKS,
    "Formulas": FORMULAS,
    "What tells whose row it is": KEYS,
    "Rows": ROWS,
    "The header": HEADERS,
    "The tab, and the way to it": TABS,
}
DAMAGES = [damage for group in GROUPS.values() for damage in group]

HARMLESS = [
    Damage("sorted by total", "เรียงตามคะแนนรวม", [_sorted(TOTAL)]),
    Damage(
        "a score typed with its %",
        "พิมพ์คะแนนพร้อม %",
        [put(MINE, TOTAL, 0.7841), _shape(TOTAL, "PERCENT", "0.00%")],
    ),
    Damage("sorted by code, falling", "เรียงตามรหัสจากมากไปน้อย", [_sorted(CODE)]),
    Damage(
        "a filter that hides the row",
        "ตัวกรองที่ซ่อนแถว",
        [edits.filter_out(HEADER, 8, CODE, CODES[0])],
    ),
    Damage("a filter over the table", "ตัวกรองของตาราง", [edits.filter_out(HEADER, 8, CODE, "x")]),
    Damage("rows hidden", "ซ่อนแถว", [hide("ROWS", MINE, SECOND + 1)]),
    Damage("columns hidden", "ซ่อนคอลัมน์", [hide("COLUMNS", IIT, TOTAL)]),
    Damage(
        "background colours",
        "สีพื้นหลัง",
        [dress(MINE, MINE + 1, 0, WIDTH, backgroundColor={"red": 1})],
    ),
    Damage(
        "bold and large",
        "ตัวหนาและใหญ่",
        [dress(MINE, MINE + 1, 0, WIDTH, textFormat={"bold": True, "fontSize": 20})],
    ),
    Damage(
        "borders and alignment",
        "เส้นขอบและการจัดแนว",
        [dress(MINE, MINE + 1, 0, WIDTH, horizontalAlignment="CENTER", wrapStrategy="WRAP")],
    ),
    Damage("a note on a cell", "โน้ตบนเซลล์", [_cell(MINE, TOTAL, "note", note="ตรวจแล้ว")]),
    Damage("a trailing space in the name", "เว้นวรรคท้ายชื่อ", [put(MINE, NAME, "เทศบาลตำบลจัตุรัส ")]),
    Damage("a space before the level", "เว้นวรรคหน้าระดับ", [put(MINE, LEVEL, " ต้องปรับปรุง")]),
    Damage("the name abbreviated", "ชื่อย่อของหน่วยงาน", [put(MINE, NAME, "ทต.จัตุรัส")]),
    Damage("a date in Thai digits", "วันที่เป็นเลขไทย", [put(MINE, DATE, "๒๗ ตุลาคม ๒๕๖๖")]),
    Damage("two spaces for one", "เว้นวรรคสองครั้ง", [put(MINE, DATE, "27  ตุลาคม  2566")]),
    Damage("the code as a number", "รหัสเป็นตัวเลข", [put(MINE, CODE, 5360601)]),
    Damage("the code in Thai digits", "รหัสเป็นเลขไทย", [put(MINE, CODE, "๕๓๖๐๖๐๑")]),
    Damage("the year as text", "ปีเป็นข้อความ", [put(MINE, YEAR, "2566")]),
    Damage("the prefix before the district", "คำนำหน้าอำเภอ", [put(MINE, DISTRICT, "อ.จัตุรัส")]),
    Damage("the prefix before the province", "คำนำหน้าจังหวัด", [put(MINE, PROVINCE, "จ.ชัยภูมิ")]),
    Damage("a column inserted before ours", "แทรกคอลัมน์ข้างหน้า", [insert("COLUMNS", 0)]),
    Damage(
        "a column inserted among ours",
        "แทรกคอลัมน์ตรงกลาง",
        [insert("COLUMNS", IIT), put(HEADER, IIT, "หมายเหตุ")],
    ),
    Damage("columns in another order", "สลับลำดับคอลัมน์", [move("COLUMNS", LINK, 0)]),
    Damage("rows inserted above the header", "แทรกแถวเหนือหัวตาราง", [insert("ROWS", 0, 3)]),
    Damage("a blank row among ours", "แทรกแถวว่าง", [insert("ROWS", SECOND)]),
    Damage(
        "the header repeated below",
        "หัวตารางซ้ำด้านล่าง",
        [
            {
                "copyPaste": {
                    "source": edits.grid(HEADER, HEADER + 1, 0, WIDTH),
                    "destination": edits.grid(12, 13, 0, WIDTH),
                }
            }
        ],
    ),
    Damage("the row moved within the table", "ย้ายแถวภายในตาราง", [move("ROWS", MINE, 2)]),
    Damage(
        "a look-up area below, by code",
        "ส่วนค้นหาด้านล่าง ด้วยรหัส",
        [
            put(12, NAME, "ค้นหา"),
            put(13, CODE, CODES[0]),
            _formula(NAME, "=VLOOKUP(A14,A:P,2,0)", 13),
            _formula(TOTAL, "=VLOOKUP(A14,A:P,9,0)", 13),
        ],
    ),
    Damage(
        "a look-up area with code and year",
        "ส่วนค้นหาด้วยรหัสและปี",
        [
            put(13, CODE, CODES[0]),
            put(13, YEAR, 2566),
            _formula(NAME, '="เทศบาลตำบลจัตุรัส"', 13),
            _formula(TOTAL, "=39.205*2", 13),
            _formula(LEVEL, '="ต้องปรับปรุง"', 13),
        ],
    ),
    Damage(
        "a summary of another sheet beside ours",
        "สรุปอื่นข้างตาราง",
        [put(MINE, WIDTH + 1, 78.41), put(MINE, WIDTH + 2, "เทศบาลตำบลจัตุรัส")],
    ),
    Damage(
        "a list of agencies below",
        "รายชื่อหน่วยงานด้านล่าง",
        [put(13, NAME, "เทศบาลตำบลจัตุรัส"), put(14, NAME, "เทศบาลตำบลหนองบัวโคก")],
    ),
    Damage(
        "the row of last year in the tab",
        "แถวของปีก่อนในแท็บเดียวกัน",
        _typed(
            12,
            CODES[0],
            "เทศบาลตำบลจัตุรัส",
            "จัตุรัส",
            "ชัยภูมิ",
            2565,
            80.1,
            79.2,
            60.3,
            71.5,
            "ต้องปรับปรุง",
            "o1",
        ),
    ),
    Damage(
        "a copy as the row of last year",
        "คัดลอกแถวไว้เป็นแถวของปีก่อน",
        [_copy(12), put(12, YEAR, 2565), put(12, TOTAL, 70)],
    ),
    Damage(
        "a new agency's row",
        "แถวของหน่วยงานใหม่",
        _typed(8, "5360709", "อบต.ใหม่", "เมือง", "ชัยภูมิ", 2566, 80, 81, 82, 81),
    ),
    Damage("another agency's row changed", "แก้แถวของหน่วยงานอื่น", [put(2, TOTAL, 1)]),
    Damage("another agency's row deleted", "ลบแถวของหน่วยงานอื่น", [delete_row(2)]),
    Damage("another agency's row locked", "ป้องกันแถวของหน่วยงานอื่น", [edits.protect(901, 2, 3)]),
    Damage("three decimals shown", "แสดงทศนิยมสามตำแหน่ง", [_shape(TOTAL, "NUMBER", "0.000")]),
    Damage(
        "thousands separators",
        "จุลภาคคั่นหลักพัน",
        [dress(2, 8, YEAR, TOTAL + 1, numberFormat={"type": "NUMBER", "pattern": "#,##0.00"})],
    ),
    Damage(
        "cells for plain text",
        "เซลล์รูปแบบข้อความธรรมดา",
        [_shape(TOTAL, "TEXT", "@"), _shape(CODE, "TEXT", "@")],
    ),
    Damage("the link taken off the address", "นำลิงก์ออก เหลือที่อยู่", [_link(LINK, "")]),
    Damage("the link written with a slash", "ลิงก์มีทับท้าย", [_link(LINK, URL + "/")]),
    Damage("a link on the name", "ลิงก์ที่ชื่อหน่วยงาน", [_link(NAME, "https://www.chaturat.example/")]),
    Damage(
        "a line break inside a text",
        "ขึ้นบรรทัดใหม่ในข้อความ",
        [
            put(
                MINE,
                ITEMS,
                "e6, e7, e10, o13, o14, o21, o22, o27,\no30, o32, o35, o36, o37, o38, o40, o43",
            )
        ],
    ),
    Damage(
        "frozen rows and columns",
        "ตรึงแถวและคอลัมน์",
        [_properties("gridProperties.frozenRowCount", gridProperties={"frozenRowCount": 2})],
    ),
    Damage(
        "the tab coloured",
        "สีของแท็บ",
        [_properties("tabColorStyle", tabColorStyle={"rgbColor": {"red": 1}})],
    ),
    Damage("the tab renamed", "เปลี่ยนชื่อแท็บ", [edits.rename("แผ่นอื่น")]),
    Damage("a tab added", "เพิ่มแท็บ", [{"addSheet": {"properties": {"title": "สรุป"}}}]),
    Damage("the tab copied", "คัดลอกแท็บ", [edits.copy_tab(9, "สำเนา")]),
    Damage("the other tab deleted", "ลบแท็บอื่น", [{"deleteSheet": {"sheetId": 7}}]),
    Damage(
        "the spreadsheet renamed",
        "เปลี่ยนชื่อไฟล์",
        [{"updateSpreadsheetProperties": {"properties": {"title": "ชื่อใหม่"}, "fields": "title"}}],
    ),
    Damage(
        "wider columns",
        "ขยายคอลัมน์",
        [
            {
                "updateDimensionProperties": {
                    "range": edits.span("COLUMNS", 0, 5),
                    "properties": {"pixelSize": 300},
                    "fields": "pixelSize",
                }
            }
        ],
    ),
    Damage(
        "a list to choose from",
        "รายการให้เลือก",
        [
            {
                "setDataValidation": {
                    "range": edits.grid(2, 8, LEVEL, LEVEL + 1),
                    "rule": {
                        "condition": {
                            "type": "ONE_OF_LIST",
                            "values": [{"userEnteredValue": "ต้องปรับปรุง"}],
                        }
                    },
                }
            }
        ],
    ),
    Damage(
        "the province merged for all",
        "ผสานเซลล์จังหวัดของทุกแถว",
        [edits.merge(2, 8, PROVINCE, PROVINCE + 1)],
    ),
    Damage("a mark of another program", "เครื่องหมายของโปรแกรมอื่น", [edits.mark(50)]),
    Damage("the note below changed", "แก้หมายเหตุด้านล่าง", [put(9, 0, "หมายเหตุใหม่")]),
    Damage("the title changed", "แก้ชื่อตาราง", [put(0, 0, "แบบสรุปใหม่")]),
]

if __name__ == "__main__":
    from tests.monitor import damage_page

    damage_page.show(write="--write" in sys.argv)
