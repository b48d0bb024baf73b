"""`ita-sync year`: how far years are known, faults of a file, and a file for a new year."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ita_sync import settings, thai
from ita_sync.errors import Exit
from ita_sync.i18n import LANGUAGES
from ita_sync.rules import read_year
from ita_sync.rules.propose import proposal
from tests.cli.conftest import ROOT, Cli, own_config
from tests.today import TODAY

FRAMEWORKS = ROOT / "config" / "frameworks"
NEW = Path("config") / "frameworks" / "2570.toml"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the calendar."""
    monkeypatch.setattr(thai, "today", lambda: TODAY)


def rules_of(cli: Cli, *arguments: str) -> dict[str, dict[str, Any]]:
    """Return what `show` says of each rule."""
    return {
        one["rule"]: one for one in cli("year", "show", *arguments, "--json").document()["rules"]
    }


def test_list(cli: Cli) -> None:
    """A line a year that has a file, and one for all others."""
    ran = cli("year", "list")
    assert (ran.code, ran.err) == (Exit.OK, "")
    *years, others = ran.out.splitlines()
    assert [line[:15] for line in years] == [f"{year} (built in)" for year in range(2564, 2570)]
    assert "Weights of the tools" in years[-1]
    assert "Every other year up to 2570" in others
    document = cli("year", "list", "--json").document()
    assert "weights" in document["years"]["2569"]["not_known"]
    assert "weights" not in document["years"]["2567"]["not_known"]


def test_list_goes_on_after_a_broken_file(cli: Cli, desk: Path) -> None:
    """It is named, with what lists its faults."""
    folder = own_config(desk) / "frameworks"
    folder.mkdir()
    (folder / "2568.toml").write_text("x = 1\n", "utf-8")
    ran = cli("year", "list")
    assert ran.code == Exit.OK
    assert f"2568 ({Path('config') / 'frameworks' / '2568.toml'}): cannot be used" in ran.out
    assert "2569 (built in)" in ran.out


def test_show_a_year(cli: Cli) -> None:
    """What is known with its source, what is not with what was looked for, and the checks off."""
    out = cli("year", "show", "๒๕๖๙").out
    known, rest = out.split("Known in part\n")
    part, unknown = rest.split("Not known\n")
    assert "Items of OIT: o1 to o26\n    [likely] Page of an assessed" in known
    assert "Levels: ผ่านดี" in part
    assert "a proposal that is not used: IIT 30 %" in unknown
    assert "[not known] Looked for: the weights" in unknown
    assert "Not checked:\n      TOTAL-SUM: The total does not follow" in unknown
    found = rules_of(cli, "2569")
    assert found["weights"]["state"] == "unknown"
    assert found["weights"]["not_checked"] == ["TOTAL-SUM"]
    assert found["items_oit"]["confidence"] == "likely"


@pytest.mark.parametrize("year", [*range(2564, 2570), 2563])
def test_show_a_year_to_who_reads_thai_alone(cli: Cli, year: int) -> None:
    """Sources are told in Thai, and a check that stays off has its name beside its code."""
    out = cli("year", "show", str(year), "--lang", "th").out
    assert not re.search(r"[a-z]{3,} [a-z]", out)
    codes = re.findall(r"[A-Z]{3,}(?:-[A-Z]+)+", out)
    assert codes
    assert len(codes) == len(re.findall(r"(?m)^ +[A-Z-]+: [ก-๎]", out))


def test_show_a_year_without_a_file(cli: Cli) -> None:
    """Nothing is known of it."""
    assert "2563 (no file: only what holds in every year)" in cli("year", "show", "2563").out
    assert {one["state"] for one in rules_of(cli, "2563").values()} == {"unknown"}


@pytest.mark.parametrize(
    ("argument", "code", "said"),
    [
        ("2026", Exit.CONFIG, "in the Buddhist era it is 2569"),
        ("2599", Exit.CONFIG, "no assessment of fiscal year 2599"),
        ("none.toml", Exit.CONFIG, "there is no such file"),
        ("none", Exit.USAGE, "none is neither a year nor a file"),
    ],
)
def test_show_what_is_not_there(cli: Cli, argument: str, code: Exit, said: str) -> None:
    """Refused, with what to do."""
    ran = cli("year", "show", argument)
    assert ran.code == code
    assert said in ran.err


