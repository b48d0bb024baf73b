"""Does each indicator's result follow from its score?"""

from collections.abc import Iterator

from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, YEAR, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.report import Loc, Result

WRONG = Rule(
    "RESULT-WRONG",
    ERROR,
    T("An indicator's result contradicts its score"),
    T("An indicator passes at the pass mark and above, and fails below it."),
    YEAR,
)
EDGE = Rule(
    "RESULT-EDGE",
    WARNING,
    T("An indicator exactly at the pass mark is called failed"),
    T(
        'The form says "more than" in one place and "from" in another; the mark itself is '
        "taken as passed."
    ),
)
MISSING = Rule(
    "RESULT-MISSING",
    WARNING,
    T("An indicator has no result"),
    T("The report says of each indicator whether it passed."),
    YEAR,
)
RULES = (WRONG, EDGE, MISSING)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield results that contradict their scores, or are not there though the scores give them."""
    framework = subject.framework
    for index, entry in enumerate(subject.report.indicators):
        mark = framework.mark_of(entry.number)
        if mark is None:
            continue
        due = Result.PASSED if entry.score >= mark else Result.FAILED
        expected = T("{result} (pass mark {mark})", result=due.value, mark=mark)
        loc: Loc = ("indicators", index, "result")
        if entry.result is None:
            what = T("Indicator {number} has no result.", number=entry.number)
            yield MISSING.at(loc[:-1], what, expected=expected, source=framework.mark_source)
        elif entry.result is not due:
            what = T(
                'Indicator {number} has {score} and is called "{result}".',
                number=entry.number,
                score=entry.score,
                result=entry.result.value,
            )
            rule = EDGE if entry.score == mark else WRONG
            yield rule.at(loc, what, expected=expected, source=framework.mark_source)
