"""A TOML file that cannot be read: the line, and what is most likely wrong there."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from ita_sync import toml_file
from ita_sync.toml_file import TomlError

BACKSLASH = "in double quotes \\ has a meaning of its own"
UNQUOTED = "a value is missing or is a text without quotes"
UNCLOSED = "a bracket or quote is opened and not closed"
TWICE = "this name or section is given twice"
FORM = "this is neither a section in brackets nor of the form"
PRINTED = "are quotes for print; type straight ones"
UTF16 = 'it is saved as UTF-16 ("Unicode"); when saving, choose the encoding UTF-8'
CP874 = (
    'it is saved in the old Thai encoding (TIS-620, cp874, "ANSI"); when saving, choose the '
    "encoding UTF-8"
)
UNSEEN = "an invisible control character is not allowed here"


def reason(path: Path, content: str | bytes) -> str:
    """Return why a file of this content cannot be read."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(TomlError) as caught:
        toml_file.read(path)
    return str(caught.value)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_values(tmp_path: Path, mark: str, end: str) -> None:
    """Decimals are exact; a byte-order mark and the line ends of Windows change nothing."""
    path = tmp_path / "x.toml"
    path.write_bytes(f'{mark}[a]{end}b = "ก"{end}c = 0.10{end}'.encode())
    assert toml_file.read(path) == {"a": {"b": "ก", "c": Decimal("0.10")}}


@pytest.mark.parametrize(
    ("line", "column", "cause"),
    [
        (r'credentials = "C:\Users\x.json"', 20, BACKSLASH),
        (r'credentials = "C:\keys\x.json"', 20, BACKSLASH),
        (r"credentials = C:\keys\x.json", 15, BACKSLASH),
        ('credentials = "C:\\keys\n', 20, BACKSLASH),
        ("tab = ITA 2566", 7, UNQUOTED),
        ("tab = รายงาน", 7, UNQUOTED),
        ("tab =", 6, UNQUOTED),
        ("tab = 2566 ITA", 12, "something follows a value"),
        ('tab = "ITA\nb = 1', 11, "a quote is opened and not closed on its line"),
        ("tab = 'ITA\nb = 'x'", 11, "a quote is opened and not closed on its line"),
        ('tab = """ITA', 13, UNCLOSED),
        ("tab = [1,", 10, UNCLOSED),
        ("[target", 8, UNCLOSED),
        ("tab = {a = 1", 13, UNCLOSED),
        ("[x]\n[x]", None, TWICE),
        ("tab = 1\ntab = 2\n", None, TWICE),
        ("tab = {a = 1, a = 2}", 20, TWICE),
        ("tab 1", 5, FORM),
        ("ชื่อ = 1", 1, FORM),
        ("tab = 2566-02-31", 7, "there is no such date or time"),
        ('tab = "\x01"', 8, UNSEEN),
        ("# \x01", 3, UNSEEN),
    ],
)
def test_the_place_and_the_likely_cause(
    tmp_path: Path, line: str, column: int | None, cause: str
) -> None:
    """Each mistake that people make in such files is told from the others."""
    found = reason(tmp_path / "x.toml", f"# comment\n[section]\n{line}")
    assert found.startswith(f"line 3, column {column}: " if column else "line 4, column ")
    assert cause in found


@pytest.mark.parametrize(
    ("line", "cause", "typed"),
    [
        (r'key = "C:\Users\x.json"  # key', BACKSLASH, r"key = 'C:\Users\x.json'"),
        (r"key = D:\ita\ระบบ\key.json", BACKSLASH, r"key = 'D:\ita\ระบบ\key.json'"),
        ("tab = “ITA 2566”", PRINTED, 'tab = "ITA 2566"'),
        ("tab = ‘ITA 2566’", PRINTED, "tab = 'ITA 2566'"),
        ('tab = “ITA 2566"', PRINTED, 'tab = "ITA 2566"'),
        ("x = [“a”, “b”]", PRINTED, 'x = ["a", "b"]'),
        ("tab = ITA 2566", UNQUOTED, 'tab = "ITA 2566"'),
        ("tab = 2566 ITA", "something follows a value", 'tab = "2566 ITA"'),
        ('tab = "ITA', "a quote is opened and not closed", 'tab = "ITA"'),
        ("tab =", UNQUOTED, None),
        ("tab = [1,", UNCLOSED, None),
        ("tab 1", FORM, None),
    ],
)
def test_what_to_type(tmp_path: Path, line: str, cause: str, typed: str | None) -> None:
    """The whole line as it has to be, where that is clear; typed so, it can be read."""
    path = tmp_path / "x.toml"
    found = reason(path, f"[a]\n{line}\n")
    assert cause in found
    assert found.partition(". Type: ")[2] == (typed or "")
    if typed:
        path.write_text(f"[a]\n{typed}\n", "utf-8")
        assert toml_file.read(path)


def test_a_cause_that_nobody_foresaw_is_said_in_words_of_ours() -> None:
    """Another Python may have other messages; the place is still known."""
    found = toml_file._explain("Strange thing (at line 2, column 3)", "a = 1\nb = 2\n")
    assert str(found) == "line 2, column 3: this is not TOML; check quotes, brackets and = signs"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a = 1\n".encode("utf-16"), UTF16),
        ("a = 1\n".encode("utf-16-le"), UTF16),
        ("a = 1\n".encode("utf-16-be"), UTF16),
        ("a = 1\nb = 'ชีต'".encode("cp874"), f"line 2, column 6: {CP874}"),
        ("# กข\n# ".encode() + "ก".encode("cp874"), f"line 2, column 3: {CP874}"),
        (b"a = '\x80'", "line 1, column 6: it is not text in UTF-8"),
        (b"#" * (toml_file.MAX_BYTES + 1), "it is larger than 256 KiB"),
        (b"a = " + b"[" * 5_000, "brackets are nested too deeply"),
        (b"a = " + b"9" * 5_000, "it holds a number that is too long"),
        (b"a = 1e" + b"9" * 40, "it holds a number that is too long"),
    ],
)
def test_other_files(tmp_path: Path, content: bytes, expected: str) -> None:
    """Not UTF-8, too large, too deep, too long."""
    assert reason(tmp_path / "x.toml", content) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("none.toml", "there is no such file or folder"),
        ("nul\0.toml", "the name is not allowed"),
        ("x" * 300, "the name is too long"),
        pytest.param(
            ".",
            "it is a folder",
            marks=pytest.mark.skipif(os.name == "nt", reason="denied, as Windows says"),
        ),
    ],
)
def test_what_cannot_be_opened(tmp_path: Path, name: str, expected: str) -> None:
    """The system's reason, in words that are translated."""
    with pytest.raises(TomlError) as caught:
        toml_file.read(tmp_path / name)
    assert str(caught.value) == expected


@pytest.mark.parametrize("tail", ["\f", "\n\f", "\n\x0b", "\n\x1c", "\n\n\x85"])
def test_a_file_that_ends_in_an_odd_sign_is_explained(tmp_path: Path, tail: str) -> None:
    """Whatever the sign, it is named by its line; the line that is named exists."""
    path = tmp_path / "x.toml"
    path.write_text("a = 1\n" + tail, "utf-8")
    with pytest.raises(TomlError) as caught:
        toml_file.read(path)
    assert str(caught.value).startswith("line ")
