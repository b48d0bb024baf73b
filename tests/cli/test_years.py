"""A report of a year known in part, from its check to the sheet."""

import json
from pathlib import Path

import pytest

from ita_sync import thai
from ita_sync.errors import Exit
from tests.cli.conftest import Cli, own_config

REPORT = "report-2569.yaml"
RUNNING = thai.fiscal_year(thai.today())
SIGN = ("sign", REPORT, "--post", "นายกเทศมนตรี", "--date", "27 ต.ค. 69")
TOOLS = "tools: {IIT: 90.00, EIT: 90, OIT: 100}\n"
NAMES = (
    *("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ"),
    *("การแก้ไขปัญหาการทุจริต", "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร"),
    *("การปรับปรุงการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต"),
)


def report(year: int = 2569, more: str = TOOLS) -> str:
    """Return a right report of a year, as far as anybody can know."""
    tools = ["IIT"] * 5 + ["EIT"] * 3 + ["OIT"] * 2
    lines = [
        f"  - {{number: {number}, tool: {tool}, name: {name}, score: {score}, result: ผ่านเกณฑ์}}\n"
        for number, (tool, name, score) in enumerate(
            zip(tools, NAMES, ["90"] * 8 + ["100"] * 2, strict=True), 1
        )
    ]
    return (
        f"schema_version: 1\nfiscal_year: {year}\n"
        'agency: {code: "5360601", type: เทศบาลตำบล, name: จัตุรัส, district: จัตุรัส, '
        "province: ชัยภูมิ}\n"
        f"memo: {{number: ชย 52506.2/62, date: 27 ตุลาคม {year}, "
        f"subject: รายงานผล ITA ปีงบประมาณ พ.ศ. {year}}}\n"
        f"total: 94.00\nlevel: ผ่านดี\nindicators:\n{''.join(lines)}{more}"
        f"url: https://www.chaturat.go.th/ita/{year}/report.pdf\n"
    )


@pytest.fixture
def path(desk: Path) -> Path:
    """Return the report of 2569 on the desk."""
    file = desk / REPORT
    file.write_text(report(), "utf-8")
    return file


@pytest.mark.parametrize("year", [2567, 2568, 2569, 2570])
def test_from_check_to_verify(cli: Cli, desk: Path, year: int) -> None:
    """Every year that is handed in now; one row, and verify has something to answer for."""
    name = f"report-{year}.yaml"
    (desk / name).write_text(report(year), "utf-8")
    sign = ("sign", name, "--post", "นายกเทศมนตรี", "--date", f"27 ตุลาคม {year}")
    assert cli("check", name).code == Exit.OK
    if year >= RUNNING:  # its memo would be of a day to come
        return
    assert cli(*sign).code == Exit.OK
    assert cli("push", name, "--this-tab").code == Exit.OK
    assert cli("push", name).out.startswith("Already there")
    assert cli("verify").code == Exit.OK


def test_what_nobody_looked_at_is_said_wherever_somebody_decides(cli: Cli, path: Path) -> None:
    """In check, dry run, sign-off and their JSON; in the record of the sign-off, too."""
    told = "Not checked for 2569: "
    assert told in cli("check", REPORT).out
    assert told in cli("push", REPORT, "--this-tab", "--dry-run").err
    signed = cli(*SIGN)
    assert told in signed.err
    file = path.with_name("report-2569.signoff.json")
    (record,) = json.loads(file.read_text("utf-8"))["records"]
    assert "สิ่งที่ไม่ได้ตรวจสำหรับปี 2569" in record["beside"]["unchecked"]
    planned = cli("push", REPORT, "--this-tab", "--dry-run", "--json").document()["results"][0]
    assert planned["unchecked"][0]["en"].startswith(told)
    assert cli(*SIGN, "--json").document()["unchecked"][0]["en"].startswith(told)
    codes = [
        finding["code"]
        for finding in cli("check", REPORT, "--json").document()["results"][0]["findings"]
    ]
    assert codes == ["YEAR-UNCHECKED"]


def test_tools_that_are_not_known_are_taken_as_printed_or_asked_for(cli: Cli, path: Path) -> None:
    """All at once, and following the advice works."""
    assert "tools.EIT = 90.00 (as printed)\n" in cli("fields", REPORT).out
    document = cli("fields", REPORT, "--json").document()
    assert document["as_printed"] == ["tools.IIT", "tools.EIT", "tools.OIT"]
    path.write_text(report(more="tools: {EIT: 90}\n"), "utf-8")
    checked = cli("check", REPORT)
    assert checked.code == Exit.OK
    assert "`sign` and `push` wait for it" in checked.out
    assert "columns for the scores of IIT, OIT." in checked.out
    assert "tools: {IIT: …, OIT: …} with the figures of the official result" in checked.out
    for command in (("push", REPORT, "--dry-run"), SIGN):
        refused = cli(*command)
        assert refused.code == Exit.FINDINGS
        assert "The columns IIT, OIT show scores of tools" in refused.err
        assert "Write tools: {IIT: …, OIT: …} into the report" in refused.err
    path.write_text(report(more="tools: {EIT: 90, IIT: 90, OIT: 100}\n"), "utf-8")
    assert cli(*SIGN).code == Exit.OK


def test_a_result_that_the_report_does_not_print_is_no_hole(cli: Cli, path: Path) -> None:
    """From which score on an indicator passes is not known: nobody has to invent it."""
    path.write_text(report().replace(", result: ผ่านเกณฑ์", ""), "utf-8")
    assert cli("check", REPORT).code == Exit.OK
    assert "indicators.1.result = \n" in cli("fields", REPORT).out
    assert cli(*SIGN).code == Exit.OK
    assert cli("push", REPORT, "--this-tab").code == Exit.OK


def test_a_tab_of_another_year_is_said(cli: Cli, path: Path) -> None:
    """The configuration that comes along names the tab of 2566."""
    refused = cli("push", REPORT, "--dry-run")
    assert refused.code == Exit.CONFLICT
    assert "Tab ITA 2566 is of 2566, the report of 2569." in refused.err
    folder = own_config(path.parent)
    config = folder / "ita-sync.toml"
    config.write_text(config.read_text("utf-8").replace('"ITA 2566"', '"ITA 2569"'), "utf-8")
    assert cli("sandbox", "reset", "--yes").code == Exit.OK
    assert cli("push", REPORT, "--dry-run").code == Exit.OK


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2026", "2026 is a year of the Christian era; in the Buddhist era it is 2569."),
        (str(RUNNING + 1), f"Fiscal year {RUNNING + 1} has not begun."),
        ("2659", "There is no assessment of fiscal year 2659."),
        ("69", "69 is a year in short; written out it is 2569."),
    ],
)
def test_a_year_that_cannot_be_is_named_with_its_line(
    cli: Cli, path: Path, year: str, said: str
) -> None:
    """Exit 4; every other year goes on."""
    path.write_text(report().replace("fiscal_year: 2569", f"fiscal_year: {year}"), "utf-8")
    refused = cli("check", REPORT)
    assert refused.code == Exit.CONFIG
    assert said in refused.err
    assert f"{REPORT}:2:14: Fiscal year" in refused.err
