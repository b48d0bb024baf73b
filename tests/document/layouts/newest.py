"""Layouts newer than the reader that was measured on H and I.

Whoever writes the reader does not look at these.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest

from ita_sync.report import Indicator, Measure, Tool, WeakIndicator
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
from tests.document.layouts.told import TOOL_NAMES, Hand, Told

PLAIN = "J plain report after the form"
CALENDAR = "K two columns of indicators, measures by due time"
DUE = "กำหนดเวลา : "


def lay_plain(told: Told) -> Manuscript:
    """Return the report as most offices write it: a memo, tables of scores, points, measures."""
    hand = Hand(thai=told.seed % 4 != 1)
    blocks = [
        *_plain_memo(told, hand),
        NewPage(),
        *_plain_scores(told, hand),
        *_plain_strengths(told, hand),
        *_plain_weak(told, hand),
        *_plain_measures(told, hand),
    ]
    return Manuscript(PLAIN, tuple(blocks), frozenset({("agency", "code")}))


def _plain_memo(told: Told, hand: Hand) -> Iterator[Block]:
    report, memo, rng = told.report, told.report.memo, told.rng(PLAIN)
    yield Heading("บันทึกข้อความ")
    yield Paragraph(f"ส่วนราชการ งานบริหารทั่วไป สำนักปลัด {told.agency}")
    yield Paragraph(f"ที่ {hand(memo.number)}\tวันที่ {hand.day(memo.date)}")
    yield Paragraph(f"เรื่อง {hand(memo.subject)}")
    yield Paragraph(f"เรียน นายก{report.agency.type}")
    if memo.refers_to:
        refers = memo.refers_to
        yield Paragraph(f"อ้างถึง หนังสือที่ {hand(refers.number)} ลงวันที่ {hand.day(refers.date)}")
    yield Heading(f"{hand(1)}. เรื่องเดิม")
    yield Paragraph(
        f"{told.agency} ได้มีคำสั่งที่ {hand(f'{rng.randint(101, 399)}/{told.year}')} "
        f"แต่งตั้งคณะทำงานขับเคลื่อน ITA"
        f" ของหน่วยงาน เพื่อรับการประเมินในปีงบประมาณ พ.ศ. {hand(told.year)}"
    )
    yield Heading(f"{hand(2)}. ข้อเท็จจริง")
    yield Paragraph(
        f"ผลการประเมิน ITA ของ{told.agency} ปีงบประมาณ พ.ศ. {hand(told.year)} มีคะแนนรวม "
        f"{hand(report.total)} คะแนน"
        f" จากคะแนนเต็ม {hand(100)} คะแนน ระดับผลการประเมิน “{report.level}” "
        f"คณะทำงานได้จัดทำรายงานการวิเคราะห์แล้ว"
    )
    yield Heading(f"{hand(3)}. ข้อพิจารณา")
    yield Paragraph(f"เห็นควรแจ้งทุกกองถือปฏิบัติตามมาตรการในรายงาน ซึ่งเผยแพร่ไว้ที่ {report.url}")
    yield Paragraph("จึงเรียนมาเพื่อโปรดพิจารณา")
    yield Paragraph(f"(ลงชื่อ) ........................ ปลัด{report.agency.type}")


def _plain_scores(told: Told, hand: Hand) -> Iterator[Block]:
    report = told.report
    yield Heading("รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA)")
    yield Paragraph(f"ประจำปีงบประมาณ พ.ศ. {hand(told.year)}")
    yield Paragraph(f"{told.agency} {told.place}")
    yield Heading(f"{hand(1)}. ผลคะแนนรายตัวชี้วัด")
    rows: list[tuple[Cell | None, ...]] = [row("ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "แบบวัด", "คะแนนที่ได้", "สรุปผล")]
    rows += [
        row(hand(each.number), each.name or "", each.tool, hand(each.score), each.result or "")
        for each in report.indicators
    ]
    rows.append((Cell("คะแนนรวม", across=3), None, None, *row(hand(report.total), report.level)))
    yield Table(tuple(rows))
    scores = [(f"{TOOL_NAMES[tool]} ({tool})", score) for tool, score in _tools(told)]
    if report.eit_parts:
        scores.append((f"แบบวัด EIT ส่วนที่ {hand(1)}", report.eit_parts.part1))
        scores.append((f"แบบวัด EIT ส่วนที่ {hand(2)}", report.eit_parts.part2))
    if scores:
        yield Paragraph("คะแนนเฉลี่ยแยกตามแบบวัด")
        yield Table(
            (row("แบบวัด", "คะแนนเฉลี่ย"), *(row(name, hand(score)) for name, score in scores))
        )


def _tools(told: Told) -> list[tuple[Tool, Decimal]]:
    """Return the tools whose score is given."""
    return [(Tool(tool), score) for tool, score in told.report.tools or () if score is not None]


def _plain_strengths(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading(f"{hand(2)}. จุดแข็งที่ควรรักษาไว้")
    if not told.report.strengths:
        yield Paragraph("- ไม่มี -")
        return
    rows = [
        row(
            f"ตัวชี้วัดที่ {hand(each.indicator)} {told.indicators[each.indicator].name}",
            hand(each.point),
            hand.score(each.score),
            hand(each.keep),
        )
        for each in told.report.strengths
    ]
    yield Table((row("ตัวชี้วัด", "จุดแข็ง", "คะแนน", "แนวทางการรักษาระดับ"), *rows))


def _plain_weak(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading(f"{hand(3)}. จุดที่ต้องปรับปรุง (ตัวชี้วัดที่ได้คะแนนไม่ถึง {hand(85)})")
    if not told.report.weak:
        yield Paragraph("- ไม่มี -")
    for n, entry in enumerate(told.report.weak, 1):
        indicator = told.indicators[entry.indicator]
        yield Paragraph(
            f"{hand(f'3.{n}')} ตัวชี้วัดที่ {hand(entry.indicator)} {indicator.name} (แบบวัด "
            f"{indicator.tool})"
            f" ได้คะแนน {hand(indicator.score)} {indicator.result}"
        )
        rows = [
            (*row(f"{hand(item.item)} {hand(told.title(item.item))}", hand(item.score)), remedy)
            for item, remedy in zip(entry.items, _remedies(hand, entry), strict=True)
        ]
        yield Table((row("ข้อคำถาม", "คะแนนที่ได้", "แนวทางการปรับปรุง"), *rows))


def _remedies(hand: Hand, entry: WeakIndicator) -> Iterator[Cell | None]:
    """Yield the remedy of each item; one for all stands in a tall cell."""
    for n, item in enumerate(entry.items):
        if entry.remedy:
            yield None if n else Cell(hand(entry.remedy), down=len(entry.items))
        else:
            yield Cell(hand(item.remedy))


def _plain_measures(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading(f"{hand(4)}. มาตรการยกระดับผลการประเมิน ปีงบประมาณ พ.ศ. {hand(told.year + 1)}")
    if not told.report.measures:
        yield Paragraph("- ไม่มี -")
        return
    header = row(
        "ลำดับ", "ข้อคำถาม", "ขั้นตอน/วิธีการ", "ผู้รับผิดชอบ", "กำหนดแล้วเสร็จ", "การรายงานผลและติดตาม"
    )
    rows = [
        row(
            hand(n),
            f"{hand(measure.item)} {hand(told.title(measure.item))}",
            hand.numbered(measure.steps),
            hand(measure.division),
            hand.due(measure),
            hand.numbered(measure.follow_up),
        )
        for n, measure in enumerate(told.report.measures, 1)
    ]
    yield Table((header, *rows))


def lay_calendar(told: Told) -> Manuscript:
    """Return the report with a cover, indicators in two halves, and measures by due time."""
    hand = Hand(thai=False)
    blocks = [
        *_cover(told, hand),
        NewPage(),
        *_prose_memo(told, hand),
        NewPage(),
        *_halves(told, hand),
        *_to_solve(told, hand),
        *_by_due(told, hand),
        *_done_well(told, hand),
    ]
    return Manuscript(CALENDAR, tuple(blocks))


def _cover(told: Told, hand: Hand) -> Iterator[Block]:
    report = told.report
    yield Heading(f"รายงานวิเคราะห์ผล ITA และแผนยกระดับ ประจำปีงบประมาณ พ.ศ. {told.year}")
    yield Paragraph(told.agency)
    yield Paragraph(f"{told.place} รหัส อปท. {report.agency.code}")
    yield Paragraph(
        f"คะแนนภาพรวมของหน่วยงาน ร้อยละ {hand(report.total)} ระดับ {report.level}", boxed=True
    )
    yield Heading("สารบัญ")
    chapters = ("บันทึกเสนอผู้บริหาร", "ผลคะแนน", "ข้อที่ต้องแก้ไข", "แผนตามกำหนดเวลา", "สิ่งที่ทำได้ดี")
    for n, chapter in enumerate(chapters, 1):
        yield Paragraph(f"{chapter} ........................ หน้า {n + 1}")


def _prose_memo(told: Told, hand: Hand) -> Iterator[Block]:
    """The letter referred to stands in the first sentence."""
    report, memo = told.report, told.report.memo
    yield Heading("บันทึกข้อความ")
    yield Paragraph(f"ส่วนราชการ กลุ่มงานธรรมาภิบาล {told.agency}")
    yield Paragraph(f"ที่ {hand(memo.number)}\tวันที่ {hand.brief(memo.date)}")
    yield Paragraph(f"เรื่อง {memo.subject}")
    yield Paragraph(f"เรียน นายก{report.agency.type} ผ่านปลัด{report.agency.type}")
    asked = f"ด้วยหน่วยงานได้รับแจ้งผล ITA ปีงบประมาณ พ.ศ. {told.year} แล้ว"
    if memo.refers_to:
        refers = memo.refers_to
        sent = f"ที่ {hand(refers.number)} ลงวันที่ {hand.brief(refers.date)}"
        asked = f"อ้างถึงหนังสือจังหวัด{report.agency.province} {sent} ขอให้หน่วยงานวิเคราะห์ผล ITA นั้น"
    yield Paragraph(f"{asked} กลุ่มงานธรรมาภิบาลจึงได้จัดทำรายงานฉบับนี้เสนอมาเพื่อโปรดทราบ")
    yield Paragraph(f"ดูรายงานฉบับอิเล็กทรอนิกส์ได้ที่ {report.url}")


def _halves(told: Told, hand: Hand) -> Iterator[Block]:
    """The first half of the indicators on the left, the second on the right of one table."""
    report = told.report
    yield Heading("ผลคะแนน")
    half = (len(report.indicators) + 1) // 2
    head = ("ตัวชี้วัด", "ร้อยละ", "ผลการประเมิน")
    pairs = zip_longest(report.indicators[:half], report.indicators[half:])
    rows = [row(*_half(hand, left), *_half(hand, right)) for left, right in pairs]
    whole = f"คะแนนภาพรวมของหน่วยงาน ร้อยละ {hand(report.total)} ระดับ {report.level}"
    yield Table((row(*head, *head), *rows, (Cell(whole, across=6), *[None] * 5)))
    for tool, score in _tools(told):
        yield Paragraph(f"แบบวัด {tool} ได้ร้อยละ {hand(score)}")
    if report.eit_parts:
        first, second = report.eit_parts.part1, report.eit_parts.part2
        yield Paragraph(
            f"แบบวัด EIT ส่วนที่ 1 ได้ร้อยละ {hand(first)} และ EIT ส่วนที่ 2 ได้ร้อยละ {hand(second)}"
        )


def _half(hand: Hand, each: Indicator | None) -> tuple[str, str, str]:
    return (
        (f"{each.number}. {each.name} ({each.tool})", hand(each.score), each.result or "")
        if each
        else ("", "", "")
    )


def _to_solve(told: Told, hand: Hand) -> Iterator[Block]:
    """All weak items in one table, the score below the question."""
    yield Heading("ข้อที่ต้องแก้ไข")
    if not told.report.weak:
        yield Paragraph("ไม่มีข้อที่ต้องแก้ไข")
        return
    rows: list[tuple[Cell | None, ...]] = []
    for entry in told.report.weak:
        owner = Cell(
            f"{entry.indicator}. {told.indicators[entry.indicator].name}", down=len(entry.items)
        )
        for n, (item, remedy) in enumerate(zip(entry.items, _remedies(hand, entry), strict=True)):
            asked = f"{item.item.upper()} {hand(told.title(item.item))}\nได้ร้อยละ {hand(item.score)}"
            rows.append((None if n else owner, Cell(asked), remedy))
    yield Table((row("ตัวชี้วัด", "ข้อคำถามและร้อยละที่ได้", "แนวทางแก้ไข"), *rows))


def _by_due(told: Told, hand: Hand) -> Iterator[Block]:
    """Measures under rows that say when they are due."""
    yield Heading(f"แผนตามกำหนดเวลา ปีงบประมาณ พ.ศ. {told.year + 1}")
    groups: dict[str, list[Measure]] = {}
    for measure in told.report.measures:
        groups.setdefault(hand.due(measure), []).append(measure)
    if not groups:
        yield Paragraph("ไม่มีมาตรการเพิ่มเติม")
        return
    rows: list[tuple[Cell | None, ...]] = []
    for due, measures in groups.items():
        rows.append((Cell(f"{DUE}{due}", across=4), None, None, None))
        rows += [
            row(
                measure.item.upper(),
                hand.numbered(measure.steps),
                hand(measure.division),
                hand.numbered(measure.follow_up),
            )
            for measure in measures
        ]
    yield Table((row("ข้อคำถาม", "วิธีดำเนินการ", "หน่วยงานที่รับผิดชอบ", "การติดตามและรายงานผล"), *rows))


def _done_well(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading("สิ่งที่ทำได้ดี")
    if not told.report.strengths:
        yield Paragraph("ยังไม่มี")
        return
    rows = []
    for each in told.report.strengths:
        scored = "" if each.score is None else f"\nได้ร้อยละ {hand(each.score)}"
        owner = f"{each.indicator}. {told.indicators[each.indicator].name}"
        rows.append(row(owner, f"{hand(each.point)}{scored}", hand(each.keep)))
    yield Table((row("ตัวชี้วัด", "ประเด็นที่ทำได้ดีและร้อยละที่ได้", "วิธีรักษาระดับ"), *rows))
