"""The page of permissions says what is so."""

import os
from pathlib import Path

import pytest

from tests.cli import permissions
from tools import figures


@pytest.mark.skipif(os.name == "nt", reason="permissions as POSIX has them")
def test_the_page_of_permissions_is_true(tmp_path: Path) -> None:
    """Every file is made again, and looked at."""
    page = (figures.FOLDER / "permissions.md").read_text("utf-8")
    assert page.endswith("\n" + "\n".join(permissions.body(tmp_path)) + "\n")
