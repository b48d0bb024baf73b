"""The letters of a page as glyphs: upright ones, each with the text that it stands for."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ita_sync.document.pdf.header_words import skeleton
from ita_sync.document.pdf.layout import SARA_AM, UNKNOWN, Glyph

_FLAT = 0.02


_SIGNS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0A8: "☐", 0xF0FE: "☑"}
"""Signs of Symbol and Wingdings, which writers keep in the private area."""


def glyphs_of(page: Any) -> list[Glyph]:  # noqa: ANN401 - pdfplumber's objects are dictionaries without a type
    """Return the letters of a page; turned ones and those that show nothing are left out."""
    height = float(page.height)
    found: list[Glyph] = []
    for spoken, chars in groupby(page.chars, key=lambda char: char["tag"]):
        glyphs = [glyph for char in chars if (glyph := _glyph(char, height))]
        found += _spread(spoken[1], glyphs) if spoken and glyphs else glyphs
    return found


def _glyph(char: Mapping[str, Any], height: float) -> Glyph | None:
    text, size, x0, x1 = char["text"], float(char["size"]), float(char["x0"]), float(char["x1"])
    a, b, c, _, _, f = char["matrix"]
    if not text or abs(b) + abs(c) > abs(a) or not 0 < size < height:
        return None  # turned text: stamps and margins
    if all(unicodedata.category(letter) == "Cf" for letter in text):
        return None  # tells where a word may end, and shows nothing
    text = text.translate(_SIGNS)
    glyph = Glyph(text, x0, x1, height - f, size, char["fontname"])
    if text.startswith("(cid:") or (
        x1 - x0 < _FLAT * size and not (glyph.is_mark or text.isspace())
    ):
        # A letter has a width: what has none is a mark under a false name.
        return replace(glyph, text=UNKNOWN + text)
    return glyph


def _spread(text: str, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return glyphs with the text that they stand for (ActualText), each letter at its glyph.

    Writers say it where one letter has several glyphs or several letters have one, which is the
    rule in Thai.
    """
    if not text or len(text) > 4 * len(glyphs) + 4 or UNKNOWN in text:
        return list(glyphs)
    wide = [glyph for glyph in glyphs if glyph.x1 - glyph.x0 >= _FLAT * glyph.size]
    named = [replace(glyphs[0], text=letter) for letter in text]
    if sum(map(_is_base, named)) != len(wide):
        first, last = min(glyphs, key=lambda g: g.x0), max(glyphs, key=lambda g: g.x1)
        return [replace(first, text=text, x1=last.x1)]
    places = iter(wide)
    return [
        replace(next(places), text=glyph.text) if _is_base(glyph) else replace(glyph, x1=glyph.x0)
        for glyph in named
    ]


def _is_base(glyph: Glyph) -> bool:
    """Whether a letter is drawn with a width of its own."""
    return not glyph.is_mark or glyph.text == SARA_AM


def is_mendable(glyphs: list[Glyph]) -> bool:
    """Whether enough letters are known to read the text.

    Some writers leave one frequent letter without a name.
    """
    return (
        len(skeleton("".join(glyph.text for glyph in glyphs if UNKNOWN not in glyph.text)))
        > len(glyphs) / 2
    )
