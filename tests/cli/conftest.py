"""A folder with a copy of the example report, and the program at hand."""

import json
import re
import shlex
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ita_sync.__main__ import run
from ita_sync.sandbox import Sandbox
from ita_sync.sandbox.server import build_server
from tests.document.texts import GOOD, MEMO, table
from tests.promise.world import another

REPORT = "chaturat-2566.yaml"
TEXT = MEMO + table(GOOD) + "คะแนนรวม 97.83 คะแนน ระดับผลการประเมิน (ผ่านดีเยี่ยม)\n"
SIGN = ("sign", REPORT, "--post", "นายกเทศมนตรี", "--date", "27 ตุลาคม 2566")


KEY = "5360601 / 2566"


ROOT = Path(__file__).parents[2]
LIST = "dla_code,type,name_th,district_th\n5360601,ทต.,จัตุรัส,จัตุรัส\n5360602,ทต.,หนองบัวโคก,จัตุรัส\n"


def own_config(desk: Path) -> Path:
    """Give the desk a configuration of its own; return its folder."""
    folder = desk / "config"
    folder.mkdir()
    shutil.copy(ROOT / "config" / "ita-sync.toml", folder)
    (desk / "list.csv").write_text(LIST, "utf-8")
    return folder


def impatient(desk: Path) -> None:
    """Give the desk a configuration that gives up at once."""
    text = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
    for line, soon in (("deadline = 300", "deadline = 0.5"), ("look = 30", "look = 0.5")):
        assert f"\n{line} " in text
        text = text.replace(line, soon)
    (desk / "config").mkdir(exist_ok=True)
    (desk / "config" / "ita-sync.toml").write_text(text, "utf-8")


def sandbox(desk: Path) -> Sandbox:
    """Return the practice sheet of a desk."""
    return Sandbox(desk.parent / "state" / "sandbox.sqlite")


def rows(desk: Path, code: str = "5360601") -> int:
    """Count the rows of an agency in the practice sheet."""
    return sum(code in map(str, row) for row in sandbox(desk).rows("sandbox", "ITA 2566"))


def province(cli: Callable[..., Any], desk: Path, count: int) -> None:
    """Fill the folder `reports` with signed reports of so many agencies, the first 5300000."""
    folder = desk / "reports"
    folder.mkdir()
    source = (desk / REPORT).read_text("utf-8")
    for number in range(count):
        report = f"reports/r{number}.yaml" if count < 100 else f"reports/r{number:03}.yaml"
        (desk / report).write_text(another(source, str(5300000 + number)), "utf-8")
        assert cli("sign", report, *SIGN[2:]).code == 0


@contextmanager
def serving(desk: Path) -> Iterator[tuple[Sandbox, str]]:
    """Serve another sandbox over HTTP; yield it and its address."""
    box = Sandbox(desk.parent / "served.sqlite")
    with build_server(box) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield box, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


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


def follow(cli: Cli, advice: str, command: str, *more: str) -> Ran:
    """Run a command as an advice spells it; it is the one that begins so."""
    found = {f"ita-sync {each}" for each in re.findall(rf"ita-sync ({command}[^`\n;]*)", advice)}
    (line,) = found
    return cli(*shlex.split(line)[1:], *more)


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
