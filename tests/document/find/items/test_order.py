"""A list that goes up tells the items of its misread numbers; where it does not, it says so."""

import pytest

from ita_sync.document.find.items import items
from ita_sync.document.find.items.items import Named
from ita_sync.document.find.items.order import placed, untangled
from tests.document.conftest import rules

YEAR = rules(2566)
KNOWN = {"i2", "i5", "i11", "i12", "e3", "o4", "o13", "o40"}


def read(*texts: str, known: set[str] | None = None) -> list[Named]:
    """Return the items of a list of these texts."""
    names = [items.name(text, YEAR, None) for text in texts]
    return placed(names, texts, YEAR, KNOWN if known is None else known)


def found(*texts: str, known: set[str] | None = None) -> list[str | None]:
    """Return their ids."""
    return [named.item for named in read(*texts, known=known)]


def test_a_number_lies_between_those_beside_it() -> None:
    """`๑๒` is i2 at the head of a list and i12 further down.

    `๐๕๐` is o40 where no other item is left for it.
    """
    assert found("๑๒", "i๕", "i๑๑", "๑๑๒", "e๓", "๐๔", "๐๑๓", "๐๕๐") == [
        *("i2", "i5", "i11", "i12", "e3", "o4", "o13", "o40"),
    ]


def test_what_the_order_told_is_marked() -> None:
    """It is confirmed by its place, and says why."""
    told = read("๑๒", "i๕", "i๑๑", "e๓")[0]
    assert (told.item, told.placed, told.exact, str(told.why)) == (
        "i2",
        True,
        False,
        "its place in the list tells it",
    )


def test_an_entry_without_a_number() -> None:
    """Only one of the known items lies there."""
    assert found("i๒", "i๕", "", "i๑๒", "e๓") == ["i2", "i5", "i11", "i12", "e3"]
    assert found("i๒", "", "i๑๒", "e๓")[1] is None  # i5 or i11


def test_a_number_that_breaks_the_order_is_doubted() -> None:
    """The digit lost from i27 leaves i2: two copies that agree are wrong alike."""
    lost = read("i26", "i2", "i28", "e3", known={"i2", "i26", "i28", "e3"})[1]
    assert (lost.item, lost.exact) == ("i2", False)
    assert str(lost.why) == "the list does not go up here"
    mended = read("i26", "i2", "i28", "e3", known={"i26", "i27", "i28", "e3"})[1]
    assert (mended.item, mended.others) == ("i27", ("i2",))


@pytest.mark.parametrize("texts", [("๑๒", "i๕", "i๑๑"), ("i๑๒", "i๕", "e๓", "i๒", "๐๔")])
def test_what_has_no_order_tells_nothing(texts: tuple[str, ...]) -> None:
    """Too short a list, and one that goes up and down."""
    assert read(*texts) == [items.name(text, YEAR, None) for text in texts]


def test_a_list_longer_than_the_year_has_items_is_none() -> None:
    """It is not even looked at: thousands of rows would take their time."""
    texts = ["i๑", "๑๒", "i๓", *["ไม่มีเลข"] * len(YEAR.owners) * 2]
    assert found(*texts[:4], known={"i1", "i2", "i3"})[1] == "i2"
    assert found(*texts, known={"i1", "i2", "i3"})[1] == items.name("๑๒", YEAR, None).item


def test_an_official_title_outweighs_a_number() -> None:
    """The year's own words say o13; that it stands where o40 would is not enough."""
    title = YEAR.titles.items["o13"]
    assert (
        found("o4", f"o40 {title}", "o33", "o35", "o41", known={"o4", "o13", "o33", "o35", "o41"})[
            1
        ]
        == "o13"
    )


def test_two_that_were_read_as_one_are_told_apart_by_their_order() -> None:
    """i15 twice between i13 and i16: the first was i14, for ๔ is often read as ๕."""
    names = [Named(item, exact=True) for item in ("i13", "i15", "i15", "i16")]
    told = untangled(names, YEAR)
    assert [named.item for named in told] == ["i13", "i14", "i15", "i16"]
    assert [named.why is not None for named in told] == [False, True, False, False]


def test_two_that_cannot_be_told_apart_are_both_doubtful() -> None:
    """No usual misreading of o11 is free."""
    told = untangled([Named("o11", exact=True), Named("o11", exact=True)], YEAR)
    assert [(named.item, named.exact) for named in told] == [("o11", False), ("o11", False)]
