"""Reading a report file: its values, and every problem at once in the order of the file."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_sync.__main__ import run
from ita_sync.errors import Exit, ReportError
from ita_sync.report import load_report
from ita_sync.report.load import MAX_DETAILS
from tests.report.conftest import (
    Refuse,
    Write,
    problems,
    read,
)


def test_values_and_digest(write: Write) -> None:
    """Scores are exact decimals, dates are days, the digest is that of the file's bytes."""
    path = write(("score: 98.01", "score: ๙๘.๐๑๐"))
    loaded = load_report(path)
    assert str(loaded.report.indicators[0].score) == "98.010"
    assert str(loaded.report.indicators[8].score) == "75.00"
    assert loaded.report.memo.date == date(2023, 10, 27)
    assert loaded.report.agency.code == "5360601"
    assert loaded.path == path
    assert loaded.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert loaded.encoding == "utf-8"


@pytest.mark.parametrize(
    "written", ["78,41", "78.41 คะแนน", "๗๘.๔๑ คะแนน", "๗๘,๔๑", "78.41%", "ร้อยละ 78.41"]
)
def test_a_score_as_people_write_it(write: Write, written: str) -> None:
    """A decimal comma and a unit change nothing; the file keeps what is written in it."""
    loaded = load_report(write(("total: 78.41", f"total: {written}")))
    assert str(loaded.report.total) == "78.41"
    assert loaded.texts["total",] == written


def test_a_decimal_comma_between_brackets_stands_in_quotes(write: Write) -> None:
    """As the message says to whom it was parted."""
    loaded = load_report(write(("score: 98.01", 'score: "98,01"')))
    assert str(loaded.report.indicators[0].score) == "98.01"


@pytest.mark.parametrize("written", ["27/10/66", "๒๗ ต.ค. ๖๖", "27/10/23", "27 ต.ค. ค.ศ. 2023"])
def test_a_date_with_a_short_year(write: Write, written: str) -> None:
    """The one year that it can mean."""
    loaded = load_report(write(("27 ตุลาคม 2566", written)))
    assert loaded.report.memo.date == date(2023, 10, 27)


def test_an_item_beyond_99_can_be_written(write: Write) -> None:
    """Whether the year has it is for the checks; no year has a thousand."""
    loaded = load_report(write(("item: e10", "item: O๑๐๐")))
    assert loaded.report.weak[0].items[2].item == "o100"
    assert "item" in problems(write(("item: e10", "item: o1000")))[0]


def test_unquoted_code_keeps_its_digits(write: Write) -> None:
    """A code without quotes stays a text, a leading zero included."""
    loaded = load_report(write(('"5360601"', "0360601")))
    assert loaded.report.agency.code == "0360601"


def test_optional_empty_fields_count_as_absent(write: Write) -> None:
    """`remedy:` with nothing after it is as good as no remedy."""
    loaded = load_report(write(("remedy: ประชาสัมพันธ์เว็บไซต์", "remedy: ~ # ประชาสัมพันธ์")))
    assert loaded.report.weak[1].remedy is None


def test_all_problems_in_file_order(write: Write) -> None:
    """One run names every problem of every kind, in the order of the file."""
    path = write(
        ("fiscal_year: 2566\n", ""),
        ('code: "5360601"', "code: &c x"),
        ("  province: ชัยภูมิ", "  provinze: ชัยภูมิ"),
        ("total: 78.41", "total: ๗๘,๔๑๐"),
        ("score: 84.85", "score: ~"),
        ("level: ต้องปรับปรุง", "level: ต้องปรับปรุง\nlevel: ผ่าน"),
        ("item: e6", "item: 06"),
    )
    found = problems(path)
    fields = [line.split(": ")[1] for line in found]
    assert fields == [
        "fiscal_year",
        "agency.province",  # absent, so it stands where the agency begins
        "agency.code",
        "agency.provinze",
        "total",
        "level",
        "indicator 7 · Score",
        "Weak items, no. 1 · Item",
    ]
    places = [tuple(int(n) for n in line.split(": ")[0].split(":")) for line in found]
    assert places == sorted(places)
    assert found[0].startswith("8:1: fiscal_year: is missing; it holds: Fiscal year")


