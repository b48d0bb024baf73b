"""What the process that reads a PDF answers: blocks, and which pages are pictures; as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ita_sync.document.parts import Block, Line, Row, Spot, Table


@dataclass(frozen=True, slots=True)
class Extract:
    """What the text layer gives.

    Attributes:
        pages: of the document.
        blocks: of the pages with text.
        scans: numbers of the pages that are pictures, or whose letters no font names.
        recognised: numbers of the pages that are pictures with text, which a program recognised
            from them.
    """

    pages: int
    blocks: tuple[Block, ...]
    scans: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()

    def to_json(self) -> str:
        """Return it as JSON, for the process that asked."""
        return json.dumps(
            {
                "pages": self.pages,
                "scans": self.scans,
                "recognised": self.recognised,
                "blocks": [
                    (b.text, b.place.page, b.place.line, b.apart)
                    if isinstance(b, Line)
                    else [
                        (
                            row.cells,
                            row.place.page,
                            row.place.table,
                            row.place.row,
                            sorted(row.torn),
                        )
                        for row in b.rows
                    ]
                    for b in self.blocks
                ],
            }
        )

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Extract":
        """Return what `to_json` gave."""
        return cls(
            told["pages"],
            tuple(
                Line(b[0], Spot(page=b[1], line=b[2]), apart=b[3])
                if isinstance(b[0], str)
                else Table(
                    tuple(
                        Row(tuple(r[0]), Spot(page=r[1], table=r[2], row=r[3]), frozenset(r[4]))
                        for r in b
                    )
                )
                for b in told["blocks"]
            ),
            tuple(told["scans"]),
            tuple(told["recognised"]),
        )
