"""A report file -> a draft that says the same, so that it can be written as a form or as YAML."""

from datetime import date

from ita_sync import thai
from ita_sync.document.draft import Draft, Field, Node, Trust
from ita_sync.document.parts import Content, Document, Kind
from ita_sync.i18n import T
from ita_sync.report import Loc, ReportFile
from ita_sync.report.origins import MARKS, READ

_TRUST = dict(zip(MARKS, (Trust.SURE, Trust.SINGLE, Trust.DOUBTFUL), strict=True))


def draft_of(file: ReportFile) -> Draft:
    """Return the draft that a report file makes; values that nobody has decided keep their mark."""
    whole = file.report.model_dump(exclude_none=True)
    fields = {name: _node(value, (name,), file) for name, value in whole.items()}
    kept = {name: node for name, node in fields.items() if node or isinstance(node, Field)}
    return Draft(Document(file.path, file.sha256, Kind.TEXT, Content(())), kept)


def _node(value: object, loc: Loc, file: ReportFile) -> Node:
    if isinstance(value, dict):
        return {name: _node(inner, (*loc, name), file) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_node(inner, (*loc, number), file) for number, inner in enumerate(value)]
    text = thai.format_date(value) if isinstance(value, date) else str(value)
    origin = file.origins.get(loc)
    if origin is None:
        return Field(text)
    why = T(READ.msgid, origin=origin.told) if origin.told else None
    return Field(text, _TRUST[origin.mark], (), why)
