"""Google's discovery document as JSON Schema: every field must be known, nothing is required.

The document comes with google-api-python-client, which only the tests need.
"""

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types

Json = dict[str, Any]


def find_document() -> Path | None:
    """The document inside the installed package, None when that is not installed."""
    spec = importlib.util.find_spec("googleapiclient")
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0], "discovery_cache", "documents", "sheets.v4.json")
    return path if path.is_file() else None


def _schema(given: Json) -> Json:
    """One discovery schema as JSON Schema."""
    if "$ref" in given:
        return {"$ref": f"#/$defs/{given['$ref']}"}
    if given["type"] == "any":
        return {}
    if given["type"] == "array":
        return {"type": "array", "items": _schema(given["items"])}
    if given["type"] == "object":
        extra = given.get("additionalProperties")
        return {
            "type": "object",
            "properties": {name: _schema(each) for name, each in given.get("properties", {}).items()},
            "additionalProperties": _schema(extra) if extra else False,
        }
    return {"type": given["type"]} | ({"enum": given["enum"]} if "enum" in given else {})


def _methods(resource: Json) -> list[Json]:
    found = list(resource.get("methods", {}).values())
    for each in resource.get("resources", {}).values():
        found += _methods(each)
    return found


class Discovery:
    """Checks requests and replies of the API's methods. `path`: the document's place."""

    def __init__(self, path: Path) -> None:
        document = json.loads(path.read_text(encoding="utf-8"))
        self.definitions = {name: _schema(each) for name, each in document["schemas"].items()}
        self.routes = [
            (
                each["httpMethod"],
                re.compile("/" + re.sub(r"\\{\w+\\}", "[^/]+", re.escape(each["flatPath"]))),
                each,
            )
            for each in _methods(document)
        ]
        self.common = set(document["parameters"])

    def method(self, verb: str, path: str) -> Json:
        """The method a request calls; the longest path that fits."""
        fits = [
            each
            for method, pattern, each in self.routes
            if method == verb and pattern.fullmatch(path.replace("%3A", ":"))
        ]
        return max(fits, key=lambda each: len(each["flatPath"]))

    def check(self, message: str, body: object) -> None:
        """Raise jsonschema.ValidationError when the body does not fit the message."""
        schema = {"$ref": f"#/$defs/{message}", "$defs": self.definitions}
        jsonschema.Draft202012Validator(schema).validate(body)

    def check_request(self, verb: str, path: str, query: list[tuple[str, str]], body: object) -> None:
        """Raise when a parameter or a field of the body is unknown."""
        method = self.method(verb, path)
        unknown = {name for name, _ in query} - method["parameters"].keys() - self.common
        assert not unknown, f"{method['id']} has no parameter {unknown}"
        if body is not None:
            self.check(method["request"]["$ref"], body)

    def check_reply(self, verb: str, path: str, body: object) -> None:
        """Raise when the body of a 200 reply does not fit."""
        self.check(self.method(verb, path)["response"]["$ref"], body)
