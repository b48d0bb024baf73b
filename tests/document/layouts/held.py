"""Layouts that are held back: whoever writes the reader does not look at them before it is done."""

from collections.abc import Iterator

from ita_sync.report import Measure, WeakIndicator, WeakItem
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

BY_DIVISION = "F measures by division, items by title"
ONE_LIST = "G one list of findings"


def lay_by_division(told: Told) -> Manuscript:
    """Return the report with measures grouped by division.

    Items are named by title where their year has titles.
    """
    hand = Hand(thai=True)
    blocks = [
        *_short_memo(told, hand),
        *_pyramid(told, hand),
        NewPage(),
        *_faults(told, hand),
        *_divisions(told, hand),
        *_kept(told, hand),
    ]
    return Manuscript(BY_DIVISION, tuple(blocks))


def _short_memo(told: Told, hand: Hand) -> Iterator[Block]:
    report, memo = told.report, told.report.memo
    yield Heading("บันทึกข้อความ")
    yield Paragraph(f"ส่วนราชการ {told.agency} {told.place}")
    yield Paragraph(f"ที่ {hand(memo.number)}\tวันที่ {hand.brief(memo.date)}")
    yield Paragraph(f"เรื่อง {hand(memo.subject)}")
    yield Paragraph("เรียน ผู้บริหารท้องถิ่น")
    if memo.refers_to:
        refers = memo.refers_to
        yield Paragraph(f"อ้างถึง {hand(refers.number)} ลงวันที่ {hand.day(refers.date)}")
    yield Paragraph(
        f"ตามที่ได้มีการประกาศผล ITA ปี {hand(told.year)} หน่วยงานของเรามีผลคะแนนรวมร้อยละ "
        f"{hand(report.total)}"
        f" ระดับผลการประเมิน {report.level} จึงขอรายงานผลการวิเคราะห์มาเพื่อทราบ และขอใช้แผนปรับปรุงท้ายบันทึกนี้"
    )
    yield Paragraph(f"รหัส อปท. {hand(report.agency.code)} เผยแพร่ที่ {report.url}")


def _pyramid(told: Told, hand: Hand) -> Iterator[Block]:
    """Indicators under their tools, the tool's cell over all of its rows."""
    yield Heading("ผลคะแนนจำแนกตามแบบวัด")
    rows: list[tuple[Cell | None, ...]] = [
        row("แบบวัด", "ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนนที่ได้", "ผลการประเมิน")
    ]
    report = told.report
    for tool in dict.fromkeys(each.tool for each in report.indicators):
        own = [each for each in report.indicators if each.tool is tool]
        given = getattr(report.tools, tool, None)
        label = tool if given is None else f"{tool}\nคะแนนแบบวัด {hand(given)}"
        for n, each in enumerate(own):
            cells = row(hand(each.number), each.name or "", hand(each.score), each.result or "")
            rows.append((None if n else Cell(label, down=len(own)), *cells))
    rows.append((Cell("คะแนนรวม", across=3), None, None, *row(hand(report.total), report.level)))
    yield Table(tuple(rows))
    if report.eit_parts:
        first, second = hand(report.eit_parts.part1), hand(report.eit_parts.part2)
        yield Paragraph(f"หมายเหตุ EIT ส่วนที่ {hand(1)} = {first} / EIT ส่วนที่ {hand(2)} = {second}")


def _name(told: Told, hand: Hand, item: str) -> str:
    """Return an item's title alone where the year's rules have it, else with its id."""
    title = told.title(item)
    return hand(title) if item in told.framework.titles.items else f"{hand(item)}. {hand(title)}"


