"""Layouts newer than the held back ones: whoever writes the reader does not look at these."""

from collections.abc import Iterator

from ita_sync.report import Indicator, Measure, Result, Tool, WeakIndicator
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

LETTER = "H letter, tools apart"
TICKS = "I form with ticks, a row a step"
TICK = "/"


def lay_letter(told: Told) -> Manuscript:
    """Return the report under a letter to the province.

    A table for each tool, measures in numbered paragraphs.
    """
    hand = Hand(thai=told.seed % 3 != 0)
    blocks = [
        *_letter(told, hand),
        NewPage(),
        *_by_tool(told, hand),
        *_strong_points(told, hand),
        *_to_develop(told, hand),
        *_paragraphs(told, hand),
    ]
    return Manuscript(LETTER, tuple(blocks))


def _letter(told: Told, hand: Hand) -> Iterator[Block]:
    report, memo = told.report, told.report.memo
    office = "ที่ทำการ" if report.agency.type == "องค์การบริหารส่วนตำบล" else "สำนักงาน"
    yield Paragraph(f"ที่ {hand(memo.number)}\t{office}{told.agency}")
    yield Paragraph(told.place)
    yield Paragraph(hand.day(memo.date))
    yield Paragraph(f"เรื่อง {hand(memo.subject)}")
    yield Paragraph(f"เรียน ผู้ว่าราชการจังหวัด{report.agency.province}")
    if memo.refers_to:
        refers = memo.refers_to
        sender = f"หนังสือจังหวัด{report.agency.province}"
        yield Paragraph(f"อ้างถึง {sender} ที่ {hand(refers.number)} ลงวันที่ {hand.day(refers.date)}")
    yield Paragraph(f"สิ่งที่ส่งมาด้วย รายงานผลการวิเคราะห์พร้อมมาตรการ จำนวน {hand(1)} ชุด")
    yield Paragraph(
        f"ตามที่สำนักงาน ป.ป.ช. ได้ประกาศผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {hand(told.year)} นั้น"
        f" {told.agency} (รหัส อปท. {hand(report.agency.code)}) มีคะแนนเฉลี่ยภาพรวม "
        f"{hand(report.total)} คะแนน"
        f" จัดอยู่ในระดับ “{report.level}” และได้วิเคราะห์ผลเป็นรายข้อเพื่อใช้ปรับปรุงงานแล้ว ตามสิ่งที่ส่งมาด้วย"
    )
    yield Paragraph(f"อนึ่ง ผู้สนใจดาวน์โหลดรายงานได้ที่ {report.url}")
    yield Paragraph("จึงเรียนมาเพื่อโปรดทราบ")
    yield Paragraph("ขอแสดงความนับถือ")
    yield Paragraph(f"........................ นายก{report.agency.type}")


def _by_tool(told: Told, hand: Hand) -> Iterator[Block]:
    """A table for each tool; score and result in one cell, the tool's own score below."""
    report = told.report
    yield Heading(f"ส่วนที่ {hand(1)} คะแนนที่ได้รับ ปีงบประมาณ พ.ศ. {hand(told.year)}")
    for tool in _tools(told):
        own = [each for each in report.indicators if each.tool is tool]
        yield Paragraph(told.tool(own[0].number))
        rows = [
            row(f"ตัวชี้วัดที่ {hand(each.number)} {each.name}", f"{hand(each.score)} ({each.result})")
            for each in own
        ]
        given = getattr(report.tools, tool, None)
        if given is not None:
            rows.append(row(f"คะแนนเฉลี่ยของแบบวัด {tool}", hand(given)))
        if tool is Tool.EIT and report.eit_parts:
            rows.append(row(f"EIT ส่วนที่ {hand(1)}", hand(report.eit_parts.part1)))
            rows.append(row(f"EIT ส่วนที่ {hand(2)}", hand(report.eit_parts.part2)))
        yield Table((row("รายการ", "คะแนน (ผลการประเมิน)"), *rows))


def _tools(told: Told) -> Iterator[Tool]:
    yield from dict.fromkeys(each.tool for each in told.report.indicators)


