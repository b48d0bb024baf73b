"""Which rows of a tab name the agency of a report: as people type them, decided by the domain.

Each situation is a row of the sheet beside a report, and whether it is in the way of a new row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_sync.config_file import CellType
from ita_sync.google import CellValue, Snapshot
from ita_sync.row import Cell, RowKey, SummaryRow, fold_value
from ita_sync.rules.kinds import expand
from ita_sync.table import spelled
from ita_sync.table.header import Header
from ita_sync.table.identity import Index, clashes, likenesses
from ita_sync.table.likeness import Kind, conflict
from ita_sync.table.naming import Fields, Ours
from ita_sync.table.table import Table
from tests.promise.world import World

HEADERS: dict[str, str] = {
    "agency.code": "รหัส อปท.",
    "agency.full_name": "หน่วยงาน",
    "agency.district": "อำเภอ",
    "agency.province": "จังหวัด",
    "fiscal_year": "ปีงบประมาณ",
    "tools.IIT": "IIT",
    "tools.EIT": "EIT",
    "tools.OIT": "OIT",
    "total": "คะแนนรวม",
    "level": "ระดับ",
    "memo.number": "เลขที่หนังสือ",
    "signoff.by": "ผู้บริหาร",
    "url": "ลิงก์",
}
SHORT = {
    "code": "agency.code",
    "name": "agency.full_name",
    "district": "agency.district",
    "province": "agency.province",
    "year": "fiscal_year",
    "iit": "tools.IIT",
    "eit": "tools.EIT",
    "oit": "tools.OIT",
    "memo": "memo.number",
    "by": "signoff.by",
}
Row = Mapping[str, CellValue]


def sheet(*rows: Row, headers: Mapping[str, str] = HEADERS) -> Table:
    """Return a tab with a title, the header, and rows whose cells are given by short field."""
    filled = {
        2 + at: tuple(
            {SHORT.get(key, key): value for key, value in row.items()}.get(field)
            for field in headers
        )
        for at, row in enumerate(rows)
    }
    cells = {0: ("แบบสรุปผล ITA",), 1: tuple(headers.values()), **filled}
    snapshot = Snapshot(0, "ITA", 100, 20, cells, {}, 0.0)
    return Table(snapshot, Header(1, 1, 1, {h: at for at, h in enumerate(headers.values())}), ())


def report(
    values: Row, headers: Mapping[str, str] = HEADERS, *, key: Sequence[str] = ("code", "year")
) -> SummaryRow:
    """Return a report's row, its values given by short field."""
    given = {SHORT.get(name, name): value for name, value in values.items()}
    keys = [SHORT.get(name, name) for name in key]

    def cell(field: str) -> Cell:
        value = given.get(field)
        number = isinstance(value, int | float)
        kind: CellType = "link" if field == "url" else "number" if number else "text"
        typed = Decimal(str(value)) if number else value
        return Cell(headers[field], kind, typed, field in keys, field)  # type: ignore[arg-type] # no bools

    cells = tuple(map(cell, headers))
    parts = tuple((headers[field], fold_value(given[field])) for field in keys)
    agency = frozenset(headers[field] for field in keys if field.startswith("agency."))
    return SummaryRow(cells, RowKey(parts, repr(parts), agency), "")


OURS: dict[str, Any] = {
    "code": "5360601",
    "name": "เทศบาลตำบลจัตุรัส",
    "district": "จัตุรัส",
    "province": "ชัยภูมิ",
    "year": 2566,
    "iit": 92.55,
    "eit": 86.3,
    "oit": 61.88,
    "total": 78.41,
    "level": "ต้องปรับปรุง",
    "memo": "ชย 52506.2/62",
    "by": "นายกเทศมนตรีตำบลจัตุรัส",
    "url": "https://www.chaturat.go.th/ita/2566/report.pdf",
}
WHO = {key: OURS[key] for key in ("code", "name", "district", "province")}
NOTE = "หมายเหตุ: กรอกภายในกำหนด"
OTHER_SCORES: dict[str, Any] = {
    "iit": 88.1, "eit": 79.02, "oit": 55.5, "total": 71.9, "level": "ต้องปรับปรุง",
    "memo": "ชย 52506.2/70", "by": OURS["by"],
}  # fmt: skip


def ours(**changes: CellValue) -> Row:
    """Return our row as written, some cells changed since."""
    return {**OURS, **changes}


def by_hand(**cells: CellValue) -> Row:
    """Return a row that somebody typed with other figures; only what is given names an agency."""
    return {**OTHER_SCORES, "year": 2566, **cells}


def last_year(**changes: CellValue) -> Row:
    """Return the agency's row of the year before."""
    link = "https://www.chaturat.go.th/ita/2565/report.pdf"
    return {**OURS, **OTHER_SCORES, "year": 2565, "memo": "ชย 52506.2/58", "url": link, **changes}


