"""Each scenario of docs/promise.md is played, and ends as the page says."""

from pathlib import Path

import pytest

from tests.promise.scenarios import SCENARIOS, play
from tests.promise.world import ROOT

TABLE = [
    [cell.strip() for cell in line.strip("|\n ").split("|")]
    for line in (ROOT / "docs" / "promise.md")
    .read_text("utf-8")
    .partition("## Scenario by scenario")[2]
    .splitlines()
    if line.startswith("| ")
][1:]


def test_the_page_has_every_scenario() -> None:
    """None is left out, none is invented."""
    assert [row[0] for row in TABLE] == list(SCENARIOS)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_a_scenario_ends_as_the_page_says(row: list[str], tmp_path: Path) -> None:
    """Exit codes, rows and writes; reads and seconds depend on the jitter."""
    name, code, rows, _reads, writes, _seconds, again, rows_again = row
    result = play(name, tmp_path)
    assert (result.exit, result.rows, result.writes) == (int(code), int(rows), int(writes))
    assert (result.again, result.rows_again) == (int(again), int(rows_again))
    assert result.rows <= 1
    assert result.rows_again <= 1
