"""A layout as the official form has it.

Two memos, ten scores, tables of weak items, of strengths, of measures.
"""

from collections.abc import Iterator

from ita_sync.report import Measure, WeakIndicator
from tests.document.layouts.manuscript import (
    Block,
    Cell,
    Heading,
    Manuscript,
    NewPage,
    Paragraph,
    Table,
    row,
)
from tests.document.layouts.told import Hand, Told

NAME = "A as the form is built"
LACKS = frozenset({("agency", "code"), ("url",), ("tools",), ("eit_parts",)})


def lay(told: Told) -> Manuscript:
    """Return the report in this layout."""
    hand = Hand(thai=True)
    blocks = [
        *_asking(told, hand),
        NewPage(),
        *_reporting(told, hand),
        NewPage(),
        *_analysis(told, hand),
        *_weak(told, hand),
        *_strengths(told, hand),
        *_measures(told, hand),
    ]
    return Manuscript(NAME, tuple(blocks), LACKS)


def _asking(told: Told, hand: Hand) -> Iterator[Block]:
    """The memo that asks to publish: a number of its own, not the report's."""
    report, rng = told.report, told.rng(NAME)
    own = f"{report.memo.number.rpartition('/')[0]} / {hand(rng.randint(1000, 1999))}"
    yield Heading("บันทึกข้อความ")
    yield Paragraph(f"ส่วนราชการ สำนักปลัด {told.agency} โทร. {hand('0-4480-0000')}")
    yield Paragraph(f"ที่ {hand(own)}")
    yield Paragraph(f"วันที่ {hand.day(report.memo.date)}")
    yield Paragraph(f"เรื่อง ขออนุญาตนำผลการวิเคราะห์ ITA ของ{told.agency} ลงเว็บไซต์")
    yield Paragraph(f"เรียน นายก{report.agency.type}")
    yield Heading("ข้อเท็จจริง")
    yield Paragraph(
        f"คณะทำงานได้ประชุมพิจารณาผลการประเมิน ITA ปีงบประมาณ {hand(told.year)} แล้ว "
        f"ปรากฏว่า{told.agency} ได้"
        f"คะแนนรวม {hand(report.total)} คะแนน แยกเป็นรายตัวชี้วัดดังนี้"
    )
    for indicator in report.indicators:
        yield Paragraph(f"{hand(indicator.number)}. {indicator.name} {hand(indicator.score)} คะแนน")
    yield Heading("ข้อเสนอ")
    yield Paragraph(
        f"จึงเห็นควรเผยแพร่ให้ประชาชนทราบตามพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. {hand(2540)}"
    )
    yield Paragraph(f"(ลงชื่อ) ........................ ปลัด{report.agency.type}")


def _reporting(told: Told, hand: Hand) -> Iterator[Block]:
    memo = told.report.memo
    yield Heading("บันทึกข้อความ")
    yield Paragraph(f"ส่วนราชการ สำนักปลัด {told.agency} โทร. {hand('0-4480-0000')}")
    yield Paragraph(f"ที่ {hand(memo.number)}")
    yield Paragraph(f"วันที่ {hand.day(memo.date)}")
    yield Paragraph(f"เรื่อง {hand(memo.subject)}")
    yield Paragraph(f"เรียน นายก{told.report.agency.type}")
    if memo.refers_to:
        yield Paragraph(
            f"อ้างถึง หนังสือ ที่ {hand(memo.refers_to.number)} ลงวันที่ {hand.day(memo.refers_to.date)}"
        )
    yield Paragraph(
        f"ด้วยจังหวัดได้ขอให้ทุกหน่วยงานนำผลการประเมินไปวางแผนยกระดับในปีงบประมาณ พ.ศ. {hand(told.year + 1)} "
        f"นั้น"
        " บัดนี้ได้จัดทำรายงานเสร็จเรียบร้อยแล้ว รายละเอียดตามเอกสารแนบ"
    )
    yield Paragraph("จึงเรียนมาเพื่อโปรดทราบ")
    yield Paragraph(f"(ลงชื่อ) ........................ ปลัด{told.report.agency.type}")
    yield Paragraph(f"คำสั่งของนายก{told.report.agency.type} ........................")


