"""Make the pictures of README.th.md: what an officer sees who does what the page says.

Every command of the practice is typed on a terminal; its screens are drawn by a browser, the form
is shown by LibreOffice. Where one of them is not installed, that is said and nothing is written.
"""

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pdfplumber
from PIL import Image, ImageChops

from tests.browser import NAMES
from tests.cli.officer import PRACTICE, Did, Officer, Typed, page
from tests.document.layouts.print import office

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
COLOURS = 96
"""What these pictures need: few colours, and a file of some ten KB."""
MARGIN = 12
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {margin: 0; padding: 14px 18px; background: #16191d; color: #e8e8e8; width: 1000px;
  font: 15px/1.6 'Noto Sans Mono', 'DejaVu Sans Mono', 'Noto Sans Thai', 'Loma', monospace;
  white-space: pre-wrap; overflow-wrap: anywhere}
b {color: #8fd3ff; font-weight: normal} i {color: #f0c674; font-style: normal}
</style>"""
BROWSER = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", "--force-device-scale-factor=1"),
)


class Camera:
    """A browser and LibreOffice, which show things; pictures go into a folder."""

    def __init__(self, browser: str, office: str, scratch: Path, folder: Path) -> None:
        self.browser, self.office, self.scratch, self.folder = browser, office, scratch, folder

    def page(self, name: str, address: str, width: int, height: int) -> None:
        """Take the upper part of a page, or all of one that is shorter."""
        shot = self.scratch / "shot.png"
        profile = f"--user-data-dir={self.scratch / 'browser'}"
        size = f"--window-size={width},{height}"
        run(self.browser, *BROWSER, profile, size, f"--screenshot={shot}", address)
        self._keep(name, Image.open(shot))

    def screen(self, name: str, done: list[Did]) -> None:
        """Draw a terminal with these commands and their answers."""
        text = "\n\n".join(
            f"<b>C:\\…\\practice&gt; {html.escape(did.typed.line)}</b>\n{_coloured(did.screen)}"
            for did in done
        )
        drawn = self.scratch / "terminal.html"
        drawn.write_text(f"{TERMINAL}<body>{text}</body>", "utf-8")
        self.page(name, drawn.as_uri(), 1040, 1600)

    def sheet(self, name: str, book: Path, number: int) -> None:
        """Take one sheet of a workbook, as LibreOffice lays it out."""
        profile = f"-env:UserInstallation={(self.scratch / 'office').as_uri()}"
        run(
            self.office,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(self.scratch),
            str(book),
        )
        with pdfplumber.open(self.scratch / f"{book.stem}.pdf") as laid:
            self._keep(name, laid.pages[number].to_image(resolution=140, antialias=True).original)

    def _keep(self, name: str, image: Image.Image) -> None:
        picture = _trimmed(image.convert("RGB")).quantize(COLOURS, dither=Image.Dither.NONE)
        kept = BytesIO()
        picture.save(kept, "PNG", optimize=True)
        (self.folder / f"{name}.png").write_bytes(kept.getvalue())
        print(f"{name}.png: {picture.width} × {picture.height}, {len(kept.getvalue()) // 1000} KB")


def _trimmed(image: Image.Image) -> Image.Image:
    """Return a picture without the empty room around what it shows."""
    ground = Image.new("RGB", image.size, image.getpixel((image.width - 1, image.height - 1)))
    box = ImageChops.difference(image, ground).getbbox() or (0, 0, *image.size)
    left, top, right, bottom = box
    return image.crop(
        (
            max(left - MARGIN, 0),
            max(top - MARGIN, 0),
            min(right + MARGIN, image.width),
            min(bottom + MARGIN, image.height),
        )
    )


def _coloured(screen: str) -> str:
    """Return a screen as HTML; what stands in colour keeps one."""
    text = html.escape(screen.strip().replace("\r", ""))
    return re.sub(r"(SANDBOX|→|✗|!)([^\n]*)", r"<i>\1\2</i>", text)


def run(*command: str) -> None:
    """Run a program that shows something; what it says goes nowhere unless it fails."""
    done = subprocess.run(  # noqa: S603 - a browser and LibreOffice, with what was made here
        command, capture_output=True, text=True, timeout=180, check=False
    )
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr}")


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Work as somebody whose home folder is empty: no setting of this machine counts."""
    before = dict(os.environ)
    for name in list(os.environ):
        if name.startswith(("ITA_SYNC_", "XDG_")):
            del os.environ[name]
    os.environ |= {"HOME": str(home), "PYTHONPATH": str(ROOT)}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def take(camera: Camera, home: Path) -> None:
    """Do the practice, and take what is seen on the way."""
    done: list[Did] = []
    practice = home / "ita" / "practice"

    class Watched(Officer):
        """Shows the form before anything is decided in it, and the page once it is made."""

        def _start(self, one: Typed, words: list[Path]) -> None:
            if words[0].suffix == ".xlsx":
                camera.sheet("form", practice / words[0], 0)
                camera.sheet("form-cell", practice / words[0], 1)
            else:
                camera.page("preview", (practice / words[0]).as_uri(), 1000, 1300)
            super()._start(one, words)

    officer = Watched(home, looks=lambda at: camera.page("sheet", at, 1600, 420))
    done = list(officer.work([one for one in page()[0] if one.chapter == PRACTICE]))
    named = {did.typed.line.split(" ")[1]: did for did in done}
    camera.screen("read", [named["read"]])
    pushes = [did for did in done if did.typed.line == "ita-sync push report-2566.xlsx"]
    camera.screen("push", [*pushes, named["verify"]])


def main() -> None:
    """Make them all, or say what is missing."""
    browser = next(filter(None, map(shutil.which, NAMES)), None)
    with_office = office()
    missing = [
        *([] if browser else [f"a browser (one of {', '.join(NAMES)})"]),
        *([] if with_office else ["LibreOffice (soffice)"]),
    ]
    if not browser or not with_office:
        sys.exit(f"No picture was made: this machine lacks {' and '.join(missing)}.")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        home.mkdir()
        with alone(home):
            take(Camera(browser, with_office, Path(scratch), FOLDER), home)


if __name__ == "__main__":
    main()
