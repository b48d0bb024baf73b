"""Checks of the letters in texts."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ita_sync import checks
from ita_sync.checks import Subject, letters
from ita_sync.report import load_report
from ita_sync.rules import Framework
from tests.checks.edits import edited, rules

Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"memo.subject": "รายงาน คະແນນ"}, ["TEXT-LETTERS"]),
    ({"measures.2.steps.1": "เปิดช่อง\ufffdทาง"}, ["TEXT-LETTERS"]),
    ({"memo.subject": "ຄ" * 39 + "ຂຄງຄ"}, ["TEXT-LETTERS"]),
    ({"memo.subject": "๒5" * 19 + "012345"}, ["TEXT-DIGITS"]),
    ({"memo.subject": "รายงาน ITA – “คะแนน” ๒๕๖๖ é"}, []),
    ({"memo.subject": "รายงาน".encode().decode("cp1252", "replace")}, ["TEXT-MOJIBAKE"]),
    ({"memo.subject": "รายงาน".encode("cp874").decode("latin1")}, ["TEXT-MOJIBAKE"]),
    ({"memo.subject": "ผลปี ๒๕6๖"}, ["TEXT-DIGITS"]),
    ({"memo.number": "ชย 52506.๒/62"}, ["TEXT-DIGITS"]),
    ({"memo.number": "ชย ๕๒๕๐๖.๒/62"}, []),
    ({"measures.2.steps.1": "ใช้ 2 ช่องทางใน ๓ เดือน"}, []),
    ({"memo.subject": "รายงานท่ีประชุม"}, ["TEXT-MARKS"]),
    ({"memo.subject": "รายงาน ้ผล"}, ["TEXT-MARKS"]),
    ({"memo.subject": "รายงานที่่ประชุม"}, ["TEXT-MARKS"]),
    ({"memo.subject": "รายงานที้่ประชุม"}, ["TEXT-MARKS"]),
    ({"memo.subject": "รายงานสีิทธิ"}, ["TEXT-MARKS"]),
    ({"memo.subject": "ส ำหรับ"}, ["TEXT-MARKS"]),
    ({"memo.subject": "กีีรายงานผล"}, ["TEXT-MARKS"]),
    ({"memo.subject": "สิทธิ์ พันธุ์ น้ำ เป็น ก็ เดี๋ยว ทุ่ม ปฏิบัติ ฤดู ฯลฯ ๆ"}, []),
    ({"memo.subject": "เเผนงาน"}, ["TEXT-DOUBLE-E"]),
    ({"memo.subject": "แก้เเผนงานประจำปี"}, ["TEXT-DOUBLE-E"]),
    ({"agency.name": "=จัตุรัส"}, ["TEXT-FORMULA"]),
    ({"memo.subject": "-รายงาน"}, ["TEXT-FORMULA"]),
    ({"memo.subject": "@รายงาน"}, ["TEXT-FORMULA"]),
    # Steps never reach the sheet, and a dash alone is no formula.
    ({"measures.2.steps.1": "- ประชุม"}, []),
    ({"memo.subject": "-"}, []),
]
RAW: list[tuple[str, list[str]]] = [
    ("รายงานผล", []),
    ("รายงาน\u200bผล", ["TEXT-INVISIBLE"]),
    ("\u202eรายงานผล", ["TEXT-INVISIBLE"]),
    ("ดําเนินงาน", ["TEXT-SARA-AM"]),
    ("รายงานการดําเนินงาน", ["TEXT-SARA-AM"]),
    ("ก\u200bข\u200b\u202eค", ["TEXT-INVISIBLE"]),
    ("นิพพานํ", []),
    ("น\u0e4d\u0e49า", ["TEXT-SARA-AM"]),
    ("7๘.41", ["TEXT-DIGITS"]),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_letters(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of a text gives exactly these codes."""
    assert codes(edits) == expected


@pytest.mark.parametrize(("text", "expected"), RAW)
def test_what_the_file_has(text: str, expected: list[str]) -> None:
    """In a text as the file has it, what reading evens out is found too."""
    subject = Subject(edited({}), rules(2566), texts={("total",): text})
    assert [f.code for f in letters.check(subject)] == expected


def test_the_texts_of_the_file_take_the_place_of_the_reports(
    example_path: Path, framework_2566: Framework
) -> None:
    """Where the file's texts are given, each is looked at once, the figures among them."""
    read = load_report(example_path).report
    found = checks.run(
        Subject(read, framework_2566, texts={("level",): "ต้อง\u200bปรับปรุง", ("total",): "7๘.41"})
    )
    assert [(f.code, f.loc) for f in found if f.code.startswith("TEXT")] == [
        ("TEXT-INVISIBLE", ("level",)),
        ("TEXT-DIGITS", ("total",)),
    ]
