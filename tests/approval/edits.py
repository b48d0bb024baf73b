"""What people may edit of a report, its sign-off and its row, and what is asked then."""

import json
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from ita_sync.__main__ import run
from ita_sync.approval.chain import digest_of_part, digest_of_record
from ita_sync.approval.records import SignOff
from ita_sync.approval.undo import UndoSignOff
from ita_sync.row import digest_of
from ita_sync.sandbox import Sandbox
from tests.promise.edits import put

OLD = Path(__file__).parents[1] / "journal" / "old" / "v1-office"
REPORT, SIGNOFF = "chaturat-2566.yaml", "chaturat-2566.signoff.json"
UNDO = "chaturat-2566.undo.json"
DECIDED = ("--post", "นายกเทศมนตรี", "--date")
Edit = Callable[[Path], None]


def ask(*command: str) -> tuple[int, str]:
    """Run a command; return how it ended, and what was said to people."""
    with redirect_stderr(StringIO()) as err, redirect_stdout(StringIO()) as out:
        code = run(command)
    return code, out.getvalue() + err.getvalue()


def replace(path: Path, old: str, new: str) -> None:
    """Edit a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _chain(edit: Callable[[dict[str, Any]], None], name: str = SIGNOFF) -> Edit:
    """Return an edit of the file's content."""

    def edited(desk: Path) -> None:
        path = desk / name
        whole = json.loads(path.read_text("utf-8"))
        edit(whole)
        path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")

    return edited


def _part(number: int, part: str, value: object) -> Edit:
    """Return an edit of one part of one record."""

    def edit(whole: dict[str, Any]) -> None:
        assert whole["records"][number][part] != value
        whole["records"][number][part] = value

    return _chain(edit)


def _post(record: dict[str, Any]) -> None:
    record["decision"]["post"] = "ปลัดเทศบาล"


def _anew(record: dict[str, Any], *, whole: bool) -> None:
    """Make the digests of the parts of a record anew, and its own."""
    parts = UndoSignOff.parts() if "effect" in record else SignOff.parts()
    record["digests"] = {part: digest_of_part(record[part]) for part in parts}
    if whole:
        record["digest"] = digest_of_record(record["digests"], record["previous"])


def _with_digests(number: int, *, whole: bool, name: str = SIGNOFF) -> Edit:
    def edit(content: dict[str, Any]) -> None:
        _post(content["records"][number])
        _anew(content["records"][number], whole=whole)

    return _chain(edit, name)


def _all_anew(content: dict[str, Any]) -> None:
    """Do what is not found: edit, and make each digest of the whole chain anew."""
    previous = None
    for record in content["records"]:
        record["statement"] = {"th": "ไม่รับทราบ", "en": "Not acknowledged."}
        record["previous"] = previous
        _anew(record, whole=True)
        previous = record["digest"]
    digests = [record["digest"] for record in content["records"]]
    content["seal"] = digest_of({"records": digests})


def _take(at: int, name: str = SIGNOFF) -> Edit:
    return _chain(lambda whole: whole["records"].pop(at), name)


def _undoes(at: int, **what: object) -> Edit:
    """Return an edit of what a decision to take a change back is bound to."""
    return _chain(lambda whole: whole["records"][at]["effect"]["bound"].update(what), UNDO)


def _of_old(edit: Callable[[dict[str, Any]], None] | None) -> Edit:
    """Return an edit that puts a chain there which begins with a record of 0.1.0."""

    def edited(desk: Path) -> None:
        shutil.copy(OLD / "signed.signoff.json", desk / SIGNOFF)
        ask("sign", REPORT, *DECIDED, "28 ตุลาคม 2566")
        if edit:
            _chain(edit)(desk)

    return edited


def _in_sheet(desk: Path) -> None:
    box = Sandbox(desk.parent / "state" / "sandbox.sqlite")
    rows = box.rows("sandbox", "ITA 2566")
    (at,) = [number for number, row in enumerate(rows) if "5360601" in map(str, row)]
    assert box.owner_edit("sandbox", [put(at, 8, 99.0)])


def _text(old: str, new: str, name: str = REPORT) -> Edit:
    return lambda desk: replace(desk / name, old, new)


def _of_another(desk: Path, *, whole: bool) -> None:
    """Put the sign-off of another report there, or its record behind the others."""
    other = desk / "other.yaml"
    other.write_text((desk / REPORT).read_text("utf-8").replace("5360601", "5360602"), "utf-8")
    ask("sign", other.name, *DECIDED, "27 ตุลาคม 2566")
    made = other.with_name("other.signoff.json")
    if whole:
        shutil.copy(made, desk / SIGNOFF)
        return
    new = json.loads(made.read_text("utf-8"))["records"]
    _chain(lambda content: content["records"].extend(new))(desk)


def _withdrawn(desk: Path) -> None:
    """Withdraw the decision, and put the file from before that back."""
    before = (desk / SIGNOFF).read_bytes()
    ask("sign", REPORT, "--withdraw", "--reason", "ตัวเลขผิด", *DECIDED, "29 ตุลาคม 2566")
    (desk / SIGNOFF).write_bytes(before)


