"""What characters do beside being read: some are not seen, some steer a terminal, some are run.

Facts of Unicode and of spreadsheets, for every room: nothing here knows what a text is for.
"""

import re
import unicodedata
from collections.abc import Iterable

# Unicode's Default_Ignorable_Code_Point (UAX #44), unassigned ones included: they are reserved to
# be invisible. The same in every version, while Python's own tables differ.
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Format characters (Cf) beyond those: number signs, annotations, joiners of hieroglyphs.
_FORMAT = (
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f"
)
# Letters and symbols whose glyph is blank: of Braille, music, Khitan, hieroglyphs.
_BLANK = "\u2800\U0001d159\U00016fe4\U00013441\U00013442"
_UNSEEN = _IGNORABLE + _FORMAT + _BLANK
# Controls, line and paragraph separators, halves of a pair, what is no character.
_CONTROL = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

UNSEEN = re.compile(f"[{_UNSEEN}]")
"""A character that nobody sees where it stands."""
BETWEEN_WORDS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Unseen ones that word processors put between Thai words, to say where a line may end."""
_UNPRINTABLE = re.compile(f"[{_CONTROL}{_UNSEEN}]")
LAYOUT = "\t\n"
"""Controls that a text in a cell or a file may have."""

_FORMULA = re.compile("[-=+@]")
# A number may have a currency sign, groups and an exponent; a phone number begins with its country.
_HARMLESS = re.compile(r"[+-]?[฿$€£]?\d[\d,]*(\.\d+)?(E[+-]?\d+)?%?|\+\d[\d ().-]{5,20}|-")


def visible(text: str) -> str:
    """Return `text` without the characters that nobody sees."""
    return UNSEEN.sub("", text)


def unprintable(text: str, keep: str = "") -> list[str]:
    """Return the controls and unseen characters of a text, line breaks among them."""
    return [found for found in _UNPRINTABLE.findall(text) if found not in keep]


def codes(found: Iterable[str]) -> list[str]:
    """Return characters by their codes, each once: `U+202E`."""
    return sorted({f"U+{ord(character):04X}" for character in found})


def shown(text: str, keep: str = "") -> str:
    r"""Return `text` as it may be printed: `\x1b` in the place of a control or unseen character.

    So nothing printed can move the cursor, turn letters round, or pass for a line of ours.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNPRINTABLE.sub(
        lambda found: found[0] if found[0] in keep else ascii(found[0])[1:-1], text
    )


def shown_in_json(text: str) -> str:
    r"""Return a JSON text that says the same, with `\u202e` in the place of such a character."""
    return _UNPRINTABLE.sub(_json_escape, text)


def _json_escape(found: re.Match[str]) -> str:
    if found[0] in LAYOUT:
        return found[0]
    pair = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{pair[at : at + 4]}" for at in range(0, len(pair), 4))


def held(text: str) -> str:
    """Return `text` with an apostrophe before each line that a spreadsheet would run."""
    lines = text.splitlines(keepends=True)
    kept = "".join("'" + line if runs(line.rstrip("\r\n")) else line for line in lines)
    return "'" + kept if text.startswith("\r") else kept


def runs(line: str) -> bool:
    """Say whether a spreadsheet may run a line as a formula: pasted, typed, or read from a file.

    It may skip blanks and what nobody sees, and takes full-width signs for plain ones; a tab may
    end a cell (OWASP). A plain number is no formula, nor is a phone number, nor a lone dash.
    """
    if line.startswith("\t"):
        return True
    plain = unicodedata.normalize("NFKC", _UNPRINTABLE.sub("", line)).strip()
    return _FORMULA.match(plain) is not None and _HARMLESS.fullmatch(plain) is None