TYPED_CODES: list[tuple[str, Row, bool]] = [
    ("code as text", {"code": "5360601"}, True),
    ("code as number", {"code": 5360601}, True),
    ("code as double", {"code": 5360601.0}, True),
    ("code in Thai digits", {"code": "๕๓๖๐๖๐๑"}, True),
    ("code in spaces", {"code": " 5360601 "}, True),
    ("code with a space inside", {"code": "5 3606 01"}, True),
    ("code after an apostrophe", {"code": "'5360601"}, True),
    ("code with dashes", {"code": "5-36-06-01"}, True),
    ("code with .0", {"code": "5360601.0"}, True),
    ("code with a comma", {"code": "5,360,601"}, True),
    ("code with a zero before it", {"code": "05360601"}, True),
    ("code with a word", {"code": "รหัส 5360601"}, True),
    ("code of the neighbour, one digit off", {"code": "5360602", "name": "ทต.บ้านกอก"}, False),
    ("code of an อบต., one digit off", {"code": "6360601", "name": "อบต.ส้มป่อย"}, False),
    ("code of the neighbour alone", {"code": "5360602"}, False),
]
TYPED_NAMES: list[tuple[str, Row, bool]] = [
    ("full name", {"name": "เทศบาลตำบลจัตุรัส"}, True),
    ("short kind", {"name": "ทต.จัตุรัส"}, True),
    ("short kind and space", {"name": "ทต. จัตุรัส"}, True),
    ("short kind without its dot", {"name": "ทต จัตุรัส"}, True),
    ("short kind with two dots", {"name": "ท.ต.จัตุรัส"}, True),
    ("kind half short", {"name": "เทศบาล ต.จัตุรัส"}, True),
    ("kind apart", {"name": "  เทศบาลตำบล   จัตุรัส "}, True),
    ("เทศบาล without more", {"name": "เทศบาลจัตุรัส", "district": "จัตุรัส"}, True),
    ("its office", {"name": "สำนักงานเทศบาลตำบลจัตุรัส"}, True),
    ("with its place", {"name": "เทศบาลตำบลจัตุรัส อำเภอจัตุรัส จังหวัดชัยภูมิ"}, True),
    ("with its place in short", {"name": "ทต.จัตุรัส อ.จัตุรัส จ.ชัยภูมิ"}, True),
    ("with its district in brackets", {"name": "ทต.จัตุรัส (อ.จัตุรัส)"}, True),
    ("its kind behind it", {"name": "จัตุรัส (ทต.)", "district": "จัตุรัส"}, True),
    ("its kind in full behind it", {"name": "จัตุรัส เทศบาลตำบล"}, True),
    ("what it was before", {"name": "ทต.จัตุรัส (เดิม อบต.)"}, True),
    ("what it was before, by name", {"name": "เทศบาลตำบลจัตุรัส [เดิมสุขาภิบาลจัตุรัส]"}, True),
    ("what it was before, without brackets", {"name": "ทต.จัตุรัส เดิม อบต.จัตุรัส"}, True),
    ("the other kind behind it", {"name": "จัตุรัส (อบต.)", "district": "จัตุรัส"}, False),
    ("the hospital of an อบจ.", {"name": "รพ.สต.จัตุรัส (อบจ.)", "district": "จัตุรัส"}, False),
    ("with ฯ", {"name": "เทศบาลตำบลจัตุรัสฯ", "district": "จัตุรัส"}, True),
    ("split sara am", {"name": "เทศบาลต\u0e4d\u0e32บลจัตุรัส"}, True),
    ("a mark is missing, as in the report", {"name": "ทต.จตุรัส", "district": "จัตุรัส"}, True),
    ("without its kind, district beside", {"name": "จัตุรัส", "district": "อ.จัตุรัส"}, True),
    ("ตำบล instead of the kind", {"name": "ต.จัตุรัส", "district": "จัตุรัส"}, True),
    ("a word alone may be a heading", {"name": "จัตุรัส"}, False),
    ("the district as a heading", {"name": "อำเภอจัตุรัส"}, False),
    ("the district alone", {"district": "จัตุรัส", "province": "ชัยภูมิ"}, False),
    ("the อบต. of the same name", {"name": "อบต.จัตุรัส", "district": "จัตุรัส"}, False),
    ("the อบต. in full", {"name": "องค์การบริหารส่วนตำบลจัตุรัส", "district": "จัตุรัส"}, False),
    ("the hospital", {"name": "โรงพยาบาลจัตุรัส", "district": "จัตุรัส"}, False),
    ("the district office", {"name": "ที่ว่าการอำเภอจัตุรัส", "district": "จัตุรัส"}, False),
    ("a longer name", {"name": "เทศบาลตำบลจัตุรัสพัฒนา", "district": "จัตุรัส"}, False),
    ("another district", {"name": "เทศบาลตำบลจัตุรัส", "district": "เนินสง่า"}, False),
    ("another district in the name", {"name": "ทต.จัตุรัส อ.เนินสง่า"}, False),
    ("another province", {"name": "เทศบาลตำบลจัตุรัส", "province": "ขอนแก่น"}, False),
    ("place with prefixes", {**WHO, "code": None, "district": "อำเภอ จัตุรัส",
                             "province": "จ.ชัยภูมิ"}, True),
    ("letters of the province", {"name": "ทต.จัตุรัส", "province": "ชย."}, True),
    ("a dash for the code", {**WHO, "code": "-"}, True),
    ("a neighbour without code", {"name": "ทต.บ้านกอก", "district": "จัตุรัส"}, False),
    ("a note in the first column", {"code": "หมายเหตุ: ทต.จัตุรัส ส่งแล้ว"}, False),
    ("a line of sums", {"code": "รวม", "iit": 92.55, "eit": 86.3, "oit": 61.88}, False),
]  # fmt: skip
TYPED_YEARS: list[tuple[str, Row, bool]] = [
    ("year as text", {**WHO, "code": None, "year": "2566"}, True),
    ("year in Thai digits", {"name": "ทต.จัตุรัส", "year": "๒๕๖๖"}, True),
    ("year with พ.ศ.", {**WHO, "year": "พ.ศ. 2566"}, True),
    ("year with words", {**WHO, "year": "ปีงบประมาณ พ.ศ. ๒๕๖๖"}, True),
    ("year of two digits", {**WHO, "year": "66"}, True),
    ("common era", {**WHO, "year": 2023}, True),
    ("two years", {**WHO, "year": "2565/2566"}, True),
    ("a dash for the year", {**WHO, "year": "-"}, True),
    ("listed under last year", {**WHO, "year": 2565}, False),
    ("listed under next year", {**WHO, "year": "๒๕๖๗"}, False),
    ("listed under last year, common era", {**WHO, "year": "2022"}, False),
    ("listed for the year before, two digits", {**WHO, "year": "ปี 65"}, False),
]
HANDS: list[tuple[str, Row, bool]] = [
    ("by hand, dashes in the code", by_hand(code="5-36-06-01"), True),
    ("by hand, no code", by_hand(name="ทต.จัตุรัส", district="จัตุรัส"), True),
    ("by hand, digits swapped", by_hand(**{**WHO, "code": "5366001"}), True),
    ("by hand, last digit wrong, no district", by_hand(code="5360610", name="ทต.จัตุรัส"), True),
    ("by hand, a digit lost", by_hand(code="536061", name="ทต.จัตุรัส"), True),
    ("by hand, year blank", by_hand(**WHO, year=None), True),
    ("by hand, our code but another name, no year", by_hand(code="5360601", name="ทต.ก", year=None),
     True),
    ("our link and nothing else", by_hand(url=OURS["url"]), True),
    ("our link over http without www", by_hand(url="http://chaturat.go.th/ita/2566/report.pdf/"),
     True),
    ("our site only", by_hand(url="https://www.chaturat.go.th/"), False),
    ("our link, another code and name",
     by_hand(code="6360603", name="อบต.กุดน้ำใส", url=OURS["url"]), False),
    ("our link, another name", by_hand(name="รพ.จัตุรัส", url=OURS["url"]), False),
    ("our link, another code", by_hand(code="6360603", url=OURS["url"]), False),
    ("our link, our name in another district",
     by_hand(name="ทต.จัตุรัส", district="เนินสง่า", url=OURS["url"]), False),
    ("another agency in full",
     by_hand(code="6360603", name="อบต.กุดน้ำใส", district="จัตุรัส", province="ชัยภูมิ"), False),
]  # fmt: skip
EDITED: list[tuple[str, Row, bool]] = [
    ("ours, code mistyped", ours(code="5360609"), True),
    ("ours, code of another district", ours(code="5361501"), True),
    ("ours, code lost", ours(code=None), True),
    ("ours, year mistyped", ours(year=2565), True),
    ("ours, year far off", ours(year=2556), True),
    ("ours, year lost", ours(year=None), True),
    ("ours, year and one score changed", ours(year=2565, oit=62.0), True),
    ("ours, code and year mistyped", ours(code="5360610", year=2567), True),
    ("ours, only our link and memo, last year",
     {**WHO, "year": 2565, "memo": OURS["memo"], "url": OURS["url"]}, True),
    ("ours, name and code lost", ours(code=None, name=None), True),
    ("ours, name lost and a digit wrong", ours(code="5360607", name=None, url=None), True),
    ("ours, code lost and province mistyped", ours(code=None, province="แก้ไข"), True),
    ("ours, code a dash and name mistyped", ours(code="-", name="แก้ไข"), True),
    ("ours, but for code, name and province", ours(code=None, name="แก้ไข", province="แก้ไข"), True),
    ("ours, code lost, a score corrected, another province",
     ours(code=None, province="ขอนแก่น", oit=62.0), False),
    ("ours as another's template, its code to come", ours(code=None, name="อบต.กุดน้ำใส"), False),
    ("ours as a hospital's template", ours(code=None, name="โรงพยาบาลจัตุรัส"), False),
    ("ours as a namesake's template", ours(code=None, district="เนินสง่า"), False),
    ("another province, its link to come", ours(code=None, province="ขอนแก่น", url=None), False),
    ("ours as another's template",
     ours(code="6360603", name="อบต.กุดน้ำใส", by="นายกองค์การบริหารส่วนตำบล"), False),
]  # fmt: skip
OTHER_YEARS: list[tuple[str, Row, bool]] = [
    ("last year", last_year(), False),
    ("last year, in Thai", last_year(year="พ.ศ. ๒๕๖๕"), False),
    ("last year, common era", last_year(year=2022), False),
    ("last year, one link for all years", last_year(url=OURS["url"]), False),
    ("last year, link and one score the same", last_year(url=OURS["url"], eit=86.3), False),
    ("last year, same number of its memo", last_year(memo=OURS["memo"]), False),
    ("last year, without scores, the site only",
     {**WHO, "year": 2565, "url": "https://www.chaturat.go.th"}, False),
    ("ours, with year and figures of another by a sort",
     last_year(url=OURS["url"], memo=OURS["memo"]), True),
    ("next year", last_year(year=2567), False),
    ("last year's figures, no year", last_year(year=None), True),
    ("last year's figures, year a dash", last_year(year="–"), True),
]  # fmt: skip

