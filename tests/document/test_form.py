"""The spreadsheet form: what is filled in is read back exactly, and what is not read is said."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

from ita_sync.document.draft import Copy, Draft, Field, Trust
from ita_sync.document.form import read, write
from ita_sync.document.form.layout import HEADER_ROW, HELP, LISTS, SHEETS
from ita_sync.document.form.numbers import dates, shown
from ita_sync.document.parts import Content, Document, Kind, Spot
from ita_sync.errors import ConfigError, ReportError
from ita_sync.i18n import LANGUAGES, T, Text
from ita_sync.report import Loc, Report, Tool, Tools, load_report
from ita_sync.rules import Framework
from tests.checks.generator import draw, years
from tests.document.filling import anyhow, data_of, empty, fill, plainly, report_of, rules, values

FIRST = HEADER_ROW + 1
GENERAL, INDICATORS, WEAK, STRENGTHS, MEASURES = (sheet.title for sheet in SHEETS)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the empty forms lie."""
    return tmp_path_factory.mktemp("forms")


@pytest.fixture(scope="session")
def untouched(folder: Path) -> bytes:
    """Return an empty form as Excel saves it."""
    return _shared(data_of(empty(folder, 2566)))


@pytest.fixture
def book(folder: Path, example: Report) -> Workbook:
    """Return the form with the example report filled in."""
    return fill(empty(folder, 2566), example)


@pytest.fixture(scope="session")
def example(example_path: Path) -> Report:
    """Return the example report."""
    return load_report(example_path).report


def fields(data: bytes) -> dict[Loc, Field]:
    """Return the fields that a form gives, by place in the report file."""
    found, _ = read(data, rules)
    draft = Draft(Document(Path("form.xlsx"), "", Kind.FORM, Content(())), found)
    return dict(draft.walk())


def notes(data: bytes) -> list[str]:
    """Return what is said about a form."""
    return [str(note) for note in read(data, rules)[1]]


def refused(data: bytes) -> ReportError:
    """Return the error that a file meets."""
    with pytest.raises(ReportError) as caught:
        read(data, rules)
    return caught.value


def same(found: Report, wanted: Report) -> bool:
    """Whether two reports say the same; a section of tools without any score says nothing."""
    return found == (
        wanted if wanted.tools != Tools() else wanted.model_copy(update={"tools": None})
    )


@pytest.mark.parametrize("tens", range(20))
def test_what_is_filled_in_is_read_back(tens: int, folder: Path) -> None:
    """Every field of drawn reports of all years.

    Typed as the form wants it, and in all ways that mean the same.
    """
    for seed in range(10 * tens, 10 * tens + 10):
        wanted = draw(seed).report
        hand = anyhow(Random(seed)) if seed % 2 else plainly  # noqa: S311 - repeatable
        data = data_of(fill(empty(folder, wanted.fiscal_year), wanted, hand))
        found, said = read(data, rules)
        assert same(Report.model_validate(values(found)), wanted), seed
        assert said == ()
        draft = Draft(Document(Path("form.xlsx"), "", Kind.FORM, Content(())), found)
        assert all(field.trust is Trust.SURE for _, field in draft.walk())
        assert all(field.copies for loc, field in draft.walk() if loc != ("schema_version",))


def test_the_example(book: Workbook, example: Report) -> None:
    """The report of the README, through the form.

    Each value with its cell, figures and codes as they are printed.
    """
    data = data_of(book)
    assert report_of(data) == example
    found = fields(data)
    assert found["indicators", 3, "score"] == Field(
        "91.21", Trust.SURE, (Copy("91.21", Spot(cell=f"ตัวชี้วัด!D{FIRST + 3}")),)
    )
    assert found["indicators", 8, "score"].value == "75.00"
    assert found["agency", "code"].value == "5360601"
    assert found["weak", 0, "items", 0, "item"].copies[0].place.cell == f"ประเด็นที่ต้องแก้ไข!B{FIRST}"
    assert [found["measures", 0, "steps", n].copies[0].place.cell for n in (0, 1)] == [
        f"มาตรการ!C{FIRST}"
    ] * 2
    assert list(read(data, rules)[0]) == [
        *(
            "schema_version",
            "fiscal_year",
            "agency",
            "memo",
            "total",
            "level",
            "indicators",
            "weak",
            "strengths",
        ),
        *("measures", "url"),
    ]


