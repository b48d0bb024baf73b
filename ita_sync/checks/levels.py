"""Is the level the one that the figures give?"""

import difflib
import re
from collections.abc import Iterator
from decimal import Decimal

from ita_sync import thai
from ita_sync.checks import bounds
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, YEAR, Rule, scores_by_number
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.report import Report, Tool
from ita_sync.rules import Framework
from ita_sync.rules.scoring import possible_levels, tool_scores, total

OLD = Rule(
    "LEVEL-OLD",
    ERROR,
    T("The level is one of another year's bands"),
    T("Each fiscal year has its own level names; those of other years do not apply."),
    YEAR,
)
UNKNOWN = Rule(
    "LEVEL-UNKNOWN",
    ERROR,
    T("The level's name is not one of the year's"),
    T("The sheet takes only the level names of the fiscal year."),
    YEAR,
)
WRONG = Rule(
    "LEVEL-WRONG",
    ERROR,
    T("The level does not follow from the scores"),
    T("The level follows from the total and, where the year asks for it, from every part's score."),
    YEAR,
)
UNDECIDED = Rule(
    "LEVEL-UNDECIDED",
    WARNING,
    T("The scores given leave the level open"),
    T(
        "The higher levels ask for a score of every part; parts that the report does not give "
        "separately leave them open."
    ),
    YEAR,
)
RULES = (OLD, UNKNOWN, WRONG, UNDECIDED)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the level."""
    report, framework = subject.report, subject.framework
    names = {thai.fold(level.name): level for level in framework.levels}
    level = names.get(thai.fold(report.level))
    if level is None:
        yield _unknown(report, framework)
        return
    readings = _readings(report, framework)
    if not any(readings):
        return  # a total below 0 has no level; SCORE-RANGE says so
    fitting = [reading for reading in readings if level.name in reading]
    source = framework.source(level.source)
    if not fitting:
        yield WRONG.at(
            ("level",),
            T(
                'The level is "{level}" at a total of {total}.',
                level=report.level,
                total=report.total,
            ),
            expected=T("{value}", value=_names(framework, readings)),
            source=source,
        )
    elif len(min(fitting, key=len)) > 1:
        yield UNDECIDED.at(
            ("level",),
            T(
                'The level is "{level}"; the scores given allow: {levels}.',
                level=report.level,
                levels=_names(framework, fitting),
            ),
            expected=T("eit_parts with part1 and part2, from the official result"),
            source=source,
        )


def _unknown(report: Report, framework: Framework) -> Finding:
    names = [level.name for level in framework.levels]
    old = framework.other_levels
    bare = re.sub(r"^ระดับ|[()]", "", thai.fold(report.level))
    if old and bare in {thai.fold(name) for name in old.names}:
        return OLD.at(
            ("level",),
            T('The level is "{level}", a band of {years}.', level=report.level, years=old.years),
            expected=T("{value}", value=_names(framework, _readings(report, framework)) or names),
            source=framework.source(old.source),
        )
    close = difflib.get_close_matches(report.level, names, n=1)
    return UNKNOWN.at(
        ("level",),
        T('The level "{level}" is unknown.', level=report.level),
        expected=T("{value}", value=close or names),
        source=framework.source(framework.levels[0].source),
    )


def _names(framework: Framework, readings: list[tuple[str, ...]]) -> list[str]:
    """Return the levels that any of the readings gives, best first."""
    return [
        level.name
        for level in framework.levels
        if any(level.name in reading for reading in readings)
    ]


def _readings(report: Report, framework: Framework) -> list[tuple[str, ...]]:
    """Return the possible levels under each reading of the report.

    The printed total decides. Where it contradicts the indicators (TOTAL-SUM reports that), one of
    the two is wrong and it is not known which, so each gives a reading.
    """
    found = scores_by_number(report, framework)
    if found is None:
        printed = {
            tool: score for tool in Tool if (score := getattr(report.tools, tool, None)) is not None
        }
        return [_levels(report, framework, report.total, printed)]
    computed = tool_scores(framework, found)
    totals = [report.total]
    spans = bounds.narrowed(report, bounds.tools(report, framework))
    possible = [bounds.total(framework, spans, parts) for parts in (None, report.eit_parts)]
    if not any(span.meets(bounds.of(report.total)) for span in possible):
        totals.append(total(framework, computed, report.eit_parts))
    return [_levels(report, framework, total_score, computed) for total_score in totals]


def _levels(
    report: Report, framework: Framework, total_score: Decimal, computed: dict[Tool, Decimal]
) -> tuple[str, ...]:
    iit, eit, oit = (computed.get(tool) for tool in (Tool.IIT, Tool.EIT, Tool.OIT))
    return possible_levels(
        framework, total_score, iit=iit, eit_pooled=eit, oit=oit, eit_parts=report.eit_parts
    )
