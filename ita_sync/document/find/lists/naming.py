"""Items named across a document: what one list calls an item tells which item another list means.

A weak item and its measure have the same question. Where a number was misread in one of the two,
the other's wording shows it; and a number found beside the same words twice was read correctly.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from ita_sync import thai
from ita_sync.document.find.items import item_numbers, items
from ita_sync.document.find.items.items import Named
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Record
from ita_sync.rules import Framework

_SAME = 88.0
"""Of 100: two wordings this alike are one."""
_LEAST = 8
"""Letters that a wording has at least."""
_MANY, _COMMON = 4, 0.4
"""With so many wordings or more, what this share of them has in common tells nothing.

For example `หน่วยงานของท่าน … มากน้อยเพียงใด`.
"""
_FORGIVEN = 15.0
"""Of 100: what recognition takes from two wordings that are the same."""
_PIECE = 3


class Naming:
    """The wordings of a document's items.

    Args:
        records: what stands together about items.
        framework: the year's rules.
        lossy: numbers were recognised from a picture; else one stands though the heading above says
            otherwise.
    """

    def __init__(self, records: Iterable[Record], framework: Framework, *, lossy: bool) -> None:
        self.framework, self.lossy = framework, lossy
        self._wordings: dict[str, list[tuple[str, set[int]]]] = {}
        for record in records:
            text = record.cells[Label.ITEM].text
            named = items.name(text, framework, record.context.indicator)
            if named.item and (named.exact or named.titled or record.context.indicator):
                self._add(named.item, thai.fold(item_numbers.title_of(text)), id(record))
        distinct = [words for known in self._wordings.values() for words, _ in known]
        counted = Counter(piece for words in distinct for piece in _pieces(words))
        often = _COMMON * len(distinct) if len(distinct) >= _MANY else len(distinct)
        self._common = {piece for piece, count in counted.items() if count > often}

    def _add(self, item: str, wording: str, record: int) -> None:
        if len(wording) < _LEAST:
            return
        known = self._wordings.setdefault(item, [])
        for words, records in known:
            if fuzz.ratio(words, wording) >= _SAME:
                records.add(record)
                return
        known.append((wording, {record}))

    def name(self, record: Record) -> Named:
        """Return the item that a record is about; a typed number is never changed."""
        named = self._name(record)
        if self.lossy:
            return named
        text = record.cells[Label.ITEM].text
        if named.item and named.item == item_numbers.with_nought(text, self.framework):
            return replace(named, placed=True, others=())
        typed = item_numbers.printed_id(text, self.framework)
        if typed is None or typed == named.item:
            return named
        others = (named.item, *named.others)
        said = tuple(item for item in others if item and item != typed)
        return Named(typed, exact=True, why=named.why, others=said)

    def _name(self, record: Record) -> Named:
        """Return the item that a record is about; its own wording does not speak for it."""
        text = record.cells[Label.ITEM].text
        wording = thai.fold(item_numbers.title_of(text))
        asked = {
            item: self._alike(words, wording) for item, words in self._others(id(record)).items()
        }
        named = items.name(text, self.framework, record.context.indicator, asked)
        if named.exact and named.why is None:
            return named
        anywhere = items.name(text, self.framework, None, asked)
        worded = asked.get(anywhere.item or "", 0.0) >= items.SAME
        told = (
            anywhere.exact
            and anywhere.why is None
            and (anywhere.titled or worded or not self.lossy)
        )
        return anywhere if told or (anywhere.titled and not named.titled) else named

    def _others(self, record: int) -> dict[str, str]:
        """Return how the other records word each item, where most of them do so alike."""
        found = {}
        for item, known in self._wordings.items():
            counted = sorted(
                ((len(records - {record}), words) for words, records in known), reverse=True
            )
            if counted[0][0] and (len(counted) == 1 or counted[0][0] > counted[1][0]):
                found[item] = counted[0][1]
        return found

    def _alike(self, one: str, other: str) -> float:
        """Return how alike two wordings are in what is not common to most."""
        first, second = _pieces(one) - self._common, _pieces(other) - self._common
        if not first or not second:
            return fuzz.ratio(one, other)
        return min(100.0, 200.0 * len(first & second) / (len(first) + len(second)) + _FORGIVEN)


def _pieces(words: str) -> set[str]:
    return {words[place : place + _PIECE] for place in range(len(words) - _PIECE + 1)}
