"""The main job, command by command, as an officer meets it."""

import json
from pathlib import Path

import pytest

from ita_sync.google import CellValue
from ita_sync.sandbox import Sandbox
from tests.cli.conftest import REPORT, SIGN, Cli, own_config

NOTICE = "SANDBOX: nothing was sent to NACC."


def box(desk: Path) -> Sandbox:
    """Return the practice spreadsheet that the commands use."""
    return Sandbox(desk.parent / "state" / "sandbox.sqlite")


def test_check_sign_push_push_verify_show(cli: Cli, desk: Path) -> None:
    """The whole main job: exit codes, one row, no second write."""
    assert cli("check", REPORT).code == 0
    assert cli("push", REPORT, "--dry-run").code == 0
    assert cli("push", REPORT).code == 3
    assert cli(*SIGN).code == 0
    first = cli("push", REPORT)
    assert first.code == 0
    assert first.out.splitlines() == [
        "Written: 5360601 / 2566 stands in row 3 of tab ITA 2566.",
        "  Calls to the sheet: 2 reads, 2 writes",  # one each: is a taken number refused here?
    ]
    writes = sum(call.write for call in box(desk).calls())
    again = cli("push", REPORT)
    assert again.code == 0
    assert again.out.startswith("Already there")
    assert sum(call.write for call in box(desk).calls()) == writes == 2
    assert cli("verify").code == 0
    shown = cli("sandbox", "show")
    assert shown.code == 0
    assert "5360601" in shown.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("push", REPORT, "--dry-run"),
        SIGN,
        ("push", REPORT),
        ("verify",),
        ("sandbox", "show"),
        ("history",),
    ],
    ids=lambda a: a[0],
)
def test_every_command_on_the_sandbox_says_so(cli: Cli, arguments: tuple[str, ...]) -> None:
    """In words on stderr, and in the JSON document."""
    assert NOTICE in cli(*arguments).err
    document = cli(*arguments, "--json").document()
    assert document["sandbox"] is True
    assert document["notice"]["en"] == NOTICE


UNIVERSITY = ("มหาวิทยาลัย", "ราชภัฏชัยภูมิ", "อธิการบดี")
HOSPITAL = ("โรงพยาบาล", "ชัยภูมิ", "ผู้อำนวยการโรงพยาบาลชัยภูมิ")
COLLEGE = ("วิทยาลัยเทคนิค", "ชัยภูมิ", "ผู้อำนวยการวิทยาลัยเทคนิคชัยภูมิ")
Agency = tuple[str, str, str]


def write_report(desk: Path, agency: Agency) -> str:
    """Write the report of an agency without a code; return its file."""
    kind, name, _ = agency
    text = (desk / REPORT).read_text("utf-8")
    text = text.replace('  code: "5360601"\n', "", 1).replace("เทศบาลตำบล\n", f"{kind}\n", 1)
    line = next(line for line in text.splitlines() if line.startswith("  name: "))
    path = desk / f"{kind}-2566.yaml"
    path.write_text(text.replace(line, f"  name: {name}"), "utf-8")
    return path.name


def sign_and_push(cli: Cli, report: str, post: str, *options: str) -> None:
    """Take a report through the main job, twice pushed; each step ends well."""
    checked = cli("check", report, *options)
    assert (checked.code, "AGENCY-" in checked.out) == (0, False)
    signed = cli("sign", report, "--post", post, "--date", "27 ตุลาคม 2566", *options)
    assert (signed.code, "SIGN-" in signed.out + signed.err) == (0, False)
    planned = cli("push", report, "--dry-run", *options)
    assert (planned.code, "1 row to add" in planned.out) == (0, True)
    assert cli("push", report, *options).out.startswith("Written: ")
    assert cli("push", report, *options).out.startswith("Already there")
    planned = cli("push", report, "--dry-run", *options)
    assert (planned.code, "Nothing to do" in planned.out) == (0, True)


def rows(desk: Path) -> list[list[CellValue]]:
    """Return the rows of the practice sheet below its header."""
    return box(desk).rows("sandbox", "ITA 2566")[2:]


