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
    "NamedRange",
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
One method a paragraph: name, HTTP method, path below /v4/spreadsheets, body, reply.
One message a paragraph, `Name = field:type ...`; among them the parameters of each method, and
those that are common to all. The types: s text, b boolean, i int32, n number, ? anything, [x] a
list of x, A| B one of these words, otherwise the name of another message.
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


def _methods(resource: dict[str, Any], name: str = "") -> dict[str, dict[str, Any]]:
    """The methods of a resource that are imitated, by their names."""
    own = {f"{name}{each}": method for each, method in resource.get("methods", {}).items()}
    found = {each: method for each, method in own.items() if each in HANDLERS}
    for each, inner in resource.get("resources", {}).items():
        found |= _methods(inner, f"{name}{each}.")
    return found


def _line(name: str, method: dict[str, Any]) -> str:
    path = method.get("flatPath", method["path"]).removeprefix("v4/spreadsheets") or "-"
    body = method.get("request", {}).get("$ref", "-")
    return f"{name} {method['httpMethod']} {path} {body} {method['response']['$ref']}"


def _parameters(parameters: dict[str, Any]) -> dict[str, str]:
    """{name: type} of what the query may hold."""
    return {
        key: f"[{_type(how)}]" if how.get("repeated") else _type(how)
        for key, how in sorted(parameters.items())
        if how["location"] == "query"
    }


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
    open_ = {"Request"} | {
        method[each]["$ref"]
        for method in methods.values()
        for each in ("request", "response")
        if each in method
    }
    while open_:
        name = open_.pop()
        found[name] = _fields(document["schemas"][name], name)
        inside = {kind.strip("[]") for kind in found[name].values()}
        open_ |= (inside & document["schemas"].keys()) - found.keys()
    found |= {name: _parameters(method["parameters"]) for name, method in methods.items()}
    found["common"] = _parameters(document["parameters"])
    lines = [
        " ".join([f"{name} =", *(f"{each}:{kind}" for each, kind in fields.items())])
        for name, fields in sorted(found.items())
    ]
    ways = _filled([_line(name, method) for name, method in sorted(methods.items())])
    return HEAD.format(revision=document["revision"], methods=ways, body=_filled(lines))


def main() -> None:
    """Write the file."""
    document = json.loads(find_documents()[0].read_text("utf-8"))
    GOAL.write_text(text(document), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
