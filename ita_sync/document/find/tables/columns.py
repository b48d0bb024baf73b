"""Which columns of scores are the agency's of the year, and which are means of tools.

What the head says of other people's figures, the year it names, the agency it names, and whether
the scores below give a total that the document prints elsewhere, vote.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from ita_sync import thai
from ita_sync.document.find.words import candidates, indicators, lexicon, repair
from ita_sync.document.find.words.contents import filled
from ita_sync.document.find.words.figures import TOKEN, plain
from ita_sync.document.find.words.labels import Label, label_of
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Block, Line, Row
from ita_sync.report import Tool
from ita_sync.rules.scoring import CENT, mean, sums_up, tool_scores, total

OTHERS = -8
"""The head calls them goals, full marks, last year's, the province's."""
OTHER_YEAR = -6
"""It names other years alone; the newest of them is the likeliest."""
NEWEST = 1
YEAR = 2
"""It names the year."""
HEADED = 1
"""It says that they are scores."""
SUM = 3
"""Their weighted mean stands in the text."""
AGENCY = 3
"""It names whom the text names most: one agency among others across."""
_PART = re.compile(r"\s*(?:9|10)\.\d{1,2}[.)]?\s*[ก-ฮเ-ไ]")
"""What begins the row of a part of an indicator of open data."""
_LEAST_KNOWN = 5
"""Rows whose names are known and agree with their numbers, so that another number is one, too."""
_NAME = 4
"""Letters in a head that may be an agency's."""


@dataclass(frozen=True)
class Around:
    """What a document says outside of its tables: its figures, and all of it, folded."""

    figures: frozenset[Decimal]
    text: str


def around(blocks: Sequence[Block]) -> Around:
    """Return what the lines of a document say."""
    lines = [repair.mend(block.text) for block in blocks if isinstance(block, Line)]
    found = (plain(match[0]) for line in lines for match in TOKEN.finditer(line))
    return Around(frozenset(one for one in found if one), thai.fold(" ".join(lines)))


@dataclass(frozen=True)
class Scores:
    """The columns of figures of a table.

    Attributes:
        own: the agency's of the year; several where nothing tells them apart.
        means: of tools, in cells merged over their indicators.
        unsure: those are own whose heads name other figures, for want of better ones.
    """

    own: frozenset[int]
    means: frozenset[int] = frozenset()
    unsure: bool = False

    def label(self, place: int) -> Label | None:
        """Return what a column of figures holds, None for other people's."""
        if place in self.own:
            return Label.SCORE
        return Label.MEAN if place in self.means else None


def numbers_of(
    labels: Sequence[Label | None], rows: Sequence[Row], words: Vocabulary
) -> list[int | None]:
    """Return the indicator that each row names.

    A name that is not known is that of its number, where the known ones all are.
    """
    found: list[int | None] = []
    counts: list[int | None] = []
    for row in rows:
        pairs = zip(labels, row.cells, strict=False)
        cells = [(label, repair.flat(cell)) for label, cell in pairs if cell]
        names = [cell for label, cell in cells if label in (Label.INDICATOR, Label.NAME)]
        count = [cell for label, cell in cells if label is Label.NUMBER]
        found.append(indicators.of_cells(names, count, words) if names else None)
        counts.append(indicators.count_in([*count, *names], words) if names else None)
    found = _without_parts(found, rows)
    known = [(number, count) for number, count in zip(found, counts, strict=True) if number]
    if len(known) < _LEAST_KNOWN or any(number != count for number, count in known):
        return found
    return [number or count for number, count in zip(found, counts, strict=True)]


def _without_parts(found: Sequence[int | None], rows: Sequence[Row]) -> list[int | None]:
    """Return the indicators of rows without those of the parts of one: `9.1 ข้อมูลพื้นฐาน`."""
    parts = [any(_PART.match(thai.digits(cell or "")) for cell in row.cells) for row in rows]
    whole = {number for number, part in zip(found, parts, strict=True) if not part}
    return [
        None if part and number in whole else number
        for number, part in zip(found, parts, strict=True)
    ]


