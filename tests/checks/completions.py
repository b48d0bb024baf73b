"""A year known in part, completed by chance: one of the assessments that its file leaves open.

A report drawn under any of them is true as far as anybody can know, so that whatever a check calls
an error in it is a false one.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from ita_sync.report import Tool
from ita_sync.rules import Framework, IndicatorRule

MADE = "made"
WEIGHTS = (
    (("IIT", "0.30"), ("EIT", "0.30"), ("OIT", "0.40")),
    (("IIT", "0.30"), ("EIT", "0.15"), ("EIT", "0.15"), ("OIT", "0.40")),
    (("IIT", "0.30"), ("EIT", "0.20"), ("EIT", "0.10"), ("OIT", "0.40")),
    (("IIT", "0.25"), ("EIT", "0.25"), ("OIT", "0.50")),
)
STEPS = ((0, 100), (0, 50, 100))
TOOLS = (Tool.IIT,) * 5 + (Tool.EIT,) * 3 + (Tool.OIT,) * 2
LEVELS = (
    (
        ("ยอดเยี่ยม", 95, 95),
        ("ดีมาก", 85, 85),
        ("ดี", 85, None),
        ("พอใช้", 70, None),
        ("ปรับปรุง", 0, None),
    ),
    (("สูง", 80, None), ("กลาง", 60, None), ("ต่ำ", 0, None)),
)
ABOVE = ("ดีเลิศ", 95, 95)
BELOW = (("ควรปรับปรุง", 70, None), ("ต้องเร่งปรับปรุง", 0, None))


def complete(rng: Random, known: Framework) -> Framework:
    """Return the rules with something for everything that they leave open."""
    data = known.model_dump()
    data["sources"][MADE] = {"text": "made for the test", "confidence": "sure"}
    if known.pass_mark is None:
        data |= {"pass_mark": Decimal(rng.choice([80, 85])), "pass_mark_source": MADE}
    data["parts"] = _parts(rng, known)
    data["scoring"] = _scoring(rng, known, data["parts"])
    data["indicators"] = list(_indicators(rng, known))
    data["levels"] = _levels(rng, known)
    data["levels_complete"] = True
    return Framework.model_validate(data)


def _parts(rng: Random, known: Framework) -> list[dict[str, Any]]:
    if not known.parts:
        return [_part(tool, share) for tool, share in rng.choice(WEIGHTS)]
    parts = [part.model_dump() for part in known.parts]
    if known.scoring.eit is None and rng.random() < 0.5:
        (eit,) = (part for part in parts if part["tool"] is Tool.EIT)
        at = parts.index(eit)
        parts[at : at + 1] = [{**eit, "weight": eit["weight"] / 2}] * 2
    return parts


def _part(tool: str, share: str) -> dict[str, Any]:
    return {"tool": tool, "name": tool, "weight": share, "source": MADE}


def _scoring(rng: Random, known: Framework, parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    two = sum(part["tool"] == Tool.EIT for part in parts) > 1
    look = known.eit_in_levels or (rng.choice(["one", "parts"]) if two else "one")
    return {
        "tool_score": "mean",
        "tool_score_source": MADE,
        "open_data": known.scoring.open_data or rng.choice(STEPS),
        "open_data_source": MADE,
        "eit": "parts" if two else "one",
        "eit_source": MADE,
        "eit_in_levels": look,
        "eit_in_levels_source": MADE,
    }


def _indicators(rng: Random, known: Framework) -> Iterator[dict[str, Any]]:
    """Yield the indicators with tools and items; those of a tool run on from one to the next."""
    used = dict.fromkeys(Tool, 0)
    for rule, tool in zip(known.indicators, TOOLS, strict=True):
        sizes = [] if rule.all_items else _sizes(rng, known, rule, tool, used[tool])
        data = rule.model_dump() | {"tool": tool, "source": rule.source or MADE}
        groups = []
        for number, size in enumerate(sizes, 1):
            first = used[tool] + 1
            used[tool] += size
            items = f"{tool[0].lower()}{first}-{tool[0].lower()}{used[tool]}"
            groups.append({"number": f"{rule.number}.{number}", "items": items})
        if groups:
            data |= {"sub": groups} if tool is Tool.OIT else {"items": groups[0]["items"]}
            data["items_source"] = MADE
        yield data


def _sizes(rng: Random, known: Framework, rule: IndicatorRule, tool: Tool, used: int) -> list[int]:
    """Return how many items each group of an indicator has; a tool's last one gets the rest."""
    if tool is not Tool.OIT:
        return [rng.randint(3, 7)]
    whole = len(known.items_of_tool(tool)) or 30
    last = rule.number == len(known.indicators)
    count = whole - used if last else rng.randint(whole // 2, whole - 6)
    first = rng.randint(2, count - 2)
    return [first, count - first]


def _levels(rng: Random, known: Framework) -> list[dict[str, Any]]:
    """Return levels from the best down to one that starts at 0."""
    if not known.levels:
        return [_level(*told) for told in rng.choice(LEVELS)]
    if known.levels_complete:
        return [level.model_dump() for level in known.levels]
    own = []
    for number, level in enumerate(known.levels):
        bar = None if number == len(known.levels) - 1 else 85
        floor = level.min or known.agency_pass_mark
        asked = level.all_tools_min if level.condition == "known" else bar
        own.append(_level(level.name, floor, asked))
    above = [_level(*ABOVE)] if rng.random() < 0.5 else []
    return [*above, *own, *(_level(*told) for told in BELOW)]


def _level(name: str, least: Any, bar: Any) -> dict[str, Any]:
    return {"name": name, "min": least, "all_tools_min": bar, "source": MADE}
