"""The example report with single fields changed, and what the checks say to it."""

from collections.abc import Callable, Mapping

import pytest

from ita_sync import checks
from ita_sync.checks import Finding, Subject
from ita_sync.report import Report
from ita_sync.rules import Framework
from tests.checks import edits as changes

Edits = Mapping[str, object]


@pytest.fixture
def edited() -> Callable[[Edits], Report]:
    """Return a function that gives the example under a clean link, with fields changed."""
    return changes.edited


@pytest.fixture
def findings(framework_2566: Framework) -> Callable[[Edits], list[Finding]]:
    """Return a function that gives the findings of an edited example; unedited it has none."""
    return lambda edits: checks.run(Subject(changes.edited(edits), framework_2566))


@pytest.fixture
def codes(findings: Callable[[Edits], list[Finding]]) -> Callable[[Edits], list[str]]:
    """Return a function that gives the sorted codes of an edited example."""
    return lambda edits: sorted(finding.code for finding in findings(edits))
