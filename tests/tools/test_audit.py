"""`make audit`: what could not be looked up is not called free of faults."""

from typing import Any

import pytest

from tools.audit import COULD_NOT_LOOK, licences, verdict

SAFE = {"name": "click", "version": "8.1", "vulns": []}
OWN = {"name": "ita-sync", "skip_reason": "Dependency not found"}
FAULT = {"id": "CVE-2025-64512", "fix_versions": ["20251107"]}


@pytest.mark.parametrize(
    ("packages", "lines", "code"),
    [
        ([SAFE, OWN], ["No known faults in 1 packages."], 0),
        (
            [SAFE, {"name": "pdfminer-six", "version": "20250506", "vulns": [FAULT]}],
            ["pdfminer-six 20250506: CVE-2025-64512, mended in 20251107"],
            1,
        ),
        (
            [SAFE, {"name": "x", "version": "1", "vulns": [FAULT | {"fix_versions": []}]}],
            ["x 1: CVE-2025-64512, mended in no version yet"],
            1,
        ),
        (
            [SAFE, *({"name": name, "skip_reason": "no network"} for name in "abcdef")],
            ["Could not look up 6 of 7 packages: a, b, c, d, e, …"],
            COULD_NOT_LOOK,
        ),
    ],
)
def test_the_verdict_says_what_was_looked_at(
    packages: list[dict[str, Any]], lines: list[str], code: int
) -> None:
    """Faults fail, and so does not having looked, also where pip-audit itself ends well."""
    assert verdict({"dependencies": packages}, "ita-sync") == (lines, code)


def test_each_package_has_its_licence() -> None:
    """The identifier before other words; a package without one is seen."""
    mit = [{"license": {"id": "MIT"}}, {"license": {"name": "the MIT licence"}}]
    bill = {
        "components": [
            {"name": "b", "version": "2", "licenses": [{"expression": "MIT OR Apache-2.0"}]},
            {"name": "A", "version": "1", "licenses": mit},
            {"name": "c", "version": "3"},
        ]
    }
    found = [("A", "1", "MIT"), ("b", "2", "MIT OR Apache-2.0"), ("c", "3", "?")]
    assert licences(bill) == found
