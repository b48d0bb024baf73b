"""The document that officers practise on says what the example report says, but for two slips."""

from pathlib import Path

from ita_sync import document
from ita_sync.document.draft import Trust
from ita_sync.report import load_report
from tests.conftest import ROOT
from tests.document.conftest import flat, rules

DOCUMENT = ROOT / "examples" / "chaturat-2566.docx"


def test_two_values_are_in_doubt_and_all_others_are_the_report_s(example_path: Path) -> None:
    """The slips are what somebody decides; nothing else is asked."""
    fields = flat(document.read(DOCUMENT, rules))
    doubted = {name for name, field in fields.items() if field.trust is not Trust.SURE}
    assert doubted == {"total", "weak.0.items.1.score"}
    report = load_report(example_path).report
    assert fields["total"].value == str(report.total)
    assert fields["memo.number"].value == report.memo.number
    scores = [fields[f"indicators.{at}.score"].value for at in range(10)]
    assert scores == [str(each.score) for each in report.indicators]
    weak = [
        (fields[f"weak.{at}.items.{n}.item"].value, fields[f"weak.{at}.items.{n}.score"].value)
        for at, each in enumerate(report.weak)
        for n in range(len(each.items))
    ]
    assert weak == [(one.item, str(one.score)) for each in report.weak for one in each.items]
