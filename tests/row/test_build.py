"""The row: columns filled, a key, and a digest that depends on content alone."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_sync.config_file import Column
from ita_sync.errors import ConfigError, ReportError
from ita_sync.report import Decision, Report, load_report
from ita_sync.row import build_row, field_values, fold_value
from ita_sync.rules import Framework
from ita_sync.rules.framework import generic
from ita_sync.rules.kinds import KINDS, OTHER_KINDS, full_name

KEY = Column(header="รหัส", field="agency.code", key=True)


def test_the_digest_depends_on_content_not_on_the_order_of_columns(
    example_path: Path, framework_2566: Framework
) -> None:
    """Re-ordered mapping: same digest.

    Another value, or a value under another header: another digest.
    """
    loaded = load_report(example_path).report
    total = Column(header="รวม", field="total", type="number")
    url = Column(header="ลิงก์", field="url", type="link")

    def digest(*columns: Column) -> str:
        return build_row(loaded, framework_2566, columns, None).digest

    assert digest(KEY, total, url) == digest(url, KEY, total)
    assert digest(KEY, total) != digest(KEY, total, url)
    assert digest(KEY, total) != digest(KEY, Column(header="รวม", field="tools.IIT", type="number"))
    assert digest(KEY, Column(header="ร ว ม", field="total", type="number")) == digest(KEY, total)


def test_a_tool_that_nobody_gives_has_no_column(example_path: Path) -> None:
    """Of a year of which nothing is known, and of a report that prints no tools: all at once."""
    report = load_report(example_path).report.model_copy(update={"tools": None})
    columns = [Column(header=tool, field=f"tools.{tool}", type="number") for tool in ("IIT", "OIT")]
    with pytest.raises(ReportError) as caught:
        build_row(report, generic(2566), [KEY, *columns], None)
    assert caught.value.code == "rule-unknown"
    assert "The columns IIT, OIT show scores of tools" in str(caught.value.what)
    assert "tools: {IIT: …, OIT: …}" in str(caught.value.next_step)


@pytest.mark.parametrize(
    "written",
    [
        "ต้องปรับปรุง",
        " ต้อง ปรับปรุง",
        "ต้อง\u200bปรับ\u3164ปรุง",
        "ต้องปรับ\U000e0041ปรุง\ufe0f",
    ],
)
def test_the_level_is_sent_as_the_year_spells_it(
    example_path: Path, framework_2566: Framework, written: str
) -> None:
    """Whatever spelling that looks like it a report has."""
    report = load_report(example_path).report.model_copy(update={"level": written})
    assert field_values(report, framework_2566, None)["level"] == "ต้องปรับปรุง"
    other = report.model_copy(update={"level": "（ผ่านดี）"})
    assert field_values(other, framework_2566, None)["level"] == "（ผ่านดี）"


def test_constants_are_typed(example_path: Path, framework_2566: Framework) -> None:
    """A number is a number, text is text."""
    columns = (
        KEY,
        Column(header="a", constant=1, type="number"),
        Column(header="b", constant="=1+1"),
    )
    row = build_row(load_report(example_path).report, framework_2566, columns, None)
    assert [cell.value for cell in row.cells] == ["5360601", Decimal(1), "=1+1"]


def test_a_key_without_the_agency_is_all_identity(
    example_path: Path, framework_2566: Framework
) -> None:
    """Where no key column names the agency, every key column tells whose row it is."""
    columns = (Column(header="เลขที่", field="memo.number", key=True),)
    row = build_row(load_report(example_path).report, framework_2566, columns, None)
    assert row.key.agency_headers == {"เลขที่"}


def test_every_field_can_stand_in_a_column(example_path: Path, framework_2566: Framework) -> None:
    """Each name of the list is accepted by a mapping."""
    loaded = load_report(example_path).report
    names = field_values(loaded, framework_2566, None)
    columns = tuple(Column(header=f"h{n}", field=name) for n, name in enumerate(names))
    row = build_row(loaded, framework_2566, (KEY, *columns), None)
    assert len(row.cells) == len(names) + 1
    with pytest.raises(ConfigError):
        build_row(loaded, framework_2566, (KEY, Column(header="x", field="nothing.like.it")), None)


def test_no_field_is_for_a_person(example_path: Path, framework_2566: Framework) -> None:
    """Agencies have names here; who signed is told by the post."""
    names = field_values(load_report(example_path).report, framework_2566, None)
    parts = {name for name in names if {"name", "person", "by", "to"} & set(re.split("[._]", name))}
    assert parts == {"agency.name", "agency.full_name", "signoff.by"}
    assert Decision.model_fields.keys() == {"post", "acting", "date", "reference"}


def of(report: Report, **agency: object) -> Report:
    """Return the report of another agency."""
    data = report.model_dump(mode="json")
    return Report.model_validate({**data, "agency": {**data["agency"], **agency}})


NAMED = (
    KEY,
    Column(header="หน่วยงาน", field="agency.full_name"),
    Column(header="จังหวัด", field="agency.province"),
    Column(header="ปี", field="fiscal_year", type="number", key=True),
)
UNIVERSITY = {"code": None, "type": "มหาวิทยาลัย", "name": "ราชภัฏชัยภูมิ"}


def test_the_key_of_an_agency_without_a_code(example_path: Path, framework_2566: Framework) -> None:
    """Name, province and year; the blank code is no part of it."""
    report = load_report(example_path).report
    key = build_row(of(report, **UNIVERSITY), framework_2566, NAMED, None).key
    assert str(key) == "มหาวิทยาลัยราชภัฏชัยภูมิ / ชัยภูมิ / 2566"
    assert [header for header, _ in key.parts] == ["หน่วยงาน", "จังหวัด", "ปี"]
    assert key.agency_headers == {"หน่วยงาน", "จังหวัด"}
    assert key.identity == (
        '{"agency.full_name":"มหาวิทยาลัยราชภัฏชัยภูมิ","agency.province":"ชัยภูมิ","fiscal_year":"2566"}'
    )
    cells = build_row(of(report, **UNIVERSITY), framework_2566, NAMED, None).cells
    assert [cell.key for cell in cells] == [False, True, True, True]
    assert cells[0].value is None


def test_the_key_of_an_agency_with_a_code_is_what_it_was(
    example_path: Path, framework_2566: Framework
) -> None:
    """Journals and sheets are full of them."""
    report = load_report(example_path).report
    key = build_row(report, framework_2566, NAMED, None).key
    assert key.identity == '{"agency.code":"5360601","fiscal_year":"2566"}'
    assert key.parts == (("รหัส", "5360601"), ("ปี", "2566"))
    numbered = of(report, **UNIVERSITY | {"code": "5360699"})
    assert build_row(numbered, framework_2566, NAMED, None).key.parts[0] == ("รหัส", "5360699")


def test_a_number_of_another_list_is_no_key(example_path: Path, framework_2566: Framework) -> None:
    """A hospital's number may be a school's in another list: it is shown, and nothing else."""
    report = load_report(example_path).report
    row = build_row(of(report, **UNIVERSITY | {"code": "10702"}), framework_2566, NAMED, None)
    assert row.cells[0].value == "10702"
    assert "agency.code" not in row.key.identity
    doubled = UNIVERSITY | {"name": "มหาวิทยาลัยราชภัฏชัยภูมิ"}
    keys = {
        build_row(of(report, **doubled | {"code": code}), framework_2566, NAMED, None).key
        for code in (None, "10702", "ไม่มี")
    }
    assert keys == {row.key}


def test_a_configured_key_of_an_agency_without_a_code(
    example_path: Path, framework_2566: Framework
) -> None:
    """Other fields; what has no column is named, with what to add."""
    report = of(load_report(example_path).report, **UNIVERSITY)
    columns = (*NAMED, Column(header="อำเภอ", field="agency.district"))
    fields = ("agency.full_name", "agency.district", "fiscal_year")
    key = build_row(report, framework_2566, columns, None, fields).key
    assert str(key) == "มหาวิทยาลัยราชภัฏชัยภูมิ / จัตุรัส / 2566"
    with pytest.raises(ConfigError) as caught:
        build_row(report, framework_2566, NAMED, None, fields)
    assert caught.value.code == "key-columns"
    assert "agency.district" in str(caught.value.what)
    assert 'field = "agency.district"' in str(caught.value.details[0])
    with pytest.raises(ConfigError) as caught:
        build_row(of(report, district=None), framework_2566, columns, None, fields)
    assert caught.value.code == "key-blank"


def test_a_key_without_the_code_needs_no_other_one(
    example_path: Path, framework_2566: Framework
) -> None:
    """Where no key column shows the code, every agency has the key of those columns."""
    columns = (Column(header="หน่วยงาน", field="agency.full_name", key=True),)
    report = of(load_report(example_path).report, **UNIVERSITY)
    assert str(build_row(report, framework_2566, columns, None).key) == "มหาวิทยาลัยราชภัฏชัยภูมิ"


AGENCIES = st.one_of(
    st.fixed_dictionaries(
        {
            "code": st.from_regex("[2-7][0-9]{6}", fullmatch=True),
            "type": st.sampled_from(list(KINDS)),
            "name": st.sampled_from(["ชัยภูมิ", "จัตุรัส", "เทคนิคชัยภูมิ"]),
            "province": st.sampled_from(["ชัยภูมิ", "ขอนแก่น"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "code": st.sampled_from([None, "10702", "ไม่มี"]),
            "type": st.sampled_from([kind.name for kind in OTHER_KINDS]),
            "name": st.sampled_from(["ชัยภูมิ", "จัตุรัส", "เทคนิคชัยภูมิ", "วิทยาลัยเทคนิคชัยภูมิ"]),
            "province": st.sampled_from(["ชัยภูมิ", "ขอนแก่น"]),
        }
    ),
)


@cache
def loaded(path: Path) -> Report:
    """Return a report, read once for all examples."""
    return load_report(path).report


def called(agency: dict[str, Any]) -> tuple[str, ...]:
    """Return what tells one agency from all others: its code, else its name and province."""
    if agency["type"] in KINDS:
        return (agency["code"],)
    return (full_name(agency["type"], agency["name"]), agency["province"])


@given(AGENCIES, AGENCIES)
def test_keys_of_distinct_agencies_are_never_equal(
    example_path: Path, framework_2566: Framework, one: dict[str, Any], other: dict[str, Any]
) -> None:
    """Neither for the journal, nor in the sheet: no row of the one carries the key of the other."""
    report = loaded(example_path)
    rows = [build_row(of(report, **agency), framework_2566, NAMED, None) for agency in (one, other)]
    same = called(one) == called(other)
    assert (rows[0].key == rows[1].key) == same
    for mine, theirs in (rows, rows[::-1]):
        held = {cell.header: fold_value(cell.value) for cell in theirs.cells}
        assert all(value for _, value in mine.key.parts)
        fits = all(held[header] == value for header, value in mine.key.parts)
        assert fits == same