def test_an_empty_form_says_only_what_was_in_it(folder: Path) -> None:
    """No section that nothing was filled into; the indicators have no score."""
    found, said = read(data_of(empty(folder, 2565)), rules)
    assert values(found) == {
        "schema_version": "1",
        "fiscal_year": "2565",
        "indicators": [
            {"number": str(r.number), "tool": r.tool, "name": r.name}
            for r in rules(2565).indicators
        ],
    }
    assert said == ()


@pytest.mark.parametrize("framework", years(), ids=lambda framework: str(framework.fiscal_year))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written(framework: Framework, language: Any, tmp_path: Path) -> None:
    """The year's own lists behind every drop-down.

    Messages that Excel can hold, in the language asked for.
    """
    write(tmp_path / "form.xlsx", framework, language)
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    assert book.sheetnames == [HELP, GENERAL, INDICATORS, WEAK, STRENGTHS, MEASURES, LISTS]
    offered = {}
    for sheet in book.worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert rule.prompt
            assert len(rule.prompt) <= 255
            assert len(rule.error or "") <= 225
            assert all(len(title or "") <= 32 for title in (rule.promptTitle, rule.errorTitle))
            if rule.type == "list":
                name, cells = str(rule.formula1).replace("'", "").replace("$", "").split("!")
                listed = [row[0].value for row in book[name][cells]]
                offered[str(rule.promptTitle)] = (listed, rule.errorStyle)
    assert offered["ข้อคำถาม"] == (list(framework.owners), "stop")
    assert offered["ตัวชี้วัดที่"] == (list(range(1, 11)), "stop")
    assert offered["เครื่องมือ"] == (["IIT", "EIT", "OIT"], "stop")
    assert offered["ผลการประเมิน"] == (["ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์"], "stop")
    assert offered["ระดับผลการประเมิน"] == ([level.name for level in framework.levels], "warning")
    assert "เทศบาลตำบล" in offered["ประเภทหน่วยงาน"][0]
    scores = [
        rule
        for rule in book[INDICATORS].data_validations.dataValidation
        if (rule.type, rule.formula1, rule.formula2) == ("decimal", "0", "100")
    ]
    said = T("A score is a number from 0 to 100, for example 98.01.").render(language)
    assert [(str(rule.sqref), rule.error) for rule in scores] == [(f"D{FIRST}:D{FIRST + 9}", said)]
    assert book[GENERAL].cell(FIRST, 2).value == framework.fiscal_year


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, framework_2566: Framework) -> None:
    """No half of a form, and no leftovers."""
    (tmp_path / "form.xlsx").mkdir()
    with pytest.raises(OSError, match=r"form\.xlsx"):
        write(tmp_path / "form.xlsx", framework_2566, "th")
    assert [path.name for path in tmp_path.iterdir()] == ["form.xlsx"]


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("98.01", "General", "98.01"),
        ("75", "General", "75"),
        ("75", "0.00", "75.00"),
        ("75", "0.0#", "75.0"),
        ("98.01", "0.0#", "98.01"),
        ("48.755", "0.00", "48.76"),
        ("-0.004", "0.00", "0.00"),
        ("5", "#,##0.00_);[Red](#,##0.00)", "5.00"),
        ("1234.5", "#,##0.00", "1234.50"),
        ("85", '0.00" คะแนน"', "85.00"),
        ("85", "[$-D00041E]0.00", "85.00"),
        ("85", "t0.00", "85.00"),
        ("36", "0000000", "0000036"),
        ("0.9801", "0.00%", "98.01%"),
        ("0.00001", "General", "0.00001"),
        ("1E+300", "0.00", "1E+300"),
        ("7", "@", "7"),
        ("7", "# ?/?", "7"),
        ("7", "0.00E+00", "7"),
    ],
)
def test_numbers_as_they_are_shown(number: str, code: str, text: str) -> None:
    """The format of the cell decides on decimals and leading zeros."""
    assert shown(Decimal(number), code) == text
    assert not dates(code)


