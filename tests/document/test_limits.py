"""How much of a document is read, and how long."""

from pathlib import Path

import pytest

from ita_sync import document
from ita_sync.document import limits
from ita_sync.document.parts import Line, Row, Spot, Table
from ita_sync.errors import ReportError
from tests.document.conftest import rules
from tests.document.texts import GOOD, MEMO, table


@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_takes_too_long_is_refused(tmp_path: Path, lang: str) -> None:
    """With what took so long, where, and what to do."""
    path = tmp_path / "r.txt"
    more = "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ คะแนน 95.00\n" * 3000
    path.write_text(f"{MEMO}{table(GOOD)}\n{more}\n", "utf-8")
    with pytest.raises(ReportError) as caught:
        document.read(path, rules, seconds=0.01)
    assert caught.value.code == "document-too-large"
    said = caught.value.what.render("th" if lang == "th" else "en")
    assert "0.01" in said
    assert "30" in said  # lines, of which there are some more than 3000
    assert caught.value.next_step.render("th") != caught.value.next_step.render("en")


PLACE = Spot(line=1)


def test_as_many_lines_as_a_report_has() -> None:
    """Rows of tables are counted with the lines; one beyond is too many."""
    row = Row(("ก", None), PLACE)
    most = limits.MAX_BLOCKS
    assert limits.bound([Line("ก", PLACE), Table((row,) * (most - 1))]) == most
    with pytest.raises(ReportError):
        limits.bound([Line("ก", PLACE), Table((row,) * most)])


def test_no_line_or_cell_is_longer_than_any_report_has() -> None:
    """What looks through a line may look through it again for each of its letters."""
    most = "ก" * limits.MAX_LINE
    assert limits.bound([Line(most, PLACE), Table((Row((most, None), PLACE),))]) == 2
    for block in (Line(most + "ก", PLACE), Table((Row(("ก", most + "ก"), PLACE),))):
        with pytest.raises(ReportError):
            limits.bound([block])


@pytest.mark.parametrize(
    "unit", [" ", "\t", "\u00a0", "<br>", "![", "|-", "จังหวัด", "98.01 ", ".", "- ", "๐"]
)
def test_a_long_line_is_read_at_once(tmp_path: Path, unit: str) -> None:
    """Whatever it repeats: nothing looks through it once for each of its letters."""
    path = tmp_path / "r.txt"
    line = unit * (limits.MAX_LINE // len(unit) - 1)
    path.write_text(f"{MEMO}{table(GOOD)}\n{line}x\n", "utf-8")
    document.read(path, rules, seconds=3)


def test_a_line_of_nothing_but_numbers_ends(tmp_path: Path) -> None:
    """It took half a minute while signs before an entry were tried in every way."""
    path = tmp_path / "r.txt"
    line = "1. " * (limits.MAX_LINE // 3 - 1)
    path.write_text(f"{MEMO}{table(GOOD)}\n{line}x\n", "utf-8")
    document.read(path, rules, seconds=15)
