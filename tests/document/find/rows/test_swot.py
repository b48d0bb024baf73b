"""Strong and weak points side by side in a table of running text."""

import pytest

from tests.document.conftest import Word
from tests.document.plans import SCORES

STRONG = "- เจ้าหน้าที่ปฏิบัติงานตามขั้นตอน (i1 ได้ 84.60)"
WEAK = "- การใช้งบประมาณ (i7 ได้ 77.45)\n- การขอยืมทรัพย์สิน (i20 ได้ 76.30)"
OTHER = "- จังหวัดจัดอบรมให้ผู้ดูแล i3 ได้ 40.00 คน"


@pytest.mark.parametrize(
    "table",
    [
        [("จุดแข็ง", "จุดอ่อน"), (STRONG, WEAK), ("โอกาส", "อุปสรรค"), (OTHER, "- งบประมาณจำกัด")],
        [("จุดแข็ง (S)", STRONG), ("จุดอ่อน (W)", WEAK), ("โอกาส (O)", OTHER), ("อุปสรรค (T)", "-")],
    ],
)
def test_weak_points_beside_strong_ones(word: Word, table: list[tuple[str, ...]]) -> None:
    """Each cell is as many lines as it has points; those of the other cells are not weak."""
    fields = word(SCORES, "2. การวิเคราะห์จุดแข็ง จุดอ่อน", table)
    found = {name: field.value for name, field in fields.items() if ".items." in name}
    assert {"i7", "i20", "77.45", "76.30"} <= {*found.values()}
    assert "i1" not in found.values()
