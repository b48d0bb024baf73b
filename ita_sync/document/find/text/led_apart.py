"""Labels without a colon in one line, each with what it names: set apart, or told by what follows.

`ผู้รับผิดชอบ กองช่าง   กำหนดเสร็จ ก.พ. 68` below a measure typed by hand, the parts three spaces, a tab
or a stroke apart; after a single space a label counts where a date follows it.
"""

import re
from collections.abc import Iterator

from ita_sync.document.find.words import lexicon, repair
from ita_sync.document.find.words.labels import MEASURES, Label, led, parted
from ita_sync.document.find.words.records import Seen
from ita_sync.document.find.words.starts import ITEM_START

_GAP = re.compile(r"\s*\t\s*|[^\S\n]{2,}|\s+[/|;]\s+|(?<=\S)[^\S\n](?=\S)")
"""What parts two labels: more than a space, a tab, a stroke; or a space."""
_WIDE = re.compile(r"\s*\t\s*|[^\S\n]{2,}")
_BEHIND = re.compile(r"([ก-๎][^\d๐-๙:]{2,60}?)\s*(?:เป็น)?(?:ผู้)?รับผิดชอบ")
"""Who does it before the word for that: `กองช่าง รับผิดชอบ`."""
_SEVERAL = 2
_LONGEST = 500
"""Letters of a line whose labels stand apart; a longer one is no short note with labels."""


def labelled(said: Seen) -> tuple[str, list[tuple[Label, str]]]:
    """Return what comes before the first label of a line, and each label with what follows it.

    Items behind the word for their score are no value: `OIT ที่ได้ 0 คะแนน : o7 … และ o15 …`.
    """
    found = several(said.raw) if "\n" not in said.raw else []
    before, pairs = parted(said.text)
    before, pairs = ("", found) if len(found) >= max(len(pairs), 1) else (before, pairs)
    if not pairs and "\n" not in said.raw and ITEM_START.match(said.text):
        before, pairs = behind(said.raw)
    listed = bool(pairs) and pairs[0][0] is Label.SCORE and ITEM_START.match(pairs[0][1])
    return ("", []) if listed else (before, pairs)


def behind(raw: str) -> tuple[str, list[tuple[Label, str]]]:
    """Return what a line says, and the labels set apart behind that, with what each names.

    `(ก) ข้อ i7 : แจ้งแผนการใช้จ่ายให้ทราบ   ผู้รับผิดชอบ กองคลัง`
    """
    first, *rest = _WIDE.split(raw.strip()) if len(raw) <= _LONGEST else [raw]
    found = [said for part in rest if (said := _said(part))]
    told = rest and len(found) == len(rest) and {label for label, _ in found} <= MEASURES
    return (repair.flat(first), found) if told else ("", [])


def several(raw: str) -> list[tuple[Label, str]]:
    """Return the labels of a line and what each names; nothing where fewer than two lead it.

    Args:
        raw: the line as it stands, with its spaces.
    """
    line = raw.strip()
    if len(line) > _LONGEST:  # each gap looks at all that follows it
        return []
    found = [_said(part) for part in _parts(line)]
    said = [one for one in found if one]
    labels = {label for label, _ in said}
    told = len(said) == len(found) == len(labels) and labels <= MEASURES
    return said if told and len(said) >= _SEVERAL else []


def _parts(raw: str) -> Iterator[str]:
    """Yield the parts of a line: a label begins each but the first."""
    start = 0
    for gap in _GAP.finditer(raw):
        wide = len(gap[0]) > 1 or gap[0] == "\t"
        said = _said(raw[gap.end() :])
        if said and (wide or _is_due(*said)):
            yield raw[start : gap.start()]
            start = gap.end()
    yield raw[start:]


def _said(part: str) -> tuple[Label, str] | None:
    """Return the label that a part of a line begins with, also without a colon, and the rest."""
    text = repair.flat(part)
    before, pairs = parted(text)
    if pairs and not before:
        return pairs[0] if pairs[0][1] else None
    if behind := _BEHIND.fullmatch(text):
        return Label.DIVISION, behind[1]
    found = led(text)
    return found if found and (found[0] is not Label.DUE or _is_due(*found)) else None


def _is_due(label: Label, text: str) -> bool:
    """Say whether a label of a due time is followed by one."""
    return label is Label.DUE and lexicon.meaning("contents", text) == "due"
