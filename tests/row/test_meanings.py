"""What the fields of columns hold, in words."""

from ita_sync.report import load_report, meaning
from ita_sync.row import field_values, meaning_of
from ita_sync.rules import Framework
from tests.conftest import ROOT


def test_each_field_of_a_column_has_a_meaning(framework_2566: Framework) -> None:
    """Its own, in both languages; none falls back to what the whole file is."""
    report = load_report(ROOT / "examples" / "chaturat-2566.yaml").report
    said = {field: meaning_of(field).both() for field in field_values(report, framework_2566, None)}
    assert meaning(("unheard-of",)).both() not in said.values()
    assert said["indicators.7.score"] == {"en": "Score of indicator 7", "th": "คะแนนตัวชี้วัดที่ 7"}
    assert said["agency.code"]["en"] == "DLA code, 7 digits"
    of_memo_and_signing = {"memo.number", "signoff.reference", "memo.date", "signoff.date"}
    assert len({said[field]["en"] for field in of_memo_and_signing}) == 4
