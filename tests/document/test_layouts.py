"""The layouts and formats print every field that they claim to; the noise errs as counted."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from ita_sync import thai
from ita_sync.errors import ConfigError
from tests.checks.generator import years
from tests.document.layouts import formats, recognised, word
from tests.document.layouts import print as printing
from tests.document.layouts.catalog import ALL, FRESH, HELD, OPEN
from tests.document.layouts.claims import Claim, Kind, claims, unprinted
from tests.document.layouts.fresh import TICK
from tests.document.layouts.manuscript import Cell, Table, row
from tests.document.layouts.newest import DUE
from tests.document.layouts.told import Hand, Told, tell
from tests.document.noise import DIGITS, ITEM_DIGIT_LOST, LAO, PREFIXES, Noise

SEEDS = (2, 5, 6, 7, 21, 35)  # of all years, with weak items of every tool and with none
SEED_TEXT = Path(__file__).parents[3] / "shared" / "seed" / "000_04e3c4b60f406543.txt"
BY_TITLE = {"F"}
"""Layouts that name an item by its title where the year has titles."""
BY_NUMBER = {"I"}
"""Layouts that name an item by its number and tool."""


@pytest.mark.parametrize("layout", ALL)
def test_every_claimed_field_is_printed(layout: str) -> None:
    """Whatever a layout claims stands in it, in some spelling.

    What it lacks is the code and the link at most.
    """
    for seed in SEEDS:
        told = tell(seed)
        manuscript = ALL[layout](told)
        text = thai.fold(manuscript.text())
        unsaid = [
            key
            for key, claim in claims(told, manuscript).items()
            if not all(_stands(told, claim.kind, part, text, layout) for part in _parts(claim))
        ]
        assert unsaid == [], (layout, seed)
        gone = {key[0] for key in unprinted(told, manuscript)}
        assert gone <= {"agency", "url", "tools", "eit_parts"}


def _parts(claim: Claim) -> tuple[str, ...]:
    return (claim.value,) if isinstance(claim.value, str) else claim.value


def _stands(told: Told, kind: Kind, value: str, text: str, layout: str) -> bool:
    if kind is Kind.DAY:
        day = thai.parse_date(value)
        return any(thai.fold(form(day)) in text for form in (thai.format_date, Hand().brief))
    if kind is Kind.ITEM and layout in BY_TITLE:
        return thai.fold(told.title(value)) in text
    if kind is Kind.ITEM and layout in BY_NUMBER:
        return thai.fold(f"ข้อที่ {value[1:]} ({value[0]}it)") in text
    return thai.fold(value) in text


def test_the_layouts_differ() -> None:
    """No two layouts order their blocks alike, and the held back ones are among all."""
    told = tell(7)
    texts = {name: lay(told).text() for name, lay in ALL.items()}
    assert len(set(texts.values())) == len(ALL) >= 11
    assert {*OPEN, *HELD, *FRESH} == {*ALL}
    assert not any(isinstance(block, Table) for block in ALL["D"](told).blocks)
    assert any(
        cell and cell.down > 1 for table in _tables("B") for cells in table.rows for cell in cells
    )
    assert any(table.cuts for seed in SEEDS for table in _tables("A", seed))


def _tables(layout: str, seed: int = 7) -> list[Table]:
    return [block for block in ALL[layout](tell(seed)).blocks if isinstance(block, Table)]


def test_a_tick_stands_under_its_result() -> None:
    """Layout I has one tick an indicator, in the column that its result heads."""
    for seed in SEEDS:
        ticked = next(
            table
            for table in _tables("I", seed)
            if any(c and c.text == TICK for c in table.rows[2])
        )
        heads = [cell.text if cell else "" for cell in ticked.rows[1]]
        found = [
            [head for head, cell in zip(heads, cells, strict=True) if cell and cell.text == TICK]
            for cells in ticked.rows[2:]
        ]
        assert found == [[each.result] for each in tell(seed).report.indicators], seed


def test_a_measure_stands_under_its_due_time() -> None:
    """Layout K says when measures are due in a row above them."""
    for seed in SEEDS:
        due, found = "", {}
        for text in (
            cells[0].text for table in _tables("K", seed) for cells in table.rows if cells[0]
        ):
            if text.startswith(DUE):
                due = text.removeprefix(DUE)
            elif due and text.lower() in tell(seed).measures:
                found[text.lower()] = due
        assert found == {
            item: Hand(thai=False).due(each) for item, each in tell(seed).measures.items()
        }, seed


def test_every_indicator_stands_in_one_of_two_halves() -> None:
    """Layout K has each indicator once with its own score and result, left or right."""
    for seed in SEEDS:
        rows = next(table.rows[1:-1] for table in _tables("K", seed) if len(table.rows[0]) == 6)
        halves = [
            [c.text for c in cells[side : side + 3] if c] for side in (0, 3) for cells in rows
        ]
        true = [
            [f"{e.number}. {e.name} ({e.tool})", f"{e.score}", e.result]
            for e in tell(seed).report.indicators
        ]
        assert halves == true, seed


def test_other_years_figures_are_traps() -> None:
    """The history of layout E has a total and scores that are not the report's."""
    for seed in SEEDS:
        told = tell(seed)
        history = next(
            t
            for t in _tables("E", seed)
            if any(c and c.text == f"ปี {told.year - 1}" for c in t.rows[0])
        )
        printed = [cells[2].text for cells in history.rows[1:] if cells[2]]
        true = [f"{each.score}" for each in told.report.indicators] + [f"{told.report.total}"]
        assert all(was != now for was, now in zip(printed, true, strict=True)), seed


