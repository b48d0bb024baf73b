"""`read`, as an officer runs it: from a document to a report that can be checked and pushed."""

from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import TEXT, Cli

URL = "https://www.banmai.go.th/ita/2566.pdf"
GIVEN = ("--code", "6300101", "--url", URL)


@pytest.mark.usefixtures("text")
def test_from_a_document_to_the_sheet(cli: Cli, desk: Path) -> None:
    """Read, look through, check, sign, push: one sitting."""
    ran = cli("read", "scan.txt", *GIVEN)
    assert (ran.code, ran.err) == (Exit.OK, "")
    assert ran.out.startswith("Written: scan.yaml\n")
    assert ran.out.rstrip().endswith("ita-sync check scan.yaml")
    checked = cli("check", "scan.yaml")
    assert checked.code == Exit.OK
    assert "READ-SINGLE" in checked.out
    looked_through = (desk / "scan.yaml").read_text("utf-8").replace("# ? ", "# ")
    (desk / "scan.yaml").write_text(looked_through, "utf-8")
    assert "READ-SINGLE" not in cli("check", "scan.yaml").out
    assert (
        cli("sign", "scan.yaml", "--post", "นายกเทศมนตรี", "--date", "5 พฤศจิกายน 2566").code
        == Exit.OK
    )
    assert cli("push", "scan.yaml").code == Exit.OK


def test_check_points_back_into_the_document(cli: Cli, desk: Path) -> None:
    """An error in the report is shown beside the place of the document that it was read from."""
    (desk / "scan.txt").write_text(TEXT.replace("ผ่านดีเยี่ยม", "ผ่าน"), "utf-8")
    cli("read", "scan.txt", *GIVEN)
    ran = cli("check", "scan.yaml")
    assert ran.code == Exit.FINDINGS
    assert "LEVEL-WRONG" in ran.out
    assert 'In the document: line 22: "คะแนนรวม 97.83 คะแนน' in ran.out


def test_a_doubt_stops_until_a_person_has_decided(cli: Cli, desk: Path) -> None:
    """The document has two addresses: the one followed is marked ??, and the mark is an error."""
    (desk / "scan.txt").write_text(TEXT + f"{URL}\nhttps://www.banmai.go.th/\n", "utf-8")
    ran = cli("read", "scan.txt", "--code", "6300101")
    assert "Doubtful, to be decided with the document at hand:" in ran.out
    refused = cli("check", "scan.yaml")
    assert refused.code == Exit.FINDINGS
    assert "READ-DOUBT" in refused.out
    path = desk / "scan.yaml"
    path.write_text(path.read_text("utf-8").replace("# ?? ", "# "), "utf-8")
    assert cli("check", "scan.yaml").code == Exit.OK


@pytest.mark.usefixtures("text")
def test_what_is_missing_is_listed_and_left_empty(cli: Cli, desk: Path) -> None:
    """Code and link stand nowhere; `check` names them, the code once all fields are there."""
    ran = cli("read", "scan.txt")
    assert "missing: 2" in ran.out
    assert "agency · DLA code" in ran.out
    assert "\nurl:  #" in (desk / "scan.yaml").read_text("utf-8")
    refused = cli("check", "scan.yaml")
    assert refused.code == Exit.FINDINGS
    assert "url: is empty" in refused.err
    path = desk / "scan.yaml"
    path.write_text(path.read_text("utf-8").replace("\nurl:  #", f"\nurl: {URL} #"), "utf-8")
    assert "There is no agency code." in cli("check", "scan.yaml").out


@pytest.mark.usefixtures("text")
def test_to_stdout(cli: Cli, desk: Path) -> None:
    """Nothing else stands there, and no file is written."""
    ran = cli("read", "scan.txt", "-o", "-", *GIVEN)
    assert "\nfiscal_year: 2566" in ran.out
    assert "Written" not in ran.out + ran.err
    assert not (desk / "scan.yaml").exists()


@pytest.mark.usefixtures("text")
def test_a_file_is_not_overwritten(cli: Cli, desk: Path) -> None:
    """What an officer has looked through stays; the document itself in any case."""
    (desk / "scan.yaml").write_text("looked through")
    refused = cli("read", "scan.txt")
    assert refused.code == Exit.USAGE
    assert "scan.yaml exists; --force overwrites it" in refused.err
    assert (desk / "scan.yaml").read_text() == "looked through"
    assert cli("read", "scan.txt", "--force").code == Exit.OK
    assert cli("read", "scan.txt", "-o", "scan.txt", "--force").code == Exit.USAGE
    assert (desk / "scan.txt").read_text("utf-8") == TEXT


