"""What could not be checked because a year is known only in part, and what the report is for.

A check whose rule is not known is silent, and silence says that all is well: so one note lists what
nobody looked at.
"""

from collections.abc import Iterator

from ita_sync import thai
from ita_sync.checks import levels
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, NOTE, WARNING, YEAR, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T, Text
from ita_sync.report import Report, Tool, tools_line
from ita_sync.rules import Framework, tool_of
from ita_sync.rules.scoring import scores_tools

UNCHECKED = Rule(
    "YEAR-UNCHECKED",
    NOTE,
    T("Not everything could be checked: the year's rules are known in part"),
    T("What is not known of a year is not lent from another year."),
    None,
)
TOOL_NEEDED = Rule(
    "YEAR-TOOL-NEEDED",
    WARNING,
    T("A column needs a tool's score that neither the year's rules nor the report give"),
    T(
        "What the rules of the year do not give can only be taken from the official result; `sign` "
        "and `push` wait for it."
    ),
    None,
)
SCHEME = Rule(
    "YEAR-SCHEME",
    ERROR,
    T("The report names items of another assessment of the year"),
    T(
        "Colleges and hospitals have assessments of their own in the same year; items and figures "
        "of one mean nothing in another."
    ),
    None,
)
EVIDENCE = Rule(
    "YEAR-EVIDENCE",
    NOTE,
    T("The report is evidence for a later year"),
    T("Agencies hand in the analysis of one year as evidence of the next assessment."),
    YEAR,
)
RULES = (UNCHECKED, SCHEME, TOOL_NEEDED, EVIDENCE)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one note for all that was not checked, and one for each use of the report."""
    report, framework = subject.report, subject.framework
    topics = unchecked(report, framework)
    if topics:
        yield UNCHECKED.at(
            ("fiscal_year",),
            T("Not checked for {year}: {topics}.", year=framework.fiscal_year, topics=topics),
            expected=T("these compared with the official result"),
        )
    yield from _scheme(report, framework)
    needed = [] if scores_tools(framework) else _needed(subject)
    if needed:
        yield TOOL_NEEDED.at(
            ("tools",) if report.tools else ("indicators",),
            T("The sheet has columns for the scores of {tools}.", tools=needed),
            expected=T("{line} with the figures of the official result", line=tools_line(needed)),
        )
    for one in framework.evidence:
        yield EVIDENCE.at(
            ("fiscal_year",),
            T("It is the evidence for {item} of fiscal year {year}.", item=one.item, year=one.year),
            expected=T("the report's link handed in there as well"),
            source=framework.source(one.source),
        )


def _scheme(report: Report, framework: Framework) -> Iterator[Finding]:
    """Yield the assessment of the agency's kind that has items which this one does not have.

    From any other agency such items are a slip: most often those of another year.
    """
    strange = [item for item in _named(report) if framework.has_item(item) is False]
    kind = thai.fold(report.agency.type + report.agency.name)
    own = [one for one in framework.other_schemes if kind.startswith(thai.fold(one.name))]
    for scheme in own:
        theirs = [item for item in strange if item in scheme.items]
        if theirs:
            yield SCHEME.at(
                ("weak",) if report.weak else ("measures",),
                T(
                    "{items}: items of the assessment of {scheme}.",
                    items=theirs,
                    scheme=scheme.name,
                ),
                expected=T("a report of the assessment that the sheet is for"),
                source=framework.source(scheme.source),
            )


def _named(report: Report) -> list[str]:
    """Return the items that a report names, each once."""
    weak = [item.item for entry in report.weak for item in entry.items]
    return [*dict.fromkeys([*weak, *(measure.item for measure in report.measures)])]


def _needed(subject: Subject) -> list[Tool]:
    """Return the tools whose scores a column shows and the report does not print."""
    shown, tools = subject.shown or frozenset(), subject.report.tools
    return [
        tool for tool in Tool if f"tools.{tool}" in shown and getattr(tools, tool, None) is None
    ]


def unchecked(report: Report, framework: Framework) -> list[Text]:
    """Return what was not checked in a report, each with the rule that is not known."""
    return [
        *_sums(report, framework),
        *_level(report, framework),
        *_marks(framework),
        *_open_data(framework),
        *_items(report, framework),
        *_indicators(framework),
    ]


def _sums(report: Report, framework: Framework) -> Iterator[Text]:
    if not scores_tools(framework):
        if report.tools:
            yield T("scores of the tools (how they are made is not known)")
        yield T("total (how the tools' scores are made is not known)")
    elif not framework.parts:
        yield T("total (weights not known)")
    elif report.eit_parts is None and _is_unequal(framework):
        yield T("total within what the EIT parts allow (they weigh differently, and are not given)")


def _is_unequal(framework: Framework) -> bool:
    return len({part.weight for part in framework.parts if part.tool is Tool.EIT}) > 1


def _level(report: Report, framework: Framework) -> Iterator[Text]:
    if not framework.levels:
        yield T("level (levels not known)")
    elif levels.is_open(report, framework):
        if not framework.levels_complete or not all(level.known for level in framework.levels):
            yield T("level (levels known in part, the scores leave it open)")
        elif not scores_tools(framework):
            yield T("level (how the tools' scores are made is not known)")
        else:
            yield T("level (whether it looks at EIT as one or at its parts is not known)")


def _marks(framework: Framework) -> Iterator[Text]:
    if any(framework.mark(rule.tool) is None for rule in framework.indicators):
        yield T("results and weak indicators (pass mark of an indicator not known)")


def _open_data(framework: Framework) -> Iterator[Text]:
    rules = [rule for rule in framework.indicators if rule.tool in (Tool.OIT, None)]
    if not framework.scoring.open_data:
        yield T("possible open-data scores (how items score is not known)")
    elif not all(rule.all_items for rule in rules):
        yield T("possible open-data scores (sub-indicators not known)")


def _items(report: Report, framework: Framework) -> Iterator[Text]:
    """Yield what is not known of the items that the report names."""
    named = _named(report)
    unknown = {tool_of(item) for item in named if framework.has_item(item) is None}
    if unknown:
        tools = [tool for tool in Tool if tool in unknown]
        yield T("items of {tools} (which there are is not known)", tools=tools)
    if any(framework.has_item(item) and not framework.indicator_of(item) for item in named):
        yield T("the indicators that items belong to (not known)")


def _indicators(framework: Framework) -> Iterator[Text]:
    if not all(rule.name for rule in framework.indicators):
        yield T("names of the indicators (not known)")
    if not all(rule.tool for rule in framework.indicators):
        yield T("tools of the indicators (not known)")
