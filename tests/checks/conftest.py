"""The example report with single fields changed, and what the checks say to it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ita_sync import checks, report
from ita_sync.framework import Framework
from ita_sync.models import Finding, Report

CLEAN_URL = "https://www.chaturat.go.th/ita/2566/analysis-report.pdf"


def _set(data: Any, path: str, value: object) -> None:
    """Set `indicators.6.score`; an ellipsis removes, a function gets the old value."""
    *above, last = (int(part) if part.isdigit() else part for part in path.split("."))
    for part in above:
        data = data[part]
    if value is ...:
        del data[last]
    else:
        data[last] = value(data[last]) if callable(value) else value


@pytest.fixture
def edited(example_path: Path) -> Callable[[Mapping[str, object]], Report]:
    """Return a function that gives the example under a clean link, with fields changed."""

    def build(edits: Mapping[str, object]) -> Report:
        data = report.load(example_path).report.model_dump(mode="json")
        for path, value in {"url": CLEAN_URL, **edits}.items():
            _set(data, path, value)
        return Report.model_validate(data)

    return build


@pytest.fixture
def findings(
    edited: Callable[[Mapping[str, object]], Report], framework_2566: Framework
) -> Callable[[Mapping[str, object]], list[Finding]]:
    """Return a function that gives the findings of an edited example; unedited it has none."""
    return lambda edits: checks.run(edited(edits), framework_2566)


@pytest.fixture
def codes(
    findings: Callable[[Mapping[str, object]], list[Finding]],
) -> Callable[[Mapping[str, object]], list[str]]:
    """Return a function that gives the sorted codes of an edited example."""
    return lambda edits: sorted(finding.code for finding in findings(edits))
