"""Small PDF files written by hand, in Thai and without a font.

Each letter is half its size wide, a mark has no width.
"""

import zlib
from dataclasses import dataclass, field

MARKS = (
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a"
    "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
UNNAMED = "\u0001"
"""A glyph that the font gives no letter."""
NIKHAHIT_SAID_SARA_AM = "\u0002"
"""A glyph without width that the font says to be sara am."""
LEADING = 18.0
SIZE = 14.0


@dataclass
class Sheet:
    """A page, drawn from the top left in points."""

    operators: list[str] = field(default_factory=list)
    picture: tuple[float, float, float, float] | None = None

    def text(self, x: float, y: float, text: str, *, size: float = SIZE) -> "Sheet":
        """Draw text on the baseline `y` points below the top."""
        codes = "".join(f"{ord(letter):04X}" for letter in text)
        self.operators.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {842 - y} Tm <{codes}> Tj ET")
        return self

    def spoken(self, x: float, y: float, glyphs: str, text: str) -> "Sheet":
        """Draw glyphs and say which text they stand for."""
        told = text.encode("utf-16-be").hex()
        self.operators.append(f"/Span <</ActualText <FEFF{told}>>> BDC")
        self.text(x, y, glyphs)
        self.operators.append("EMC")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        """Draw a line."""
        self.operators.append(f"{x0} {842 - y0} m {x1} {842 - y1} l S")
        return self

    def cells(
        self, xs: list[float], top: float, rows: list[list[str]], *, ruled: bool = True
    ) -> float:
        """Draw a table; the lines of a cell stand below each other. Return where it ends."""
        y = top
        for row in rows:
            height = LEADING * max(len(cell.split("\n")) for cell in row)
            for x, cell in zip(xs, row, strict=False):
                for number, line in enumerate(cell.split("\n")):
                    self.text(x + 5, y + 14 + number * LEADING, line)
            if ruled:
                self.rule(xs[0], y, xs[-1], y)
                for x in xs:
                    self.rule(x, y, x, y + height)
            y += height
        if ruled:
            self.rule(xs[0], y, xs[-1], y)
        return y


def thai_font() -> list[str]:
    """Return the objects of a font, from object 3 on."""
    flat = " ".join(
        f"{ord(mark)} [0]"
        for mark in (*MARKS, NIKHAHIT_SAID_SARA_AM, *"\u200b", *map(chr, range(0xF701, 0xF71B)))
    )
    ranges = (
        "<0020> <007E> <0020>",
        "<0E00> <0E7F> <0E00>",
        "<F700> <F71A> <F700>",
        "<200B> <200B> <200B>",
        "<0002> <0002> <0E33>",
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> "
        "<FFFF> "
        f"endcodespacerange {len(ranges)} beginbfrange {' '.join(ranges)} endbfrange endcmap end "
        f"end"
    )
    descendant = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Thai/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/DW 500/W[{flat}]/FontDescriptor 6 0 R>>"
    )
    descriptor = (
        "<</Type/FontDescriptor/FontName/Thai/Flags 4/FontBBox[0 -300 1000 900]/Ascent 900/Descent "
        "-300/ItalicAngle 0"
        "/CapHeight 700/StemV 80>>"
    )
    return [
        (
            "<</Type/Font/Subtype/Type0/BaseFont/Thai/Encoding/Identity-H/DescendantFonts[4 0 "
            "R]/ToUnicode 5 0 R>>"
        ),
        descendant,
        f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream",
        descriptor,
    ]


def pdf(*sheets: Sheet, trailer: str = "") -> bytes:
    """Return a PDF of the pages."""
    first = 8
    resources = "/Resources<</Font<</F1 3 0 R>>/XObject<</I 7 0 R>>>>"
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(sheets)))
    dot = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1"
        b"/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    )
    image = dot + b"\nstream\n\xc0\nendstream"
    objects: list[str | bytes] = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(sheets)}>>",
        *thai_font(),
        image,
    ]
    for number, sheet in enumerate(sheets):
        operators = list(sheet.operators)
        if sheet.picture:
            x, y, width, height = sheet.picture
            operators.insert(0, f"q {width} 0 0 {height} {x} {842 - y - height} cm /I Do Q")
        packed = zlib.compress("\n".join(operators).encode())
        objects += [
            (
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                f"/Contents {first + 1 + 2 * number} 0 R{resources}>>"
            ),
            f"<</Length {len(packed)}/Filter/FlateDecode>>\nstream\n".encode()
            + packed
            + b"\nendstream",
        ]
    return assembled(objects, trailer)


def assembled(objects: list[str | bytes], trailer: str = "") -> bytes:
    """Return a PDF file of the objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += (
            f"{number} 0 obj\n".encode()
            + (body if isinstance(body, bytes) else body.encode())
            + b"\nendobj\n"
        )
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\n".encode()
    out += f"startxref\n{start}\n%%EOF".encode()
    return bytes(out)
