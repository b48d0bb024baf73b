"""A layout in another order and in Arabic digits.

Among figures of other years, and rules that are not the report's.
"""

from collections.abc import Iterator
from decimal import Decimal

from ita_sync.report import Measure
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

NAME = "E another order, other years' figures"


def lay(told: Told) -> Manuscript:
    """Return the report in this layout."""
    hand = Hand(thai=False)
    blocks = [
        *_cover(told, hand),
        *_rules(told),
        *_history(told),
        NewPage(),
        *_measures(told, hand),
        *_strengths(told, hand),
        *_weak(told, hand),
        *_results(told, hand),
        NewPage(),
        *_memo(told, hand),
    ]
    return Manuscript(NAME, tuple(blocks))


def _cover(told: Told, hand: Hand) -> Iterator[Block]:
    agency = told.report.agency
    yield Heading("รายงานผลการวิเคราะห์การประเมินคุณธรรมและความโปร่งใส (ITA)")
    yield Paragraph(f"ประจำปีงบประมาณ พ.ศ. {told.year}")
    yield Paragraph(f"{told.agency} {told.place}")
    yield Paragraph(f"คะแนนรวม {told.report.total} คะแนน ระดับ {told.report.level}", boxed=True)
    yield Heading("ข้อมูลหน่วยงาน")
    yield Table((row("รหัส อปท.", "ประเภท", "ชื่อ"), row(hand(agency.code), agency.type, agency.name)))


def _rules(told: Told) -> Iterator[Block]:
    yield Heading("บทที่ 1 หลักเกณฑ์")
    shares = [(part.name, part.weight) for part in told.framework.parts]
    yield Table(
        (
            row("เครื่องมือ", "น้ำหนัก"),
            *(row(name, f"ร้อยละ {int(weight * 100)}") for name, weight in shares),
        )
    )
    yield Paragraph("ระดับผลการประเมินที่ใช้ในปีก่อน ๆ เป็นดังนี้")
    bands = (
        ("95.00 - 100", "AA"),
        ("85.00 - 94.99", "A"),
        ("75.00 - 84.99", "B"),
        ("65.00 - 74.99", "C"),
    )
    more = (("55.00 - 64.99", "D"), ("50.00 - 54.99", "E"), ("0 - 49.99", "F"))
    yield Table((row("คะแนน", "ระดับ"), *(row(*band) for band in (*bands, *more))))
    yield Paragraph("ตั้งแต่ปีงบประมาณ พ.ศ. 2566 ใช้เกณฑ์ใหม่ ดังนี้")
    names = ("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน")
    starts = ("95.00 - 100", "85.00 ขึ้นไป", "85.00 ขึ้นไป", "70.00 - 84.99", "0 - 69.99")
    asked = ("ทุกเครื่องมือตั้งแต่ 95", "ทุกเครื่องมือตั้งแต่ 85", "บางเครื่องมือต่ำกว่า 85", "-", "-")
    yield Table(
        (
            row("คะแนน", "เงื่อนไข", "ระดับ"),
            *(row(*each) for each in zip(starts, asked, names, strict=True)),
        )
    )


def _history(told: Told) -> Iterator[Block]:
    """Last years' figures: whoever takes them for this year's is wrong."""
    rng = told.rng(NAME)

    def other(score: Decimal) -> Decimal:
        moved = score + Decimal(rng.choice([-1, 1]) * rng.randint(100, 900)) / 100
        return (
            moved if 0 <= moved <= 100 else score - Decimal(7) if score >= 7 else score + Decimal(7)
        )

    yield Heading("บทที่ 2 ผลการประเมินย้อนหลัง")
    last = told.year - 1
    yield Paragraph(f"ในปีงบประมาณ พ.ศ. {last} หน่วยงานได้คะแนนรวม {other(told.report.total)} คะแนน")
    header = row("ตัวชี้วัด", f"ปี {last - 1}", f"ปี {last}")
    rows = [
        row(each.name or "", f"{other(each.score)}", f"{other(each.score)}")
        for each in told.report.indicators
    ]
    total = row("คะแนนรวม", f"{other(told.report.total)}", f"{other(told.report.total)}")
    yield Table((header, *rows, total))


