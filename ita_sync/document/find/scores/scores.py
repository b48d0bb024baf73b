"""Where a document prints the scores of indicators and tools, and the total.

Every copy counts as a witness.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.find.scores import score_cells, series, totals
from ita_sync.document.find.scores.witness import TOOL_NAMED, TOTAL, Key, Witness, is_total, tool_in
from ita_sync.document.find.words import candidates, indicators
from ita_sync.document.find.words.figures import LED, TOKEN, plain, told
from ita_sync.document.find.words.labels import of_another_year
from ita_sync.document.find.words.records import Records, Seen
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Spot

_GOT = re.compile(r"(?:ได้|คะแนน)\s*ร้อยละ")
_ITEM = re.compile(
    r"(?<![A-Za-z])[ieoIEO]\s?\d{1,2}(?!\d)|ข้อคำถาม|(?:ประเด็น|จุดเด่น|จุดแข็ง)\s*[:：]|(?<!ถ่วง)น้ำหนัก|ขึ้นไป|น้อยกว่า|มากกว่า|เกณฑ์ค่าเป้าหมาย"
    r"|[IEO]IT\s*(?:ข้อ(?:ที่)?\s*)?\d{1,2}[.:]?\s*(?!ได้|คะแนน|ร้อยละ)[ก-๎]"
)
_POINT = re.compile(r"^.{0,20}?(?:ประเด็น|จุดเด่น|จุดแข็ง)\s*[:：]\s*")
_LONG_ITEM = re.compile(r"(?<![A-Za-z])[ieo][1-9]\d{2}(?!\d)")
_HAND = re.compile(r"(?:ได้(?:คะแนน)?|=|:)\s*$")
_IN_FULL = re.compile(r"ได้(?:รับ)?(?:คะแนน)?เต็ม\s*$")
"""Before full marks that somebody got: `การป้องกันการทุจริตได้คะแนนเต็ม 100 คะแนน`."""
_ASIDE = re.compile(
    r"\([^()]*ปี[^()\d]*2[45]\d\d[^()\d]*\d{2}\.\d[^()]*\)|\(\s*(?:ถ่วง)?(?:ร้อยละ|น้ำหนัก)[^()]*\)"
)
"""Another year's figure, or a weight, in brackets: `ได้ 98.12 คะแนน (ปี 2564 : 94.33 คะแนน)`."""
_TURNS = re.compile(r"(?:ทั้งนี้|ส่วน|ขณะที่|เมื่อ|เทียบกับ|ซึ่ง(?:สูง|ต่ำ|เพิ่ม|ลด))[ก-๎\s]{0,30}(?:ปี|พ\.?\s?ศ)")
"""Words with which a paragraph turns to another year: `ทั้งนี้ ปีงบประมาณ พ.ศ. 2565 ได้ …`."""
_ONE_DECIMAL = re.compile(r"\d{2}\.\d|100(?:\.0)?")
_FAR = 60
"""Letters that may come between a name and its score."""
_WAIT = 2
"""Lines after a name in which its score may still come."""


def witnesses(
    said: Records, words: Vocabulary, *, beyond: bool = False
) -> dict[Key, list[Witness]]:
    """Return every place that prints a score of the year, by what it is the score of.

    Args:
        said: what the document says.
        words: how indicators are called.
        beyond: also those under the heading of another year, which may be a misread one; they are
            doubted.
    """
    found: dict[Key, dict[tuple[Spot, str], Witness]] = {}
    for key, witness in (
        *_of_lines(said, words),
        *score_cells.of_records(said.records, words.year, beyond=beyond),
    ):
        found.setdefault(key, {}).setdefault((witness.seen.place, witness.token), witness)
    _add_total(found, said, words)
    return {key: list(copies.values()) for key, copies in found.items()}


def _add_total(
    found: dict[Key, dict[tuple[Spot, str], Witness]], said: Records, words: Vocabulary
) -> None:
    """Add the figures that sentences call what the agency got.

    Beside a figure that is called the total, only such as say the same.
    """
    told = {plain(copy.token) for copy in found.get(TOTAL, {}).values()}
    taken = {
        (witness.seen.place, witness.token)
        for copies in found.values()
        for witness in copies.values()
    }
    for seen, match in totals.stated(said, words):
        token = _raw(seen, match)
        if (seen.place, token) not in taken and (not told or plain(token) in told):
            found.setdefault(TOTAL, {})[seen.place, token] = Witness(token, seen, told=True)


