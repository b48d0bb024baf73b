"""What `read` did not hold a document against, because it is not known of the year.

Figures that nobody compared look like figures that agree: so one note says which they are.
"""

from collections.abc import Iterator

from ita_sync.i18n import T, Text
from ita_sync.report import Tool
from ita_sync.rules import Framework
from ita_sync.rules.scoring import scores_tools


def note(framework: Framework) -> Text | None:
    """Return what is not known of a year, None where nothing is missing that is compared."""
    if framework.generic:
        return T(
            "Nothing of its own is known of fiscal year {year}: figures, level, results and items "
            "are as printed, nothing was recomputed.",
            year=framework.fiscal_year,
        )
    topics = list(_unknown(framework))
    if not topics:
        return None
    return T(
        "Not known of fiscal year {year}: {topics}. What depends on it is as printed, and was not "
        "recomputed.",
        year=framework.fiscal_year,
        topics=topics,
    )


def _unknown(framework: Framework) -> Iterator[Text]:
    """Yield what a document would be held against, and is not known."""
    if not scores_tools(framework):
        yield T("how the tools' scores are made")
    if not framework.parts:
        yield T("the weights of the total")
    if not framework.levels:
        yield T("the levels")
    elif not framework.levels_complete or not all(level.known for level in framework.levels):
        yield T("some of the levels")
    if any(framework.mark_of(rule.number) is None for rule in framework.indicators):
        yield T("the pass mark of an indicator")
    yield from _of_items(framework)
    if not all(rule.name and rule.tool for rule in framework.indicators):
        yield T("names and tools of the indicators")


def _of_items(framework: Framework) -> Iterator[Text]:
    rules = [rule for rule in framework.indicators if rule.tool in (Tool.OIT, None)]
    if not framework.scoring.open_data:
        yield T("how open-data items score")
    elif not all(framework.is_summed(rule) for rule in rules):
        yield T("the sub-indicators of open data")
    if without := [tool for tool in Tool if not framework.items_of_tool(tool)]:
        yield T("the items of {tools}", tools=without)
