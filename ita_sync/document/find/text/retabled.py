"""What is a table in a text, and what only looks like one, before anything of it is taken."""

from dataclasses import replace

from ita_sync.document.find.tables import stacked
from ita_sync.document.find.text import no_tables, run_together, scores_apart, set_apart, two_heads
from ita_sync.document.find.words.records import Seen
from ita_sync.document.parts import Document, Kind


def retabled(document: Document) -> tuple[Document, list[Seen]]:
    """Return a text or PDF with its tables, and the heads of those that could not be put together.

    Of a PDF only total and level are lines still: its columns are known by where they stand.
    """
    blocks, left = list(document.content.blocks), list[Seen]()
    if document.kind is Kind.PDF:
        blocks = [*stacked.carded(blocks)]
    elif document.kind is Kind.TEXT:
        blocks = scores_apart.tabled(blocks)
        blocks = [*stacked.carded([*two_heads.parted(no_tables.unmade(blocks))])]
        blocks, left = run_together.tabled(set_apart.tabled(blocks))
    return replace(document, content=replace(document.content, blocks=tuple(blocks))), left
