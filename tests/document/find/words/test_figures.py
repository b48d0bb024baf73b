"""Figures as a document prints them, and what damaged ones may say."""

from decimal import Decimal

import pytest

from ita_sync.document.find.words import figures


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("๘๔.๘๕", "84.85"),
        ("00.00", "0.00"),
        ("๑๐๐.๐๐", "100.00"),
        ("๑๐๐", "100"),
        ("๗๕", "75"),
        ("๘๘. ๔๕", "88.45"),
        ("๓/๕.๐๐", None),
        ("๑๐๐.๐๑", None),
        ("8485", None),
        ("84,85", "84.85"),
        ("84,5", "84.5"),
        ("1,2", None),
        ("98,012", None),
        ("1,234", None),
        ("2566", None),
    ],
)
def test_plain(token: str, value: str | None) -> None:
    """A score from 0 to 100 says itself; anything else says nothing by itself."""
    found = figures.plain(token)
    assert (found is None) if value is None else (str(found) == str(Decimal(value)))


@pytest.mark.parametrize(
    ("token", "first"),
    [
        ("๓/๕.๐๐", "75.00"),
        ("๔๘.๓/๕", "48.75"),
        ("84,85", "84.85"),
        ("8485", "84.85"),
        ("๘๔.๘๕", "84.85"),
    ],
)
def test_the_likeliest_reading_comes_first(token: str, first: str) -> None:
    """A known confusion is likelier than any typist's slip."""
    assert str(figures.readings(token)[0].value) == first


def test_a_reading_costs_more_the_less_likely_it_is() -> None:
    """As it stands 0, a known misreading a digit each, a slip more."""
    costs = {str(reading.value): reading.cost for reading in figures.readings("๓๙.๔๑")}
    assert (costs["39.41"], costs["78.41"], costs["39.42"]) == (0, 2, 5)


@pytest.mark.parametrize("token", ["๒๕๖๖", "๓/๒๕๖๖", "1.2.3.4.5", "//", "๑/๒/๓", "9" * 400])
def test_what_is_no_score_gives_no_score(token: str) -> None:
    """Years, numbers of orders and floods of digits are not shaped as scores."""
    assert not figures.shaped(token)
    assert all(0 <= reading.value <= 100 for reading in figures.readings(token))


def test_tokens_of_a_line() -> None:
    """A full stop that ends a number belongs to the sentence."""
    line = "๑. การใช้งบ ๙๓.๒๒ คะแนน ลำดับ ๓/๒๕๖๖ รอบ ๖ เดือน. ๔๘.๓/๕"
    assert figures.TOKEN.findall(line) == ["๑", "๙๓.๒๒", "๓/๒๕๖๖", "๖", "๔๘.๓/๕"]


@pytest.mark.parametrize(
    ("value", "text"),
    [("75", "75.00"), ("84.8", "84.80"), ("84.85", "84.85"), ("84.855", "84.855")],
)
def test_printed(value: str, text: str) -> None:
    """Two decimals, never fewer, never rounded."""
    assert figures.printed(Decimal(value)) == text


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("แบบ IIT 87.8 คะแนน", ["87.8"]),
        ("แบบ IIT 87.8 ข้อ", []),
        ("แบบ IIT 87.85 คะแนน สูงขึ้น 12.5 คะแนน", ["87.85"]),
    ],
)
def test_a_rounded_score_is_told_by_what_stands_behind_it(line: str, found: list[str]) -> None:
    """Where a line has one with two decimals, others are differences."""
    assert [match[0] for match in figures.told(line)] == found


def test_a_sign_in_the_place_of_a_digit() -> None:
    """The figure without it is none: `$9.19` may be 89.19, and never 9.19."""
    assert [found[0] for found in figures.TOKEN.finditer("คะแนนรวม $9.19")] == ["$9.19"]
    assert figures.plain("$9.19") is None
    assert str(figures.readings("$9.19")[0].value) == "89.19"
