"""Pictures that are drawn, and their files."""

import io

from PIL import Image, ImageDraw


def encoded(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Return a picture as a file."""
    told = io.BytesIO()
    picture.save(told, kind, **options)
    return told.getvalue()


def blank(width: int = 1240, height: int = 1754) -> Image.Image:
    """Return an empty A4 page at 150 dots an inch."""
    return Image.new("L", (width, height), 255)


def ruled(shade: int, width: int = 2) -> Image.Image:
    """Return a page with a table of two rows and columns."""
    picture = blank()
    draw = ImageDraw.Draw(picture)
    for y in (200, 260, 340):
        draw.line((150, y, 1100, y), fill=shade, width=width)
    for x in (150, 700, 1100):
        draw.line((x, 200, x, 340), fill=shade, width=width)
    return picture
