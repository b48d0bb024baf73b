"""Figures as a document prints them: which characters make one, and what it can mean.

A figure that says nothing by itself (`๔๘.๓/๕`) has readings; which of them is right is decided
elsewhere.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from ita_sync import thai
from ita_sync.rules import misreadings
from ita_sync.rules.scoring import CENT

_FULL = 100
_GLUED = (("3/", "7"), ("$", "8"))
"""What is no digit, or is two, in which one digit is recognised.

Source: recognised reports (๗๕.๐๐ read ๓/๕.๐๐, 89.19 read $9.19).
"""
_DIGIT = "0-9๐-๙"
_APART = rf"[.] (?=[{_DIGIT}]{{2}}(?![{_DIGIT}]))"
TOKEN = re.compile(
    rf"(?<![{_DIGIT}.,/$])[$]?[{_DIGIT}](?:[{_DIGIT}]|[.,/](?=[{_DIGIT}])|{_APART})*"
)
LED = re.compile(
    r"\W{0,3}(?:มี)?(?:ได้)?(?:รับ)?(?:ผล)?คะแนน(?:ที่ได้|เฉลี่ย|ประเมิน)?"
    r"(?:\s*(?:เท่ากับ|อยู่ที่|คิดเป็น|คือ|ที่|[:=]))?(?:\s*ร้อยละ)?\s*"
)
"""What may stand before a score right below the name it is of: `ได้คะแนนเท่ากับร้อยละ 95.41 ผ่าน`."""
_COMMA = re.compile(r"(?<=\d),(?=\d\d$)|(?<=\d\d),(?=\d$)")
"""For the point of a score: a thousand has three digits after it, and `1,2` lists two numbers."""
_SHORT, _MARKS = re.compile(rf"[{_DIGIT}]{{2}}\.[{_DIGIT}]"), re.compile(r"\s*คะแนน")
"""A score that was rounded, and what stands behind it."""
_SCORE = re.compile(r"\d{1,3}[.]\d{1,2}|\d{1,3}")


@dataclass(frozen=True)
class Reading:
    """One thing that a printed figure may say.

    Attributes:
        value: a score from 0 to 100.
        cost: 0 as it stands; more the less likely it is to have come out as it did.
    """

    value: Decimal
    cost: int


def plain(token: str) -> Decimal | None:
    """Return the score that a token says as it is, with the decimals it has.

    None where it says none.
    """
    text = _COMMA.sub(".", thai.digits(token).replace(" ", ""))
    if not _SCORE.fullmatch(text):
        return None
    value = Decimal(text)
    return value if value <= _FULL else None


def shaped(token: str) -> bool:
    """Say whether a token is written as scores are, with two decimals, or may have been."""
    text = _unglued(thai.digits(token).replace(" ", ""))
    return re.fullmatch(r"\d{1,3}[.,]\d{2}", text) is not None


def first(text: str) -> str:
    """Return the first figure of a text, none where there is none."""
    return next((match[0] for match in TOKEN.finditer(text)), "")


def shaped_in(text: str) -> bool:
    """Say whether a text contains a score."""
    return any(shaped(found[0]) for found in TOKEN.finditer(text))


def told(text: str) -> list[re.Match[str]]:
    """Return the figures of a text that are written as scores; where none is, with one decimal."""
    found = [match for match in TOKEN.finditer(text) if shaped(match[0])]
    return found or [
        match
        for match in TOKEN.finditer(text)
        if _SHORT.fullmatch(match[0]) and _MARKS.match(text, match.end())
    ]


def readings(token: str) -> list[Reading]:
    """Return what a token may say, the likeliest first, each score once.

    First comes what it says as it is, then what is easily misread for it.
    """
    text = thai.digits(token).replace(" ", "")
    found: dict[Decimal, int] = {}

    def add(value: Decimal | None, cost: int) -> None:
        if value is not None and found.get(value, cost) >= cost:
            found[value] = cost

    add(plain(text), 0)
    base, spent = text, 0
    if plain(text) is None:
        base, spent = _unglued(text).replace(",", "."), 1
        add(plain(base), spent)
    if re.fullmatch(r"\d{1,6}(\.\d{1,2})?", base):
        for slip in misreadings.of_figure(base):
            add(Decimal(slip.meant), spent + (slip.count if slip.kind == misreadings.KNOWN else 5))
    return sorted((Reading(value, cost) for value, cost in found.items()), key=lambda one: one.cost)


def printed(value: Decimal) -> str:
    """Return a score as a report file has it: at least the two decimals that reports print."""
    return str(value.quantize(CENT)) if value == value.quantize(CENT) else str(value)


def _unglued(text: str) -> str:
    for seen, meant in _GLUED:
        text = text.replace(seen, meant)
    return text
