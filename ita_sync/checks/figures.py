"""Are the figures possible, and do they add up?"""

from collections.abc import Iterator
from decimal import Decimal

from ita_sync.checks import bounds, weak
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, YEAR, Rule, scores_by_number
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.report import Loc, Report, Tool
from ita_sync.rules import EVERY_YEAR, Framework
from ita_sync.rules.scoring import CENT, FULL, mean, oit_grid, round2, sums_up, tool_scores, total

RANGE = Rule(
    "SCORE-RANGE",
    ERROR,
    T("A score lies outside 0 to 100"),
    T("Every score of the assessment lies from 0 to 100."),
    EVERY_YEAR.said,
)
DECIMALS = Rule(
    "SCORE-DECIMALS",
    ERROR,
    T("A score has more than two decimals"),
    T("Official scores have two decimals, rounded half up."),
    EVERY_YEAR.said,
)
TOOL = Rule(
    "TOOL-SCORE",
    ERROR,
    T("A tool's score is not the mean of its indicators"),
    T("A tool's score is the mean of its indicators."),
    YEAR,
)
TOTAL = Rule(
    "TOTAL-SUM",
    ERROR,
    T("The total does not follow from the indicators"),
    T("The total is the weighted sum of the tool scores."),
    YEAR,
)
EIT = Rule(
    "EIT-POOLED",
    WARNING,
    T("The EIT parts do not average to the EIT indicators"),
    T("Reports print the EIT indicators as the mean of both parts."),
    YEAR,
)
PARTS = Rule(
    "EIT-PARTS",
    WARNING,
    T("The fiscal year does not divide EIT into two parts"),
    T("A report gives the parts of a tool only where the year weighs them separately."),
    YEAR,
)
GRID = Rule(
    "OIT-GRID",
    ERROR,
    T("An OIT indicator has a score that cannot arise"),
    T("OIT items score 0 or 100, so that only certain means of sub-indicators can arise."),
    YEAR,
)
OUTSIDE = Rule(
    "MEAN-OUTSIDE",
    WARNING,
    T("A score lies outside the scores that it is made of"),
    T("Whatever the weights, a mean lies between the lowest and the highest of its scores."),
    EVERY_YEAR.said,
)
RULES = (RANGE, DECIMALS, TOOL, TOTAL, EIT, PARTS, GRID, OUTSIDE)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield impossible figures, and sums that do not hold as far as the year says how they go."""
    report, framework = subject.report, subject.framework
    for loc, score in scores(report):
        yield from _figure(loc, score)
    yield from _grid(report, framework)
    found = scores_by_number(report, framework)
    if found is None or not all(_is_possible(score) for score in found.values()):
        return  # a sum over an impossible score would only mislead
    yield from _divided(report, framework)
    computed, spans = tool_scores(framework, found), bounds.tools(report, framework)
    if computed:
        yield from _tools(report, framework, computed, spans)
        if Tool.EIT in computed:
            yield from _parts(report, framework, computed[Tool.EIT], spans[Tool.EIT])
    else:
        yield from _tools_outside(report)
    if sums_up(framework):
        yield from _total(report, framework, spans)
    else:
        yield from _outside(("total",), report.total, list(found.values()))


def _tools_outside(report: Report) -> Iterator[Finding]:
    """Yield the printed scores of tools that no mean of their indicators can have."""
    for tool in Tool:
        printed = getattr(report.tools, tool, None)
        own = [entry.score for entry in report.indicators if entry.tool is tool]
        if printed is not None and own:
            yield from _outside(("tools", tool.value), printed, own)


def _outside(loc: Loc, printed: Decimal, made_of: list[Decimal]) -> Iterator[Finding]:
    low, high = min(made_of), max(made_of)
    if _is_possible(printed) and not low - CENT <= printed <= high + CENT:
        yield OUTSIDE.at(
            loc,
            T("The score is {score}.", score=printed),
            expected=T("{low} to {high}, as the indicators", low=low, high=high),
        )


def scores(report: Report) -> Iterator[tuple[Loc, Decimal]]:
    """Yield every score of the report, with its field."""
    yield ("total",), report.total
    for i, entry in enumerate(report.indicators):
        yield ("indicators", i, "score"), entry.score
    for name, part in (("tools", report.tools), ("eit_parts", report.eit_parts)):
        for key in type(part).model_fields if part else ():
            if (value := getattr(part, key)) is not None:
                yield (name, key), value
    for i, section in enumerate(report.weak):
        for j, item in enumerate(section.items):
            yield ("weak", i, "items", j, "score"), item.score
    for i, strength in enumerate(report.strengths):
        if strength.score is not None:
            yield ("strengths", i, "score"), strength.score


def _is_possible(score: Decimal) -> bool:
    return 0 <= score <= FULL


def _figure(loc: Loc, score: Decimal) -> Iterator[Finding]:
    if not _is_possible(score):
        yield RANGE.at(loc, T("The score is {score}.", score=score), expected=T("0 to 100"))
    elif score != round2(score):
        yield DECIMALS.at(
            loc,
            T("The score is {score}.", score=score),
            expected=T("{score}, or the figure of the official result", score=round2(score)),
        )


def _grid(report: Report, framework: Framework) -> Iterator[Finding]:
    explained = weak.explained(report, framework)
    for i, entry in enumerate(report.indicators):
        rule = framework.indicator(entry.number)
        if rule is None or not framework.is_summed(rule):
            continue
        if entry.number in explained or bounds.of(entry.score).empty:
            continue
        grid = oit_grid(framework, entry.number)
        if round2(entry.score) not in grid:
            near = sorted(sorted(grid, key=lambda g: abs(g - entry.score))[:2])
            yield GRID.at(
                ("indicators", i, "score"),
                T(
                    "Indicator {number} cannot have the score {score}.",
                    number=entry.number,
                    score=entry.score,
                ),
                expected=T("one of the possible scores, the nearest are {near}", near=near),
                source=framework.summed_source(rule),
            )


def _tools(
    report: Report,
    framework: Framework,
    computed: dict[Tool, Decimal],
    spans: dict[Tool, bounds.Span],
) -> Iterator[Finding]:
    for tool, score in computed.items():
        printed = getattr(report.tools, tool, None)
        if printed is None or not _is_possible(printed):
            continue
        if not spans[tool].meets(bounds.of(printed)):
            yield TOOL.at(
                ("tools", tool.value),
                T("The {tool} score is {printed}.", tool=tool, printed=printed),
                expected=T("{value}", value=round2(score)),
                source=framework.tool_source(tool),
            )


def _divided(report: Report, framework: Framework) -> Iterator[Finding]:
    if report.eit_parts and framework.eit_is_one:
        yield PARTS.at(
            ("eit_parts",),
            T("Fiscal year {year} weighs EIT as one.", year=framework.fiscal_year),
            expected=T("no eit_parts"),
            source=framework.source(framework.scoring.eit_source),
        )


def _parts(
    report: Report, framework: Framework, pooled: Decimal, span: bounds.Span
) -> Iterator[Finding]:
    parts = report.eit_parts
    if parts is None or framework.scoring.eit != "parts":
        return
    if not (_is_possible(parts.part1) and _is_possible(parts.part2)):
        return
    if not span.meets(bounds.mean((bounds.of(parts.part1), bounds.of(parts.part2)))):
        yield EIT.at(
            ("eit_parts",),
            T(
                "The EIT parts average to {average}.",
                average=round2(mean((parts.part1, parts.part2))),
            ),
            expected=T("{score}, the mean of the EIT indicators", score=round2(pooled)),
            source=framework.tool_source(Tool.EIT, framework.scoring.eit_source),
        )


def _total(
    report: Report, framework: Framework, by_indicators: dict[Tool, bounds.Span]
) -> Iterator[Finding]:
    printed = bounds.of(report.total)
    spans = bounds.narrowed(report, by_indicators)
    # Either reading clears the total; that the parts fit the indicators is a check of its own.
    readings = [bounds.total(framework, spans, parts) for parts in (None, report.eit_parts)]
    if not any(span.meets(printed) for span in readings):
        yield TOTAL.at(
            ("total",),
            T("The total is {printed}.", printed=report.total),
            expected=T("{value}", value=_recomputed(report, framework)),
            source=framework.total_source,
        )


def _recomputed(report: Report, framework: Framework) -> Decimal:
    """Return the total that follows from the indicators, of which the report has each once."""
    tools = tool_scores(framework, {entry.number: entry.score for entry in report.indicators})
    return round2(total(framework, tools, report.eit_parts))
