"""Digits that a recogniser does not know."""

from dataclasses import replace
from pathlib import Path

from ita_sync import document
from ita_sync.document.draft import Trust
from ita_sync.document.find.words import unknown_digits
from ita_sync.document.parts import Content, Document, Kind, Line, Spot
from tests.document.conftest import flat, rules
from tests.document.texts import NAMES

SCORES = ["87.12", "91.74", "88.56", "92.37", "95.71", "87.49", "81.97", "86.78", "75.00", "87.50"]
WEAK = (
    "ประเด็นข้อคำถาม\tคะแนน\tแนวทางการพัฒนา\n"
    "e7 ช่องทางการเผยแพร่ข้อมูล\t79.17\tเพิ่มช่องทาง\n"
    "e8 ช่องทางรับฟังความเห็น\t84.69\tเพิ่มช่องทาง\n"
)
REPORT = (
    "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566\nเทศบาลตำบลบ้านใหม่\n"
    "ตัวชี้วัดที่\tชื่อตัวชี้วัด\tคะแนน\n"
    + "".join(f"{n}\t{name}\t{SCORES[n - 1]}\n" for n, name in enumerate(NAMES, 1))
    + "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร ได้ 81.97 คะแนน\n"
    + "คะแนนของ ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร ได้ 81.97 คะแนน\n"
    + WEAK
)


def read(text: str, folder: Path) -> document.draft.Draft:
    """Return the draft of a text."""
    path = folder / "r.txt"
    path.write_text(text, "utf-8")
    return document.read(path, rules)


def test_a_digit_that_is_never_there_is_doubted_in_what_was_read_for_it(tmp_path: Path) -> None:
    """Not the others, and however many copies agree."""
    draft = read(REPORT.replace("7", "3"), tmp_path)
    fields = flat(draft)
    scores = [fields[f"indicators.{n}.score"] for n in range(10)]
    doubted = [bool({*score} & {*"37"}) for score in SCORES]
    assert not all(doubted)
    assert [field.trust is Trust.DOUBTFUL for field in scores] == doubted
    assert fields["weak.0.items.0.score"].trust is Trust.DOUBTFUL
    assert any(note.params.get("meant") == "7" for note in draft.notes)


def test_a_document_with_all_digits_is_not_doubted(tmp_path: Path) -> None:
    """Nor a short one, that lacks a digit by chance."""
    draft = read(REPORT, tmp_path)
    assert not any(note.params.get("meant") for note in draft.notes)
    short = Document(Path("x"), "", Kind.TEXT, Content((Line("33.33 11.11", Spot()),), lossy=True))
    assert unknown_digits.taken_for(short) == {}


def test_what_the_program_does_not_know_doubts_every_figure_in_thai_digits() -> None:
    """A figure in Arabic digits beside it is not."""
    thai = document.draft.Copy("๓๕.๑๒", Spot())
    fields: dict[str, document.draft.Node] = {
        "total": document.draft.Field("35.12", Trust.SINGLE, (thai,)),
        "score": document.draft.Field("35.12", Trust.SINGLE, (replace(thai, seen="35.12"),)),
    }
    scan = Document(Path("x"), "", Kind.SCAN, Content((), lossy=True, unknown_digits="๔๖"))
    found = unknown_digits.doubted(fields, scan, {})
    trusts = [field.trust for field in found.values() if isinstance(field, document.draft.Field)]
    assert trusts == [Trust.DOUBTFUL, Trust.SINGLE]
