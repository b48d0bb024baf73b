"""Which item a text names, by number and title."""

import pytest

from ita_sync.document.draft import Trust
from ita_sync.document.find.items import items
from ita_sync.rules import Framework
from tests.document.conftest import Word, rules
from tests.document.plans import HEADS, PLAN, SCORES
from tests.document.texts import GOOD, Read, table

YEAR = rules(2566)


def test_an_item_whose_number_a_narrow_column_broke(word: Word) -> None:
    """`o1 8` may be o1 or o18: left empty, with both."""
    item = word(SCORES, PLAN, [HEADS, ("o1 8", "อบรม", "กองคลัง", "31 มีนาคม 2567")])[
        "measures.0.item"
    ]
    assert (item.value, item.trust, item.others) == (None, Trust.DOUBTFUL, ("o18", "o1"))


@pytest.mark.parametrize(
    ("text", "indicator", "item", "exact", "titled"),
    [
        ("o13 รายงานผลการดำเนินงานประจำปี", 9, "o13", True, True),
        ("ข้อ O๑๓ รายงานผลการดำเนินงานประจำปี", 9, "o13", True, True),
        ("o 13 รายงานผลการดำเนินงานประจำปี", None, "o13", True, True),
        ("ข้อคำถามที่ o14", 9, "o14", True, False),
        ("e๗ หน่วยงานเผยแพร่", 7, "e7", True, False),
        ("๕๗ หน่วยงานเผยแพร่", 7, "e7", False, False),
        ("๑๗ หน่วยงานซื้อพัสดุ", 2, "i7", False, False),
        ("๐๑๓ รายงานผลการดำเนินงานประจำปี", 9, "o13", False, True),
        ("ข้อ ๐๓. รายงานผลการดำเนินงานประจำปี", 9, "o13", False, True),
        ("ข้อ ๑๓๒ การสร้างวัฒนธรรม No Gift Policy", 10, "o32", False, True),
        ("ข้อ ๐๕๐ การขับเคลื่อนจริยธรรม", 10, "o40", False, True),
        ("รายงานผลการดำเนินงานประจำปี", 9, "o13", False, True),
        ("รายงานผลการดำเนินงานประจำปิ", 9, "o13", False, True),
        ("การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", 10, "o43", False, True),
        ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", 10, "o42", False, True),
        ("๐๑๓", 9, "o13", False, False),
        ("๐๑๓", None, "o13", False, False),
        ("อาคารสถานที่สะอาดเรียบร้อย", 9, None, False, False),
        ("คะแนนรวม", None, None, False, False),
        ("", 9, None, False, False),
    ],
)
def test_named(
    text: str, indicator: int | None, item: str | None, *, exact: bool, titled: bool
) -> None:
    """The number as it stands, else what it may have come from, else the title."""
    found = items.name(text, YEAR, indicator)
    assert (found.item, found.exact, found.titled) == (item, exact, titled)
    assert (found.why is None) == exact


def test_a_title_that_is_another_items_speaks_against_the_number() -> None:
    """o30 with the title of o40: what the number says is shown beside it."""
    found = items.name("o14 รายงานผลการดำเนินงานประจำปี", YEAR, 9)
    assert (found.item, found.others) == ("o13", ("o14",))
    assert not found.exact


def test_a_number_of_another_indicator_is_doubtful() -> None:
    """o40 is no item of indicator 9."""
    found = items.name("o40", YEAR, 9)
    assert (found.item, found.exact) == ("o40", True)
    assert found.why is not None


def test_an_item_beyond_99_is_read_where_the_year_has_it() -> None:
    """Elsewhere three digits are a misread number, as before."""
    assert items.name("o100 รายงาน", YEAR, 9).item != "o100"
    known = YEAR.model_dump()
    known["indicators"][8]["sub"][-1]["items"] += ("o100",)
    found = items.name("o๑๐๐ รายงาน", Framework.model_validate(known), 9)
    assert (found.item, found.exact) == ("o100", True)


def test_titles_too_much_alike_do_not_tell() -> None:
    """Half of a title that two items share."""
    assert items.name("คู่มือหรือมาตรฐานการ", YEAR, 9).item is None


@pytest.mark.parametrize("number", ["o14", "O๑๔"])
def test_a_number_that_contradicts_its_title_is_marked(read_text: Read, number: str) -> None:
    """In a text, of a PDF or recognised: the title is likelier, but a person has to look."""
    fields = read_text(
        table(GOOD)
        + "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปี 2567\n"
        + "ข้อ\tขั้นตอน\tผู้รับผิดชอบ\tกำหนดแล้วเสร็จ\n"
        + f"{number} รายงานผลการดำเนินงานประจำปี\tเผยแพร่รายงาน\tกองคลัง\tภายในเดือนมีนาคม 2567\n"
    )
    item = fields["measures.0.item"]
    assert (item.value, item.trust, item.others) == ("o13", Trust.DOUBTFUL, ("o14",))


@pytest.mark.parametrize(
    ("text", "item", "others"),
    [("014", "o14", ()), ("114", None, ("i14", "o14")), ("099", None, ("i99", "e99"))],
)
def test_a_number_that_lost_its_letter_where_the_year_tells_items_but_no_indicators(
    text: str, item: str | None, others: tuple[str, ...]
) -> None:
    """Its open data items are known by number; those of the questionnaires may be any."""
    named = items.name(text, rules(2569), None)
    assert (named.item, named.exact) == (item, False)
    assert {*others} <= {*named.others}
