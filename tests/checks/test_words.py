"""What the checks say, word for word; `python -m tests.checks.words --write` renews it."""

import pytest

from tests.checks import words
from tests.checks.cases import Case, cases
from tools.checks_page import RULES

CASES = cases()
STORED = words.read()
BY_CODE = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize("case", CASES, ids=[f"case-{number}" for number in range(len(CASES))])
def test_what_is_said(case: Case) -> None:
    """Each finding is as it is stored, with place and source, in English and in Thai."""
    found = case.find()
    assert words.told(found) == STORED.get(case.name, [])
    assert [finding.why for finding in found] == [BY_CODE[finding.code].why for finding in found]


def test_what_is_declared() -> None:
    """Title, severity, reason and source of every check are as they are stored."""
    assert words.declared() == STORED[""]


def test_every_check_speaks() -> None:
    """Every code is in some case; the file has no case that is gone."""
    said = {
        line.split()[0]
        for name, lines in STORED.items()
        if name
        for line in lines
        if not line.startswith(" ")
    }
    assert said == BY_CODE.keys()
    assert STORED.keys() - {case.name for case in CASES} == {""}
