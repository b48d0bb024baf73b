"""The wheel, installed in an empty environment, does its main job elsewhere: `make wheel-test`.

Needs the package registry (pip fetches the dependencies), so it runs apart from the other tests.
"""

import os
import shutil
import sys
import venv
from pathlib import Path

import pytest

from tests.packaging.conftest import ROOT, run

pytestmark = pytest.mark.registry

REPORT = "chaturat-2566.yaml"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of what git tracks."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("ita_sync", "config", "examples", "pyproject.toml", "README.md", "LICENSE"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    built = run([sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(source)], out)
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_pushes_the_example_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """Configuration, rules and messages are found inside the package."""
    venv.create(tmp_path / "env", with_pip=True)
    folder = "Scripts" if os.name == "nt" else "bin"
    python = tmp_path / "env" / folder / "python"
    installed = run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], tmp_path)
    assert installed.returncode == 0, installed.stderr
    desk = tmp_path / "desk"
    desk.mkdir()
    shutil.copy(ROOT / "examples" / REPORT, desk)
    program = str(tmp_path / "env" / folder / "ita-sync")
    sign = ["sign", REPORT, "--post", "นายกเทศมนตรี", "--date", "27 ตุลาคม 2566"]
    surroundings = {"ITA_SYNC_STATE": str(tmp_path / "state"), "ITA_SYNC_LANG": "th"}
    for arguments, said in (
        (["check", REPORT], "ข้อผิดพลาด 0 รายการ"),
        (sign, "signoff.json"),
        (["push", REPORT], "เขียนแล้ว"),
        (["push", REPORT], "มีอยู่แล้ว"),
    ):
        done = run([program, *arguments], desk, **surroundings)
        assert done.returncode == 0, done.stdout + done.stderr
        assert said in done.stdout
    quiet = run([program, "verify"], desk, **surroundings)
    assert (quiet.returncode, quiet.stdout) == (0, ""), quiet.stdout + quiet.stderr
