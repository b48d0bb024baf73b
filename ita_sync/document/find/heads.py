"""What a document says once: the year, the agency, the level, the link."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ita_sync import thai
from ita_sync.document.find.labels import years_in
from ita_sync.document.find.records import Records, Seen
from ita_sync.document.find.repair import mend
from ita_sync.document.parts import Document, Line, Spot
from ita_sync.rules import provinces
from ita_sync.rules.kinds import KINDS, expand

_YEAR = re.compile(r"ปี\s?([ก-๎]{6,11})?[\sพศส.]{0,8}(2\d\d\d)(?!\d)")
"""A year with the word before it, which recognition may have changed; also one that cannot be."""
_FISCAL, _SLIPS = "งบประมาณ", 2
_OF_ITA = re.compile(r"(?:(?<![A-Za-z])ITA|หน่วยงานภาครัฐ)(?:\)|\s|ประจำ)*$")
_ITA = re.compile(r"คุณธรรมและความโปร่งใส|(?<![A-Za-z])ITA(?![A-Za-z])", re.IGNORECASE)
_ABOUT = re.compile(rf"การประเมิน|คะแนน|{_ITA.pattern}", re.IGNORECASE)
_PLANS = re.compile(r"มาตรการ|แผน|ยกระดับ|ย้อนหลัง|ที่ผ่านมา|ตั้งแต่|ต่อไป")
_BEFORE = 80
"""Characters before a year that may say what year it is."""
_WITNESSES = 3
"""Times that a year must be named to be beyond doubt; the year after, in a plan, counts too."""
_CLEAR = 6
"""Votes of a name that stands alone, or before its district."""
_FAINT = 4
"""How many times as often it is named as any other year."""
_LINK = re.compile(r"https?://[^\s<>\"'，、]+")
_CODE = re.compile(r"รหัส[^\d]{0,40}(\d{7})(?!\d)")
_LEVEL = re.compile(r"ระดับ(?:ผลการประเมิน|คุณภาพ|ที่ได้(?:รับ)?)?\s*[:：]?\s*(?:คือ|ว่า)?\s*[(\"“‘']?\s*")
_NOT_GIVEN = re.compile(r"(?:เป้าหมาย|ปีที่แล้ว|ปีที่ผ่านมา|ปีก่อน|เดิม|ไม่ถึง)(?!.*ได้)|จาก\s*$")
"""Words before a level that is not the agency's of the year."""
_RATED = re.compile(r"ระดับ(?:ผลการประเมิน|คุณภาพ|ที่ได้)")
"""After these words a level comes, whatever it is called."""
_ENCLOSED = re.compile(r"[(\"“‘']\s*$")
_CLOSED = re.compile(r"([^()\"“”‘’']{1,40}?)\s*[)\"”’']")
_RUN = re.compile(r"[ก-๎]{2,30}|[A-Z]{1,2}(?![A-Za-z])")
_NEAR, _LONGEST = 40, 120
"""Characters before a level that say whose it is, and those that a level takes at most."""
_DISTRICT = re.compile(r"(?:อำเภอ|อ\.)\s?([ก-๎]+)")
_PROVINCE = re.compile(r"(?:จังหวัด|จ\.)\s?([ก-๎]+)")
_KINDS = (
    *KINDS,
    *(f"{short}" for short in KINDS.values() if short),
    *("วิทยาลัย", "มหาวิทยาลัย", "โรงพยาบาล", "โรงเรียน", "สำนักงาน"),
)
_NAMED = re.compile(
    rf"({'|'.join(sorted(map(re.escape, _KINDS), key=len, reverse=True))})\s?([ก-๎]+)"
)
_AFTER = re.compile(
    r"(?:ได้|มี|ขอ|จึง|ประจำ|ปี|ที่|โทร|ซึ่ง|เพื่อ|และ|โดย|ใน|อำเภอ|จังหวัด|มาตรการ|ผล|จำแนก|ลง|ตาม|ให้|เป็น|\.)"
)


@dataclass(frozen=True)
class Said:
    """A value with every place that says it, the clearest first; what else is said instead."""

    value: str
    places: tuple[Seen, ...]
    others: tuple[str, ...] = ()

    @property
    def agreed(self) -> bool:
        """Whether two places say it."""
        return len({place.place for place in self.places}) > 1


