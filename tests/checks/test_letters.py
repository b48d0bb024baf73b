"""Checks of the letters in texts."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ita_sync import checks
from ita_sync.checks import Severity, Subject, letters
from ita_sync.report import Loc, load_report
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
    ({"memo.subject": "＝รายงาน"}, ["TEXT-FORMULA"]),
    ({"memo.subject": "รายงาน\n =ผล"}, ["TEXT-FORMULA"]),
    ({"memo.subject": "-1.5"}, []),
    # A line break makes two numbers of one, and two names; in prose it only parts lines.
    ({"memo.number": "ชย 52506\n.2/62"}, ["FIELD-INVISIBLE"]),
    ({"memo.number": "ชย 52506.2/62\n"}, []),
    ({"memo.refers_to.number": "ชย 0023.4/\tว1080"}, ["FIELD-INVISIBLE"]),
    ({"agency.district": "จัตุ\nรัส"}, ["FIELD-INVISIBLE"]),
    ({"memo.subject": "รายงาน\nผล"}, []),
    # Steps never reach the sheet, and a dash alone is no formula.
    ({"measures.2.steps.1": "- ประชุม"}, []),
    ({"memo.subject": "-"}, []),
]
RAW: list[tuple[str, list[str]]] = [
    ("รายงานผล", []),
    ("รายงาน\u200bผล", ["TEXT-INVISIBLE"]),
    ("ราย\u00adงาน\u200c\u200d\u2060ผล", ["TEXT-INVISIBLE"]),
    ("\u202eรายงานผล", ["TEXT-HIDDEN"]),
    ("รายงาน\u3164ผล", ["TEXT-HIDDEN"]),
    ("รายงาน\U000e0041ผล", ["TEXT-HIDDEN"]),
    ("ดําเนินงาน", ["TEXT-SARA-AM"]),
    ("รายงานการดําเนินงาน", ["TEXT-SARA-AM"]),
    ("ก\u200bข\u200b\u202eค", ["TEXT-HIDDEN"]),
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
    subject = Subject(edited({}), rules(2566), texts={("memo", "subject"): text})
    assert [f.code for f in letters.check(subject)] == expected


EXACT: list[Loc] = [
    *(("url",), ("total",), ("fiscal_year",), ("memo", "date"), ("memo", "number")),
    *(("agency", name) for name in ("code", "type", "name", "district", "province")),
    *(("memo", "refers_to", "number"), ("indicators", 3, "score"), ("weak", 0, "items", 1, "item")),
]
PROSE: list[Loc] = [
    *(("memo", "subject"), ("level",), ("indicators", 3, "name"), ("measures", 0, "steps", 2)),
    *(("weak", 0, "items", 1, "remedy"), ("measures", 0, "division"), ("strengths", 0, "point")),
]


@pytest.mark.parametrize(
    "character", ["\u200b", "\u202e", "\u3164", "\u2800", "\ufe0f", "\U000e0041"]
)
def test_an_invisible_character_is_worse_the_less_it_may_stand_there(character: str) -> None:
    """An error where each sign counts; in prose a warning, or a note if Word put it there."""

    def found(loc: Loc) -> list[tuple[str, Severity]]:
        subject = Subject(edited({}), rules(2566), texts={loc: f"5360{character}601"})
        return [(finding.code, finding.severity) for finding in letters.check(subject)]

    assert {str(found(loc)) for loc in EXACT} == {str([("FIELD-INVISIBLE", Severity.ERROR)])}
    told = ("TEXT-HIDDEN", Severity.WARNING)
    if character == "\u200b":
        told = ("TEXT-INVISIBLE", Severity.NOTE)
    assert {str(found(loc)) for loc in PROSE} == {str([told])}


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
