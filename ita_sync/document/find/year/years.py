"""What a document is about: the assessment at all, and which fiscal year."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from ita_sync import thai
from ita_sync.document.find.text import wrapped
from ita_sync.document.find.words.records import Records, Seen
from ita_sync.document.find.words.repair import mend
from ita_sync.document.parts import Document, Line, Spot, Table

_YEAR = re.compile(r"ปี\s?([ก-๎]{6,11}|งบ)?(?:ที่[ก-๎]{2,20})?[\sพศส.:：=]{0,8}(2\d\d\d)(?!\d)")
"""A year with the word before it, which recognition may have changed; also one that cannot be."""
_FISCAL, _SLIPS = "งบประมาณ", 2
_AND = re.compile(
    r"\s*(?:[-–/]|และ|กับ|ถึง|เทียบ(?:กับ)?)\s*(?:ปี(?:งบประมาณ)?)?\s*(?:พ\.?ศ\.?)?\s*(2\d\d\d)(?!\d)"
)
"""A second year right behind one: `คะแนน ITA ปี 2566 - 2567` compares, and is about the later."""
_BESIDE = 2
"""Years that two compared lie apart at most; a plan of five is known by its first."""
_BY_NAME = re.compile(r"(?<![A-Za-z])ITA(?:\s[A-Za-z]+)?\s?(2[45]\d\d)(?!\d)")
"""A year right behind the assessment's name, without a word for year: `บทสรุปผู้บริหาร ITA 2565`."""
_OF_ITA = re.compile(r"(?:(?<![A-Za-z])ITA|หน่วยงานภาครัฐ)(?:\)|\s|ประจำ)*$")
_ITA = re.compile(r"คุณธรรมและความโปร่งใส|(?<![A-Za-z])ITAS?(?![A-Za-z])", re.IGNORECASE)
_RESULTS = re.compile(rf"ผลการประเมิน|วิเคราะห์|คะแนน|{_ITA.pattern}", re.IGNORECASE)
_ABOUT = re.compile(rf"การประเมิน|คะแนน|{_ITA.pattern}", re.IGNORECASE)
_PLANS = re.compile(
    r"มาตรการ|แผน|แนวทาง|ยกระดับ|ย้อนหลัง|ที่ผ่านมา|ตั้งแต่|ต่อไป|(?:จะ|ต้อง)(?:ทำ|ดำเนินการ|ปรับปรุง|พัฒนา)|ภายใน(?:ไตรมาส(?:ที่)?\s?\d\s*(?:ของ)?)?\s*$"
)
"""Words before a year that is not the one assessed; `ภายใน` right before it is when work is due."""
_ASSESSED = re.compile(r"ผล(?:การ)?ประเมิน|ผลคะแนน")
"""What turns from a plan to what it is made upon: `มาตรการตามผลการประเมิน ITA ประจำปี…`."""
_REPORT = re.compile(
    rf"(?:วิเคราะห์|สรุป|รายงาน|ผล|คะแนน)(?:ผล|คะแนน|การ|ของ|ประเมิน|\s)*(?:{_ITA.pattern})[^\d]*$",
    re.IGNORECASE,
)
"""A title whose year follows the agency's name: `รายงานวิเคราะห์ผล ITA องค์การบริหาร… ปี พ.ศ. 2568`."""
_MENU = re.compile(r"[»›]|\s[|].*\s[|]\s")
"""What parts the entries of a page's menu, which names the years of its other pages."""
_COMPARED = re.compile(
    r"(?:จาก|กว่า|เทียบ(?:กับ)?|เพิ่มขึ้น|ลดลง|สูงขึ้น|กับ)\s*(?:ผล(?:การประเมิน|คะแนน)?(?:ใน|ของ)?)?\s*$"
)
"""Words right before a year with which this one's result is compared."""
_DUE = re.compile(r"(?:ประเมิน|ITA|โปร่งใส|วิเคราะห์).*ประจำ$|(?:ผล|ประเมิน|วิเคราะห์)\s*[^ก-๎\s]{1,5}\s*$")
"""What a title says before its year: `รายงานผลการประเมิน … ประจำปี 2566`, `วิเคราะห์ผล 177 ปี 2566`."""
_TITLES, _TITLE, _EARLY = 12, 160, 8
"""Lines among which a title is, its length, and where in a line the one above still counts."""
_PLANNED = 3
"""What all plans and comparisons together count for a year at most."""
_BEFORE = 80
"""Characters before a year that may say what year it is."""
_WITNESSES = 3
"""Times that a year must be named to be beyond doubt; the year after, in a plan, counts too."""

