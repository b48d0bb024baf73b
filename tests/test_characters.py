"""Characters that are not seen, that steer a terminal, or that begin a formula."""

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_sync import characters

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]

# PropList.txt, Other_Default_Ignorable_Code_Point; the property is stable.
OTHER_IGNORABLE = (
    *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0, *range(0xFFF0, 0xFFF9)),
    *(0xE0000, *range(0xE0002, 0xE0020), *range(0xE0080, 0xE0100), *range(0xE01F0, 0xE1000)),
)


def unseen_by_unicode() -> set[str]:
    """Return the default-ignorable and format characters, as Unicode derives them (UAX #44)."""
    formats = {each for each in EVERY if unicodedata.category(each) == "Cf"}
    variants = {each for each in EVERY if "VARIATION SELECTOR" in unicodedata.name(each, "")}
    return formats | variants | set(map(chr, OTHER_IGNORABLE))


def test_all_characters_that_unicode_does_not_show_are_known() -> None:
    """Each of them, and the blank letters and symbols beside them, but nothing that is seen."""
    by_us = {each for each in EVERY if characters.UNSEEN.fullmatch(each)}
    missing = unseen_by_unicode() - by_us
    assert not missing, characters.codes(missing)
    # What Python's own tables of an older Unicode do not know is not assigned there.
    more = {each for each in by_us - unseen_by_unicode() if unicodedata.category(each) != "Cn"}
    assert {unicodedata.name(each) for each in more} == {
        "BRAILLE PATTERN BLANK",
        "KHITAN SMALL SCRIPT FILLER",
        "MUSICAL SYMBOL NULL NOTEHEAD",
    } | {name for each in more if "BLANK" in (name := unicodedata.name(each))}


def test_what_is_printed_neither_steers_nor_hides() -> None:
    """No control, no half of a pair and nothing unseen is printed; Thai and Lao are as they are."""
    hostile = "".join(
        each for each in EVERY if unicodedata.category(each) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )
    for text in (hostile, "".join(unseen_by_unicode())):
        assert all(character.isascii() for character in characters.shown(text))
        assert characters.shown(text).isprintable()
    assert characters.shown("ก\x1b[31m\nข\u202e\U000e0041") == r"ก\x1b[31m\nข\u202e\U000e0041"
    assert characters.shown("a\tb\n\x1b", keep="\t\n") == "a\tb\n\\x1b"
    plain = "น้ำ ເຈົ້າ é – “ก” 🙂 \u00a0"
    assert characters.shown(plain) == plain


@given(st.text() | st.text("ก\x1b\u202e\u200b\U000e0041\ud800\n"))
def test_json_says_the_same_without_them(text: str) -> None:
    """The escapes are JSON's own: whoever reads it gets the very text."""
    document = characters.shown_in_json(json.dumps({text: [text]}, ensure_ascii=False, indent=1))
    assert json.loads(document) == {text: [text]}
    assert document == characters.shown(document, keep="\n")


MARKS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫", "⁼", "₊"]
BEFORE = [
    "",
    " ",
    "\u00a0",
    "\u3000",
    "\u2003",
    "\u200b",
    "\ufeff",
    "\u2800",
    "\u3164",
    "\U000e0041",
]
BEFORE += ["\n", "\r\n", "\r", "\x0b", "\u2028", "\t", "\x00", "\x1b", " \u200b \n", "ก\n"]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("mark", MARKS)
def test_a_formula_is_held_however_it_is_written(before: str, mark: str) -> None:
    """An apostrophe stands before its line, and nothing else is changed."""
    text = f"{before}{mark}cmd|' /C calc'!A0"
    held = characters.held(text)
    assert held.replace("'", "") == text.replace("'", "")
    assert held != text
    assert not any(characters.runs(line) for line in held.splitlines())


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("=1+1", "'=1+1"),
        ("\t=1", "'\t=1"),
        ("\tก", "'\tก"),
        ("\rก", "'\rก"),
        ("\r=1", "'\r'=1"),
        ("ก\n=1\r\nข", "ก\n'=1\r\nข"),
        ("-1+1", "'-1+1"),
        ("- ไม่มี", "'- ไม่มี"),
        ("--", "'--"),
        ("+", "'+"),
        ("ข้อความ\r\n\r\nสอง", "ข้อความ\r\n\r\nสอง"),
    ],
)
def test_where_the_apostrophe_stands(text: str, held: str) -> None:
    """Before each line that would run, and before a tab or carriage return at the start (OWASP)."""
    assert characters.held(text) == held


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "-1.5", "-12.50", "+1,234", "-5%", "-๕", "-฿1,234.50", "-1.5E+10", "12"),
        *("+66 2 123 4567", "+66(0)44-123456", "ข้อความ =1", "'=1", "ก-ข", "a@b.go.th", "−5"),
    ],
)
def test_numbers_and_phone_numbers_stay(text: str) -> None:
    """They are what they look like, and so is a lone dash."""
    assert characters.held(text) == text
