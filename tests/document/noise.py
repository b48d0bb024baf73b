"""Errors of recognised text, by classes and rates that were counted in a real transcript.

The transcript is the one of a municipality's report of 2566 (26,331 characters, 844 of them Thai
digits, 22,390 Thai letters and marks). Its figures are known: those of the tables are printed
several times and can be recomputed, item ids follow from their titles, which the year's rules have.
Letters were counted by eye, so only errors that leave no word; a wrong word that is a word goes
unseen, and the true rate of letters is higher.

Counted (`SEEN`), with the number of chances where the class has its own:

| class | seen | of | rate |
|---|--:|--:|--:|
| ๗ read as ๓, in figures (๓๙.๔๑, ๔๘.๓๕) | 2 | 46 sevens | 43 per 1,000 |
| ๗ read as ๓/ (๓/๕.๐๐, ๔๘.๓/๕) | 2 | 46 sevens | 43 per 1,000 |
| ๔ read as ๕ (o๔๐ ×1, o๔๓ ×1, o๔๒ ×1, ๒๕๔๖ ×1) | 4 | 48 fours | 83 per 1,000 |
| ๘ read as ๙ (๓๙.๔๑) | 1 | 62 eights | 16 per 1,000 |
| ๕ read as ๘ (๘๘ คะแนน) | 1 | 115 fives | 9 per 1,000 |
| ๒ read as ๖ (ส่วนที่ ๖) | 1 | 130 twos | 8 per 1,000 |
| all digits together | 11 | 838 | 13 per 1,000 |
| o of an item read as ๐ | 27 | 29 | 931 per 1,000 |
| o of an item read as ๑ | 2 | 29 | 69 per 1,000 |
| e of an item read as ๕ | 2 | 5 | 400 per 1,000 |
| a digit of an item lost (๐๓ for o๑๓) | 1 | 34 items | 29 per 1,000 |
| the whole item lost before its title | 1 | 35 items | 29 per 1,000 |
| คะแนน in Lao letters | 2 | 90 words | 22 per 1,000 |
| a letter or mark lost (กา, กร for การ) | 9 | 22,390 | 0.4 per 1,000 |
| a letter too many (มีย, ตติ) | 7 | 22,390 | 0.3 per 1,000 |
| a letter for its like (ข for ช, ส for น, ว for ง) | 4 | 22,390 | 0.2 per 1,000 |
| a heading torn into two lines | 2 | 9 headings | 222 per 1,000 |
| a score torn from its name (at a page break) | 2 | 10 lines | 200 per 1,000 |
| the header of a table lost where it goes on over a page | 5 | 5 | always |

The transcript has no insider item and no Arabic digit in a figure: `i` is taken to fare as `e` does
(read as ๑), and Arabic digits are taken to be misread as often as Thai ones, into their own
likenesses (1/7, 3/8, 5/6). Both are guesses.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

DIGITS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "๗": (("๓", 2 / 46), ("๓/", 2 / 46)),
    "๔": (("๕", 4 / 48),),
    "๘": (("๙", 1 / 62),),
    "๕": (("๘", 1 / 115),),
    "๒": (("๖", 1 / 130),),
    # Arabic digits: not counted; as often as Thai digits all together.
    **{true: ((seen, 11 / 838),) for true, seen in ("17", "71", "38", "83", "56", "65")},
}
"""What a digit is read as, and how often."""
PREFIXES: Mapping[str, tuple[tuple[str, float], ...]] = {
    "o": (("0", 27 / 29), ("1", 2 / 29)),
    "e": (("5", 2 / 5),),
    "i": (("1", 2 / 5),),
}
"""What the letter of an item is read as, as a digit of the hand at work."""
ITEM_DIGIT_LOST = 1 / 34
ITEM_LOST = 1 / 35
LAO = 2 / 90
LETTER_LOST, LETTER_DOUBLED, LETTER_CONFUSED = 9 / 22390, 7 / 22390, 4 / 22390
HEADING_TORN, SCORE_TORN = 2 / 9, 2 / 10
LIKE = {
    "ช": "ข",
    "ข": "ช",
    "น": "ส",
    "ง": "ว",
    "ค": "ด",
    "ด": "ค",
    "ถ": "ก",
    "ภ": "ก",
    "บ": "ป",
    "ป": "บ",
}

LIKED = 4
"""One letter or mark in four has a likeness."""

_ITEM = re.compile(r"(?<![A-Za-z0-9๐-๙])([oei])([0-9๐-๙]{1,2})(?![0-9๐-๙A-Za-z])")
_URL = re.compile(r"https?://\S+")
_WORD = re.compile(r"[ก-๎]")


@dataclass
class Noise:
    """Errors at `factor` times the counted rates.

    None at 0. The same chances give the same errors.
    """

    rng: Random
    factor: float = 1
    made: dict[str, int] = field(default_factory=dict)

    def happens(self, rate: float, kind: str) -> bool:
        """Return whether an error of a class happens now."""
        found = self.rng.random() < min(rate * self.factor, 0.95 if self.factor else 0)
        if found:
            self.made[kind] = self.made.get(kind, 0) + 1
        return found

    def text(self, text: str) -> str:
        """Return a text as it was recognised; links are left alone, as the transcript has none."""
        if not self.factor:
            return text
        pieces, last = [], 0
        for url in _URL.finditer(text):
            pieces += [self._words(text[last : url.start()]), url[0]]
            last = url.end()
        return "".join([*pieces, self._words(text[last:])])

    def _words(self, text: str) -> str:
        pieces, last = [], 0
        for item in _ITEM.finditer(text):
            pieces += [self._letters(text[last : item.start()]), self._item(item[1], item[2])]
            last = item.end()
        return "".join([*pieces, self._letters(text[last:])])

    def _item(self, letter: str, number: str) -> str:
        if self.happens(ITEM_LOST, "item lost"):
            return ""
        if len(number) == 2 and self.happens(ITEM_DIGIT_LOST, "item digit lost"):
            number = number[1] if self.rng.random() < 0.5 else number[0]
        prefix = letter
        for seen, rate in PREFIXES[letter]:
            if prefix == letter and self.happens(rate, "item letter"):
                prefix = seen if number.isascii() else chr(ord(seen) - ord("0") + ord("๐"))
        return prefix + "".join(self._digit(digit) for digit in number)

    def _letters(self, text: str) -> str:
        pieces = re.split("(คะแนน)", text)
        return "".join(
            "คະແນນ"
            if piece == "คะแนน" and self.happens(LAO, "Lao")
            else "".join(map(self._letter, piece))
            for piece in pieces
        )

    def _letter(self, char: str) -> str:
        if char in DIGITS:
            return self._digit(char)
        if not _WORD.match(char):
            return char
        if self.happens(LETTER_LOST, "letter lost"):
            return ""
        if "ก" <= char <= "ฮ" and self.happens(
            LETTER_DOUBLED * 3 / 2, "letter doubled"
        ):  # consonants are two thirds
            return char * 2
        if char in LIKE and self.happens(LETTER_CONFUSED * LIKED, "letter confused"):
            return LIKE[char]
        return char

    def _digit(self, digit: str) -> str:
        for seen, rate in DIGITS.get(digit, ()):
            if self.happens(rate, "digit"):
                return seen
        return digit
