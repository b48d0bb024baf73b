"""The page of what is said of edited sign-offs says what is so."""

import re
from pathlib import Path

from tests.approval import tamper
from tools import figures

_DAY = re.compile(r"^\| record 2, `statement`.*$", re.MULTILINE)
"""The statement of an amendment names the day on which it was shown, longer in some months."""


def test_the_page_of_edits_is_true(tmp_path: Path) -> None:
    """Each edit by people, and each byte; what nobody finds is told as such."""
    page = (figures.FOLDER / "tamper.md").read_text("utf-8")
    assert _dateless(page).endswith("\n" + _dateless("\n".join(tamper.body(tmp_path))) + "\n")


def _dateless(page: str) -> str:
    return _DAY.sub(lambda row: re.sub(r"\d+", "N", row[0]), page)
