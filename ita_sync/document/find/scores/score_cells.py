"""The scores that the rows of tables, and labelled lines, print."""

import re
from collections.abc import Iterator

from ita_sync import thai
from ita_sync.document.find.scores.witness import (
    TOOL,
    TOOL_NAMED,
    TOTAL,
    Key,
    Witness,
    is_total,
    tool_in,
)
from ita_sync.document.find.words import candidates
from ita_sync.document.find.words.figures import TOKEN, plain, shaped
from ita_sync.document.find.words.labels import BACK, Label, of_another_year
from ita_sync.document.find.words.records import Record, Seen

_MEAN = re.compile(r"(?:คะแนน|ค่า)*เฉลี่ย")
"""What a row or column of a tool is called under its name."""


def of_records(records: list[Record], year: int, *, beyond: bool) -> Iterator[tuple[Key, Witness]]:
    """Yield the scores of the year that records print, each with what it is the score of.

    Args:
        records: rows and labelled lines.
        year: the fiscal year.
        beyond: also those under the heading of another year; they are doubted.
    """
    for record in records:
        has_item = Label.ITEM in record.cells
        cells = record.own if has_item else record.cells
        score = cells.get(Label.SCORE)
        tool = cells.get(Label.TOOL)
        tool = tool if tool and len({*TOOL.findall(tool.text)}) == 1 else None
        if tool and (named := TOOL.search(tool.text)) and (token := _shaped(tool.text)):
            yield ("tool", named[1]), Witness(token, tool)  # the tool's score stands under its name
        away = elsewhere(record, year)
        if score is None or (away and not (beyond and only_its_caption(record))):
            continue
        score = candidates.doubted(score) if away else score
        token = _shaped(score.text) or next(
            (m[0] for m in TOKEN.finditer(score.text) if plain(m[0]) is not None), None
        )
        key = _record_key(record, cells)
        if token and key:
            yield key, Witness(token, score)


def _shaped(text: str) -> str | None:
    return next((match[0] for match in TOKEN.finditer(text) if shaped(match[0])), None)


def _record_key(record: Record, cells: dict[Label, Seen]) -> Key | None:
    named = [cells[label].text for label in (Label.INDICATOR, Label.NAME) if label in cells]
    number = record.context.indicator if named or not record.heads else None
    told = thai.digits(" ".join([*named, *(cells[n].text for n in (Label.TOOL,) if n in cells)]))
    if number is not None and not TOOL_NAMED.search(" ".join(named)):
        return ("indicator", number)
    if _MEAN.fullmatch(thai.fold("".join(named))) and (of := record.tool or _captioned(record)):
        return tool_in(of.text)
    if any(map(is_total, (told, *named))):
        return TOTAL
    return tool_in(told) if len({*TOOL.findall(told)}) == 1 else None


def _captioned(record: Record) -> Seen | None:
    """Return the heading above a table if it is that of one tool: `ผลการประเมิน แบบวัด… (IIT)`."""
    caption = record.context.caption
    one = len({*TOOL.findall(caption)}) == 1 and "ตัวชี้วัด" not in caption
    return Seen(caption, caption, next(iter(record.cells.values())).place) if one else None


def only_its_caption(record: Record) -> bool:
    """Say whether it is the heading above a record that names another year, not its column."""
    return not candidates.years_of(record.heads.get(Label.SCORE, ""))


def elsewhere(record: Record, year: int) -> bool:
    """Say whether a record is about an earlier year."""
    head = record.heads.get(Label.SCORE, "")
    named = candidates.years_of(head)
    near = {each for each in named if abs(each - year) <= BACK}
    return (bool(near) and max(near) < year) or (
        not named and of_another_year(record.context.caption, year)
    )