ODD: list[tuple[str, Row, bool]] = [
    ("name with its number in the list", {"name": "12. ทต.จัตุรัส"}, True),
    ("name with its number in Thai", {"name": "๑๒) เทศบาลตำบลจัตุรัส"}, True),
    ("code before the name", {"name": "5360601 เทศบาลตำบลจัตุรัส"}, True),
    ("name behind the code", {"code": "5360601 เทศบาลตำบลจัตุรัส"}, True),
    ("a star behind the name", {"name": "เทศบาลตำบลจัตุรัส*"}, True),
    ("two lines", {"name": "เทศบาลตำบล\nจัตุรัส"}, True),
    ("a mark is missing in the district", {"name": "ทต.จัตุรัส", "district": "จตุรัส"}, True),
    ("marks are missing in both", {"name": "ทต.จตุรัส", "district": "อ.จตุรัส"}, True),
    ("a mark is missing in the province", {"name": "ทต.จัตุรัส", "province": "ชัยภูม"}, True),
    ("district and province in one cell", {"name": "ทต.จัตุรัส", "district": "อ.จัตุรัส จ.ชัยภูมิ"}, True),
    ("district and another province", {"name": "ทต.จัตุรัส", "district": "จัตุรัส",
                                       "province": "นครราชสีมา"}, False),
    ("year with a comma", {"code": "5360601", "year": "2,565"}, False),
    ("year and round", {**WHO, "year": "2566 (รอบ 2)"}, True),
    ("year with ปี in front", {**WHO, "year": "ปี ๒๕๖๕"}, False),
    ("a day of the year", {**WHO, "year": "30 กันยายน 2566"}, True),
    ("a question mark for the code", {"code": "?", "name": "ทต.จัตุรัส"}, True),
    ("an error of the sheet", {"code": "#N/A", "name": "ทต.จัตุรัส", "year": "#REF!"}, True),
    ("true", {"code": True, "name": "ทต.จัตุรัส"}, True),
    ("the municipal school", {"name": "โรงเรียนเทศบาลตำบลจัตุรัส", "district": "จัตุรัส"}, False),
    ("its council", {"name": "สภาเทศบาลตำบลจัตุรัส", "district": "จัตุรัส"}, False),
    ("last year, only the same page", {**WHO, "year": 2565, "url": "https://www.chaturat.go.th/ita"},
     False),
    ("last year, figures as texts", last_year(iit="๘๘.๑๐", eit="79.02", oit="55.50 คะแนน"), False),
    ("ours, figures as texts, year wrong", ours(year=2565, iit="๙๒.๕๕", total="78.41"), True),
    ("ours, all but total rewritten, year wrong", last_year(total=78.41), False),
    ("ours, half of the figures rewritten", ours(year=2565, iit=1, eit=2), True),
]  # fmt: skip
"""Found by asking what else people do."""