@pytest.mark.parametrize(
    ("value", "code", "field"),
    [
        (98.01, "0.00", ("98.01", "sure", "98.01")),
        (98.00999999999999, "0.00", ("98.01", "sure", "98.01")),
        (0.1 + 0.2, "General", ("0.3", "sure", "0.3")),
        (75, "General", ("75", "sure", "75")),
        (98.0066, "0.00", ("98.01", "mended", "98.0066")),
        (0.9801, "0.00%", ("98.01", "mended", "0.9801")),
        ("๙๘.๐๑", "@", ("98.01", "sure", "๙๘.๐๑")),
        (" 98.01 ", "@", ("98.01", "sure", " 98.01 ")),
        ("98.01 คะแนน", "@", ("98.01 คะแนน", "sure", "98.01 คะแนน")),
        (date(2566, 1, 1), "d/m/yyyy", (None, "doubtful", "2566-01-01")),
    ],
)
def test_a_score(book: Workbook, value: Any, code: str, field: tuple[str | None, str, str]) -> None:
    """As the cell shows it; where it holds more, that is said."""
    cell = book[INDICATORS].cell(FIRST, 4)
    cell.value, cell.number_format = value, code
    found = fields(data_of(book))["indicators", 0, "score"]
    assert (found.value, found.trust.value, found.copies[0].seen) == field
    assert (found.why is None) == (found.trust is Trust.SURE)


@pytest.mark.parametrize(
    ("value", "code", "field"),
    [
        (date(2023, 10, 27), "d/m/yyyy", ("27 ตุลาคม 2566", "sure", ())),
        (date(2023, 10, 27), "[$-107041E]d mmmm yyyy", ("27 ตุลาคม 2566", "sure", ())),
        (date(2023, 10, 27), "[$-D07041E]d mmm yy", ("27 ตุลาคม 2566", "sure", ())),
        (date(2023, 10, 27), "ddd d mmmm bbbb", ("27 ตุลาคม 2566", "sure", ())),
        (date(2566, 10, 27), "d/m/yyyy", ("27 ตุลาคม 2566", "mended", ())),
        (date(1966, 10, 27), "d/m/yyyy", ("27 ตุลาคม 2509", "doubtful", ("27 ตุลาคม 2566",))),
        ("๒๗ ต.ค. ๒๕๖๖", "@", ("27 ต.ค. 2566", "sure", ())),
        ("27/10/66", "@", ("27/10/66", "sure", ())),
    ],
)
def test_a_date(
    book: Workbook, value: Any, code: str, field: tuple[str, str, tuple[str, ...]]
) -> None:
    """A real date is of the Christian era, however it is shown.

    A year that was mistaken for one is told.
    """
    cell = book[GENERAL].cell(FIRST + 7, 2)
    cell.value, cell.number_format = value, code
    found = fields(data_of(book))["memo", "date"]
    assert (found.value, found.trust.value, found.others) == field


def test_a_date_in_a_workbook_of_1904(book: Workbook) -> None:
    """Old files of a Mac count from another day."""
    book.epoch = CALENDAR_MAC_1904
    cell = book[GENERAL].cell(FIRST + 7, 2)
    cell.value, cell.number_format = date(2023, 10, 27), "d/m/yyyy"
    assert fields(data_of(book))["memo", "date"].value == "27 ตุลาคม 2566"


def test_texts_that_a_spreadsheet_took_for_something_else(book: Workbook) -> None:
    """A code as a number keeps its zeros; a document number that became a date is doubtful."""
    code, number, due = (
        book[GENERAL].cell(FIRST + 1, 2),
        book[GENERAL].cell(FIRST + 6, 2),
        book[MEASURES].cell(FIRST, 5),
    )
    code.value, code.number_format = 360601, "0000000"
    number.value, number.number_format = date(1962, 1, 17), "d/m/yyyy"
    due.value, due.number_format = date(2024, 3, 31), "d/m/yyyy"
    found = fields(data_of(book))
    assert found["agency", "code"].value == "0360601"
    assert (found["memo", "number"].trust, found["memo", "number"].why is None) == (
        Trust.DOUBTFUL,
        False,
    )
    assert (found["measures", 0, "due"].value, found["measures", 0, "due"].trust) == (
        "31 มีนาคม 2567",
        Trust.SURE,
    )


