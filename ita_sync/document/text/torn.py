"""Lines of a text; marks above letters that a program put on a line of their own go back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ita_sync.document.parts import Spot
from ita_sync.document.text.gutters import GAP

_MARK = "ัิ-ฺ็-๎"
_TONES = "็่้๊๋์ํ๎"
"""They stand over the other marks of a letter."""
_TORN = re.compile(rf"\s*((?:[{_MARK}]+(?: |$))+|[{_MARK}]+)")
"""A line that begins with marks, of letters that stand above."""
_LACKS = re.compile(r"(?:[ก-ฮัิ-ฺ]|[ก-ฮ][็-๎] )[ก-ฮเ-ไ]\s*$")
"""How a text ends that may lack a mark over the letter before the last; that may have another."""
_NEAR = 6
"""Places between where such marks stand and where the text ends that lacks them."""
_BARE = re.compile(r"\s*[ก-ฮเ-ไ]{1,4}[ัิ-ื][ก-ฮ]\s*")
"""A short word alone that lacks one; it may come below what it belongs to."""


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
        whole = _whole(held, line) if held else None
        if held and not whole:
            yield held
        held = whole or line
    if held:
        yield held


def _whole(above: Raw, line: Raw) -> Raw | None:
    """Return a line with the marks of it that stand below it, or above it; None for two lines."""
    if _TORN.match(line.text) and not line.after and _LACKS.search(above.text):
        return replace(above, text=_joined(above.text.rstrip(), line.text))
    if _TORN.match(above.text) and (_BARE.fullmatch(line.text) or _ends_below(above, line)):
        return replace(above, text=_joined(line.text.strip(), above.text.strip()))
    return None


def _ends_below(above: Raw, line: Raw) -> bool:
    """Say whether a line ends right below the marks with which the one above begins."""
    place = len(above.text) - len(above.text.lstrip())
    near = abs(len(line.text.rstrip()) - place) <= _NEAR
    return place > _NEAR and near and _LACKS.search(line.text) is not None


def _joined(above: str, torn: str) -> str:
    """Return a line with one below it that begins with its marks; other columns stay in place.

    The marks are of the letter before the last, which was drawn before them: `ตัวชีว` over `้ ัด`.
    """
    found = _TORN.match(torn)
    marks = found[1].replace(" ", "") if found else ""
    rest = torn[found.end() if found else 0 :]
    text, *others = re.split(r"(?:^|(?<=\S))\s{2,}(?=\S)", rest.rstrip(), maxsplit=1)
    before = above[:-1].removesuffix(" ")
    bare = before.rstrip(_TONES)
    joined = f"{bare}{marks}{before[len(bare) :]}{above[-1:]}{text}"
    if not others:
        return joined
    place = len(torn.rstrip()) - len(others[0])
    return f"{joined}{' ' * max(GAP, place - len(joined))}{others[0]}"
