"""Lists of all items: which of them a document itself gives as weak."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from ita_sync import document
from ita_sync.document.draft import Field
from ita_sync.document.find.tables import whole_lists
from ita_sync.document.find.words.records import Record
from ita_sync.document.parts import Line, Spot
from tests.document.conftest import flat, rules
from tests.document.find.records import cells, records, table
from tests.document.texts import GOOD, NAMES

Rows = list[tuple[str | float, ...]]
Read = Callable[..., dict[str, Field]]
ALL: Rows = [
    ("i1", "ก", 90.1),
    ("i2", "ข", 81),
    ("i3", "ค", 92),
    ("i4", "ง", 79.5),
    ("i5", "จ", 88),
]
HEAD = ("ข้อ", "ข้อคำถาม", "คะแนน")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that reads a workbook with scores, a list and a line below."""

    def read(rows: Rows, below: str = "-", year: int = 2568) -> dict[str, Field]:
        book = Workbook()
        sheet = book.worksheets[0]
        scores = enumerate(zip(NAMES, map(float, GOOD), strict=True), 1)
        table = [(f"{n} {name}", score) for n, (name, score) in scores]
        title = f"ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}"
        all_rows: Rows = [(title,), (), ("ตัวชี้วัด", "คะแนน"), *table, (), *rows, (), (below,)]
        for row in all_rows:
            sheet.append(row)
        book.save(tmp_path / "book.xlsx")
        return flat(document.read(tmp_path / "book.xlsx", rules))

    return read


def weak(fields: dict[str, Field]) -> list[str | None]:
    """Return the items taken as weak."""
    names = [name for name in fields if name.startswith("weak.") and name.endswith(".item")]
    return [fields[name].value for name in names]


def test_the_mark_that_the_document_states(read: Read) -> None:
    """The year does not tell it."""
    assert weak(read([HEAD, *ALL], "ข้อที่ต่ำกว่าร้อยละ 80 ต้องแก้ไข")) == ["i4"]


def test_what_stands_beside_an_item(read: Read) -> None:
    """In a column for notes, or a remedy."""
    for note in ("ควรปรับปรุง", "ไม่ผ่าน"):
        rows = [(*row, note if row[0] == "i2" else "") for row in ALL]
        assert weak(read([(*HEAD, "หมายเหตุ"), *rows])) == ["i2"]
    rows = [(*row, "จัดอบรมเจ้าหน้าที่ทุกคน" if row[0] == "i4" else "") for row in ALL]
    assert weak(read([(*HEAD, "แนวทางแก้ไข"), *rows])) == ["i4"]


def test_where_nothing_tells_none_is_weak(read: Read) -> None:
    """But an item of open data without points; a list that names only some is one of weak ones."""
    assert not weak(read([HEAD, *ALL]))
    data = [(f"o{n}", "ก", 0 if n == 3 else 50) for n in range(1, 7)]
    assert weak(read([HEAD, *data])) == ["o3"]
    assert weak(read([HEAD, ALL[1], ALL[3]])) == ["i2", "i4"]


def test_what_stays_as_it_is_is_not_weak(read: Read) -> None:
    """In a question analysis each item has something beside it, most that they stay so."""
    beside = {"i2": "แจ้งเวียนแผนทุกไตรมาส", "i4": "ลดขั้นตอนการยืม"}
    rows = [(*row, beside.get(str(row[0]), "รักษาระดับ")) for row in ALL]
    head = (*HEAD, "แนวทางการพัฒนา")
    assert weak(read([head, *rows])) == ["i2", "i4"]
    assert weak(read([head, *rows[:3], (), ("ตาราง",), head, *rows[3:]])) == ["i2", "i4"]


def test_a_list_of_all_items_in_several_tables(read: Read) -> None:
    """A table of three for each indicator, something to do beside all: none is said to be weak."""
    rows: Rows = []
    for first in range(1, 16, 3):
        items: Rows = [(f"i{first + n}", "ก", 80.0 + n, "จัดอบรมเจ้าหน้าที่") for n in range(3)]
        rows += [("ผลรายข้อ",), (*HEAD, "แนวทางการพัฒนา"), *items, ()]
    assert not weak(read(rows))
    assert weak(read(rows[:6])) == ["i1", "i2", "i3"]