@dataclass(frozen=True)
class Figures:
    """The rows of a table, and what its columns of figures are held against.

    Attributes:
        heads: of all columns.
        rows: below the heads.
        numbers: the indicator of each row.
        words: how indicators are called.
        said: what the document says elsewhere.
    """

    heads: Sequence[str]
    rows: Sequence[Row]
    numbers: Sequence[int | None]
    words: Vocabulary
    said: Around

    def settled(self, labels: Sequence[Label | None]) -> tuple[list[Label | None], bool]:
        """Return the labels, those of scores only where they are the agency's of the year.

        Scores of the indicator left of an item, and those of the item, are two things. The second
        value says that all are called other people's.
        """
        found, unsure = list(labels), False
        item = found.index(Label.ITEM) if Label.ITEM in found else 0
        beside = 0 if {Label.INDICATOR, Label.NAME}.isdisjoint(found[:item]) else item
        places = [place for place, label in enumerate(labels) if label is Label.SCORE]
        for left in (True, False):
            side = [place for place in places if (place < beside) is left]
            scores = self._settle(side)
            unsure |= scores.unsure
            for place in side:
                found[place] = scores.label(place)
        return found, unsure

    def _settle(self, places: Sequence[int]) -> Scores:
        """Return which of some columns of figures hold what."""
        merged = [place for place in places if self._is_merged(place)]
        single = [place for place in places if place not in merged]
        years = {place: candidates.years_of(self.heads[place]) for place in single}
        newest = max((max(named, default=0) for named in years.values()), default=0)
        votes = {
            place: self._votes(place) + NEWEST * (newest in named) for place, named in years.items()
        }
        best = max(votes.values(), default=0)
        own = frozenset(place for place in single if votes[place] == best)
        scores = self._scores(min(own)) if own else {}
        return Scores(own, self._means(merged, scores), unsure=best < 0)

    def _means(self, places: Sequence[int], scores: Mapping[int, Decimal]) -> frozenset[int]:
        """Return the column of the means of tools: that which agrees best with the scores."""
        own = [place for place in places if not lexicon.meaning("others", self.heads[place])]
        counts = {place: self._agreeing(place, scores) for place in own}
        most = max(counts.values(), default=0)
        best = [place for place, count in counts.items() if count == most]
        return frozenset(best[:1] if most or len(best) == 1 else [])

    def _votes(self, place: int) -> int:
        head = self.heads[place]
        years = candidates.years_of(head)
        said = (
            (OTHERS, candidates.of_others(head)),
            (YEAR, self.words.year in years),
            (OTHER_YEAR, bool(years) and self.words.year not in years),
            (HEADED, label_of(head) is Label.SCORE),
            (SUM, self._stands(self._scores(place))),
            (AGENCY, self._is_agency(head)),
        )
        return sum(weight for weight, holds in said if holds)

    def _scores(self, place: int) -> dict[int, Decimal]:
        """Return the figures of a column by indicator."""
        pairs = zip(self.numbers, self.rows, strict=True)
        found = {number: _figure(row.cells[place]) for number, row in pairs if number}
        return {number: figure for number, figure in found.items() if figure is not None}

    def _stands(self, scores: Mapping[int, Decimal]) -> bool:
        """Say whether the total that scores give stands in the text."""
        rules = self.words.framework
        if not sums_up(rules) or not scores or scores.keys() < self.words.numbers:
            return False
        found = total(rules, tool_scores(rules, scores))
        return any(abs(found - figure) <= CENT for figure in self.said.figures)

    def _is_agency(self, head: str) -> bool:
        """Say whether the text names what a head names, and more often than any other head."""
        counts = {
            other: self.said.text.count(name)
            for other in self.heads
            if len(name := thai.fold(other).strip("0123456789.() ")) > _NAME
        }
        most = counts.get(head, 0)
        return most > 0 and sum(count >= most for count in counts.values()) == 1

    def _runs(self) -> list[list[int]]:
        """Return the rows of each tool's indicators, as they stand one below the other."""
        rules = self.words.framework
        named = [(at, number) for at, number in enumerate(self.numbers) if number]
        tools = [(at, rule.tool) for at, number in named if (rule := rules.indicator(number))]
        groups = groupby(tools, itemgetter(1))
        return [[at for at, _ in group] for tool, group in groups if tool]

    def means(self, place: int) -> Iterator[tuple[Tool, int]]:
        """Yield the tools whose means stand in a column, each with its row."""
        rules = self.words.framework
        for run in self._runs():
            rule = rules.indicator(self.numbers[run[0]] or 0)
            if rule and rule.tool and filled(self.rows[run[0]].cells[place]):
                yield rule.tool, run[0]

    def _is_merged(self, place: int) -> bool:
        """Say whether a column has a figure beside the first indicator of each tool alone."""
        runs = self._runs()
        told = [at for run in runs for at in run if filled(self.rows[at].cells[place])]
        return bool(told) and told == [run[0] for run in runs] and len(told) < sum(map(len, runs))

    def _agreeing(self, place: int, scores: Mapping[int, Decimal]) -> int:
        """Return how many figures of a column are the means of the scores beside them."""
        found = 0
        for run in self._runs():
            own = [scores.get(self.numbers[at] or 0) for at in run]
            figure = _figure(self.rows[run[0]].cells[place])
            if figure is not None and None not in own:
                found += abs(mean(one for one in own if one is not None) - figure) <= CENT
        return found


def _figure(cell: str | None) -> Decimal | None:
    found = TOKEN.search(repair.flat(cell)) if cell and filled(cell) else None
    return plain(found[0]) if found else None