def with_total(
    seen: dict[Key, list[Witness]], said: Records, total: Decimal, year: int
) -> dict[Key, list[Witness]]:
    """Return the witnesses with every figure that is just the total which the scores give.

    Whatever the words around it: two decimals do not agree by chance.
    """
    taken = {(one.seen.place, one.token) for copies in seen.values() for one in copies}
    more = {
        (line.place, token): Witness(token, line)
        for line, match in totals.equal_to(said, total, year)
        if (line.place, token := _raw(line, match)) not in taken
    }
    return seen | {TOTAL: [*seen.get(TOTAL, ()), *more.values()]} if more else seen


def _of_lines(said: Records, words: Vocabulary) -> Iterator[tuple[Key, Witness]]:
    waiting, left, alone = None, 0, False
    for seen, _ in said.lines:
        text = _ASIDE.sub(_blank, thai.digits(seen.text).replace("\n", " "))
        yield from _of_series(text, seen, words)
        text = series.without(text)
        tokens = _tokens(text, words)
        if of_another_year(text, words.year):
            waiting = None
            text = _before_other_years(text)
            tokens = [match for match in tokens if match.end() <= len(text)]
        if waiting is not None and tokens and _answers(text[: tokens[0].start()], alone=alone):
            yield waiting, Witness(_raw(seen, tokens[0]), seen)
        waiting = waiting if left > 0 and not tokens else None
        left, alone = left - 1, False
        named_there = [*_in_line(text, tokens, seen, words)]
        yield from named_there
        if not named_there and (typed := indicators.numbered(text, words)):
            start, end = typed[1].span("score")
            yield ("indicator", typed[0]), Witness(seen.text.replace("\n", " ")[start:end], seen)
        if not tokens and len(text) <= _FAR + 20 and (named := indicators.by_name_in(text, words)):
            waiting, left = ("indicator", named[0]), _WAIT
            alone = indicators.is_named(text, words)
        elif tokens and (cut := _cut_off(tokens[-1], words)):
            waiting, left = ("indicator", cut), 1


def _answers(before: str, *, alone: bool) -> bool:
    """Say whether a line gives the score of what the line above names.

    Words that say so count right below the name alone: another line may name an item, whose words
    are those of an indicator.
    """
    return len(before) <= 1 or (alone and LED.fullmatch(before) is not None)


def _cut_off(last: re.Match[str], words: Vocabulary) -> int | None:
    """Return the indicator that the end of a line names, its score on the next line.

    A word leads to it, or the figures of the line stand right behind their names.
    """
    rest = last.string[last.end() :]
    in_run = _is_right_behind(last, words) and _ends_with_name(rest, words)
    named = (
        indicators.by_name_in(rest[-2 * _FAR :], words) if _HAND.search(rest) or in_run else None
    )
    return named[0] if named else None


def _before_other_years(text: str) -> str:
    """Return what a text says before it turns to another year, nothing where no word shows that."""
    turn = _TURNS.search(text)
    return text[: turn.start()] if turn else ""


def _of_series(text: str, seen: Seen, words: Vocabulary) -> Iterator[tuple[Key, Witness]]:
    """Yield the scores that a line lists of several indicators at once."""
    for number, (start, end) in series.told(text, words.year):
        if number in words.numbers:
            yield ("indicator", number), Witness(seen.text.replace("\n", " ")[start:end], seen)


def _blank(aside: re.Match[str]) -> str:
    """Return as many spaces as an aside has letters, so that places in the text stay."""
    return " " * len(aside[0])


def _tokens(text: str, words: Vocabulary) -> list[re.Match[str]]:
    """Return the figures of a line that may be scores."""
    by_hand = [match for match in TOKEN.finditer(text) if _by_hand(match, words)]
    in_run = [match for match in TOKEN.finditer(text) if _is_right_behind(match, words)]
    by_hand += in_run if len(in_run) > 1 else []
    by_place = {match.start(): match for match in (*told(text), *by_hand)}
    return [match for _, match in sorted(by_place.items())]


def _by_hand(figure: re.Match[str], words: Vocabulary) -> bool:
    """Say whether a figure with fewer decimals is what the indicator before it got.

    `- การใช้อำนาจ ได้ 85.9`, `- การเปิดเผยข้อมูล ได้ 95`, `… การป้องกันการทุจริตได้คะแนนเต็ม 100`
    """
    before = figure.string[: figure.start()]
    got = _IN_FULL.search(before) or (len(before) <= _FAR and _HAND.search(before))
    named = indicators.by_name_in(before[-2 * _FAR :], words)
    whole = _is_right_behind(figure, words) and indicators.is_named(before, words)
    alone = whole and not figure.string[figure.end() :].strip()  # nothing but a name and its score
    return bool(((got and named) or alone) and plain(figure[0]) is not None)


def _is_right_behind(figure: re.Match[str], words: Vocabulary) -> bool:
    """Say whether a figure with one decimal stands right behind the name of an indicator.

    One may be of something else; several in a line are a list: `การปฏิบัติหน้าที่ 93.4 การใช้… 84.9`.
    """
    return _ONE_DECIMAL.fullmatch(figure[0]) is not None and _ends_with_name(
        figure.string[: figure.start()], words
    )


