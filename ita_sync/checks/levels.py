"""Is the level the one that the figures give?"""

import difflib
import re
from collections.abc import Iterator
from typing import Literal

from ita_sync import thai
from ita_sync.checks import bounds
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, YEAR, Rule, scores_by_number
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T, Text
from ita_sync.report import Report, Tool
from ita_sync.rules import Framework, Source, weakest
from ita_sync.rules.scoring import (
    Possible,
    level_named,
    possible_levels,
    scores_tools,
    tool_scores,
    total,
)

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
    """Yield what is wrong with the level, as far as the year's levels are known."""
    report, framework = subject.report, subject.framework
    level = level_named(framework, report.level)
    if level is None:
        yield from _unknown(report, framework)
        return
    readings = _readings(report, framework)
    fitting = [reading for reading in readings if level.name in reading.names]
    if not fitting:
        yield from _wrong(report, framework, readings)
    elif not any(reading.decided for reading in fitting) and not is_open(report, framework):
        yield UNDECIDED.at(
            ("level",),
            T(
                'The level is "{level}"; the scores given allow: {levels}.',
                level=report.level,
                levels=_names(framework, fitting),
            ),
            expected=_what_would_tell(report, framework),
            source=framework.source(level.source),
        )


def _what_would_tell(report: Report, framework: Framework) -> Text:
    if report.eit_parts is None and framework.scoring.eit == "parts":
        return T("eit_parts with part1 and part2, from the official result")
    if report.eit_parts is None and framework.scoring.eit is None:
        return T("the level of the official result; eit_parts, if it gives them")
    return T("the level of the official result")


def is_open(report: Report, framework: Framework) -> bool:
    """Return whether the rules that are not known leave it open which level the figures give."""
    if not framework.levels:
        return True
    level = level_named(framework, report.level)
    readings = [
        reading
        for reading in _readings(report, framework)
        if (level.name in reading.names if level else reading.unnamed)
    ]
    if not readings or any(reading.decided for reading in readings):
        return False  # LEVEL-WRONG judges it
    return not _is_known(framework) or _is_about_eit(report, framework)


def _is_known(framework: Framework) -> bool:
    """Return whether all is known that the level depends on, but for what it makes of EIT."""
    return (
        framework.levels_complete
        and all(level.known for level in framework.levels)
        and scores_tools(framework)
    )


def _is_about_eit(report: Report, framework: Framework) -> bool:
    """Return whether the level would be decided if it were known how it looks at EIT."""
    if framework.eit_in_levels is not None or report.eit_parts is None:
        return False
    looks: tuple[Literal["one", "parts"], ...] = ("one", "parts")
    return any(
        reading.decided
        for look in looks
        for reading in _readings(report, framework.looking_at_eit(look))
    )


def _wrong(report: Report, framework: Framework, readings: list[Possible]) -> Iterator[Finding]:
    """Yield that the level is none of those that the figures give."""
    names = _names(framework, readings)
    if not names and framework.levels_complete:
        return  # a total below 0 has no level; SCORE-RANGE says so
    named = level_named(framework, report.level)
    if named is None and any(reading.unnamed for reading in readings):
        return
    expected = T("{value}", value=names) if names else T("the level of the official result")
    yield WRONG.at(
        ("level",),
        T(
            'The level is "{level}" at a total of {total}.',
            level=report.level,
            total=report.total,
        ),
        expected=expected,
        source=_tried(framework, [*names, *([named.name] if named else [])]),
    )


def _tried(framework: Framework, reached: list[str]) -> Source:
    """Return the source of all levels that were tried, and of the marks that they ask for."""
    names = [level.name for level in framework.levels]
    end = max((names.index(name) for name in reached if name in names), default=len(names))
    levels = framework.levels[: end + 1]
    keys = [level.source for level in levels]
    if any(level.min is None and level.passes for level in levels):
        keys.append(framework.agency_pass_mark_source)
    asked = {tool for tool in Tool for level in levels if level.bar(tool) is not None}
    tools = (framework.tool_source(tool) for tool in sorted(asked))
    return weakest((framework.source(*keys), *tools))


def _unknown(report: Report, framework: Framework) -> Iterator[Finding]:
    names = [level.name for level in framework.levels]
    old = framework.other_levels
    bare = re.sub(r"^ระดับ|[()]", "", thai.fold(report.level))
    readings = _readings(report, framework)
    if old and bare in {thai.fold(name) for name in old.names}:
        yield OLD.at(
            ("level",),
            T('The level is "{level}", a band of {years}.', level=report.level, years=old.years),
            expected=T("{value}", value=_names(framework, readings) or names)
            if names
            else T("the level of the official result"),
            source=framework.source(old.source),
        )
    elif framework.levels_complete:
        fitting = _names(framework, readings) or names
        close = difflib.get_close_matches(report.level, fitting, n=1)
        yield UNKNOWN.at(
            ("level",),
            T('The level "{level}" is unknown.', level=report.level),
            expected=T("{value}", value=close or fitting),
            source=framework.source(*(level.source for level in framework.levels)),
        )
    else:
        yield from _wrong(report, framework, readings)


def _names(framework: Framework, readings: list[Possible]) -> list[str]:
    """Return the levels that any of the readings gives, best first."""
    return [
        level.name
        for level in framework.levels
        if any(level.name in reading.names for reading in readings)
    ]


def _readings(report: Report, framework: Framework) -> list[Possible]:
    """Return the possible levels under each reading of the report.

    The printed total decides. Where it contradicts the indicators (TOTAL-SUM reports that), one of
    the two is wrong and it is not known which, so each gives a reading.
    """
    printed = {
        tool: score for tool in Tool if (score := getattr(report.tools, tool, None)) is not None
    }
    found = scores_by_number(report, framework)
    computed = tool_scores(framework, found) if found else {}
    totals = [report.total]
    if computed and framework.parts:
        spans = bounds.narrowed(report, bounds.tools(report, framework))
        possible = [bounds.total(framework, spans, parts) for parts in (None, report.eit_parts)]
        if not any(span.meets(bounds.of(report.total)) for span in possible):
            totals.append(total(framework, computed, report.eit_parts))
    tools = computed or printed
    return [possible_levels(framework, one, tools, report.eit_parts) for one in totals]
