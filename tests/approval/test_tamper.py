"""The page of what is said of edited sign-offs says what is so."""

from pathlib import Path

from tests.approval import tamper
from tools import figures


def test_the_page_of_edits_is_true(tmp_path: Path) -> None:
    """Each edit by people, and each byte; what nobody finds is told as such."""
    page = (figures.FOLDER / "tamper.md").read_text("utf-8")
    assert page.endswith("\n" + "\n".join(tamper.body(tmp_path)) + "\n")
