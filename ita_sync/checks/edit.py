"""A report file with single values written otherwise: everything else stays byte for byte.

Comments, layout, quotes, line ends, encoding and the kind of digits are kept. A value that cannot
be located exactly is not changed: the new file is read again and must hold the old report with
these changes and no other.
"""

import codecs
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ita_sync import thai
from ita_sync.checks.findings import Change
from ita_sync.checks.suggest.changes import apply
from ita_sync.errors import ReportError
from ita_sync.i18n import T
from ita_sync.report import Position, ReportFile, load_report

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_ENCODINGS = (
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("cp874", b""),
)
_LINE_END = re.compile("\r\n|\r|\n")
# A word in quotes, or up to where a plain one can end. Figures, ids, results and levels hold no
# spaces.
_WORD = re.compile("\"([^\"\\\\\\s]*)\"|'([^'\\s]*)'|([^\\s,\\[\\]{}#'\"]+)")


def mended(file: ReportFile, changes: Iterable[Change]) -> str | None:
    """Return the text of a file with `changes` made, None where one of them cannot be made in place."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(file.text))]
    places = []
    for change in changes:
        if change.printed is None or change.proposed is None or change.loc not in file.marks:
            return None
        found = _WORD.match(file.text, _index(starts, file.marks[change.loc]))
        if found is None:
            return None
        group = found.lastindex or 0
        if _plain(found[group]) != change.printed.lower():
            return None
        places.append((found.span(group), _like(found[group], change.proposed)))
    text = file.text
    for (start, end), word in sorted(places, reverse=True):
        text = text[:start] + word + text[end:]
    return text


def write(file: ReportFile, text: str, changes: tuple[Change, ...]) -> None:
    """Write the text in the place of the file, whole or not at all.

    Raises:
        ReportError: `fix-changed`, the file is not the one that was read; `fix-differs`, the text
            would not read as the report with these changes; `fix-unwritable`. The file is as it
            was.
    """
    target = file.path.resolve()
    fresh: Path | None = None
    try:
        before = target.read_bytes()
        encoding, mark = _encoding(file.text, before)
        descriptor, name = tempfile.mkstemp(
            suffix=target.suffix, prefix=f".{target.stem}-", dir=target.parent
        )
        fresh = Path(name)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(mark + text.encode(encoding))
            handle.flush()
            os.fsync(handle.fileno())
        if load_report(fresh).report != apply(file.report, changes):
            raise _unsafe()
        shutil.copymode(target, fresh)
        fresh.replace(target)
    except OSError as error:
        raise ReportError(
            "fix-unwritable",
            T(
                "The file cannot be written: {path} ({reason})",
                path=file.path,
                reason=error.strerror or error,
            ),
            next_step=T(
                "Check that the file is not locked by another program and that you may write to "
                "its folder."
            ),
        ) from error
    finally:
        if fresh is not None:
            fresh.unlink(missing_ok=True)


def _encoding(text: str, data: bytes) -> tuple[str, bytes]:
    for encoding, mark in _ENCODINGS:
        try:
            if mark + text.encode(encoding) == data:
                return encoding, mark
        except UnicodeEncodeError:
            continue
    raise ReportError(
        "fix-changed",
        T("The file has changed since it was read; nothing was written."),
        next_step=T("Check the file again."),
    )


def _unsafe() -> ReportError:
    return ReportError(
        "fix-differs",
        T("The change cannot be made without changing something else; nothing was written."),
        next_step=T("Change the value by hand."),
    )


def _index(starts: list[int], mark: Position) -> int:
    return starts[min(mark.line, len(starts)) - 1] + mark.column - 1


def _plain(word: str) -> str:
    return thai.digits(thai.clean(word)).lower()


def _like(seen: str, proposed: str) -> str:
    """Return `proposed` in the kind of digits and letters in which `seen` is written."""
    word = (
        proposed.translate(_TO_THAI) if any(digit in seen for digit in "๐๑๒๓๔๕๖๗๘๙") else proposed
    )
    return seen[0] + word[1:] if seen[:1].lower() == word[:1] else word
