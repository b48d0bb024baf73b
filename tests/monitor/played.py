"""The damages played: `ita-sync verify` itself, on a sheet in which two rows of ours stand."""

import io
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from ita_sync.__main__ import run
from ita_sync.sandbox import Sandbox
from ita_sync.settings import load
from tests.monitor.damages import BOOK, CODES, LAST, OTHER_TAB, TAB, Damage
from tests.promise.edits import lay
from tests.promise.world import ROOT, another

CONFIG = str(ROOT / "config" / "ita-sync.toml")
SIGN = ("--post", "นายกเทศมนตรี", "--date", "27 ตุลาคม 2566")


@dataclass(frozen=True)
class Said:
    """What verify answered.

    Attributes:
        exit: its exit code.
        codes: of the errors, each once.
        line: the first line of what it says of cells and rows, or of the whole.
    """

    exit: int
    codes: tuple[str, ...]
    line: str = ""


def others(code: int, year: int = 2566) -> list[str | float]:
    """Return the row of another agency."""
    named: list[str | float] = [str(code), f"เทศบาลตำบลอื่น{code}", "เมือง", "ชัยภูมิ", year]
    return [*named, 90.5, 80.5, 70.5, 81.25 + code % 7, "ผ่าน", "o1", f"ชย {code}/1", "1 ตุลาคม 2566"]


def build(folder: Path) -> None:
    """Make the state in which each damage begins: two reports pushed between other agencies."""
    state = folder / "state"
    state.mkdir(parents=True)
    source = (ROOT / "examples" / "chaturat-2566.yaml").read_text("utf-8")
    headers = [column.header for column in load(Path(CONFIG), env={}).columns]
    rows: list[list[Any]] = [["แบบสรุป"], headers, others(5360701), others(5360702)]
    before: list[list[Any]] = [["ปีก่อน"], headers, others(5360701, 2565)]
    tabs: list[dict[str, Any]] = [
        {"title": TAB, "rows": rows},
        {"title": OTHER_TAB, "rows": before, "sheetId": 7},
    ]
    box = Sandbox(state / "sandbox.sqlite")
    box.ensure(BOOK, "ITA", tabs)
    for code in CODES:
        report = source if code == CODES[0] else another(source, code)
        (folder / f"{code}.yaml").write_text(report, "utf-8")
        _done(folder, "sign", f"{code}.yaml", *SIGN)
    _done(folder, "push", *(f"{code}.yaml" for code in CODES))
    note = ["หมายเหตุ: กรอกภายในกำหนด"]
    assert box.owner_edit(BOOK, lay(LAST - 1, others(5360703), others(5360704), [], note))


def played(damage: Damage, built: Path, folder: Path) -> Said:
    """Do a damage to a copy of what was built, and let verify look."""
    shutil.copytree(built, folder)
    box = Sandbox(folder / "state" / "sandbox.sqlite")
    if callable(damage.does):
        damage.does(box)
    else:
        assert box.owner_edit(BOOK, list(damage.does)), damage.en
    code, out = _ran(folder, "verify", "--json")
    errors = list(_errors(json.loads(out)))
    lines = [each["en"] for error in errors for each in (*error["details"], error["what"])]
    return Said(code, tuple(dict.fromkeys(e["code"] for e in errors)), next(iter(lines), ""))


def _errors(found: Any) -> Iterator[dict[str, Any]]:
    """Yield each error in a document."""
    if isinstance(found, dict):
        if {"code", "what", "details"} <= found.keys():
            yield found
            return
        found = list(found.values())
    if isinstance(found, list):
        for each in found:
            yield from _errors(each)


def all_played(damages: Sequence[Damage], folder: Path) -> list[tuple[Damage, Said]]:
    """Play each damage on its own copy of one state."""
    build(folder / "built")
    return [(d, played(d, folder / "built", folder / str(at))) for at, d in enumerate(damages)]


def _done(folder: Path, *arguments: str) -> None:
    code, out = _ran(folder, *arguments)
    assert code == 0, out


def _ran(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a command as if typed in a folder; return its exit code and what it printed."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    given = {name: each for name, each in os.environ.items() if not name.startswith("ITA_SYNC")}
    given["ITA_SYNC_STATE"] = str(folder / "state")
    there = patch.dict(os.environ, given, clear=True)
    with there, chdir(folder), redirect_stdout(out), redirect_stderr(err):
        code = run([*arguments, "--config", CONFIG])
    shown = [each.buffer.getvalue().decode() for each in (out, err)]
    return code, shown[0] or shown[1]
