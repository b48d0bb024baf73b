"""Records that are made of blocks, and what their cells say."""

from pathlib import Path

from ita_sync.document.find.rows import walk
from ita_sync.document.find.words.records import Record
from ita_sync.document.find.words.vocabulary import vocabulary
from ita_sync.document.parts import Block, Content, Document, Kind, Line, Row, Spot, Table
from tests.document.conftest import rules

YEAR = rules(2566)


def records(*blocks: Block, lossy: bool = False) -> list[Record]:
    """Return the records of a document made of these blocks."""
    document = Document(Path("x"), "", Kind.TEXT, Content(blocks, lossy=lossy))
    return walk.collect(document, vocabulary(YEAR)).records


def table(*rows: tuple[str | None, ...]) -> Table:
    """Return a table."""
    return Table(tuple(Row(cells, Spot(row=number)) for number, cells in enumerate(rows, 1)))


def cells(record: Record) -> dict[str, str]:
    """Return the texts of a record."""
    return {label.value: seen.text for label, seen in record.cells.items()}


HEAD = ("ประเด็นข้อคำถาม", "คะแนน", "แนวทางการพัฒนา")
WEAK = Line("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล คะแนนเฉลี่ย 75.00 คะแนน", Spot(line=1))
