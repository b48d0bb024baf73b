"""Single values of a report file changed in place, and all that must not happen on the way."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ita_sync.checks import Change, edit
from ita_sync.errors import ConfigError, ReportError
from ita_sync.report import ReportFile, load_report
from tests.told import told

TOTAL = Change(("total",), "39.41", "78.41")
UNCHANGED = "Nothing was written; the report file is as it was."
LOCKED = (
    "Check that the file is not locked by another program and that you may write to its folder."
)
UNCHANGED_TH = "ไม่ได้บันทึกสิ่งใด ไฟล์รายงานยังคงเดิม"


@pytest.fixture
def misread(example_path: Path, tmp_path: Path) -> ReportFile:
    """Return the example with a misread total."""
    path = tmp_path / "misread.yaml"
    text = example_path.read_text("utf-8").replace("total: 78.41", "total: 39.41")
    path.write_text(f"{text}# ✓: not every encoding has it\n", "utf-8")
    return load_report(path)


def test_several_values_change_in_one_text(misread: ReportFile) -> None:
    """Two of them on one line, each in its own place."""
    changes = (
        TOTAL,
        Change(("weak", 1, "items", 0, "item"), "o13", "o14"),
        Change(("indicators", 0, "score"), "98.01", "98.10"),
        Change(("indicators", 0, "result"), "ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์"),
    )
    expected = misread.text.replace("total: 39.41", "total: 78.41").replace(
        "{item: o13,", "{item: o14,"
    )
    expected = expected.replace("score: 98.01, result: ผ่าน", "score: 98.10, result: ไม่ผ่าน")
    assert edit.edit_text(misread, changes) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("o13", "o14"),
        ("O๑๓", "O๑๔"),
        ("'o13'", "'o14'"),
        ('"\\u006f13"', None),  # an escape: what is written is not what is read
        ("o1\u200b3", "o14"),
        (">-\n          o13\n       ", None),
    ],
)
def test_the_way_of_writing_stays(
    example_path: Path, tmp_path: Path, written: str, expected: str | None
) -> None:
    """Case, digits and quotes; what is not plainly there is not touched."""
    text = example_path.read_text("utf-8")
    path = tmp_path / "written.yaml"
    path.write_text(
        text.replace("{item: o13, score: 0.00}", f"item: {written}\n        score: 0.00"), "utf-8"
    )
    file = load_report(path)
    found = edit.edit_text(file, [Change(("weak", 1, "items", 0, "item"), "o13", "o14")])
    assert found == (
        None
        if expected is None
        else file.text.replace(f"item: {written}\n        s", f"item: {expected}\n        s")
    )


@pytest.mark.parametrize(
    "change",
    [
        Change(("total",), "39.42", "78.41"),
        Change(("tools", "IIT"), "92.55", "92.56"),
        Change(("weak", 1, "items", 6), None, "o15"),
        Change(("weak", 1, "items", 0), "o13", None),
        Change(("level",), None, "ผ่าน"),
        Change(("level",), "ต้องปรับปรุง", None),
    ],
)
def test_what_is_not_there_is_not_changed(misread: ReportFile, change: Change) -> None:
    """Another figure, an absent field, entries and values that come or go."""
    assert edit.edit_text(misread, [change]) is None


def test_a_value_on_the_first_line(misread: ReportFile) -> None:
    """Nothing has to come before it."""
    rest = misread.text.replace("total: 39.41", "")
    misread.path.write_text(f"total: 39.41\n{rest}", "utf-8")
    assert edit.edit_text(load_report(misread.path), [TOTAL]) == f"total: 78.41\n{rest}"


def test_a_file_that_changed_meanwhile_stays(misread: ReportFile) -> None:
    """Somebody else's edit is not overwritten."""
    text = edit.edit_text(misread, [TOTAL])
    assert text is not None
    misread.path.write_text(misread.text + "# new\n", "utf-8")
    with pytest.raises(ReportError) as caught:
        edit.write(misread, text, (TOTAL,))
    assert caught.value.code == "fix-changed"
    assert told(caught.value) == {
        "en": ["The file has changed since it was read.", UNCHANGED, "Check the file again."],
        "th": ["ไฟล์ถูกแก้ไขหลังจากที่อ่าน", UNCHANGED_TH, "ตรวจไฟล์อีกครั้ง"],
    }
    assert misread.path.read_text("utf-8").endswith("# new\n")
    assert list(misread.path.parent.iterdir()) == [misread.path]


def test_a_text_that_reads_differently_is_not_written(misread: ReportFile) -> None:
    """The new file must hold the old report with these changes and no other."""
    text = misread.text.replace("39.41", "78.41").replace("93.22", "93.23")
    with pytest.raises(ReportError) as caught:
        edit.write(misread, text, (TOTAL,))
    assert caught.value.code == "fix-differs"
    assert told(caught.value) == {
        "en": [
            "The change cannot be made without changing something else.",
            UNCHANGED,
            "Change the value by hand.",
        ],
        "th": ["แก้ค่านี้โดยไม่กระทบส่วนอื่นไม่ได้", UNCHANGED_TH, "แก้ค่านี้ในไฟล์เอง"],
    }
    assert misread.path.read_text("utf-8") == misread.text
    assert list(misread.path.parent.iterdir()) == [misread.path]


def test_a_file_that_went_is_said_to_be_gone(misread: ReportFile) -> None:
    """An expected failure, not a traceback."""
    gone = replace(misread, path=misread.path.with_name("gone.yaml"))
    with pytest.raises(ConfigError) as caught:
        edit.write(gone, misread.text, ())
    assert caught.value.code == "fix-unwritable"
    assert told(caught.value) == {
        "en": [
            f"The file cannot be written: {gone.path} (there is no such file or folder)",
            UNCHANGED,
            LOCKED,
        ],
        "th": [
            f"บันทึกไฟล์ไม่ได้: {gone.path} (ไม่มีไฟล์หรือโฟลเดอร์นี้)",
            UNCHANGED_TH,
            "ตรวจว่าไม่มีโปรแกรมอื่นเปิดไฟล์ค้างอยู่ และมีสิทธิ์บันทึกลงโฟลเดอร์นั้น",
        ],
    }


def test_a_long_thai_name_leaves_room(misread: ReportFile) -> None:
    """A name of eighty letters is 240 bytes long: any longer name beside it would be too long."""
    path = misread.path.with_name("ก" * 80 + ".yaml")
    misread.path.rename(path)
    text = edit.edit_text(misread, [TOTAL])
    assert text is not None
    edit.write(replace(misread, path=path), text, (TOTAL,))
    assert path.read_text("utf-8") == text
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(
    os.name == "nt", reason="Windows has neither such links nor such permissions by default"
)
def test_a_link_stays_a_link_and_permissions_stay(
    misread: ReportFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file behind it is the one that changes; nobody else can read it before it is there."""
    seen: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: seen.append(os.fstat(file).st_mode & 0o777))
    misread.path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(misread.path)
    text = edit.edit_text(misread, [TOTAL])
    assert text is not None
    edit.write(replace(misread, path=link), text, (TOTAL,))
    assert link.is_symlink()
    assert misread.path.read_text("utf-8") == text
    assert misread.path.stat().st_mode & 0o777 == 0o640
    assert seen == [0o600]
