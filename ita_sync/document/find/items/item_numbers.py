"""The number of an item as a text prints it, and the items that it may be a misreading of."""

import re

from ita_sync import thai
from ita_sync.rules import Framework, misreadings

_CODE = re.compile(r"^(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?\(?([A-Za-z]\s?\d{1,2}|\d{1,3})(?![\d.,/]*\d)")
"""A number at the beginning: with its letter, or with digits in the letter's place, or bare."""
_LONG = re.compile(r"^(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?([A-Za-z][1-9]\d{2})(?![\d.,/]*\d)")
"""A number beyond 99: mostly a misread one, unless the year has such an item."""
ID = re.compile(r"[ieo][1-9]\d{0,2}")
"""An item's number with its letter, as it has to be printed."""
IN_TEXT = r"[ieoIEO]\s?[\d๐-๙]{1,2}(?![\d๐-๙])"
"""The same anywhere in a text, in digits of either script: a piece of other patterns."""
SEVERAL_IN_TEXT = rf"{IN_TEXT}(?:\s*(?:,|และ|กับ)\s*{IN_TEXT})*"
"""One or several of them: `i7, i11 และ i20`."""
BULLET = r"(?:[-–•*●▪]\s*|\(?[\d๐-๙]{1,2}(?:[.)](?![\d๐-๙])|(?:\.[\d๐-๙]{1,2})+[.)]?(?=\s))\s*)*+"
"""Signs and numbers before an entry of a list; possessive, so that a line of them ends at once."""
TORN = re.compile(r"^([A-Za-z]\d)\s(\d)(?![\d.)])")
"""A number that a narrow column broke: `o1 8`."""
_SPELT = re.compile(
    r"^(?:ข้อ(?:คำถาม)?(?:ที่)?\s*(\d{1,2})\s*\(?\s*([IEO])IT\s*\)?|([IEO])IT\s*(?:ข้อ(?:ที่)?\s*)?(\d{1,2}))(?![\d.])"
)
"""A number beside the tool: `ข้อที่ 13 (OIT)`, `OIT37`."""
_SLASHED = re.compile(r"([ieo]\s?\d?/\d?)(?=\s|$)", re.IGNORECASE)
"""One whose 7 was recognised as a stroke: `e/`, `o1/`."""
_NOUGHT = re.compile(r"0(\d?[1-9]|[1-9]0)")
_ONE_OF_SEVERAL = re.compile(r"(ถึง|[-–])?\s*(?:ข้อ(?:ที่)?\s*)?([ieoIEO])\s?(\d{1,2})")
_SEVERAL = re.compile(rf"(?:{_ONE_OF_SEVERAL.pattern}(?!\d)[\s,./;]*(?:(?:และ|กับ)\s*)?){{2,}}")
_MISREAD = re.compile(r"[\[(|]?([A-Za-zอ]\s?[\d/]{1,2}|[\dอ]{2,3})[\])|]?(?:\s*[,.;]\s*|\s+|$)")
"""One of several numbers, as they are recognised from a picture: `i9, [112`, `e6, e/, อ8`."""
_BEFORE = re.compile(r"^ข้อ(?:คำถาม)?(?:ที่)?\s*(?=[ieoIEO])")
_TAIL = re.compile(r"\s*[(\[]\s*(?:ข้อ(?:ที่)?\s*)?([A-Za-z]\s?\d{1,2}|\d{2,3})\s*[)\]]\s*$")
"""The same at the end, in brackets."""

LOOKS_LIKE = {"o": "051", "e": "56", "i": "17"}
"""Digits in which the letter of an item is recognised.

Source: recognised reports (๐๑๓, ๕๗, ๑๓๒).
"""


def printed_id(text: str, framework: Framework) -> str | None:
    """Return the item whose number a text begins or ends with, whole and with its letter."""
    plain = thai.digits(thai.clean(text))
    code = code_in(plain, framework)
    return code if ID.fullmatch(code) and not TORN.match(plain) else None


def with_nought(text: str, framework: Framework) -> str | None:
    """Return the item whose number a text begins with, typed with a nought for its o: `013`."""
    found = _NOUGHT.fullmatch(code_in(thai.digits(thai.clean(text)), framework))
    return f"o{int(found[1])}" if found else None


