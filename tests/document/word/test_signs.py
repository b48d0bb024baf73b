"""Numbers and bullets as Word shows them."""

import pytest

from tests.document.word.drawn_xml import abstract, at, labels, level, num


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("thaiNumbers", {1: "๑", 10: "๑๐", 29: "๒๙"}),
        (
            "thaiLetters",
            {1: "ก", 2: "ข", 3: "ค", 4: "ง", 10: "ญ", 33: "ล", 41: "ฮ", 42: "กก", 43: "ขข"},
        ),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b", 28: "bb"}),
        ("upperRoman", {1: "I", 4: "IV", 9: "IX", 14: "XIV", 1990: "MCMXC", 32767: "32767"}),
        ("lowerRoman", {3: "iii", 40: "xl"}),
        ("numberInDash", {3: "- 3 -"}),
        ("somethingNew", {3: "3"}),
        ("lowerLetter", {30000: "30000", 0: "0"}),
    ],
)
def test_formats_of_numbers(style: str, shown: dict[int, str]) -> None:
    """As Word shows them; what it cannot show is shown in digits."""
    for count, text in shown.items():
        assert labels(abstract(1, level(0, style, "(%1)", start=count)) + num(1, 1), at(0)) == [
            f"({text}) "
        ]


def test_the_thai_letters_are_those_in_use() -> None:
    """All 41, in the order of the standard."""
    read_out = labels(abstract(1, level(0, "thaiLetters", "%1")) + num(1, 1), *[at(0)] * 41)
    assert "".join(read_out).replace(" ", "") == "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"


@pytest.mark.parametrize(
    ("font", "sign", "shown"),
    [
        ("Symbol", "\uf0b7", "• "),
        ("Wingdings", "\uf0fc", "✓ "),
        ("Unknown", "\uf0aa", "• "),
        ("Courier New", "o", "o "),
    ],
)
def test_bullets(font: str, sign: str, shown: str) -> None:
    """The private letters of symbol fonts are read as what they show."""
    bullet = level(0, "bullet", sign, more=f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>')
    assert labels(abstract(1, bullet) + num(1, 1), at(0)) == [shown]
