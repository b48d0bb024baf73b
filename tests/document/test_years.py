"""A year whose rules are not known borrows none: what is printed stands, and one note says so."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from ita_sync import document
from ita_sync.document.draft import Draft, Field, Trust
from ita_sync.document.find.words.vocabulary import near, vocabulary
from ita_sync.errors import ConfigError
from ita_sync.report import Tool
from ita_sync.rules import Framework, IndicatorRule
from tests.document.conftest import flat, rules
from tests.document.layouts import word as layout_word
from tests.document.layouts.catalog import ALL
from tests.document.layouts.verdict import Outcome, judge
from tests.document.other_years import (
    YEARS,
    as_word,
    moved,
    read_scores,
    right_total,
    scores,
    tell_of,
)
from tests.document.texts import GOOD, NAMES, Read, table

DOCUMENTS = 250
LEVEL = {2567: "ต้องปรับปรุงโดยด่วน"}
"""The level of the scores drawn, where the year's levels are known."""
YEAR_2566 = rules(2566)
WEAK = "จุดอ่อนที่ต้องแก้ไข\nตัวชี้วัดที่ 10 การป้องกันการทุจริต\nประเด็นข้อคำถาม\tคะแนน\tแนวทางการพัฒนา\n"


def read(path: Path, text: str, **known: Framework) -> Draft:
    """Return the draft of a text; `y2568`: the rules of that year."""
    path.write_text(text, "utf-8")
    return document.read(path, lambda year: known.get(f"y{year}") or rules(year))


@pytest.mark.parametrize("year", YEARS)
def test_right_scores_are_neither_changed_nor_doubted(year: int, tmp_path: Path) -> None:
    """Whatever scores a text prints; recognised from a picture, nothing confirms them."""
    rng = Random(year)  # noqa: S311 - repeatable draws, no secret
    for _ in range(DOCUMENTS):
        given = scores(rng)
        total = right_total(given, year, rng)
        text = f"{table(given, year)}คะแนนรวม {total} คะแนน\n"
        fields = flat(read(tmp_path / "r.txt", text))
        found = [fields["total"], *(fields[f"indicators.{place}.score"] for place in range(10))]
        assert [field.value for field in found] == [total, *given]
        assert {(field.trust, field.others) for field in found} == {(Trust.SINGLE, ())}


@pytest.mark.parametrize("year", YEARS)
def test_right_scores_of_a_word_file_are_sure(year: int, tmp_path: Path) -> None:
    """Typed: that nobody knows the sums is no reason to doubt a figure."""
    rng = Random(year)  # noqa: S311 - repeatable draws, no secret
    given = scores(rng)
    total = right_total(given, year, rng)
    told = f"คะแนนรวม {total} คะแนน ระดับผลการประเมิน {LEVEL.get(year, 'พอใช้')}"
    path = as_word(tmp_path / "r.docx", given, year, told)
    fields = flat(document.read(path, rules))
    assert read_scores(fields) == given
    assert {fields[f"indicators.{place}.score"].trust for place in range(10)} == {Trust.SURE}
    assert (fields["total"].value, fields["total"].trust) == (total, Trust.SURE)
    assert (fields["level"].value, fields["level"].trust) == (LEVEL.get(year, "พอใช้"), Trust.SURE)


@pytest.mark.parametrize("layout", ALL)
def test_every_layout_of_a_year_without_rules(layout: str, tmp_path: Path) -> None:
    """Scores and numbered items are exact; nothing is wrong without a mark."""
    for seed, year in enumerate(YEARS):
        told = tell_of(seed, year)
        manuscript = ALL[layout](told)
        path = tmp_path / f"{seed}.docx"
        layout_word.write(manuscript, path, font=layout_word.FONTS[0])
        draft = document.read(path, rules)
        verdict = judge(told, manuscript, draft)
        assert Outcome.SILENT not in {outcome for outcome, *_ in verdict.faults}
        fields = flat(draft)
        assert read_scores(fields) == [str(one.score) for one in told.report.indicators]
        assert {fields[f"indicators.{place}.score"].trust for place in range(10)} == {Trust.SURE}


