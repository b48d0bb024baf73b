"""Where an agency is."""

import pytest

from ita_sync.document.find.about import place
from ita_sync.document.find.words.records import Context, Records, seen
from ita_sync.document.parts import Spot


@pytest.mark.parametrize(
    ("lines", "page", "district"),
    [
        (["เทศบาลตำบลโนนตาล อำเภอเมือง"], 1, None),
        (["เทศบาลตำบลโนนตาล อำเภอเมือง"], None, "เมือง"),
        (["เทศบาลตำบลโนนตาล อำเภอเมือง จังหวัดนครพนม"], 1, "เมือง"),
        (["เทศบาลตำบลโนนตาล อำเภอเมือง", "เทศบาลตำบลโนนตาล อำเภอเมืองนครพนม"], 1, "เมืองนครพนม"),
        (["เทศบาลตำบลโนนตาล อำเภอท่าอุเทน"], 1, "ท่าอุเทน"),
    ],
)
def test_a_district_that_the_end_of_a_line_may_have_cut(
    lines: list[str], page: int | None, district: str | None
) -> None:
    """`อำเภอเมือง` at the end of a line of a page may go on in the next; other names are whole."""
    said = Records(
        [(seen(text, Spot(page=page, line=n)), Context()) for n, text in enumerate(lines, 1)]
    )
    found = place.district(said)
    assert (found.value if found else None) == district


@pytest.mark.parametrize("where", ["ตั้งอยู่อำเภอท่าอุเทน", "ตั้งอยู่เลขที่ 9 หมู่ 4 อำเภอท่าอุเทน"])
def test_where_a_sentence_says_that_it_stands(where: str) -> None:
    """With its number and village, or without."""
    lines = ("เทศบาลตำบลโนนตาล", f"เทศบาลตำบลโนนตาล {where} จังหวัดนครพนม ได้เข้ารับการประเมิน")
    said = Records([(seen(line, Spot(line=n)), Context()) for n, line in enumerate(lines, 1)])
    found = [place.district(said), place.province(said)]
    assert [one and one.value for one in found] == ["ท่าอุเทน", "นครพนม"]


def test_a_district_and_a_province_behind_a_colon() -> None:
    """`อำเภอ : ท่าอุเทน`."""
    line = "เทศบาลตำบลโนนตาล อำเภอ : ท่าอุเทน จังหวัด : นครพนม"
    said = Records([(seen(line, Spot(line=1)), Context())])
    found = [place.district(said), place.province(said)]
    assert [one and one.value for one in found] == ["ท่าอุเทน", "นครพนม"]


@pytest.mark.parametrize(
    ("title", "agency", "province"),
    [
        ("รายงานผลขององค์กรปกครองส่วนท้องถิ่น จังหวัดนครพนม", "เทศบาลตำบลโนนตาล", "นครพนม"),
        ("รายงานผลขององค์กรปกครองส่วนท้องถิ่นในเขตจังหวัดนครพนม", "อบต.โนนตาล", "นครพนม"),
        ("รายงานผลขององค์กรปกครองส่วนท้องถิ่น จังหวัดนครพนม", "กรมส่งเสริมที่ดอน", None),
        ("รายงานผลของหน่วยงานในจังหวัดนครพนม", "เทศบาลตำบลโนนตาล", None),
        (
            "รายงานผลขององค์กรปกครองส่วนท้องถิ่น จังหวัดนครพนม",
            "เทศบาลตำบลโนนตาล จังหวัดน่าน",
            "น่าน",
        ),
    ],
)
def test_the_province_whose_form_a_report_is_in(
    title: str, agency: str, province: str | None
) -> None:
    """Of a local agency, where nothing else names it."""
    lines = [seen(text, Spot(line=n)) for n, text in enumerate((title, agency), 1)]
    found = place.province(Records([(line, Context()) for line in lines]))
    assert (found.value if found else None) == province
