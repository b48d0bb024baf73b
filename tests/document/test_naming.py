"""Items told by what another list calls them, and periods by what they can only be."""

import pytest

from ita_sync.document.find import items, periods
from ita_sync.document.find.labels import Label
from ita_sync.document.find.naming import Naming
from ita_sync.document.find.records import Context, Record, Seen
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


def test_two_that_were_read_as_one_are_told_apart_by_their_order() -> None:
    """i15 twice between i13 and i16: the first was i14, for ๔ is often read as ๕."""
    names = [items.Named(item, exact=True) for item in ("i13", "i15", "i15", "i16")]
    found = items.untangled(names, YEAR)
    assert [named.item for named in found] == ["i13", "i14", "i15", "i16"]
    assert [named.why is not None for named in found] == [False, True, False, False]


def test_a_like_wording_is_no_title_where_the_number_has_none() -> None:
    """`คู่มือการปฏิบัติงาน` and `คู่มือการให้บริการ` are much alike; only one of them was worded elsewhere."""
    other = items.name("๐๑๔ คู่มือหรือมาตรฐานการปฏิบัติงาน", YEAR_2564, None, {"o15": 85.0})
    same = items.name("๐๑๔ คู่มือหรือมาตรฐานการปฏิบัติงาน", YEAR_2564, None, {"o14": 60.0, "o15": 85.0})
    assert (other.item, other.titled) == ("o14", False)
    assert (same.item, same.titled) == ("o15", True)


def test_two_that_cannot_be_told_apart_are_both_doubtful() -> None:
    """No usual misreading of o11 is free."""
    found = items.untangled([items.Named("o11", exact=True), items.Named("o11", exact=True)], YEAR)
    assert [(named.item, named.exact) for named in found] == [("o11", False), ("o11", False)]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ภายในเดือนมีนาคม ๒๕๖๗", "ภายในเดือนมีนาคม ๒๕๖๗"),
        ("ภายในเดือนมีนาคม ๒๕๖๓", "ภายในเดือนมีนาคม ๒๕๖๗"),
        ("ภายในเดือนมีนาคม ๖๕๖๗", "ภายในเดือนมีนาคม ๒๕๖๗"),
        ("ภายในเดือนเมษายยน 2567", "ภายในเดือนเมษายน 2567"),
        ("31 มีนคม 2567", "31 มีนาคม 2567"),
        ("ภายในเดือนมีนาคม 2540", "ภายในเดือนมีนาคม 2540"),
        ("ทุกเดือน", "ทุกเดือน"),
        ("๑๓/ ตุลาคม ๒๕๖๓/", "๑๗ ตุลาคม ๒๕๖๗"),
        ("กายในวันที่ ๑๙ ธันวาคม ๒๕๖๕", "ภายในวันที่ ๑๙ ธันวาคม ๒๕๖๕"),
        ("ททุกไตรมาส", "ทุกไตรมาส"),
        ("31/3/2567", "31/3/2567"),
        ("ไตรมาส ๓/ปี ๒๕๖๗", "ไตรมาส ๓/ปี ๒๕๖๗"),
        ("ทุก ๓/ เดือน", "ทุก ๓/ เดือน"),
        ("๓/ตุลาคม/๒๕๖๗", "๓/ตุลาคม/๒๕๖๗"),
    ],
)
def test_deadlines(seen: str, meant: str) -> None:
    """Of a report of 2566: a year near by, a month that there is; what is further off stays."""
    assert periods.deadline(seen, 2566) == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ปี ๖๕๖๖", "ปี ๒๕๖๖"),
        ("พ.ศ. ๒๕๔๐", "พ.ศ. ๒๕๔๐"),
        ("โทร. ๐-๔๔๘๕-๑๓๕๙", "โทร. ๐-๔๔๘๕-๑๓๕๙"),
        ("1,234", "1,234"),
    ],
)
def test_years(seen: str, meant: str) -> None:
    """Only what is no year at all, and can be one near by."""
    assert periods.years(seen, 2566) == meant
