"""The zip container of .docx and .xlsx, opened within bounds, so that its XML is safe to parse.

A library that opens such a file itself reads every part whole and trusts the directory; so the
parts that are needed are taken out here, and the library gets only their XML.
"""

import io
import struct
import zipfile
import zlib

from ita_sync.document.limits import MAX_BYTES, MAX_UNPACKED, damaged, locked, too_large
from ita_sync.errors import ReportError, WrongFile
from ita_sync.i18n import T

MAX_ENTRIES = 10_000
"""Parts of a package; each costs memory before anything is read."""
MAX_MARKUP = 1_000_000
"""Tags and attributes of all parts together: each costs time and memory, however well it packs."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTRY = b"PK\x01\x02"
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""What the standard allows; other ways of packing cannot be read piece by piece."""
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    OSError,
    EOFError,
    OverflowError,
    NotImplementedError,  # what zipfile raises at a compression that it does not know
)


class Package:
    """The parts of a zipped document.

    Args:
        data: the file.

    Raises:
        ReportError: it is no zip, is encrypted, is a document of before 2007, or has too many
            parts.
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise old_format(data)
        if len(data) > MAX_BYTES:
            raise too_large(T("it has more than {size} MB", size=MAX_BYTES >> 20))
        if data.count(_ENTRY) > MAX_ENTRIES:  # before zipfile makes an object of each
            raise too_large(T("it has more than {number} parts", number=MAX_ENTRIES))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise damaged(T("it is no complete zip file, as every .docx and .xlsx is")) from error
        self._infos = {
            info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()
        }
        self._room, self._markup = MAX_UNPACKED, MAX_MARKUP

    def names(self) -> tuple[str, ...]:
        """Return the names of the parts, as `word/document.xml`."""
        return tuple(self._infos)

    def xml(self, name: str) -> bytes | None:
        """Return an XML part in UTF-8, without declaration and document type.

        None where there is no such part.

        Raises:
            ReportError: the part is damaged, encrypted, too large, or declares a document type.
        """
        info = self._infos.get(name)
        if info is None:
            return None
        part = _utf8(self._unpacked(info), name)
        if b"<!DOCTYPE" in part:  # the standard forbids it; entities can be declared nowhere else
            raise damaged(
                T(
                    "{part} declares entities, which no word processor or spreadsheet writes",
                    part=name,
                )
            )
        self._markup -= part.count(b"<") + part.count(b"=")
        if self._markup < 0:
            raise too_large(
                T("{part} has more than {number} elements", part=name, number=MAX_MARKUP)
            )
        return part

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        """Return what an entry unpacks to, up to the size that it claims."""
        if info.flag_bits & _ENCRYPTED:
            raise locked()
        if info.compress_type not in _PLAIN:
            raise damaged(
                T(
                    "{part} is packed in a way that .docx and .xlsx files do not use",
                    part=info.filename,
                )
            )
        self._room -= info.file_size
        if self._room < 0:
            raise too_large(T("it unpacks to more than {size} MB", size=MAX_UNPACKED >> 20))
        try:
            with self._zip.open(info) as stream:
                # No more than that, whatever is packed there; the checksum of more fails.
                return stream.read(info.file_size)
        except _BROKEN as error:
            raise damaged(T("{part} cannot be unpacked", part=info.filename)) from error


def _utf8(data: bytes, name: str) -> bytes:
    """Return a part in UTF-8 without anything that would make a parser assume another encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        wide = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(data[:2], "utf-16")
        data = data.decode(wide, "replace").encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith(b"<?xml"):
        data = data.partition(b"?>")[2]
    if b"\0" in data or not data.lstrip().startswith(b"<"):
        raise damaged(T("{part} is no XML in UTF-8 or UTF-16", part=name))
    return data


def old_format(data: bytes) -> ReportError:
    """Return the error for an OLE container: a document with a password, or of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return locked()
    return WrongFile(
        "document-old",
        T("This is a file in the old format of Word or Excel (.doc, .xls)."),
        next_step=T("Open it, save it as .docx or .xlsx (Save as), and read that file."),
    )
