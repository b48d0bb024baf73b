"""What README.th.md tells an officer is so."""

import re
import shlex
import struct
import urllib.request
from pathlib import Path

import pytest

from ita_sync.cli.app import app
from ita_sync.errors import Exit
from tests.cli.conftest import KEY, REPORT, SIGN, Cli, own_config, province, serving
from tests.cli.officer import ADDRESS, OTHER_CODES, PAGE, ROOT, Officer, page, plain

NAMES = {
    *("ita-sync", "ITA", "Windows", "Word", "PDF", "Google", "Python", "python.org", "Linux"),
    *("Sheets", "Excel", "LibreOffice", "OneDrive", "Drive", "zip", "Ctrl", "Enter"),
    *("Add", "python.exe", "to", "PATH"),
}
"""Names of products, and what stands on a button."""
IN_THE_PROVINCE = ("## ใช้กับชีตกลางของจังหวัด", "## งานประจำปี", "## เมื่อมีข้อความขึ้นมา")
"""Chapters that are about the sheet of the province."""
HEADER = [
    *("รหัส อปท.", "ชื่อหน่วยงาน", "อำเภอ", "จังหวัด", "ปีงบประมาณ"),
    *("คะแนนรวม", "ผลการประเมิน", "ลิงก์รายงาน", "หมายเหตุ"),
]


def commands() -> list[list[str]]:
    """Return the words of every command on the page, without `ita-sync`."""
    inline = map(shlex.split, re.findall(r"`ita-sync (\S[^`]*)`", PAGE))
    return [*(one.words[1:] for one in page()[0] if one.words[0] == "ita-sync"), *inline]


def test_all_that_is_typed_works_and_answers_as_shown(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an empty home folder to the row that is taken back, as one officer types it.

    The province's sheet is one that answers as Google does; opening a form is deciding in it.
    """
    monkeypatch.delenv("ITA_SYNC_STATE")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    home = tmp_path / "home"
    home.mkdir()
    seen: list[str] = []

    def look(address: str) -> None:
        with urllib.request.urlopen(address, timeout=20) as found:  # noqa: S310 - this machine
            seen.append(found.read().decode())

    lines, shown = page()
    screens: dict[int, str] = {}
    with serving(desk) as (province, root):
        book = ADDRESS.split("/")[5]
        rows = [["สรุปผลการประเมิน ITA จังหวัดชัยภูมิ"], HEADER]
        province.ensure(book, "จังหวัดชัยภูมิ", [{"title": "ITA 2566", "sheetId": 0, "rows": rows}])
        # Here one emulator stands for Google; asked for the practice sheet, too, it has none.
        there = {"ITA_SYNC_API_ROOT": root, "ITA_SYNC_STATE": str(tmp_path / "there")}
        for did in Officer(home, dict.fromkeys(IN_THE_PROVINCE, there), look).work(lines):
            wanted = OTHER_CODES.get(did.typed.line.removeprefix("ita-sync "), Exit.OK)
            assert did.code == wanted, (did.typed.line, did.screen)
            screens[did.typed.block] = screens.get(did.typed.block, "") + did.screen
        links = [row[7] for row in province.rows(book, "ITA 2566")[2:] if any(row)]
        assert links == ["https://www.chaturat.go.th/ita/2566/report.pdf"]
    assert set(shown) <= set(screens)
    for block, parts in shown.items():
        for part in parts:
            assert part in plain(screens[block])
    assert "5360601" in seen[0]


def test_what_sentences_and_tables_say_to_type_works(cli: Cli, desk: Path) -> None:
    """One after the other, beside a row that was sent, and reports of a province."""
    own_config(desk)
    (desk / "list.csv").rename(desk / "lao.csv")
    assert cli("read", REPORT, "-o", "report-2566.xlsx").code == Exit.OK
    assert cli("sign", "report-2566.xlsx", *SIGN[2:]).code == Exit.OK
    assert cli("push", "report-2566.xlsx").code == Exit.OK
    province(cli, desk, 2)
    inline = dict.fromkeys(re.findall(r"`ita-sync ([a-z]+ [^`\n]+)`", PAGE))
    codes = {line: cli(*shlex.split(line)).code for line in inline}
    assert {line: code for line, code in codes.items() if code} == {
        "read scan.pdf -o report-2566.xlsx": Exit.CONFIG,  # there is none; tests/document/scan
        "check --fix report-2566.xlsx": Exit.USAGE,  # it asks; tests/cli/test_report_form.py
        "coverage --agencies lao.csv --html coverage.html": Exit.FINDINGS,  # one is missing
    }
    assert len(codes) >= 11


def test_where_a_real_sheet_is_set_practice_is_in_history_too(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is one journal on a machine."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    file = own_config(desk) / "ita-sync.toml"
    text = file.read_text("utf-8").replace('spreadsheet = "sandbox"', f'spreadsheet = "{ADDRESS}"')
    file.write_text(text, "utf-8")
    with serving(desk) as (_, root):
        monkeypatch.setenv("ITA_SYNC_API_ROOT", root)
        assert KEY in cli("history").out
        assert "1 รายการ" in cli("doctor", "--lang", "th").out


def test_every_command_and_option_named_exists(cli: Cli) -> None:
    """Help is shown for each, with the options that the page names."""
    for first, *rest in commands():
        if first.startswith("-"):
            continue
        sub = rest[:1] if first in {"sandbox", "year"} else []
        ran = cli(first, *sub, "--help", "--lang", "en")
        assert ran.code == Exit.OK, first
        named = [word for word in rest if re.fullmatch("--?[a-z]+", word)]
        assert [word for word in named if word not in ran.out] == [], first


def test_the_steps_are_the_commands_of_the_work() -> None:
    """In their order."""
    firsts = dict.fromkeys(one.words[1] for one in page()[0] if one.words[0] == "ita-sync")
    known = [name for name in firsts if name in app.list_commands(None)]  # type: ignore[arg-type] # no context is asked
    assert known[:9] == [
        *("init", "read", "check", "preview", "sign", "push", "verify", "history", "sandbox")
    ]


def test_the_table_of_exit_codes_is_complete() -> None:
    """Each code of the program, and no other."""
    table = PAGE[PAGE.index("### รหัสจบการทำงาน") :]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == [*Exit]


def test_there_is_no_english_but_commands_and_names() -> None:
    """An officer reads it."""
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", " ", PAGE, flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z][A-Za-z.-]*[A-Za-z]", prose)) <= NAMES


def test_what_it_links_is_there() -> None:
    """Pages with their headings, and pictures that are not large."""
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        name, _, anchor = target.partition("#")
        text = (ROOT / name).read_text("utf-8") if name.endswith(".md") else PAGE
        headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        assert not anchor or anchor in [each.lower().replace(" ", "-") for each in headings], target
        if name.endswith(".png"):
            data = (ROOT / name).read_bytes()
            assert len(data) <= 150_000, name
            assert struct.unpack(">I", data[16:20])[0] >= 500, name