_ONLY = re.compile(r"(?:ปี)?(?:งบประมาณ)?\s*(?:พ\.?ศ\.?)?\s*(2[45]\d\d)")
"""A text that is a year and nothing else: the head of a column."""
_HEAD = re.compile(r"(?:ประจำ)?ปี(?:งบ(?:ประมาณ)?)?\s*(?:พ\.?\s?ศ\.?)?\s*")
_ENDS_TITLE = re.compile(r"(?:พ\.?\s?ศ\.?|ปี\S{0,12})\s?(2[45]\d\d)\s*$")
_SHORT = re.compile(
    r"(?:(?<![A-Za-z])ITA|(?:ประจำ)?ปี(?:งบ(?:ประมาณ)?)?)\s?(?:พ\.?ศ\.?)?\s?([67]\d)(?![\d.,/%:]|\s*(?:คะแนน|ข้อ|แห่ง|หน่วย))"
)
"""A year whose first two digits were left out: `สรุปคะแนน ITA 66`, `แผนปี 67`."""
_CUT = re.compile(r"(?:ปีงบประมาณ(?:ที่[ก-๎]{2,20})?|พ\.?ศ\.?)\s*$")
_REST = re.compile(r"(?:พ\.?ศ\.?)?\s?2\d\d\d(?!\d)")
"""The ends of a title that is cut in two lines: `ประจำปีงบประมาณ` over `พ.ศ. 2565`."""
_FAINT = 4
"""How many times as often it is named as any other year."""


def texts(document: Document) -> list[str]:
    """Return all texts of a document, mended, with Arabic digits: for what needs no place."""
    found: list[str] = []
    for block in wrapped.paragraphs(document):
        cells = (
            [block.text]
            if isinstance(block, Line)
            else [cell for row in block.rows for cell in row.cells if cell]
        )
        found.extend(thai.digits(mend(cell)) for cell in cells)
    return found if _ranked(found)[0] else [*found, *_of_columns(document)]


def _of_columns(document: Document) -> Iterator[str]:
    """Yield the year that all rows of a table have under `ปีงบประมาณ`, as an export says it."""
    blocks = document.content.blocks
    tables = (block.rows for block in blocks if isinstance(block, Table) and block.rows)
    for head, *rows in tables:
        for place, cell in enumerate(head.cells):
            said = (cell for row in rows for cell in row.cells[place : place + 1])
            named = {thai.digits(cell or "").strip() for cell in said}
            if (
                len(named) == 1
                and _HEAD.fullmatch(mend(cell or ""))
                and _ONLY.fullmatch(min(named))
            ):
                yield f"ปีงบประมาณ {named.pop()}"


def is_about(all_texts: Iterable[str], *, lossy: bool = False) -> bool:
    """Say whether a document speaks of the assessment at all.

    A recogniser of Thai reads ITA as something else (`177`, `1โล`): then words are enough that any
    report of it has; whether it gives the scores of the indicators decides.
    """
    about = _RESULTS if lossy else _ITA
    return any(about.search(text) for text in all_texts)


def fiscal_years(all_texts: Iterable[str]) -> list[tuple[int, bool]]:
    """Return the years that a document may be about, the likeliest first.

    Each comes with whether the document leaves no doubt about it. Years of two digits count only
    where it names none in full.
    """
    told = list(all_texts)
    ranked, witnesses = _ranked(told)
    if not ranked:  # a person has to confirm it
        return [(year, False) for year, _ in _barely_named(told)]
    if before := _before_plans(told, ranked):
        return [(before, False), *((year, False) for year, _ in ranked)]
    clear = len(ranked) == 1 or (len(ranked) > 1 and _FAINT * ranked[1][1] < ranked[0][1])
    return [
        (year, clear and place == 0 and witnesses[year] >= _WITNESSES)
        for place, (year, _) in enumerate(ranked)
    ]


def _before_plans(told: Iterable[str], ranked: Iterable[tuple[int, int]]) -> int:
    """Return the year right before that which only plans name, else 0.

    One of a row, a column, a title, or behind the assessment's name.

    The words of a title that was recognised may be no words.
    """
    told = list(told)
    if any(votes for _, votes in _ranked(told, plans=False)[0]):
        return 0
    heads = {int(found[1]) for found in _at_heads(told)}
    planned = [year for year, _ in ranked]
    return max((year for year in heads if 0 < planned[0] - year <= _BESIDE), default=0)


def _at_heads(told: Sequence[str]) -> Iterator[re.Match[str]]:
    """Yield the years that are heads of columns, end titles or stand behind the name."""
    found = (
        *(_ONLY.fullmatch(text.strip()) for text in told),
        *(_ENDS_TITLE.search(text) for text in told[:_TITLES]),
        *map(_BY_NAME.search, told),
    )
    yield from filter(None, found)


