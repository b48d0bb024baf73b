"""Is one document the other? Byte for byte; else by the number of pages and the text on each."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ita_sync import thai
from ita_sync.document import opening
from ita_sync.document.limits import MAX_BYTES
from ita_sync.document.opening import load
from ita_sync.document.parts import Document, Kind, Line
from ita_sync.errors import ItaSyncError
from ita_sync.i18n import T, Text

__all__ = ["MAX_BYTES", "Compared", "How", "compare", "load"]

_SHOWN = 40
"""Characters shown of what differs."""


class How(StrEnum):
    """What two documents are to each other."""

    SAME = "same-bytes"
    ALIKE = "same-text"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Compared:
    """What comparing gave, and by what: a sentence."""

    how: How
    why: Text


def compare(path: Path, signed: bytes, found: bytes) -> Compared:
    """Return whether the document that was found is the one that was signed.

    Args:
        path: the name of the signed one, for messages.
        signed: that document.
        found: the other.
    """
    if signed == found:
        return Compared(How.SAME, T("Both are the same, byte for byte."))
    try:
        return _by_pages(signed, found) or _by_text(
            opening.parse(path, signed), opening.parse(Path("link"), found)
        )
    except ItaSyncError as error:
        return Compared(How.UNKNOWN, T("They cannot be compared: {reason}", reason=error.what))


def _by_pages(signed: bytes, found: bytes) -> Compared | None:
    """Return that two PDFs have not the same number of pages, if they have not.

    Raises:
        ReportError: one of them cannot be opened.
    """
    if not opening.kind_of(signed) is opening.kind_of(found) is Kind.PDF:
        return None
    from ita_sync.document.pdf.reading import count_pages  # as in `opening`

    one, other = count_pages(signed), count_pages(found)
    if one == other:
        return None
    return Compared(
        How.OTHER,
        T("The signed document has {one} pages, that at the link {other}.", one=one, other=other),
    )


def _by_text(signed: Document, found: Document) -> Compared:
    one, other = _pages(signed), _pages(found)
    if signed.content.lossy or found.content.lossy:
        return Compared(
            How.UNKNOWN,
            T(
                "The text of one of them was recognised from a picture, and cannot be compared "
                "with certainty."
            ),
        )
    if not one or not other:
        return Compared(How.UNKNOWN, T("One of them has no text."))
    if "".join(one.values()) == "".join(other.values()):
        return Compared(How.ALIKE, T("Bytes differ; pages and text are the same."))
    if signed.kind is not found.kind:
        return Compared(How.UNKNOWN, T("They are documents of two kinds, and their text differs."))
    return Compared(How.OTHER, _first_difference(one, other))


def _pages(document: Document) -> Mapping[int, str]:
    """Return the text of each page, folded; of a document without pages as of one."""
    found: defaultdict[int, str] = defaultdict(str)
    for block in document.content.blocks:
        if isinstance(block, Line):
            found[block.place.page or 1] += thai.fold(block.text)
            continue
        for row in block.rows:
            found[row.place.page or 1] += thai.fold("".join(filter(None, row.cells)))
    return found


def _first_difference(one: Mapping[int, str], other: Mapping[int, str]) -> Text:
    page = next(page for page in sorted({*one, *other}) if one.get(page) != other.get(page))
    was, now = one.get(page, ""), other.get(page, "")
    at = next(
        (at for at, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1]),
        min(len(was), len(now)),
    )
    begin = max(at - _SHOWN // 2, 0)
    return T(
        'Page {page} differs: "{was}" is "{now}" at the link.',
        page=page,
        was=was[begin : begin + _SHOWN] or "–",
        now=now[begin : begin + _SHOWN] or "–",
    )
