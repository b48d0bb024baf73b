"""What is a table in a text, and what only looks like one, before anything of it is taken."""

from dataclasses import replace

from ita_sync.document.find import no_tables, run_together, set_apart, stacked, two_heads
from ita_sync.document.find.records import Seen
from ita_sync.document.parts import Document, Kind


def retabled(document: Document) -> tuple[Document, list[Seen]]:
    """Return a text with its tables, and the heads of those that could not be put together."""
    if document.kind is not Kind.TEXT:
        return document, []
    whole = two_heads.parted(no_tables.unmade(document.content.blocks))
    lines = [*stacked.carded([*whole])]
    blocks, left = run_together.tabled(set_apart.tabled(lines))
    return replace(document, content=replace(document.content, blocks=tuple(blocks))), left
