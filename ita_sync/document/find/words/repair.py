"""Letters that came out of a document wrong: put right where only one reading is possible.

Nothing here knows what a report says. Digits that may be misread are left as they are: `figures`
weighs them.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ita_sync import thai
from ita_sync.characters import visible

# Old Thai fonts keep shifted marks and cut-off letters in the private area; the numbers are those
# of Windows' fonts.
_TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_PRIVATE = {
    0xF700: "ฐ",
    **dict(zip(range(0xF701, 0xF705), "\u0e34\u0e35\u0e36\u0e37", strict=True)),
    **{first + n: tone for first in (0xF705, 0xF70A, 0xF713) for n, tone in enumerate(_TONES)},
    0xF70F: "ญ",
    0xF710: "\u0e31",
    0xF711: "\u0e4d",
    0xF712: "\u0e47",
    **dict(zip(range(0xF718, 0xF71B), "\u0e38\u0e39\u0e3a", strict=True)),
}
# A recogniser that knows both scripts takes one for the other; the blocks lie alike, 0x80 apart.
_LAO = {
    lao: chr(lao - 0x80)
    for lao in (
        *range(0x0E81, 0x0EBE),
        *range(0x0EC0, 0x0EC7),
        *range(0x0EC8, 0x0ECE),
        *range(0x0ED0, 0x0EDA),
    )
    if lao not in (0x0EBB, 0x0EBC)
} | {0x0EBB: "\u0e31", 0x0EDC: "หน", 0x0EDD: "หม"}
_LETTERS = {**_PRIVATE, **_LAO}

_TICKS, _TICK = 4, re.compile(r"[\d๐-๙]{1,3}(?:\.[\d๐-๙]{1,2})?")
"""How many figures an axis has at least, and what each is."""
_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_TORN = re.compile(
    rf"(?<=[ก-ฮ])[ \u00a0]+(?=[{_MARK}\u0e33])|(?<=[{_MARK}])[ \u00a0]+(?=[{_MARK}\u0e33])"
    r"|(?<=[\u0e31\u0e36\u0e37])[ \u00a0]+(?=[ก-ฮ])|(?<=[ก-ฮ\u0e47-\u0e4e])[ \u00a0]+(?=[ะาำ])"
)
"""Spaces within a word: before a mark, or a vowel that begins none, or after one that ends none."""
_LATIN_E = re.compile(r"(?<![\w.@])@(?=[1-9๑-๙][\d๐-๙]?(?![\d๐-๙]))")
"""A Latin e before a number, as a recogniser of Thai alone reads it."""
_LATIN_O = re.compile(
    r"(?:(?<![\w.,/-])|(?<=[1-9],)|(?<=[1-9]\d,))๐(?=[1-9]\d?(?:(?=,๐[1-9])|(?![\d๐-๙]|[.,/-][\d๐-๙])))"
)
"""A Latin o before an Arabic number, read as the nought of the other script: `๐17`."""
_LATIN_SMALL_E = re.compile(
    r"(?:(?<![\w.,/-])|(?<=[1-9][.,])|(?<=[1-9]\d[.,]))๑(?=[1-9][0-9]?(?:(?=[.,]๑[1-9])|(?![\d๐-๙]|[.,/-][\d๐-๙])))"
)
"""A Latin e before an Arabic number, read as the one of the other script: `๑8`."""
_SMALL_I = re.compile(r"(?=.*1[0-3][0-9])1[0-9]{1,2}(?:\s*[.,]\s*1[0-9]{1,2})+")
"""Several items whose i was read as a one: `120, 123`; beside such, `17` is none of two digits."""
_STROKE = re.compile(r"(?<![A-Za-z0-9๐-๙])([eo])[lI|](?=\d(?![\d๐-๙]))")
"""The one of an item's number, read as a letter: `el4`."""
_TOOL_TORN = re.compile(r"([IEO]IT\s?[0-9๐-๙])\n([0-9๐-๙])")
"""An item that a narrow column broke, and nothing else in its cell: `OIT1` over `2`."""
_FIRST_TOOL = re.compile(
    r"(?<![A-Za-z])(?:[UHN]|[1lI|]{1,3})T(?=\s*(?:ได้|มี|คะแนน|[:=]|\d)[^\n]*(?<![A-Za-z])EIT[^\n]*(?<![A-Za-z])OIT)"
)
"""IIT, of whose strokes a recogniser made one letter, before the two others: `UT ได้ … EIT ได้ …`."""
_LIKE = (
    (re.compile("ตัว[ชขซ]ี[้์]วัด"), "ตัวชี้วัด"),
    (re.compile("รับ[ผฝถ]ิดชอบ"), "รับผิดชอบ"),
    (re.compile("[ขช]ั้นตอน"), "ขั้นตอน"),
    (re.compile("ต(?:่า|ำ)(?=กว่า|(?:ที่)?สุด)"), "ต่ำ"),
    (re.compile("ป[ีึ]งบประมาณ"), "ปีงบประมาณ"),
    (re.compile("นำหนัก"), "น้ำหนัก"),
    (
        re.compile(
            r"(?<=แบบตรวจ )[0๐Oo][1lI]7(?!\d)|(?<=ข้อมูล )[0๐][1lI]7(?= ?ที่)|(?<=\()[0๐][1lI]7(?=\))"
        ),
        "OIT",
    ),
)
"""Words of heads and labels with a letter of the same looks: of these, no other makes a word."""
_IS = re.compile(r"((?:คะแนน|สุด) ?)(?=[A-Za-z]*[a-z])[A-Za-z]{2,3}[ \n]?(?=ข้อ|การ|คุณภาพ|ประสิทธิภาพ)")
"""`คือ` before what is meant, as a recogniser that knows Latin letters reads it: `คะแนน Aeข้อ i7`."""
_MOVED = re.compile(r"([\u0e31\u0e36\u0e37])([ก-ฮ])([\u0e48-\u0e4b])")
"""A tone mark that a PDF put one letter late: no such vowel is followed by a letter with one."""
_HYPHEN = re.compile(r"(?<![A-Za-z0-9])([IEOieo])-(?=[\d๐-๙]{1,2}(?![\d๐-๙]))")
"""A hyphen within the number of an item: `O-12`."""
_PLUS = re.compile(r"^\+\s+(?=[^\W\d])", re.MULTILINE)
"""A plus sign typed as the dash of a list."""
_LATE = re.compile(r"([ก-ฮ][\u0e34-\u0e39])([ก-ฮ])([\u0e48-\u0e4b]) (?=([\u0e31\u0e34-\u0e37]))\4")
"""The same before a letter with a vowel of its own, and a space: `ตัวชีว้ ัด`."""
_DOUBLED = re.compile(rf"([{_MARK}])\1+")
_LEADER = re.compile(
    r"[^\S\n]*(?:(?:[.…·_][^\S\n]?){6,300}(?=[\d๐-๙])"
    r"|(?:…[^\S\n]?|(?:[.·_][^\S\n]?){3})(?:[.…·_][^\S\n]?){0,5}(?=[\d๐-๙]{1,3}[.][\d๐-๙]))"
)
"""Dots that lead from a name to its figure, as in a list of contents; few before a score.

`1. การปฏิบัติหน้าที่ ..... 89.7`, typed by hand; a program makes one sign of three: `… 89.7`.
"""
# Thai in an eight-bit code, read as Western: bytes A1-FB come out as ¡-û, with a few of Windows'
# own among them.
_WESTERN = re.compile(r"[\u00a1-\u00fb\u2018-\u2022\u2013\u2014\u2026]")
_BROKEN = re.compile(r"\d{1,3}\.\d\d|2[45]\d\d")
_SHARE, _FEW = 0.5, 5
"""Of the letters beyond ASCII, and how many at least: a French word is left alone."""


