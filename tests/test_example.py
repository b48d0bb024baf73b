"""The example report: complete, clean, true to its source, and free of personal names."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest
import yaml

from ita_sync import checks, thai
from ita_sync.checks import Severity, Subject
from ita_sync.report import Report, load_report, report_schema
from ita_sync.rules import Framework, scoring

SEED = Path(__file__).parents[2] / "shared" / "seed" / "000_04e3c4b60f406543.txt"


@pytest.fixture
def example(example_path: Path) -> Report:
    """Return the example report."""
    return load_report(example_path).report


@pytest.fixture
def seed() -> str:
    """Return the text of the source report, with Arabic digits."""
    if not SEED.is_file():
        pytest.skip(f"the source report is not beside this checkout: {SEED}")
    return thai.digits(SEED.read_text("utf-8"))


def row(example: Report, number: int) -> str:
    """Return an indicator as the source's table prints it: tab-separated."""
    entry = example.indicators[number - 1]
    return f"{entry.number}\t{entry.tool}\t{entry.name}\t{entry.score}\t{entry.result}"


def test_findings(example: Report, framework_2566: Framework) -> None:
    """The only finding is the link under a reserved domain, a warning."""
    found = [(f.code, f.severity) for f in checks.run(Subject(example, framework_2566))]
    assert found == [("URL-RESERVED", Severity.WARNING)]


def test_figures_recompute(example: Report, framework_2566: Framework) -> None:
    """Total and level follow from the indicators."""
    tools = scoring.tool_scores(framework_2566, {i.number: i.score for i in example.indicators})
    total = scoring.total(framework_2566, tools)
    assert scoring.round2(total) == example.total == Decimal("78.41")
    assert scoring.possible_levels(framework_2566, total, tools).names == (example.level,)


def test_it_is_complete(example: Report) -> None:
    """Sixteen weak items with sixteen complete measures, and three strengths."""
    weak = [item.item for entry in example.weak for item in entry.items]
    assert weak == (
        "e6 e7 e10 o13 o14 o21 o22 o27 o30 o32 o35 o36 o37 o38 o40 o43".split()  # noqa: SIM905 - reads as a list
    )
    assert [measure.item for measure in example.measures] == weak
    assert all(m.division and m.steps and m.follow_up and m.due for m in example.measures)
    assert len(example.strengths) == 3


def test_it_fits_the_schema(example_path: Path) -> None:
    """Editors that validate against the schema accept the example, read as any YAML file."""
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    plain = yaml.safe_load(example_path.read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert list(validator.iter_errors(plain)) == []
    assert list(validator.iter_errors({**plain, "total": None}))


@pytest.mark.parametrize("number", range(1, 11))
def test_indicators_are_the_sources(example: Report, seed: str, number: int) -> None:
    """Each of the ten lines of the source's table is there word for word."""
    assert row(example, number) in seed


def test_total_and_level_are_the_sources(example: Report, seed: str) -> None:
    """Total and level stand in the source's headline; its memo misprints the total."""
    assert f"คะแนนเฉลี่ยรวม {example.total} คะแนน ระดับผลการประเมิน ({example.level})" in seed


def test_weak_scores_are_the_sources(example: Report, seed: str) -> None:
    """The scores of the EIT questions stand in the source; the OIT items stand there at zero."""
    for item in example.weak[0].items:
        assert f"{item.score}" in seed
    zeros = [item for entry in example.weak[1:] for item in entry.items]
    assert {item.score for item in zeros} == {Decimal("0.00")}
    assert seed.count("\t00.00\t") == len(zeros) == 13


def test_documents_are_the_sources(example: Report, seed: str) -> None:
    """Document numbers and dates stand in the source, whose scan misreads the province letters."""
    refers_to = example.memo.refers_to
    assert refers_to is not None
    plain = re.sub(r"\s", "", seed).replace("ขย", "ชย")
    assert (
        re.sub(r"\s", "", f"ที่ {example.memo.number} วันที่ {thai.format_date(example.memo.date)}")
        in plain
    )
    assert re.sub(r"\s", "", f"{refers_to.number}ลงวันที่{thai.format_date(refers_to.date)}") in plain


def test_divisions_are_the_sources(example: Report, seed: str) -> None:
    """Every responsible division is one of the source's."""
    assert {m.division for m in example.measures} == {
        "กองยุทธศาสตร์และงบประมาณ",
        "สำนักปลัดเทศบาล",
        "กองคลัง",
    }
    assert all(str(m.division) in seed for m in example.measures)


def test_wording_is_our_own(example: Report, seed: str) -> None:
    """No remedy, point or measure repeats a sentence of the source, only its figures."""
    plain = re.sub(r"\s", "", seed)
    names = {entry.name for entry in example.indicators}
    texts = [
        text for text in _texts(example.model_dump(exclude={"memo", "agency"})) if text not in names
    ]
    assert [text for text in texts if len(text) >= 40 and re.sub(r"\s", "", text) in plain] == []


def test_no_personal_names(example_path: Path) -> None:
    """Nobody is named: no title stands before a name, comments included."""
    text = example_path.read_text("utf-8").replace("นายก", "")
    assert re.findall(r"นางสาว|นาง|นาย|น\.ส\.|ด\.ต\.", text) == []


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _texts(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _texts(entry)
