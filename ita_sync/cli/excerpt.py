"""A line of a file as a terminal shows it, with a caret under the place that is meant."""

import unicodedata

from ita_sync.characters import shown
from ita_sync.report import Position

_LEAST = 40
"""Columns of the line that are shown on the narrowest terminal."""
_NARROW = 4
"""Characters looked at for each column: Thai has up to three marks on a letter."""


def excerpt(line: str, mark: Position, width: int) -> tuple[str, str]:
    """Return a line of a file, cut to `width` columns about a mark, and the line with the caret.

    Combining marks have no width; tabs and invisible characters are shown as one column.
    """
    head = f"{mark.line:>5} | "
    room = max(width - len(head), _LEAST) - 2  # an ellipsis on each side
    at, reach = min(mark.column - 1, len(line)), _NARROW * room
    before = "".join(map(_visible, line[max(at - reach, 0) : at]))
    after = "".join(map(_visible, line[at : at + reach]))
    shown_before = _last_columns(before, max(room - _columns(after), room // 2))
    shown_after = _first_columns(after, room - _columns(shown_before))
    cut_before = at > reach or len(shown_before) < len(before)
    cut_after = at + len(shown_after) < len(line)
    left = ("…" if cut_before else "") + shown_before
    right = shown_after + ("…" if cut_after else "")
    return head + left + right, " " * (len(head) - 2) + "| " + " " * _columns(left) + "^"


def _last_columns(text: str, room: int) -> str:
    """Return the end of a text that fits, beginning with a letter rather than its mark."""
    start, used = 0, _columns(text)
    while used > room:
        used -= _columns(text[start])
        start += 1
    while start and start < len(text) and not _columns(text[start]):
        start += 1
    return text[start:]


def _first_columns(text: str, room: int) -> str:
    """Return the beginning of a text that fits."""
    end, used = len(text), _columns(text)
    while end and used > room:
        end -= 1
        used -= _columns(text[end])
    return text[:end]


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    private = unicodedata.category(character) == "Co"
    return "·" if private or shown(character) != character else character


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    from wcwidth import wcwidth  # its tables are large, and many lines are plain

    return sum(max(wcwidth(character), 0) for character in text)
