"""Report file -> text, whatever the file turns out to be: no waiting, nothing large read."""

import codecs
import errno
import os
import re
from pathlib import Path
from typing import BinaryIO

from ita_sync import files
from ita_sync.errors import ReportError, WrongFile, os_reason
from ita_sync.i18n import T

MAX_BYTES = 1024 * 1024
MAX_WORKBOOK = 10 * MAX_BYTES
"""Bytes of a report file that is a workbook: somebody may have put a picture into it."""
ZIP = b"PK\x03\x04"
TIS620 = "cp874"
NAME_REPORT = T(
    "Name the report file that `ita-sync read` makes of it (.yaml or .xlsx), not the document."
)
READ_AS_TIS620 = T("The file is in TIS-620, not UTF-8; it was read as TIS-620.")

_THAI = re.compile("[ก-๎]")
# Three bytes of a Thai letter in UTF-8.
_UTF8_THAI = re.compile(rb"\xe0[\xb8-\xbb][\x80-\xbf]")

_DOCUMENTS = (
    *(ZIP, b"%PDF", b"\xd0\xcf\x11\xe0"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"),
)
"""How .docx and .xlsx, .pdf, .doc and .xls begin; then pictures: PNG, JPEG, GIF, TIFF."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def read(path: Path) -> bytes:
    """Return the bytes of a report file, at most `MAX_BYTES`.

    Only a regular file is opened: a pipe or device could keep the program waiting forever.

    Raises:
        WrongFile: `report-missing`, `report-unreadable`, `report-changing`, `report-too-large`.
    """
    try:
        with files.opened(path) as handle:
            before, data, after = _state(handle), _content(handle), _state(handle)
    except FileNotFoundError:
        raise WrongFile(
            "report-missing",
            T("There is no such file: {path}", path=path),
            next_step=T("Check the folder and the spelling of the file name."),
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        number = getattr(error, "errno", None)
        if number in {errno.EISDIR, errno.ENXIO}:
            raise _no_file(path, is_folder=number == errno.EISDIR) from None
        raise WrongFile(
            "report-unreadable",
            T("The file cannot be read: {path} ({reason})", path=path, reason=os_reason(error)),
            next_step=T(
                "Check that the file is not locked by another program and that you may read it."
            ),
        ) from None
    if before != after:
        raise WrongFile(
            "report-changing",
            T("The file was changed while it was read: {path}", path=path),
            next_step=T("Close it in the other program and run the command again."),
        )
    if len(data) > (most := _most(data)):
        raise WrongFile(
            "report-too-large",
            T("The file is larger than {limit} KiB: {path}", limit=most // 1024, path=path),
            next_step=NAME_REPORT,
        )
    return data


def _content(handle: BinaryIO) -> bytes:
    """Return what a file holds, and one byte more than is read where it is larger."""
    data = handle.read(len(ZIP)) or b""  # None: a file of the system that would wait
    return data + (handle.read(_most(data) + 1 - len(data)) or b"")


def _most(data: bytes) -> int:
    return MAX_WORKBOOK if data.startswith(ZIP) else MAX_BYTES


def _state(handle: BinaryIO) -> tuple[int, int]:
    found = os.fstat(handle.fileno())
    return found.st_size, found.st_mtime_ns


def _no_file(path: Path, *, is_folder: bool) -> WrongFile:
    if is_folder:
        return WrongFile(
            "report-unreadable",
            T("This is a folder, not a report file: {path}", path=path),
            next_step=T(
                "Name the report file itself, for example {example}.", example=path / "report.yaml"
            ),
        )
    return WrongFile(
        "report-unreadable",
        T("This is a pipe or device, not a report file: {path}", path=path),
        next_step=T("Save the report as a file and name that."),
    )


def decode(path: Path, data: bytes) -> tuple[str, str]:
    """Return the text and its encoding: `utf-8`, `utf-16` or `cp874` (TIS-620).

    Raises:
        WrongFile: `report-is-document`.
        ReportError: `report-encoding`.
    """
    if data.startswith(_DOCUMENTS):
        raise WrongFile(
            "report-is-document",
            T(
                "This is a document (Word, Excel, PDF) or a picture, not a report file: {path}",
                path=path,
            ),
            next_step=NAME_REPORT,
        )
    utf16 = data.startswith(_UTF16)
    if data.startswith(_UTF32) or (not utf16 and data.count(0) * 10 >= len(data) > 0):
        raise _encoding(path, data.index(0))  # UTF-32, or UTF-16 without its mark: full of NUL
    try:
        # "utf-16" reads and drops the byte-order mark, "utf-8-sig" does so where there is one.
        return data.decode("utf-16" if utf16 else "utf-8-sig"), "utf-16" if utf16 else "utf-8"
    except UnicodeDecodeError as error:
        text = None if utf16 else _tis620(data)
        if text is not None:
            return text, TIS620
        raise _encoding(path, error.start) from None


def _encoding(path: Path, position: int) -> ReportError:
    return ReportError(
        "report-encoding",
        T(
            "The file is not text in UTF-8: {path} (byte {position})",
            path=path,
            position=position + 1,
        ),
        next_step=T('Open it in the program it was written with and save it as text in "UTF-8".'),
    )


def _tis620(data: bytes) -> str | None:
    """Return the text if `data` can be TIS-620, None if not: damaged UTF-8 cannot."""
    high = sum(byte >= 0x80 for byte in data)  # noqa: PLR2004 - the first byte beyond ASCII
    if 2 * 3 * len(_UTF8_THAI.findall(data)) > high:
        return None
    try:
        text = data.decode(TIS620)
    except UnicodeDecodeError:
        return None
    return text if _THAI.search(text) else None
