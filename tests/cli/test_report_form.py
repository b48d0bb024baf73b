"""A report file that is a form: read into it, decide, check, sign, push, verify."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ita_sync.document.form.layout import HEADER_ROW
from ita_sync.errors import Exit
from ita_sync.report import load_report
from tests.cli.conftest import REPORT, SIGN, Cli
from tests.cli.terminal import converse
from tests.document.filling import fill
from tests.document.form.drafted import listed, tick
from tests.document.form.reading_back import GENERAL, INDICATORS, changed_part

FORM = "report-2566.xlsx"
FIRST = HEADER_ROW + 1


@pytest.fixture
def form(cli: Cli, desk: Path) -> Path:
    """Return a form with the example report filled in, made from its YAML."""
    assert cli("form", "empty.xlsx", "--year", "2566").code == 0
    book = fill(openpyxl.load_workbook(desk / "empty.xlsx"), load_report(desk / REPORT).report)
    book.save(desk / FORM)
    (desk / "empty.xlsx").unlink()
    return desk / FORM


def change(path: Path, sheet: str, row: int, column: int, value: object) -> None:
    """Type something into a cell."""
    book: Workbook = openpyxl.load_workbook(path)
    book[sheet].cell(row, column).value = value  # type: ignore[assignment] # anything
    book.save(path)


def test_a_form_goes_all_the_way(cli: Cli, form: Path) -> None:
    """As the YAML does; a save without changes keeps the sign-off, a changed value does not."""
    assert cli("check", FORM).code == 0
    assert cli("push", FORM).code == 3
    assert cli("sign", FORM, *SIGN[2:]).code == 0
    assert (form.parent / "report-2566.signoff.json").is_file()
    assert cli("push", FORM, "--dry-run", "--check").code == 0
    assert "Written: 5360601 / 2566" in cli("push", FORM).out
    openpyxl.load_workbook(form).save(form)
    assert "Already there" in cli("push", FORM).out
    assert cli("verify", FORM).code == 0
    assert cli("fields", FORM).code == 0
    change(form, GENERAL, FIRST + 8, 2, "เรื่องอื่น")
    ran = cli("push", FORM)
    assert ran.code == 3
    assert "memo.subject" in ran.err


def test_findings_name_sheet_and_cell(cli: Cli, form: Path) -> None:
    """In words and in JSON, whose other keys stay."""
    change(form, GENERAL, FIRST + 11, 2, 39.41)
    ran = cli("check", FORM)
    assert ran.code == 1
    assert f"{FORM}: {GENERAL} B{FIRST + 11}: error TOTAL-SUM\n  B16 | 39.41\n" in ran.out
    found = json.loads(cli("check", "--json", FORM).out)["results"][0]["findings"]
    total = next(each for each in found if each["code"] == "TOTAL-SUM")
    place = {key: total[key] for key in ("line", "column", "sheet", "cell")}
    assert place == {"line": FIRST + 11, "column": 2, "sheet": GENERAL, "cell": "B16"}
    assert total["suggestions"][0]["changes"][0]["cell"] == "B16"


def test_fix_changes_one_cell(cli: Cli, form: Path) -> None:
    """As a difference of cells, asked before; looks, notes and the other parts stay."""
    change(form, GENERAL, FIRST + 11, 2, 39.41)
    before = openpyxl.load_workbook(form)
    code, screen = converse(["check", "--fix", FORM], form.parent, ["y"])
    assert code == 0, screen
    assert f"-{GENERAL} B16: 39.41\n+{GENERAL} B16: 78.41\n" in screen
    after = openpyxl.load_workbook(form)
    for sheet in before.sheetnames:
        for row in before[sheet].iter_rows():
            for cell in row:
                now = after[sheet][cell.coordinate]
                assert now.number_format == cell.number_format
                wanted = 78.41 if (sheet, cell.coordinate) == (GENERAL, "B16") else cell.value
                assert now.value == wanted
    assert cli("check", FORM).code == 0


def test_read_into_a_form_and_decide(cli: Cli, form: Path) -> None:
    """`push` waits for every ??, and says how many are left."""
    change(form, INDICATORS, FIRST + 8, 2, "OIT")
    change(form, "ประเด็นที่ต้องแก้ไข", FIRST + 4, 5, "อีกทาง")
    ran = cli("read", FORM, "-o", "decide.xlsx")
    assert ran.code == 0
    assert "decide.xlsx" in ran.out
    assert cli("sign", "decide.xlsx", *SIGN[2:]).code == 1
    assert "decide.xlsx has 1 error." in cli("push", "decide.xlsx").err
    path = form.parent / "decide.xlsx"
    book = openpyxl.load_workbook(path)
    tick(book, 1)
    book.save(path)
    assert cli("check", "decide.xlsx").code == 0
    assert cli("sign", "decide.xlsx", *SIGN[2:]).code == 0
    assert cli("push", "decide.xlsx").code == 0


def test_marks_go_from_form_to_yaml(cli: Cli, form: Path) -> None:
    """And stay until somebody decides there."""
    change(form, "ประเด็นที่ต้องแก้ไข", FIRST + 4, 5, "อีกทาง")
    assert cli("read", FORM, "-o", "decide.xlsx").code == 0
    assert cli("read", "decide.xlsx", "-o", "decide.yaml").code == 0
    text = (form.parent / "decide.yaml").read_text("utf-8")
    assert text.count("# ?? ") == 1
    assert cli("check", "decide.yaml").code == 1


def test_a_folder_of_reports(cli: Cli, form: Path) -> None:
    """A form is one of them, unless YAML of the same name was made of it; open files are none.

    Nor is a spreadsheet of another kind: it is said to be left out. A form that is damaged is one.
    """
    (form.parent / f"~${FORM}").write_bytes(b"open")
    Workbook().save(form.parent / "agencies.xlsx")
    assert "Left out, since they are no forms: " in cli("check", str(form.parent)).err
    (form.parent / REPORT).unlink()
    results = json.loads(cli("check", "--json", str(form.parent)).out)["results"]
    assert [Path(each["report"]).name for each in results] == [FORM]
    assert cli("read", FORM, "-o", "report-2566.yaml").code == 0
    results = json.loads(cli("check", "--json", str(form.parent)).out)["results"]
    assert [Path(each["report"]).name for each in results] == ["report-2566.yaml"]
    (form.parent / "damaged.xlsx").write_bytes(b"PK\x03\x04")
    assert cli("check", str(form.parent)).code == Exit.CONFIG
    (form.parent / "only").mkdir()
    (form.parent / "agencies.xlsx").rename(form.parent / "only" / "agencies.xlsx")
    ran = cli("push", str(form.parent / "only"))
    assert (ran.code, "holds no report" in ran.err) == (Exit.CONFIG, True)


def _bomb(data: bytes) -> bytes:
    return changed_part(data, "sheet1.xml", lambda xml: " " * 120_000_000 + xml)


def _with_macros(data: bytes) -> bytes:
    buffer = BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda _: b"PK\x03\x04 and no more", "document-damaged"),
        (lambda data: data[: len(data) // 2], "document-damaged"),
        (lambda data: data + b"\0" * 12 * 1024 * 1024, "report-too-large"),
        (_bomb, "document-too-large"),
        (_with_macros, "document-macros"),
    ],
)
@pytest.mark.parametrize("command", [("check",), ("push",), ("push", "--dry-run"), SIGN[:1]])
def test_what_is_no_form_is_refused(
    cli: Cli, form: Path, make: Callable[[bytes], bytes], code: str, command: tuple[str, ...]
) -> None:
    """In a sentence in both languages, by every command alike."""
    form.write_bytes(make(form.read_bytes()))
    words = [*command, FORM, *(SIGN[2:] if command == SIGN[:1] else ())]
    for language in ("th", "en"):
        ran = cli(*words, "--lang", language)
        assert ran.code == Exit.CONFIG
        assert "Traceback" not in ran.err
        assert FORM in ran.err
    assert f'"{code}"' in cli(*words, "--json").out


def test_another_workbook_is_no_report_file(cli: Cli, desk: Path) -> None:
    """The way from it to a report file is named."""
    book = Workbook()
    book.worksheets[0].append(["ก", "ข"])
    book.save(desk / "other.xlsx")
    ran = cli("check", "other.xlsx")
    assert ran.code == 4
    assert "ita-sync form OUT.xlsx" in ran.err


def test_reading_again_keeps_what_was_decided(cli: Cli, form: Path) -> None:
    """Another value is taken over; only what both have changed is refused, with what to do."""
    source, target = form.parent / "source.xlsx", form.parent / "decide.xlsx"
    change(form, "ประเด็นที่ต้องแก้ไข", FIRST + 4, 5, "อีกทาง")
    form.rename(source)
    assert cli("read", "source.xlsx", "-o", "decide.xlsx").code == 0
    assert cli("read", "source.xlsx", "-o", "decide.xlsx").code == 0
    book = openpyxl.load_workbook(target)
    tick(book, 1)
    book.save(target)
    before = target.read_bytes()
    ran = cli("read", "source.xlsx", "-o", "decide.xlsx")
    assert (ran.code, target.read_bytes()) == (0, before)
    assert "decide.xlsx stays as it is" in ran.out
    change(source, GENERAL, FIRST + 11, 2, 39.41)
    assert cli("read", "source.xlsx", "-o", "decide.xlsx").code == 0
    book = openpyxl.load_workbook(target)
    assert [line[1] for line in listed(book)] == ["✓"]
    assert book[GENERAL].cell(FIRST + 11, 2).value == 39.41
    change(target, GENERAL, FIRST + 11, 2, 93.41)
    change(source, GENERAL, FIRST + 11, 2, 78.41)
    before = target.read_bytes()
    ran = cli("read", "source.xlsx", "-o", "decide.xlsx")
    assert (ran.code, target.read_bytes()) == (2, before)
    assert "39.41 → 78.41" in ran.err
    assert "--force" in ran.err
    assert cli("read", "source.xlsx", "-o", "decide.xlsx", "--force").code == 0
    assert target.read_bytes() != before


def test_a_form_filled_in_by_hand_is_never_written_over(cli: Cli, form: Path) -> None:
    """As YAML is not."""
    before = form.read_bytes()
    assert cli("read", REPORT, "-o", FORM).code == 2
    assert form.read_bytes() == before


def test_yaml_goes_into_a_form(cli: Cli, desk: Path) -> None:
    """And is checked there as before."""
    assert cli("read", REPORT, "-o", "form.xlsx").code == 0
    was, now = (cli("check", "--json", name).out for name in (REPORT, "form.xlsx"))
    codes = [
        [each["code"] for each in json.loads(out)["results"][0]["findings"]] for out in (was, now)
    ]
    assert codes[0] == codes[1]


@pytest.mark.parametrize("owner", [f"~${FORM}", f".~lock.{FORM}#"])
def test_a_form_that_is_open_elsewhere_is_told_and_read(cli: Cli, form: Path, owner: str) -> None:
    """Once a run, to people: what is not saved is not seen."""
    said = f"{FORM} seems to be open in Excel or LibreOffice: what is not saved is not seen."
    (form.parent / owner).write_bytes(b"somebody")
    for command in (("check", FORM), ("sign", FORM, *SIGN[2:]), ("push", FORM)):
        ran = cli(*command)
        assert (ran.code, ran.err.count(said), said in ran.out) == (Exit.OK, 1, False), ran.err
    assert said in cli("check", FORM, "--json").err
    (form.parent / owner).unlink()
    assert said not in cli("check", FORM).err