@pytest.mark.parametrize("layout", ALL)
def test_a_word_file_holds_the_manuscript(layout: str, tmp_path: Path) -> None:
    """Nothing is lost or doubled between manuscript and Word file.

    Numbers of lists are the word processor's.
    """
    manuscript = ALL[layout](tell(7))
    path = tmp_path / "report.docx"
    word.write(manuscript, path)
    numbered = {f"{n}. " for n in range(1, 11)} if layout == "D" else set()
    expected = [line for line in manuscript.text().split("\n") if line]
    bare = [
        next((line[len(n) :] for n in numbered if line.startswith(n)), line) for line in expected
    ]
    assert Counter(line for line in word.plain(path).split("\n") if line.strip("\n")) == Counter(
        bare
    )


@pytest.mark.parametrize("layout", ALL)
def test_text_without_errors_holds_the_manuscript(layout: str) -> None:
    """At rate 0 the recognised text has every line of the manuscript."""
    manuscript = ALL[layout](tell(7))
    text = thai.fold(recognised.write(manuscript, 7, 0))
    lost = [line for line in manuscript.text().split("\n") if thai.fold(line) not in text]
    assert lost == []


def test_no_row_of_data_is_recognised_twice() -> None:
    """Where a table goes on over a page only a header may stand again."""
    told = tell(2)
    titles = [told.title(item) for item in told.measures]
    for name, lay in OPEN.items():
        manuscript = lay(told)
        read, written = thai.fold(recognised.write(manuscript, 2, 0)), thai.fold(manuscript.text())
        twice = [
            title for title in map(thai.fold, titles) if read.count(title) > written.count(title)
        ]
        assert twice == [], name


def test_errors_repeat_and_grow() -> None:
    """The same seed errs alike; twice the rate errs more."""
    manuscript = ALL["A"](tell(2))
    once, again, more = (recognised.write(manuscript, 2, rate) for rate in (1, 1, 4))
    clean = recognised.write(manuscript, 2, 0)
    assert once == again != clean

    def wrong(text: str) -> int:
        return sum((Counter(text) - Counter(clean)).values())

    assert 0 < wrong(once) < wrong(more)