def test_formulas(book: Workbook) -> None:
    """A stored result is read.

    A formula that was never computed and an error are left empty and listed.
    """
    first, second, third = (book[INDICATORS].cell(FIRST + n, 4) for n in range(3))
    first.value, second.value, third.value = "=90+8.01", "=1", "#N/A"
    data = _changed_part(
        data_of(book),
        "sheet3.xml",
        lambda xml: re.sub(r"(<f>90\+8.01</f>)<v ?/?>(</v>)?", r"\1<v>98.01</v>", xml),
    )
    found = fields(data)
    assert found["indicators", 0, "score"].value == "98.01"
    assert ("indicators", 1, "score") not in found
    assert notes(data) == [
        f"ตัวชี้วัด!D{FIRST + n}: a formula without a stored result, or an error; nothing was read."
        for n in (1, 2)
    ]


def test_sheets_renamed_columns_moved_rows_put_in(book: Workbook, example: Report) -> None:
    """The headers find everything again, and places name the sheet as it is now."""
    book[INDICATORS].title = "คะแนน"
    book[WEAK].insert_cols(1, 2)
    book[WEAK].insert_rows(1, 3)
    book[WEAK].insert_rows(HEADER_ROW + 6)
    book[MEASURES].move_range(f"E{HEADER_ROW}:E200", cols=5)
    book[STRENGTHS].cell(HEADER_ROW, 2).value = "ประเด็นที่ควรรักษาระดับ:"
    book[STRENGTHS].cell(HEADER_ROW, 3).value = "score"
    book.move_sheet("คะแนน", -3)
    data = data_of(book)
    assert report_of(data) == example
    assert notes(data) == []
    assert fields(data)["indicators", 0, "score"].copies[0].place.cell == f"คะแนน!D{FIRST}"
    assert (
        fields(data)["weak", 0, "items", 0, "item"].copies[0].place.cell == f"{WEAK}!D{FIRST + 3}"
    )


def test_what_stands_beside_the_form_is_said(book: Workbook) -> None:
    """A sheet, a column and a line of a person's own are not read, and not passed over in silence."""
    book.create_sheet("ร่าง")["B2"] = "98.01"
    book.create_sheet("ว่าง")
    book[INDICATORS].cell(HEADER_ROW, 8).value = "หมายเหตุ"
    book[INDICATORS].cell(FIRST, 8).value = "ตรวจแล้ว"
    book[GENERAL].cell(60, 1).value = "ผู้กรอก"
    book[GENERAL].cell(60, 2).value = "กองคลัง"
    book[GENERAL].cell(7000, 2).value = "x"
    book[STRENGTHS].delete_cols(4)
    del book[MEASURES]
    assert notes(data_of(book)) == [
        "Sheet ข้อมูลทั่วไป is larger than a form; what is far below or to the right was not read.",
        f"Not read, since they are in no column of the form: ตัวชี้วัด!H{FIRST}",
        "Sheet ประเด็นที่ควรรักษาระดับ has no column วิธีรักษาระดับ.",
        "Sheet ร่าง is not one of the form's; it was not read.",
        "The workbook has no sheet มาตรการ.",
        "ข้อมูลทั่วไป!B60: the form has no such entry; it was not read.",
    ]


def test_merged_cells(book: Workbook, example: Report) -> None:
    """A merge over several rows says the same for each.

    The steps of one measure may take several rows.
    """
    weak, measures = book[WEAK], book[MEASURES]
    for row in (FIRST + 1, FIRST + 2):
        weak.cell(row, 1).value = None
    weak.merge_cells(f"A{FIRST}:A{FIRST + 2}")
    measures.insert_rows(FIRST + 1)
    first, second = str(measures.cell(FIRST, 3).value).split("\n")
    measures.cell(FIRST, 3).value, measures.cell(FIRST + 1, 3).value = first, second
    for letter in "ABDE":
        measures.merge_cells(f"{letter}{FIRST}:{letter}{FIRST + 1}")
    assert report_of(data_of(book)) == example


def test_steps_may_go_on_in_the_next_row(book: Workbook, example: Report) -> None:
    """A row without an item that only has steps or follow-up belongs to the measure above."""
    measures = book[MEASURES]
    measures.insert_rows(FIRST + 1)
    first, second = str(measures.cell(FIRST, 3).value).split("\n")
    measures.cell(FIRST, 3).value, measures.cell(FIRST + 1, 3).value = first, second
    assert report_of(data_of(book)) == example
    measures.cell(FIRST + 1, 2).value = "กองช่าง"
    found = fields(data_of(book))
    assert found["measures", 1, "division"].value == "กองช่าง"
    assert ("measures", 1, "item") not in found


