"""Whose a row is, by code and name as people type them: for certain, or with a doubt and whom."""

from dataclasses import replace
from typing import Any

import pytest

from ita_sync.config_file import Column
from ita_sync.rules import Official
from ita_sync.table.naming import Fields, Reading, read
from ita_sync.table.roll import Doubt, Roll, full_name

COLUMNS = [
    Column(header=header, field=f"agency.{header}")
    for header in ("code", "full_name", "district", "province")
]
TAMBON, AMPHOE = "องค์การบริหารส่วนตำบล", "เทศบาลตำบล"
A = Official("5360601", AMPHOE, "จัตุรัส", "จัตุรัส", "ชัยภูมิ")
B = Official("5360602", AMPHOE, "หนองบัวโคก", "จัตุรัส", "ชัยภูมิ")
C = Official("6360603", TAMBON, "หนองขาม", "จัตุรัส", "ชัยภูมิ")
D = Official("6360701", TAMBON, "หนองขาม", "ภูเขียว", "ชัยภูมิ")
E = Official("6360604", TAMBON, "จัตุรัส", "จัตุรัส", "ชัยภูมิ")
LIST = (A, B, C, D, E)


def reading(code: Any = "", name: str = "", district: str = "", province: str = "") -> Reading:
    """Return how a row reads."""
    values = {"code": code, "full_name": name, "district": district, "province": province}
    return read(Fields.of(COLUMNS), values.get)


def whose(*said: Any) -> tuple[str, ...]:
    """Return the owner's code, or the doubt and the codes of those it may mean."""
    owner, doubt, near = Roll.of(COLUMNS, LIST).whose(reading(*said))
    assert (owner is None) == (doubt is not None)
    if owner:
        assert near == []
        return (owner.official.code,)
    assert doubt is not None
    return (doubt.name, *(entry.official.code for entry in near))


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        (("5360601",), A),
        ((5360601.0, "ทต.จัตุรัส"), A),
        (("๕๓๖๐๖๐๑", "สำนักงานเทศบาลตำบลจัตุรัส"), A),
        (("5-36-06-01", "จัตุรัส"), A),  # E's name, too, but the code says whose
        (("5360601", "เทศบาลตำบลจตุรัส"), A),  # a mark is lost
        (("5360602", "เทศบาลตำบลหนองบัวโคด"), B),  # a letter is wrong
        (("5360601", "เทศบาลตำบลจัตุรัส", "ภูเขียว"), A),  # the district is wrong
        (("5360602", "ทต.หนองบัวโคก (ส่งแล้ว)"), B),  # a remark behind the name
        (("6360603", "อบต.หนองขาม"), C),
        (("", "อบต.หนองขาม", "จัตุรัส"), C),
        (("", "อบต.หนองขาม", "อ.ภูเขียว", "จ.ชัยภูมิ"), D),
        (("", "อบต.หนองขาม อ.ภูเขียว"), D),
        (("", "ทต.หนองบัวโคก"), B),
        (("", "หนองบัวโคก", "จัตุรัส"), B),  # only one is called so
        (("5360699", "ทต.หนองบัวโคก"), B),  # a code of nobody, of the same district
        (("536060", "ทต.หนองบัวโคก"), B),  # no code at all
    ],
)
def test_what_code_and_name_agree_on_is_certain(said: tuple[Any, ...], owner: Official) -> None:
    """However it is typed; what is wrong in one of them is told elsewhere."""
    assert whose(*said) == (owner.code,)


@pytest.mark.parametrize(
    ("said", "doubt", "near"),
    [
        (("5360601", "ทต.หนองบัวโคก"), Doubt.CROSSED, (A, B)),
        (("5360601", "ทต.ท่าพระ"), Doubt.CROSSED, (A,)),
        (("6360603", "อบต.หนองขาม", "ภูเขียว"), Doubt.CROSSED, (C, D)),
        (("5400101", "ทต.หนองบัวโคก"), Doubt.CROSSED, (B,)),  # the code is of another province
        (("", "อบต.หนองขาม"), Doubt.SHARED, (C, D)),
        (("", "จัตุรัส", "จัตุรัส"), Doubt.SHARED, (A, E)),
        (("", "หนองบัวโคก"), Doubt.CLOSE, (B,)),  # neither kind nor place
        (("", "ทต.หนองบัวโคด", "จัตุรัส"), Doubt.CLOSE, (B,)),
        (("", "อบต.หนองบัวโคก", "จัตุรัส"), Doubt.CLOSE, (B,)),  # raised since
        (("", "ทต.หนองบัวโคก (ส่งแล้ว)"), Doubt.CLOSE, (B,)),  # a remark behind the name
        (("", "เทศบาลตำบลจัตุรัส - รอแก้ไข"), Doubt.CLOSE, (A,)),
        (("", "อบต. หนองขาม (ใหม่)"), Doubt.CLOSE, (C, D)),
        (("", "อบต.หนองขาม (ใหม่)", "จัตุรัส"), Doubt.CLOSE, (C,)),
        (("", "หนองบัวโคก (ส่งแล้ว)"), Doubt.CLOSE, (B,)),
        (("", "หนองบัวโคกน้อย"), Doubt.NOBODY, ()),
        (("", "ทต.หนองบัวโคก", "ภูเขียว"), Doubt.NOBODY, ()),
        (("", "ทต.ท่าพระ"), Doubt.NOBODY, ()),
        (("5400101",), Doubt.NOBODY, ()),
        (("",), Doubt.NOBODY, ()),
        (("", "มหาวิทยาลัยราชภัฏชัยภูมิ"), Doubt.NOBODY, ()),
    ],
)
def test_what_is_not_certain_is_given_to_nobody(
    said: tuple[Any, ...], doubt: Doubt, near: tuple[Official, ...]
) -> None:
    """With those that it may mean, so that a person can decide."""
    assert whose(*said)[0] == doubt.name
    assert set(whose(*said)[1:]) == {each.code for each in near}


@pytest.mark.parametrize("name", ["อบต.หนองบัว", "อบต.หนองบัง"])
def test_a_name_that_many_have_needs_a_code_or_a_place(name: str) -> None:
    """Else nobody is named: a list of all provinces has dozens of some names."""
    many = [replace(C, code=f"6{10 + n}0101", name="หนองบัว", district=f"ที่{n}") for n in range(30)]
    roll = Roll.of(COLUMNS, many)
    assert roll.whose(reading("", name)) == (None, Doubt.MANY, [])
    for said in (("6150101", name), ("", "อบต.หนองบัว", "ที่5")):
        owner, doubt, _ = roll.whose(reading(*said))
        assert owner is not None
        assert (owner.official, doubt) == (many[5], None)


def test_what_is_kind_and_name_in_one_is_said_once() -> None:
    """There is one such agency."""
    pattaya = Official("4200101", "เมืองพัทยา", "เมืองพัทยา", "บางละมุง", "ชลบุรี")
    assert (full_name(pattaya), full_name(A)) == ("เมืองพัทยา", "เทศบาลตำบลจัตุรัส")
