"""The example with texts replaced, and the readings that are offered for it."""

from functools import partial
from pathlib import Path

import pytest

from ita_sync.rules import Framework
from tests.checks.suggest.offered import Offers, offered


@pytest.fixture
def offers(example_path: Path, tmp_path: Path, framework_2566: Framework) -> Offers:
    """Return a function that gives the readings offered for the example with texts replaced."""
    return partial(offered, example=example_path, folder=tmp_path, framework=framework_2566)
