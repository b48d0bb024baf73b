"""Errors in what a report lists: indicators, results, levels, weak items, measures.

The oracle judges them.
"""

from collections.abc import Callable
from random import Random
from typing import Any

from ita_sync.report import Loc
from ita_sync.rules import Framework

Data = dict[str, Any]


def _some_list(rng: Random, data: Data, *, at_least: int = 1) -> int | None:
    found = [i for i, weak in enumerate(data["weak"]) if len(weak["items"]) >= at_least]
    return rng.choice(found) if found else None


def _drop_measure(data: Data, item: str) -> None:
    data["measures"] = [each for each in data["measures"] if each["item"] != item]


def _copy_measure(data: Data, item: str) -> None:
    if all(each["item"] != item for each in data["measures"]):
        data["measures"].append({**data["measures"][0], "item": item})


def item_missing(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Leave out a weak item and its measure."""
    if (at := _some_list(rng, data, at_least=2)) is None:
        return None
    items = data["weak"][at]["items"]
    gone = items.pop(rng.randrange(len(items)))
    _drop_measure(data, gone["item"])
    return "weak", at, "items"


def item_extra(rng: Random, data: Data, framework: Framework) -> Loc | None:
    """List one more item of the indicator, with a measure."""
    if (at := _some_list(rng, data)) is None:
        return None
    weak = data["weak"][at]
    rule = framework.indicators[weak["indicator"] - 1]
    free = [item for item in rule.all_items if item not in {each["item"] for each in weak["items"]}]
    if not free:
        return None
    score = "0.00" if rule.sub else f"{rng.randint(0, 8499) / 100:.2f}"
    weak["items"].append({**weak["items"][0], "item": rng.choice(free), "score": score})
    _copy_measure(data, weak["items"][-1]["item"])
    return "weak", at, "items", len(weak["items"]) - 1


def item_twice(rng: Random, data: Data, _: Framework) -> Loc | None:
    """List a weak item twice."""
    if (at := _some_list(rng, data)) is None:
        return None
    items = data["weak"][at]["items"]
    items.append(dict(rng.choice(items)))
    return "weak", at, "items", len(items) - 1


def _rename(rng: Random, data: Data, names: Callable[[int], list[str]]) -> Loc | None:
    """Give a weak item and its measure another id, one that `names` returns for the indicator."""
    if (at := _some_list(rng, data)) is None:
        return None
    items = data["weak"][at]["items"]
    index = rng.randrange(len(items))
    old, taken = (
        items[index]["item"],
        {each["item"] for weak in data["weak"] for each in weak["items"]},
    )
    free = [name for name in names(data["weak"][at]["indicator"]) if name not in taken]
    if not free:
        return None
    items[index]["item"] = rng.choice(free)
    for measure in data["measures"]:
        if measure["item"] == old:
            measure["item"] = items[index]["item"]
    return "weak", at, "items", index, "item"


def item_foreign(rng: Random, data: Data, framework: Framework) -> Loc | None:
    """Give a weak item the id of another indicator's."""

    def foreign(number: int) -> list[str]:
        return [
            item
            for rule in framework.indicators
            if rule.number != number
            for item in rule.all_items
        ]

    return _rename(rng, data, foreign)


def item_unknown(rng: Random, data: Data, framework: Framework) -> Loc | None:
    """Give a weak item an id that the year does not have."""
    known = {item for rule in framework.indicators for item in rule.all_items}
    strange = [
        f"{letter}{n}" for letter in "ieo" for n in range(1, 60) if f"{letter}{n}" not in known
    ]
    return _rename(rng, data, lambda _: strange)


def list_missing(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Leave out the list of a failing indicator and its measures."""
    if not data["weak"]:
        return None
    gone = data["weak"].pop(rng.randrange(len(data["weak"])))
    for item in gone["items"]:
        _drop_measure(data, item["item"])
    return ("weak",)


def level_other(rng: Random, data: Data, framework: Framework) -> Loc | None:
    """Print another level of the year."""
    data["level"] = rng.choice(
        [level.name for level in framework.levels if level.name != data["level"]]
    )
    return ("level",)


def level_old(rng: Random, data: Data, framework: Framework) -> Loc | None:
    """Print a band or level that the year does not have."""
    names = framework.other_levels.names if framework.other_levels else ("ดีมาก", "พอใช้")
    data["level"] = rng.choice(names)
    return ("level",)


def result_other(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Call a passing indicator failed or a failing one passed."""
    at = rng.randrange(len(data["indicators"]))
    entry = data["indicators"][at]
    entry["result"] = "ไม่ผ่านเกณฑ์" if entry["result"] == "ผ่านเกณฑ์" else "ผ่านเกณฑ์"
    return "indicators", at, "result"


def indicator_missing(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Leave out an indicator."""
    data["indicators"].pop(rng.randrange(len(data["indicators"])))
    return ("indicators",)


def indicator_twice(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Print an indicator twice."""
    data["indicators"].append(dict(rng.choice(data["indicators"])))
    return "indicators", len(data["indicators"]) - 1, "number"


def indicator_tool(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Print an indicator under another tool."""
    at = rng.randrange(len(data["indicators"]))
    entry = data["indicators"][at]
    entry["tool"] = rng.choice([tool for tool in ("IIT", "EIT", "OIT") if tool != entry["tool"]])
    return "indicators", at, "tool"


def indicator_name(rng: Random, data: Data, framework: Framework) -> Loc | None:
    """Give an indicator the name of another one."""
    at = rng.randrange(len(data["indicators"]))
    other = rng.choice([n for n in range(len(framework.indicators)) if n != at])
    if not framework.indicators[other].name:
        return None
    data["indicators"][at]["name"] = framework.indicators[other].name
    return "indicators", at, "name"


def measure_missing(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Leave out the measure for a weak item."""
    if not data["measures"]:
        return None
    data["measures"].pop(rng.randrange(len(data["measures"])))
    return ("measures",)


CLASSES = {
    "weak item missing": item_missing,
    "weak item too many": item_extra,
    "weak item twice": item_twice,
    "weak item of another indicator": item_foreign,
    "weak item unknown to the year": item_unknown,
    "list of weak items missing": list_missing,
    "another level": level_other,
    "an old band": level_old,
    "another result": result_other,
    "indicator missing": indicator_missing,
    "indicator twice": indicator_twice,
    "indicator under another tool": indicator_tool,
    "another indicator's name": indicator_name,
    "measure missing": measure_missing,
}
