"""A PDF -> its lines and tables. What has letters is taken as it is.

Pages that are pictures go to `scan`.

The PDF itself is opened in a process of its own, with a limit of time and memory: see `extract`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import ita_sync
from ita_sync.document import ocr, scan
from ita_sync.document.limits import MAX_PAGES, damaged, locked, too_large, too_slow
from ita_sync.document.parts import Block, Content, Line, texts
from ita_sync.document.pdf.answer import Extract
from ita_sync.document.pdf.bounds import NO_MEMORY
from ita_sync.errors import ReportError
from ita_sync.i18n import N, T, Text

READ_SECONDS = 180
DRAW_SECONDS = 60


def read(data: bytes) -> Content:
    """Return the content of a PDF.

    Raises:
        ReportError: it is locked, damaged or too large, or most of its pages are pictures and no
            program is there that reads them.
    """
    found = Extract.from_json(json.loads(_ask(data, "text", seconds=READ_SECONDS)))
    blocks, notes, recognised = list(found.blocks), [], list(found.recognised)
    unknown = ""
    if found.recognised:
        notes.append(
            N(
                "Page {pages} is a picture; its text was recognised when it was scanned.",
                "Pages {pages} are pictures; their text was recognised when they were scanned.",
                count=len(found.recognised),
                pages=found.recognised,
            )
        )
    if found.scans:
        try:
            seen = scan.pages(
                found.scans, lambda number: _ask(data, "picture", str(number), seconds=DRAW_SECONDS)
            )
            blocks += seen
            unknown = ocr.unknown_digits(texts(seen))
            recognised += found.scans
            notes.append(
                N(
                    "Page {pages} is a picture; its text was recognised.",
                    "Pages {pages} are pictures; their text was recognised.",
                    count=len(found.scans),
                    pages=found.scans,
                )
            )
        except ReportError as error:
            if 2 * len(found.scans) > found.pages:
                raise
            notes.append(
                N(
                    "Page {pages} is a picture and was not read: {reason}",
                    "Pages {pages} are pictures and were not read: {reason}",
                    count=len(found.scans),
                    pages=found.scans,
                    reason=error.what,
                )
            )
    blocks.sort(key=_page)
    if unknown:
        notes.append(ocr.describe(unknown))
    return Content(
        tuple(blocks), lossy=bool(recognised), notes=tuple(notes), unknown_digits=unknown
    )


def count_pages(data: bytes) -> int:
    """Return how many pages a PDF has, with text or without.

    Raises:
        ReportError: as `read`.
    """
    return Extract.from_json(json.loads(_ask(data, "text", seconds=READ_SECONDS))).pages


def _page(block: Block) -> int:
    place = block.place if isinstance(block, Line) else block.rows[0].place
    return place.page or 0


def _ask(data: bytes, *question: str, seconds: float) -> bytes:
    """Return the answer of the other process."""
    # -P: no module of the folder in which the command was given.
    command = [sys.executable, "-P", "-m", "ita_sync.document.pdf.extract", *question]
    home = str(Path(ita_sync.__file__).parent.parent)
    known = os.environ.get("PYTHONPATH")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([home, known] if known else [home])}
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command,
            input=data,
            capture_output=True,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise too_slow(T("opening it"), seconds) from None
    if done.returncode == 1:
        # Python ends so after a traceback: a mistake of ours, and no fault of the document.
        raise RuntimeError(done.stderr.decode(errors="replace"))
    if done.returncode == NO_MEMORY:
        raise _refusal("memory")
    if done.returncode or not done.stdout:
        raise damaged(T("the program that opens PDF files stopped"))
    if done.stdout.startswith(b'{"refused"'):
        raise _refusal(json.loads(done.stdout)["refused"])
    return done.stdout


def _refusal(reason: str) -> ReportError:
    if reason == "locked":
        return locked()
    large: dict[str, Text] = {
        "pages": T("more than {number} pages", number=MAX_PAGES),
        "text": T("more text than a report has"),
        "unpacked": T("its parts unpack to more than a report has"),
        "memory": T("reading it takes more memory than a report needs"),
    }
    return too_large(large[reason]) if reason in large else damaged(T("it is no whole PDF file"))
