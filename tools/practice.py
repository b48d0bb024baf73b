"""Write the document that officers practise on: the example report as a Word file, with two slips.

Of the kind that offices make: the total was typed otherwise in one place, a score lost its point.
What reading it must give is in tests/document/test_practice.py.
"""

from dataclasses import replace
from pathlib import Path

from ita_sync.report import load_report
from ita_sync.rules import load_framework
from tests.document.layouts import seedlike, word
from tests.document.layouts.manuscript import Block, NewPage, Table
from tests.document.layouts.told import Told
from tests.today import TODAY

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "examples" / "chaturat-2566.docx"
SLIPS = {"ได้คะแนนรวม ๗๘.๔๑": "ได้คะแนนรวม ๗๙.๔๑", "๘๐.๒๐": "๘๐๒๐"}
WORDS = {"นายกเทศบาลตำบล": "นายกเทศมนตรีตำบลจัตุรัส", "๕๒๕๐๖.๒ / ๑๙๗๒": "๕๒๕๐๖.๒/๑๗"}
"""What the layout leaves to chance or says of every kind of agency."""


def write(path: Path) -> None:
    """Write the document."""
    report = load_report(ROOT / "examples" / "chaturat-2566.yaml").report
    rules = load_framework(report.fiscal_year, [ROOT / "config" / "frameworks"], TODAY)
    manuscript = seedlike.lay(Told(1, report, rules))
    blocks = tuple(_typed(block) for block in manuscript.blocks)
    word.write(replace(manuscript, blocks=blocks), path, font=word.FONTS[0])


def _typed(block: Block) -> Block:
    match block:
        case NewPage():
            return block
        case Table(rows):
            typed = [
                [cell and replace(cell, text=_text(cell.text)) for cell in row] for row in rows
            ]
            return replace(block, rows=tuple(map(tuple, typed)))
        case _:
            return replace(block, text=_text(block.text))


def _text(text: str) -> str:
    for said, typed in {**SLIPS, **WORDS}.items():
        text = text.replace(said, typed)
    return text


if __name__ == "__main__":
    write(DOCUMENT)
