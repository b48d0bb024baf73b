"""Lines whose columns are spaces -> where the columns are, and what each line has in them.

Between two columns is what many lines leave empty and hardly any fills. A program that prints text
so counts each mark above or below a letter as a place of its own; a person who types counts only
what takes room.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

GAP = 3
"""Spaces that part two columns; one or two stand between words and after sentences."""
_PIECE = re.compile(r"\S+(?: \S+)*")
_RATIO = 3
"""How many lines must leave a place empty, between two texts, for each that fills it."""
_NEAR = 8
"""Places from a gutter within which a text that goes across it is parted."""
_TWICE = 2


@dataclass(frozen=True)
class Piece:
    """A text in a line, two spaces or more from the next, and its places."""

    text: str
    start: int
    end: int

    def within(self, start: int, end: int) -> int:
        """Return how many of its places lie between two."""
        return max(0, min(self.end, end) - max(self.start, start))


Span = tuple[int, int]


def pieces(text: str, *, marks: bool = True) -> list[Piece]:
    """Return the texts of a line that are apart; `marks` count as places."""
    places = [0]
    for one in text:
        places.append(places[-1] + (marks or unicodedata.category(one) != "Mn"))
    return [
        Piece(found[0], places[found.start()], max(places[found.start()] + 1, places[found.end()]))
        for found in _PIECE.finditer(text)
    ]


@dataclass(frozen=True)
class Grid:
    """Lines, and their columns.

    Attributes:
        lines: the texts of each line.
        columns: where each column is.
        heads: how many of the first lines are heads.
        marks: whether marks count as places.
    """

    lines: Sequence[Sequence[Piece]]
    columns: Sequence[Span]
    heads: int
    marks: bool

    @classmethod
    def of(cls, texts: Sequence[str], heads: int, *, marks: bool) -> "Grid":
        """Return the columns of lines, of which the first are heads."""
        lines = [pieces(text, marks=marks) for text in texts]
        told = max((len(line) for line in lines[:heads]), default=0)
        grid = cls._cut(lines, lines[heads:], heads, marks=marks)
        if len(grid.columns) < told:
            words = [
                [word for one in line for word in _words(one, marks=marks)]
                for line in lines[heads:]
            ]
            closer = cls._cut(lines, words, heads, marks=marks)
            grid = closer if len(closer.columns) == told else grid
        return grid

    @classmethod
    def _cut(
        cls,
        lines: Sequence[Sequence[Piece]],
        filled: Sequence[Sequence[Piece]],
        heads: int,
        *,
        marks: bool,
    ) -> "Grid":
        """Return the columns of lines; `filled`: what is taken for filled in those below the heads.

        Where a text reaches to the next column, one space parts the two: `ทบทวนคู่มือ กองคลัง`. There
        each word is taken by itself, as the heads tell of more columns than there are else.
        """
        spans = _spans(lines[heads:], filled, [one for line in lines[:heads] for one in line])
        grid = cls(lines, spans, heads, marks)
        return cls(lines, grid._complementary() if heads and spans else spans, heads, marks)

    @property
    def aligned(self) -> int:
        """How many texts begin or end where most of their column do."""
        count = 0
        for n in range(len(self.columns)):
            held = [
                one for line in self.lines[self.heads :] for one in line if self._place(one) == n
            ]
            starts, ends = Counter(one.start for one in held), Counter(one.end for one in held)
            count += max(*starts.values(), *ends.values(), 0, 0)
        return count

    def across(self) -> Iterator[int]:
        """Yield the lines that are one text across columns: they are none of the table."""
        for n, line in enumerate(self.lines):
            over = self._over(line[0]) if len(line) == 1 else []
            if len(over) > 1 and (over[0] == 0 or len(self._parted(line[0])) == 1):
                yield n

    def cells(self) -> list[list[str]]:
        """Return the texts of each line by column."""
        found = []
        for n, line in enumerate(self.lines):
            cells = [""] * len(self.columns)
            parts = line if n < self.heads else [part for one in line for part in self._parted(one)]
            in_order = n < self.heads and len(parts) == len(cells)
            for at, part in enumerate(parts):
                place = at if in_order else self._place(part)
                cells[place] = f"{cells[place]} {part.text}".strip()
            found.append(cells)
        for n in reversed(range(self.heads - 1)):
            self._widen(self.lines[n], found[n], found[n + 1])
        return found

    def _widen(self, line: Sequence[Piece], cells: list[str], below: Sequence[str]) -> None:
        """Let a head that stands over several others stand over each of them."""
        wide = [one for one in line if below[self._place(one)]]
        for n, (start, end) in enumerate(self.columns):
            if below[n] and not cells[n] and wide:
                nearest = min(wide, key=lambda one: abs(one.start + one.end - start - end))
                cells[n] = nearest.text

    def _over(self, piece: Piece) -> list[int]:
        """Return the columns in which a text stands."""
        return [n for n, span in enumerate(self.columns) if piece.within(*span)]

    def _place(self, piece: Piece) -> int:
        """Return the column of a text: that which it fills most, else the nearest."""
        middle = (piece.start + piece.end) / 2
        return max(
            range(len(self.columns)),
            key=lambda n: (
                piece.within(*self.columns[n]),
                -abs(sum(self.columns[n]) / 2 - middle),
            ),
        )

    def _parted(self, piece: Piece) -> list[Piece]:
        """Return the parts of a text that goes across columns, parted at the spaces nearest."""
        over = self._over(piece)
        if len(over) < _TWICE:
            return [piece]
        words = _words(piece, marks=self.marks)
        cuts = {0, len(words)}
        for left, right in pairwise(over):
            edge = (self.columns[left][1], self.columns[right][0])
            ways = [(_far(words[n].start, edge), n) for n in range(1, len(words))]
            if not ways or min(ways)[0][0] > _NEAR:
                return [piece]
            cuts.add(min(ways)[1])
        groups = [words[start:end] for start, end in pairwise(sorted(cuts))]
        return [Piece(" ".join(w.text for w in g), g[0].start, g[-1].end) for g in groups]

    def _complementary(self) -> list[Span]:
        """Return the columns, two beside each other as one that no line fills both, nor the heads.

        A head in the middle over a column, or a sum that stands to the right in it.
        """
        cells = self.cells()
        spans = list(self.columns)
        for n in reversed(range(len(spans) - 1)):
            if any(row[n] and row[n + 1] for row in cells[self.heads :]):
                continue
            headed = [any(row[at] for row in cells[: self.heads]) for at in (n, n + 1)]
            if all(headed):
                continue
            spans[n : n + 2] = [(spans[n][0], spans[n + 1][1])]
            for row in cells:
                row[n : n + 2] = [f"{row[n]}{row[n + 1]}"]
        return spans


def _words(piece: Piece, *, marks: bool) -> list[Piece]:
    """Return the words of a text, each with its places."""
    found = pieces(piece.text.replace(" ", "  "), marks=marks)
    return [  # one space for two again
        Piece(one.text, piece.start + one.start - n, piece.start + one.end - n)
        for n, one in enumerate(found)
    ]


def _far(place: int, edge: Span) -> tuple[int, int]:
    """Return how far a word begins from a gutter, and from the column behind it."""
    return max(edge[0] - place, place - edge[1], 0), abs(edge[1] - place)


def _spans(
    lines: Sequence[Sequence[Piece]], texts: Sequence[Sequence[Piece]], heads: Sequence[Piece]
) -> list[Span]:
    """Return where columns are: what is left between gutters, places that hardly a text fills."""
    filled = _places((one.start, one.end) for line in texts for one in line)
    apart = _places((a.end, b.start) for line in lines for a, b in pairwise(line))
    width = max(filled, default=-1) + 1
    gutter = [apart[place] > 0 and apart[place] >= _RATIO * filled[place] for place in range(width)]
    for start, end in list(_runs(gutter)):
        for one in _few(lines, heads, start, end):
            gutter[one.start : one.end] = [False] * (one.end - one.start)
    runs = _runs([not one for one in gutter])
    return [run for run in runs if any(filled[place] for place in range(*run))]


def _places(spans: Iterable[Span]) -> Counter[int]:
    """Return how many of some spans each place is in."""
    return Counter(place for span in spans for place in range(*span))


def _few(
    lines: Sequence[Sequence[Piece]], heads: Sequence[Piece], start: int, end: int
) -> list[Piece]:
    """Return the texts of a column that few lines fill, and that lies between two others."""
    within = [one for line in lines for one in line if start <= one.start and one.end <= end]
    return [
        one
        for one in within
        if any(one.within(head.start, head.end) for head in heads)
        or sum(one.within(other.start, other.end) > 0 for other in within) >= _TWICE
    ]


def _runs(flags: Sequence[bool]) -> Iterator[Span]:
    """Yield where flags stand one after the other."""
    for flag, run in groupby(range(len(flags)), key=lambda place: flags[place]):
        places = list(run)
        if flag:
            yield places[0], places[-1] + 1