def _ends_with_name(text: str, words: Vocabulary) -> bool:
    own = re.split(r"\d", text)[-1]  # a longer name may stand before another figure
    named = indicators.by_name_in(own, words)
    return named is not None and named[1] == len(thai.fold(own))


def _in_line(
    text: str, tokens: list[re.Match[str]], seen: Seen, words: Vocabulary
) -> Iterator[tuple[Key, Witness]]:
    """Yield the scores that a line names.

    Figures that follow one at once, as in the row of a table, are its rivals.
    """
    found: list[tuple[Key, Seen]] = []
    key, start = None, 0
    for match in tokens:
        segment = text[start : match.start()]
        named = _key(segment, words)
        token = Seen(_raw(seen, match), seen.raw, seen.place)
        named = named or _mean_of(segment, [one for one, _ in found], words)
        key = named or (key if candidates.goes_on(segment) else None)
        start = match.end()
        if (
            key is None
            or candidates.told_of_others(segment)
            or (key[0] == "tool" and plain(match[0]) == 0)  # `รายการ OIT ที่ได้ 0.00 คะแนน`
            or of_another_year(segment, words.year)
        ):
            continue
        if found and found[-1][0] == key and not named:
            found[-1] = (key, candidates.beside(found[-1][1], token.text))
        else:
            found.append((key, token))
    for key, token in found:
        yield key, Witness(token.text, replace(seen, rivals=token.rivals))


def _key(segment: str, words: Vocabulary) -> Key | None:
    """Return what the score that follows a piece of text is the score of."""
    segment = _without_label(segment, words)
    around = segment[-2 * _FAR :]
    if _ITEM.search(around) or any(item in words.items for item in _LONG_ITEM.findall(around)):
        return None
    named = indicators.by_name_in(segment, words)
    if named and not TOOL_NAMED.search(segment):
        return ("indicator", named[0]) if len(thai.fold(segment)) - named[1] <= _FAR else None
    near = segment[-_FAR:]
    percent = "ร้อยละ" in near and not _OF_TOOL.search(near)
    if percent and not is_total(near) and not _GOT.search(near):
        return None
    if tool := tool_in(near):
        return tool
    if is_total(near) and "ตัวชี้วัด" not in near and not _WIDER.search(segment):
        return TOTAL
    return None


def _mean_of(segment: str, before: Sequence[Key], words: Vocabulary) -> Key | None:
    """Return the tool whose mean follows the scores of its indicators: `… เฉลี่ยแล้วได้ 81.69`."""
    rules = [
        words.framework.indicator(int(number)) for kind, number in before if kind == "indicator"
    ]
    tools = {rule.tool for rule in rules if rule and rule.tool}
    of_one = len(rules) > 1 and len(tools) == 1  # of a single score, none is the mean
    return ("tool", tools.pop()) if of_one and _MEAN.fullmatch(segment) else None


_MEAN = re.compile(
    r"\W*(?:คะแนน)?(?:รวม)?เฉลี่ย(?:แล้ว|รวม|ทั้งแบบ)?\s*(?:ได้|อยู่ที่|เท่ากับ|เป็น|=)?\s*(?:ร้อยละ)?\s*"
)


def _without_label(segment: str, words: Vocabulary) -> str:
    """Return a piece of text without the label of a strong point that is an indicator itself.

    `จุดแข็ง : การใช้อำนาจ ได้ 88.04`; any other point is an item, though its words name an indicator.
    """
    point = segment[found.end() :] if (found := _POINT.match(segment)) else ""
    called = thai.fold(indicators.name_in(_HAND.sub("", point)))
    named = indicators.by_name_in(called, words) if called else None
    return point if named and len(called) == named[1] == named[2] else segment


_OF_TOOL = re.compile(r"^(?!.*(?:ตอบ|กลุ่มตัวอย่าง)).*\([IEO]IT\)\s*ร้อยละ\s*$", re.DOTALL)
"""`ผู้มีส่วนได้ส่วนเสียภายใน (IIT) ร้อยละ 84.40`: its mean, and not how many answered."""
_WIDER = re.compile(r"(?:ภาพรวม|ระดับ|ทั้ง|ทั่ว)(?:ของ)?(?:ระดับ)?ประเทศ")
"""Whose a mean is that is no agency's: `ในภาพรวมประเทศมีหน่วยงานเข้าร่วม … แห่ง ได้คะแนนเฉลี่ย`."""


def _raw(seen: Seen, match: re.Match[str]) -> str:
    """Return the token as the text has it, its digits untouched."""
    text = seen.text.replace("\n", " ")
    return text[match.start() : match.end()]
