"""Documents written for one test, and what is read from them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest

from ita_sync import document
from ita_sync.document.draft import Draft, Field
from ita_sync.rules import Framework, load_framework
from tests.today import TODAY

Rows = Sequence[Sequence[str]]
Word = Callable[..., dict[str, Field]]
HEAD = (
    "รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566",
    "เทศบาลตำบลบ้านใหม่ อำเภอโนนสูง จังหวัดนครราชสีมา",
)
MERGED = "^"
"""A cell that belongs to the one above."""
FOLDER = Path(__file__).parents[2] / "config" / "frameworks"


def rules(year: int) -> Framework:
    """Return the rules of a year that come with the program."""
    return load_framework(year, [FOLDER], TODAY)


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[[str], dict[str, Field]]:
    """Return a function that reads a text as a document and gives its fields by dotted name."""

    def read(text: str) -> dict[str, Field]:
        path = tmp_path / "report.txt"
        path.write_text(text, "utf-8")
        return flat(document.read(path, rules))

    return read


@pytest.fixture
def word(tmp_path: Path) -> Word:
    """Return a function that reads a Word file of paragraphs and tables.

    It gives the fields by dotted name.
    """

    def read(*parts: str | Rows) -> dict[str, Field]:
        made = docx.Document()
        for part in (*HEAD, *parts):
            if isinstance(part, str):
                made.add_paragraph(part)
                continue
            table = made.add_table(rows=len(part), cols=len(part[0]))
            for at, texts in enumerate(part):
                for place, text in enumerate(texts):
                    if text == MERGED:
                        table.cell(at, place).merge(table.cell(at - 1, place))
                    else:
                        table.cell(at, place).text = text
            made.add_paragraph("")
        made.save(str(tmp_path / "report.docx"))
        return flat(document.read(tmp_path / "report.docx", rules))

    return read


def flat(draft: Draft) -> dict[str, Field]:
    """Return the fields of a draft by dotted name."""
    return {".".join(map(str, loc)): field for loc, field in draft.walk()}
