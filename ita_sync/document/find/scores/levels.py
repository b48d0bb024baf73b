"""Which level a document gives its agency."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from ita_sync import thai
from ita_sync.document.find.scores import score_cells
from ita_sync.document.find.words import lexicon
from ita_sync.document.find.words.labels import AFTER_A_NAME, Label, years_in
from ita_sync.document.find.words.records import Record, Records, Said, Seen

_LEVEL = re.compile(
    r"ระดับ(?:(?:ผล(?:การ)?ประเมิน|คุณภาพ|ที่ได้(?:รับ)?)(?:\s*(?:ใน)?ปี(?:งบประมาณ)?\s*(?:พ\.ศ\.)?\s*[\d๐-๙]{4})?)?\s*[:：=]?\s*(?:คือ|ว่า)?\s*[(\"“‘']?\s*"
)
_NOT_GIVEN = re.compile(
    r"(?:เป้าหมาย|ปีที่แล้ว|ปีที่ผ่านมา|ปีก่อน|เดิม|ไม่ถึง)(?!.*(?:ปีนี้|แต่|และ|โดย|ส่วน|ปัจจุบัน|จึง|\d{4}).*ได้)|จาก\s*$"
)
"""Words before a level that is not the agency's of the year."""
_DENIED = re.compile(r"ไม่(?:ได้|ผ่าน|ใช่|เข้า|อยู่|ถือว่า|นับว่า|จัด)(?:รับ|อยู่|ใน|เป็น|เกณฑ์)*\s*$")
"""Words right before a level that deny it: `แบบวัด OIT ต่ำกว่า 85 จึงไม่ได้ระดับผ่านดี`."""
_GOT = re.compile(
    r"(?:(?:อยู่|ได้|จัด|เป็น)(?:อยู่)?(?:ใน)?(?:เกณฑ์)?|(?:ได้|มี)[^\d๐-๙]{0,24}[\d๐-๙]{2,3}\.[\d๐-๙]{2}\s*(?:คะแนน)?)\s*$"
)
"""What right before a level gives it: `อยู่ในระดับ B (75.00 – 84.99)`, its limits follow.

Or what was got: `ได้คะแนน 89.40 คะแนน ระดับ A (85.00 – 94.99)`.
"""
_MEAN_OF = re.compile(
    r"(?:(?:จังหวัด|อำเภอ|ประเทศ|กลุ่ม|สังกัด)\S{0,30}(?:มี|ได้)?(?:ค่า)?(?:คะแนน)?เฉลี่ย"
    r"|(?:จาก|กับ|เช่น)\s?(?:เทศบาล|องค์การบริหาร|อบ[ตจ]\.|ท[ตมน]\.)\S{2,40}(?:ที่|ซึ่ง)(?:ได้|มี)(?:คะแนน)?)[^ก-๎]*(?:คะแนน)?\W*$"
)
"""Whose a mean and its level are, or those of a model, when they are not the agency's."""
_RATED = re.compile(r"ระดับ(?:ผลการประเมิน|คุณภาพ|ที่ได้)")
"""After these words a level comes, whatever it is called."""
_ENCLOSED = re.compile(r"[(\"“‘']\s*$")
_CLOSED = re.compile(r"([^()\"“”‘’']{1,40}?)\s*[)\"”’']")
_RUN = re.compile(r"[ก-๎]{2,30}|[A-Z]{1,2}(?![A-Za-z])")
_TOLD = (Label.INDICATOR, Label.NAME, Label.TOOL)
_OF_ALL = re.compile("^(?:ระดับ|ผล(?:การประเมิน)?)")
"""What heads a row whose only cell is the level."""
_ASIDE = re.compile(r"\([^()]*[\d๐-๙]{2}\.[\d๐-๙][^()]*\)")
"""Last year's figure before the level: `เท่ากับ 89.80 (ปี 2568 เท่ากับ 87.13) ระดับผ่านดี`."""
_TICKED = re.compile(r"(?:[\[(]\s*[/xX✓✔√]\s*[\])]|[☑☒✓✔])\s*")
_UNTICKED = re.compile(r"[\[(]\s*[\])]|[☐□○]")
"""Boxes of a form: `[ ] ผ่านดีเยี่ยม [/] ผ่านดี [ ] ผ่าน`."""
_NEAR, _LONGEST = 40, 120
"""Characters before a level that say whose it is, and those that a level takes at most."""