@pytest.mark.parametrize(("year", "count"), [(2567, 35), (2569, 26), (2570, 43)])
def test_items_stand_as_printed(year: int, count: int, tmp_path: Path) -> None:
    """Titles and numbers of 2566 say nothing about another year's item of the same name."""
    titles = rules(year).titles.items if year == 2569 else {}
    old = YEAR_2566.titles.items
    given = [(f"o{n}", titles.get(f"o{n}", old.get(f"o{44 - n}", ""))) for n in range(1, count + 1)]
    rows = "".join(f"{item} {title}\t0.00\tปรับปรุง\n" for item, title in given)
    fields = flat(read(tmp_path / "r.txt", table(GOOD, year) + WEAK + rows))
    found = [fields[f"weak.0.items.{place}.item"] for place in range(len(given))]
    assert [field.value for field in found] == [item for item, _ in given]
    assert Trust.DOUBTFUL not in {field.trust for field in found}
    assert fields["weak.0.indicator"].value == "10"


def test_an_item_that_another_year_knows_elsewhere(read_text: Read) -> None:
    """o27 is the title of o42 in 2566; in 2570 it is o27."""
    rows = "o๒๗ มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน\t๐๐.๐๐\tจัดทำมาตรการ\n"
    fields = read_text(table([*GOOD[:9], "48.35"], 2570) + WEAK + rows)
    assert fields["indicators.9.score"].value == "48.35"
    assert (fields["weak.0.items.0.item"].value, fields["weak.0.items.0.score"].value) == (
        "o27",
        "0.00",
    )


@pytest.mark.parametrize(
    ("number", "value", "others"),
    [("๐๒๗", "o27", ()), ("๒๗", None, ("i27", "e27", "o27")), ("", None, ())],
)
def test_a_number_without_its_letter(
    read_text: Read, number: str, value: str | None, others: tuple[str, ...]
) -> None:
    """No list of items tells which is meant; a digit that looks like the letter is one."""
    rows = f"{number} การเปิดเผยมาตรการ\t๐๐.๐๐\tจัดทำมาตรการ\n"
    item = read_text(table(GOOD, 2570) + WEAK + rows)["weak.0.items.0.item"]
    assert (item.value, item.others, item.trust) == (value, others, Trust.DOUBTFUL)


def test_an_item_under_another_ones_title_is_doubted(tmp_path: Path) -> None:
    """In 2569 the channel for complaints is o17; its number of the year before is o18."""
    title = rules(2569).titles.items["o17"]
    parts = ("จุดอ่อนที่ต้องแก้ไข", "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", f"o18 {title} ได้ 0.00 คะแนน")
    fields = flat(document.read(as_word(tmp_path / "r.docx", GOOD, 2569, *parts), rules))
    item = fields["weak.0.items.0.item"]
    assert (item.value, item.trust, item.others) == ("o18", Trust.DOUBTFUL, ("o17",))


def test_a_typed_item_stands_in_every_year(tmp_path: Path) -> None:
    """The title of o42 is beside o27, and there is no o44: both are said, none is changed."""
    lines = [f"o27 {YEAR_2566.titles.items['o42']} ได้ 0.00 คะแนน", "o44 สิ่งอื่น ได้ 0.00 คะแนน"]
    parts = ("จุดอ่อนที่ต้องแก้ไข", "ตัวชี้วัดที่ 10 การป้องกันการทุจริต", *lines)
    fields = flat(document.read(as_word(tmp_path / "r.docx", GOOD, 2566, *parts), rules))
    found = [fields[f"weak.{place}.items.0.item"] for place in range(2)]
    assert [(field.value, field.trust) for field in found] == [
        ("o27", Trust.DOUBTFUL),
        ("o44", Trust.DOUBTFUL),
    ]
    assert found[0].others[0] == "o42"


def test_weak_items_under_no_heading_are_kept(tmp_path: Path) -> None:
    """Whose they are is left open: it is not known, and nothing is dropped."""
    rows = "ประเด็นที่ต้องแก้ไข\nประเด็นข้อคำถาม\tคะแนน\tแนวทางการพัฒนา\no7 ก\t0.00\tข\ni3 ก\t80.00\tข\n"
    draft = read(tmp_path / "r.txt", table(GOOD, 2570) + rows)
    fields = flat(draft)
    items = [fields[f"weak.{place}.items.0.item"].value for place in range(2)]
    assert sorted(item or "" for item in items) == ["i3", "o7"]
    assert ("weak", 0, "indicator") in draft.missing


