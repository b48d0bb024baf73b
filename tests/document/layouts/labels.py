"""A layout of forms: label and value side by side, a small table for each indicator and item."""

from collections.abc import Iterator

from ita_sync.report import Indicator
from tests.document.layouts.manuscript import (
    Block,
    Heading,
    Manuscript,
    NewPage,
    Paragraph,
    Table,
    row,
)
from tests.document.layouts.told import Hand, Told

NAME = "C label and value"
LACKS = frozenset({("agency", "code")})


def lay(told: Told) -> Manuscript:
    """Return the report in this layout."""
    hand = Hand(thai=True)
    blocks = [*_memo(told, hand), NewPage(), *_agency(told, hand)]
    for indicator in told.report.indicators:
        blocks += _indicator(told, hand, indicator)
    return Manuscript(NAME, tuple(blocks), LACKS)


def _memo(told: Told, hand: Hand) -> Iterator[Block]:
    memo = told.report.memo
    yield Heading("บันทึกข้อความ")
    rows = [
        ("ส่วนราชการ", f"กองยุทธศาสตร์และงบประมาณ {told.agency}"),
        ("ที่", hand(memo.number)),
        ("วันที่", hand.day(memo.date)),
        ("เรื่อง", hand(memo.subject)),
        ("เรียน", f"นายก{told.report.agency.type}"),
    ]
    if memo.refers_to:
        rows.append(
            (
                "อ้างถึง",
                f"หนังสือ ที่ {hand(memo.refers_to.number)} ลงวันที่ {hand.day(memo.refers_to.date)}",
            )
        )
    yield Table(tuple(row(*texts) for texts in rows), ruled=False)
    yield Paragraph(
        "กองยุทธศาสตร์และงบประมาณได้วิเคราะห์ผลการประเมินเป็นรายตัวชี้วัดเรียบร้อยแล้ว ขอเสนอรายงานตามแบบที่แนบมานี้ "
        "เพื่อโปรดพิจารณาสั่งการ"
    )
    for indicator in told.report.indicators:
        yield Paragraph(f"({hand(indicator.number)}) {indicator.name} = {hand(indicator.score)}")


def _agency(told: Told, hand: Hand) -> Iterator[Block]:
    report = told.report
    yield Heading(f"แบบวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. {hand(told.year)}")
    yield Table(
        (
            row("หน่วยงาน", told.agency),
            row("อำเภอ", report.agency.district or ""),
            row("จังหวัด", report.agency.province),
            row("คะแนนรวม", hand(report.total)),
            row("ระดับผลการประเมิน", report.level),
            row("ลิงก์รายงานที่เผยแพร่", report.url),
        )
    )
    tools = (
        [(tool, score) for tool, score in report.tools if score is not None] if report.tools else []
    )
    rows = [row(f"คะแนน {tool}", hand(score)) for tool, score in tools]
    if report.eit_parts:
        rows.append(row(f"คะแนน EIT ส่วนที่ {hand(1)}", hand(report.eit_parts.part1)))
        rows.append(row(f"คะแนน EIT ส่วนที่ {hand(2)}", hand(report.eit_parts.part2)))
    if rows:
        yield Table(tuple(rows))


def _indicator(told: Told, hand: Hand, indicator: Indicator) -> Iterator[Block]:
    yield Heading(f"ตัวชี้วัดที่ {hand(indicator.number)} {indicator.name}")
    rows = [
        row("เครื่องมือการประเมิน", indicator.tool),
        row("คะแนนเฉลี่ย", hand(indicator.score)),
        row("ผลการประเมิน", indicator.result or ""),
    ]
    for strength in told.report.strengths:
        if strength.indicator == indicator.number:
            rows.append(row("ประเด็นที่ควรรักษาระดับ", hand(strength.point)))
            if strength.score is not None:
                rows.append(row("คะแนนของประเด็น", hand(strength.score)))
            rows.append(row("แนวทางรักษาระดับ", hand(strength.keep)))
    yield Table(tuple(rows))
    for entry in told.report.weak:
        if entry.indicator == indicator.number:
            for item in entry.items:
                measure = told.measures[item.item]
                yield Table(
                    (
                        row("ข้อคำถาม", f"{hand(item.item)} {hand(told.title(item.item))}"),
                        row("คะแนน", hand(item.score)),
                        row("แนวทางการพัฒนา", hand(item.remedy or entry.remedy)),
                        row("ผู้รับผิดชอบ", hand(measure.division)),
                        row("ขั้นตอนหรือวิธีการ", hand.numbered(measure.steps)),
                        row("การรายงานผลและกำกับติดตาม", hand.numbered(measure.follow_up)),
                        row("กำหนดเวลาแล้วเสร็จ", hand.due(measure)),
                    )
                )
                yield Paragraph("")
