"""What is known of tesseract on this machine."""

import os
from pathlib import Path

import pytest

from ita_sync.document import ocr

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a program here is a script of the shell")


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
        ("\x00\x01112\nNULL 0\nก 1\n1 8 0,255\n๑ 8 0,255\n", ("๐-๙", "0-9")),
        ("\x00\x01112\nNULL 0\nก 1\n1 8 0,255\n", ("0-9",)),
        ("\x00\x01112\nNULL 0\nก 1\n๑ 8 0,255\n", ("๐-๙",)),
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
