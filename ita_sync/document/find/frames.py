"""Tables without columns: labels beside values, names over values, a memo's frame."""

from collections.abc import Sequence

from ita_sync.document.find import grids, measured, repair
from ita_sync.document.find.contents import filled
from ita_sync.document.find.labels import label_of
from ita_sync.document.find.lines import Lines
from ita_sync.document.find.records import Seen, seen
from ita_sync.document.parts import Row

_HEAD_AND_VALUES = 2
"""Rows of a table that says each thing once: `รหัสหน่วยงาน` over the code."""


def take_labels(row: Row, lines: Lines) -> None:
    """Take the labelled values of a row: `ผู้รับผิดชอบ | กองคลัง`."""
    for name, value in grids.pairs(row):
        flat, said = repair.flat(name), seen(value, row.place)
        label = label_of(flat)
        lines.keep(Seen(f"{flat} {said.text}", said.raw, row.place))
        if cells := measured.card(flat, said):
            lines.begin(cells)
        elif label and filled(value):
            lines.pair(label, said)


def keep(rows: Sequence[Row], lines: Lines) -> None:
    """Keep the rows of a table without known columns as lines: a memo's frame, some scores."""
    for row in rows:
        if texts := grids.texts_of(row):
            raw = "\t".join(cell or "" for cell in row.cells)
            lines.keep(Seen(" ".join(texts), raw, row.place))
    if len(rows) == _HEAD_AND_VALUES:
        keep_pairs(rows[0], rows[1], lines)


def keep_pairs(names: Row, values: Row, lines: Lines) -> None:
    """Keep what stands below each name, together with it."""
    for name, value in zip(names.cells, values.cells, strict=False):
        text = f"{repair.flat(name or '')} {repair.flat(value or '')}"
        lines.keep(Seen(text, value or "", values.place))
