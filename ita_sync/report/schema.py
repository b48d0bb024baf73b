"""The JSON Schema of the report file, from which editors complete and explain fields."""

from typing import Any

from ita_sync.i18n import Text
from ita_sync.report.meanings import KINDS, MEANINGS
from ita_sync.report.models import Report
from ita_sync.report.problems import model_at

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def report_schema() -> dict[str, object]:
    """Return the schema (draft 2020-12), each field described in English and Thai."""
    schema = Report.model_json_schema()
    kinds: dict[str, dict[str, Any]] = {Report.__name__: schema, **schema["$defs"]}
    for names, text in MEANINGS.items():
        model = model_at(names[:-1])
        if model is not None:
            _describe(kinds[model.__name__]["properties"][names[-1]], text)
    for name, text in KINDS.items():
        _describe(kinds[name], text)
    return {"$schema": DRAFT, **schema}


def _describe(part: dict[str, Any], text: Text) -> None:
    """Set a description, in place of a docstring's if there is one, at its alphabetical place."""
    described = {**part, "description": f"{text.render('en')} / {text.render('th')}"}
    part.clear()
    part.update(sorted(described.items()))
