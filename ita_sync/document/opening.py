"""A file -> what kind of document it is, and its content.

The kind shows in its first bytes, not in its name.
"""

import codecs
import hashlib
import re
from pathlib import Path

from ita_sync import files
from ita_sync.document import limits
from ita_sync.document.package import Package, old_format
from ita_sync.document.parts import Content, Document, Kind
from ita_sync.document.text import reading as text
from ita_sync.errors import ReportError, WrongFile, os_reason
from ita_sync.i18n import T, Text

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = bytes({*range(0x01, 0x09), *range(0x0E, 0x20)})
_HIGH, _WIDE = b"\0\x0e", 0.8
"""Every second byte of a Thai text in UTF-16, and the share of them that are these."""
_FEW = 0.02
"""Share of control characters up to which a file is a text, in whatever encoding."""
_ZIP, _PDF, _OLE = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_MARKUP = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\{\\rtf|<!doctype|<html|<\?xml)", re.IGNORECASE)
"""RTF, web pages and XML are texts too, but full of signs that are not the report's."""
_OPENING = T("opening it")
_NEAR_START = 1024
"""Bytes within which a PDF must begin: some programs write a line before it."""


def load(path: Path) -> bytes:
    """Return the bytes of a document; only a regular file of bounded size is read.

    Raises:
        WrongFile: `document-missing`, `document-unreadable`.
        ReportError: `document-too-large`, `document-empty`.
    """
    try:
        data = files.read(path, limits.MAX_BYTES)
    except FileNotFoundError:
        raise WrongFile(
            "document-missing",
            T("There is no such file: {path}", path=path),
            next_step=T("Check the folder and the spelling of the file name."),
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _unreadable(path, os_reason(error)) from error
    if len(data) > limits.MAX_BYTES:
        raise limits.too_large(T("more than {limit} MiB", limit=limits.MAX_BYTES // 1024**2))
    if not data.strip(b"\0 \r\n\t\f"):
        raise ReportError(
            "document-empty",
            T("The document is empty: {path}", path=path),
            next_step=T("Save it again in the program it was made with, and read that file."),
        )
    return data


def kind_of(data: bytes) -> Kind:
    """Return the kind of a document.

    Raises:
        WrongFile: `document-unknown`, `document-old`: no kind that can be read.
        ReportError: `document-damaged`, `document-locked`.
    """
    if data.startswith(_ZIP):
        return _packed(data)
    if _PDF in data[:_NEAR_START]:
        return Kind.PDF
    if data.startswith(_PICTURES):
        return Kind.SCAN
    if data.startswith(_OLE):
        raise old_format(data)
    if not _wide(data) and _share(data, _CONTROL) > _FEW:
        raise _unknown()
    if _MARKUP.match(data[:_NEAR_START]):
        raise _unknown()
    return Kind.TEXT


def _wide(data: bytes) -> bool:
    """Say whether a text seems to be in UTF-16, with or without its byte order mark."""
    start = data[:_NEAR_START]
    return start.startswith(_UTF16) or any(_share(start[n::2], _HIGH) > _WIDE for n in (0, 1))


def _share(data: bytes, some: bytes) -> float:
    return 1 - len(data.translate(None, some)) / max(1, len(data))


def parse(path: Path, data: bytes) -> Document:
    """Return a document of these bytes with its content; a form has none here, see `form.read`.

    Args:
        path: where it was loaded from; for messages.
        data: what `load` gave.

    Raises:
        ReportError: with a code that begins with `document-` or `report-encoding`; nothing was
            written.
    """
    kind, digest = kind_of(data), hashlib.sha256(data).hexdigest()
    content = _content(path, data, kind)
    if kind is Kind.SHEET and content is None:
        return Document(path, digest, Kind.FORM, Content(()))
    if kind is Kind.TEXT and content and not content.lossy:
        kind = Kind.SHEET  # saved as text
    return Document(path, digest, kind, content or Content(()))


def _content(path: Path, data: bytes, kind: Kind) -> Content | None:
    # Each format brings a library that the others need not wait for. PDFs and pictures go to other
    # programs, which are given a time there.
    match kind:
        case Kind.WORD:
            from ita_sync.document import word

            return limits.timely(lambda: word.read(data), limits.SECONDS, _OPENING)
        case Kind.PDF:
            from ita_sync.document.pdf import reading as pdf

            return pdf.read(data)
        case Kind.SCAN:
            from ita_sync.document import scan

            return scan.read(data)
        case Kind.SHEET:
            from ita_sync.document import workbook

            return limits.timely(lambda: workbook.read(data), limits.SECONDS, _OPENING)
    return limits.timely(lambda: text.read(path, data), limits.SECONDS, _OPENING)


def _packed(data: bytes) -> Kind:
    names = Package(data).names()
    if any(name.startswith("word/") for name in names):
        return Kind.WORD
    if any(name.startswith("xl/") for name in names):
        return Kind.SHEET
    raise _unknown()


def _unknown() -> WrongFile:
    return WrongFile(
        "document-unknown",
        T(
            "This is no document that can be read: Word (.docx), PDF, text, picture or spreadsheet "
            "(.xlsx)."
        ),
        next_step=T("Save the report as .docx or PDF and read that file."),
    )


def _unreadable(path: Path, reason: Text) -> WrongFile:
    return WrongFile(
        "document-unreadable",
        T("The document cannot be read: {path} ({reason})", path=path, reason=reason),
        next_step=T(
            "Check that the file is not locked by another program and that you may read it."
        ),
    )
