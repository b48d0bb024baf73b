"""Documents of every format in a folder, all of the same drawn reports.

Laid out, written, printed, recognised, filled in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ita_sync.rules import Framework, load_framework
from tests.checks.generator import FOLDER, years
from tests.document import filling
from tests.document.layouts import print as printing
from tests.document.layouts import recognised, word, workbook
from tests.document.layouts.catalog import ALL
from tests.document.layouts.manuscript import Manuscript
from tests.document.layouts.told import tell
from tests.today import TODAY

DOCX, OFFICE, DIRECT = "docx", "pdf, LibreOffice", "pdf, fpdf2"
SHEET, FORM = "xlsx, own", "xlsx form"
RATES = (0, 1, 2, 4)
TEXTS = {f"text, {rate}×": rate for rate in RATES}
FORMATS = (DOCX, OFFICE, DIRECT, FORM, *TEXTS)
ON_REQUEST = (SHEET,)
"""Formats that the published figures do not have."""
NO_LAYOUT = "-"
BATCH = 60
"""Word files that LibreOffice is given at once."""


@dataclass(frozen=True)
class Made:
    """A document of a drawn report; format, layout and seed repeat it."""

    format: str
    layout: str
    seed: int
    path: Path

    @property
    def manuscript(self) -> Manuscript:
        """Return what the document was made from; a form holds every field."""
        return (
            Manuscript(NO_LAYOUT, ())
            if self.layout == NO_LAYOUT
            else ALL[self.layout](tell(self.seed))
        )


def rules(year: int) -> Framework:
    """Return the rules of a year, as a reader asks for them."""
    found = next((framework for framework in years() if framework.fiscal_year == year), None)
    return found or load_framework(year, [FOLDER], TODAY)


def available(formats: Iterable[str]) -> tuple[str, ...]:
    """Return the formats of these that this machine can make."""
    lacks = {OFFICE: printing.office() is None, DIRECT: printing.font() is None}
    return tuple(name for name in formats if not lacks.get(name, False))


def make(folder: Path, name: str, layouts: Iterable[str], seeds: Sequence[int]) -> list[Made]:
    """Return documents of one format: every seed in every layout; a form has no layout."""
    if name == FORM:
        return [_filled(folder, seed) for seed in seeds]
    if name == OFFICE:
        return list(_printed(folder, make(folder, DOCX, layouts, seeds)))
    return [_one(folder, name, layout, seed) for layout in layouts for seed in seeds]


def _one(folder: Path, name: str, layout: str, seed: int) -> Made:
    manuscript = ALL[layout](tell(seed))
    stem = f"{layout}{seed}"
    if name == DOCX:
        path = folder / f"{stem}.docx"
        word.write(manuscript, path, font=word.FONTS[(ord(layout) + seed) % len(word.FONTS)])
    elif name == SHEET:
        path = folder / f"{stem}-own.xlsx"
        workbook.write(manuscript, path)
    elif name == DIRECT:
        path = folder / f"{stem}-direct.pdf"
        printing.write(manuscript, path)
    else:
        path = folder / f"{stem}-{TEXTS[name]}.txt"
        path.write_text(recognised.write(manuscript, seed, TEXTS[name]), "utf-8")
    return Made(name, layout, seed, path)


def _printed(folder: Path, made: Sequence[Made]) -> Iterator[Made]:
    for start in range(0, len(made), BATCH):
        batch = made[start : start + BATCH]
        files = printing.convert([each.path for each in batch], folder)
        for each, path in zip(batch, files, strict=True):
            yield Made(OFFICE, each.layout, each.seed, path)


def _filled(folder: Path, seed: int) -> Made:
    told = tell(seed)
    path = folder / f"{seed}.xlsx"
    rng = Random(f"form {seed}")  # noqa: S311 - repeatable draws, no secret
    book = filling.fill(filling.empty(folder, told.year), told.report, filling.anyhow(rng))
    path.write_bytes(filling.data_of(book))
    return Made(FORM, NO_LAYOUT, seed, path)