@pytest.mark.parametrize("name", ["2569.toml", "2569.toml.txt", "draft.toml"])
def test_show_a_file(cli: Cli, desk: Path, name: str) -> None:
    """With a byte-order mark, a hidden ending, or no year in its name; it is said to be unused."""
    (desk / name).write_bytes((FRAMEWORKS / "2569.toml").read_bytes().replace(b"\n", b"\r\n"))
    (desk / name).write_bytes(b"\xef\xbb\xbf" + (desk / name).read_bytes())
    ran = cli("year", "show", name)
    assert (ran.code, ran.err) == (Exit.OK, "")
    assert f"Fiscal year 2569 ({name})" in ran.out
    assert "This file is not in use; it would be as" in ran.out


def test_a_file_with_a_hidden_ending_is_in_use(cli: Cli, desk: Path) -> None:
    """Beside the configuration it is the year's file, whatever Windows shows."""
    folder = own_config(desk) / "frameworks"
    folder.mkdir()
    (folder / "2569.toml.txt").write_bytes((FRAMEWORKS / "2569.toml").read_bytes())
    ran = cli("year", "show", "2569")
    assert "2569.toml.txt" in ran.out
    assert "not in use" not in ran.out


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_fault_of_a_file(cli: Cli, desk: Path, lang: str) -> None:
    """An unknown field, a wrong sum and a gap: each with its line, in both languages."""
    text = (FRAMEWORKS / "2566.toml").read_text("utf-8")
    for old, new in (
        ("pass_mark = ", "pas_mark = "),
        ("weight = 0.40", "weight = 0.50"),
        ('items = "i7-i12"', 'items = "i8-i12"'),
    ):
        text = text.replace(old, new, 1)
    (desk / "2566.toml").write_text(text, "utf-8")
    ran = cli("year", "show", "2566.toml", "--lang", lang)
    assert ran.code == Exit.CONFIG
    faults = [line for line in ran.err.splitlines() if line.startswith("  ")]
    lines = text.splitlines()
    expected = [
        next(n for n, line in enumerate(lines, 1) if line.startswith(start))
        for start in ("pas_mark", "[[parts]]", 'items = "i8')
    ]
    word = "line" if lang == "en" else "บรรทัด"
    assert [line.split(",")[0].strip() for line in faults] == [f"{word} {n}" for n in expected]
    document = cli("year", "show", "2566.toml", "--json").document()
    assert len(document["error"]["details"]) == 3


def test_new(cli: Cli, desk: Path) -> None:
    """Beside one's own configuration; nothing is known of it yet, and nothing is overwritten."""
    own_config(desk)
    ran = cli("year", "new", "2570", "--from", "2569")
    assert (ran.code, ran.err) == (Exit.OK, "")
    assert ran.out.splitlines()[0] == f"Written: {NEW}"
    assert "ita-sync year show 2570" in ran.out
    found = rules_of(cli, "2570")
    assert {one["state"] for one in found.values()} == {"unknown"}
    assert found["items_oit"]["value"]["en"] == "o1 to o26"
    before = NEW.read_bytes()
    again = cli("year", "new", "2570")
    assert again.code == Exit.USAGE
    assert f"{NEW} exists" in again.err
    assert NEW.read_bytes() == before


def test_new_without_a_configuration_of_ones_own(cli: Cli, desk: Path) -> None:
    """Both are made where the program finds them, and never in its own folder."""
    before = sorted(FRAMEWORKS.iterdir())
    ran = cli("year", "new", "2570")
    assert ran.code == Exit.OK
    assert f"Written: {Path('config') / 'ita-sync.toml'}" in ran.out
    assert f"It is found from within {desk}" in ran.out
    assert sorted(FRAMEWORKS.iterdir()) == before
    assert settings.load().path == Path("config") / "ita-sync.toml"
    assert f"2570 ({NEW})" in cli("year", "list").out
    assert cli("year", "new", "2570", "--json").code == Exit.USAGE


