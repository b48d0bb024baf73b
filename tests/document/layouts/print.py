"""Manuscripts as PDF files: through LibreOffice from Word, and from fpdf2 with a Thai font."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import fpdf
from fpdf.enums import TableBordersLayout

from tests.document.layouts.manuscript import Cell, Heading, Manuscript, NewPage, Paragraph, Table

FONTS = (
    *(
        "tlwg/Garuda.ttf",
        "tlwg/Loma.ttf",
        "tlwg/Sarabun.ttf",
        "fonts-tlwg/Garuda.ttf",
        "noto/NotoSansThai-Regular.ttf",
    ),
    *("thai-tlwg/Garuda.ttf", "TH Sarabun New.ttf", "Sarabun-Regular.ttf"),
)
FOLDERS = (
    Path("/usr/share/fonts/truetype"),
    Path("/usr/share/fonts"),
    Path("C:/Windows/Fonts"),
    Path("/Library/Fonts"),
)
WIDE = 9
TALL = 3
LEADING = 0.55
"""Millimetres of line height for a point of size: Thai marks stand high."""
MINUTES = 10


def office() -> str | None:
    """Return the command of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@cache
def font() -> Path | None:
    """Return a Thai font of this machine, None where there is none of those known here."""
    return next(
        (path for folder in FOLDERS for name in FONTS if (path := folder / name).is_file()), None
    )


def convert(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the PDF files that LibreOffice makes of Word files, all in one call.

    Raises:
        RuntimeError: LibreOffice made none of one of them.
    """
    command = office()
    if command is None:
        raise RuntimeError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as profile:
        arguments = [
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        names = [str(path) for path in files]
        subprocess.run(
            [command, *arguments, "--outdir", str(folder), *names],
            check=True,
            capture_output=True,
            timeout=60 * MINUTES,
        )
    made = [folder / f"{path.stem}.pdf" for path in files]
    lost = [path.name for path in made if not path.is_file()]
    if lost:
        raise RuntimeError(f"LibreOffice made no {', '.join(lost)}")
    return made


def write(manuscript: Manuscript, path: Path) -> None:
    """Write a manuscript into a PDF with fpdf2.

    Raises:
        RuntimeError: no Thai font was found.
    """
    face = font()
    if face is None:
        raise RuntimeError("no Thai font was found")
    wide = any(
        len(block.rows[0]) >= WIDE for block in manuscript.blocks if isinstance(block, Table)
    )
    pdf = fpdf.FPDF(orientation="L" if wide else "P", format="A3" if wide else "A4")
    pdf.set_auto_page_break(auto=True, margin=15)
    pdf.add_font("thai", fname=str(face))
    pdf.set_font("thai", size=7 if wide else 11)
    pdf.add_page()
    for block in manuscript.blocks:
        match block:
            case Heading(text):
                _line(pdf, text, size=9 if wide else 13)
            case Paragraph(text, number):
                _line(pdf, text if number is None else f"{number}. {text}", size=7 if wide else 11)
            case NewPage():
                pdf.add_page()
            case Table() as table:
                _table(pdf, table, size=7 if wide else 10)
    pdf.output(str(path))


def breakable(text: str) -> str:
    """Return a text with zero-width spaces where Thai may be broken.

    Word processors leave them in their PDFs, too.
    """
    return re.sub(
        r"(?<=[ก-๎])(?=[เแโใไ])|(?<=[์ะๆ])(?=[ก-ฮ])|(?<=[าำ])(?=[ก-ฮ][ะ-ู็-๎])", "\u200b", text
    )


def _line(pdf: fpdf.FPDF, text: str, size: int) -> None:
    pdf.set_font("thai", size=size)
    if text:
        pdf.multi_cell(
            0,
            size * LEADING,
            breakable(text.replace("\t", "    ")),
            new_x="LMARGIN",
            new_y="NEXT",
            align="L",
        )
    pdf.ln(1)


def _table(pdf: fpdf.FPDF, table: Table, size: int) -> None:
    pdf.set_font("thai", size=size)
    borders = TableBordersLayout.ALL if table.ruled else TableBordersLayout.NONE
    for n, rows in enumerate(map(_shortened, table.pieces())):
        headed = n == 0 and len(rows[0]) > 2 and not _merged(rows[0])
        with pdf.table(
            borders_layout=borders,
            first_row_as_headings=headed,
            align="LEFT",
            text_align="LEFT",
            padding=1,
            line_height=size * LEADING,
            headings_style=fpdf.fonts.FontFace(emphasis=None),
            repeat_headings=1 if headed else 0,
        ) as drawn:
            for cells in rows:
                row = drawn.row()
                for cell in cells:
                    if cell is not None:
                        row.cell(breakable(cell.text), colspan=cell.across, rowspan=cell.down)
        pdf.ln(2)


def _shortened(rows: tuple[tuple[Cell | None, ...], ...]) -> list[list[Cell | None]]:
    """Return rows without tall cells, whose texts are repeated below.

    fpdf2 breaks no merged row over pages.
    """
    short = [list(cells) for cells in rows]
    for n, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell and cell.down > TALL:
                for start in range(0, cell.down, TALL):
                    down = min(TALL, cell.down - start)
                    short[n + start][column] = Cell(cell.text, across=cell.across, down=down)
    return short


def _merged(cells: Sequence[Cell | None]) -> bool:
    return any(cell is None or cell.across > 1 or cell.down > 1 for cell in cells)
