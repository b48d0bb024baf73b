"""The rows of a list of agencies: what each says, of which year, and what is no row of theirs."""

from collections.abc import Sequence
from typing import Any

from ita_sync.config_file import Column
from ita_sync.google import Snapshot
from ita_sync.rules import Official
from ita_sync.table import Doubt, Listed, ListedRow, Otherwise, Table, listed_rows

COLUMNS = (
    Column(header="รหัส", field="agency.code", key=True),
    Column(header="หน่วยงาน", field="agency.full_name"),
    Column(header="ปี", field="fiscal_year", type="number", key=True),
    Column(header="คะแนน", field="total", type="number"),
    Column(header="ลิงก์", field="url", type="link"),
)
HEADERS = tuple(column.header for column in COLUMNS)
A = Official("6360603", "องค์การบริหารส่วนตำบล", "หนองขาม", "จัตุรัส", "ชัยภูมิ")
B = Official("6360701", "องค์การบริหารส่วนตำบล", "หนองขาม", "ภูเขียว", "ชัยภูมิ")
NAME = "อบต.หนองขาม"


def listed(*rows: Sequence[Any], title: str = "t", **more: Any) -> Listed:
    """Return the rows of a tab: a title, the header, these."""
    everything = [("แบบสรุป",), HEADERS, *map(tuple, rows)]
    snapshot = Snapshot(0, title, 99, 9, dict(enumerate(everything)), {}, 0.0, **more)
    return listed_rows(Table.find(snapshot, COLUMNS), COLUMNS, [A, B])


def owners(found: Listed) -> dict[int, str | None]:
    """Return whose each row is."""
    return {row.row: row.owner.code if row.owner else None for row in found.rows}


def test_a_row_is_read_under_the_configured_headers() -> None:
    """A linked cell as where it leads; a dash says nothing."""
    found = listed((6360603, NAME, 2566, "-", "เปิดดู"), links={(2, 4): "https://a.go.th/x"})
    values = {"รหัส": "6360603", "หน่วยงาน": NAME, "ปี": "2566", "ลิงก์": "https://a.go.th/x"}
    year = frozenset({2566})
    row = ListedRow(2, f"6360603 {NAME}", A, None, (), (), year, year, values)
    assert (found.rows, found.years) == ((row,), year)


def test_a_heading_tells_namesakes_apart() -> None:
    """As it does for a push; the heading itself is no row of an agency."""
    rows = [("อำเภอจัตุรัส",), ("", NAME, 2566), ("", "อำเภอภูเขียว"), ("", NAME, 2566)]
    assert owners(listed(*rows)) == {3: A.code, 5: B.code}
    (alone,) = listed(("", NAME, 2566)).rows
    assert (alone.doubt, alone.near) == (Doubt.SHARED, (A, B))


def test_what_is_written_otherwise_names_cell_and_both_texts() -> None:
    """A long cell is quoted in part."""
    (row,) = listed((6360603, "หนองขาม", 2566)).rows
    assert row.otherwise == (Otherwise("หน่วยงาน", "หนองขาม", "องค์การบริหารส่วนตำบลหนองขาม"),)
    (row,) = listed(("", "x" * 50_000, 2566)).rows
    assert row.said == "x" * 120 + "…"


def test_the_year_is_that_of_the_row_or_of_its_table() -> None:
    """Of titles, the tab's name, or the rows that state one; a rare one is mistyped."""
    titled = listed((6360603, NAME), title="ITA 2565")
    assert titled.rows[0].years == titled.years == frozenset({2565})
    rows = [(6360603, NAME, 2566)] * 10
    assert listed(*rows, (6360603, NAME, 2556)).years == {2566}
    assert listed(*rows, (6360603, NAME, 2556)).rows[-1].years == {2556}
    assert listed(*rows[:9], (6360603, NAME, 2565)).years == {2565, 2566}
    assert listed().years == frozenset()


def test_a_table_with_other_columns_below_is_told_and_not_misread() -> None:
    """One line for it, where it begins."""
    other = ("หน่วยงาน", "รหัส", "คะแนน", "หมายเหตุ")
    found = listed((6360603, NAME, 2566, 90, "https://a.go.th"), (), other, (NAME, 6360701, 90))
    assert [(row.row, row.doubt) for row in found.rows] == [(2, None), (4, Doubt.UNREAD)]


def test_a_moved_table_below_is_read_by_its_own_header() -> None:
    """The same columns in another order."""
    below = ("หน่วยงาน", "รหัส", "คะแนน", "ลิงก์", "ปี")
    found = listed((6360603, NAME, 2566, 90), (), below, (NAME, 6360701, 90, "", 2565))
    assert owners(found) == {2: A.code, 5: B.code}
    assert found.rows[1].values["คะแนน"] == "90"


def test_totals_and_notes_are_not_rows_of_agencies() -> None:
    """Unless they name one for certain: somebody wrote a word where the code belongs."""
    rows = [
        ("รวม", "2 แห่ง", "", 90),
        ("หมายเหตุ", "ส่งแล้ว", "x"),
        ("รอรหัส", "อบต.หนองขาม อ.ภูเขียว", 2566),
    ]
    assert owners(listed((6360603, NAME, 2566), *rows)) == {2: A.code, 5: B.code}


def test_figures_for_a_place_are_no_place() -> None:
    """A rank that was mapped by mistake says of no agency that it is elsewhere."""
    columns = (COLUMNS[1], Column(header="อำเภอ", field="agency.district"))
    snapshot = Snapshot(0, "t", 9, 9, {0: ("หน่วยงาน", "อำเภอ"), 1: (NAME, 3)}, {}, 0.0)
    found = listed_rows(Table.find(snapshot, columns), columns, [A])
    assert (owners(found), found.no_places) == ({1: A.code}, ("อำเภอ",))
    assert found.rows[0].otherwise == ()
    worded = Snapshot(0, "t", 9, 9, {0: ("หน่วยงาน", "อำเภอ"), 1: (NAME, "ภูเขียว")}, {}, 0.0)
    assert listed_rows(Table.find(worded, columns), columns, [A]).no_places == ()