_BEHIND = re.compile(
    r"\s*(?:คะแนน)?\s*(?:จาก(?:คะแนน)?เต็ม\s*[\d๐-๙.]+\s*(?:คะแนน)?)?\s*(?:[,/]|ซึ่ง)?\s*(?:มี)?(?:ผลการประเมิน)?\s*(?:จัด)?(?:อยู่+่*)?(?:ใน)?(?:เกณฑ์|กลุ่ม)?\s*[(\"“‘']?\s*"
)
"""What may stand between a total and its level: `96.04 (ผ่าน)`, `90.77 คะแนน อยู่ในเกณฑ์ “ผ่านดี”`."""
_LEGEND = re.compile(
    r"\s*[)\"”’']?\s*(?:หมายถึง|[=:：]|(?:คือ|ได้แก่)?\s*[(]?\s*(?:ช่วง)?(?:คะแนน)?(?:รวม)?(?:เฉลี่ย)?(?:ตั้งแต่)?\s*[\d๐-๙]{2,3}(?:[.][\d๐-๙]+)?"
    r"\s*(?:[-–]|ถึง|คะแนนขึ้นไป|ขึ้นไป))"
)
"""What follows a level that is explained, and given to nobody: `ระดับ A หมายถึง …`."""


def levels(
    said: Records,
    names: Collection[str],
    year: int,
    lent: Collection[str] | None = None,
    *,
    behind: Collection[tuple[Seen, str]] = (),
) -> tuple[list[Said], list[Said]]:
    """Return the names of levels that a document gives the agency, the one named most first.

    Those that the words before them call a goal, or another year's, come apart. A grade of the old
    scheme (AA to F) beside a level of the year in words is not the year's.

    Args:
        said: what the document says.
        names: of the year's levels.
        year: the fiscal year.
        lent: names that other years have, where the year may have others than `names`: what is
            printed then counts, and these only tell where it ends.
        behind: the total where it is printed, and its figure; a level may stand right behind it.
    """
    given: dict[str, list[Seen]] = {}
    others: dict[str, list[Seen]] = {}
    longest = sorted({*names, *(lent or ())}, key=len, reverse=True)
    right_behind: dict[Seen, str] = {
        seen: name
        for seen, token in behind
        if (name := _behind(seen.text.replace("\n", " "), token, longest if lent else names))
    }
    for seen, _ in said.lines:
        found = list(_in_line(seen, names, year, lent))
        own = next((name for at, name in right_behind.items() if at.place == seen.place), None)
        found += [(own, False)] if own else []
        words = any(name in longest and not name.isascii() for name, _ in found)
        for name, elsewhere in found:
            if not (words and name.isascii()):
                (others if elsewhere else given).setdefault(name, []).append(seen)
    for name, seen in _of_records(said.records, longest, year):
        given.setdefault(name, []).append(seen)
    return _most_named(given), _most_named(
        {name: seen for name, seen in others.items() if name not in given}
    )


def _in_line(
    seen: Seen, names: Collection[str], year: int, lent: Collection[str] | None
) -> Iterator[tuple[str, bool]]:
    """Yield the levels that a line names after the word, each with whether it is another's."""
    longest = sorted(names, key=len, reverse=True)
    text, start = seen.text.replace("\n", " "), 0
    if ticked := _ticked(text, sorted({*names, *(lent or ())}, key=len, reverse=True)):
        yield ticked, False
        return
    for found in _LEVEL.finditer(text):
        after = text[found.end() : found.end() + _LONGEST]
        name = next((name for name in longest if _begins(after, name)), None)
        if lent is not None:
            name = _printed_level(found[0], after, name, lent)
        before = text[max(start, found.start() - _NEAR) : found.start()]
        told = _GOT.search(before) is not None
        if (
            name is None
            or _DENIED.search(before)
            or (not told and _explained(_after(after, name), longest))
        ):
            continue
        start, years = found.end(), years_in(found[0]) or years_in(_ASIDE.sub("", before))
        mean = _MEAN_OF.search(text, max(0, found.start() - 2 * _NEAR), found.start())
        yield name, bool(mean or _NOT_GIVEN.search(before) or (years and year not in years))