def _saved_anew(desk: Path) -> None:
    """Do what an editor does: a mark at the beginning, other line ends."""
    text = (desk / REPORT).read_text("utf-8")
    (desk / REPORT).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())


PUSH, VERIFY, SHOW = ("push", REPORT), ("verify",), ("sign", REPORT, "--show")
TAKE_BACK, SHOW_UNDO = ("undo", "5360601"), ("sign", "--undo", "5360601", "--show")
_VALUES: dict[str, object] = {
    "schema_version": 1,
    "kind": "withdrawn",
    "statement": {"th": "ไม่รับทราบ", "en": "not acknowledged"},
    "reason": "…",
    "beside": {},
    "cells": {},
    "content": {},
    "amends": None,
    "recorded_at": "2026-01-01T00:00:00+00:00",
    "zone": "+00:00",
}
EDITS: list[tuple[str, Edit, tuple[str, ...]]] = [
    ("nothing", lambda _desk: None, PUSH),
    ("the report: a score", _text("score: 84.85", "score: 84.86"), PUSH),
    ("the report: a division", _text("กองคลัง", "กองช่าง"), PUSH),
    ("the report: the link", _text("analysis-report.pdf", "other.pdf"), PUSH),
    ("the report: a comment", _text("# หน่วยงาน", "# ความเห็น"), SHOW),
    ("the report: a byte order mark and other line ends", _saved_anew, PUSH),
    ("the report: letters that look alike", _text("กองคลัง", "กองคล\u0e31\u0e31ง"), PUSH),
    ("the sign-off: that of another report", lambda desk: _of_another(desk, whole=True), PUSH),
    ("the sign-off: a record of another report", lambda desk: _of_another(desk, whole=False), PUSH),
    ("the sign-off: the file from before it was withdrawn", _withdrawn, PUSH),
    ("the sign-off: taken away", lambda desk: (desk / SIGNOFF).unlink(), PUSH),
    ("the sign-off: cut off", lambda desk: _cut(desk / SIGNOFF), PUSH),
    ("the sign-off: a name twice", _text('"kind":', '"kind": "signed", "kind":', SIGNOFF), PUSH),
    ("the sign-off: a sign that nobody sees", _text('"+07:00"', '"+07:00\u200b"', SIGNOFF), PUSH),
    ("the sign-off: other spaces and line ends", lambda desk: _spaced(desk / SIGNOFF), PUSH),
    *((f"the last record: `{part}`", _part(-1, part, new), PUSH) for part, new in _VALUES.items()),
    ("the last record: the post", _chain(lambda whole: _post(whole["records"][-1])), PUSH),
    (
        "the last record: what it is bound to",
        _chain(lambda whole: whole["records"][-1]["bound"].update(target="other · ITA 2566")),
        PUSH,
    ),
    ("the last record: post, and digests of its parts", _with_digests(-1, whole=False), PUSH),
    ("the last record: post, and all its digests", _with_digests(-1, whole=True), PUSH),
    ("the last record: taken off", _take(-1), PUSH),
    ("the first record: the post", _chain(lambda whole: _post(whole["records"][0])), PUSH),
    ("the first record: post, and all its digests", _with_digests(0, whole=True), PUSH),
    ("the first record: taken out", _take(0), PUSH),
    ("both records: exchanged", _chain(lambda whole: whole["records"].reverse()), PUSH),
    ("the chain: its seal", _chain(lambda whole: whole.update(seal="0" * 64)), PUSH),
    (
        "a record of 0.1.0 that others follow: the post",
        _of_old(lambda whole: _post(whole["records"][0])),
        PUSH,
    ),
    ("the row in the sheet: a score", _in_sheet, VERIFY),
    ("decisions to take back: nothing", lambda _desk: None, SHOW_UNDO),
    ("decisions to take back: taken away", lambda desk: (desk / UNDO).unlink(), TAKE_BACK),
    ("decisions to take back: cut off", lambda desk: _cut(desk / UNDO), TAKE_BACK),
    (
        "decisions to take back: the last one's post",
        _chain(lambda whole: _post(whole["records"][-1]), UNDO),
        TAKE_BACK,
    ),
    ("decisions to take back: which change", _undoes(-1, change=1, mark=1), TAKE_BACK),
    (
        "decisions to take back: the last one's post, and all its digests",
        _with_digests(-1, whole=True, name=UNDO),
        TAKE_BACK,
    ),
    ("decisions to take back: the last one taken off", _take(-1, UNDO), TAKE_BACK),
    ("decisions to take back: the first one taken out", _take(0, UNDO), SHOW),
    (
        "decisions to take back: the first one's post, and all its digests",
        _with_digests(0, whole=True, name=UNDO),
        SHOW_UNDO,
    ),
    ("all statements, and every digest of the chain made anew", _chain(_all_anew), SHOW),
]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:500])


def _spaced(path: Path) -> None:
    whole = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(whole, indent=4).replace("\n", "\r\n"), "utf-8", newline="")
