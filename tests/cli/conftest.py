"""A folder with a copy of the example report, and the program at hand."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ita_sync.__main__ import run
from tests.document.texts import GOOD, MEMO, table

REPORT = "chaturat-2566.yaml"
TEXT = MEMO + table(GOOD) + "คะแนนรวม 97.83 คะแนน ระดับผลการประเมิน (ผ่านดีเยี่ยม)\n"
SIGN = ("sign", REPORT, "--post", "นายกเทศมนตรี", "--date", "27 ตุลาคม 2566")


ROOT = Path(__file__).parents[2]
LIST = "dla_code,type,name_th,district_th\n5360601,ทต.,จัตุรัส,จัตุรัส\n5360602,ทต.,หนองบัวโคก,จัตุรัส\n"


def own_config(desk: Path) -> Path:
    """Give the desk a configuration of its own; return its folder."""
    folder = desk / "config"
    folder.mkdir()
    shutil.copy(ROOT / "config" / "ita-sync.toml", folder)
    (desk / "list.csv").write_text(LIST, "utf-8")
    return folder


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    def document(self) -> dict[str, Any]:
        """Return its JSON; stdout holds nothing else."""
        parsed: dict[str, Any] = json.loads(self.out)
        return parsed


Cli = Callable[..., Ran]


@pytest.fixture
def desk(tmp_path: Path, example_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which an officer works."""
    folder = tmp_path / "desk"
    folder.mkdir()
    shutil.copy(example_path, folder / REPORT)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def text(desk: Path) -> Path:
    """Return a recognised text of a report."""
    path = desk / "scan.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def cli(desk: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Return a function that runs one command."""

    def call(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(arguments)
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return call