@pytest.mark.parametrize("factor", [0, 1, 2])
def test_errors_come_at_the_counted_rates(factor: int) -> None:
    """Digits, letters of items, lost digits and Lao words, over many chances, within a fifth."""
    chances = 20_000
    noise = Noise(Random(1), factor)  # noqa: S311 - repeatable draws, no secret
    for _ in range(chances):
        noise.text("๗")
        noise.text("คะแนน")
        noise.text("e๑๐")
    rates = {
        "digit": sum(rate for _, rate in DIGITS["๗"]),
        "Lao": LAO,
        "item letter": PREFIXES["e"][0][1],
        "item digit lost": ITEM_DIGIT_LOST,
    }
    for kind, rate in rates.items():
        assert noise.made.get(kind, 0) / chances == pytest.approx(factor * rate, rel=0.2), kind


def test_links_and_clean_texts_stay() -> None:
    """A link is never touched, and without errors nothing is."""
    link = "https://www.banmai.go.th/ita/2566/o13.pdf"
    chances = Random(1)  # noqa: S311 - repeatable draws, no secret
    assert Noise(chances, 4).text(link) == link
    assert Noise(chances, 0).text("ข้อ o๑๓ ได้ ๗๗.๗๗ คะแนน") == "ข้อ o๑๓ ได้ ๗๗.๗๗ คะแนน"


@pytest.mark.skipif(
    not SEED_TEXT.exists(), reason="the transcript that the rates were counted in is not here"
)
def test_the_counts_are_those_of_the_transcript() -> None:
    """What the table of `noise` counts can be counted again."""
    text = SEED_TEXT.read_text("utf-8")
    digits = Counter(char for char in text if char in "๐๑๒๓๔๕๖๗๘๙")
    assert (len(text), digits.total()) == (26_331, 844)
    seen = {
        "๓๙.๔๑": 1, "๔๘.๓๕": 1, "๓/๕.๐๐": 1, "๔๘.๓/๕": 1, "(๘๘ คะแนน": 1, "ส่วนที่ ๖": 1,
        "พ.ศ. ๒๕๕๖": 1, "๐๕๐ ": 1, "๐๕๒ ": 1, "๐๕๓ ": 1, "๑๓๒ ": 1, "๑๓๕ ": 1, "๕๗ ": 1,
        "๕๑๐ ": 1, "ข้อ ๐๓.": 1, "ະແນນ": 2, "กาทุจริต": 2, "กรทุจริต": 4, "กากับ": 1, "ขย ": 2,
    }  # fmt: skip
    assert {error: text.count(error) for error in seen} == seen
    assert digits["๗"] + 4 == 46, "printed, and misread ones"
    assert digits["๔"] + 4 == 48
    assert sum("ก" <= char <= "๎" and char not in digits for char in text) == pytest.approx(
        22_390, abs=10
    )


@pytest.mark.skipif(printing.font() is None, reason="no Thai font is installed")
def test_a_printed_table_has_its_cells_and_merges(tmp_path: Path) -> None:
    """Tall cells are said again where fpdf2 could not break them, and nothing else changes."""
    rows = (
        row("a", "b"),
        *((Cell(f"{n}"), Cell("tall", down=7) if n == 0 else None) for n in range(7)),
    )
    short = printing._shortened(rows)
    assert [cells[1].down for cells in short if cells[1]] == [1, 3, 3, 1]
    path = tmp_path / "report.pdf"
    printing.write(ALL["A"](tell(7)), path)
    assert path.read_bytes().startswith(b"%PDF")


def test_tables_have_rows_of_one_length() -> None:
    """A layout that miscounts its cells is refused at once."""
    with pytest.raises(ValueError, match="unequal"):
        Table((row("a", "b"), row("a")))


def test_rules_are_those_of_known_years() -> None:
    """A year that cannot be is refused as the program does it."""
    assert [formats.rules(year.fiscal_year) for year in years()] == list(years())
    with pytest.raises(ConfigError, match="no assessment"):
        formats.rules(2500)