@pytest.mark.parametrize(
    ("row", "stops"),
    [
        pytest.param(row, stops, id=name)
        for name, row, stops in (
            *TYPED_CODES, *TYPED_NAMES, *TYPED_YEARS, *HANDS, *EDITED, *OTHER_YEARS, *ODD
        )
    ],
)  # fmt: skip
def test_a_row_that_names_our_agency_is_in_the_way(row: Row, *, stops: bool) -> None:
    """Between rows of neighbours, whatever the key says."""
    before = {**by_hand(code="6360604", name="อบต.ห้วย", district="จัตุรัส", province="ชัยภูมิ")}
    found = likenesses(sheet(before, row, before), report(OURS))
    assert [likeness.row for likeness in found] == ([3] if stops else [])


NAMESAKE = {
    **OURS,
    "code": "6360709",
    "name": "องค์การบริหารส่วนตำบลหนองขาม",
    "district": "คอนสวรรค์",
    "url": "https://nongkham.go.th/ita.pdf",
}
HOSPITAL = {**OURS, "code": None, "name": "โรงพยาบาลชัยภูมิ", "district": "เมืองชัยภูมิ"}
PROVINCIAL = {**OURS, "code": "2360101", "name": "องค์การบริหารส่วนจังหวัดชัยภูมิ",
              "district": "เมืองชัยภูมิ"}  # fmt: skip
TOWN = {**OURS, "code": "4360102", "name": "เทศบาลเมืองชัยภูมิ", "district": "เมืองชัยภูมิ"}