def _ticked(text: str, names: Sequence[str]) -> str | None:
    """Return the level whose box alone is ticked, among boxes that are not."""
    ends = [found.end() for found in _TICKED.finditer(text)]
    if len(ends) != 1 or not _UNTICKED.search(text):
        return None
    after = text[ends[0] : ends[0] + _LONGEST]
    return next((name for name in names if _begins(after, name)), None)


def _of_records(
    records: Iterable[Record], names: Sequence[str], year: int
) -> Iterator[tuple[str, Seen]]:
    """Yield the levels that stand by themselves in a row of the total or one for them.

    `รวม | 89.75 | ผ่านดี`, `ผลการประเมินระดับ | ผ่านดี`, or behind a label: `ผลการประเมิน : ผ่านดี`.
    """
    for record in records:
        if not _is_of_all(record) or score_cells.elsewhere(record, year):
            continue
        for cell in (cell for label, cell in record.cells.items() if label not in _TOLD):
            said = thai.fold(cell.text).removeprefix("ระดับ")
            yield from ((name, cell) for name in names if thai.fold(name) == said)


def _is_of_all(record: Record) -> bool:
    """Say whether a row is the total's or the level's, or says nothing but a level."""
    if Label.ITEM in record.cells or record.context.indicator is not None:
        return False
    told = next((record.cells[label].text for label in _TOLD if label in record.cells), "")
    if not told:
        return not record.heads
    return bool(_OF_ALL.search(thai.fold(told)) or lexicon.meaning("totals", told))


def _explained(after: str, names: Collection[str]) -> bool:
    """Say whether what follows a level explains it, or is another, as in a row of all."""
    return bool(_LEGEND.match(after) or any(_begins(after, other) for other in names))


def cut(level: Said) -> bool:
    """Say whether a level may lack its end: it ends a line of a page everywhere."""
    return all(
        seen.place.page is not None and thai.fold(seen.text).endswith(thai.fold(level.value))
        for seen in level.places
    )


def _after(text: str, name: str) -> str:
    """Return what follows a level with which a text begins."""
    at = text.find(name)
    return text[at + len(name) :] if at >= 0 else ""


def _behind(text: str, token: str, names: Collection[str]) -> str | None:
    """Return the level right behind a figure."""
    longest = sorted(names, key=len, reverse=True)
    at = text.find(token)
    begins = _BEHIND.match(text, at + len(token)) if at >= 0 else None
    after = text[begins.end() :] if begins else ""
    name = next((name for name in longest if _begins(after, name)), None)
    ended = name and re.match(r"\s*(?:[)\"”’',.]|\s|$|ระดับ|โดย|ซึ่ง|และ)", _after(after, name))
    return name if ended else None


def _printed_level(before: str, after: str, own: str | None, lent: Collection[str]) -> str | None:
    """Return the level that a text begins with, as it is printed there.

    Thai has no spaces between words: where no bracket encloses it, a known name tells where it
    ends.
    """
    run = _RUN.match(after)
    if run is None:
        return None
    whole = str(run[0])
    if _ENCLOSED.search(before):
        closed = _CLOSED.match(after)
        return str(closed[1]).strip() if closed else whole
    known = [name for name in (own, *lent) if name and _begins(whole, name)]
    ends = max(known, key=len, default="")
    if ends and (ends == whole or AFTER_A_NAME.match(whole, len(ends))):
        return ends
    return whole if known or _RATED.match(before) else None


def _most_named(votes: dict[str, list[Seen]]) -> list[Said]:
    return [
        Said(name, tuple(places))
        for name, places in sorted(votes.items(), key=lambda vote: -len(vote[1]))
    ]


def _begins(text: str, name: str) -> bool:
    """Say whether a text begins with a level's name, which is not part of a longer word."""
    folded, wanted = thai.fold(text[: 3 * len(name)]), thai.fold(name)
    if not folded.startswith(wanted):
        return False
    if name.isascii():
        return not re.match(r"[A-Za-z]", text.strip()[len(name) :])
    return True
