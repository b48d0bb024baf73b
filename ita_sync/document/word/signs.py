"""How Word shows a count, and what the letters of symbol fonts look like."""

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"  # without the letters out of use, and ฆ
_REPEATED = 30
"""How often a letter is repeated at most: Word shows no number above 780 in letters."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_SYMBOLS = {
    "symbol": {
        0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    },
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
        0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
}  # fmt: skip


def symbol(font: str | None, code: int) -> str | None:
    """Return the letter that a symbol font shows for a code, None where it is not known."""
    return _SYMBOLS.get((font or "").lower(), {}).get(code & 0xFF)


def counted(count: int, style: str) -> str:
    """Return a number in one of Word's formats.

    An unknown format, or one that ends before it, gives plain digits.
    """
    match style:
        case "thaiNumbers":
            return str(count).translate(_THAI_DIGITS)
        case "thaiLetters":
            return _lettered(count, _THAI)
        case "lowerLetter" | "upperLetter":
            letters = _lettered(count, _LATIN)
            return letters.upper() if style == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            roman = _roman(count)
            return roman.upper() if style == "upperRoman" else roman
        case "decimalZero":
            return f"{count:02}"
        case "numberInDash":
            return f"- {count} -"
    return str(count)


def _lettered(count: int, alphabet: str) -> str:
    """Return ก … ฮ, then กก … ฮฮ, and so on."""
    times, rest = divmod(count - 1, len(alphabet))
    return alphabet[rest] * (times + 1) if 0 <= times < _REPEATED else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 5000:  # noqa: PLR2004 - five thousand has no letter
        return str(count)
    letters = ""
    for worth, letter in _ROMAN:
        times, count = divmod(count, worth)
        letters += letter * times
    return letters
