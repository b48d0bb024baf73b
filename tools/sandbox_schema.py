"""Write `ita_sync/sandbox/schema.py` from Google's discovery document for Sheets v4.

The document comes with google-api-python-client, a development dependency. What the sandbox
imitates decides how much of it is kept: docs/sandbox.md#scope.
"""

import json
import textwrap
from pathlib import Path
from typing import Any

from ita_sync.sandbox.api import HANDLERS
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
"""The methods imitated and their messages, as written by `python -m tools.sandbox_schema`.

Source: Google's discovery document for Sheets v4, revision {revision}, reduced to names and types.
One method a line: name, HTTP method, path, body, reply, parameters of the query.
One message a paragraph: `Name = field:type ...`. The types: s text, b boolean, i int32, n number,
? anything, [x] a list of x, A| B one of these words, otherwise the name of another message.
"""

METHODS = """
{methods}
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


def _methods(resource: dict[str, Any], name: str = "") -> dict[str, list[str]]:
    """The parts of a line for each method of a resource that is imitated, by its name."""
    found = {
        f"{name}{each}": [
            method["httpMethod"],
            "/" + method.get("flatPath", method["path"]),
            method.get("request", {}).get("$ref", "-"),
            method["response"]["$ref"],
            *(key for key, how in method["parameters"].items() if how["location"] == "query"),
        ]
        for each, method in resource.get("methods", {}).items()
        if f"{name}{each}" in HANDLERS
    }
    for each, inner in resource.get("resources", {}).items():
        found |= _methods(inner, f"{name}{each}.")
    return found


def _filled(paragraphs: list[str]) -> str:
    return "\n".join(
        textwrap.fill(
            each.replace("|", "| "),
            100,
            subsequent_indent="  ",
            break_on_hyphens=False,
            break_long_words=False,
        )
        for each in paragraphs
    )


def text(document: dict[str, Any]) -> str:
    """The whole file, made of a discovery document."""
    methods = _methods(document["resources"]["spreadsheets"])
    found: dict[str, dict[str, str]] = {}
    open_ = {"Request"} | {each for parts in methods.values() for each in parts[2:4]} - {"-"}
    while open_:
        name = open_.pop()
        found[name] = _fields(document["schemas"][name], name)
        inside = {kind.strip("[]") for kind in found[name].values()}
        open_ |= (inside & document["schemas"].keys()) - found.keys()
    lines = [
        " ".join([f"{name} =", *(f"{each}:{kind}" for each, kind in fields.items())])
        for name, fields in sorted(found.items())
    ]
    ways = [f"{name} {' '.join(parts)}" for name, parts in sorted(methods.items())]
    return HEAD.format(revision=document["revision"], methods=_filled(ways), body=_filled(lines))


def main() -> None:
    """Write the file."""
    document = json.loads(find_documents()[0].read_text("utf-8"))
    GOAL.write_text(text(document), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
