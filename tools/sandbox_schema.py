"""Write `ita_sync/sandbox/schema.py` from Google's discovery document for Sheets v4.

The document comes with google-api-python-client, a development dependency. What the sandbox
imitates decides how much of it is kept: docs/sandbox.md#scope.
"""

import json
import textwrap
from pathlib import Path
from typing import Any

from ita_sync.sandbox.api import MESSAGES
from ita_sync.sandbox.batch import KINDS
from tests.sandbox.discovery import find_documents

GOAL = Path(__file__).parents[1] / "ita_sync" / "sandbox" / "schema.py"
PLAIN = {"string": "s", "boolean": "b", "integer": "i", "number": "n", "any": "?"}
NOT_IMITATED = {
    "BandedRange",
    "ChipRun",
    "Comment",
    "CommentAnchor",
    "CommentThread",
    "ConditionalFormatRule",
    "DataSource",
    "DataSourceColumnReference",
    "DataSourceFormula",
    "DataSourceRefreshSchedule",
    "DataSourceSheetDimensionRange",
    "DataSourceSheetProperties",
    "DataSourceTable",
    "DimensionGroup",
    "EmbeddedChart",
    "FilterView",
    "IterativeCalculationSettings",
    "PivotTable",
    "Response",
    "Slicer",
    "SpreadsheetTheme",
    "Table",
}  # fmt: skip - a paragraph of names
"""Messages whose inside is of no use to the sandbox; a field that holds one holds anything."""

HEAD = '''\
"""The fields of the messages imitated here, written by `python -m tools.sandbox_schema`.

Source: Google's discovery document for Sheets v4, revision {revision}, reduced to names and types.
One message a paragraph, `Name = field:type ...`. The types: s text, b boolean, i int32, n number,
? anything, [x] a list of x, A| B one of these words, otherwise the name of another message.
"""

MESSAGES = """
{body}
"""
'''


def _type(given: dict[str, Any]) -> str:
    """The type of a field, as the file writes it."""
    if "$ref" in given:
        return "?" if given["$ref"] in NOT_IMITATED else str(given["$ref"])
    if given["type"] == "array":
        return f"[{_type(given['items'])}]"
    if "enum" in given:
        return "|".join(given["enum"])
    return PLAIN.get(given["type"], "?")


def _fields(schema: dict[str, Any], name: str) -> dict[str, str]:
    fields = {each: _type(inner) for each, inner in sorted(schema.get("properties", {}).items())}
    if name == "Request":
        return {each: kind if each in KINDS else "?" for each, kind in fields.items()}
    return fields


def text(document: dict[str, Any]) -> str:
    """The whole file, made of a discovery document."""
    found: dict[str, dict[str, str]] = {}
    open_ = {"Request", *MESSAGES}
    while open_:
        name = open_.pop()
        found[name] = _fields(document["schemas"][name], name)
        inside = {kind.strip("[]") for kind in found[name].values()}
        open_ |= (inside & document["schemas"].keys()) - found.keys()
    lines = [
        textwrap.fill(
            " ".join([f"{name} =", *(f"{each}:{kind}" for each, kind in fields.items())]).replace(
                "|", "| "
            ),
            100,
            subsequent_indent="  ",
            break_on_hyphens=False,
            break_long_words=False,
        )
        for name, fields in sorted(found.items())
    ]
    return HEAD.format(revision=document["revision"], body="\n".join(lines))


def main() -> None:
    """Write the file."""
    document = json.loads(find_documents()[0].read_text("utf-8"))
    GOAL.write_text(text(document), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
