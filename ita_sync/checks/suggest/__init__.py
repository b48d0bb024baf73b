"""Where figures do not fit together: the readings under which they would, for an officer to choose.

A reading is possible, never certain: only the document tells. Nothing is changed here.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ita_sync.checks.findings import Change, Finding, Suggestion
from ita_sync.checks.subject import Subject
from ita_sync.checks.suggest.asked import ASKED
from ita_sync.report import Report

if TYPE_CHECKING:
    from ita_sync.checks.suggest.search import Answer, Key, Way

MOST = 60
"""The most readings kept for one finding."""
MOST_ENTRIES = 200
"""The most entries in the lists of a report; if it has more, no readings are searched for."""
MOST_OPEN = 20
"""The most findings to answer; more of them are no slips."""


def attach(subject: Subject, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of `checks.run`, each with the readings that answer it."""
    findings = list(findings)
    report, framework = subject.report, subject.framework
    if not any(finding.code in ASKED for finding in findings):
        return findings
    if len(report.indicators) > 2 * len(framework.indicators) or _entries(report) > MOST_ENTRIES:
        return findings
    from ita_sync.checks.suggest.search import Key, Search, best_ways  # most reports need none

    search = Search(subject)
    start = search.start()
    asked = start.still_open()
    ways = best_ways(search, start) if 0 < len(asked) <= MOST_OPEN else []
    offers = {
        key: _suggestions(answers, sure=not search.spent)
        for key, answers in _by_finding(_answers(ways), asked).items()
    }
    return [
        replace(finding, suggestions=offers.get(Key(finding.code, finding.loc), ()))
        for finding in findings
    ]


def _entries(report: Report) -> int:
    return (
        sum(len(entry.items) + 1 for entry in report.weak)
        + len(report.strengths)
        + len(report.measures)
    )


def _answers(ways: "Iterable[Way]") -> "list[Answer]":
    return [answer for way in ways for _, alike in way for answer in alike]


def _by_finding(answers: "Iterable[Answer]", asked: "Iterable[Key]") -> "dict[Key, list[Answer]]":
    """Return for each finding what answers it, the likeliest first, each set of changes once.

    A finding that nothing answers gets what reads its own field differently.
    """
    found: dict[Key, dict[tuple[Change, ...], Answer]] = {}
    for answer in answers:
        for key in answer.gone:
            found.setdefault(key, {}).setdefault(answer.changes, answer)
    for key in asked:
        if key not in found:
            found[key] = {answer.changes: answer for answer in answers if answer.touches(key)}
    return {key: sorted(own.values(), key=lambda answer: answer.rank) for key, own in found.items()}


def _suggestions(answers: "list[Answer]", *, sure: bool) -> tuple[Suggestion, ...]:
    only = sure and len(answers) == 1
    return tuple(Suggestion(answer.changes, answer.step.why, only) for answer in answers[:MOST])