def texts(document: Document) -> list[str]:
    """Return all texts of a document, mended, with Arabic digits: for what needs no place."""
    found: list[str] = []
    for block in document.content.blocks:
        cells = (
            [block.text]
            if isinstance(block, Line)
            else [cell for row in block.rows for cell in row.cells if cell]
        )
        found.extend(thai.digits(mend(cell)) for cell in cells)
    return found


def is_about(all_texts: Iterable[str]) -> bool:
    """Say whether a document speaks of the assessment at all."""
    return any(_ITA.search(text) for text in all_texts)


def fiscal_years(all_texts: Iterable[str]) -> list[tuple[int, bool]]:
    """Return the years that a document may be about, the likeliest first.

    Each comes with whether the document leaves no doubt about it.

    A year called a fiscal year counts, more where the words before it speak of the assessment, less
    where they speak of plans or of years gone by; of two that count as much, the one named first.
    """
    votes: Counter[int] = Counter()
    witnesses: Counter[int] = Counter()
    for text in all_texts:
        for named, at in _fiscal(text):
            before = text[max(at - _BEFORE, 0) : at]
            plan = bool(_PLANS.search(before))
            votes[named] += 1 if plan else 4 if _ABOUT.search(before) else 2
            witnesses[named - plan] += 1
    ranked = votes.most_common()
    clear = len(ranked) == 1 or (len(ranked) > 1 and _FAINT * ranked[1][1] < ranked[0][1])
    return [
        (year, clear and place == 0 and witnesses[year] >= _WITNESSES)
        for place, (year, _) in enumerate(ranked)
    ]


def _fiscal(text: str) -> Iterator[tuple[int, int]]:
    """Yield the fiscal years that a text names, and where.

    Such a year is called a fiscal year, or named right after ITA.
    """
    for found in _YEAR.finditer(text):
        word = (found[1] or "").strip("พศส")
        called = Levenshtein.distance(word, _FISCAL, score_cutoff=_SLIPS) <= _SLIPS
        if called or (
            not found[1] and _OF_ITA.search(text[max(found.start() - _BEFORE, 0) : found.start()])
        ):
            yield int(found[2]), found.start()


def first_named(document: Document, year: int) -> tuple[str, Spot] | None:
    """Return the first text that names a fiscal year, and where it is."""
    for block in document.content.blocks:
        rows = [] if isinstance(block, Line) else block.rows
        said = [(block.text, block.place)] if isinstance(block, Line) else []
        said += [(cell, row.place) for row in rows for cell in row.cells if cell]
        for text, place in said:
            if any(named == year for named, _ in _fiscal(thai.digits(mend(text)))):
                return text, place
    return None


def named_year(said: Records, year: int) -> tuple[Seen, ...]:
    """Return the lines that name a fiscal year, those that speak of the assessment first."""
    lines = [
        seen
        for seen, _ in said.lines
        if any(year == each for each, _ in _fiscal(thai.digits(seen.text)))
    ]
    return tuple(sorted(lines, key=lambda seen: not _ABOUT.search(seen.text)))[:3]


def agency(said: Records) -> tuple[Said | None, Said | None]:
    """Return the kind and the name of the agency, as far as the document gives them."""
    votes: dict[tuple[str, str], list[Seen]] = {}
    weight: Counter[tuple[str, str]] = Counter()
    for seen, _ in said.lines:
        text = seen.text.replace("\n", " ").strip()
        for found in _NAMED.finditer(text):
            kind, name = expand(found[1]), found[2]
            if inner := _NAMED.match(name):  # the office of an agency
                kind, name = expand(inner[1]), inner[2]
            alone = not text[: found.start()].strip("() ") and not text[found.end() :].strip("() ")
            followed = re.match(r"\s*(?:อำเภอ|อ\.|จังหวัด|จ\.)", text[found.end() :])
            cut = _AFTER.search(name, 2)
            name = name[: cut.start()] if cut and not alone else name
            if len(name) > 1:
                votes.setdefault((kind, name), []).append(seen)
                weight[kind, name] += _CLEAR if alone or followed else 1
    if not weight:
        return None, None
    best = max(weight, key=lambda pair: (weight[pair], pair[0] in KINDS, -len(pair[1])))
    whole = [
        pair
        for pair in weight
        if pair[0] == best[0] and pair[1].startswith(best[1]) and weight[pair] >= _CLEAR
    ]
    best = max((best, *whole), key=lambda pair: len(pair[1]))  # a name is cut where a line ends
    ranked = [
        pair for pair, count in weight.most_common(4) if pair != best and 2 * count > weight[best]
    ]
    places = tuple(votes[best])
    kinds = tuple(kind for kind in dict.fromkeys(pair[0] for pair in ranked) if kind != best[0])
    names = tuple(name for name in dict.fromkeys(pair[1] for pair in ranked) if name != best[1])
    return Said(best[0], places, kinds), Said(best[1], places, names)


