"""Which item (ข้อคำถาม) a text names: by its number, by its title, or by both against each other.

A number that was recognised from a picture is often another one (`๐๕๐` for o40), and its title
tells it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ita_sync import thai
from ita_sync.document.find.items.item_numbers import ID, LOOKS_LIKE, TORN, by_code, code_in, parted
from ita_sync.i18n import T, Text
from ita_sync.report import Tool
from ita_sync.rules import Framework, misreadings, tool_of

SAME = 80.0
"""Of 100: a title this alike is the item's, if no other is nearly as alike."""
APART = 7.0
_FOREIGN = 92.0
"""A title this alike to another item's speaks against the number."""
_UNLIKE = 50.0
"""Of 100: an item with a known title is not meant by words that are less alike."""
_LEAST = 6
"""Letters in a title that can tell items apart."""


@dataclass(frozen=True)
class Named:
    """An item as a text names it.

    Attributes:
        item: its id, None where the text does not tell.
        exact: the number stands there as it is.
        titled: its title confirms it.
        placed: the order of its list confirms it, or that it was typed.
        why: how it was found out, where it was not read.
        others: other items that it may be.
        contradicted: its number is that of one item as it stands, its title another's.
    """

    item: str | None
    exact: bool = False
    titled: bool = False
    placed: bool = False
    why: Text | None = None
    others: tuple[str, ...] = ()
    contradicted: bool = False


def name(
    text: str, framework: Framework, indicator: int | None, asked: Mapping[str, float] | None = None
) -> Named:
    """Return the item that a text begins with, among those of an indicator where that is known.

    A number of which the year does not say that it is none, nor whose it is, stands as printed.

    Args:
        text: what names the item.
        framework: the year's rules, as far as they are known.
        indicator: the one that the heading or row names.
        asked: how alike (of 100) the text is to what the document calls an item elsewhere, by item.
    """
    plain = thai.digits(thai.clean(text))
    code, asked = code_in(plain, framework), asked or {}
    if torn := _torn(plain, framework):
        return torn
    free = code not in framework.owners and bool(ID.fullmatch(code))
    if free and framework.has_item(code) is not False:
        titled = framework.items_of_tool(tool_of(code)) if code in framework.titles.items else ()
        if titled:  # whose it is may not be known, but what it is called
            return _held(plain, framework, titled, asked)
        worded = asked.get(code, 0.0) >= SAME and not _misread_for(code, None)
        return Named(code, exact=True, titled=worded)
    legal = framework.items_of(indicator) if indicator else tuple(framework.owners)
    held = _held(plain, framework, legal, asked)
    unknown = unknown_tools(framework, indicator)
    if held.item or held.others or not unknown:
        return held
    return _unheld(code, framework, unknown if indicator else _unowned(framework))


def _held(
    plain: str, framework: Framework, legal: tuple[str, ...], asked: Mapping[str, float]
) -> Named:
    """Return the item that a text begins with, its number and words held against the legal ones."""
    found, title = parted(plain, framework)
    code = code_in(plain, framework)
    alike = dict(_by_title(title, legal, framework, asked))
    near = [item for item in by_code(code, legal) if not _unlike(item, alike, framework)]
    best = _clearly(alike, near)
    if code in legal:
        return _exact(code, best, alike, framework, legal)
    if code in framework.owners and best is None:
        return _elsewhere(code, near, legal)
    if best is None and near:
        why = T("its number was read as {code}", code=found)
        return Named(near[0], why=why, others=tuple(near[1:4]))
    if best is None:
        others = tuple(item for item in [*alike][:2] if alike[item] >= SAME)
        return Named(None, why=T("no item of the year fits"), others=others)
    if best in near[:1]:
        return Named(best, titled=True, why=T("its number was read as {code}", code=found))
    why = T("told by its title")
    if found:
        why = T("its number was read as {code}; the title tells it", code=found)
    return Named(best, titled=True, why=why, others=tuple(near[:2]))


def _clearly(alike: Mapping[str, float], near: Sequence[str]) -> str | None:
    """Return the item whose title a text has, None where another is nearly as alike."""
    first, second, *_ = (*alike.values(), 0.0, 0.0)
    # Otherwise another item may only be worded much like it.
    least = SAME if not near or near[0] in alike else _FOREIGN
    clear = first >= least and (len(alike) == 1 or first - second >= APART)
    return next(iter(alike)) if clear else None


def _exact(
    code: str,
    best: str | None,
    alike: Mapping[str, float],
    framework: Framework,
    legal: tuple[str, ...],
) -> Named:
    """Return the item that a number names, unless its words are clearly another's."""
    own, score = alike.get(code), alike.get(best or "", 0.0)
    if (
        best in (None, code)
        or own is None
        or (own > _UNLIKE and (score < _FOREIGN or score - own < APART))
    ):
        known = code in framework.titles.items or not _misread_for(code, legal)
        return Named(code, exact=True, titled=(own or 0.0) >= SAME and known)
    why = T("the number says {code}, the title {item}", code=code, item=best or "")
    return Named(best, titled=True, why=why, others=(code,), contradicted=True)


