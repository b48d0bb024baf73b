"""Google's discovery documents as JSON Schema: every field must be known, nothing is required.

They come with google-api-python-client, which only the tests need. `Watch` checks everything that
any test sends to a sandbox, and every reply, against them.
"""

import importlib.util
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types

from ita_sync.sandbox import Dropped, Reply

Json = dict[str, Any]

DOCUMENTS = ("sheets.v4.json", "drive.v3.json")
WHOLE_NUMBERS = {"int32": (-(2**31), 2**31 - 1)}

# The shape of Google's error replies (google.rpc.Status), which the documents do not give.
ERROR = {
    "type": "object",
    "required": ["error"],
    "additionalProperties": False,
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "status"],
            "additionalProperties": False,
            "properties": {
                "code": {"type": "integer"},
                "message": {"type": "string", "minLength": 1},
                "status": {"type": "string", "pattern": "^[A-Z_]+$"},
                "details": {"type": "array", "items": {"type": "object", "required": ["@type"]}},
            },
        }
    },
}


def find_documents() -> list[Path]:
    """The documents inside the installed package, none when that is not installed."""
    spec = importlib.util.find_spec("googleapiclient")
    if spec is None or not spec.submodule_search_locations:
        return []
    folder = Path(spec.submodule_search_locations[0], "discovery_cache", "documents")
    return [folder / name for name in DOCUMENTS if (folder / name).is_file()]


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
            "properties": {
                name: _schema(each) for name, each in given.get("properties", {}).items()
            },
            "additionalProperties": _schema(extra) if extra else False,
        }
    schema = {"type": given["type"]} | ({"enum": given["enum"]} if "enum" in given else {})
    if given.get("format") in WHOLE_NUMBERS:
        schema["minimum"], schema["maximum"] = WHOLE_NUMBERS[given["format"]]
    return schema


def _given(body: object) -> object:
    """A request without its nulls, which mean "not given".

    Recorded requests hold them, and Google accepted them.
    """
    if isinstance(body, dict):
        return {name: _given(each) for name, each in body.items() if each is not None}
    return [_given(each) for each in body] if isinstance(body, list) else body


def _methods(resource: Json) -> list[Json]:
    found = list(resource.get("methods", {}).values())
    for each in resource.get("resources", {}).values():
        found += _methods(each)
    return found


def _path(method: Json) -> str:
    return str(method.get("flatPath") or method["path"])


class Discovery:
    """Checks requests and replies of an API's methods. `path`: where the document is."""

    def __init__(self, path: Path) -> None:
        document = json.loads(path.read_text(encoding="utf-8"))
        self.name = f"{document['id']} revision {document['revision']}"
        self.definitions = {name: _schema(each) for name, each in document["schemas"].items()}
        self.validators: dict[str, Any] = {}
        start = "/" + document["servicePath"]
        self.routes = [
            (
                each["httpMethod"],
                re.compile(start + re.sub(r"\\{\w+\\}", "[^/]+", re.escape(_path(each)))),
                each,
            )
            for each in _methods(document)
        ]
        self.common = set(document["parameters"])

    def method(self, verb: str, path: str) -> Json | None:
        """The method a request calls, the longest path that fits; None when there is none."""
        fits = [
            each
            for method, pattern, each in self.routes
            if method == verb and pattern.fullmatch(path.replace("%3A", ":"))
        ]
        return max(fits, key=lambda each: len(_path(each)), default=None)

    def check(self, message: str, body: object) -> None:
        """Raise jsonschema.ValidationError when the body does not fit the message."""
        if message not in self.validators:
            schema = {"$ref": f"#/$defs/{message}", "$defs": self.definitions}
            self.validators[message] = jsonschema.Draft202012Validator(schema)
        self.validators[message].validate(body)

    def check_request(self, method: Json, query: Iterable[tuple[str, str]], body: object) -> None:
        """Raise when a parameter or a field of the body is unknown."""
        unknown = {name for name, _ in query} - method.get("parameters", {}).keys() - self.common
        if unknown:
            raise jsonschema.ValidationError(f"{method['id']} has no parameter {unknown}")
        if body is not None and "request" in method:
            self.check(method["request"]["$ref"], _given(body))

    def check_reply(self, method: Json, body: object) -> None:
        """Raise when the body of a 200 reply does not fit.

        A method without a response has no body to check.
        """
        if "response" in method:
            self.check(method["response"]["$ref"], body)


class Watch:
    """Checks every exchange with a sandbox.

    What does not fit is kept in `problems`, one text each. Requests that Google would refuse with
    400 are not checked: tests send such on purpose.
    """

    def __init__(self, documents: list[Discovery]) -> None:
        self.documents = documents
        self.count: Counter[str] = Counter()
        self.problems: list[str] = []
        self._known: set[tuple[str, bytes]] = set()

    def look(
        self,
        method: str,
        path: str,
        query: list[tuple[str, str]],
        body: bytes | None,
        outcome: Reply | Dropped,
    ) -> None:
        """Check one exchange."""
        status = outcome.status if isinstance(outcome, Reply) else None
        if status != 400:
            self._hold("requests", method, path, body or b"", query=query)
        if isinstance(outcome, Dropped):
            self.count["lost replies"] += 1
        elif status == 204:
            self.count["replies without a body"] += 1
        elif status == 200:
            self._hold("replies", method, path, outcome.body)
        elif outcome.headers["Content-Type"].startswith("application/json"):
            self._hold("errors", method, path, outcome.body)

    def _hold(
        self, kind: str, method: str, path: str, body: bytes, query: Iterable[tuple[str, str]] = ()
    ) -> None:
        self.count[kind] += 1
        key = (f"{kind} {method} {path.rpartition('/')[2]} {query}", body)
        if key in self._known:
            return
        self._known.add(key)
        try:
            self._check(kind, method, path, json.loads(body) if body else None, query)
        except jsonschema.ValidationError as error:
            self.problems.append(
                f"{kind}: {method} {path}: {error.message} at {error.json_path}: {body.decode()}"
            )
        except ValueError:
            self.count[f"{kind} cut short"] += 1  # on purpose: by a fault, or by a test

    def _check(
        self, kind: str, method: str, path: str, body: object, query: Iterable[tuple[str, str]]
    ) -> None:
        if kind == "errors":
            jsonschema.validate(body, ERROR)
            return
        found = [
            (each, known)
            for each in self.documents
            if (known := each.method(method, path)) is not None
        ]
        if not found:
            if kind == "replies":
                raise jsonschema.ValidationError("200 for a method that Google does not have")
            return
        document, known = found[0]
        if kind == "requests":
            document.check_request(known, query, body)
        else:
            document.check_reply(known, body)
