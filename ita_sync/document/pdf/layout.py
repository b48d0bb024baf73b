"""Letters with their positions on a page -> lines of text. Used for PDF and for pictures alike.

Thai puts marks above and below a letter. Fonts draw them as glyphs of no width, out of order,
shifted, or apart from their letter, and sara am as two glyphs; so a mark goes to its letter by
where it stands, never by a space before it. Lengths are points (1/72 inch), from the left and from
the top of the page.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

UNKNOWN = "\ufffd"
"""A glyph of which the font does not say which letter it is."""

_BELOW = "\u0e38\u0e39\u0e3a\uf718\uf719\uf71a"
_ABOVE = (
    "\u0e31\u0e33\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d\uf701\uf702\uf703\uf704\uf710\uf711\uf712"
)
_TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e" + "".join(
    map(chr, [*range(0xF705, 0xF70F), *range(0xF713, 0xF718)])
)
_MARK_RANK = {mark: rank for rank, marks in enumerate((_BELOW, _ABOVE, _TONES)) for mark in marks}
_LAST = 3
SARA_AM, _SARA_AA = "\u0e33", "\u0e32"
_NEVER_FIRST = frozenset("\u0e30\u0e32\u0e33\u0e45")
"""Vowels that follow a letter: no word begins with one."""

_NO_WIDTH = 0.08
_SPACE, _SPACE_DRAWN = 0.2, 0.1
"""The gap between two letters, in letter sizes, that is a space.

First alone, then where a space is drawn in it.
"""
_SAME_LINE = 0.35
_REACH = 0.75
_DOUBLE = 0.12


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn letter or mark: its text, left and right edge, baseline, size and font."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str = ""

    @property
    def is_mark(self) -> bool:
        """Whether it is drawn above or below a letter.

        Sara am does where the font draws its sara aa apart.
        """
        flat = self.x1 - self.x0 < _NO_WIDTH * self.size
        return (self.text in _MARK_RANK and (flat or self.text != SARA_AM)) or (
            flat and self.text.startswith(UNKNOWN)
        )


@dataclass(slots=True)
class Letter:
    """A letter with its marks; or a whole word where it was recognised as one."""

    base: Glyph
    marks: list[Glyph] = field(default_factory=list)
    space: bool = False

    @property
    def text(self) -> str:
        """Return the letter and its marks in the order in which Thai is written."""
        return self.base.text + "".join(
            mark.text for mark in sorted(self.marks, key=lambda m: _MARK_RANK.get(m.text, _LAST))
        )


@dataclass(slots=True)
class Run:
    """Letters on one baseline, from left to right."""

    letters: list[Letter]

    @property
    def x0(self) -> float:
        """Return the left edge."""
        return self.letters[0].base.x0

    @property
    def x1(self) -> float:
        """Return the right edge."""
        return max(letter.base.x1 for letter in self.letters)

    @property
    def y(self) -> float:
        """Return the baseline."""
        return self.letters[0].base.y

    @property
    def size(self) -> float:
        """Return the size of most of its letters."""
        sizes = sorted(letter.base.size for letter in self.letters)
        return sizes[len(sizes) // 2]

    @property
    def text(self) -> str:
        """Return what it says, with a space wherever one is seen."""
        told: list[str] = []
        before: Letter | None = None
        for letter in self.letters:
            if before is not None and _apart(before, letter):
                told.append(" ")
            told.append(letter.text)
            before = letter
        return "".join(told).replace(SARA_AM + _SARA_AA, SARA_AM)

    def pieces(self, gap: float) -> list["Run"]:
        """Return it cut at every gap of at least `gap` sizes."""
        cut = [Run([self.letters[0]])]
        for before, letter in zip(self.letters, self.letters[1:], strict=False):
            if letter.base.x0 - before.base.x1 >= gap * letter.base.size:
                cut.append(Run([letter]))
            else:
                cut[-1].letters.append(letter)
        return cut


def _apart(before: Letter, letter: Letter) -> bool:
    if letter.base.text[0] in _NEVER_FIRST:
        return False
    gap = (letter.base.x0 - before.base.x1) / letter.base.size
    return gap >= (_SPACE_DRAWN if letter.space else _SPACE)


def runs(glyphs: Sequence[Glyph]) -> list[Run]:
    """Return the lines from top to bottom, each with its marks in place and nothing printed twice.

    Args:
        glyphs: in the order in which they were drawn; spaces among them, which count only where
            they show.
    """
    letters = _letters(_with_sara_aa(glyphs))
    letters.sort(key=lambda letter: (letter.base.y, letter.base.x0))
    found: list[list[Letter]] = []
    top = 0.0
    for letter in letters:
        if not found or letter.base.y - top > _SAME_LINE * letter.base.size:
            found.append([])
            top = letter.base.y
        found[-1].append(letter)
    told = (_told(line) for line in found)
    return [Run(line) for line in told if line]


def _with_sara_aa(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Name the sara aa that some writers leave without a letter.

    Sara am is drawn as two glyphs; the first is then said to be the whole of it, and the second,
    which every other sara aa of that font is drawn with too, to be nothing. What stands right after
    such a sara am can be nothing else.
    """
    known: set[tuple[str, str]] = set()
    before: Glyph | None = None  # a sara am, whatever marks and spaces stand after it
    for glyph in glyphs:
        if before and before.is_mark and glyph.text.startswith(UNKNOWN):
            known.add((glyph.font, glyph.text))
        if not (glyph.text.isspace() or (before and glyph.is_mark)):
            before = glyph if glyph.text == SARA_AM else None
    return [_named(glyph, known) for glyph in glyphs]