@pytest.mark.parametrize(
    ("own", "row", "stops"),
    [
        (NAMESAKE, by_hand(code="6361205", name="อบต.หนองขาม", district="แก้งคร้อ"), False),
        (NAMESAKE, by_hand(code="6361205", name="อบต.หนองขาม"), False),
        (NAMESAKE, by_hand(name="อบต.หนองขาม", district="อ.แก้งคร้อ"), False),
        (NAMESAKE, by_hand(name="อบต.หนองขาม (แก้งคร้อ)"), False),
        (NAMESAKE, by_hand(name="อบต.หนองขาม (คอนสวรรค์)"), True),
        (NAMESAKE, by_hand(name="องค์กรบริหารส่วนตำบลหนองขาม", district="คอนสวรรค์"), True),
        (NAMESAKE, by_hand(name="อ.บ.ต.หนองขาม"), True),
        (NAMESAKE, by_hand(name="ที่ทำการ อบต. หนองขาม"), True),
        (NAMESAKE, by_hand(code="6360710", name="อบต.หนองขาม"), True),
        (NAMESAKE, by_hand(code="6360709", name="อบต.หนองขาม", year="2566 "), False),  # whole key
        (HOSPITAL, {"name": "รพ.ชัยภูมิ"}, True),
        (HOSPITAL, {"name": "โรงพยาบาล ชัยภูมิ", "district": "อ.เมือง"}, True),
        (HOSPITAL, {"name": "โรงพยาบาลชัยภูมิ", "province": "ขอนแก่น"}, False),
        (HOSPITAL, {"name": "โรงพยาบาลชัยภูมิราม"}, False),
        (HOSPITAL, {"name": "ชัยภูมิ", "district": "เมืองชัยภูมิ"}, False),
        (HOSPITAL, ours(code=None, name="โรงพยาบาลภูเขียว", district="ภูเขียว"), False),
        (HOSPITAL, ours(), False),
        (PROVINCIAL, {"name": "อบจ.ชัยภูมิ"}, True),
        (PROVINCIAL, {"name": "อบจ. ชัยภูมิ", "district": "เมือง"}, True),
        (PROVINCIAL, {"name": "องค์การบริหารส่วน จ.ชัยภูมิ"}, True),
        (PROVINCIAL, {"name": "จังหวัดชัยภูมิ"}, False),
        (PROVINCIAL, {"name": "สำนักงานจังหวัดชัยภูมิ", "district": "เมืองชัยภูมิ"}, False),
        (PROVINCIAL, {"name": "ทม.ชัยภูมิ", "district": "เมืองชัยภูมิ"}, False),
        (TOWN, {"name": "ทม.ชัยภูมิ", "district": "เมืองชัยภูมิ"}, True),
        (TOWN, {"name": "เทศบาลเมือง ชัยภูมิ"}, True),
        (TOWN, {"name": "อบจ.ชัยภูมิ", "district": "เมืองชัยภูมิ"}, False),
    ],
)
def test_namesakes_and_other_kinds_of_agency(own: Row, row: Row, *, stops: bool) -> None:
    """Two of one name in two districts, agencies without a code, the province's own."""
    key = ("code", "year") if own["code"] else ("name", "province", "year")
    found = likenesses(sheet(row), report(own, key=key))
    assert [likeness.row for likeness in found] == ([2] if stops else [])


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"code": "5-36-06-01"}, Kind.LISTED),
        ({**WHO, "code": None}, Kind.LISTED),
        ({**WHO, "code": None, "year": 2566, "iit": "-", "total": "-"}, Kind.LISTED),
        ({**WHO, "code": "5360610", "year": 2566}, Kind.LISTED),
        (ours(year=None), Kind.KEY_INCOMPLETE),
        (ours(code=None), Kind.KEY_INCOMPLETE),
        (ours(code="-"), Kind.KEY_INCOMPLETE),
        ({"code": NOTE, "memo": OURS["memo"]}, Kind.KEY_INCOMPLETE),
        ({"code": NOTE, "memo": OURS["memo"], "year": 2566}, Kind.KEY_INCOMPLETE),
        ({"code": NOTE, "memo": OURS["memo"], "url": OURS["url"]}, Kind.KEY_EDITED),
        (by_hand(**WHO, year=None), Kind.KEY_INCOMPLETE),
        (by_hand(name="ทต.จัตุรัส", district="จัตุรัส"), Kind.KEY_INCOMPLETE),
        (ours(code="5360609"), Kind.KEY_EDITED),
        (ours(code=NOTE), Kind.KEY_EDITED),
        ({"code": "536O601", "memo": OURS["memo"]}, Kind.KEY_EDITED),
        (ours(year=2565), Kind.KEY_EDITED),
        (ours(code="5-36-06-01"), Kind.KEY_EDITED),
        (ours(year="พ.ศ. ๒๕๖๖"), Kind.KEY_EDITED),
        (ours(year=2565, code=None), Kind.KEY_EDITED),
        (by_hand(**{**WHO, "code": "5360610"}), Kind.OTHER_HAND),
        (by_hand(**{**WHO, "code": "๕-๓๖-๐๖-๐๑"}), Kind.OTHER_HAND),
    ],
)
def test_what_sort_of_row_it_is(row: Row, kind: Kind) -> None:
    """Listed, typed by somebody else, or ours with a key that is mistyped or blank."""
    (found,) = likenesses(sheet(row), report(OURS))
    assert found.kind is kind


def test_a_linked_cell_counts_by_where_it_leads() -> None:
    """It shows a word; a row without code and name is ours by its link."""
    table = sheet(by_hand(url="รายงาน"))
    column = table.columns[HEADERS["url"]]
    for url, stops in ((OURS["url"], True), ("https://kudnamsai.go.th/ita/2566.pdf", False)):
        linked = replace(table.snapshot, links={(2, column): url})
        assert bool(likenesses(replace(table, snapshot=linked), report(OURS))) is stops


