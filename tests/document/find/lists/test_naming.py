"""Items recognised by what another list calls them."""

import pytest

from ita_sync.document.find.items import items
from ita_sync.document.find.lists.naming import Naming
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Context, Record, Seen
from ita_sync.document.parts import Spot
from tests.document.conftest import rules

YEAR = rules(2566)
YEAR_2564 = rules(2564)
ASKED = (
    "หน่วยงานมีช่องทางให้แจ้งเบาะแสการทุจริต",
    "หน่วยงานเผยแพร่ข่าวสารที่เข้าถึงได้ง่าย",
    "หน่วยงานรับฟังคำติชมของประชาชน",
)


def record(text: str, indicator: int | None = 7) -> Record:
    """Return a record about an item."""
    return Record({Label.ITEM: Seen(text, text, Spot(line=1))}, Context(indicator=indicator))


@pytest.mark.parametrize(
    ("code", "item", "titled"),
    [
        ("e6", "e6", True),  # nothing usual is misread for a 6 but a 2
        ("๕๖", "e6", True),  # the letter was read as a digit
        ("", "e6", True),  # lost
        ("e๘", "e6", True),  # another item's number beside these words
    ],
)
def test_words_of_another_list_tell_an_item(code: str, item: str, *, titled: bool) -> None:
    """The weak list has the three questions; a measure repeats one of them."""
    weak = [
        record(f"{name} {words}") for name, words in zip(("e6", "e8", "e10"), ASKED, strict=True)
    ]
    measure = record(f"{code} {ASKED[0]}")
    named = Naming([*weak, measure], YEAR, lossy=True).name(measure)
    assert (named.item, named.titled) == (item, titled)


def test_a_number_that_may_be_misread_twice_is_not_confirmed_by_a_second_one() -> None:
    """e8 is what e9 is often read as: two e8 beside the same words may both be wrong."""
    weak, measure = record(f"e9 {ASKED[0]}"), record(f"e9 {ASKED[0]}")
    named = Naming([weak, measure], YEAR, lossy=True).name(measure)
    assert (named.item, named.exact, named.titled) == ("e9", True, False)


def test_a_typed_number_stands_against_the_heading_above() -> None:
    """A heading may be long gone; where numbers are read from a picture the title has to agree."""
    stray = record("o13", 7)
    assert Naming([stray], YEAR, lossy=False).name(stray) == items.Named("o13", exact=True)
    assert Naming([stray], YEAR, lossy=True).name(stray).why is not None


def test_a_like_wording_is_no_title_where_the_number_has_none() -> None:
    """`คู่มือการปฏิบัติงาน` and `คู่มือการให้บริการ` are much alike; only one of them was worded elsewhere."""
    other = items.name("๐๑๔ คู่มือหรือมาตรฐานการปฏิบัติงาน", YEAR_2564, None, {"o15": 85.0})
    same = items.name("๐๑๔ คู่มือหรือมาตรฐานการปฏิบัติงาน", YEAR_2564, None, {"o14": 60.0, "o15": 85.0})
    assert (other.item, other.titled) == ("o14", False)
    assert (same.item, same.titled) == ("o15", True)


@pytest.mark.parametrize("code", ["๐๑๓", "013"])
def test_a_nought_typed_for_the_letter_of_an_open_data_item(code: str) -> None:
    """No other letter looks like it, and its words do not speak against it."""
    typed = record(f"{code} รายงานผลการดำเนินการ ประจำปี", 9)
    found = Naming([typed], YEAR, lossy=False).name(typed)
    assert (found.item, found.exact, found.placed) == ("o13", False, True)
