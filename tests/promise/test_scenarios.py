"""Each scenario of docs/figures/scenarios.md is played, and ends as the file says."""

from pathlib import Path

import pytest

from tests.promise.scenarios import COLUMNS, HEADER, NAME, SCENARIOS, play, row
from tools import figures

FILE = (figures.FOLDER / f"{NAME}.md").read_text("utf-8")
TABLE = [
    [cell.strip() for cell in line.strip("|\n ").split("|")]
    for line in FILE.splitlines()
    if line.startswith("| ")
][1:]


def test_the_file_has_every_scenario() -> None:
    """None is left out, none is invented; the columns are those that the command prints."""
    assert [line[0] for line in TABLE] == list(SCENARIOS)
    assert "\n".join([COLUMNS, "", *HEADER]) in FILE


def test_a_row_has_a_number_under_each_column(tmp_path: Path) -> None:
    """The exit codes are numbers, too."""
    line = row("nothing goes wrong", tmp_path)
    assert line == "| nothing goes wrong | 0 | 1 | 1 | 1 | 0 | 0 | 1 |"
    assert line.count("|") == HEADER[0].count("|")


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line[0])
def test_a_scenario_ends_as_the_file_says(line: list[str], tmp_path: Path) -> None:
    """Exit codes, rows and writes; reads and seconds depend on the jitter."""
    name, code, rows, _reads, writes, _seconds, again, rows_again = line
    result = play(name, tmp_path)
    assert (result.exit, result.rows, result.writes) == (int(code), int(rows), int(writes))
    assert (result.again, result.rows_again) == (int(again), int(rows_again))
    assert result.rows <= 1
    assert result.rows_again <= 1