def several(text: str, *, lossy: bool = False) -> dict[str, bool]:
    """Return the items whose numbers a text begins with.

    Each comes with whether it lies between the ends of a span. Of a recognised text that is nothing
    but numbers, each is taken as it was read, whatever stands for its letter.
    """
    plain = thai.digits(thai.clean(_BEFORE.sub("", text))).replace("\n", " ")
    found = _SEVERAL.match(plain)
    if lossy and len(misread := _misread(plain)) > 1 and not (found and found[0] == plain):
        return misread
    codes: dict[str, bool] = {}
    last = ""
    for span, letter, number in _ONE_OF_SEVERAL.findall(found[0].lower() if found else ""):
        first = int(last[1:]) if span and last.startswith(letter) else int(number)
        codes |= {f"{letter}{n}": True for n in range(first + 1, int(number))}
        last = f"{letter}{int(number)}"
        codes[last] = False
    return codes


def _misread(plain: str) -> dict[str, bool]:
    """Return the numbers of a text that is nothing else, those with a lost letter without it."""
    found, end = list[str](), 0
    while end < len(plain) and (one := _MISREAD.match(plain, end)):
        found.append("".join(one[1].split()).lower().replace("/", "7").replace("อ", ""))
        end = one.end()
    return dict.fromkeys(found, False) if end == len(plain) else {}


def title_of(text: str) -> str:
    """Return a text without the number of the item that it begins or ends with."""
    found = (
        _SPELT.match(thai.digits(text))
        or _CODE.match(thai.digits(text))
        or _TAIL.search(thai.digits(text))
    )
    if not found:
        return text
    return text[: found.start()] if found.start() else text[found.end() :].lstrip(" .:)–-")


def code_in(plain: str, framework: Framework) -> str:
    """Return the number that a text begins or ends with, in small letters and without a gap."""
    return "".join(parted(plain, framework)[0].split()).lower()


def parted(plain: str, framework: Framework) -> tuple[str, str]:
    """Return the number that a text begins or ends with, and the words beside it."""
    if (found := _LONG.match(plain)) and found[1].lower() in framework.owners:
        return found[1], plain[found.end() :].lstrip(" .:)–-")
    if found := _SPELT.match(plain):
        return f"{found[2] or found[3]}{found[1] or found[4]}", plain[found.end() :].lstrip(
            " .:)–-"
        )
    if found := _SLASHED.match(plain):
        return found[1].replace("/", "7"), plain[found.end() :].lstrip(" .:)–-")
    if found := _CODE.match(plain):
        return found[1], plain[found.end() :].lstrip(" .:)–-")
    if found := _TAIL.search(plain):
        return found[1], plain[: found.start()]
    return "", plain


def meant(text: str, framework: Framework) -> dict[str, bool]:
    """Return the items of a year that a number may mean, and whether it lost its letter.

    Its digits are taken as right.

    Where it did not, a digit or another letter is in the letter's place.
    """
    code = code_in(thai.digits(thai.clean(text)), framework)
    found: dict[str, bool] = {}
    for item, lost in _unslipped(code, tuple(framework.owners)):
        if item in framework.owners:
            found[item] = found.get(item, True) and lost
    return found


def by_code(code: str, legal: tuple[str, ...]) -> list[str]:
    """Return the legal items that a number may have come from, the likelier first."""
    plain = [item for item, _ in _unslipped(code, legal)]
    slipped = [
        slip.meant for guess in plain if guess[1:] != "0" for slip in misreadings.of_item(guess)
    ]
    return [item for item in dict.fromkeys((*plain, *slipped)) if item in legal]


def _unslipped(code: str, legal: tuple[str, ...]) -> list[tuple[str, bool]]:
    plain: list[tuple[str, bool]] = []
    for letter in dict.fromkeys(item[0] for item in legal):
        if code[:1] in LOOKS_LIKE[letter] and code[1:].isdigit():
            plain.append((f"{letter}{int(code[1:])}", False))
        if code.isdigit():
            plain.append((f"{letter}{int(code)}", True))
        elif code[:1].isalpha() and code[1:].isdigit():
            plain.append((f"{letter}{int(code[1:])}", False))
    return plain
