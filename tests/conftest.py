"""Fixtures that many tests share."""

from pathlib import Path

import pytest

from ita_sync import framework
from ita_sync.framework import Framework

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def example_path() -> Path:
    """Return the example report's file."""
    return ROOT / "examples" / "chaturat-2566.yaml"


@pytest.fixture(scope="session")
def framework_2566() -> Framework:
    """Return the rules of fiscal year 2566."""
    return framework.load(2566, [ROOT / "config" / "frameworks"])