def _named(glyph: Glyph, sara_aa: Collection[tuple[str, str]]) -> Glyph:
    if not glyph.text.startswith(UNKNOWN):
        return glyph
    # Without the number that told one unknown letter from another.
    text = _SARA_AA if (glyph.font, glyph.text) in sara_aa else UNKNOWN
    return replace(glyph, text=text)


def _letters(glyphs: Iterable[Glyph]) -> list[Letter]:
    letters: list[Letter] = []
    strays: list[Glyph] = []
    last: Letter | None = None
    for glyph in glyphs:
        if not glyph.is_mark:
            letters.append(Letter(glyph))
            last = last if glyph.text.isspace() else letters[-1]
        elif last is not None and _reaches(last.base, glyph):
            last.marks.append(glyph)
        else:
            strays.append(glyph)
    for glyph in strays:
        letter = _nearest(letters, glyph)
        if letter:
            letter.marks.append(glyph)
        else:
            letters.append(Letter(glyph))
    return letters


def _nearest(letters: Iterable[Letter], mark: Glyph) -> Letter | None:
    """Return the letter to which a mark belongs, by where it stands."""
    near = [
        letter
        for letter in letters
        if not letter.base.text.isspace() and _reaches(letter.base, mark)
    ]
    return min(
        near,
        key=lambda letter: abs(letter.base.x0 + letter.base.x1 - mark.x0 - mark.x1),
        default=None,
    )


def _reaches(base: Glyph, mark: Glyph) -> bool:
    slack = 0.4 * base.size
    return (
        abs(base.y - mark.y) < _REACH * base.size and base.x0 - slack <= mark.x0 <= base.x1 + slack
    )


def _told(line: Sequence[Letter]) -> list[Letter]:
    """Return the letters of a line in order, without spaces and second prints.

    The letter after a space says that there was one.
    """
    told: list[Letter] = []
    space = False
    for letter in sorted(line, key=lambda letter: letter.base.x0):
        if letter.base.text.isspace():
            space = True
            continue
        if any(_doubles(letter.base, other.base) for other in told[-3:]):
            continue
        letter.space, space = space, False
        letter.marks = _unique(letter.marks)
        told.append(letter)
    return told


def _doubles(glyph: Glyph, other: Glyph) -> bool:
    """Whether it is printed a second time on the same spot, as some writers make bold letters."""
    return glyph.text == other.text and abs(glyph.x0 - other.x0) < _DOUBLE * glyph.size


def _unique(marks: Iterable[Glyph]) -> list[Glyph]:
    return list({mark.text: mark for mark in marks}.values())
