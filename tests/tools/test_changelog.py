"""The version is the same wherever it is stated."""

import re
import tomllib

from ita_sync import __version__
from tests.conftest import ROOT


def test_package_program_and_changelog_state_one_version() -> None:
    """The newest section that has a version is the one that is installed."""
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    told = re.findall(r"^## (\d\S*)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert packed == told[0] == __version__
