"""The recognised text of a real report, whole: what it says, not what its letters say."""

from collections import Counter
from pathlib import Path

import pytest

from ita_sync import document
from ita_sync.document.draft import Draft, Field, Trust
from tests.document.conftest import flat, rules

README = Path(__file__).parents[2] / "README.md"
SEED = Path(__file__).parents[3] / "shared" / "seed"
SCORES = ["98.01", "93.22", "92.14", "91.21", "88.18", "88.45", "84.85", "85.61", "75.00", "48.75"]
WEAK = {
    "7": ["e6", "e7", "e10"],
    "9": ["o13", "o14", "o21", "o22", "o27", "o30"],
    "10": ["o32", "o35", "o36", "o37", "o38", "o40", "o43"],
}
ITEMS = [item for items in WEAK.values() for item in items]
STRATEGY, OFFICE, TREASURY = "กองยุทธศาสตร์และงบประมาณ", "สำนักปลัดเทศบาล", "กองคลัง"
DIVISIONS = [
    STRATEGY,
    STRATEGY,
    OFFICE,
    OFFICE,
    OFFICE,
    TREASURY,
    TREASURY,
    OFFICE,
    STRATEGY,
    *[OFFICE] * 7,
]
MARCH, DECEMBER = "ภายในเดือนมีนาคม2567", "ภายในเดือนธันวาคม2566"
DUE = {
    **dict.fromkeys(ITEMS, MARCH),
    **dict.fromkeys(["e7", "e10", "o43"], DECEMBER),
    "e6": "ทุกเดือน",
    "o21": "ในรอบ6เดือนแรกของปีงบประมาณและสรุปผลสิ้นปีงบประมาณ",
    "o37": "ภายในเดือนเมษายน2567",
}


@pytest.fixture(scope="module")
def draft() -> Draft:
    """Return what is read from the recognised text."""
    found = sorted(SEED.glob("*.txt")) if SEED.is_dir() else []
    if not found:
        pytest.skip("the recognised text of the real report is not here")
    return document.read(found[0], rules)


@pytest.fixture(scope="module")
def fields(draft: Draft) -> dict[str, Field]:
    """Return its fields by dotted name."""
    return flat(draft)


def test_scores_are_right_though_the_text_says_otherwise(fields: dict[str, Field]) -> None:
    """The text has ๓/๕.๐๐, ๔๘.๓/๕ and ๔๘.๓๕ among the copies.

    Every repair is marked and shows what was read.
    """
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == SCORES
    trusts = [fields[f"indicators.{n}.score"].trust for n in range(10)]
    assert trusts[8:] == [Trust.MENDED] * 2
    assert trusts[:4] == [Trust.SURE] * 4
    assert {*trusts[4:8]} <= {
        Trust.SURE,
        Trust.SINGLE,
    }  # some stand twice, and a misreading of both would show nowhere
    assert "๓/๕.๐๐" in {copy.seen for copy in fields["indicators.8.score"].copies}
    assert {"๔๘.๓/๕", "๔๘.๓๕"} <= {copy.seen for copy in fields["indicators.9.score"].copies}


def test_results_and_tools(fields: dict[str, Field]) -> None:
    """Three indicators fail; each has its tool."""
    results = [fields[f"indicators.{n}.result"].value for n in range(10)]
    assert [result == "ไม่ผ่านเกณฑ์" for result in results] == [float(score) < 85 for score in SCORES]
    assert [fields[f"indicators.{n}.tool"].value for n in range(10)] == ["IIT"] * 5 + [
        "EIT"
    ] * 3 + ["OIT"] * 2


def test_total_and_level(fields: dict[str, Field]) -> None:
    """The memo's 39.41 is shown beside what all figures give."""
    total = fields["total"]
    assert (total.value, total.trust, total.others) == ("78.41", Trust.MENDED, ("39.41",))
    assert [copy.seen for copy in total.copies] == ["๗๘.๔๑", "๓๙.๔๑"]
    assert fields["level"].value == "ต้องปรับปรุง"


