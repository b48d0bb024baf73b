"""What stands around a listed row tells an agency from its namesake."""

import pytest

from ita_sync.google import CellValue, Snapshot
from ita_sync.table.header import Header
from ita_sync.table.lines import Layout
from ita_sync.table.nearby import said_otherwise
from ita_sync.table.place import Block

PLACE = ("หนองบัวแดง", "ชัยภูมิ")
COLUMNS = ("หน่วยงาน", "ปีงบประมาณ", "คะแนนรวม")


def asked(
    *rows: tuple[CellValue, ...], columns: tuple[str, ...] = COLUMNS, title: str = "ผลการประเมิน ITA"
) -> tuple[int, str] | None:
    """Return what speaks against the last row of a tab: title, header, rows."""
    everything = [(title,), columns, *rows]
    snapshot = Snapshot(0, "t", 99, 9, dict(enumerate(everything)), {}, 0.0)
    header = Header(1, 1, 1, {each: columns.index(each) for each in COLUMNS})
    block = Block(snapshot, 1, header, Layout((), header.columns), (0,), ())
    return said_otherwise(snapshot, header, block, len(everything) - 1, PLACE)


LISTED = ("อบต.หนองแวง", 2566, None)


@pytest.mark.parametrize("heading", ["อำเภอเมืองชัยภูมิ", "อ. เมือง", "๑. อำเภอภูเขียว (๑๐ แห่ง)"])
def test_a_heading_of_another_district_speaks_against_a_row(heading: str) -> None:
    """The nearest one counts; the district of the report does not."""
    found = asked((heading,), ("อบต.บ้านเล่า", 2566, None), LISTED)
    assert found is not None
    assert found[0] == 2
    assert asked((heading,), ("อำเภอหนองบัวแดง",), LISTED) is None


@pytest.mark.parametrize("title", ["ITA อำเภอเมืองชัยภูมิ", "ITA จังหวัดนครราชสีมา", "ITA จ.ขอนแก่น"])
def test_a_title_of_another_place_does(title: str) -> None:
    """District or province."""
    assert asked(LISTED, title=title) is not None


@pytest.mark.parametrize("title", ["ITA จังหวัดชัยภูมิ", "ITA อ.หนองบัวแดง จ.ชัยภูมิ", "ITA 2566"])
def test_a_title_of_our_place_or_of_none_does_not(title: str) -> None:
    """Nothing is guessed from what is not said."""
    assert asked(LISTED, title=title) is None


def test_an_owner_s_column_of_districts_does() -> None:
    """Also where the configuration does not know of it; a blank cell of it says nothing."""
    columns = (*COLUMNS, "อำเภอ")
    assert asked((*LISTED, "เมืองชัยภูมิ"), columns=columns) == (2, "เมืองชัยภูมิ")
    assert asked((*LISTED, "อ.หนองบัวแดง"), columns=columns) is None
    assert asked((*LISTED, None), columns=columns) is None
