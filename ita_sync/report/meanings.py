"""What each field of a report holds, in words for people."""

from collections.abc import Mapping

from ita_sync.i18n import T, Text
from ita_sync.report.models import Loc

MEANINGS: Mapping[tuple[str, ...], Text] = {
    ("schema_version",): T("Version of this file format"),
    ("fiscal_year",): T("Fiscal year assessed (B.E.)"),
    ("agency",): T("The agency assessed"),
    ("agency", "code"): T("DLA code, 7 digits"),
    ("agency", "type"): T("Kind of agency"),
    ("agency", "name"): T("Name without its kind"),
    ("agency", "district"): T("District"),
    ("agency", "province"): T("Province"),
    ("memo",): T("The memo that reports the analysis to the executive"),
    ("memo", "number"): T("Document number"),
    ("memo", "date"): T("Its date"),
    ("memo", "subject"): T("Subject"),
    ("memo", "refers_to"): T("Letter referred to"),
    ("memo", "refers_to", "number"): T("Document number"),
    ("memo", "refers_to", "date"): T("Date of the letter"),
    ("total",): T("Total score"),
    ("level",): T("Level"),
    ("indicators",): T("The ten indicators"),
    ("indicators", "number"): T("Number of the indicator, 1-10"),
    ("indicators", "tool"): T("Tool: IIT, EIT or OIT"),
    ("indicators", "name"): T("Name of the indicator"),
    ("indicators", "score"): T("Score"),
    ("indicators", "result"): T("Result: passed or not"),
    ("tools",): T("Tool scores, if printed"),
    ("tools", "IIT"): T("IIT score"),
    ("tools", "EIT"): T("EIT score, both parts pooled"),
    ("tools", "OIT"): T("OIT score"),
    ("eit_parts",): T("EIT part scores, if known"),
    ("eit_parts", "part1"): T("EIT part 1"),
    ("eit_parts", "part2"): T("EIT part 2"),
    ("weak",): T("Weak points"),
    ("weak", "indicator"): T("Number of the indicator, 1-10"),
    ("weak", "remedy"): T("One remedy for all items"),
    ("weak", "items"): T("Weak items"),
    ("weak", "items", "item"): T("Item"),
    ("weak", "items", "score"): T("Score"),
    ("weak", "items", "remedy"): T("How to improve"),
    ("strengths",): T("Strengths"),
    ("strengths", "indicator"): T("Number of the indicator, 1-10"),
    ("strengths", "point"): T("What is good"),
    ("strengths", "score"): T("Score"),
    ("strengths", "keep"): T("How to keep it up"),
    ("measures",): T("Next year's measures"),
    ("measures", "item"): T("Item"),
    ("measures", "division"): T("Responsible division"),
    ("measures", "steps"): T("Steps"),
    ("measures", "follow_up"): T("Reporting and follow-up"),
    ("measures", "due"): T("When it is due, as written"),
    ("measures", "due_date"): T("The same as a date, if it is one"),
    ("url",): T("Public link of the report"),
}
"""By field, without the positions in lists."""

KINDS: Mapping[str, Text] = {
    "Report": T("One agency's ITA report of one fiscal year"),
    "Agency": T("The agency assessed"),
    "EitParts": T("The two parts of the EIT tool, where the report gives them apart"),
    "Indicator": T("The score of one indicator"),
    "Letter": T("An official letter that is referred to"),
    "Measure": T("What will be done about a weak item next year"),
    "Memo": T("The memo that reports the analysis to the executive"),
    "Result": T("Whether an indicator reached the pass mark"),
    "Strength": T("A point to keep up"),
    "Tool": T("The assessment tools"),
    "Tools": T("Tool scores, where the report prints them"),
    "WeakIndicator": T("An indicator below the pass mark, with its weak items"),
    "WeakItem": T("An item below the pass mark"),
}
"""By model: what its fields together are."""


def meaning(loc: Loc) -> Text:
    """Return what a field holds.

    An entry has the meaning of its list; what is no field of a report, that of its nearest parent.
    """
    names = tuple(part for part in loc if isinstance(part, str))
    known = (names[:length] for length in range(len(names), 0, -1))
    return next((MEANINGS[part] for part in known if part in MEANINGS), T("the file"))
