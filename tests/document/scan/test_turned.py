"""Heads that run up a narrow column are turned before they are read."""

import pytest
from PIL import Image

from ita_sync.document.ocr import Installed
from ita_sync.document.scan import turned
from ita_sync.document.scan.cuttings import Cutting
from ita_sync.document.scan.strips import Strip
from ita_sync.document.scan.words import Word

TESSERACT = Installed("tesseract", ("0-9",))


def piece(wide: int, high: int) -> Cutting:
    """Return a piece that is dark but for its edge."""
    image = Image.new("L", (wide, high), 255)
    image.paste(0, (5, 5, wide - 5, high - 5))
    return Cutting(image, 100, 200)


def reads(monkeypatch: pytest.MonkeyPatch, *told: tuple[str, float]) -> None:
    """Let the ways in which a piece is read give these texts, each as sure as that."""

    def read(_: Installed, strips: list[Strip], __: int) -> list[list[Word]]:
        lines = len(strips) // len(told)
        return [
            [Word(text, 0, 9, sure, after_space=False)] for text, sure in told for _ in range(lines)
        ]

    monkeypatch.setattr(turned, "read_strips", read)
    monkeypatch.setattr(
        turned, "strips", lambda pieces: [Strip(p.image, 0, 0, 60.0) for p in pieces]
    )


def test_the_way_that_reads_best_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the page it stays as narrow as its column."""
    reads(monkeypatch, ("ชะSSs", 60.0), ("3การใช้อำนาจ", 90.0), ("ขเฉๆ", 40.0))
    (found,) = turned.upright(TESSERACT, [piece(50, 300)], 1)
    assert found.image.size == (300, 50)
    assert found.shrunk == pytest.approx(50 / 300)


@pytest.mark.parametrize(
    ("upright", "lying"), [(("ลำดับที่", 80.0), ("กรSSSฟหกด", 50.0)), (("1234", 90.0), ("ไS=", 95.0))]
)
def test_lines_of_a_word_each_stand(
    monkeypatch: pytest.MonkeyPatch, upright: tuple[str, float], lying: tuple[str, float]
) -> None:
    """So do figures below each other, whatever is made of them when they lie."""
    reads(monkeypatch, upright, lying, lying)
    stands = piece(50, 300)
    assert turned.upright(TESSERACT, [stands], 1) == [stands]


def test_what_is_no_higher_than_wide_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor what is as low as a letter or two."""
    monkeypatch.setattr(turned, "read_strips", lambda *_: [])
    low = [piece(300, 300), piece(20, 90)]
    assert turned.upright(TESSERACT, low, 1) == low
