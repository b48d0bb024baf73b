"""PDF files as a whole: pictures, limits, passwords, damage, and what a document must not do."""

import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from ita_sync.document import ocr
from ita_sync.document.parts import Content, Line, Table
from ita_sync.document.pdf import reading as pdf
from ita_sync.errors import ReportError
from tests.document.drawing import Sheet
from tests.document.drawing import pdf as drawn
from tests.document.pdf.drawn import HEADER, INDICATORS, blocks, refusal


def scanned() -> Sheet:
    """Return a page that is a picture."""
    return Sheet(picture=(0, 0, 595, 842))


def test_a_picture_with_text_over_it_was_recognised_by_a_machine() -> None:
    """A picture with text over it was recognised by a machine."""
    content = pdf.read(drawn(scanned().text(60, 100, "คะแนน ๙๘.๐๑ คะแนน")))
    assert content.lossy
    assert "1" in content.notes[0].render("en")


def test_a_document_of_letters_is_not_lossy() -> None:
    """A document of letters is not lossy."""
    assert pdf.read(drawn(Sheet().text(60, 100, "คะแนน ๙๘.๐๑"))) == Content(
        blocks(Sheet().text(60, 100, "คะแนน ๙๘.๐๑")), lossy=False, notes=()
    )


def test_pages_that_are_pictures_are_named_where_nothing_reads_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Pages that are pictures are named where nothing reads them."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(ocr, "_WINDOWS_PROGRAM", Path("absent"))
    text = Sheet().text(60, 100, "คะแนน ๙๘.๐๑")
    content = pdf.read(drawn(text, scanned(), text))
    assert [block.place.page for block in content.blocks if isinstance(block, Line)] == [1, 3]
    assert "2" in content.notes[0].render("th")
    assert str(content.notes[0]).startswith("Page 2 is a picture and was not read: ")
    assert not content.lossy
    assert refusal(drawn(text, scanned(), scanned())).code == "ocr-missing"


def test_more_pages_than_a_report_has_are_refused_quickly() -> None:
    """More pages than a report has are refused quickly."""
    began = time.monotonic()
    assert refusal(drawn(*[Sheet().text(60, 100, "หน้า")] * 500)).code == "document-too-large"
    assert time.monotonic() - began < 20


def test_a_password_is_named() -> None:
    """A password is named."""
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<{'AB' * 32}>/U<{'CD' * 32}>>>/ID[<00><00>]"
    assert refusal(drawn(Sheet().text(60, 100, "ลับ"), trailer=lock)).code == "document-locked"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        bytes(range(256)) * 40,
    ],
    ids=["empty", "head", "png", "zip", "noise"],
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    """What is no PDF is refused."""
    assert refusal(data).code == "document-damaged"


def test_a_document_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that takes too long is refused."""
    monkeypatch.setattr(pdf, "READ_SECONDS", 0.01)
    assert refusal(drawn(Sheet().text(60, 100, "คะแนน"))).code == "document-too-large"


def test_actions_and_addresses_in_a_document_are_passed_over(tmp_path: Path) -> None:
    """Actions and addresses in a document are passed over."""
    mark = tmp_path / "run"
    action = f"/OpenAction<</S/Launch/F({mark})/Win<</F(cmd.exe)>>/Next<</S/URI/URI(http://127.0.0.1:9/)>>>>"
    data = drawn(Sheet().text(60, 100, "คะแนน")).replace(
        b"/Catalog", b"/Catalog" + action.encode(), 1
    )
    assert [block.text for block in pdf.read(data).blocks if isinstance(block, Line)] == ["คะแนน"]
    assert not mark.exists()


def test_a_module_in_the_folder_of_the_document_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module in the folder of the document is not run."""
    (tmp_path / "pdfplumber.py").write_text("raise SystemExit('run')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert pdf.read(drawn(Sheet().text(60, 100, "คะแนน"))).blocks


def test_damage_anywhere_is_read_or_refused_in_words() -> None:
    """Damage anywhere is read or refused in words."""
    whole = drawn(Sheet().text(60, 100, "คะแนน ๙๘.๐๑"), Sheet().text(60, 100, "คะแนน"))
    chance = Random(7)  # noqa: S311 - for damage, not for secrets
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 8, 60])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(ReportError):
            pdf.read(bytes(data[: chance.choice([len(data), len(data) * 2 // 3])]))


def _page(rows: list[list[str]]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    head = "<!DOCTYPE html><html lang=th><head><meta charset=utf-8></head><body><h2>รายงาน</h2>"
    table = f"<table border=1 width=100%>{cells}</table>"
    return f"{head}<p>สำนักปลัดเทศบาล จำนวน ๑๒๐ คน</p>{table}</body></html>"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice (soffice)")
def test_a_file_of_libreoffice(tmp_path: Path) -> None:
    """A file of LibreOffice."""
    rows = [HEADER, *([cell.replace("\n", "") for cell in row] for row in INDICATORS)]
    (tmp_path / "report.html").write_text(_page(rows), encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.html")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    found = pdf.read((tmp_path / "report.pdf").read_bytes())
    assert [block.text for block in found.blocks if isinstance(block, Line)][-1:] == [
        "สำนักปลัดเทศบาล จำนวน ๑๒๐ คน"
    ]
    tables_found = [block for block in found.blocks if isinstance(block, Table)]
    assert [
        ["".join((c or "").split("\n")) for c in row.cells] for row in tables_found[0].rows
    ] == rows


def test_the_library_is_loaded_only_where_a_pdf_is_read() -> None:
    """The library is loaded only where a PDF is read."""
    code = (
        "import sys, ita_sync.document.pdf; "
        "sys.exit('pdfplumber' in sys.modules or 'PIL' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_damaged_installation_is_not_called_a_damaged_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged installation is not called a damaged document."""
    (tmp_path / "pdfplumber.py").write_text(
        "raise ImportError('half of it is missing')\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="half of it is missing"):
        pdf.read(drawn(Sheet()))
