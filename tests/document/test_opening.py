"""Files of every kind: known by what they are, bounded, refused in words."""

import errno
import os
import stat
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from ita_sync import document
from ita_sync.document import limits, opening
from ita_sync.document.parts import Kind
from ita_sync.errors import ReportError
from ita_sync.i18n import Text
from tests.document.conftest import rules


def packed(*names: str) -> bytes:
    """Return a zip file with such parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed("word/document.xml"), Kind.WORD),
        (packed("xl/workbook.xml"), Kind.SHEET),
        (b"%PDF-1.7 ...", Kind.PDF),
        (b"\n\nbanner\n%PDF-1.4", Kind.PDF),
        (b"\x89PNG\r\n\x1a\n", Kind.SCAN),
        (b"\xff\xd8\xff\xe0", Kind.SCAN),
        ("ตัวชี้วัด".encode(), Kind.TEXT),
        ("ตัวชี้วัด".encode("cp874"), Kind.TEXT),
        ("ตัวชี้วัด".encode("utf-16"), Kind.TEXT),
        ("ตัวชี้วัด IIT".encode("utf-16-le"), Kind.TEXT),  # refused for its encoding, with what to do
    ],
)
def test_kinds(data: bytes, kind: Kind) -> None:
    """The first bytes tell, whatever the name says."""
    assert opening.kind_of(data) is kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document-empty"),
        (b"\0" * 5000, "document-empty"),
        (packed("content.xml"), "document-unknown"),
        (b"PK\x03\x04 and then nothing", "document-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "document-old"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "document-locked",
        ),
        (b"\x00\x01\x02\xfe\xff" * 999, "document-unknown"),
        (Random(1).randbytes(3000), "document-unknown"),  # noqa: S311 - bytes of no kind, no secret
        (rb"{\rtf1\ansi report", "document-unknown"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE html><p>report", "document-unknown"),
        (b"<HTML><p>report", "document-unknown"),
        (b"\xfd\xfe\xfc report " * 99, "report-encoding"),
        (b"%PDF-1.7 broken", "document-damaged"),
        (b"\x89PNG\r\n\x1a\n broken", "document-damaged"),
        (packed("word/document.xml"), "document-damaged"),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ 98.01".encode(), "document-not-ita"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, data: bytes, code: str) -> None:
    """Whatever the file is called: never a traceback, and the error says what to do."""
    for suffix in (".docx", ".pdf", ".txt"):
        path = tmp_path / f"report{suffix}"
        path.write_bytes(data)
        with pytest.raises(ReportError) as caught:
            document.read(path, rules)
        assert caught.value.code == code
        assert str(caught.value.next_step)


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is asked first."""
    monkeypatch.setattr(limits, "MAX_BYTES", 1000)
    path = tmp_path / "r.txt"
    path.write_bytes(b"x" * 1001)
    with pytest.raises(ReportError) as caught:
        document.read(path, rules)
    assert caught.value.code == "document-too-large"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Only a regular file is opened."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert stat.S_ISFIFO(path.stat().st_mode)
    for odd in (path, tmp_path):
        with pytest.raises(ReportError) as caught:
            document.read(odd, rules)
        assert caught.value.code == "document-unreadable"


def test_why_the_system_refuses_is_said_in_the_language_of_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's own words are English."""
    path = tmp_path / "r.txt"
    path.write_text("ก", "utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ReportError) as caught:
        opening.load(path)
    assert caught.value.code == "document-unreadable"
    said = caught.value.what.params["reason"]
    assert isinstance(said, Text)
    assert str(said) == "access is denied, or another program has it open"
    assert said.render("th") != str(said)


def test_there_is_no_such_file(tmp_path: Path) -> None:
    """Nor one with such a name."""
    for name in ("none.docx", "nul\0.docx"):
        with pytest.raises(ReportError) as caught:
            document.read(tmp_path / name, rules)
        assert caught.value.code in {"document-missing", "document-unreadable"}
