"""What rows without columns say only together."""

import pytest

from tests.document.conftest import Word
from tests.document.plans import SCORES


@pytest.mark.parametrize(
    "rows",
    [
        [("IIT", "EIT", "OIT"), ("90.01", "80.02", "70.03")],
        [
            ("คะแนนรวม", "84.10", "", ""),
            ("ระดับ", "ผ่าน", "", ""),
            ("ITA", "IIT", "EIT", "OIT"),
            ("84.10", "90.01", "80.02", "70.03"),
        ],
    ],
)
def test_tools_over_their_means(word: Word, rows: list[tuple[str, ...]]) -> None:
    """Each above its own."""
    fields = word(SCORES, rows)
    told = [fields[f"tools.{name}"].value for name in ("IIT", "EIT", "OIT")]
    assert told == ["90.01", "80.02", "70.03"]


def test_a_score_over_its_level_is_the_total(word: Word) -> None:
    """Nothing else calls it so."""
    card = [("หน่วยงาน", "กองกลาง"), ("คะแนนที่ได้", "84.10"), ("ระดับผลการประเมิน", "ผ่าน")]
    fields = word(SCORES, card)
    assert (fields["total"].value, fields["level"].value) == ("84.10", "ผ่าน")
    apart = [card[1], card[0], card[2]]
    assert word(SCORES, apart)["total"].value != "84.10"
