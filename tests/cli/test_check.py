"""`check` as people see it."""

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, SIGN, Cli, own_config
from tests.cli.terminal import converse, edit

KNOWN = "a common misreading of Thai digits"


def test_findings_stand_by_place_with_the_line_and_a_caret(cli: Cli, desk: Path) -> None:
    """One heading a section, the line of the file once, the heads as scripts look for them."""
    edit(desk / REPORT, ("total: 78.41", "total: 39.41"), ("level: ต้องปรับปรุง", "level: ผ่าน"))
    ran = cli("check", REPORT)
    assert ran.code == 1
    source = r"  Rule: .*\n"
    assert re.fullmatch(
        rf"total · Total score\n{REPORT}:29:8: error TOTAL-SUM\n"
        r"   29 \| total: 39\.41\n      \|        \^\n"
        rf"  The total is 39\.41\.\n  Expected: 78\.41\n{source}"
        r"  The only one-figure reading that fits: total: 39\.41 → 78\.41 "
        rf"\(๗→๓, ๘→๙: {KNOWN}\)\n\n"
        rf"level · Level\n{REPORT}:30:8: error LEVEL-WRONG\n"
        r"   30 \| level: ผ่าน\n      \|        \^\n"
        rf'  The level is "ผ่าน" at a total of 39\.41\.\n  Expected: ต้องปรับปรุง.*\n{source}'
        r"  The only one-figure reading that fits: level: ผ่าน → ต้องปรับปรุง \(the level follows from "
        r"the scores\)\n\n"
        rf"url · Public link of the report\n{REPORT}:253:6: warning URL-RESERVED\n"
        r"[^\n]*\n[^\n]*\^\n(  .*\n)+"
        rf"{REPORT}: 2 errors, 1 warning, 0 notes\n",
        ran.out,
    ), ran.out
    assert "\x1b" not in ran.out


def test_the_thai_view_is_thai(cli: Cli, desk: Path) -> None:
    """Headings, findings and readings in the officer's language."""
    edit(desk / REPORT, ("total: 78.41", "total: 39.41"))
    told = cli("check", REPORT, "--lang", "th").out
    assert told.startswith(
        f"total · คะแนนรวม\n{REPORT}:29:8: ข้อผิดพลาด TOTAL-SUM\n   29 | total: 39.41\n"
    )
    assert "คะแนนรวม: 39.41 → 78.41 (๗→๓, ๘→๙: เลขไทยที่มักอ่านสลับกัน)" in told


def test_two_findings_of_one_line_show_it_once(cli: Cli, desk: Path) -> None:
    """The second begins with its head."""
    edit(desk / REPORT, ("score: 80.20", "score: 180.20"))
    told = cli("check", REPORT).out
    assert told.count("score: 180.20\n") == 1
    assert len(re.findall(rf"{REPORT}:53:16: error", told)) == 2


def test_of_many_readings_five_are_shown(cli: Cli, desk: Path) -> None:
    """And how many more there are; none is called right."""
    edit(desk / REPORT, ("88.18", "88.78"))
    told = cli("check", REPORT).out
    count = int(re.findall(r"(\d+) readings fit; only the document tells which is right:", told)[0])
    assert f"    … and {count - 5} more.\n" in told
    assert len(re.findall(r"^    \S.* → ", told, re.MULTILINE)) == 5
    assert "only one-figure" not in told


def test_many_files_are_summed_up(cli: Cli, desk: Path) -> None:
    """Files by kind, and the codes that stand most often."""
    text = (desk / REPORT).read_text("utf-8")
    names = [f"r{number}.yaml" for number in range(12)]
    for number, name in enumerate(names):
        (desk / name).write_text(text.replace("78.41", "39.41") if number < 3 else text, "utf-8")
    clean = text.replace("chaturat.example", "chaturat.go.th")
    (desk / names[-1]).write_text(clean, "utf-8")
    ran = cli("check", *names, "nowhere.yaml")
    assert ran.code == Exit.CONFIG
    assert ran.out.endswith(
        "\n13 files: 3 with errors, 8 with warnings only, 1 clean, 1 not readable\n"
        "Most often: URL-RESERVED 11, TOTAL-SUM 3\n"
    )
    assert "Checking" not in ran.err


def test_on_a_terminal_many_files_have_a_progress_bar(desk: Path) -> None:
    """And a few have none."""
    names = [f"r{number}.yaml" for number in range(12)]
    for name in names:
        (desk / name).write_bytes((desk / REPORT).read_bytes())
    assert "12/12" in converse(["check", *names], desk, [])[1]
    assert "Checking" not in converse(["check", *names[:2]], desk, [])[1]


