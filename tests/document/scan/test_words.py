"""What tesseract says of lines, and which of its readings is taken."""

import sys
from pathlib import Path

import pytest
from PIL import Image

from ita_sync.document.ocr import Installed
from ita_sync.document.scan import words
from ita_sync.document.scan.strips import Strip
from ita_sync.document.scan.words import Word


def reading(text: str, sure: float = 90.0) -> list[Word]:
    """Return a reading of one word."""
    return [Word(text, 10, 90, sure, after_space=False)] if text else []


def test_spaces_are_those_of_the_text() -> None:
    """Spaces are those of the text."""
    assert words._spaced("คะ แนน\n๙๘") == {2, 5}


@pytest.mark.parametrize(
    ("both", "english", "taken"),
    [
        ("9ว11", "O11", "O11"),
        ("19", "il9", "i19"),
        ("เท", "IIT", "IIT"),
        ("เห", "HT", "IIT"),
        ("OUP.", "OIT", "OIT"),
        ("9214", "92.14", "92.14"),
        ("93.61", "93:61", "93.61"),
        ("ผ่าน", "AWU", "ผ่าน"),
        ("5", "", "5"),
        ("", "7", "7"),
    ],
)
def test_english_is_taken_where_it_reads_a_figure_an_item_or_a_tool(
    both: str, english: str, taken: str
) -> None:
    """English is taken where it reads a figure, an item or a tool, and nowhere else."""
    better = words._better(reading(both), reading(english))
    assert "".join(word.text for word in better) == taken


def test_of_two_figures_the_surer_is_taken() -> None:
    """Of two figures the surer is taken."""
    assert words._better(reading("92.14", 93.0), reading("97.14", 60.0))[0].text == "92.14"


@pytest.mark.skipif(
    sys.platform == "win32", reason="its stand-in for the program is a shell script"
)
@pytest.mark.parametrize(
    ("english", "digits", "asked"),
    [
        (False, "12", ["tha"]),
        (True, "12", ["tha+eng", "eng"]),
        (True, "๑๒๓", ["tha+eng", "tha"]),
    ],
)
def test_which_languages_are_asked(
    tmp_path: Path, digits: str, asked: list[str], *, english: bool
) -> None:
    """English is asked where it is, and not of a page with Thai digits, which it does not know."""
    log, program = tmp_path / "log", tmp_path / "tesseract"
    head = "page_num\\tleft\\twidth\\tconf\\ttext\\n"
    program.write_text(
        f'#!/bin/sh\necho "$4" >> {log}\nprintf "{digits}\\f" > "$2.txt"\n'
        f'printf "{head}1\\t0\\t40\\t90\\t{digits}\\n" > "$2.tsv"\n',
        "utf-8",
    )
    program.chmod(0o755)
    line = Strip(Image.new("L", (60, 60), 255), 0, 0, 60.0)
    found = words.read_strips(Installed(str(program), (), english=english), [line], 1)
    assert [[word.text for word in one] for one in found] == [[digits]]
    assert log.read_text("utf-8").split() == asked
