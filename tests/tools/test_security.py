"""SECURITY.md promises nothing that no test holds."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")


def test_each_test_that_is_named_is_there() -> None:
    """Under its name, in its module."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
    assert len(named) > 30
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, name


def test_each_promise_names_its_test() -> None:
    """Every row of the tables of what is protected, and nothing else."""
    protected = PAGE.split("## What is protected")[1].split("## What is not protected")[0]
    rows = [line for line in protected.splitlines() if line.startswith("| ")]
    assert [row for row in rows if "::" not in row and not row.startswith("| | test")] == []
