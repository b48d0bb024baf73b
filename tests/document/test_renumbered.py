"""A number that the year does not have is told as another year's where its title is printed."""

from pathlib import Path

import pytest

from ita_sync import document
from ita_sync.document.draft import Field, Trust
from tests.document.conftest import flat, rules
from tests.document.other_years import as_word
from tests.document.texts import GOOD, table

OLD = rules(2566).titles.items
HEADING = "ตัวชี้วัดที่ 10 การป้องกันการทุจริต"


def typed(folder: Path, year: int, text: str) -> Field:
    """Return the item that a row of a Word table of this year names."""
    rows = [("ประเด็นข้อคำถาม", "คะแนน", "แนวทางการพัฒนา"), (text, "0.00", "ปรับปรุง")]
    path = as_word(folder / "r.docx", GOOD, year, "จุดอ่อนที่ต้องแก้ไข", HEADING, rows)
    return flat(document.read(path, rules))["weak.0.items.0.item"]


@pytest.mark.parametrize(
    ("year", "item", "others"),
    [(2569, "o42", ()), (2568, "o42", ("o27",)), (2568, "o40", ()), (2567, "o43", ())],
)
def test_a_number_of_an_older_year(
    tmp_path: Path, year: int, item: str, others: tuple[str, ...]
) -> None:
    """2566 has it with just this title; what the title is in the year stays beside it."""
    found = typed(tmp_path, year, f"{item} {OLD[item]}")
    assert (found.value, found.trust, found.others) == (item, Trust.DOUBTFUL, others)
    assert str(found.why) == f"{year} has no {item}; this is {item} of 2566"


def test_the_nearest_year_is_named(tmp_path: Path) -> None:
    """o27 of 2568 is not o27 of 2566."""
    title = rules(2568).titles.items["o27"]
    assert str(typed(tmp_path, 2569, f"o27 {title}").why).endswith("this is o27 of 2568")


@pytest.mark.parametrize("text", ["o42 สิ่งอื่น", "o42", "o42 แผนปฏิบัติการป้องกันการทุจริต"])
def test_a_number_under_another_title(tmp_path: Path, text: str) -> None:
    """That 2566 has an o42 is no hint that this is it."""
    assert "of 2566" not in str(typed(tmp_path, 2569, text).why)


def test_an_item_that_the_year_has(tmp_path: Path) -> None:
    """The number is the year's, whatever its title was before."""
    assert "of 2566" not in str(typed(tmp_path, 2569, f"o13 {OLD['o13']}").why)


def test_a_recognised_number(tmp_path: Path) -> None:
    """It is not taken, and told all the same."""
    rows = f"ประเด็นข้อคำถาม\tคะแนน\tแนวทางการพัฒนา\no๔๒ {OLD['o42']}\t0.00\tปรับปรุง\n"
    path = tmp_path / "r.txt"
    path.write_text(f"{table(GOOD, 2569)}จุดอ่อนที่ต้องแก้ไข\n{HEADING}\n{rows}", "utf-8")
    found = flat(document.read(path, rules))["weak.0.items.0.item"]
    assert (found.value, found.trust) == (None, Trust.DOUBTFUL)
    assert str(found.why) == "2569 has no o42; this is o42 of 2566"