def test_what_is_written_short(book: Workbook) -> None:
    """An item without its letter and a blank indicator, where the rules of the year leave one reading; it is marked."""
    weak, measures = book[WEAK], book[MEASURES]
    weak.cell(FIRST, 1).value = None
    weak.cell(FIRST + 3, 2).value = 13
    weak.cell(FIRST + 4, 2).value = "o14 คู่มือ"
    measures.cell(FIRST + 3, 1).value = "013"
    measures.cell(FIRST + 4, 1).value = "๙"
    found = fields(data_of(book))
    mended = (
        found["weak", 0, "indicator"],
        found["weak", 1, "items", 0, "item"],
        found["measures", 3, "item"],
    )
    assert [(field.value, field.trust, field.why is None) for field in mended] == [
        ("7", Trust.MENDED, False),
        ("o13", Trust.MENDED, False),
        ("o13", Trust.MENDED, False),
    ]
    assert found["weak", 1, "items", 1, "item"].value == "o14"
    assert (found["measures", 4, "item"].value, found["measures", 4, "item"].trust) == (
        "9",
        Trust.DOUBTFUL,
    )


def test_two_places_that_differ(book: Workbook) -> None:
    """The first stands, the other is shown, and the field is doubtful.

    Saying the same twice is no harm.
    """
    general, weak = book[GENERAL], book[WEAK]
    general.cell(50, 1).value, general.cell(50, 2).value = "คะแนนรวม", 39.41
    general.cell(51, 1).value, general.cell(51, 2).value = "อำเภอ", "จัตุรัส"
    weak.cell(FIRST + 4, 5).value = weak.cell(FIRST + 3, 5).value
    weak.cell(FIRST + 5, 5).value = "อีกทาง"
    found = fields(data_of(book))
    assert (found["total",].value, found["total",].trust, found["total",].others) == (
        "78.41",
        Trust.DOUBTFUL,
        ("39.41",),
    )
    assert [copy.place.cell for copy in found["agency", "district"].copies] == [
        f"{GENERAL}!B{FIRST + 4}",
        f"{GENERAL}!B51",
    ]
    assert found["agency", "district"].trust is Trust.SURE
    assert (found["weak", 1, "remedy"].trust, found["weak", 1, "remedy"].others) == (
        Trust.DOUBTFUL,
        ("อีกทาง",),
    )


def test_a_year_without_rules_is_read(book: Workbook) -> None:
    """`check` says what is wrong with the year; the rest is there."""

    def unknown(year: int) -> Framework:
        raise ConfigError("year-unknown", T("{year}", year=year), next_step=T("none"))

    book[GENERAL].cell(FIRST, 2).value = 2599
    found, _ = read(data_of(book), unknown)
    assert values(found)["fiscal_year"] == "2599"
    assert len(values(found)["weak"]) == 3


def _changed_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return a workbook with one part changed."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            part = old.read(info)
            new.writestr(
                info, change(part.decode()).encode() if info.filename.endswith("/" + name) else part
            )
    return buffer.getvalue()


def _shared(data: bytes) -> bytes:
    """Return a workbook with its texts in one part, as Excel keeps them."""
    texts: list[str] = []

    def taken(found: re.Match[str]) -> str:
        texts.append(re.sub("&#([0-9]+);", lambda sign: chr(int(sign[1])), found[2]))
        return f'{found[1]} t="s"><v>{len(texts) - 1}</v></c>'

    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            part = old.read(info)
            if info.filename.startswith("xl/worksheets/"):
                whole = re.sub(
                    r'(<c [^>]*?) t="inlineStr"><is>(.*?)</is></c>',
                    taken,
                    part.decode(),
                    flags=re.DOTALL,
                )
                part = whole.encode()
            new.writestr(info, part)
        new.writestr(
            "xl/sharedStrings.xml",
            "<sst>" + "".join(f"<si>{text}</si>" for text in texts) + "</sst>",
        )
    return buffer.getvalue()


