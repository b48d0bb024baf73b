"""What it costs to read a score in each way: what its witnesses must have been misread for."""

from decimal import Decimal

from ita_sync.document.find.scores.witness import Key, Witness
from ita_sync.document.find.words.figures import plain, readings
from ita_sync.rules.scoring import round2

STRANGE = 8
"""Cost of a witness that says something else and is not easily misread for it."""
TYPED = 5
"""Least cost of a reading where nothing was recognised from a picture.

Only typing can have gone wrong there.
"""

Values = dict[Key, Decimal]
Costs = dict[Key, dict[Decimal, int]]


def costs_of(
    copies: list[Witness], listed: Decimal | None, grid: frozenset[Decimal] | None, *, lossy: bool
) -> dict[Decimal, int]:
    """Return the readings of a score, the likeliest first, each with its cost to all witnesses."""
    said = [_readings(copy, lossy=lossy) for copy in copies]
    if listed is not None:
        said.append({listed: 0})
    values = {value for one in said for value in one}
    if not lossy:  # what was typed stands; only copies that differ, or are damaged, leave a choice
        values = {value for one in said for value, cost in one.items() if cost == 0} or values
    # As many witnesses as a document has lines: never each value with each of them.
    costs = dict.fromkeys(values, STRANGE * len(said))
    for one in said:
        for value in one.keys() & values:
            costs[value] -= STRANGE - min(one[value], STRANGE)
    if grid is not None:
        costs = {
            value: cost + (0 if round2(value) in grid else STRANGE) for value, cost in costs.items()
        }
    return dict(sorted(costs.items(), key=lambda pair: (pair[1], pair[0])))


def _readings(copy: Witness, *, lossy: bool) -> dict[Decimal, int]:
    """Return what a witness may say, with the cost of each reading of each of its figures."""
    found: dict[Decimal, int] = {}
    for token in copy.tokens:
        for one in readings(token):
            cost = one.cost if lossy or not one.cost else max(one.cost, TYPED)
            found[one.value] = min(cost, found.get(one.value, cost))
    return found


def said_in_full(copies: list[Witness], listed: Decimal | None) -> list[Decimal]:
    """Return what the witnesses of a score say in full, each once."""
    said = [
        found for copy in copies for token in copy.tokens if (found := plain(token)) is not None
    ]
    return said + ([listed] if listed is not None else [])