@lru_cache(maxsize=8192)  # finders come back to the same lines
def mend(text: str) -> str:
    """Return `text` with its letters put right; line breaks stay.

    Lao letters become Thai, glyphs of the private area the letters they show, marks and sara am
    that were torn off stand at their letter again, doubled marks and sara e are one, invisible
    characters and dot leaders are gone, and text of TIS-620 that was read as Western is Thai.
    """
    text = _decoded(text).translate(_LETTERS)
    text = _TORN.sub("", _LATE.sub(r"\1\3\2\4", visible(text)))
    text = _LATIN_E.sub("e", text)
    text = _MOVED.sub(r"\1\3\2", text)
    text = _DOUBLED.sub(r"\1", thai.clean(text).replace("เเ", "แ"))
    for like, meant in _LIKE:
        text = like.sub(meant, text)
    if torn := _TOOL_TORN.fullmatch(text):
        return torn[1] + torn[2]
    text = _HYPHEN.sub(r"\1", _LEADER.sub(" ", text))
    return _PLUS.sub("- ", re.sub(r"[^\S\n]+", " ", text).strip())


def lettered(text: str) -> str:
    """Return a mended text with the letters that a recogniser took for others.

    That is what a line says; `mend` touches no digit but those of a `017` that stands for OIT.
    """
    if _SMALL_I.fullmatch(text):
        return re.sub(r"1([0-9]{1,2})", r"i\1", text)
    text = _STROKE.sub(r"\g<1>1", _LATIN_SMALL_E.sub("e", text))
    return _FIRST_TOOL.sub("IIT", _LATIN_O.sub("o", _IS.sub(r"\1คือ ", text)))