def moved(row: Row, by: int, *, at: int = 0, headers: Mapping[str, str] = HEADERS) -> Table:
    """Return a tab with one row whose cells from column `at` on stand `by` columns further."""
    table = sheet(row, headers=headers)
    (cells,) = (table.snapshot.rows[row] for row in table.data_rows())
    shifted = (*cells[:at], *([None] * by), *cells[at:]) if by > 0 else cells[-by:]
    rows = {**table.snapshot.rows, 2: shifted}
    return replace(table, snapshot=replace(table.snapshot, rows=rows))


@pytest.mark.parametrize(("by", "at"), [(1, 0), (2, 0), (1, 1), (1, 3), (-1, 0)])
def test_our_row_under_other_headers_is_found(by: int, at: int) -> None:
    """Columns were inserted or deleted beside it: it is ours, wherever its cells stand."""
    (found,) = likenesses(moved(ours(), by, at=at), report(OURS))
    assert found.row == 2
    assert found.kind is Kind.ELSEWHERE


@pytest.mark.parametrize(("by", "at"), [(1, 0), (2, 0), (1, 1), (1, 3), (-1, 0)])
def test_the_row_of_another_under_other_headers_is_not_ours(by: int, at: int) -> None:
    """Whatever they have in common: here all but code and name."""
    theirs = ours(code="6360603", name="องค์การบริหารส่วนตำบลกุดน้ำใส", url="https://kudnamsai.go.th/a")
    assert likenesses(moved(theirs, by, at=at), report(OURS)) == []


@pytest.mark.parametrize("more", [{}, {"district": "หนองบัวระเหว"}])
def test_our_row_is_found_whichever_column_was_moved_between_look_and_write(more: Row) -> None:
    """By its key where that still stands, else as a row under other headers, never as removed."""
    table, row = sheet(ours(**more)), report(ours(**more))
    headers, lost = list(table.columns), []
    for one in range(len(headers)):
        for to in range(len(headers)):
            order = [*headers[:one], *headers[one + 1 :]]
            order.insert(to, headers[one])
            columns = {header: at for at, header in enumerate(order)}
            there = replace(table, header=replace(table.header, columns=columns))
            kinds = {found.kind for found in likenesses(there, row)}
            standing = there.rows_of(row.key)
            if not standing and not kinds & {Kind.ELSEWHERE, Kind.KEY_EDITED, Kind.KEY_INCOMPLETE}:
                lost.append((headers[one], to, kinds))
    assert lost == []


def test_an_address_under_the_header_of_the_year_states_no_year() -> None:
    """The column of the year was moved to the end before a late write landed."""
    table = sheet(ours(url="https://a.go.th/ita-2566.pdf"))
    cells = list(table.snapshot.rows[2])
    year = table.columns[HEADERS["fiscal_year"]]
    cells.append(cells[year])
    cells[year] = "https://a.go.th/ita-2566.pdf"
    rows = {**table.snapshot.rows, 2: tuple(cells)}
    table = replace(table, snapshot=replace(table.snapshot, rows=rows))
    (found,) = likenesses(table, report(ours(url="https://a.go.th/ita-2566.pdf")))
    assert found.kind is Kind.ELSEWHERE


def test_our_row_above_the_header_is_found() -> None:
    """The header was moved below it."""
    table = sheet(ours())
    cells = {0: table.snapshot.rows[2], 1: table.snapshot.rows[1]}
    table = replace(table, snapshot=replace(table.snapshot, rows=cells))
    assert [(e.row, e.kind) for e in likenesses(table, report(OURS))] == [(0, Kind.ELSEWHERE)]


APART = {field: header for field, header in HEADERS.items() if field != "agency.full_name"} | {
    "agency.type": "ประเภท",
    "agency.name": "ชื่อ",
}


@pytest.mark.parametrize(
    ("kind", "name", "stops"),
    [
        ("ทต.", "จัตุรัส", True),
        ("เทศบาลตำบล", "จัตุรัส", True),
        ("ทต", "ทต.จัตุรัส", True),
        (None, "เทศบาลตำบลจัตุรัส", True),
        (None, "จัตุรัส", True),
        ("เทศบาล", "จัตุรัส", True),
        ("อบต.", "จัตุรัส", False),
        ("องค์การบริหารส่วนตำบล", "จัตุรัส", False),
        ("โรงพยาบาล", "จัตุรัส", False),
        ("ทต.", "หนองบัวโคก", False),
    ],
)
@pytest.mark.parametrize("code", [None, "-", "536O601"])
def test_kind_and_name_in_two_columns(
    kind: str | None, name: str, code: str | None, *, stops: bool
) -> None:
    """As the list of the Department has them."""
    own = {**OURS, "agency.type": "เทศบาลตำบล", "agency.name": "จัตุรัส"}
    row = {"code": code, "agency.type": kind, "agency.name": name, "district": "จัตุรัส", "total": 1}
    found = likenesses(sheet(row, headers=APART), report(own, APART))
    assert bool(found) is stops


FEW = {field: HEADERS[field] for field in ("agency.code", "fiscal_year", "total", "url")}


