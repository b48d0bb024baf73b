"""A layout without any table: everything in sentences and lists."""

from collections.abc import Iterator

from ita_sync.report import WeakIndicator
from tests.document.layouts.manuscript import Block, Heading, Manuscript, Paragraph
from tests.document.layouts.told import Hand, Told

NAME = "D sentences"


def lay(told: Told) -> Manuscript:
    """Return the report in this layout."""
    hand = Hand(thai=True)
    blocks = [*_memo(told, hand), *_results(told, hand), *_strengths(told, hand)]
    blocks.append(Heading(f"แผนปรับปรุงแก้ไข ปีงบประมาณ พ.ศ. {hand(told.year + 1)}"))
    for entry in told.report.weak:
        blocks += _weak(told, hand, entry)
    if not told.report.weak:
        blocks.append(Paragraph("ทุกตัวชี้วัดผ่านเกณฑ์ จึงไม่มีประเด็นที่ต้องแก้ไข"))
    blocks.append(Paragraph(f"ทั้งนี้ ได้เผยแพร่รายงานต่อสาธารณะแล้วที่ {told.report.url}"))
    return Manuscript(NAME, tuple(blocks))


def _memo(told: Told, hand: Hand) -> Iterator[Block]:
    report, memo = told.report, told.report.memo
    yield Heading("บันทึกข้อความ")
    yield Paragraph(f"ส่วนราชการ งานนิติการ {told.agency}")
    yield Paragraph(f"ที่ {hand(memo.number)}    วันที่ {hand.day(memo.date)}")
    yield Paragraph(f"เรื่อง {hand(memo.subject)}")
    yield Paragraph(f"เรียน นายก{report.agency.type}{report.agency.name}")
    if memo.refers_to:
        yield Paragraph(
            f"อ้างถึง หนังสือจังหวัด ที่ {hand(memo.refers_to.number)} ลงวันที่ "
            f"{hand.day(memo.refers_to.date)}"
        )
    yield Paragraph(
        f"{told.agency} {told.place} (รหัส อปท. {hand(report.agency.code)}) เข้ารับการประเมิน ITA "
        f"ประจำปีงบประมาณ พ.ศ."
        f" {hand(told.year)} ได้คะแนนรวม {hand(report.total)} คะแนน อยู่ในระดับ {report.level} "
        f"โดยมีคะแนนรายตัวชี้วัดดังต่อไปนี้"
    )
    for each in report.indicators:
        yield Paragraph(
            f"{each.name} (เครื่องมือ {each.tool}) ได้ {hand(each.score)} คะแนน ถือว่า{each.result}",
            number=each.number,
        )


def _results(told: Told, hand: Hand) -> Iterator[Block]:
    tools, parts = told.report.tools, told.report.eit_parts
    for tool, score in tools or ():
        if score is not None:
            yield Paragraph(f"คะแนนเฉลี่ยของเครื่องมือ {tool} เท่ากับ {hand(score)} คะแนน")
    if parts:
        yield Paragraph(
            f"สำหรับ EIT แบ่งเป็น EIT ส่วนที่ {hand(1)} ได้ {hand(parts.part1)} คะแนน"
            f" และ EIT ส่วนที่ {hand(2)} ได้ {hand(parts.part2)} คะแนน"
        )


def _strengths(told: Told, hand: Hand) -> Iterator[Block]:
    if told.report.strengths:
        yield Heading("ประเด็นที่ควรรักษาระดับ")
    for each in told.report.strengths:
        scored = "" if each.score is None else f" ได้ {hand(each.score)} คะแนน"
        yield Paragraph(
            f"ตัวชี้วัดที่ {hand(each.indicator)} {told.indicators[each.indicator].name} ประเด็น: "
            f"{hand(each.point)}{scored}"
        )
        yield Paragraph(f"แนวทางรักษาระดับ: {hand(each.keep)}")


def _weak(told: Told, hand: Hand, entry: WeakIndicator) -> Iterator[Block]:
    indicator = told.indicators[entry.indicator]
    yield Heading(
        f"ตัวชี้วัดที่ {hand(entry.indicator)} {indicator.name} คะแนนเฉลี่ย {hand(indicator.score)} คะแนน"
        f" ผลการประเมิน {indicator.result}"
    )
    for item in entry.items:
        measure = told.measures[item.item]
        yield Paragraph(
            f"ข้อ {hand(item.item)} {hand(told.title(item.item))} ได้ {hand(item.score)} คะแนน"
        )
        yield Paragraph(f"แนวทางการพัฒนา: {hand(item.remedy or entry.remedy)}")
        yield Paragraph(f"ผู้รับผิดชอบ: {hand(measure.division)}")
        yield from _list("ขั้นตอนหรือวิธีการ", measure.steps, hand)
        yield from _list("การรายงานผลและกำกับติดตาม", measure.follow_up, hand)
        yield Paragraph(f"กำหนดเวลาแล้วเสร็จ: {hand.due(measure)}")


def _list(label: str, texts: tuple[str, ...], hand: Hand) -> Iterator[Block]:
    if len(texts) == 1:
        yield Paragraph(f"{label}: {hand(texts[0])}")
        return
    yield Paragraph(f"{label}:")
    for n, text in enumerate(texts, 1):
        yield Paragraph(f"({hand(n)}) {hand(text)}")