@pytest.mark.usefixtures("text")
def test_as_json(cli: Cli) -> None:
    """Each value with its origin, in both languages."""
    document = cli("read", "scan.txt", "--json", *GIVEN).document()
    assert (document["command"], document["exit"], document["report"]) == ("read", 0, "scan.yaml")
    total = next(field for field in document["fields"] if field["field"] == "total")
    assert (total["value"], total["trust"]) == ("97.83", "single")
    assert total["read"][0]["place"] == {"en": "line 22", "th": "บรรทัด 22"}
    assert document["missing"] == []


@pytest.mark.usefixtures("text")
def test_a_folder_that_cannot_be_written(cli: Cli) -> None:
    """Said, and nothing is left behind."""
    ran = cli("read", "scan.txt", "-o", "none/report.yaml")
    assert ran.code == Exit.CONFIG
    assert "none/report.yaml cannot be written" in ran.err
    assert "No file was written" in ran.err


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("target", ["scan.txt/report.yaml", "ก" * 100 + ".yaml"])
def test_a_target_that_no_system_takes(cli: Cli, target: str) -> None:
    """A file as a folder, a name that is too long: said, and no bug."""
    ran = cli("read", "scan.txt", "-o", target)
    assert ran.code == Exit.CONFIG
    assert "cannot be written" in ran.err


@pytest.mark.usefixtures("text")
def test_a_year_of_the_christian_era(cli: Cli) -> None:
    """With the year that may be meant."""
    ran = cli("read", "scan.txt", "--year", "2023")
    assert ran.code == Exit.USAGE
    assert "--year 2566" in ran.err


def test_a_year_that_cannot_be(cli: Cli, desk: Path) -> None:
    """The line that it was read from, and the option that helps."""
    (desk / "slip.txt").write_text("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๖๖๖\n", "utf-8")
    ran = cli("read", "slip.txt")
    assert ran.code == Exit.CONFIG
    assert "There is no assessment of fiscal year 2666." in ran.err
    assert "line 1" in ran.err
    assert "--year" in ran.err
    assert not (desk / "slip.yaml").exists()


def test_no_name_at_all(cli: Cli) -> None:
    """An empty argument is the folder that one stands in."""
    assert (ran := cli("read", "")).code == Exit.CONFIG
    assert "it is a folder" in ran.err


@pytest.mark.usefixtures("text")
def test_stdout_is_for_the_report_or_for_json(cli: Cli) -> None:
    """Not for both; a usage error is told in both languages."""
    assert cli("read", "scan.txt", "-o", "-", "--json").code == Exit.USAGE
    told = cli("read", "--json").document()["error"]["what"]
    assert (told["en"], told["th"][:3]) == ("Missing argument 'DOCUMENT'.", "ยัง")


def test_the_next_command_can_be_typed(cli: Cli, desk: Path) -> None:
    """A name with spaces and brackets stands in quotes, a Thai one as it is."""
    for name, shown in (("ผล ITA (1)", "'ผล ITA (1).yaml'"), ("ผลปี๖๖", "ผลปี๖๖.yaml")):
        (desk / f"{name}.txt").write_text(TEXT, "utf-8")
        assert cli("read", f"{name}.txt").out.rstrip().endswith(f"ita-sync check {shown}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ใบเสร็จ 500.00 บาท", "This is no ITA analysis report"),
        ("", "The document is empty"),
        (None, "There is no such file"),
    ],
)
def test_what_is_no_report(cli: Cli, desk: Path, text: str | None, said: str) -> None:
    """Refused in one sentence, with what to do."""
    if text is not None:
        (desk / "x.txt").write_text(text, "utf-8")
    ran = cli("read", "x.txt")
    assert ran.code == (Exit.CONFIG if text is None else Exit.FINDINGS)
    assert said in ran.err
    assert "→" in ran.err
    assert not (desk / "x.yaml").exists()


def test_a_filled_form(cli: Cli, desk: Path) -> None:
    """An empty form gives a report with everything missing but what the form had filled in."""
    cli("form", "form.xlsx", "--year", "2566")
    ran = cli("read", "form.xlsx")
    assert ran.code == Exit.OK
    text = (desk / "form.yaml").read_text("utf-8")
    assert "fiscal_year: 2566" in text
    assert "cell" in text
    assert "missing: 21." in ran.out
    assert "- agency · Name without its kind" in ran.out
    assert "name:  # not found in the document" in text


def test_nothing_is_missing_that_the_agency_has_none_of(cli: Cli, desk: Path) -> None:
    """A hospital without a code: no line for it in the file, and no word of it."""
    said = TEXT.replace("เทศบาลตำบล", "โรงพยาบาล")
    (desk / "scan.txt").write_text(said, "utf-8")
    ran = cli("read", "scan.txt", "--url", URL)
    text = (desk / "scan.yaml").read_text("utf-8")
    assert "type: โรงพยาบาล" in text
    assert "DLA code" not in ran.out
    assert "  code:" not in text
    assert cli("check", "scan.yaml").code == Exit.OK