def _strong_points(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading(f"ส่วนที่ {hand(2)} จุดแข็งที่ต้องรักษาไว้")
    if not told.report.strengths:
        yield Paragraph("ปีนี้ยังไม่มีประเด็นที่จะนำมาเป็นจุดแข็ง")
        return
    rows = [
        row(
            f"ตัวชี้วัดที่ {hand(each.indicator)}",
            hand.score(each.score),
            hand(each.point),
            hand(each.keep),
        )
        for each in told.report.strengths
    ]
    yield Table((row("ตัวชี้วัด", "คะแนน", "จุดแข็ง", "สิ่งที่ต้องทำเพื่อรักษาระดับ"), *rows))


def _to_develop(told: Told, hand: Hand) -> Iterator[Block]:
    """Weak items in a table for each tool, under rows that name the indicator."""
    yield Heading(f"ส่วนที่ {hand(3)} จุดอ่อนที่ต้องพัฒนา")
    if not told.report.weak:
        yield Paragraph(f"ทุกตัวชี้วัดได้คะแนนตั้งแต่ {hand(85)} ขึ้นไป จึงไม่มีข้อที่ต้องพัฒนาเพิ่มเติม")
    for tool in _tools(told):
        own = [entry for entry in told.report.weak if told.indicators[entry.indicator].tool is tool]
        if own:
            yield Paragraph(f"แบบวัด {tool}")
            rows = [cells for entry in own for cells in _developed(told, hand, entry)]
            yield Table((row("ข้อ", "ประเด็นการประเมิน", "คะแนน", "ข้อเสนอแนะในการพัฒนา"), *rows))


def _developed(told: Told, hand: Hand, entry: WeakIndicator) -> Iterator[tuple[Cell | None, ...]]:
    title = f"ตัวชี้วัดที่ {hand(entry.indicator)} {told.indicators[entry.indicator].name}"
    yield (Cell(title, across=4), None, None, None)
    for n, item in enumerate(entry.items):
        advice = Cell(hand(item.remedy)) if item.remedy else None
        if entry.remedy and n == 0:
            advice = Cell(hand(entry.remedy), down=len(entry.items))
        yield (*row(hand(item.item.upper()), hand(told.title(item.item)), hand(item.score)), advice)


def _paragraphs(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading(
        f"ส่วนที่ {hand(4)} มาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. {hand(told.year + 1)}"
    )
    if not told.report.measures:
        yield Paragraph("ให้ทุกส่วนราชการถือปฏิบัติตามแนวทางเดิม")
    for n, measure in enumerate(told.report.measures, 1):
        yield from _numbered(told, hand, n, measure)


def _numbered(told: Told, hand: Hand, n: int, measure: Measure) -> Iterator[Block]:
    """A measure with its steps a line each, and its follow-up in one line."""
    yield Paragraph(f"{hand(n)}. ข้อ {hand(measure.item.upper())} {hand(told.title(measure.item))}")
    yield Paragraph(f"{hand(f'{n}.1')} หน่วยงานที่รับผิดชอบ : {hand(measure.division)}")
    yield Paragraph(f"{hand(f'{n}.2')} วิธีดำเนินการ มีดังนี้")
    for m, step in enumerate(measure.steps, 1):
        yield Paragraph(f"({hand(m)}) {hand(step)}")
    if len(measure.follow_up) > 1:
        follow_up = " ".join(
            f"({hand(m)}) {hand(text)}" for m, text in enumerate(measure.follow_up, 1)
        )
    else:
        follow_up = hand("".join(measure.follow_up))
    yield Paragraph(f"{hand(f'{n}.3')} การติดตามและรายงานผล : {follow_up}")
    yield Paragraph(f"{hand(f'{n}.4')} ระยะเวลาแล้วเสร็จ : {hand.due(measure)}")


def lay_ticks(told: Told) -> Manuscript:
    """Return the report as a form.

    Agency in pairs of cells, results ticked, a row a step, the memo last.
    """
    hand = Hand(thai=False)
    blocks = [
        *_form_head(told, hand),
        *_ticked(told, hand),
        *_short_of(told, hand),
        *_stepwise(told, hand),
        *_praised(told, hand),
        NewPage(),
        *_paired_memo(told, hand),
    ]
    return Manuscript(TICKS, tuple(blocks))


def _form_head(told: Told, hand: Hand) -> Iterator[Block]:
    report, agency = told.report, told.report.agency
    yield Heading("แบบสรุปและวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA)")
    yield Table(
        (
            (Cell("ข้อมูลทั่วไป", across=4), None, None, None),
            row("ชื่อหน่วยงาน", told.agency, "รหัสหน่วยงาน", hand(agency.code)),
            row("อำเภอ", agency.district or "", "จังหวัด", agency.province),
            row("ปีงบประมาณ", hand(told.year), "จำนวนตัวชี้วัด", hand(len(report.indicators))),
            row("คะแนนรวมเฉลี่ย", hand(report.total), "ระดับที่ได้", report.level),
        )
    )


def _ticked(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading("ก. ผลการประเมินรายตัวชี้วัด")
    passed, failed = Result.PASSED, Result.FAILED
    tall = [Cell(text, down=2) for text in ("ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "แบบวัด", "คะแนน")]
    above: tuple[Cell | None, ...] = (*tall, Cell("ผลการประเมิน", across=2), None)
    below: tuple[Cell | None, ...] = (None, None, None, None, Cell(passed), Cell(failed))
    yield Table((above, below, *(_tick(hand, each) for each in told.report.indicators)))
    tools = [(f"{tool}", score) for tool, score in told.report.tools or () if score is not None]
    parts = told.report.eit_parts
    if parts:
        tools += [(f"EIT ส่วนที่ {hand(1)}", parts.part1), (f"EIT ส่วนที่ {hand(2)}", parts.part2)]
    if tools:
        yield Paragraph("คะแนนเฉลี่ยรายแบบวัด")
        yield Table(
            (
                row("แบบวัด", *(name for name, _ in tools)),
                row("คะแนน", *(hand(score) for _, score in tools)),
            )
        )


def _tick(hand: Hand, each: Indicator) -> tuple[Cell, ...]:
    ticks = [TICK if each.result is result else "" for result in (Result.PASSED, Result.FAILED)]
    return row(hand(each.number), each.name or "", each.tool, hand(each.score), *ticks)


def _numbered_item(told: Told, hand: Hand, item: str) -> str:
    """Return an item as number and tool."""
    tool = next(tool for tool in _tools(told) if tool.lower().startswith(item[0]))
    return f"ข้อที่ {hand(item[1:])} ({tool})"


def _short_of(told: Told, hand: Hand) -> Iterator[Block]:
    """A table for each weak indicator.

    A remedy that is one for all of its items is said below the table.
    """
    yield Heading("ข. ข้อที่ควรปรับปรุง")
    if not told.report.weak:
        yield Paragraph("ไม่มี")
    for entry in told.report.weak:
        indicator = told.indicators[entry.indicator]
        yield Paragraph(
            f"ตัวชี้วัดที่ {hand(entry.indicator)} {indicator.name} ({hand(indicator.score)} คะแนน "
            f"{indicator.result})"
        )
        heads = (
            "รายการข้อคำถาม",
            "รายละเอียด",
            "คะแนนที่ได้",
            *(() if entry.remedy else ("แนวทางปรับปรุง",)),
        )
        rows = [
            row(
                _numbered_item(told, hand, item.item),
                hand(told.title(item.item)),
                hand(item.score),
                *(() if entry.remedy else (hand(item.remedy),)),
            )
            for item in entry.items
        ]
        yield Table((row(*heads), *rows))
        if entry.remedy:
            yield Paragraph(
                f"แนวทางปรับปรุงทุกข้อในตัวชี้วัดที่ {hand(entry.indicator)} : {hand(entry.remedy)}"
            )


def _stepwise(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading(f"ค. แผนดำเนินการปรับปรุง ปีงบประมาณ พ.ศ. {hand(told.year + 1)}")
    if not told.report.measures:
        yield Paragraph("ไม่มี")
        return
    header = row("รายการข้อคำถาม", "ขั้นที่", "กิจกรรมที่ต้องทำ", "ผู้รับผิดชอบหลัก", "การกำกับติดตาม", "ระยะเวลา")
    yield Table(
        (
            header,
            *(cells for measure in told.report.measures for cells in _steps(told, hand, measure)),
        )
    )


def _steps(told: Told, hand: Hand, measure: Measure) -> Iterator[tuple[Cell | None, ...]]:
    height = len(measure.steps)
    item, *rest = (
        Cell(text, down=height)
        for text in (
            _numbered_item(told, hand, measure.item),
            hand(measure.division),
            hand.numbered(measure.follow_up),
            hand.due(measure),
        )
    )
    for n, step in enumerate(measure.steps):
        own = row(hand(n + 1), hand(step))
        yield (None, *own, None, None, None) if n else (item, *own, *rest)


def _praised(told: Told, hand: Hand) -> Iterator[Block]:
    yield Heading("ง. จุดเด่นของหน่วยงาน")
    if not told.report.strengths:
        yield Paragraph("ไม่มี")
    for n, each in enumerate(told.report.strengths, 1):
        scored = "" if each.score is None else f" ({hand(each.score)} คะแนน)"
        yield Paragraph(
            f"{hand(n)}) ตัวชี้วัดที่ {hand(each.indicator)} {told.indicators[each.indicator].name}"
        )
        yield Paragraph(f"จุดเด่น : {hand(each.point)}{scored}")
        yield Paragraph(f"การรักษาระดับ : {hand(each.keep)}")


def _paired_memo(told: Told, hand: Hand) -> Iterator[Block]:
    report, memo = told.report, told.report.memo

    def wide(label: str, text: str) -> tuple[Cell | None, ...]:
        return (Cell(label), Cell(text, across=3), None, None)

    rows: list[tuple[Cell | None, ...]] = [
        (Cell("บันทึกข้อความ", across=4), None, None, None),
        wide("ส่วนราชการ", f"ฝ่ายอำนวยการ สำนักปลัด {told.agency}"),
        row("ที่", hand(memo.number), "วันที่", hand.brief(memo.date)),
        wide("เรื่อง", hand(memo.subject)),
    ]
    if memo.refers_to:
        refers = memo.refers_to
        rows.append(wide("อ้างถึง", f"หนังสือที่ {hand(refers.number)} ลงวันที่ {hand.brief(refers.date)}"))
    rows.append(wide("เรียน", f"นายก{report.agency.type}"))
    yield Table(tuple(rows), ruled=False)
    yield Paragraph(
        f"ขอส่งแบบสรุปและวิเคราะห์ผลการประเมินของปีงบประมาณ พ.ศ. {hand(told.year)} "
        f"ซึ่งหน่วยงานได้คะแนนรวมเฉลี่ย"
        f" {hand(report.total)} คะแนน ผลอยู่ในระดับ {report.level} มาเพื่อโปรดพิจารณา"
    )
    yield Paragraph(f"ช่องทางเผยแพร่ : {report.url}")
