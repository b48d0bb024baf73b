"""The report as a document gives it, before a person has looked at it.

Each value comes with its origin and how sure it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ita_sync.document.parts import Document, Spot
from ita_sync.i18n import Text
from ita_sync.report import Loc


class Trust(StrEnum):
    """How sure a value is.

    SURE: a source that loses nothing says so, or the copies and the sums agree on it.
    MENDED: the text says something else, or nothing; all the rest fits only with this value.
    SINGLE: it is in one place only of a text recognised from a picture; nothing confirms it.
    DOUBTFUL: it may be wrong; `check` stops at it until a person has decided.
    """

    SURE = "sure"
    MENDED = "mended"
    SINGLE = "single"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Copy:
    """One place where the document says a value, and the text read there, before any repair."""

    seen: str
    place: Spot


@dataclass(frozen=True)
class Field:
    """One value of the report.

    Attributes:
        value: as it goes into the report file, in Arabic digits; None where nothing could be read.
        copies: where the document says it, the one that was followed first; none for what was
            computed.
        why: what was mended, or what is doubtful.
        others: other values that fit as well or that another copy says.
    """

    value: str | None
    trust: Trust = Trust.SURE
    copies: tuple[Copy, ...] = ()
    why: Text | None = None
    others: tuple[str, ...] = ()


Node = Field | dict[str, "Node"] | list["Node"]


@dataclass(frozen=True)
class Draft:
    """A report that was read from a document.

    Attributes:
        fields: shaped like the report file, in its order; a section that the document lacks is left
            out.
        missing: fields that a report file must have and the document did not give.
        notes: what was found out about the document as a whole, for the officer.
        shown: what the columns of the sheet show, as the configuration names it; None where that is
            not known.
    """

    document: Document
    fields: dict[str, Node]
    missing: tuple[Loc, ...] = ()
    notes: tuple[Text, ...] = ()
    shown: frozenset[str] | None = None

    @property
    def year(self) -> int:
        """The fiscal year that it is about, as far as it can be one; else 0."""
        year = self.fields.get("fiscal_year")
        value = year.value if isinstance(year, Field) else None
        return int(value) if value and value.isdecimal() else 0

    def walk(self) -> Iterator[tuple[Loc, Field]]:
        """Yield every field with its place in the report file, in order."""
        yield from _walk(self.fields, ())

    def value(self, loc: Loc) -> str | None:
        """Return the value of a field, None where the draft has none there."""
        node: Node | None = self.fields
        for part in loc:
            node = _child(node, part)
        return node.value if isinstance(node, Field) else None

    def with_given(self, *, code: str | None, url: str | None) -> "Draft":
        """Return the draft with what somebody says in the place of what the document says.

        Args:
            code: of the agency; None leaves it as read.
            url: public link of the report; the same.
        """
        fields = dict(self.fields)
        given: set[Loc] = set()
        if code:
            agency = fields.get("agency")
            fields["agency"] = {**(agency if isinstance(agency, dict) else {}), "code": Field(code)}
            given.add(("agency", "code"))
        if url:
            fields["url"] = Field(url)
            given.add(("url",))
        missing = tuple(loc for loc in self.missing if loc not in given)
        return replace(self, fields=fields, missing=missing)


def _walk(node: Node, loc: Loc) -> Iterator[tuple[Loc, Field]]:
    if isinstance(node, Field):
        yield loc, node
        return
    for key, child in node.items() if isinstance(node, dict) else enumerate(node):
        yield from _walk(child, (*loc, key))


def _child(node: Node | None, part: str | int) -> Node | None:
    if isinstance(node, dict) and isinstance(part, str):
        return node.get(part)
    if isinstance(node, list) and isinstance(part, int) and part < len(node):
        return node[part]
    return None