def _faults(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading("จุดอ่อนที่ต้องเร่งแก้ไข")
    if not told.report.weak:
        yield Paragraph("จากการวิเคราะห์ไม่พบจุดอ่อนที่ต้องเร่งแก้ไข")
    for entry in told.report.weak:
        indicator = told.indicators[entry.indicator]
        yield Paragraph(
            f"ตัวชี้วัดที่ {hand(entry.indicator)} {indicator.name} ({hand(indicator.score)} คะแนน)"
        )
        yield _fault_table(told, hand, entry)


def _fault_table(told: Told, hand: Hand, entry: WeakIndicator) -> Table:
    rows: list[tuple[Cell | None, ...]] = [row("ลำดับ", "ประเด็นข้อคำถาม", "แนวทางการพัฒนา", "คะแนน")]
    for n, item in enumerate(entry.items, 1):
        remedy = Cell(hand(item.remedy)) if item.remedy else None
        if entry.remedy and n == 1:
            remedy = Cell(hand(entry.remedy), down=len(entry.items))
        rows.append(
            (Cell(hand(n)), Cell(_name(told, hand, item.item)), remedy, Cell(hand(item.score)))
        )
    return Table(tuple(rows))


def _divisions(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading(f"แผนปรับปรุงรายส่วนราชการ ประจำปีงบประมาณ {hand(told.year + 1)}")
    groups: dict[str, list[Measure]] = {}
    for measure in told.report.measures:
        groups.setdefault(measure.division or "", []).append(measure)
    for division, measures in groups.items():
        yield Paragraph(f"ผู้รับผิดชอบ {hand(division)}")
        yield Table(
            (
                row("ประเด็น", "ขั้นตอนหรือวิธีการ", "การรายงานผลและกำกับติดตาม", "กำหนดเวลาแล้วเสร็จ"),
                *(
                    row(
                        _name(told, hand, measure.item),
                        hand.numbered(measure.steps),
                        hand.numbered(measure.follow_up),
                        hand.due(measure),
                    )
                    for measure in measures
                ),
            )
        )


def _kept(told: Told, hand: Hand) -> Iterator[Block]:
    if not told.report.strengths:
        return
    yield Heading("ประเด็นที่ควรรักษาระดับ")
    for each in told.report.strengths:
        name = told.indicators[each.indicator].name
        yield Table(
            (
                (Cell(f"ตัวชี้วัดที่ {hand(each.indicator)} {name}", across=3), None, None),
                row("ประเด็น", "คะแนน", "การรักษาระดับ"),
                row(hand(each.point), hand.score(each.score), hand(each.keep)),
            )
        )
        yield Paragraph("")


def lay_one_list(told: Told) -> Manuscript:
    """Return the report as an annex, a long list of findings, and the memo in a last table."""
    hand = Hand(thai=told.seed % 2 == 0)
    blocks = [
        *_annex(told, hand),
        *_findings(told, hand),
        *_plan(told, hand),
        NewPage(),
        *_boxed_memo(told, hand),
    ]
    return Manuscript(ONE_LIST, tuple(blocks), frozenset({("agency", "code"), ("url",)}))


def _annex(told: Told, hand: Hand) -> Iterator[Block]:
    report = told.report
    yield Heading("เอกสารแนบท้าย")
    yield Paragraph(f"สรุปผล ITA {told.agency} {told.place} ประจำปีงบประมาณ พ.ศ. {hand(told.year)}")
    yield Paragraph(f"ผลคะแนนรวมทั้งสิ้น {hand(report.total)} คะแนน", boxed=True)
    yield Paragraph(f"ระดับผลการประเมิน: {report.level}")
    wide = [f"{hand(each.number)}. {each.name}" for each in report.indicators]
    half = len(wide) // 2
    for part in (slice(half), slice(half, None)):
        scored = report.indicators[part]
        yield Table(
            (
                row("ตัวชี้วัด", *wide[part]),
                row("เครื่องมือ", *(each.tool for each in scored)),
                row("คะแนน", *(hand(each.score) for each in scored)),
                row("ผลการประเมิน", *(each.result or "" for each in scored)),
            )
        )
        yield Paragraph("")
    tools = (
        [(tool, score) for tool, score in report.tools if score is not None] if report.tools else []
    )
    for tool, score in tools:
        yield Paragraph(f"- {tool} ได้คะแนนเฉลี่ย {hand(score)} คะแนน")
    if report.eit_parts:
        yield Paragraph(f"- EIT ส่วนที่ {hand(1)} ได้คะแนนเฉลี่ย {hand(report.eit_parts.part1)} คะแนน")
        yield Paragraph(f"- EIT ส่วนที่ {hand(2)} ได้คะแนนเฉลี่ย {hand(report.eit_parts.part2)} คะแนน")


def _findings(told: Told, hand: Hand) -> Iterator[Block]:
    """Weak items and strengths in one table, under rows that name the indicator."""
    yield Heading("รายการข้อค้นพบ")
    rows: list[tuple[Cell | None, ...]] = []
    weak = {entry.indicator: entry for entry in told.report.weak}
    for each in told.report.indicators:
        kept = [strength for strength in told.report.strengths if strength.indicator == each.number]
        if each.number not in weak and not kept:
            continue
        rows.append((Cell(f"ตัวชี้วัดที่ {hand(each.number)} {each.name}", across=4), None, None, None))
        rows += (
            [_finding(told, hand, weak[each.number], item) for item in weak[each.number].items]
            if each.number in weak
            else []
        )
        rows += [row("รักษาระดับ", hand(s.point), hand.score(s.score), hand(s.keep)) for s in kept]
    if rows:
        yield Table((row("ประเภท", "ประเด็น", "คะแนน", "แนวทางการพัฒนา/รักษาระดับ"), *rows))


def _finding(told: Told, hand: Hand, entry: WeakIndicator, item: WeakItem) -> tuple[Cell, ...]:
    title = f"{hand(told.title(item.item))} ({hand(item.item)})"
    return row("ต้องแก้ไข", title, hand(item.score), hand(item.remedy or entry.remedy))


def _plan(told: Told, hand: Hand) -> Iterator[Block]:
    """Measures with two rows an item: who and when above, how below."""
    yield Heading(f"มาตรการสำหรับปีงบประมาณ พ.ศ. {hand(told.year + 1)}")
    rows: list[tuple[Cell | None, ...]] = [
        row("ข้อ", "ผู้รับผิดชอบ", "กำหนดเวลาแล้วเสร็จ", "การรายงานผลและกำกับติดตาม")
    ]
    for measure in told.report.measures:
        rows.append(
            (
                Cell(hand(measure.item), down=2),
                *row(
                    hand(measure.division),
                    hand.due(measure),
                    hand.numbered(measure.follow_up, gap=""),
                ),
            )
        )
        rows.append(
            (
                None,
                Cell(f"ขั้นตอนหรือวิธีการ\n{hand.numbered(measure.steps, gap='')}", across=3),
                None,
                None,
            )
        )
    if len(rows) > 1:
        yield Table(tuple(rows))


def _boxed_memo(told: Told, hand: Hand) -> Iterator[Block]:
    memo = told.report.memo
    rows: list[tuple[Cell | None, ...]] = [
        (Cell("บันทึกข้อความ", across=2), None),
        (Cell(f"ส่วนราชการ {told.agency}", across=2), None),
        row(f"ที่ {hand(memo.number)}", f"วันที่ {hand.day(memo.date)}"),
        (Cell(f"เรื่อง {hand(memo.subject)}", across=2), None),
        (Cell(f"เรียน นายก{told.report.agency.type}", across=2), None),
    ]
    if memo.refers_to:
        text = f"อ้างถึง หนังสือ ที่ {hand(memo.refers_to.number)} ลงวันที่ {hand.day(memo.refers_to.date)}"
        rows.append((Cell(text, across=2), None))
    yield Table(tuple(rows))
    yield Paragraph("เสนอรายงานตามเอกสารแนบท้าย เพื่อโปรดทราบและลงนาม")