def district(said: Records) -> Said | None:
    """Return the district named most."""
    return _voted(said, _DISTRICT, lambda name: name)


def province(said: Records) -> Said | None:
    """Return the province named most, of those that there are."""

    def known(name: str) -> str | None:
        for end in range(len(name), 2, -1):
            if found := provinces.find(name[:end]):
                return found.name
        return None

    return _voted(said, _PROVINCE, known)


def _voted(
    said: Records, pattern: re.Pattern[str], known: Callable[[str], str | None]
) -> Said | None:
    votes: dict[str, list[Seen]] = {}
    for seen, _ in said.lines:
        for found in pattern.finditer(seen.text):
            name = known(found[1])
            if name:
                votes.setdefault(name, []).append(seen)
    if not votes:
        return None
    best = max(votes, key=lambda name: len(votes[name]))
    others = tuple(
        name for name in votes if name != best and 2 * len(votes[name]) > len(votes[best])
    )
    return Said(best, tuple(votes[best]), others)


def levels(
    said: Records, names: Collection[str], year: int, lent: Collection[str] | None = None
) -> tuple[list[Said], list[Said]]:
    """Return the names of levels that a document gives the agency, the one named most first.

    Those that the words before them call a goal, or another year's, come apart.

    Args:
        said: what the document says.
        names: of the year's levels.
        year: the fiscal year.
        lent: names that other years have, where the year may have others than `names`: what is
            printed then counts, and these only tell where it ends.
    """
    given: dict[str, list[Seen]] = {}
    others: dict[str, list[Seen]] = {}
    longest = sorted(names, key=len, reverse=True)
    for seen, _ in said.lines:
        text, start = seen.text.replace("\n", " "), 0
        for found in _LEVEL.finditer(text):
            after = text[found.end() : found.end() + _LONGEST]
            name = next((name for name in longest if _begins(after, name)), None)
            if lent is not None:
                name = _printed_level(found[0], after, name, lent)
            if name is None:
                continue
            before = text[max(start, found.start() - _NEAR) : found.start()]
            start, years = found.end(), years_in(before)
            elsewhere = _NOT_GIVEN.search(before) or (years and year not in years)
            (others if elsewhere else given).setdefault(name, []).append(seen)
    return _most_named(given), _most_named(
        {name: seen for name, seen in others.items() if name not in given}
    )


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
    if ends and (ends == whole or _AFTER.match(whole, len(ends))):
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


def link(said: Records) -> Said | None:
    """Return the public link of the report, where the document has one."""
    votes: dict[str, list[Seen]] = {}
    for seen, _ in said.lines:
        for found in _LINK.finditer(seen.raw if "://" in seen.raw else seen.text):
            votes.setdefault(found[0].rstrip(").,;"), []).append(seen)
    if not votes:
        return None
    told = [url for url, seen in votes.items() if any("เผยแพร่" in one.text for one in seen)]
    best = told[0] if told else next(iter(votes))
    return Said(best, tuple(votes[best]), tuple(url for url in votes if url != best))


def code(said: Records) -> Said | None:
    """Return the agency's code, where the document has it."""
    for seen, _ in said.lines:
        if found := _CODE.search(thai.digits(seen.text)):
            return Said(found[1], (seen,))
    return None