@pytest.mark.parametrize(
    ("row", "stops"),
    [
        ({"code": "5360607", "year": 2566, "total": 78.41}, True),
        ({"code": "5366001", "year": 2566, "total": "๗๘.๔๑"}, True),
        ({"code": None, "year": 2566, "total": 78.41}, True),
        ({"code": "6360607", "year": 2566, "total": 90.41, "url": OURS["url"]}, False),
        ({"code": "6361107", "year": 2566, "total": 78.41}, False),
        ({"code": "5360602", "year": 2566, "total": 78.41, "url": "https://b.go.th/x"}, False),
        ({"code": "5360601", "year": 2565, "total": 80.1, "url": OURS["url"]}, False),
        ({"code": "5360601", "year": 2565, "total": 78.41}, True),
        ({"code": None, "year": 2566, "total": 80.0}, False),
    ],
)
def test_a_tab_without_names(row: Row, *, stops: bool) -> None:
    """Code, figures and link have to do."""
    assert bool(likenesses(sheet(row, headers=FEW), report(OURS, FEW))) is stops


def test_a_tab_without_years_is_of_one_year() -> None:
    """Every row that names the agency is in the way."""
    headers = {field: header for field, header in HEADERS.items() if field != "fiscal_year"}
    own = report(OURS, headers, key=("code",))
    assert [
        e.row for e in likenesses(sheet(last_year(code="5-36-06-01"), headers=headers), own)
    ] == [2]


def test_what_was_written_before_is_known_though_the_report_was_amended() -> None:
    """Its year was mistyped, and no figure of the amended report stands there any more."""
    was = report(OURS)
    amended = report({**OURS, **OTHER_SCORES, "url": "https://www.chaturat.go.th/new.pdf"})
    table = sheet(ours(year=2565))
    assert likenesses(table, amended) == []
    (found,) = likenesses(table, amended, [was])
    assert (found.row, found.kind) == (2, Kind.KEY_EDITED)
    last = report(last_year())
    assert likenesses(sheet(last_year()), report(OURS), [last]) == []


def test_a_row_of_the_first_journals_names_its_agency_without_fields() -> None:
    """Cells of 0.1.0 do not say which field they show: what stands there does."""
    new = report(OURS)
    old = replace(new, cells=tuple(replace(cell, field=None) for cell in new.cells))
    for row, kind in (
        (ours(code="5360609"), Kind.KEY_EDITED),
        (ours(year=2565), Kind.KEY_EDITED),
        ({"name": "ทต.จัตุรัส"}, Kind.LISTED),
        (ours(year=None), Kind.KEY_INCOMPLETE),
    ):
        assert [e.kind for e in likenesses(sheet(row), old)] == [kind]
    assert likenesses(sheet(last_year()), old) == []
    assert likenesses(sheet(by_hand(code="6360603", name="อบต.กุดน้ำใส")), old) == []


def test_a_message_names_the_row_what_fits_and_what_does_not() -> None:
    """And a way: what it says to write makes the key whole."""
    table, own = sheet({}, ours(code="5360609", year="๒๕๖๕", oit=None)), report(OURS)
    problem = conflict(table, own, likenesses(table, own))
    assert problem.code == "looks-like-ours"
    told = [str(problem), *map(str, problem.details)]
    fits = "หน่วยงาน, อำเภอ, จังหวัด, IIT, EIT, คะแนนรวม, ระดับ, เลขที่หนังสือ, ผู้บริหาร, ลิงก์"
    assert told == [
        "Row 4 of tab ITA names the agency of 5360601 / 2566, but its key is not the same.",
        f"Row 4 has the same as the report in: {fits}",
        "Row 4, รหัส อปท.: the sheet has '5360609', the report says 5360601",
        "Row 4, ปีงบประมาณ: the sheet has '๒๕๖๕', the report says 2566",
        "Row 4 has nothing in: OIT",
    ]
    assert "write there: รหัส อปท. = 5360601, ปีงบประมาณ = 2566." in str(problem.next_step)
    assert table.rows_of(own.key) == []
    assert sheet({}, ours()).rows_of(own.key) == [3]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"code": "5-36-06-01"}], "listed-beforehand"),
        ([ours(year=None)], "key-incomplete"),
        ([{"code": "5-36-06-01"}, ours(year=None)], "key-incomplete"),
        ([by_hand(**WHO, year=None), ours(code="5360609")], "looks-like-ours"),
        ([by_hand(**{**WHO, "code": None})] * 9, "key-incomplete"),
    ],
)
def test_of_several_rows_the_gravest_names_the_conflict(rows: Sequence[Row], code: str) -> None:
    """Each is told of; of many, the first."""
    table, own = sheet(*rows), report(OURS)
    found = likenesses(table, own)
    problem = conflict(table, own, found)
    assert len(found) == len(rows)
    assert problem.code == code
    assert (str(problem.details[-1]) == "… and 4 more.") is (len(rows) == 9)


def test_reports_of_one_batch_are_compared_with_each_other() -> None:
    """Two of one agency and year under different keys clash; those of neighbours do not."""
    own = report(OURS)
    mistyped, unlike = report({**OURS, "code": "5360610"}), report(last_year())
    neighbours = [report(of_agency(each)) for each in agencies()]
    assert clashes([own, *neighbours, unlike]) == []
    assert clashes([own, *neighbours, unlike, mistyped]) == [(own, mistyped)]


# all agencies of a province


KINDS_OF_CODE = {"2": "อบจ.", "4": "ทม.", "5": "ทต.", "6": "อบต."}