def tools(fields: dict[str, Field]) -> list[tuple[str | None, Trust]]:
    """Return the tools of the indicators, and how sure they are."""
    found = [fields[f"indicators.{place}.tool"] for place in range(10)]
    return [(field.value, field.trust) for field in found]


def test_the_tool_as_printed_else_as_in_other_years(tmp_path: Path) -> None:
    """What other years say is marked; one cell may stand for the rows below it."""
    lines = table(GOOD, 2570).splitlines(keepends=True)
    named = {4: "IIT", 9: "EIT", 12: "OIT"}
    columns = [f"{named.get(n, '')}\t{line}" if n > 3 else line for n, line in enumerate(lines)]
    columns[3] = f"แบบวัด\t{lines[3]}"
    wanted = ["IIT"] * 5 + ["EIT"] * 3 + ["OIT"] * 2
    printed = flat(read(tmp_path / "a.txt", "".join(columns)))
    lent = flat(read(tmp_path / "b.txt", "".join(lines)))
    assert [tool for tool, _ in tools(printed)] == [tool for tool, _ in tools(lent)] == wanted
    assert printed["indicators.1.tool"].copies[0].seen == "IIT"
    assert printed["indicators.1.tool"].why is None
    assert str(lent["indicators.1.tool"].why).endswith("it is so in other years")
    assert {trust for _, trust in tools(lent)} == {Trust.SINGLE}
    typed = flat(document.read(as_word(tmp_path / "c.docx", GOOD, 2570), rules))
    assert {trust for _, trust in tools(typed)} == {Trust.SINGLE}


def test_a_printed_number_goes_before_a_name_of_other_years(tmp_path: Path) -> None:
    """Where the year names its indicators otherwise, its rows stay where their numbers are."""
    swapped = [*NAMES[:6], NAMES[7], NAMES[6], *NAMES[8:]]
    rows = [
        f"ตัวชี้วัดที่ {n} {name} {score} คะแนน"
        for n, (name, score) in enumerate(zip(swapped, GOOD, strict=True), 1)
    ]
    path = tmp_path / "r.docx"
    as_word(path, GOOD, 2570, *rows)
    assert read_scores(flat(document.read(path, rules))) == GOOD


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("ระดับผลการประเมิน (ผ่านดีมาก)", "ผ่านดีมาก"),
        ("ระดับผลการประเมิน ผ่านดีมาก", "ผ่านดีมาก"),
        ("ระดับผลการประเมิน ผ่านดีและเป็นไปตามเป้าหมาย", "ผ่านดี"),
        ("อยู่ในระดับ AA", "AA"),
        ("ในระดับประเทศ", None),
    ],
)
def test_a_level_is_what_is_printed(read_text: Read, said: str, level: str | None) -> None:
    """Names of other years only tell where a level ends."""
    assert read_text(f"{table(GOOD, 2570)}คะแนนรวม 97.83 คะแนน {said}\n")["level"].value == level


def test_results_are_printed_or_missing(read_text: Read) -> None:
    """From which score on an indicator passes is not known."""
    text = table(GOOD, 2570)
    assert "indicators.0.result" not in read_text(text)
    told = text.replace("คะแนน\n1\t", "คะแนน\tผลการประเมิน\n1\t").replace(
        "95.00\n", "95.00\tไม่ผ่านเกณฑ์\n"
    )
    result = read_text(told)["indicators.0.result"]
    assert (result.value, result.trust) == ("ไม่ผ่านเกณฑ์", Trust.SINGLE)


def test_one_note_says_what_was_not_held_against_what(tmp_path: Path) -> None:
    """Nothing known, something known, all known that is compared."""
    text = table(GOOD, 2570)
    (none,) = read(tmp_path / "r.txt", text).notes
    assert str(none) == (
        "Nothing of its own is known of fiscal year 2570: figures, level, results and items are as "
        "printed, nothing was recomputed."
    )
    part = moved(YEAR_2566, 2570).model_copy(update={"parts": (), "pass_mark": None})
    draft = read(tmp_path / "r.txt", text, y2570=part)
    (note,) = draft.notes
    assert str(note) == (
        "Not known of fiscal year 2570: the weights of the total, the pass mark of an indicator. "
        "What depends on it is as printed, and was not recomputed."
    )
    assert flat(draft)["total"].value is None
    assert read(tmp_path / "r.txt", text, y2570=moved(YEAR_2566, 2570)).notes == ()


