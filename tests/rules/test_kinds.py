"""Kinds of agency: abbreviations, words of those that are no local ones, names in full."""

import pytest

from ita_sync.rules import kinds


@pytest.mark.parametrize(
    ("kind", "full"),
    [
        ("ทต.", "เทศบาลตำบล"),
        ("ทต", "เทศบาลตำบล"),
        ("อบจ.", "องค์การบริหารส่วนจังหวัด"),
        ("ทน.", "เทศบาลนคร"),
        ("ทม.", "เทศบาลเมือง"),
        ("อบต.", "องค์การบริหารส่วนตำบล"),
        ("เมืองพัทยา", "เมืองพัทยา"),
        ("อื่น", "อื่น"),
    ],
)
def test_abbreviations(kind: str, full: str) -> None:
    """Each abbreviation has its full form; other texts stay."""
    assert kinds.expand(kind) == full


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("มหาวิทยาลัย", "มหาวิทยาลัย"),
        ("มหาวิทยาลัยราชภัฏ", "มหาวิทยาลัย"),
        ("วิทยาลัยเทคนิค", "วิทยาลัย"),
        ("รพ.", "โรงพยาบาล"),
        ("รพ", "โรงพยาบาล"),
        ("รพ.สต.", "โรงพยาบาลส่งเสริมสุขภาพตำบล"),
        ("โรงพยาบาลส่งเสริมสุขภาพตำบล", "โรงพยาบาลส่งเสริมสุขภาพตำบล"),
        ("สถาบันอุดมศึกษา", "สถาบันอุดมศึกษา"),
        ("องค์การมหาชน", "องค์การมหาชน"),
        ("จังหวัด", "จังหวัด"),
        ("สำนักงานเทศบาลตำบล", None),
        ("องค์การบริหารส่วนจังหวัด", None),
        ("องค์การบริหารส่วนตำบน", None),
        ("อบต.", None),
        ("ศาลเจ้า", None),
    ],
)
def test_kinds_that_are_no_local_ones(kind: str, known: str | None) -> None:
    """Known by the word with which they begin; never where a local kind's word is in them."""
    found = kinds.other_kind(kind)
    assert (found.name if found else None) == known
    assert not (found and kinds.is_local(kind))


@pytest.mark.parametrize(
    ("kind", "name", "full"),
    [
        ("มหาวิทยาลัย", "ราชภัฏชัยภูมิ", "มหาวิทยาลัยราชภัฏชัยภูมิ"),
        ("มหาวิทยาลัย", "มหาวิทยาลัยราชภัฏชัยภูมิ", "มหาวิทยาลัยราชภัฏชัยภูมิ"),
        ("มหาวิทยาลัยราชภัฏ", "ชัยภูมิ", "มหาวิทยาลัยราชภัฏชัยภูมิ"),
        ("มหาวิทยาลัยราชภัฏ", "มหาวิทยาลัยราชภัฏชัยภูมิ", "มหาวิทยาลัยราชภัฏชัยภูมิ"),
        ("สถาบันอุดมศึกษา", "มหาวิทยาลัยราชภัฏชัยภูมิ", "มหาวิทยาลัยราชภัฏชัยภูมิ"),
        ("รพ.", "ชัยภูมิ", "โรงพยาบาลชัยภูมิ"),
        ("โรงพยาบาล", "รพ. ชัยภูมิ", "โรงพยาบาลชัยภูมิ"),
        ("รพ.สต.", "บ้านชวน", "โรงพยาบาลส่งเสริมสุขภาพตำบลบ้านชวน"),
        ("โรงพยาบาล", "รพ.สต.บ้านชวน", "โรงพยาบาลรพ.สต.บ้านชวน"),  # not รพ.สต. taken for รพ.
        ("รัฐวิสาหกิจ", "การไฟฟ้าส่วนภูมิภาค", "การไฟฟ้าส่วนภูมิภาค"),
        ("องค์การมหาชน", "องค์การมหาชน", "องค์การมหาชน"),
        ("เทศบาลตำบล", "เทศบาลตำบลจัตุรัส", "เทศบาลตำบลเทศบาลตำบลจัตุรัส"),
    ],
)
def test_full_names(kind: str, name: str, full: str) -> None:
    """Kind and name in one, the kind once; a local agency's is put together as it always was."""
    assert kinds.full_name(kind, name) == full
