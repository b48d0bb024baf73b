"""The provinces: each once, with letters and numbers of its own."""

import pytest

from ita_sync.rules import provinces


def test_the_table() -> None:
    """There are 76, and no two share letters or their first number."""
    assert len(provinces.PROVINCES) == 76
    assert len({province.letters for province in provinces.PROVINCES}) == 76
    assert len({province.numbers[0] for province in provinces.PROVINCES}) == 76
    assert all(len(province.letters) == 2 for province in provinces.PROVINCES)


@pytest.mark.parametrize("name", ["ชัยภูมิ", "จังหวัดชัยภูมิ", "จ.ชัยภูมิ", " จังหวัด ชัยภูมิ"])
def test_found_by_name(name: str) -> None:
    """A province is found with or without its kind before it."""
    found = provinces.find(name)
    assert found == provinces.Province("ชัยภูมิ", "ชย", ("36",))
    assert provinces.of_letters("ชย") == found


def test_others() -> None:
    """Bangkok is no province, and unknown letters are nobody's."""
    assert provinces.find("กรุงเทพมหานคร") is None
    assert provinces.of_letters("ขย") is None