def _measures(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading(f"บทที่ 3 มาตรการยกระดับ ปีงบประมาณ พ.ศ. {told.year + 1}")
    if not told.report.measures:
        yield Paragraph("ไม่มีประเด็นที่ต่ำกว่าเกณฑ์ จึงไม่ได้กำหนดมาตรการเพิ่มเติม")
        return
    header = row("ผู้รับผิดชอบ", "กำหนดเวลาแล้วเสร็จ", "ข้อ", "ขั้นตอนหรือวิธีการ", "การรายงานผลและกำกับติดตาม")
    yield Table(
        (header, *(_measure(told, hand, measure) for measure in told.report.measures)), ruled=False
    )


def _measure(told: Told, hand: Hand, measure: Measure) -> tuple[Cell, ...]:
    return row(
        measure.division or "",
        hand.due(measure),
        f"{measure.item} {told.title(measure.item)}",
        hand.numbered(measure.steps),
        hand.numbered(measure.follow_up),
    )


def _strengths(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading("บทที่ 4 ประเด็นที่ควรรักษาระดับ")
    if not told.report.strengths:
        yield Paragraph("-")
        return
    header = row("แนวทางรักษาระดับ", "ประเด็น", "ตัวชี้วัด", "คะแนน")
    yield Table(
        (
            header,
            *(
                row(
                    each.keep or "",
                    each.point,
                    f"{each.indicator}. {told.indicators[each.indicator].name}",
                    hand.score(each.score),
                )
                for each in told.report.strengths
            ),
        )
    )


def _weak(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading("บทที่ 5 ข้อคำถามที่ต่ำกว่าเกณฑ์และแนวทางการพัฒนา")
    if not told.report.weak:
        yield Paragraph("ไม่พบข้อคำถามของตัวชี้วัดที่ต่ำกว่าเกณฑ์")
        return
    rows: list[tuple[Cell | None, ...]] = []
    for entry in told.report.weak:
        for n, item in enumerate(entry.items):
            remedy: Cell | None = Cell(item.remedy) if item.remedy else None
            if entry.remedy and n == 0:
                remedy = Cell(entry.remedy, down=len(entry.items))
            owner = f"{entry.indicator}. {told.indicators[entry.indicator].name}"
            cells = row(hand(item.score), f"{item.item} {told.title(item.item)}")
            rows.append((None if n else Cell(owner, down=len(entry.items)), remedy, *cells))
    yield Table((row("ตัวชี้วัด", "แนวทางการพัฒนา", "คะแนน", "ข้อคำถาม"), *rows))


def _results(told: Told, hand: Hand) -> Iterator[Block]:
    report = told.report
    yield Heading(f"บทที่ 6 คะแนนของปีงบประมาณ พ.ศ. {told.year}")
    header = row("เครื่องมือ", "ผลการประเมิน", "คะแนน", "ตัวชี้วัด", "ที่")
    rows = [
        row(each.tool, each.result or "", hand(each.score), each.name or "", hand(each.number))
        for each in report.indicators
    ]
    yield Table((header, *rows))
    found = (
        [row(tool, hand(score)) for tool, score in report.tools if score is not None]
        if report.tools
        else []
    )
    if report.eit_parts:
        found.append(row("EIT ส่วนที่ 1", hand(report.eit_parts.part1)))
        found.append(row("EIT ส่วนที่ 2", hand(report.eit_parts.part2)))
    if found:
        yield Paragraph("คะแนนรายเครื่องมือ")
        yield Table((row("เครื่องมือ", "คะแนน"), *found))
    yield Paragraph(f"คะแนนเฉลี่ยรวม {report.total} คะแนน ระดับผลการประเมิน {report.level}")


def _memo(told: Told, hand: Hand) -> Iterator[Block]:
    memo = told.report.memo
    yield Heading("บันทึกข้อความ")
    yield Paragraph(f"ส่วนราชการ สำนักปลัด {told.agency}")
    yield Paragraph(f"ที่ {hand(memo.number)}")
    yield Paragraph(f"วันที่ {hand.day(memo.date)}")
    yield Paragraph(f"เรื่อง {memo.subject}")
    yield Paragraph(f"เรียน นายก{told.report.agency.type}")
    if memo.refers_to:
        yield Paragraph(
            f"อ้างถึง หนังสือ ที่ {hand(memo.refers_to.number)} ลงวันที่ {hand.day(memo.refers_to.date)}"
        )
    yield Paragraph(
        f"ขอส่งรายงานของปีงบประมาณ พ.ศ. {told.year} ตามที่แนบข้างต้น และเผยแพร่ที่ {told.report.url}"
    )
    yield Paragraph("จึงเรียนมาเพื่อโปรดทราบ")