def _elsewhere(code: str, near: Sequence[str], legal: tuple[str, ...]) -> Named:
    """Return what a number means that is an item's, but of another indicator."""
    slips = misreadings.of_item(code)
    usual = [slip.meant for slip in slips if slip.kind == misreadings.KNOWN and slip.meant in legal]
    if len(usual) == 1:
        return Named(usual[0], why=T("its number was read as {code}", code=code), others=(code,))
    why = T("it belongs to another indicator")
    return Named(code, exact=True, why=why, others=tuple(near[:2]))


def _torn(plain: str, framework: Framework) -> Named | None:
    """Return the item whose number may have been broken, None where there is no such item."""
    torn = TORN.match(plain)
    whole = (torn[1] + torn[2]).lower() if torn else ""
    if torn is None or not ID.fullmatch(whole):
        return None
    if whole not in framework.owners and framework.has_item(whole) is not None:
        return None
    return Named(
        whole, why=T("its number was read as {code}", code=torn[0]), others=(torn[1].lower(),)
    )


def unknown_tools(framework: Framework, indicator: int | None = None) -> list[Tool]:
    """Return the tools whose items the year does not tell, of an indicator where that is known."""
    rule = framework.indicator(indicator) if indicator else None
    tools = [rule.tool] if rule and rule.tool else [*Tool]
    return [tool for tool in tools if not framework.items_of_tool(tool)]


def _unowned(framework: Framework) -> list[Tool]:
    """Return the tools of whose items it is not known which indicator they belong to."""
    owned = framework.owners.keys()
    return [tool for tool in Tool if owned.isdisjoint(framework.items_of_tool(tool))]


def _unheld(code: str, framework: Framework, tools: Sequence[Tool]) -> Named:
    """Return the item that a number without its letter means, where no list of items tells.

    A digit may stand in the letter's place; its other digits are taken as they are.
    """
    letters = [tool[0].lower() for tool in tools]
    alike = [
        f"{letter}{int(code[1:])}"
        for letter in letters
        if code[:1] in LOOKS_LIKE[letter] and code[1:].isdigit() and int(code[1:])
    ]
    bare = [f"{letter}{int(code)}" for letter in letters if code.isdigit() and int(code)]
    alike, bare = (
        [i for i in some if framework.has_item(i) is not False] for some in (alike, bare)
    )
    meant = alike if len(alike) == 1 else [*dict.fromkeys((*alike, *bare))]
    if not meant:
        return Named(None, why=T("which items the year has is not known"))
    why = T("its number was read as {code}", code=code)
    if len(meant) == 1:
        return Named(meant[0], why=why)
    return Named(None, why=why, others=tuple(meant))


def _unlike(item: str, alike: Mapping[str, float], framework: Framework) -> bool:
    """Say whether an item has a title that the text is not."""
    return item in framework.titles.items and alike.get(item, SAME) <= _UNLIKE


def _misread_for(code: str, legal: tuple[str, ...] | None) -> bool:
    """Say whether a number is often misread for another: then two that agree may both be wrong.

    `legal`: the items that there are, None where that is not known.
    """
    return any(
        slip.kind == misreadings.KNOWN and (legal is None or slip.meant in legal)
        for slip in misreadings.of_item(code)
    )


def _by_title(
    title: str, legal: tuple[str, ...], framework: Framework, asked: Mapping[str, float]
) -> list[tuple[str, float]]:
    folded = _letters(title)
    official = {
        item: framework.titles.items[item] for item in legal if item in framework.titles.items
    }
    if len(folded) < _LEAST:
        return [
            (item, 100.0)
            for item, known in official.items()
            if folded and _letters(known) == folded
        ]
    scores = {item: _likeness(folded, _letters(known)) for item, known in official.items()}
    scores |= {
        item: score
        for item, score in asked.items()
        if item not in official and (item in legal or framework.has_item(item) is None)
    }
    return sorted(scores.items(), key=lambda pair: -pair[1])


def likeness(one: str, other: str) -> float:
    """Return how alike (of 100) two texts are that may be titles, by their letters alone."""
    return _likeness(_letters(one), _letters(other))


def _likeness(one: str, other: str) -> float:
    """Return how alike two titles are.

    One that begins like the other is nearly as good as the same.
    """
    whole = fuzz.ratio(one, other)
    short = min(len(one), len(other))
    begun = fuzz.ratio(one[:short], other[:short]) * 0.97 if short >= 2 * _LEAST else 0.0
    return max(whole, begun)


def _letters(text: str) -> str:
    return re.sub(r"[^0-9A-Za-zก-๎]", "", thai.fold(text))