def test_warnings_fail_only_a_strict_check(cli: Cli) -> None:
    """The example has one warning."""
    assert cli("check", REPORT).code == 0
    assert cli("check", "--strict", REPORT).code == 1


def test_json_has_the_readings(cli: Cli, desk: Path) -> None:
    """Where, what, why in both languages; `--fix` asks nothing there."""
    before = edit(desk / REPORT, ("total: 78.41", "total: ๓๙.๔๑"))
    ran = cli("check", "--fix", "--json", REPORT)
    finding = ran.document()["results"][0]["findings"][0]
    assert finding["code"] == "TOTAL-SUM"
    assert finding["suggestions"] == [
        {
            "changes": [
                {"field": "total", "line": 29, "column": 8, "printed": "39.41", "proposed": "78.41"}
            ],
            "why": {"th": "๗→๓, ๘→๙: เลขไทยที่มักอ่านสลับกัน", "en": f"๗→๓, ๘→๙: {KNOWN}"},
            "only": True,
        }
    ]
    assert (desk / REPORT).read_bytes() == before


def test_the_document_of_a_check_keeps_its_shape(cli: Cli) -> None:
    """Other programs read it: fields are added, none changed."""
    document = json.loads(cli("check", "--json", REPORT).out)
    assert document["schema_version"] == 1
    assert list(document["results"][0]) == ["report", "findings"]
    assert list(document["results"][0]["findings"][0]) == [
        *(
            "code",
            "severity",
            "field",
            "line",
            "column",
            "what",
            "expected",
            "why",
            "source",
            "confidence",
        ),
        *("document", "suggestions"),
    ]


def _word() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


