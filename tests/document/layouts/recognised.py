"""A manuscript as text recognised from a scan.

Tables by tabs, pages parted by blank lines, cells in one line.
"""

import re
from collections.abc import Iterator, Sequence
from random import Random

from tests.document.layouts.manuscript import Cell, Heading, Manuscript, NewPage, Paragraph, Table
from tests.document.noise import HEADING_TORN, SCORE_TORN, Noise

PAGE = 34
"""Lines of a page."""
BREAK = ["", "", ""]
MARKED = 11 / 79
"""Rows that stand in <p> marks: a share of those of the transcript, whole pages of them."""


def write(manuscript: Manuscript, seed: int, factor: float) -> str:
    """Return a manuscript as recognised text with errors at `factor` times the counted rates."""
    rng = Random(f"scan {manuscript.layout} {seed} {factor}")  # noqa: S311 - repeatable draws, no secret
    page = _Page(Noise(rng, factor), rng)
    for block in manuscript.blocks:
        match block:
            case Heading(text):
                page.paragraph(text, heading=True)
            case Paragraph("", _):
                pass
            case Paragraph(text, number):
                page.paragraph(text if number is None else f"{number}. {text}")
            case NewPage():
                page.turn()
            case Table() as table:
                for rows in table.pieces():
                    headed = (
                        rows[0] is table.rows[0] and len(rows[0]) > 2
                    )  # else it holds data, or labels
                    page.table(rows, rows[0] if headed else None)
    return "\n".join(page.lines) + "\n"


class _Page:
    """Lines so far, and how full the page is."""

    def __init__(self, noise: Noise, rng: Random) -> None:
        self.noise = noise
        self.rng = rng
        self.lines: list[str] = ["", ""]
        self.full = 0

    def turn(self) -> None:
        """Begin a new page."""
        self.lines += BREAK
        self.full = 0

    def paragraph(self, text: str, *, heading: bool = False) -> None:
        """Add a paragraph; a long heading may be torn in two, a score may be torn from its name."""
        height = 1 + len(text) // 90
        if self.full + height > PAGE:
            self.turn()
        self.full += height
        for piece in self._torn(text, heading=heading):
            self.lines += [self.noise.text(piece), ""]

    def _torn(self, text: str, *, heading: bool) -> list[str]:
        score = re.fullmatch(r"(\S+ \D+) ([0-9๐-๙.]+ คะแนน)", text)
        if score and self.noise.happens(SCORE_TORN, "score torn"):
            return [score[1], score[2]]
        words = text.split(" ")
        if heading and len(words) > 3 and self.noise.happens(HEADING_TORN, "heading torn"):
            cut = self.rng.randrange(2, len(words) - 1)
            return [" ".join(words[:cut]), " ".join(words[cut:])]
        return [text]

    def table(
        self, rows: Sequence[tuple[Cell | None, ...]], header: tuple[Cell | None, ...] | None
    ) -> None:
        """Add a table.

        Where it goes on over a page its header is lost, unless nothing goes wrong.
        """
        marked = False
        for cells in rows:
            height = 1 + max(len(cell.text) // 25 for cell in cells if cell)
            if self.full + height > PAGE:
                self.turn()
                marked = self.rng.random() < MARKED * 2
                if header and cells is not header and not self.noise.happens(1, "header lost"):
                    self.lines.append(_row(self._texts(header), marked=False))
            self.full += height
            self.lines.append(_row(self._texts(cells), marked=marked))
        self.lines.append("")

    def _texts(self, cells: tuple[Cell | None, ...]) -> Iterator[str]:
        for cell in cells:
            yield self.noise.text(cell.text.replace("\n", " ")).strip() if cell else ""


def _row(texts: Iterator[str], *, marked: bool) -> str:
    return "\t".join(f"<p>{text}</p>" if marked and text else text for text in texts)