def test_a_block_is_confirmed_as_the_file_says(cli: Cli, desk: Path) -> None:
    """Text and confidence of one source are changed: that block is known, and no other."""
    cli("year", "new", "2570")
    text = NEW.read_text("utf-8")
    head, tail = text.split("[sources.weights]\n")
    tail = tail.replace('confidence = "unknown"', 'confidence = "sure"', 1)
    NEW.write_text(f"{head}[sources.weights]\n{tail}", "utf-8")
    states = {name: one["state"] for name, one in rules_of(cli, "2570").items()}
    assert states.pop("weights") == "known"
    assert set(states.values()) == {"unknown"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2570", "--from", "2563"), "There is no file of another year to copy; there are: 2564"),
        (("2566",), "2569"),
        (("2571",), "Fiscal year 2571 has not begun"),
        (("x",), "x is no year"),
    ],
)
def test_new_refuses(cli: Cli, desk: Path, arguments: tuple[str, ...], said: str) -> None:
    """What cannot be copied, and years that cannot be."""
    ran = cli("year", "new", *arguments)
    if arguments == ("2566",):  # one that comes along may be replaced by one's own
        assert ran.code == Exit.OK
        return
    assert ran.code in {Exit.USAGE, Exit.CONFIG}
    assert said in ran.err
    assert not (desk / "config").exists()


@pytest.mark.parametrize("year", range(2564, 2570))
def test_every_year_can_be_copied(tmp_path: Path, year: int) -> None:
    """The copy holds the same values, none of them known, each block under a source of its own."""
    old = read_year(FRAMEWORKS / f"{year}.toml", year)
    (tmp_path / "2570.toml").write_text(proposal(old, 2570), "utf-8")
    copied = read_year(tmp_path / "2570.toml", 2570)
    assert [(one.tool, one.weight) for one in copied.parts] == [
        (one.tool, one.weight) for one in old.parts
    ]
    assert [one.model_dump(exclude={"source"}) for one in copied.levels] == [
        one.model_dump(exclude={"source"}) for one in old.levels
    ]
    strange = {"source", "items_source"}
    assert [one.model_dump(exclude=strange) for one in copied.indicators] == [
        one.model_dump(exclude=strange) for one in old.indicators
    ]
    assert (copied.items, copied.titles.items) == (old.items, old.titles.items)
    assert copied.scoring.open_data == old.scoring.open_data
    assert {source.confidence for source in copied.sources.values()} == {"unknown"}
    weights = old.source(*(part.source for part in old.parts))
    for lang in LANGUAGES:  # one text for all readers, for who confirms it writes one
        assert weights.said.render(lang) in copied.sources["weights"].text
    assert copied.published is None
    assert not copied.evidence
    assert not copied.known().parts
    values = tomllib.loads(proposal(old, 2570))
    assert values["format"] == 2


def test_a_scheme(cli: Cli, desk: Path) -> None:
    """An office of another scheme names it once; years without its file are refused."""
    config = own_config(desk) / "ita-sync.toml"
    config.write_text('scheme = "colleges"\n' + config.read_text("utf-8"), "utf-8")
    refused = cli("check", "chaturat-2566.yaml")
    assert refused.code == Exit.CONFIG
    assert "There are no rules of the scheme colleges for fiscal year 2566." in refused.err
    folder = config.parent / "frameworks"
    folder.mkdir()
    text = (FRAMEWORKS / "2566.toml").read_text("utf-8")
    own = text.replace("format = 2", 'format = 2\nscheme = "colleges"', 1)
    (folder / "2566-colleges.toml").write_text(own, "utf-8")
    assert cli("check", "chaturat-2566.yaml").code == Exit.OK
    assert cli("year", "list").out.count("(") == 1
    assert cli("year", "new", "2567").code == Exit.OK
    assert (folder / "2567-colleges.toml").is_file()
    config.write_text(config.read_text("utf-8").replace('"colleges"', '"../x"', 1), "utf-8")
    wrong = cli("year", "list")
    assert wrong.code == Exit.CONFIG
    assert "scheme: must be the name of a scheme" in wrong.err


def test_a_day_is_a_day() -> None:
    """The days of the results are read as officers write them."""
    days = [
        rules.published.day if (rules := read_year(FRAMEWORKS / f"{y}.toml", y)).published else None
        for y in (2567, 2568, 2569)
    ]
    assert days == [date(2024, 7, 30), date(2025, 8, 15), None]