def test_unequal_parts_of_eit_that_are_not_printed_leave_the_total_open(tmp_path: Path) -> None:
    """Pooled, EIT does not tell the total: a true one is no reason to change a score."""
    one, two = (part for part in YEAR_2566.parts if part.tool is Tool.EIT)
    eit = (
        one.model_copy(update={"weight": Decimal("0.2")}),
        two.model_copy(update={"weight": Decimal("0.1")}),
    )
    parts = tuple(
        {one.name: eit[0], two.name: eit[1]}.get(part.name, part) for part in YEAR_2566.parts
    )
    unequal = moved(YEAR_2566, 2570).model_copy(update={"parts": parts})
    text = f"{table(GOOD, 2570)}คะแนนรวม 97.13 คะแนน\n"
    fields = flat(read(tmp_path / "r.txt", text, y2570=unequal))
    assert (fields["total"].value, read_scores(fields)) == ("97.13", GOOD)


def test_an_item_that_can_have_some_scores(tmp_path: Path) -> None:
    """Half of the score is one of them; a third is none, and both are shown."""
    scoring = YEAR_2566.scoring.model_copy(update={"open_data": tuple(map(Decimal, (0, 50, 100)))})
    partial = moved(YEAR_2566, 2570).model_copy(update={"scoring": scoring})
    rows = "o32 ก\t50.00\tข\no33 ค\t33.00\tข\n"
    fields = flat(read(tmp_path / "r.txt", table(GOOD, 2570) + WEAK + rows, y2570=partial))
    half, third = (fields[f"weak.0.items.{place}.score"] for place in range(2))
    assert (half.value, half.trust) == ("50.00", Trust.SINGLE)
    assert (third.value, third.trust, third.others) == ("33.00", Trust.DOUBTFUL, ("0.00", "50.00"))


def test_a_year_that_cannot_be_names_its_line(tmp_path: Path) -> None:
    """A slip, and a year of the Christian era; `--year` helps."""
    for year, said in ((2666, "There is no assessment of fiscal year 2666."), (2025, "2568")):
        with pytest.raises(ConfigError) as caught:
            read(tmp_path / "r.txt", table(GOOD, year))
        error = caught.value
        assert error.code == "year-impossible"
        assert said in str(error.what)
        assert "--year" in str(error.next_step)
        assert str(error.details[-1]).startswith("It was read in line 1: ")
    path = as_word(tmp_path / "r.docx", GOOD, 2666, "ปีงบประมาณ พ.ศ. 2570")
    with pytest.raises(ConfigError) as caught:
        document.read(path, rules)
    assert str(caught.value.details[-1]).startswith("It was read in paragraph 1: ")
    assert flat(document.read(path, rules, year=2570))["fiscal_year"].value == "2570"


def test_only_names_are_lent() -> None:
    """Of the nearest year that has them, and only what the year lacks."""
    words = vocabulary(rules(2570), near(2570, rules))
    assert dict(words.names)[NAMES[0]] == 1
    assert (words.tools[1], words.tools[10], set(words.lent)) == (
        Tool.IIT,
        Tool.OIT,
        set(range(1, 11)),
    )
    assert "AA" in words.levels
    own = vocabulary(YEAR_2566, near(2566, rules))
    assert (own.lent, own.tools, own.levels) == ({}, {}, ())
    first = IndicatorRule(number=1, tool=Tool.EIT, name=NAMES[9])
    part = rules(2570).model_copy(update={"indicators": (first, *rules(2570).indicators[1:])})
    mixed = vocabulary(part, near(2570, rules))
    assert dict(mixed.names)[NAMES[9]] == 1  # the year's own name is lent to no other indicator
    assert 1 not in mixed.tools
    assert replace(mixed, lent={}).lent == {}
