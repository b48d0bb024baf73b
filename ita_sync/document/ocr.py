"""The program tesseract: whether it is here, with Thai, and which digits its Thai knows."""

import re
import shutil
import subprocess
from collections.abc import Collection, Iterable
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
_THAI = "๐๑๒๓๔๕๖๗๘๙"
_DIGITS = {"๐-๙": _THAI, "0-9": "0123456789"}
_SEEN = 5
"""Thai digits in a text that surely has them."""
_LATIN_O = re.compile(r"(?<![0-9๐-๙.,/])๐(?=[1-9])")
"""The o of an item's number, as a recogniser of both scripts reads it: `๐17`. It is no digit."""


@dataclass(frozen=True)
class Installed:
    """What of tesseract is on this machine.

    Attributes:
        program: its path.
        digits: those of its Thai that are known: `๐-๙` or as many of these as it knows, `0-9`; none
            if it cannot be told.
        lacks: the Thai digits that it does not know, as far as that can be told.
        english: it knows English, too.
    """

    program: str
    digits: tuple[str, ...]
    lacks: str = ""
    english: bool = False


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
    model = Path(folder[1]) / "tha.traineddata" if folder else None
    knows = _digits(model) if model else frozenset()
    names = tuple(
        _name(kind, knows & {*digits}) for kind, digits in _DIGITS.items() if knows & {*digits}
    )
    lacks = "".join(one for one in _THAI if knows and one not in knows)
    return Installed(program, names, lacks, english="eng" in said.split())


def require() -> Installed:
    """Return what of tesseract is here, which is sure to know Thai.

    Raises:
        ReportError: there is none.
    """
    found = installed()
    if isinstance(found, Installed):
        return found
    raise ReportError(
        "ocr-missing",
        T("The document is a picture, and what reads pictures is not complete: {what}", what=found),
        next_step=T(
            "Name the Word file or the PDF that was printed, if you have it. Else: {install}",
            install=INSTALL,
        ),
    )


def _digits(model: Path) -> frozenset[str]:
    """Return which digits a model knows: it holds its letters as lines of text among the rest."""
    try:
        letters = files.read(model, _MODEL_BYTES)
    except OSError:
        return frozenset()
    return frozenset(
        digit
        for digits in _DIGITS.values()
        for digit in digits
        if f"\n{digit} ".encode() in letters
    )


def _name(kind: str, known: Collection[str]) -> str:
    """Return what the digits of a kind that are known are called."""
    return kind if len(known) == len(_DIGITS[kind]) else " ".join(sorted(known))


def unknown_digits(texts: Iterable[str]) -> str:
    """Return the Thai digits that tesseract does not know, where a text recognised by it has some.

    Whatever stands for them there, or nothing, is not what the document says.
    """
    seen = sum(letter in _THAI for text in texts for letter in _LATIN_O.sub("", text))
    found = installed() if seen >= _SEEN else None
    return found.lacks if isinstance(found, Installed) else ""


def describe(digits: str) -> Text:
    """Return what to do about a picture with Thai digits of which some are not known."""
    return T(
        "The document has Thai digits, and tesseract's Thai does not know {digits}: its figures "
        "cannot be read from the picture. Name the Word file or the PDF that was printed, or the "
        "text that another program recognised; else compare every figure with the document.",
        digits=[*digits],
    )
