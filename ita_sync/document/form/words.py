"""What the form says to whoever fills it in, and what its cells offer and refuse."""

from ita_sync.document.form.layout import What
from ita_sync.i18n import T, Text
from ita_sync.report import Result, Tool
from ita_sync.rules import Framework
from ita_sync.rules.kinds import KINDS

FORMATS = {What.SCORE: "0.00####", What.YEAR: "0", What.INDICATOR: "0"}
"""Number formats; that of a score never hides a decimal that somebody types."""
AS_TYPED = "@"  # keeps what is typed as it was typed: 013, 17/2566, a date in words

LISTED = {
    What.ITEM: "ข้อคำถาม",
    What.INDICATOR: "ตัวชี้วัดที่",
    What.TOOL: "เครื่องมือ",
    What.RESULT: "ผลการประเมิน",
    What.LEVEL: "ระดับ",
    What.KIND: "ประเภทหน่วยงาน",
}
"""What is chosen from a list, with the header of that list."""
OPEN = {What.LEVEL, What.KIND}
"""Lists that a report may go beyond: Excel asks instead of refusing."""

WRONG: dict[What, Text] = {
    What.SCORE: T("A score is a number from 0 to 100, for example 98.01."),
    What.YEAR: T("The fiscal year has four digits and is of the Buddhist era, for example 2566."),
    What.DATE: T("A date has day, month and year, for example 27 ตุลาคม 2566 or 27/10/2566."),
    What.CODE: T("The code has seven digits, for example 5360601. Keep it all the same?"),
    What.LINK: T("The link begins with http:// or https://. Keep it all the same?"),
    What.TOOL: T("The tool is IIT, EIT or OIT."),
    What.RESULT: T("The result is ผ่านเกณฑ์ or ไม่ผ่านเกณฑ์."),
    What.INDICATOR: T("This year has no such indicator; choose its number from the list."),
    What.ITEM: T("This year has no such item. Write i, e or o before its number, for example o13."),
    What.LEVEL: T("This is not one of the year's levels. Keep it, since the report says so?"),
    What.KIND: T("This is not one of the kinds of local agency. Keep it all the same?"),
}
STEPS = (
    T(
        "Fill in the yellow cells of each sheet from the signed report, as it prints them; nothing "
        "is computed here."
    ),
    T(
        "A cell with a small arrow has a list to choose from; a selected cell says beside it what "
        "belongs there."
    ),
    T(
        "Write dates as text with their whole year: 27 ตุลาคม 2566 or 27/10/2566. Thai digits are "
        "welcome."
    ),
    T(
        "Leave empty what the report does not say. Rows may be added, sheets moved; leave the "
        "headers as they are."
    ),
    T(
        "Leave a sheet empty if the report has nothing for it, for example if no item is below the "
        "pass mark."
    ),
    T("Do not write names of persons; posts and divisions are enough."),
    T("Save the file as .xlsx; it is the report file."),
    T("Then check it with ita-sync check FORM.xlsx, and go on as it says."),
)


TO_DO = (
    T("Go through the lines from the top: click the cell's name, and compare with the document."),
    T("Correct the cell if need be; then choose ✓ in the line. The note of a cell says the same."),
    T("Save the file as .xlsx; then: ita-sync check REPORT.xlsx, and go on as it says."),
)
"""What to do with a form that was filled in from a document."""
FILL_IN = T("fill in")
"""In the place of a mark, where something is missing."""
LEGEND = {
    "??": T("it may be wrong: nothing is sent before it is decided"),
    "?": T("nothing confirms it: compare it"),
    "": T("missing: write it in"),
}
"""What the looks of a cell mean."""

AS_PRINTED = {
    What.ITEM: T("The item as the report prints it: i, e or o and its number, for example o13."),
    What.LEVEL: T("As the report prints it."),
}
"""What is written freely in a year that has no whole list of it, with what is said beside it."""


def offered(framework: Framework) -> dict[What, list[str | int]]:
    """Return what each list offers in a fiscal year; there is none of what is known in part."""
    levels = framework.levels if framework.levels_complete else ()
    lists: dict[What, list[str | int]] = {
        What.ITEM: _items(framework),
        What.INDICATOR: [rule.number for rule in framework.indicators],
        What.TOOL: [tool.value for tool in Tool],
        What.RESULT: [result.value for result in Result],
        What.LEVEL: [level.name for level in levels],
        What.KIND: list(KINDS),
    }
    return {what: values for what, values in lists.items() if values}


def _items(framework: Framework) -> list[str | int]:
    """Return the items of all tools, none where those of a tool are not known."""
    items = [framework.items_of_tool(tool) for tool in Tool]
    return [item for known in items for item in known] if all(items) else []


def listed_items(framework: Framework) -> dict[str, str]:
    """Return the items that are known of a year, each with title and indicator as far as known."""
    known = [item for tool in Tool for item in framework.items_of_tool(tool)]
    owners = framework.owners
    numbers = {item: f" ({owners[item].number})" if item in owners else "" for item in known}
    numbers |= {item: f" ({rule.number})" for item, rule in owners.items()}
    return {item: f"{framework.title(item)}{number}" for item, number in numbers.items()}