_PLACE = re.compile(r"(?:[อจต]\.\s?|อำเภอ|จังหวัด)[ก-ฮเ-ไ]")
"""A place below the name of an agency: `ทต.บ้านใหม่` over `อ.เมือง`."""


def begins_item(text: str) -> str:
    """Return a recognised line of a list of items, the letter that it begins with no more a digit.

    `112 การเปิดโอกาส…` is i12, `2.120 ทำขั้นตอน…` the second one, about i20, `034 การประเมิน…` o34:
    no item has such a number.
    """
    return _BEGINS_O.sub(r"\1o", _BEGINS_I.sub(r"\1i", text))


_BEGINS_I = re.compile(r"^((?:[-–•*]\s*|\d{1,2}[.)]\s*)?)1(?=[0-3]\d\s+[ก-ฮเ-ไ])")
_BEGINS_O = re.compile(r"^((?:[-–•*]\s*|\d{1,2}[.)]\s*)?)[0๐อ](?=[0-4]\d\s+[ก-ฮเ-ไ])")


def flat(text: str) -> str:
    """Return `text` mended and on one line; lines that end in Thai join without a space.

    So do the pieces of a figure or year that a narrow column broke: `90.1` over `0`.
    """
    mended = mend(text)
    whole = re.sub(r"\s*\n\s*", "", mended)
    if "\n" in mended and _BROKEN.fullmatch(thai.digits(whole)):
        return whole
    return re.sub(r"\s*\n\s*", lambda found: _joint(found.string, found), mended).strip()


def _joint(text: str, found: re.Match[str]) -> str:
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    if _PLACE.match(text, found.end()):
        return " "
    thai_letter = re.compile("[ก-ฺเ-๎]")
    return "" if thai_letter.match(before) and thai_letter.match(after) else " "


def _decoded(text: str) -> str:
    letters = [
        character for character in text if not character.isspace() and not character.isascii()
    ]
    western = len(_WESTERN.findall(text))
    if western < _FEW or western < _SHARE * len(letters):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("cp874")
        except UnicodeError:
            continue
    return text


def drawn(text: str) -> bool:
    """Say whether a line holds nothing but signs, a rule or a blank, or the axis of a chart."""
    return not text.strip("_-–—=.…·•* ") or _is_axis(text.split())


def _is_axis(figures: Sequence[str]) -> bool:
    """Say whether figures rise from nought by the same step: `0.00 20.00 40.00 60.00`."""
    if len(figures) < _TICKS or not all(map(_TICK.fullmatch, figures)):
        return False
    ticks = [float(thai.digits(figure)) for figure in figures]
    return ticks[0] == 0 and len({round(b - a, 2) for a, b in pairwise(ticks)}) == 1
