"""What a row is, by what its cells hold."""

from typing import Any

import pytest

from ita_sync.config_file import Column
from ita_sync.table.lines import Layout, counts_columns, is_note

COLUMNS = (
    Column(header="รหัส", field="agency.code", key=True),
    Column(header="ชื่อ", field="agency.full_name"),
    Column(header="ปี", field="fiscal_year", type="number", key=True),
    Column(header="รวม", field="total", type="number"),
)
LAYOUT = Layout(COLUMNS, {"รหัส": 0, "ชื่อ": 1, "ปี": 2, "รวม": 3})


@pytest.mark.parametrize(
    ("cells", "data"),
    [
        (["5360601", "เทศบาลตำบลก", 2566, 90], True),
        ([5360601.0], True),
        (["๕๓๖๐๖๐๑"], True),
        ([None, "อบต.ข"], True),
        ([None, "รวมไทยพัฒนา"], True),
        ([None, " "], False),
        (["รวม", None, None, 90], False),
        ([None, "รวม", 2566, 90], False),
        ([None, "รวมเทศบาลตำบล", 2566, 90], False),
        (["", "รวม อบต. ในอำเภอจัตุรัส", None, 90], False),
        (["-", "เฉลี่ย", None, 90], False),
        (["(1)", "(2)", "(3)", "(4)"], False),
        ([1, 2, 3, 4], False),
        (["-", "*อบต.ข", None, 90], True),
        ([None, "รวมทั้งสิ้น 5 แห่ง"], False),
        (["คะแนนเฉลี่ย", None, None, 90], False),
        (["5360601", "รวม", 2566, 90], True),
        (["หมายเหตุ: อบต.ข ส่งช้า"], False),
        ([None, None, 2566, 90], False),
        (["ปีงบประมาณ", None, None, "2566"], False),
        (["ระดับ", "จำนวน", None, None], False),
        (["ผู้ประสานงาน", "โทร"], False),
        (["ไม่มีรหัส", "อบต.ข"], True),
        (["-", "อบต.ข"], True),
        (["5-36-06-01", "เทศบาลตำบลก"], True),
        ([], False),
    ],
)
def test_a_row_of_data_names_an_agency(cells: list[Any], *, data: bool) -> None:
    """By its code or by its name; totals, notes and small tables below the agencies name none."""
    assert LAYOUT.is_data(cells) is data


@pytest.mark.parametrize(
    ("cells", "goes_on"),
    [
        ([None, None, None, "เต็ม 100"], True),
        (["7 หลัก", "ชื่อเต็ม", "พ.ศ.", "เต็ม 100"], True),
        (["(1)", "(2)", "(3)", "(4)"], True),
        ([1, 2, 3, 4], True),
        ([None, None, None, 100], False),
        (["5360601", "ก", None, "-"], False),
        ([None, "ก", "2566", "-"], False),
        (["กรอกภายในเดือนตุลาคม"], False),
        (["หมายเหตุ", None, None, "ก"], False),
        ([], False),
    ],
)
def test_words_right_below_a_header_go_on_with_it(cells: list[Any], *, goes_on: bool) -> None:
    """Units and numbers of columns; no figures, no agency, no note."""
    assert LAYOUT.explains(cells) is goes_on


def test_what_nobody_can_read_does_not_go_on_with_a_header() -> None:
    """Rows that 0.1.0 journalled do not say what their cells mean."""
    columns = [column.model_copy(update={"field": None}) for column in COLUMNS]
    blind = Layout(columns, {"รหัส": 0, "ปี": 2})
    assert not blind.explains([None, None, None, "เต็ม 100"])
    assert blind.is_data(["5360601", None, 2566])


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        (2566, 2566),
        (2566.0, 2566),
        ("๒๕๖๖", 2566),
        ("พ.ศ. 2566", 2566),
        ("", None),
        (5360601, None),
    ],
)
def test_the_year_of_a_row(cell: object, year: int | None) -> None:
    """However it is written."""
    assert LAYOUT.year([None, None, cell]) == year  # type: ignore[list-item] # any value of a cell


def test_figures_in_a_row_number_no_columns() -> None:
    """Two neighbours, or one left out, may be scores."""
    assert not counts_columns([1, 2])
    assert not counts_columns([1, 2, 4])
    assert not counts_columns([1, 2, 3, "ก"])
    assert counts_columns(["๑", "๒", "๓."])


@pytest.mark.parametrize("text", ["รวม", "รวม 5 แห่ง", "ผลรวม", "ค่าเฉลี่ย", "Average", "ที่มา: ก", "*ก"])
def test_totals_and_notes(text: str) -> None:
    """By how the row begins, wherever that is."""
    assert is_note([None, text, 5])