def _barely_named(told: list[str]) -> list[tuple[int, int]]:
    """Return years behind the assessment's name alone; else those of two digits."""
    named = Counter(int(year) for text in told for year in _BY_NAME.findall(text))
    short = (_SHORT.sub(r"ปีงบประมาณ 25\1", text) for text in told)
    return named.most_common() or _ranked(short)[0]


def is_short(all_texts: Iterable[str]) -> bool:
    """Say whether a document names no fiscal year in full."""
    return not _ranked(all_texts)[0]


def rivals(all_texts: Iterable[str], year: int) -> tuple[int, ...]:
    """Return years that a document names about as much as its own, and not for plans.

    An earlier one is what it compares with, unless a title has it. A later one that heads a column
    counts too, where its own is hardly named; so does any year that plans name as often.
    """
    told = list(all_texts)
    ranked, witnesses = _ranked(told, plans=False)
    votes, planned = dict(ranked), dict(_ranked(told)[0])
    own = votes.get(year, 0)
    near = [other for other, count in votes.items() if other != year and 2 * count > own]
    near += (
        [year - 1] if own <= 0 else []
    )  # named for plans alone: they follow on what was assessed
    named = planned.get(year, 0)
    near += [other for other, count in planned.items() if other != year and count >= named > 0]
    if witnesses[year] < _WITNESSES:
        heads = (_ONLY.fullmatch(text.strip()) for text in told)
        near += [int(head[1]) for head in heads if head and 0 < int(head[1]) - year <= _BESIDE]
    return tuple(dict.fromkeys(near))


def _ranked(
    all_texts: Iterable[str], *, plans: bool = True
) -> tuple[list[tuple[int, int]], Counter[int]]:
    """Return years with their votes, the likeliest first, and how often each is confirmed.

    A year called a fiscal year counts, more where the words before it speak of the assessment, most
    in a title; less where they speak of plans, of years gone by or of another to compare with. Of
    two that count as much, the one named first.
    """
    votes: Counter[int] = Counter()
    planned: Counter[int] = Counter()
    witnesses: Counter[int] = Counter()
    above, told = "", list(all_texts)
    entries = _entries(told)
    for place, line in enumerate(told):
        text = f"{above} {line}" if _CUT.search(above) and _REST.match(line) else line
        for named, at in _fiscal(text, titled=place < _TITLES and line not in entries):
            start = above if at <= _EARLY else ""
            before = f"{start} {text[:at]}"[-_BEFORE:]
            plan = _is_plan(before) or bool(_COMPARED.search(before))
            titled = place < _TITLES and len(text) <= _TITLE
            votes[named] += 0 if plan else 4 if titled or _ABOUT.search(before) else 2
            planned[named] += plan
            witnesses[named - plan] += 1
        above = f"{above} {text}" if len(text) <= _EARLY else text
    certain = set(+votes)
    for named, count in planned.items():
        votes[named] += min(count, _PLANNED) if plans else 0
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0] not in certain))
    return ranked, witnesses


def _entries(told: Iterable[str]) -> set[str]:
    """Return the entries of a page's menu that lead to it: they stand in that alone, too."""
    trails = (text for text in told if _MENU.search(text))
    return {entry.strip() for trail in trails for entry in re.split("[»›|]", trail)}


def _is_plan(before: str) -> bool:
    """Say whether the words before a year speak of a plan, not of a plan upon what was assessed."""
    ends = [found.end() for found in _PLANS.finditer(before)]
    return bool(ends) and not _ASSESSED.search(before, ends[-1])


def _fiscal(text: str, *, titled: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the fiscal years that a text names, and where.

    Such a year is called a fiscal year, or named right after ITA, or in a title that speaks of it.
    """
    if titled and not _MENU.search(text):
        for found in _BY_NAME.finditer(text):
            if not _PLANS.search(text[: found.start()]):
                yield int(found[1]), found.start(1)
    for found in _YEAR.finditer(text):
        word = (found[1] or "").strip("พศส")
        slips = Levenshtein.distance(word, _FISCAL, score_cutoff=_SLIPS)
        called = word == "งบ" or slips <= _SLIPS
        before = text[max(found.start() - _BEFORE, 0) : found.start()]
        last = _AND.match(text, found.end()) or found  # `ปี 2568 กับปี 2569`
        ends = last.end() == len(text.rstrip(" )")) and (
            _ASSESSED.search(before) or _REPORT.search(before)
        )
        if called or (
            not found[1] and (_OF_ITA.search(before) or (titled and (ends or _DUE.search(before))))
        ):
            yield _later(int(found[2]), text, found.end()), found.start()


def _later(year: int, text: str, end: int) -> int:
    """Return the later of two years that are named in one."""
    beside = _AND.match(text, end)
    other = int(beside[1]) if beside else year
    return other if 0 < other - year <= _BESIDE else year


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
