"""The source archive holds all that its tests import and read: `make wheel-test`.

Needs the package registry (the build fetches hatchling), so it runs apart from the other tests.
"""

import sys
import tarfile
from pathlib import Path

import pytest

from tests.packaging.conftest import ROOT, run

pytestmark = pytest.mark.registry

READERS = ("tests/tools", "tests/cli/test_readme.py", "tests/rules", "tests/test_settings.py")
"""Tests that read files beside the code: pages, configuration, example, recipes."""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive and return the folder that it unpacks to."""
    out = tmp_path_factory.mktemp("sdist")
    built = run([sys.executable, "-m", "build", "--sdist", "--outdir", str(out), str(ROOT)], out)
    assert built.returncode == 0, built.stdout + built.stderr
    (archive,) = out.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        if hasattr(tarfile, "data_filter"):  # Python 3.11.0 to 3.11.3 have none
            packed.extraction_filter = tarfile.data_filter
        packed.extractall(out)  # noqa: S202 - our own archive
    return out / archive.name.removesuffix(".tar.gz")


def test_every_test_can_be_collected(unpacked: Path) -> None:
    """What the tests import is there, and is not taken from this checkout."""
    where = pytest_in(unpacked, "--collect-only", "--quiet")
    assert " error" not in where.splitlines()[-1]
    probe = "import ita_sync, tools.census; print(ita_sync.__file__, tools.census.__file__)"
    found = run([sys.executable, "-c", probe], unpacked, PYTHONPATH=str(unpacked))
    assert found.stdout.count(str(unpacked)) == 2, found.stdout + found.stderr


def test_what_tests_read_is_there(unpacked: Path) -> None:
    """Those that read pages, configuration and recipes pass."""
    assert " passed" in pytest_in(unpacked, *READERS).splitlines()[-1]


def pytest_in(folder: Path, *arguments: str) -> str:
    """Run pytest in a folder, with the code in it; return what it prints."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    done = run(command, folder, PYTHONPATH=str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
