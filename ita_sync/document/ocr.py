"""The program tesseract: whether it is here, with Thai, and which digits its Thai knows."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ita_sync import files
from ita_sync.errors import ReportError
from ita_sync.i18n import T, Text

SECONDS = 90
"""For a page."""
_MODEL_BYTES = 64 * 1024 * 1024
"""Of a language of tesseract; the largest Thai one has a fifth of it."""
_WINDOWS_PROGRAM = Path("C:/Program Files/Tesseract-OCR/tesseract.exe")
_DIGITS = {"๐-๙": "\n๑ ", "0-9": "\n1 "}
"""Two kinds, each with how the line of one of its digits begins among the letters of a model."""


@dataclass(frozen=True)
class Installed:
    """What of tesseract is on this machine.

    Attributes:
        program: its path.
        digits: those of its Thai that are known: `๐-๙`, `0-9`, both, or none if it cannot be told.
    """

    program: str
    digits: tuple[str, ...]


INSTALL = T(
    "Install tesseract with Thai (Linux: sudo apt install tesseract-ocr tesseract-ocr-tha; "
    "Windows: the installer of github.com/UB-Mannheim/tesseract/wiki, with Thai ticked under "
    "additional languages)."
)


def installed() -> Installed | Text:
    """Return what of tesseract is on this machine, or what is wrong with it."""
    program = shutil.which("tesseract") or (
        str(_WINDOWS_PROGRAM) if _WINDOWS_PROGRAM.exists() else None
    )
    if program is None:
        return T("the program tesseract is not installed")
    try:
        known = subprocess.run(  # noqa: S603 - no shell, nothing of the document in the arguments
            [program, "--list-langs"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return T("the program tesseract does not run")
    said = known.stdout + known.stderr
    if "tha" not in said.split():
        return T("tesseract lacks the Thai language")
    folder = re.search('"(.*)"', said)
    return Installed(program, _digits(Path(folder[1]) / "tha.traineddata") if folder else ())


def require() -> str:
    """Return the path of tesseract, which is sure to know Thai.

    Raises:
        ReportError: there is none.
    """
    found = installed()
    if isinstance(found, Installed):
        return found.program
    raise ReportError(
        "ocr-missing",
        T("The document is a picture, and what reads pictures is not complete: {what}", what=found),
        next_step=T(
            "Name the Word file or the PDF that was printed, if you have it. Else: {install}",
            install=INSTALL,
        ),
    )


def _digits(model: Path) -> tuple[str, ...]:
    """Return which digits a model knows: it holds its letters as lines of text among the rest."""
    try:
        letters = files.read(model, _MODEL_BYTES)
    except OSError:
        return ()
    return tuple(kind for kind, line in _DIGITS.items() if line.encode() in letters)
