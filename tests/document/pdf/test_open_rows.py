"""Rows of tables without ruling lines."""

from tests.document.drawing import LEADING, Sheet
from tests.document.pdf.drawn import MEASURES_HEADER, MEASURES_XS, tables


def test_rows_without_rules_whose_score_stands_at_half_height() -> None:
    """Rows without rules whose score stands at half height."""
    sheet = Sheet()
    sheet.cells(MEASURES_XS, 100, [["ประเด็นข้อคำถาม", "คะแนน", "แนวทางการพัฒนา"]], ruled=False)
    for top, item, score, way in ((122, "e๖", "๘๓.๕๐", "ปรับปรุง"), (164, "e๗", "๘๐.๒๐", "จัดทำ")):
        for number in range(2):
            sheet.text(65, top + 14 + number * LEADING, item if number == 0 else "๓๐ วัน")
        sheet.text(235, top + 14 + LEADING / 2, score).text(355, top + 14 + LEADING / 2, way)
    assert tables(sheet)[0][1:] == [
        ["e๖\n๓๐ วัน", "๘๓.๕๐", "ปรับปรุง"],
        ["e๗\n๓๐ วัน", "๘๐.๒๐", "จัดทำ"],
    ]


def test_rows_whose_cells_stand_at_half_height_are_known_by_their_items() -> None:
    """The tallest cell differs from row to row, and no pause goes through all columns."""
    sheet = Sheet()
    sheet.cells(MEASURES_XS, 60, [MEASURES_HEADER], ruled=False)
    rows = [
        ["e๑ ใบ", "กองคลัง", "๑. ก\n๒. ข\n๓. ค"],
        ["e๒ บุคลากร\nของเรา\nทั้งหมด\nนี้", "กองช่าง\nเมือง", "๑. ง"],
    ]
    rows += [["e๓ คู่มือ\nของกอง", "", "๑. จ\n๒. ฉ\n๓. ช\n๔. ซ"]]
    top = 84.0
    for row in rows:
        tall = max(len(cell.split("\n")) for cell in row)
        for x, cell in zip(MEASURES_XS, row, strict=False):
            texts = cell.split("\n")
            for number, text in enumerate(texts):
                sheet.text(x + 5, top + 14 + LEADING * (number + (tall - len(texts)) / 2), text)
        top += LEADING * tall + 6
    assert tables(sheet) == [[MEASURES_HEADER, *rows]]


def test_rows_at_half_height_may_follow_close_below_a_header_of_two_lines() -> None:
    """Its upper line stands farther from the lower one than that from the first row."""
    sheet = Sheet().text(65, 100, "ประเด็น").text(235, 82, "ผู้รับผิดชอบ").text(355, 100, "ขั้นตอน")
    rows = [
        ["e๑ ก", "กองคลัง", "๑. ก"],
        ["e๒ ข", "กองช่าง\nเมือง\nนี้", "๑. ข\n๒. ค"],
        ["e๓ ค", "กอง", "๑. ง\n๒. จ\n๓. ฉ"],
    ]
    for top, row in zip((100.0, 100 + LEADING, 100 + 4 * LEADING), rows, strict=True):
        tall = max(len(cell.split("\n")) for cell in row)
        for x, cell in zip(MEASURES_XS, row, strict=False):
            texts = cell.split("\n")
            for number, text in enumerate(texts):
                sheet.text(x + 5, top + 14 + LEADING * (number + (tall - len(texts)) / 2), text)
    assert tables(sheet) == [[["ประเด็น", "ผู้รับผิดชอบ", "ขั้นตอน"], *rows]]


def test_a_row_as_close_below_the_header_as_its_own_lines() -> None:
    """What the head of the last column says is one: the row is none of the header's lines."""
    sheet = Sheet()
    rows = [
        ["กิจกรรม/มาตรการ", "หน่วยงานที่ทำ", "ระยะเวลา"],
        ["ทำป้าย\nหน้าตึก", "กองคลัง", "ทุกเดือน"],
        ["เปิดสาย\nด่วน", "กองช่าง", "ทุกวัน"],
    ]
    top = 100.0
    for row in rows:
        for x, cell in zip(MEASURES_XS, row, strict=False):
            for number, text in enumerate(cell.split("\n")):
                sheet.text(x + 5, top + number * LEADING, text)
        top += LEADING * max(len(cell.split("\n")) for cell in row)
    assert tables(sheet) == [rows]
