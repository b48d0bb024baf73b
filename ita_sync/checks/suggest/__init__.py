"""Where figures do not fit together: the readings under which they would, for the officer to choose from.

A reading is possible, never certain: only the document tells. Nothing is changed here.
"""

from collections.abc import Iterable
from dataclasses import replace

from ita_sync.checks.findings import Change, Finding, Suggestion
from ita_sync.checks.suggest.search import Answer, Key, Search, Way, best_ways
from ita_sync.report import Report
from ita_sync.rules import Framework

MOST = 60
"""Readings kept for one finding."""
MOST_ENTRIES = 200
"""Entries in the lists of a report; beyond, no readings are searched for."""
MOST_OPEN = 20
"""Findings to answer; so many slips are none."""


def attach(report: Report, framework: Framework, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, each with the readings that answer it.

    `findings` are those of `checks.run`.
    """
    if len(report.indicators) > 2 * len(framework.indicators) or _entries(report) > MOST_ENTRIES:
        return list(findings)
    search = Search(framework)
    start = search.look(report)
    ways = best_ways(search, start) if 0 < len(start.still_open()) <= MOST_OPEN else []
    found = _by_finding(ways, start.still_open())
    offers = {key: _suggestions(answers, sure=not search.spent) for key, answers in found.items()}
    return [
        replace(finding, suggestions=offers.get((finding.code, finding.loc), ()))
        for finding in findings
    ]


def _entries(report: Report) -> int:
    return (
        sum(len(entry.items) + 1 for entry in report.weak)
        + len(report.strengths)
        + len(report.measures)
    )


def _by_finding(ways: list[Way], open_: list[Key]) -> dict[Key, list[Answer]]:
    """Return for each finding what answers it in one of the ways, or reads its own field otherwise.

    Each once.
    """
    found: dict[Key, dict[tuple[Change, ...], Answer]] = {}
    answers = [answer for way in ways for _, alike in way for answer in alike]
    for answer in answers:
        for key in answer.gone:
            found.setdefault(key, {}).setdefault(answer.changes, answer)
    for key in open_:
        if key not in found:
            own = {
                answer.changes: answer
                for answer in answers
                if any(c.loc == key[1] for c in answer.changes)
            }
            found[key] = own
    return {key: sorted(own.values(), key=lambda answer: answer.rank) for key, own in found.items()}


def _suggestions(answers: list[Answer], *, sure: bool) -> tuple[Suggestion, ...]:
    only = sure and len(answers) == 1
    return tuple(Suggestion(answer.changes, answer.step.why, only) for answer in answers[:MOST])
