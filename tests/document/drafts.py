"""Drafts made for one test."""

from pathlib import Path

from ita_sync.document.draft import Copy, Draft, Node
from ita_sync.document.parts import Content, Document, Kind, Spot
from ita_sync.report import Loc


def draft(
    fields: dict[str, Node], *missing: Loc, kind: Kind = Kind.TEXT, name: str = "report.txt"
) -> Draft:
    """Return a draft of some document."""
    return Draft(Document(Path("desk") / name, "ab12" * 16, kind, Content(())), fields, missing)


def at(
    seen: str,
    line: int | None = None,
    page: int | None = None,
    table: int | None = None,
    row: int = 0,
) -> Copy:
    """Return a copy at a place."""
    return Copy(seen, Spot(page, table, row or None, line))
