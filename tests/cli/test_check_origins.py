"""`check` on a file that was read from a document: it points back into it, and asks where a doubt is left."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import REPORT, SIGN, Cli
from tests.cli.test_check import converse, edit

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
        "the ??\n"
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
    assert "  2 values are marked ?, from here on; nothing confirms them.\n" in ran.out
    assert "  In the document: หน้า 1, บรรทัด 3\n" in ran.out
    assert cli("check", "--strict", REPORT).code == 1


def test_an_empty_doubtful_value_is_a_doubt(cli: Cli, desk: Path) -> None:
    """An optional field may be empty, but not where the document has something."""
    edit(desk / REPORT, ("    due: ทุกเดือน", "    due:  # ?? read from page 9"))
    told = cli("check", REPORT).out
    assert "error READ-DOUBT" in told
    assert "  Something stands here that could not be read.\n" in told


def test_a_long_value_is_quoted_in_part(cli: Cli, desk: Path) -> None:
    """A finding stays readable."""
    edit(desk / REPORT, ("    due: ทุกเดือน", f"    due: {'ก' * 5000}  # ?? read from page 9"))
    found = json.loads(cli("check", "--json", REPORT).out)["results"][0]["findings"]
    doubt = next(finding for finding in found if finding["code"] == "READ-DOUBT")
    assert len(doubt["what"]["en"]) < 200


@pytest.mark.parametrize("answer", ["y"])
def test_fix_changes_a_value_and_keeps_its_comment(desk: Path, answer: str) -> None:
    """The comment stays byte for byte; that its mark stays, too, is said."""
    comment = '  # ?? read from line 3: "๓๙.๔๑"; may be 78.41'
    edit(desk / REPORT, ("total: 78.41", "total: 39.41" + comment))
    code, screen = converse(["check", "--fix", REPORT], desk, [answer])
    assert code == 1
    assert f"total: 78.41{comment}\n" in (desk / REPORT).read_text("utf-8")
    assert "  Line 29 keeps its ??: delete it once you have compared.\n" in screen
    assert "TOTAL-SUM" not in screen.rpartition("Line 29")[2]