def test_xml_written_otherwise(book: Workbook, example: Report) -> None:
    """Other programs write prefixes, shared strings, runs, escapes and cells without their place."""

    def prefixed(xml: str) -> str:
        xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
        return xml.replace(
            'xmlns="http://schemas.openxmlformats.org', 'xmlns:x="http://schemas.openxmlformats.org'
        )

    def unplaced(xml: str) -> str:
        return re.sub(r'<c r="[A-Z]+[0-9]+"', "<c", xml)

    data = _changed_part(_shared(data_of(book)), "sheet4.xml", prefixed)
    data = _changed_part(data, "sheet3.xml", unplaced)
    data = _changed_part(
        data,
        "sharedStrings.xml",
        lambda xml: xml.replace(
            "<t>ชัยภูมิ</t>", "<r><t>ชัย</t></r><r><rPr/><t>ภูมิ_x000D_</t></r><rPh><t>x</t></rPh>"
        ),
    )
    assert report_of(data) == example


# What is no form.


def test_another_spreadsheet_is_refused() -> None:
    """In one sentence, and with the way to a form."""
    other = Workbook()
    other.worksheets[0].append(["ลำดับ", "ตัวชี้วัด", "คะแนน"])
    error = refused(data_of(other))
    assert error.code == "document-not-form"
    assert "ita-sync form OUT.xlsx" in str(error.next_step)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda book: book[INDICATORS].delete_cols(4),
            "Sheet ตัวชี้วัด cannot be recognised; columns missing: คะแนน",
        ),
        (
            lambda book: book[WEAK].delete_rows(HEADER_ROW),
            "Sheet ประเด็นที่ต้องแก้ไข cannot be recognised; columns missing: ตัวชี้วัดที่, ข้อคำถาม, คะแนน",
        ),
        (lambda book: book.remove(book[GENERAL]), "The workbook has no sheet ข้อมูลทั่วไป."),
        (
            lambda book: book.copy_worksheet(book[WEAK]),
            "Two sheets hold the same table of the form: ประเด็นที่ต้องแก้ไข, ประเด็นที่ต้องแก้ไข Copy",
        ),
    ],
)
def test_a_form_that_is_not_known_again_is_refused(
    book: Workbook, change: Callable[[Workbook], object], said: str
) -> None:
    """Nothing is guessed where a needed column or sheet is gone, or stands twice."""
    change(book)
    error = refused(data_of(book))
    assert (error.code, str(error.what)) == ("document-form-changed", said)


def _zip(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document-damaged"),
        (b"PK\x03\x04 and no more", "document-damaged"),
        (_OLE, "document-old"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "document-locked"),
        (_zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "document-not-form"),
        (_zip(**{"word/document.xml": b"<w/>"}), "document-not-form"),
        (_zip(**{"xl/workbook.xml": b"<workbook><sheets>"}), "document-damaged"),
    ],
)
def test_files_that_are_no_workbook(data: bytes, code: str) -> None:
    """Each by its own name."""
    assert refused(data).code == code


# Hostile workbooks: the form with one part put in another's place.


