"""The rules of one year -> a file for another year, in which everything still has to be confirmed.

Each block names a source of its own, all of them `unknown`: what stands there is a proposal that no
check uses, until somebody with the year's handbook confirms the block.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from ita_sync.report import Tool
from ita_sync.rules.framework import Framework
from ita_sync.rules.models import IndicatorRule, Items, Source, weakest


def proposal(old: Framework, year: int) -> str:
    """Return the text of a file for `year`, with the rules of `old` as proposals."""
    blocks = [*_blocks(old)]
    head = _HEAD.format(year=year, old=old.fiscal_year)
    values = [f"format = 2\nfiscal_year = {year}\n"]
    if old.scheme:
        values.append(f"scheme = {_text(old.scheme)}\n")
    # In TOML what belongs to the file as a whole stands before the first table.
    values += [block.text for block in blocks if not block.table]
    tables = [block.text for block in blocks if block.table]
    sources = [
        _source(key, source, old, year) for block in blocks for key, source in block.sources.items()
    ]
    return "\n".join([head, *values, _SOURCES, *sources, *tables])


_HEAD = """\
# กติกาการประเมิน ITA ปีงบประมาณ พ.ศ. {year}: ร่างที่คัดลอกจากปี {old} ทุกค่ายังไม่ได้ยืนยัน
# Rules of the ITA of fiscal year {year}: a draft copied from {old}, nothing in it is confirmed yet.
#
# วิธียืนยันทีละส่วน / To confirm a block:
#   1. เทียบค่าของส่วนนั้นกับคู่มือของปี {year} แล้วแก้ให้ตรง ถ้าไม่พบให้คงไว้
#      Compare its values with the handbook of {year} and correct them; leave what is not found.
#   2. ที่ [sources.…] ของส่วนนั้น เขียนใน text ว่ามาจากเอกสารใด หน้าใด
#      และเปลี่ยน confidence จาก "unknown" เป็น
#        "sure"    เอกสารทางการ หรือสองแหล่งที่ตรงกัน / an official document, or two that agree
#        "likely"  แหล่งเดียว / one source
#        "guess"   คาดเดา / a guess: never an error, only a warning
#      At [sources.…] of that block say in text which document and page, and change confidence.
#   3. ita-sync year show {year}
# ค่าที่ confidence เป็น "unknown" โปรแกรมจะไม่นำไปใช้ตรวจ
# A value whose confidence is "unknown" is never used for a check.
"""

_SOURCES = """\
# ที่มาของแต่ละส่วน ส่วนละหนึ่งแหล่ง แก้ที่นี่เมื่อยืนยันแล้ว
# The source of each block, one a block: change it here once the block is confirmed.
"""


@dataclass(frozen=True)
class _Block:
    """A part of the file.

    Attributes:
        text: as it is written.
        sources: the sources that it names, and what they were in the old year.
        table: it is a table, or several.
    """

    text: str
    sources: dict[str, Source]
    table: bool = True


def _blocks(old: Framework) -> Iterator[_Block]:
    yield from _marks(old)
    yield from _listed_items(old)
    if not old.levels_complete:
        yield _Block(_MORE_LEVELS, {}, table=False)
    yield from _scoring(old)
    yield from _parts(old)
    yield from _levels(old)
    if old.other_levels:
        lines = [
            f"names = {_list(old.other_levels.names)}",
            f"years = {_text(old.other_levels.years)}",
            'source = "other-levels"',
        ]
        text = _table("other_levels", lines, "ชื่อระดับของปีอื่น / Level names of other years")
        yield _Block(text, {"other-levels": old.source(old.other_levels.source)})
    yield from _indicators(old)
    if old.titles.items:
        lines = [f"{item} = {_text(title)}" for item, title in old.titles.items.items()]
        head = _table("titles", ['source = "titles"'], "ชื่อข้อ OIT / Titles of the OIT items")
        text = head + "\n" + _table("titles.items", lines)
        yield _Block(text, {"titles": old.source(old.titles.source)})
    yield _Block(_LATER, {})


_MORE_LEVELS = """\
# ยังมีระดับอื่นนอกจากที่ระบุ / There are more levels than these
levels_complete = false
"""

_LATER = """\
# วันประกาศผล และข้อที่ใช้รายงานนี้เป็นหลักฐานในปีต่อไป ไม่ได้คัดลอก เพราะเป็นของแต่ละปี ตัวอย่าง:
# The day of the results, and what the report is evidence for, are each year's own. For example:
# [published]
# day = "15 สิงหาคม 2568"
# source = "…"
"""


def _marks(old: Framework) -> Iterator[_Block]:
    if old.agency_pass_mark is not None:
        yield _Block(
            "# เกณฑ์ผ่านของหน่วยงาน (คะแนนรวม) / Pass mark of the agency (total)\n"
            f"agency_pass_mark = {old.agency_pass_mark}\n"
            'agency_pass_mark_source = "agency-pass-mark"\n',
            {"agency-pass-mark": old.source(old.agency_pass_mark_source)},
            table=False,
        )
    if old.pass_mark is None and not old.pass_marks:
        return
    lines = [] if old.pass_mark is None else [f"pass_mark = {old.pass_mark}"]
    if old.pass_marks:
        marks = ", ".join(f"{tool} = {mark}" for tool, mark in old.pass_marks.items())
        lines.append(f"pass_marks = {{ {marks} }}")
    text = "\n".join([*lines, 'pass_mark_source = "pass-mark"', ""])
    remark = "# เกณฑ์ผ่านของตัวชี้วัดและข้อคำถาม / Pass mark of an indicator and an item\n"
    yield _Block(remark + text, {"pass-mark": old.source(old.pass_mark_source)}, table=False)


def _listed_items(old: Framework) -> Iterator[_Block]:
    if old.items:
        ranges = ", ".join(f"{tool} = {_range(items)}" for tool, items in old.items.items())
        remark = "# ข้อทั้งหมดที่มี / All items there are\n"
        text = f'{remark}items = {{ {ranges} }}\nitems_source = "items"\n'
        yield _Block(text, {"items": old.source(old.items_source)}, table=False)


def _scoring(old: Framework) -> Iterator[_Block]:
    """Yield how scores are made: one table, whose rules have a source each."""
    scoring = old.scoring
    rules: dict[str, str] = {}
    if scoring.tool_score:
        rules["tool_score"] = _text(scoring.tool_score)
    if scoring.open_data:
        rules["open_data"] = f"[{', '.join(map(str, scoring.open_data))}]"
    if scoring.eit:
        rules["eit"] = _text(scoring.eit)
    if scoring.eit_in_levels:
        rules["eit_in_levels"] = _text(scoring.eit_in_levels)
    text = "# วิธีคิดคะแนน / How scores are made of others\n[scoring]\n"
    for name, value in rules.items():
        text += f'{name} = {value}\n{name}_source = "{name.replace("_", "-")}"\n'
    sources = {
        name.replace("_", "-"): old.source(getattr(scoring, f"{name}_source")) for name in rules
    }
    if rules:
        yield _Block(text, sources)


def _parts(old: Framework) -> Iterator[_Block]:
    tables = [
        _table(
            "[parts]",
            [
                f'tool = "{part.tool}"',
                f"name = {_text(part.name)}",
                f"weight = {part.weight}",
                'source = "weights"',
            ],
        )
        for part in old.parts
    ]
    if tables:
        source = weakest(old.sources[part.source] for part in old.parts)
        remark = "# น้ำหนักของแต่ละเครื่องมือ รวมกันต้องได้ 1 / Weights of the tools; they sum to 1\n"
        yield _Block(remark + "\n".join(tables), {"weights": source})


def _levels(old: Framework) -> Iterator[_Block]:
    tables = []
    for level in old.levels:
        lines = [f"name = {_text(level.name)}"]
        if level.min is not None:
            lines.append(f"min = {level.min}")
        if level.all_tools_min is not None:
            lines.append(f"all_tools_min = {level.all_tools_min}")
        if level.tool_min:
            bars = ", ".join(f"{tool} = {bar}" for tool, bar in level.tool_min.items())
            lines.append(f"tool_min = {{ {bars} }}")
        if level.condition == "unknown":
            lines.append('condition = "unknown"')
        if level.passes:
            lines.append("passes = true")
        tables.append(_table("[levels]", [*lines, 'source = "levels"']))
    if tables:
        source = weakest(old.sources[level.source] for level in old.levels)
        remark = "# ระดับผลการประเมิน จากสูงไปต่ำ / Levels, from the top\n"
        yield _Block(remark + "\n".join(tables), {"levels": source})


def _indicators(old: Framework) -> Iterator[_Block]:
    if not old.indicators:
        return
    remark = "# ตัวชี้วัด / Indicators\n"
    text = remark + "\n".join(map(_indicator, old.indicators))
    sources = {"indicators": old.source(*(rule.source for rule in old.indicators))}
    for tool in Tool:
        rules = [rule for rule in old.indicators if rule.tool is tool and rule.all_items]
        if rules:
            sources[_items_key(tool)] = old.source(*(rule.items_source for rule in rules))
    yield _Block(text, sources)


def _items_key(tool: Tool) -> str:
    return f"items-{tool.lower()}"


def _indicator(rule: IndicatorRule) -> str:
    lines = [f"number = {rule.number}"]
    if rule.tool:
        lines.append(f'tool = "{rule.tool}"')
    if rule.name:
        lines.append(f"name = {_text(rule.name)}")
    if rule.also:
        lines.append(f"also = {_list(rule.also)}")
    if rule.weight is not None:
        lines.append(f"weight = {rule.weight}")
    if rule.items:
        lines.append(f"items = {_range(rule.items)}")
    lines.append('source = "indicators"')
    if rule.tool and rule.all_items:
        lines.append(f'items_source = "{_items_key(rule.tool)}"')
    subs = [
        _table(
            "[indicators.sub]",
            [
                f"number = {_text(sub.number)}",
                *([f"name = {_text(sub.name)}"] if sub.name else []),
                f"items = {_range(sub.items)}",
            ],
        )
        for sub in rule.sub
    ]
    return "\n".join([_table("[indicators]", lines), *subs])


def _source(key: str, source: Source, old: Framework, year: int) -> str:
    was = f"{old.fiscal_year}, {source.confidence}"
    text = (
        f"คัดลอกจากปี {old.fiscal_year} ยังไม่ได้ยืนยันสำหรับปี {year} "
        f"({was}: {source.said.render('th')}) / "
        f"Copied from {old.fiscal_year}, not confirmed for {year} ({was}: {source.text})"
    )
    return f'[sources.{key}]\ntext = {_text(text)}\nconfidence = "unknown"\n'


def _table(name: str, lines: list[str], remark: str = "") -> str:
    return "\n".join([*([f"# {remark}"] if remark else []), f"[{name}]", *lines, ""])


def _text(value: str) -> str:
    """Return a text in double quotes; JSON escapes as TOML does, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _range(items: Items) -> str:
    return _text(items[0] if len(items) == 1 else f"{items[0]}-{items[-1]}")