@pytest.mark.parametrize("start", [_word(), b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_document_in_place_of_the_report_file_is_named_as_such(
    cli: Cli, desk: Path, start: bytes
) -> None:
    """Nobody is told to save a Word file as UTF-8."""
    (desk / "report.docx").write_bytes(start)
    ran = cli("check", "report.docx")
    assert ran.code == Exit.CONFIG
    assert "Word, Excel, PDF" in ran.err


SEEN = '  # mended, read from page 1, line 47: "๓/๕.๐๐"; elsewhere page 5, table 2, row 3: "๗๕.๐๐"'


NINE = "  - {number: 9, tool: OIT, name: การเปิดเผยข้อมูล, score: 75.00, result: ไม่ผ่านเกณฑ์}"


APART = "  - number: 9\n    tool: OIT\n    score: 75.00%s\n    result: ไม่ผ่านเกณฑ์"


def test_a_finding_points_into_the_document(cli: Cli, desk: Path) -> None:
    """For people under the finding, for programs as a field; in the words of the file."""
    edit(
        desk / REPORT,
        (NINE, APART % SEEN.replace("75.00", "x")),
        ("    score: 75.00 ", "    score: 175.00 "),
    )
    told = cli("check", REPORT).out
    assert (
        '\n  In the document: page 1, line 47: "๓/๕.๐๐"; elsewhere page 5, table 2, row 3: '
        '"๗๕.๐๐"\n' in told
    )
    found = cli("check", "--json", REPORT).document()["results"][0]["findings"]
    places = {finding["field"]: finding["document"] for finding in found}
    assert (
        places["indicators.8.score"]
        == 'page 1, line 47: "๓/๕.๐๐"; elsewhere page 5, table 2, row 3: "๗๕.๐๐"'
    )
    assert places["url"] is None


def test_a_value_that_cannot_be_read_points_into_the_document(cli: Cli, desk: Path) -> None:
    """The file is refused with its line and the place in the document."""
    edit(desk / REPORT, ("total: 78.41", 'total: 7x.41  # ?? read from line 3: "๗x.๔๑"'))
    ran = cli("check", REPORT)
    assert ran.code == 1
    assert (
        f'{REPORT}:29:8: total: found "7x.41", expected a score from 0 to 100, for example 84.85. '
        'In the document: line 3: "๗x.๔๑"\n' in ran.err
    )


def test_a_doubt_blocks_until_a_person_has_decided(cli: Cli, desk: Path) -> None:
    """check, push and sign stop at each ??; once the marks are gone nothing is left of them."""
    path = desk / REPORT
    edit(path, ("total: 78.41", 'total: 78.41  # ?? read from line 3: "๓๙.๔๑"; may be 39.41'))
    edit(path, ('code: "5360601"', 'code: "5360601" # ??'))
    ran = cli("check", REPORT)
    assert ran.code == 1
    assert f"{REPORT}:13:9: error READ-DOUBT\n" in ran.out
    assert (
        f"{REPORT}:29:8: error READ-DOUBT\n"
        '   29 | total: 78.41  # ?? read from line 3: "๓๙.๔๑"; may be 39.41\n'
        "      |        ^\n"
        '  It was read as "78.41" and may be wrong.\n'
        "  Expected: the value as the document has it: compare, correct it if need be, then delete "
        "the ?? (in a form: tick its line)\n"
        '  In the document: line 3: "๓๙.๔๑"; may be 39.41\n' in ran.out
    )
    for command in (SIGN, ("push", REPORT), ("push", REPORT, "--dry-run")):
        ran = cli(*command)
        assert ran.code == 1
        assert "READ-DOUBT" in ran.out
    assert not (desk / "chaturat-2566.signoff.json").exists()
    edit(path, ("# ?? read", "# read"), (" # ??", ""))
    assert "READ-" not in cli("check", REPORT).out
    assert cli(*SIGN).code == 0
    assert cli("push", REPORT).code == 0


def test_values_that_nothing_confirms_are_told_once(cli: Cli, desk: Path) -> None:
    """At the first of them, with their number; they block nothing."""
    edit(
        desk / REPORT,
        ("district: จัตุรัส", "district: จัตุรัส # ? อ่านจาก หน้า 1, บรรทัด 3"),
        ("total: 78.41", "total: 78.41 # ? read from line 9"),
    )
    ran = cli("check", REPORT)
    assert ran.code == 0
    assert ran.out.count("READ-SINGLE") == 1
    assert f"{REPORT}:16:13: warning READ-SINGLE\n" in ran.out
    assert "  2 marks ? are left, from here on: nothing confirms what stands there.\n" in ran.out
    assert "  In the document: หน้า 1, บรรทัด 3\n" in ran.out
    assert cli("check", "--strict", REPORT).code == 1


def test_an_empty_doubtful_value_is_a_doubt(cli: Cli, desk: Path) -> None:
    """An optional field may be empty, but not where the document has something."""
    edit(desk / REPORT, ("    due: ทุกเดือน", "    due:  # ?? read from page 9"))
    told = cli("check", REPORT).out
    assert "error READ-DOUBT" in told
    assert "  There is something here that could not be read.\n" in told


def test_a_long_value_is_quoted_in_part(cli: Cli, desk: Path) -> None:
    """A finding stays readable."""
    edit(desk / REPORT, ("    due: ทุกเดือน", f"    due: {'ก' * 5000}  # ?? read from page 9"))
    found = json.loads(cli("check", "--json", REPORT).out)["results"][0]["findings"]
    doubt = next(finding for finding in found if finding["code"] == "READ-DOUBT")
    assert len(doubt["what"]["en"]) < 200


def test_check_compares(cli: Cli, desk: Path) -> None:
    """From then on the agency of a report is held against the list, at its line."""
    own_config(desk)
    report = desk / REPORT
    text = report.read_text("utf-8")
    assert "AGENCY-" not in cli("check", REPORT).out
    cli("agencies", "import", "list.csv")
    assert "AGENCY-" not in cli("check", REPORT).out
    report.write_text(text.replace("name: จัตุรัส", "name: จตุรัส"), "utf-8")
    assert "AGENCY-SPELLING" in cli("check", REPORT).out
    report.write_text(text.replace('"5360601"', '"5360602"'), "utf-8")
    ran = cli("check", REPORT)
    assert (ran.code, "AGENCY-OTHER" in ran.out) == (1, True)


def test_what_reading_evens_out_is_told(cli: Cli, desk: Path) -> None:
    """Invisible characters, split sara am and mixed digits are found in the file."""
    report = desk / REPORT
    text = report.read_text("utf-8")
    text = text.replace("total: 78.41", "total: 7๘.41").replace(
        "name: การใช้อำนาจ", "name: การใช้อํานาจ"
    )
    report.write_text(text.replace("level: ต้องปรับปรุง", "level: ต้อง\u200bปรับปรุง"), "utf-8")
    found = cli("check", REPORT, "--json").document()["results"][0]["findings"]
    assert [(f["code"], f["field"]) for f in found if f["code"].startswith("TEXT")] == [
        ("TEXT-DIGITS", "total"),
        ("TEXT-INVISIBLE", "level"),
        ("TEXT-SARA-AM", "indicators.2.name"),
    ]


def test_online_is_asked_for(cli: Cli, desk: Path) -> None:
    """Only with --online is the link opened.

    An address of this machine is refused without being asked.
    """
    report = desk / REPORT
    text = report.read_text("utf-8")
    report.write_text(text.replace("https://www.chaturat.example/", "http://127.0.0.1:9/"), "utf-8")
    offline = {
        f["code"] for f in cli("check", REPORT, "--json").document()["results"][0]["findings"]
    }
    asked = {
        f["code"]
        for f in cli("check", REPORT, "--online", "--json").document()["results"][0]["findings"]
    }
    assert asked - offline == {"ONLINE-PRIVATE"}
