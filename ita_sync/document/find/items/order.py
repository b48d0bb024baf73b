"""The order of a list tells which items its misread numbers mean.

Each lies between those above and below it.

Measures stand in the order of the items that they are about, and most of those are known from the
weak items. The cheapest way to read the whole list so that it goes up is followed where no other
way is nearly as cheap.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ita_sync.document.find.items import item_numbers, items
from ita_sync.document.find.items.items import Named
from ita_sync.i18n import T
from ita_sync.rules import Framework, misreadings

_READ, _WORDED, _UNTITLED, _LOST = 0.0, 1.0, 2.0, 3.0
"""What it costs to take a number in one of four ways.

As it is; with its letter misread, or as its words are used elsewhere; with its letter misread
against its title; as lost.
"""
_SLIP = {misreadings.KNOWN: 3.0, misreadings.TYPED: 4.0}
"""What a digit of it costs, by the kind of the slip."""
_LETTERLESS = 1.0
"""What it costs on top to take a number for one that lost its letter."""
_UNKNOWN = 3.0
"""What an item costs on top that no other list names."""
_LEFT_OUT = 5.0
"""What it costs to leave an entry out of the order."""
_CLEAR = 1.0
"""By how much the cheapest way is cheaper than the best one with another item in that place."""
_LEAST, _UNORDERED = 4, 0.1
"""Entries of a list that has an order, and the share of them that may lie out of it."""
_FIRST = -1
_TWICE = 2

_Costs = dict[str | None, float]


def placed(
    names: Sequence[Named], texts: Sequence[str], framework: Framework, known: Collection[str]
) -> list[Named]:
    """Return the items of a list, with those that follow from its order.

    Args:
        names: what each entry was read as.
        texts: what each says of its item.
        framework: the year's rules; where they do not have all items, nothing follows.
        known: the items that another list names.
    """
    ranks = {item: rank for rank, item in enumerate(sorted(framework.owners, key=_in_order))}
    if items.unknown_tools(framework):
        return list(names)  # a number may as well be one of those that nobody knows
    numbers = [ranks[named.item] for named in names if named.item and named.exact]
    falls = sum(low >= high for low, high in pairwise(numbers))
    most = max(1.0, _UNORDERED * len(names))
    if not _LEAST <= len(names) <= len(ranks) + most or falls > most:
        return list(names)
    choices = [
        _choices(named, text, framework, known) for named, text in zip(names, texts, strict=True)
    ]
    found, out = [], 0
    for named, costs in zip(names, _whole(choices, ranks), strict=True):
        item, least = min(costs.items(), key=lambda pair: pair[1])
        near = [other for other, cost in costs.items() if other != item and cost < least + _CLEAR]
        out += item is None and not near
        found.append(_told(named, item) if item and not near else _doubted(named, item, near))
    return found if out <= most else list(names)


def _in_order(item: str) -> tuple[int, int]:
    return "ieo".index(item[0]), int(item[1:])


def _told(named: Named, item: str) -> Named:
    if named.item == item and (named.titled or named.exact):
        return named
    others = (named.item,) if named.item and (named.exact or named.titled) else ()
    return Named(item, placed=True, why=T("its place in the list tells it"), others=others)


def _doubted(named: Named, item: str | None, near: Sequence[str | None]) -> Named:
    """Return an item as it was read, in doubt where its number breaks the order of the list."""
    others = tuple(other for other in (item, *near) if other and other != named.item)
    if not named.exact:
        return named
    return Named(named.item, why=T("the list does not go up here"), others=others[:3])


def _choices(named: Named, text: str, framework: Framework, known: Collection[str]) -> _Costs:
    """Return what an entry may be about, None if it is out of order, and what each costs."""
    official = named.titled and named.item in framework.titles.items
    sure = [named.item] if named.item and (named.exact or named.titled) else []
    read = {} if named.exact else item_numbers.meant(text, framework)
    found = {
        item: (_UNTITLED if official else _WORDED) + (_LETTERLESS if lost else 0.0)
        for item, lost in read.items()
    }
    found |= dict.fromkeys(sure, _READ if named.exact or official else _WORDED)
    if not official:
        slipped = sorted(
            (slip for item in [*found] for slip in misreadings.of_item(item)),
            key=lambda slip: -slip.kind,
        )
        found = {
            slip.meant: _SLIP[slip.kind] for slip in slipped if slip.meant in framework.owners
        } | found
    if not found:
        found = dict.fromkeys(known, _LOST)
    return {None: _LEFT_OUT} | {
        item: cost + (_UNKNOWN if item not in known else 0.0) for item, cost in found.items()
    }


def _whole(choices: Sequence[_Costs], ranks: Mapping[str, int]) -> list[_Costs]:
    """Return for each entry and choice the cost of the cheapest reading of the list that has it."""
    # What the entries below cost, by the rank above them.
    after = [dict.fromkeys((_FIRST, *ranks.values()), 0.0)]
    for own in reversed(choices):
        below = after[-1]
        after.append(
            {
                rank: min(
                    [
                        own[None] + cost,
                        *(
                            own[item] + below[ranks[item]]
                            for item in own
                            if item and ranks[item] > rank
                        ),
                    ]
                )
                for rank, cost in below.items()
            }
        )
    after.reverse()
    before = {_FIRST: 0.0}  # what the entries above cost, by the last rank among them
    whole: list[_Costs] = []
    for own, below in zip(choices, after[1:], strict=True):
        ways: _Costs = {None: min(cost + own[None] + below[rank] for rank, cost in before.items())}
        now = {rank: cost + own[None] for rank, cost in before.items()}
        for item in filter(None, own):
            rank = ranks[item]
            above = min(cost for low, cost in before.items() if low < rank) + own[item]
            ways[item] = above + below[rank]
            now[rank] = min(above, now.get(rank, above))
        before = now
        whole.append(ways)
    return whole


def untangled(names: Sequence[Named], framework: Framework, *, lossy: bool = True) -> list[Named]:
    """Return the items of a list, two that were read as the same told apart where possible.

    Lists go up by number. One of the two is what its number is usually misread for, where only one
    such item keeps the order and is not listed yet; both stay in doubt. Where nothing was
    recognised from a picture, both numbers stand.
    """
    counted = Counter(named.item for named in names if named.item)
    found = list(names)
    for place, named in enumerate(names):
        if not named.item or counted[named.item] < _TWICE:
            continue
        low, high = (
            _number(found[place - 1]) if place else 0,
            _number(names[place + 1]) if place + 1 < len(names) else None,
        )
        free = [
            slip.meant
            for slip in misreadings.of_item(named.item)
            if slip.kind == misreadings.KNOWN
            and slip.meant in framework.owners
            and slip.meant not in counted
            and low < int(slip.meant[1:])
            and (high is None or int(slip.meant[1:]) < high or high <= low)
        ]
        doubt = replace(
            named,
            exact=named.exact and not lossy,
            titled=False,
            why=T("two entries were read as {item}", item=named.item),
        )
        if lossy and len(free) == 1 and not named.titled:
            counted[named.item] -= 1
            counted[free[0]] += 1
            found[place] = replace(doubt, item=free[0], others=(named.item,))
        else:
            found[place] = doubt
    return found


def _number(named: Named) -> int:
    return int(named.item[1:]) if named.item else 0
