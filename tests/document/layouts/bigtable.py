"""A layout with one big table: a row for each indicator, its weak items, remedies and measures."""

from collections.abc import Iterator

from ita_sync.report import Indicator, WeakIndicator
from tests.document.layouts.manuscript import (
    Block,
    Cell,
    Heading,
    Manuscript,
    Paragraph,
    Table,
    row,
)
from tests.document.layouts.told import Hand, Told

NAME = "B one big table"
HEADER = (
    *(
        "ตัวชี้วัดที่",
        "เครื่องมือ",
        "ตัวชี้วัด",
        "คะแนน",
        "ผลการประเมิน",
        "ข้อคำถาม",
        "คะแนนข้อคำถาม",
        "แนวทางการพัฒนา",
    ),
    *("ผู้รับผิดชอบ", "ขั้นตอนหรือวิธีการ", "การรายงานผลและกำกับติดตาม", "กำหนดเวลาแล้วเสร็จ"),
)


def lay(told: Told) -> Manuscript:
    """Return the report in this layout."""
    hand = Hand(thai=True)
    rows = [line for indicator in told.report.indicators for line in _rows(told, hand, indicator)]
    blocks = [
        *_memo(told, hand),
        Heading(f"ตารางสรุปผลการประเมินและแผนยกระดับ ปีงบประมาณ พ.ศ. {hand(told.year)}"),
        Table((row(*HEADER), *rows)),
        *_strengths(told, hand),
    ]
    return Manuscript(NAME, tuple(blocks))


def _memo(told: Told, hand: Hand) -> Iterator[Block]:
    report, memo = told.report, told.report.memo
    yield Heading("บันทึกข้อความ")
    yield Paragraph(f"ส่วนราชการ {told.agency} {told.place}")
    yield Paragraph(f"รหัส อปท. {hand(report.agency.code)}")
    yield Paragraph(f"ที่ {hand(memo.number)} วันที่ {hand.day(memo.date)}")
    yield Paragraph(f"เรื่อง {hand(memo.subject)}")
    yield Paragraph(f"เรียน นายก{told.agency}")
    if memo.refers_to:
        yield Paragraph(
            f"อ้างถึง หนังสือที่ {hand(memo.refers_to.number)} ลงวันที่ {hand.day(memo.refers_to.date)}"
        )
    yield Paragraph(
        f"ผลการประเมินคุณธรรมและความโปร่งใสของ{told.agency} ประจำปีงบประมาณ พ.ศ. {hand(told.year)} "
        f"มีคะแนนเฉลี่ยรวม"
        f" {hand(report.total)} คะแนน ระดับผลการประเมิน {report.level}"
    )
    yield from _parts(told, hand)
    for indicator in report.indicators:
        yield Paragraph(
            f"ตัวชี้วัดที่ {hand(indicator.number)} {indicator.name} ได้ {hand(indicator.score)} คะแนน"
        )
    yield Paragraph(f"รายงานฉบับเต็มเผยแพร่ที่ {report.url}")
    yield Paragraph("จึงเรียนมาเพื่อโปรดพิจารณา")


def _parts(told: Told, hand: Hand) -> Iterator[Block]:
    tools, parts = told.report.tools, told.report.eit_parts
    found = [(tool, score) for tool, score in tools if score is not None] if tools else []
    if found:
        scores = " ".join(f"{tool} {hand(score)} คะแนน" for tool, score in found)
        yield Paragraph(f"คะแนนรายเครื่องมือ {scores}")
    if parts:
        first, second = hand(parts.part1), hand(parts.part2)
        yield Paragraph(f"EIT ส่วนที่ {hand(1)} {first} คะแนน EIT ส่วนที่ {hand(2)} {second} คะแนน")


def _rows(told: Told, hand: Hand, indicator: Indicator) -> Iterator[tuple[Cell | None, ...]]:
    entry = next((weak for weak in told.report.weak if weak.indicator == indicator.number), None)
    own = (
        hand(indicator.number),
        indicator.tool,
        indicator.name or "",
        hand(indicator.score),
        indicator.result or "",
    )
    if entry is None:
        yield (*row(*own), *row(*"-------"))
        return
    height = len(entry.items)
    for n, found in enumerate(_items(told, hand, entry)):
        left: tuple[Cell | None, ...] = (
            (None,) * 5 if n else tuple(Cell(text, down=height) for text in own)
        )
        yield (*left, *found)


def _items(told: Told, hand: Hand, entry: WeakIndicator) -> Iterator[tuple[Cell | None, ...]]:
    for n, item in enumerate(entry.items):
        measure = told.measures[item.item]
        remedy: Cell | None = Cell(hand(item.remedy)) if item.remedy else None
        if entry.remedy and n == 0:
            remedy = Cell(hand(entry.remedy), down=len(entry.items))
        yield (
            *row(f"{hand(item.item)} {hand(told.title(item.item))}", hand(item.score)),
            remedy,
            *row(
                hand(measure.division),
                hand.numbered(measure.steps),
                hand.numbered(measure.follow_up),
            ),
            Cell(hand.due(measure)),
        )


def _strengths(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading("ประเด็นที่ควรรักษาระดับ")
    rows = [
        row(hand(each.indicator), hand(each.point), hand.score(each.score), hand(each.keep))
        for each in told.report.strengths
    ]
    if not rows:
        yield Paragraph("ไม่มี")
        return
    yield Table((row("ตัวชี้วัดที่", "ประเด็น", "คะแนน", "แนวทางรักษาระดับ"), *rows))