def agencies() -> list[dict[str, str]]:
    """Return a province like those there are: of each kind, with names that repeat in districts."""
    names = ["หนองขาม", "ลาดใหญ่", "บ้านเป้า", "บ้านเป่า", "โคกสะอาด", "หนองบัว", "หนองบัวแดง", "เมือง"]
    places = {"01": "เมืองชัยภูมิ", "03": "คอนสวรรค์", "06": "จัตุรัส", "12": "แก้งคร้อ", "07": "หนองบัว"}
    made = [("2360101", "ชัยภูมิ", "เมืองชัยภูมิ"), ("4360102", "ชัยภูมิ", "เมืองชัยภูมิ")]
    made += [
        (f"{first}36{place}{at:02}", name, district)
        for place, district in places.items()
        for first in "56"
        for at, name in enumerate(names, 3)
    ]
    return [
        {
            "code": code, "short": KINDS_OF_CODE[code[0]], "kind": expand(KINDS_OF_CODE[code[0]]),
            "name": name, "district": district,
        }
        for code, name, district in made
    ]  # fmt: skip


def of_agency(agency: Mapping[str, str], **changes: CellValue) -> dict[str, Any]:
    """Return an agency's row, with a link and figures that all of them share."""
    who = {"code": agency["code"], "name": agency["kind"] + agency["name"]}
    return {**OURS, **who, "district": agency["district"], **changes}


def test_no_agency_of_a_province_is_taken_for_another() -> None:
    """With the codes and without, the district short, all with one link and the same figures."""
    province = agencies()
    own = [report(of_agency(each)) for each in province]
    rows = [of_agency(each, code=None) for each in province]
    in_short = [
        of_agency(each, code=None) | {"name": each["short"] + each["name"]} for each in province
    ]
    for sheet_rows in (rows, in_short):
        index = Index.of(sheet(*sheet_rows), own[0].cells)
        for at, summary in enumerate(own):
            assert [found.row for found in index.like(summary)] == [2 + at]
    index = Index.of(sheet(*map(of_agency, province)), own[0].cells)
    assert [index.like(summary) for summary in own] == [[]] * len(own)


TYPED = {
    "code": [
        "",
        "-",
        "{0}",
        "'{0}",
        "{0}.0",
        " {0} ",
        "{0[0]}-{0[1]}{0[2]}-{0[3]}{0[4]}-{0[5]}{0[6]}",
    ],
    "name": [
        "{kind}{name}",
        "{kind} {name}",
        "{short}{name}",
        "{short} {name}",
        "สำนักงาน{kind}{name}",
    ],
    "district": ["{}", "อ.{}", "อำเภอ{}", "อำเภอ {}", " {} "],
    "province": ["", "ชัยภูมิ", "จ.ชัยภูมิ", "จังหวัดชัยภูมิ", "จังหวัด ชัยภูมิ"],
    "year": ["", "2566", "2566.0", "พ.ศ. 2566", "ปีงบประมาณ 2566", "2023"],
}
IN_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@given(
    st.sampled_from(agencies()),
    st.fixed_dictionaries({field: st.sampled_from(forms) for field, forms in TYPED.items()}),
    st.booleans(),
)
def test_every_spelling_of_an_agency_is_in_its_way(
    agency: Mapping[str, str],
    forms: Mapping[str, str],
    in_thai: bool,  # noqa: FBT001 - drawn
) -> None:
    """Whatever is typed how, unless it is our key as we write it."""
    row = {
        "code": forms["code"].format(agency["code"]),
        "name": forms["name"].format_map(agency),
        "district": forms["district"].format(agency["district"]),
        "province": forms["province"],
        "year": forms["year"],
    }
    typed = {key: text.translate(IN_THAI) if in_thai else text for key, text in row.items()}
    table, own = sheet(typed), report(of_agency(agency))
    assert likenesses(table, own) or table.rows_of(own.key)


def test_a_thousand_reports_are_compared_with_a_long_tab_in_seconds() -> None:
    """Each row is read once: the time grows with rows and reports, not with their product."""
    rows = [of_agency(each, code=str(1000000 + at), memo=str(at))
            for at, each in enumerate(agencies() * 100)]  # fmt: skip
    for at, row in enumerate(rows):
        row["name"] = f"{row['name']} {at}"
    own = [report(row) for row in rows[:1000]]
    began = perf_counter()
    index = Index.of(sheet(*rows), own[0].cells)
    assert not any(map(index.like, own))
    assert perf_counter() - began < 60


LINKS = {
    field: HEADERS[field] for field in ("agency.code", "agency.full_name", "fiscal_year", "url")
}


@pytest.mark.parametrize(
    ("url", "stops"),
    [
        ("https://www.chaturat.go.th/ita", False),
        ("https://www.chaturat.go.th/ita/2566/report.pdf", True),
        ("https://www.chaturat.go.th/ita/fy2023.pdf", True),
        ("https://drive.google.com/file/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345/view", True),
    ],
)
def test_a_tab_of_links_alone(url: str, *, stops: bool) -> None:
    """Many an agency has one page for all years: only a link that tells its year is telling."""
    row = {**WHO, "year": 2565, "url": url}
    own = report({**OURS, "url": url}, LINKS)
    assert bool(likenesses(sheet(row, headers=LINKS), own)) is stops


def test_a_name_beside_a_place_is_looked_up_by_its_bones(world: World) -> None:
    """The bones of all spellings, however they were put together."""
    row = world.row()
    ours = Ours.of(Fields.of_row(row), row)
    assert ours.bones == set(map(spelled.bones, ours.full | ours.bare))
    assert len(ours.bones) > 50