@pytest.mark.parametrize("year", [2565, 2566, 2568])
def test_a_checklist_of_ones_and_noughts(read: Read, year: int) -> None:
    """A 1 is full marks, not a score."""
    data = [(f"o{n}", "ก", 0 if n == 4 else 1) for n in range(1, 8)]
    fields = read([("ข้อ", "ข้อมูล", "ผล (1 = ได้, 0 = ไม่ได้)"), *data], year=year)
    assert weak(fields) == ["o4"]
    assert (fields["weak.0.items.0.score"].value or "").startswith("0")


def test_lists_side_by_side(read: Read) -> None:
    """Three pairs of columns are three lists."""
    rows: Rows = [
        (f"i{n}", 90 + n / 100, f"i{n + 5}", 71.03 if n == 3 else 91.5, f"e{n}", 92.5)
        for n in range(1, 6)
    ]
    fields = read([("ข้อ", "คะแนน") * 3, *rows], "ข้อที่ต่ำกว่า 85 คะแนนต้องแก้ไข")
    assert weak(fields) == ["i8"]
    assert fields["weak.0.items.0.score"].value == "71.03"


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        (["ข้อที่ได้คะแนนต่ำกว่าร้อยละ ๘๕"], "85"),
        (["ประเด็นที่น้อยกว่า 85 คะแนน", "ระดับ ต้องปรับปรุง: น้อยกว่า 70"], "85"),
        (["ผลคะแนนไม่น้อยกว่าร้อยละ 85"], None),
        (["ข้อที่ต่ำกว่า 85", "ข้อที่ต่ำกว่า 80"], None),
        (["ผู้ตอบน้อยกว่า 60 คน"], None),
        (["ให้ทุกหน่วยงานผ่านเกณฑ์ 85 คะแนน ร้อยละ 100 ภายในปี 2570"], "85"),
        (["ค่าเป้าหมายที่ 80 คะแนน", "ข้อที่ต่ำกว่า 85 คะแนน"], "85"),
    ],
)
def test_stated(said: list[str], mark: str | None) -> None:
    """One mark, said of items rather than of levels; goals and counts are none."""
    found = whole_lists.stated(Line(one, Spot(line=1)) for one in said)
    assert found == (mark and Decimal(mark))


@pytest.mark.parametrize(("sign", "items"), [("×", ["i8"]), ("✘", ["i8"]), ("✓", [])])
def test_a_cross_beside_an_item_says_that_it_is_weak(
    read: Read, sign: str, items: list[str]
) -> None:
    """In either half of a list, in a column without a head; a tick says nothing."""
    rows: Rows = [
        (f"i{n}", 90.5, "✓", f"i{n + 5}", 79.5, sign if n == 3 else "✓") for n in range(1, 6)
    ]
    assert weak(read([("ข้อ", "คะแนน", "") * 2, *rows])) == items


def _beside(order: list[int], low: set[int], caption: str) -> list[Record]:
    """Return the records of a list of twelve items in four tables that stand side by side."""
    cells = [
        (f"i{n}", f"79.6{'*' if '*' in caption else ''}" if n in low else "92.1") for n in order
    ]
    rows = [tuple(text for cell in cells[at : at + 4] for text in cell) for at in range(0, 12, 4)]
    return records(Line(caption, Spot(line=1)), table(("ข้อ", "คะแนน") * 4, *rows))


DOWN, ACROSS = [1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12], list(range(1, 13))


@pytest.mark.parametrize("order", [DOWN, ACROSS])
@pytest.mark.parametrize(
    "caption", ["คะแนนรายข้อ แบบวัด IIT", "คะแนนรายข้อ (ข้อที่ต่ำกว่าเกณฑ์ทำเครื่องหมาย *)"]
)
def test_a_list_of_all_items_in_several_columns(order: list[int], caption: str) -> None:
    """Whichever way it goes on; a number of two digits beside it is no item with its score."""
    found = _beside(order, {7, 11}, caption)
    told = {cells(one)["item"]: cells(one)["score"].rstrip("*") for one in found}
    assert told == {f"i{n}": "79.6" if n in {7, 11} else "92.1" for n in range(1, 13)}
    assert None not in {one.whole for one in found}
    weak = {cells(one)["item"] for one in found if one.said_weak}
    assert weak == ({"i7", "i11"} if "*" in caption else set())
