"""What a document says once: the agency, its code, the link."""

import re
from collections import Counter
from collections.abc import Callable

from ita_sync import thai
from ita_sync.document.find.labels import AFTER_A_NAME
from ita_sync.document.find.lexicon import either
from ita_sync.document.find.records import Records, Said, Seen
from ita_sync.rules import provinces
from ita_sync.rules.kinds import KINDS, expand

_CLEAR = 6
"""Votes of a name that stands alone, or before its district."""
_LINK = re.compile(r"https?://[^\s<>\"'，、]+")
_CODE = re.compile(r"รหัส[^\d]{0,40}(\d{7})(?!\d)")
_DISTRICT = re.compile(r"(?:อำเภอ|อ\.)\s?([ก-๎]+)")
_PROVINCE = re.compile(r"(?:จังหวัด|จ\.)\s?([ก-๎]{1,40})")
"""A province, and letters that may come after it: each beginning of them is looked up."""
_KINDS = sorted((*KINDS, *filter(None, KINDS.values())), key=len, reverse=True)
_KIND = "|".join((*map(re.escape, _KINDS), either("kinds")))
_NAMED = re.compile(rf"({_KIND})\s?([ก-๎]+)")


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
            cut = AFTER_A_NAME.search(name, 2)
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
