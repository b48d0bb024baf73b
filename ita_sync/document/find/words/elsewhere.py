"""Recognised texts against each other: one that is a letter off from others is read as they are.

An agency words its steps, remedies and divisions again and again. A letter that was lost or taken
for another makes a text stand alone among those that are like it. Digits are left as they were
read: two texts may well differ in those.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ita_sync import thai
from ita_sync.document.draft import Copy, Field, Node, Trust
from ita_sync.i18n import T

_KINDS = {"division": 3, "due": 3} | dict.fromkeys(
    ("steps", "follow_up", "remedy", "keep", "point"), 2
)
"""Texts that repeat, and how many copies another spelling needs before it is followed."""
_POOLS = {"division": "division", "due": "due"}
"""Kinds compared only with their own; all others are compared with each other."""
_WORDS = re.compile("|".join((*thai.MONTHS, "ภายใน", "ภายนอก")))
_LEAST = 5
"""Letters of a text in which a single wrong one does not make another word of it."""
_MOST = 2000
"""Texts that are compared; a report has far fewer."""
_NO_DIGIT = re.compile(r"[^\d]")


@dataclass
class _Pool:
    """Texts that are compared with each other: how often each occurs, and its usual spelling."""

    counts: Counter[str] = field(default_factory=Counter)
    written: dict[str, Counter[str]] = field(default_factory=dict)
    seen: set[tuple[str, tuple[Copy, ...]]] = field(default_factory=set)

    def add(self, value: str, place: tuple[Copy, ...]) -> None:
        """Count a text once for each place where it occurs: one cell may be about many items."""
        folded = thai.fold(value)
        if (folded, place) in self.seen:
            return
        self.seen.add((folded, place))
        self.counts[folded] += 1
        self.written.setdefault(folded, Counter())[value] += 1

    def like(self, value: str, least: int) -> str | None:
        """Return the text that `value` is but for a letter.

        None where there is none, or several.
        """
        folded = thai.fold(value)
        known = [
            text
            for text, count in self.counts.items()
            if count >= max(least, self.counts[folded] + 1)
        ]
        if len(folded) < _LEAST or not known or len(self.counts) > _MOST:
            return None
        found = process.extract(folded, known, scorer=Levenshtein.distance, score_cutoff=1, limit=2)
        fitting = [text for text, _, _ in found if _told(text) == _told(folded)]
        return fitting[0] if len(fitting) == 1 else None


def _told(text: str) -> tuple[str, list[str]]:
    """Return what is never changed in a text: digits, and words that differ by one letter."""
    return _NO_DIGIT.sub("", text), _WORDS.findall(text)


def held(fields: Mapping[str, Node]) -> dict[str, Node]:
    """Return the fields of a recognised document, texts spelt as they are elsewhere in it."""
    pools: dict[str, _Pool] = {}
    for kind, one in _texts(fields, ""):
        if one.value and one.trust in {Trust.SINGLE, Trust.SURE}:
            pools.setdefault(_POOLS.get(kind, ""), _Pool()).add(one.value, one.copies)
    return {name: _mended(node, name, pools) for name, node in fields.items()}


def _texts(node: Node | Mapping[str, Node], kind: str) -> Iterator[tuple[str, Field]]:
    if isinstance(node, Field):
        if kind in _KINDS:
            yield kind, node
    elif isinstance(node, Mapping):
        for name, child in node.items():
            yield from _texts(child, name)
    else:
        for child in node:
            yield from _texts(child, kind)


def _mended(node: Node, kind: str, pools: Mapping[str, _Pool]) -> Node:
    if isinstance(node, dict):
        return {name: _mended(child, name, pools) for name, child in node.items()}
    if isinstance(node, list):
        return [_mended(child, kind, pools) for child in node]
    if kind not in _KINDS or not node.value or node.trust is not Trust.SINGLE:
        return node
    pool = pools[_POOLS.get(kind, "")]
    meant = pool.like(node.value, _KINDS[kind])
    if meant is None:
        return node
    why = T("so it is written {count} times elsewhere", count=pool.counts[meant])
    written = pool.written[meant].most_common(1)[0][0]
    return replace(node, value=written, trust=Trust.MENDED, why=why, others=(node.value,))
