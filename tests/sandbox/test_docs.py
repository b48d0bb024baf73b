"""docs/sandbox.md tells the truth, and its recipe runs."""

import re
from pathlib import Path

import pytest

from ita_sync.sandbox import LIMITS, Sandbox
from ita_sync.sandbox.api import HANDLERS
from ita_sync.sandbox.batch import KINDS
from ita_sync.sandbox.body import fields_of
from ita_sync.sandbox.faults import FAULTS

PAGE = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text("utf-8")


def test_the_three_lines_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly as on the page, in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    lines = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(lines[0], {})  # noqa: S102 - the page's own lines
    box = Sandbox("practice.sqlite")
    assert [box.rows(number, "Sheet1") for number in box.books()] == [[["name", 1]]]
    exec(lines[2], {})  # noqa: S102 - the page's own lines


def test_the_scope_names_every_kind_of_request() -> None:
    """No more than the code has, and no fewer."""
    named = set(re.findall(r"`([\w.]+)`", PAGE.split("## Scope")[1].split("## ")[0]))
    assert named & set(fields_of("Request") or {}) == set(KINDS)
    assert set(HANDLERS) <= named


def test_the_page_lists_every_fault_and_every_limit() -> None:
    """In their order, in the words of the code."""
    assert [f"| `{name}` | {text} |" for name, text in FAULTS.items()] == re.findall(
        r"^\| `[a-z0-9-]+` \| .*\|$", PAGE, re.MULTILINE
    )
    section = PAGE.split("## What it does not imitate")[1]
    assert tuple(re.findall(r"^- (.*)$", section, re.MULTILINE)) == LIMITS
