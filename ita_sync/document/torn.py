"""Lines of a text; marks above letters that a program put on a line of their own go back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ita_sync.document.gutters import GAP
from ita_sync.document.parts import Spot

_MARK = "ัิ-ฺ็-๎"
_TORN = re.compile(rf"\s*((?:[{_MARK}]+(?: |$))+|[{_MARK}]+)")
"""A line that begins with marks, of letters that stand above."""


@dataclass(frozen=True)
class Raw:
    """A line of a text as printed, with its place; `after`: an empty line is before it."""

    text: str
    place: Spot
    after: bool = False


def rejoined(lines: Sequence[Raw]) -> Iterator[Raw]:
    """Yield the lines, marks that were put on a line of their own behind what stands above."""
    held: Raw | None = None
    for line in lines:
        if held and _TORN.match(line.text) and not line.after:
            held = replace(held, text=_joined(held.text.rstrip(), line.text))
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _joined(above: str, torn: str) -> str:
    """Return a line with one below it that begins with its marks; other columns stay in place.

    The marks are of the letter before the last, which was drawn before them: `ตัวชีว` over `้ ัด`.
    """
    found = _TORN.match(torn)
    marks = found[1].replace(" ", "") if found else ""
    rest = torn[found.end() if found else 0 :]
    text, *others = re.split(r"(?<=\S)\s{2,}(?=\S)", rest.rstrip(), maxsplit=1)
    last = above[-1:] if re.search(rf"[ก-ฮ{_MARK}][ก-ฮเ-ไ]$", above) else ""
    joined = f"{above[: len(above) - len(last)]}{marks}{last}{text}"
    if not others:
        return joined
    place = len(torn.rstrip()) - len(others[0])
    return f"{joined}{' ' * max(GAP, place - len(joined))}{others[0]}"
