"""Single values of a report file changed in place: everything else stays byte for byte.

Comments, layout, quotes, line ends, encoding and the kind of digits are kept. A value that cannot
be located exactly is not changed: the new file is read again and must hold the old report with
these changes and no other.
"""

import codecs
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ita_sync import files, thai
from ita_sync.checks.findings import Change
from ita_sync.checks.suggest.changes import apply
from ita_sync.errors import ConfigError, ReportError, os_reason
from ita_sync.i18n import T
from ita_sync.report import Position, ReportFile, load_report
from ita_sync.report.text import MAX_BYTES

_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans("0123456789", _THAI_DIGITS)
_ENCODINGS = (
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("cp874", b""),
)
_LINE_END = re.compile("\r\n|\r|\n")
# A word in quotes, or as far as a plain one can reach. Figures, ids, results and levels contain no
# spaces.
_WORD = re.compile("\"([^\"\\\\\\s]*)\"|'([^'\\s]*)'|([^\\s,\\[\\]{}#'\"]+)")


__all__ = ["apply", "changed", "differs", "edit_text", "unwritable", "write"]

_UNCHANGED = T("Nothing was written; the report file is as it was.")


def edit_text(file: ReportFile, changes: Iterable[Change]) -> str | None:
    """Return the text of a file with `changes` made, None if one cannot be made in place."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(file.text))]
    places = []
    for change in changes:
        place = _place(file, change, starts)
        if place is None:
            return None
        places.append(place)
    text = file.text
    for (start, end), word in sorted(places, reverse=True):
        text = text[:start] + word + text[end:]
    return text


def _place(
    file: ReportFile, change: Change, starts: list[int]
) -> tuple[tuple[int, int], str] | None:
    """Return where in the text a value is, and the word to put there; None if it is not plain."""
    if change.printed is None or change.proposed is None or change.loc not in file.marks:
        return None
    found = _WORD.match(file.text, _index(starts, file.marks[change.loc]))
    if found is None:
        return None
    group = found.lastindex or 0
    if _plain(found[group]) != change.printed.lower():
        return None
    return found.span(group), _like(found[group], change.proposed)


def write(file: ReportFile, text: str, changes: tuple[Change, ...]) -> None:
    """Write the text in the place of the file, whole or not at all; permissions stay.

    Raises:
        ReportError: `fix-changed`, the file is not the one that was read; `fix-differs`, the text
            would not read as the report with these changes; `fix-unwritable`. The file is as it
            was.
    """
    target = file.path.resolve()
    try:
        data = _encode(text, file.text, files.read(target, MAX_BYTES))
        with files.atomic_write(target) as fresh:
            fresh.write_bytes(data)
            if load_report(fresh).report != apply(file.report, changes):
                raise differs()
    except OSError as error:
        raise unwritable(file.path, error) from error


def _encode(text: str, before: str, data: bytes) -> bytes:
    """Return the text encoded as `data` encodes the text before.

    Raises:
        ReportError: `fix-changed`, the data is not that text.
    """
    for encoding, mark in _ENCODINGS:
        with suppress(UnicodeEncodeError):
            if mark + before.encode(encoding) == data:
                return mark + text.encode(encoding)
    raise changed()


def unwritable(path: Path, error: OSError) -> ConfigError:
    """Return the error for a file that cannot be written."""
    return ConfigError(
        "fix-unwritable",
        T("The file cannot be written: {path} ({reason})", path=path, reason=os_reason(error)),
        next_step=T(
            "Check that the file is not locked by another program and that you may write to "
            "its folder."
        ),
        written=_UNCHANGED,
    )


def changed() -> ReportError:
    """Return the error for a file that is not the one that was read."""
    return ReportError(
        "fix-changed",
        T("The file has changed since it was read."),
        next_step=T("Check the file again."),
        written=_UNCHANGED,
    )


def differs() -> ReportError:
    """Return the error for a change that would change something else, too."""
    return ReportError(
        "fix-differs",
        T("The change cannot be made without changing something else."),
        next_step=T("Change the value by hand."),
        written=_UNCHANGED,
    )


def _index(starts: list[int], mark: Position) -> int:
    return starts[min(mark.line, len(starts)) - 1] + mark.column - 1


def _plain(word: str) -> str:
    return thai.digits(thai.clean(word)).lower()


def _like(seen: str, proposed: str) -> str:
    """Return `proposed` in the kind of digits and letters in which `seen` is written."""
    in_thai = any(digit in seen for digit in _THAI_DIGITS)
    word = proposed.translate(_TO_THAI) if in_thai else proposed
    return seen[0] + word[1:] if seen[:1].lower() == word[:1] else word