def _with(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return a workbook in one part of which a text is another."""

    def change(xml: str) -> str:
        assert old in xml
        return xml.replace(old, new, 1)

    return _changed_part(data, name, change)


_XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (
            "sheet3.xml",
            "<sheetData>",
            "<sheetData>" + '<row r="1"/>' * 1_500_000,
            "document-too-large",
        ),
        ("sharedStrings.xml", "<si>", "<si/>" * 2_100_000 + "<si>", "document-too-large"),
        ("sharedStrings.xml", "<t>ชัยภูมิ</t>", f"<t>{'ก' * 2_100_000}</t>", "document-too-large"),
        ("sharedStrings.xml", "<sst", _XXE + "<sst", "document-damaged"),
        (
            "sheet3.xml",
            "</sheetData>",
            "</sheetData>" + '<mergeCell ref="A1:XFD1048576"/>' * 2,
            "document-too-large",
        ),
        ("sheet3.xml", '<row r="5"', '<row r="x"', "document-damaged"),
        (
            "sheet3.xml",
            "</sheetData>",
            '<row r="9"><c r="A9" t="s"><v>99999</v></c></row></sheetData>',
            "document-damaged",
        ),
        ("styles.xml", "</styleSheet>", "", "document-damaged"),
        ("workbook.xml", "<sheets>", "<sheets>" + '<sheet name="a"/>' * 60, "document-too-large"),
    ],
)
def test_hostile_workbooks_are_refused(
    book: Workbook, name: str, old: str, new: str, code: str
) -> None:
    """Bounded, and said in a sentence."""
    assert refused(_with(_shared(data_of(book)), name, old, new)).code == code


def test_a_zip_bomb_is_refused(book: Workbook) -> None:
    """A part that unpacks to more than any report has."""
    data = _with(_shared(data_of(book)), "sharedStrings.xml", "<si>", " " * 120_000_000 + "<si>")
    assert len(data) < 1_000_000
    assert refused(data).code == "document-too-large"


def test_what_a_workbook_only_claims_costs_nothing(book: Workbook, example: Report) -> None:
    """A million rows declared, a cell at the far end, links to other files: the form in it is read."""
    book[INDICATORS].cell(1_048_576, 16_384).value = "far"
    data = data_of(book)
    data = _changed_part(
        data,
        "sheet3.xml",
        lambda xml: re.sub('<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', xml),
    )
    data = _with(
        data,
        "sheet2.xml",
        "</sheetData>",
        '</sheetData><mergeCells><mergeCell ref="D200:H1048576"/></mergeCells>',
    )
    data = _with(
        data,
        "workbook.xml.rels",
        "</Relationships>",
        '<Relationship Id="x" TargetMode="External" Type="a" '
        'Target="http://example.invalid/a.xlsx"/></Relationships>',
    )
    data = _with(
        data,
        "workbook.xml",
        "</sheets>",
        '<sheet xmlns:r="r" name="ext" sheetId="99" r:id="x"/></sheets>',
    )
    assert report_of(data) == example
    assert notes(data) == [
        "Sheet ตัวชี้วัด is larger than a form; what is far below or to the right was not read."
    ]


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_never_more_than_an_error(untouched: bytes, seed: int) -> None:
    """Bytes of a part, or of the file, at random: a reading or a clear refusal, nothing else."""
    rng = Random(seed)  # noqa: S311 - repeatable
    data = untouched
    if seed % 3 == 0:
        raw = bytearray(data)
        for _ in range(rng.randint(1, 30)):
            raw[rng.randrange(len(raw))] = rng.randrange(256)
        data = bytes(raw)
    else:
        name = rng.choice(
            [
                "sheet2.xml",
                "sheet3.xml",
                "sharedStrings.xml",
                "styles.xml",
                "workbook.xml",
                "workbook.xml.rels",
            ]
        )
        data = _changed_part(data, name, lambda xml: _garbled(rng, xml))
    try:
        found, said = read(data, rules)
    except ReportError as error:
        assert error.code.startswith("document-")  # noqa: PT017 - not every damage is an error
    else:
        assert values(found)
        assert all(isinstance(note, Text) for note in said)


def _garbled(rng: Random, xml: str) -> str:
    for _ in range(rng.randint(1, 20)):
        numbers = [
            found.span()
            for found in re.finditer(
                r'(?<=")(?:rId|[A-Z]*)[0-9]+(?=")|(?<=<v>)[^<]+|(?<=<t>)[^<]+', xml
            )
        ]
        if not numbers:
            break
        start, end = rng.choice(numbers)
        xml = (
            xml[:start]
            + rng.choice(["", "-1", "9" * 5000, "1e999", "nan", "x", "A0", "ZZZ9999999"])
            + xml[end:]
        )
    return xml


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_anew_by_libreoffice(book: Workbook, example: Report, tmp_path: Path) -> None:
    """Another program's own way of writing the file changes nothing that is read."""
    cell = book[GENERAL].cell(FIRST + 7, 2)
    cell.value, cell.number_format = example.memo.date, "[$-107041E]d mmmm yyyy"
    book[INDICATORS].cell(FIRST, 4).value = "=90+8.01"
    (tmp_path / "form.xlsx").write_bytes(data_of(book))
    subprocess.run(
        [
            str(shutil.which("soffice")),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *(
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                str(tmp_path / "out"),
            ),
            str(tmp_path / "form.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    data = (tmp_path / "out" / "form.xlsx").read_bytes()
    assert report_of(data) == example
    assert notes(data) == []
    saved = openpyxl.load_workbook(BytesIO(data))
    listed = [rule for rule in saved[WEAK].data_validations.dataValidation if rule.type == "list"]
    assert len(listed) == 2
    assert saved[LISTS]["C5"].value == Tool.IIT
