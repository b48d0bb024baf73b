"""What is known of tesseract on this machine."""

import os
from pathlib import Path

import pytest

from ita_sync.document import ocr

THAI, ARABIC = "๐๑๒๓๔๕๖๗๘๙", "0123456789"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="a program here is a script of the shell")


def lines(digits: str) -> str:
    """Return the lines of a model for some digits."""
    return "".join(f"{digit} 8 0,255\n" for digit in digits)


def install(folder: Path, languages: str, model: bytes | None) -> None:
    """Put a tesseract there that knows these languages, with a model of Thai."""
    if model is not None:
        (folder / "tha.traineddata").write_bytes(model)
    script = folder / "tesseract"
    script.write_text(
        f"#!/bin/sh\necho 'List of available languages in \"{folder}/\" (2):'\n"
        f"printf '{languages}\\n'\n",
        "utf-8",
    )
    script.chmod(0o755)


@pytest.mark.parametrize(
    ("model", "digits"),
    [
        (f"\x00\x01112\nก 1\n{lines(ARABIC + THAI)}", ("๐-๙", "0-9")),
        (f"\x00\x01112\nก 1\n{lines(ARABIC)}", ("0-9",)),
        (f"\x00\x01112\nก 1\n{lines(THAI)}", ("๐-๙",)),
        (f"\x00\x01112\nก 1\n{lines(ARABIC + '๐๑๒๓๕')}", ("๐ ๑ ๒ ๓ ๕", "0-9")),
        ("packed", ()),
        (None, ()),
    ],
)
def test_the_digits_that_its_thai_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: str | None, digits: tuple[str, ...]
) -> None:
    """By the letters in the model; where they cannot be read nothing is said of them."""
    install(tmp_path, r"eng\ntha", model.encode() if model else None)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    found = ocr.installed()
    assert isinstance(found, ocr.Installed)
    assert (found.program, found.digits) == (str(tmp_path / "tesseract"), digits)


def test_a_picture_with_thai_digits_that_are_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said which; one with Arabic digits needs none of them."""
    install(tmp_path, r"eng\ntha", f"\x00\nก 1\n{lines(ARABIC + '๐๑๒๓๕')}".encode())
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    assert ocr.unknown_digits(["๑๒.๓๕ ๑๐"]) == "๔๖๗๘๙"
    assert ocr.unknown_digits(["12.35 ๑๐"]) == ""
    assert ocr.unknown_digits(["ข้อ ๐2 ๐17 ๐25 (๐2) ๐7"]) == ""  # the o of an item