def test_details_begin_with_the_path(write: Write) -> None:
    """Editors can jump to a detail: it begins with path, line and column."""
    path = write(("total: 78.41", "total: x"))
    with pytest.raises(ReportError) as caught:
        load_report(path)
    assert str(caught.value.details[0]).startswith(f"{path}:29:8: total: ")
    assert caught.value.next_step
    assert caught.value.written is None  # nothing about a sheet: the command says what fits


def test_number_of_details_is_bounded(refuse: Refuse) -> None:
    """A file of nothing but problems gives a hundred of them and the number of the others."""
    error = refuse("".join(f"x{n}: 1\n" for n in range(500)))
    assert len(error.details) == MAX_DETAILS + 1
    # 500 unknown fields and the eight required ones.
    assert str(error.details[-1]) == "… and 408 more."
    assert "508 problems" in str(error.what)


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    start=st.integers(0, 11_000),
    length=st.integers(0, 12),
    junk=st.text("ก๑1.:-[]{}'\"!&*<>?|%@`#, \n\t\\x\0~", max_size=8),
)
def test_damaged_files_never_crash(
    write: Write, example: str, start: int, length: int, junk: str
) -> None:
    """Any small damage is read, or refused with at least one place."""
    path = write()
    path.write_bytes((example[:start] + junk + example[start + length :]).encode())
    outcome = read(path)
    if isinstance(outcome, ReportError):
        assert outcome.code == "report-invalid"
        assert outcome.details
    else:
        assert isinstance(outcome.report.total, Decimal)


BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(alphabet="-?:[]{},&*!|>'\"%@`#~ \n\tab1กำ", max_size=200).map(str.encode),
)


PIECES = st.sampled_from(
    [
        b"",
        b"\0",
        b"\xff",
        b"\n",
        b"\t",
        b": ",
        b"- ",
        b"[",
        b"{",
        b"'",
        b'"',
        b"&a ",
        b"*a",
        b"!!x ",
        b"|\n",
        b"null",
    ]
    + [
        text.encode()
        for text in (
            "\u202e",
            "\u200b",
            "๓",
            "ໆ",
            "ำ",
            "-1",
            "1e9",
            "2564",
            "o44",
            "e99",
            "{x}",
            "%",
        )
    ]
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=BYTES)
def test_random_bytes_are_no_bug(place: Path, content: bytes) -> None:
    """Whatever the file holds, it is no report, and this is said."""
    place.write_bytes(content)
    assert run(["check", str(place)]) in {Exit.FINDINGS, Exit.CONFIG}  # 4: a file of another kind


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_mutations_of_a_report_are_no_bug(
    place: Path, example_path: Path, data: st.DataObject
) -> None:
    """Places overwritten, cut out, doubled or moved: accepted, refused, or an unknown year."""
    content = example_path.read_bytes()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 60)))
        again = content[start:end] if data.draw(st.booleans()) else b""
        content = content[:start] + again + data.draw(PIECES) + again + content[end:]
    place.write_bytes(content)
    assert run(["check", str(place)]) in {Exit.OK, Exit.FINDINGS, Exit.CONFIG}


@pytest.mark.parametrize("written", ["", " ~", ' ""', " '-'", " –", " ' — '"])
@pytest.mark.parametrize("line", ['  code: "5360601"', "  district: จัตุรัส"])
def test_an_agency_without_code_or_district(write: Write, line: str, written: str) -> None:
    """Blank, or the dash of an empty line, is as good as left out."""
    field = line.strip().partition(":")[0]
    loaded = load_report(write((line, f"  {field}:{written}")))
    assert getattr(loaded.report.agency, field) is None
    assert getattr(load_report(write((f"{line}\n", ""))).report.agency, field) is None