def test_weak_items_have_their_right_ids(draft: Draft, fields: dict[str, Field]) -> None:
    """Sixteen items; those whose letter was read as a digit are marked."""
    weak = draft.fields["weak"]
    assert isinstance(weak, list)
    read = {
        fields[f"weak.{n}.indicator"].value: [
            fields[f"weak.{n}.items.{m}.item"].value
            for m in range(20)
            if f"weak.{n}.items.{m}.item" in fields
        ]
        for n in range(len(weak))
    }
    assert read == WEAK
    marked = [
        name
        for name, field in fields.items()
        if name.startswith("weak") and field.trust is Trust.MENDED
    ]
    assert len([name for name in marked if name.endswith("item")]) == 13
    eit = [fields[f"weak.0.items.{n}.score"] for n in range(3)]
    assert [(field.value, field.trust) for field in eit] == [
        (s, Trust.SINGLE) for s in ("83.50", "80.20", "80.00")
    ]
    assert all(
        fields[f"weak.{n}.items.{m}.score"].value == "0.00"
        for n, count in ((1, 6), (2, 7))
        for m in range(count)
    )
    assert fields["weak.1.remedy"].value  # one cell for all items of the indicator


def test_measures_have_division_and_due(fields: dict[str, Field]) -> None:
    """All sixteen, by the right items; a date only where one stands, and none does."""
    assert [fields[f"measures.{n}.item"].value for n in range(16)] == ITEMS
    assert [fields[f"measures.{n}.division"].value for n in range(16)] == DIVISIONS
    due = {
        fields[f"measures.{n}.item"].value: fields[f"measures.{n}.due"].value or ""
        for n in range(16)
    }
    plain = {
        item: text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")).replace(" ", "")
        for item, text in due.items()
    }
    assert plain == DUE
    assert not any(name.endswith("due_date") for name in fields)
    assert all(
        f"measures.{n}.steps.0" in fields and f"measures.{n}.follow_up.0" in fields
        for n in range(16)
    )


def test_memo_is_the_one_that_reports(draft: Draft, fields: dict[str, Field]) -> None:
    """Two memos stand in the document; the other one is told."""
    assert fields["memo.number"].value == "ชย 52506.2/62"
    assert fields["memo.number"].trust is Trust.MENDED  # the text has ขย
    assert fields["memo.date"].value == "27 ตุลาคม 2566"
    assert (fields["memo.refers_to.number"].value, fields["memo.refers_to.date"].value) == (
        "ชย 0023.4/ว1080",
        "4 ตุลาคม 2566",
    )
    assert "ชย 52506.2/17" in str(draft.notes[0])
    assert "27 ตุลาคม 2566" in str(draft.notes[0])


def test_agency_and_what_is_missing(draft: Draft, fields: dict[str, Field]) -> None:
    """The code and the link stand nowhere in the document."""
    names = ("fiscal_year", "agency.type", "agency.name", "agency.district", "agency.province")
    assert [fields[name].value for name in names] == ["2566", "เทศบาลตำบล", "จตุรัส", "จตุรัส", "ชัยภูมิ"]
    assert draft.missing == (("agency", "code"), ("url",))


def test_nothing_read_once_passes_for_sure(fields: dict[str, Field]) -> None:
    """Of free texts recognised from a picture none is called sure."""
    free = [
        name
        for name in fields
        if name.rsplit(".", 1)[-1] in {"remedy", "point", "keep", "division", "due"}
    ]
    assert free
    assert {fields[name].trust for name in free} == {Trust.SINGLE}


def test_the_counts_of_the_readme(draft: Draft) -> None:
    """README and docs/reading.md tell them; there, code and link are given on the command line."""
    read = [field for loc, field in draft.walk() if loc not in draft.missing]
    counted = Counter(field.trust for field in read)
    given = len(draft.missing)
    counts = (
        len(read) + given,
        counted[Trust.SURE] + given,
        *(counted[t] for t in (Trust.MENDED, Trust.SINGLE)),
    )
    assert counts == (231, 72, 34, 125)
    assert counted[Trust.DOUBTFUL] == 0
    told = (
        "Read 231 values: 72 for certain, 34 mended, 125 confirmed by nothing, 0 doubtful;"
        " missing: 0."
    )
    assert told in README.read_text("utf-8")