@pytest.mark.parametrize(
    ("agency", "key"),
    [
        (UNIVERSITY, "มหาวิทยาลัยราชภัฏชัยภูมิ / ชัยภูมิ / 2566"),
        (HOSPITAL, "โรงพยาบาลชัยภูมิ / ชัยภูมิ / 2566"),
    ],
)
def test_the_main_job_of_an_agency_without_a_code(
    cli: Cli, desk: Path, agency: Agency, key: str
) -> None:
    """Check, sign, dry run, push twice, verify, history: one row, known by its name."""
    sign_and_push(cli, write_report(desk, agency), agency[2])
    (row,) = rows(desk)
    assert row[:2] == [None, key.partition(" / ")[0]]
    assert [call.write and call.applied for call in box(desk).calls()].count(True) == 1
    verified = cli("verify", "--json")
    assert verified.code == 0
    assert [one["key"] for one in verified.document()["rows"]] == [key]
    history = cli("history", "--json").document()
    assert [intent["key"] for intent in history["intents"]] == [key]


def test_agencies_with_and_without_a_code_in_one_sheet(cli: Cli, desk: Path) -> None:
    """Three without a code and a municipality: four rows, each known to journal and sheet."""
    agencies = (UNIVERSITY, HOSPITAL, COLLEGE)
    sign_and_push(cli, write_report(desk, UNIVERSITY), UNIVERSITY[2])
    sign_and_push(cli, REPORT, "นายกเทศมนตรี")
    sign_and_push(cli, write_report(desk, HOSPITAL), HOSPITAL[2])
    sign_and_push(cli, write_report(desk, COLLEGE), COLLEGE[2])
    names = [row[1] for row in rows(desk)]
    full = [kind + name for kind, name, _ in agencies]
    assert names == [full[0], "เทศบาลตำบลจัตุรัส", *full[1:]]
    verified = cli("verify", "--json")
    assert verified.code == 0
    assert [one["row"] for one in verified.document()["rows"]] == [3, 4, 5, 6]
    for report in (REPORT, *(f"{kind}-2566.yaml" for kind, _, _ in agencies)):
        assert cli("push", report).out.startswith("Already there")


def test_two_of_the_same_name_in_a_province(cli: Cli, desk: Path) -> None:
    """They share the default key, and the second is refused; with the district they are two."""
    report = write_report(desk, COLLEGE)
    sign_and_push(cli, report, COLLEGE[2])
    second = desk / "second.yaml"
    second.write_text(
        (desk / report).read_text("utf-8").replace("district: จัตุรัส", "district: ภูเขียว"), "utf-8"
    )
    cli("sign", "second.yaml", "--post", COLLEGE[2], "--date", "27 ตุลาคม 2566")
    assert cli("push", "second.yaml").code == 7
    config = own_config(desk) / "ita-sync.toml"
    fields = json.dumps(["agency.full_name", "agency.district", "agency.province", "fiscal_year"])
    config.write_text(f"key_without_code = {fields}\n" + config.read_text("utf-8"), "utf-8")
    cli("sign", "second.yaml", "--post", COLLEGE[2], "--date", "27 ตุลาคม 2566")
    assert cli("push", "second.yaml").out.startswith("Written: ")
    assert cli("push", report).out.startswith("Already there")
    assert [row[2] for row in rows(desk)] == ["จัตุรัส", "ภูเขียว"]


def test_a_sheet_without_columns_for_the_key(cli: Cli, desk: Path) -> None:
    """The configuration is to blame (exit 4), and it is said what to add; others go on."""
    report = write_report(desk, HOSPITAL)
    config = own_config(desk) / "ita-sync.toml"
    text = config.read_text("utf-8")
    column = text[text.index('[[columns]]\nheader = "จังหวัด"') :].partition("\n\n")[0]
    config.write_text(text.replace(column + "\n\n", ""), "utf-8")
    refused = cli("push", report, "--dry-run")
    assert refused.code == 4
    assert 'field = "agency.province"' in refused.err + refused.out
    assert cli("push", REPORT, "--dry-run").code == 0