def _analysis(told: Told, hand: Hand) -> Iterator[Block]:
    report = told.report
    yield Heading(f"รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {hand(told.year)}")
    yield Paragraph(told.agency)
    yield Paragraph(told.place)
    yield Paragraph(f"คะแนนเฉลี่ยรวม {hand(report.total)} คะแนน ระดับผลการประเมิน ({report.level})")
    yield Heading("ผลการวิเคราะห์จำแนกตามเครื่องมือการประเมิน")
    header = row("ตัวชี้วัดที่", "เครื่องมือการประเมิน", "ตัวชี้วัด", "คะแนน", "ผลการประเมิน")
    yield Table(
        (
            header,
            *(
                row(
                    hand(each.number),
                    each.tool,
                    each.name or "",
                    hand(each.score),
                    each.result or "",
                )
                for each in report.indicators
            ),
        )
    )


def _head(told: Told, hand: Hand, number: int) -> str:
    indicator = told.indicators[number]
    score, result = hand(indicator.score), indicator.result or ""
    named = f"ตัวชี้วัดที่ {hand(number)} {indicator.name}"
    return f"{named} คะแนนเฉลี่ย {score} คะแนน ผลการประเมิน {result}"


def _weak(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading(f"{hand(1)}) ข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไข (ตัวชี้วัดที่ต่ำกว่า {hand(85)} คะแนน)")
    if not told.report.weak:
        yield Paragraph("ไม่มีตัวชี้วัดที่ต่ำกว่าเกณฑ์")
    for entry in told.report.weak:
        yield Heading(f"{_head(told, hand, entry.indicator)} {told.tool(entry.indicator)}")
        yield _weak_table(told, hand, entry)


def _weak_table(told: Told, hand: Hand, entry: WeakIndicator) -> Table:
    indicator = told.indicators[entry.indicator]
    title = f"เครื่องมือการประเมิน {indicator.tool} ตัวชี้วัดที่ {hand(entry.indicator)} {indicator.name}"
    rows: list[tuple[Cell | None, ...]] = [
        (Cell(title, across=3), None, None),
        row("ประเด็นข้อคำถาม", "คะแนน", "แนวทางการพัฒนา"),
    ]
    for n, item in enumerate(entry.items):
        score = "๐๐.๐๐" if not item.score else hand(item.score)
        remedy = Cell(hand(item.remedy)) if item.remedy else None
        if entry.remedy and n == 0:
            remedy = Cell(hand(entry.remedy), down=len(entry.items))
        rows.append((Cell(f"{hand(item.item)} {hand(told.title(item.item))}"), Cell(score), remedy))
    return Table(tuple(rows))


def _strengths(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading(f"{hand(2)}) ประเด็นที่ต้องพัฒนาให้ดีขึ้น (ตัวชี้วัดที่ได้ {hand(85)} คะแนนขึ้นไป)")
    for n, strength in enumerate(told.report.strengths, 1):
        yield Heading(
            f"{hand(f'2.{n}')}) {_head(told, hand, strength.indicator)} "
            f"{told.tool(strength.indicator)}"
        )
        yield Table(
            (
                row("ประเด็นข้อคำถาม", "คะแนน", "ประเด็นที่ควรพัฒนา/รักษาระดับ"),
                row(hand(strength.point), hand.score(strength.score), hand(strength.keep)),
            )
        )


def _measures(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading(f"มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {hand(told.year + 1)}")
    header = row(
        "ประเด็นที่ต้องปรับปรุงแก้ไข",
        "ผู้รับผิดชอบ",
        "ขั้นตอนหรือวิธีการ/มาตรการ",
        "การรายงานผลและกำกับติดตาม กำหนดเวลาแล้วเสร็จ",
    )
    for entry in told.report.weak:
        yield Heading(_head(told, hand, entry.indicator))
        rows = [_measure(told, hand, told.measures[item.item]) for item in entry.items]
        yield Table((header, *rows), cuts=(5,) if len(rows) > 5 else ())


def _measure(told: Told, hand: Hand, measure: Measure) -> tuple[Cell, ...]:
    said = "ข้อ " if measure.item.startswith("o") else ""
    return row(
        f"{said}{hand(measure.item)} {hand(told.title(measure.item))}",
        hand(measure.division),
        hand.numbered(measure.steps),
        f"{hand.numbered(measure.follow_up)}\n{hand.due(measure)}",
    )
