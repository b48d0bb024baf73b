"""Lines of text as pictures -> their words, by the program tesseract."""

import csv
import io
import os
import re
import subprocess
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ita_sync.document.limits import damaged
from ita_sync.document.ocr import SECONDS, Installed
from ita_sync.document.scan.strips import Strip
from ita_sync.i18n import T

_LINE, _RAW = "7", "13"
"""Tesseract's numbers for a picture that is one line of text: looked at more closely, or as it is.

As it is, Thai keeps its marks; looked at more closely, figures keep their points.
"""
_THAI_WORD = re.compile(r"[ก-ฮ][ก-๎]*[ก-ฮ]|[เ-ไ][ก-ฮ][ก-๎]")
_THAI_DIGITS, _FEW = re.compile("[๐-๙]"), 3
_FIGURE = re.compile(r"\d{1,3}\.\d{1,2}|0?\d{1,2}")
_LETTERED = re.compile(r"([A-Za-z])([0-9lI|]{1,2})")
_TOOL = re.compile(r"([EO])IT|[IlHUW1|]{1,3}T")
"""What stands alone in a cell: a score or number, an item, a tool; `IIT` runs together to `HT`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: its edges in dots, and how sure tesseract is of it, of 100."""

    text: str
    left: int
    right: int
    sure: float
    after_space: bool


def read_strips(tesseract: Installed, strips: Sequence[Strip], number: int) -> list[list[Word]]:
    """Return the words of each line of a page.

    English is read beside Thai for `ITA` and `o13`; but it takes Thai digits for letters, so a page
    with these is read by Thai alone. What is no Thai is read once more by English alone, which
    knows it better.

    Args:
        tesseract: what of it is here.
        strips: the lines.
        number: of the page.

    Raises:
        ReportError: tesseract ends with an error.
    """
    if not tesseract.english:
        return recognise(tesseract.program, strips, "tha", _RAW, number)
    found = recognise(tesseract.program, strips, "tha+eng", _RAW, number)
    letters = "".join(word.text for words in found for word in words)
    thai = len(_THAI_DIGITS.findall(letters))
    if thai >= _FEW and 2 * thai > sum(letter.isdecimal() for letter in letters):
        return recognise(tesseract.program, strips, "tha", _RAW, number)
    short = [at for at, words in enumerate(found) if not _THAI_WORD.search(_joined(words))]
    again = recognise(tesseract.program, [strips[at] for at in short], "eng", _LINE, number)
    for at, words in zip(short, again, strict=True):
        found[at] = _better(found[at], words)
    return found


def _joined(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def _better(by_both: list[Word], by_english: list[Word]) -> list[Word]:
    """Return of two readings the one that is something: a figure, an item, a tool."""
    text = _joined(by_english)
    if item := _LETTERED.fullmatch(text):
        text = item[1] + re.sub("[lI|]", "1", item[2])
    elif tool := _TOOL.fullmatch(text):
        text = f"{tool[1] or 'I'}IT"
    elif not _FIGURE.fullmatch(text):
        return by_both
    if _FIGURE.fullmatch(text) and _FIGURE.fullmatch(_joined(by_both)):
        return max(by_english, by_both, key=_sure)
    return [replace(by_english[0], text=text, right=by_english[-1].right)]


def _sure(words: Sequence[Word]) -> tuple[int, float]:
    """Return how much a reading is worth: a figure with its point first, then as sure as it is."""
    return "." in _joined(words), min(word.sure for word in words)


def recognise(
    program: str, strips: Sequence[Strip], languages: str, way: str, number: int
) -> list[list[Word]]:
    """Return the words of each line in some languages; all go to one run of the program."""
    if not strips:
        return []
    with TemporaryDirectory(prefix="ita-sync-") as folder:
        names = [str(Path(folder, f"{at}.png")) for at in range(len(strips))]
        for name, strip in zip(names, strips, strict=True):
            strip.image.save(name, compress_level=1)
        every, base = Path(folder, "strips"), Path(folder, "page")
        every.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        command = [program, str(every), str(base), "-l", languages, "--psm", way, "txt", "tsv"]
        # Its threads wait for each other longer than they work on a line.
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        try:
            subprocess.run(  # noqa: S603 - no shell, nothing of the document in the arguments
                command,
                capture_output=True,
                timeout=SECONDS + len(strips),
                check=True,
                env=environment,
            )
            text = base.with_suffix(".txt").read_text(encoding="utf-8")
            table = base.with_suffix(".tsv").read_text(encoding="utf-8")
        except (subprocess.SubprocessError, OSError, ValueError) as error:
            raise damaged(T("page {number} cannot be recognised", number=number)) from error
    found: list[list[Mapping[str, str]]] = [[] for _ in strips]
    for entry in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if (entry["text"] or "").strip():
            found[int(entry["page_num"]) - 1].append(entry)
    texts = [*text.split("\f"), *([""] * len(strips))]
    return [_words(entries, _spaced(line)) for entries, line in zip(found, texts, strict=False)]


def _spaced(text: str) -> set[int]:
    """Return after how many letters of a text, not counting spaces, there is a space.

    Tesseract's text shows better where one word ends and the next begins than the edges that it
    gives for them.
    """
    counted = 0
    spaces = set()
    for letter in text:
        if letter.isspace():
            spaces.add(counted)
        else:
            counted += 1
    return spaces


def _words(entries: Sequence[Mapping[str, str]], spaces: Collection[int]) -> list[Word]:
    words: list[Word] = []
    letters = 0
    for entry in entries:
        text = "".join(entry["text"].split())
        left, width = int(entry["left"]), int(entry["width"])
        sure = float(entry["conf"])
        words.append(Word(text, left, left + width, sure, letters in spaces))
        letters += len(text)
    return words
