"""How far a year is known: each kind of rule, what is known of it, and which checks rest on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ita_sync import thai
from ita_sync.i18n import N, T, Text
from ita_sync.report import Tool
from ita_sync.rules.framework import Framework
from ita_sync.rules.models import Level, Source, weakest

State = Literal["known", "part", "unknown"]


@dataclass(frozen=True)
class Topic:
    """One kind of rule.

    Attributes:
        key: stable name for programs.
        name: what it is called.
        value: what the file says of it, known or only proposed; None where it says nothing.
        sources: where that comes from, or what was looked for.
        off: the codes of the checks that stay off while it is not known.
    """

    key: str
    name: Text
    state: State
    value: Text | None
    sources: tuple[Source, ...]
    off: tuple[str, ...] = ()


def topics(raw: Framework) -> list[Topic]:
    """Return every kind of rule with how far it is known, from the rules as the file has them."""
    known = raw.known()
    return [
        _weights(raw, known),
        _eit(raw, known),
        _tool_score(raw, known),
        _levels(raw, known),
        *_eit_in_levels(raw, known),
        _agency_mark(raw, known),
        _mark(raw, known),
        _indicators(raw, known),
        *(_items(raw, known, tool) for tool in Tool),
        *(_owners(raw, known, tool) for tool in Tool),
        _open_data(raw, known),
        _titles(raw, known),
        _published(raw, known),
        _evidence(raw, known),
        _other_levels(raw, known),
    ]


def _state(known: object) -> State:
    return "known" if known else "unknown"


def _sources(raw: Framework, *keys: str) -> tuple[Source, ...]:
    return tuple(raw.sources[key] for key in dict.fromkeys(keys) if key)


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"


def _weights(raw: Framework, known: Framework) -> Topic:
    said = [f"{part.name} {_percent(part.weight)}" for part in raw.parts]
    return Topic(
        "weights",
        T("Weights of the tools"),
        _state(known.parts),
        T("{value}", value=said) if said else None,
        _sources(raw, *(part.source for part in raw.parts)),
        ("TOTAL-SUM",),
    )


def _parts_or_one(value: str | None) -> Text | None:
    if value is None:
        return None
    return T("EIT as one") if value == "one" else T("EIT in two parts")


def _eit(raw: Framework, known: Framework) -> Topic:
    return Topic(
        "eit",
        T("EIT as one or in two parts"),
        _state(known.scoring.eit),
        _parts_or_one(raw.scoring.eit),
        _sources(raw, raw.scoring.eit_source),
        ("EIT-PARTS", "EIT-POOLED"),
    )


def _tool_score(raw: Framework, known: Framework) -> Topic:
    said = T("the mean of its indicators") if raw.scoring.tool_score else None
    return Topic(
        "tool_score",
        T("How a tool's score is made"),
        _state(known.scoring.tool_score),
        said,
        _sources(raw, raw.scoring.tool_score_source),
        ("TOOL-SCORE", "TOTAL-SUM"),
    )


def _levels(raw: Framework, known: Framework) -> Topic:
    state: State = "part" if known.levels else "unknown"
    if known.levels_complete and all(level.known for level in known.levels):
        state = "known"
    return Topic(
        "levels",
        T("Levels"),
        state,
        T("{value}", value=[_level(level) for level in raw.levels]) if raw.levels else None,
        _sources(raw, *(level.source for level in raw.levels)),
        ("LEVEL-WRONG", "LEVEL-UNKNOWN"),
    )


def _level(level: Level) -> Text:
    if level.min is None:
        return T("{name} (from which score is not known)", name=level.name)
    if level.condition == "unknown":
        return T("{name} (from {min}, perhaps with a condition)", name=level.name, min=level.min)
    if level.all_tools_min is not None:
        return T(
            "{name} (from {min}, every tool from {bar})",
            name=level.name,
            min=level.min,
            bar=level.all_tools_min,
        )
    if level.tool_min:
        bars = [f"{tool} {bar}" for tool, bar in level.tool_min.items()]
        return T("{name} (from {min}; {bars})", name=level.name, min=level.min, bars=bars)
    return T("{name} (from {min})", name=level.name, min=level.min)


def _eit_in_levels(raw: Framework, known: Framework) -> Iterator[Topic]:
    """Yield whether levels look at EIT as one, where a level asks for a score of it at all."""
    if any(level.bar(Tool.EIT) is not None for level in raw.levels):
        yield Topic(
            "eit_in_levels",
            T("Whether levels look at EIT as one or at its parts"),
            _state(known.eit_in_levels),
            _parts_or_one(raw.eit_in_levels),
            _sources(raw, raw.scoring.eit_in_levels_source),
        )


def _agency_mark(raw: Framework, known: Framework) -> Topic:
    mark = raw.agency_pass_mark
    return Topic(
        "agency_pass_mark",
        T("Pass mark of the agency"),
        _state(known.agency_pass_mark is not None),
        None if mark is None else T("{value}", value=mark),
        _sources(raw, raw.agency_pass_mark_source),
    )


def _mark(raw: Framework, known: Framework) -> Topic:
    said = [] if raw.pass_mark is None else [str(raw.pass_mark)]
    said += [f"{tool} {mark}" for tool, mark in raw.pass_marks.items()]
    marks = [known.mark(tool) is not None for tool in Tool]
    return Topic(
        "pass_mark",
        T("Pass mark of an indicator"),
        "known" if all(marks) else "part" if any(marks) else "unknown",
        T("{value}", value=said) if said else None,
        _sources(raw, raw.pass_mark_source),
        (
            *("RESULT-WRONG", "RESULT-EDGE", "WEAK-MISSING", "WEAK-PASSING", "WEAK-ITEM-SCORE"),
            *("STRENGTH-LOW", "STRENGTH-FAILING"),
        ),
    )


def _indicators(raw: Framework, known: Framework) -> Topic:
    whole = [bool(rule.tool and rule.name) for rule in known.indicators]
    named = [rule for rule in raw.indicators if rule.tool and rule.name]
    return Topic(
        "indicators",
        T("Indicators, their names and tools"),
        "known" if all(whole) else "part" if any(whole) else "unknown",
        N("{count} indicator", "{count} indicators", count=len(named)) if named else None,
        _sources(raw, *(rule.source for rule in raw.indicators)),
        ("IND-TOOL", "IND-NAME", "IND-NAME-OTHER"),
    )


def _span(items: Sequence[str]) -> Text | None:
    return T("{first} to {last}", first=items[0], last=items[-1]) if items else None


def _items(raw: Framework, known: Framework, tool: Tool) -> Topic:
    rules = [rule for rule in raw.indicators if rule.tool is tool]
    return Topic(
        f"items_{tool.lower()}",
        T("Items of {tool}", tool=tool),
        _state(known.items_of_tool(tool)),
        _span(raw.items_of_tool(tool)),
        _sources(raw, raw.items_source)
        if tool in raw.items
        else _sources(raw, *(rule.items_source for rule in rules)),
        ("WEAK-ITEM-UNKNOWN", "MEASURE-ITEM-UNKNOWN"),
    )


def _owners(raw: Framework, known: Framework, tool: Tool) -> Topic:
    own = [bool(rule.all_items) for rule in known.indicators if rule.tool is tool]
    rules = [rule for rule in raw.indicators if rule.tool is tool]
    said = [
        T("{number}: {items}", number=rule.number, items=_span(rule.all_items) or "")
        for rule in rules
        if rule.all_items
    ]
    sums = ("OIT-GRID", "WEAK-OIT-SUM") if tool is Tool.OIT else ("WEAK-MEAN",)
    return Topic(
        f"indicators_of_items_{tool.lower()}",
        T("Which indicator each item of {tool} belongs to", tool=tool),
        "known" if own and all(own) else "part" if any(own) else "unknown",
        T("{value}", value=said) if said else None,
        _sources(raw, *(rule.items_source for rule in rules)),
        ("WEAK-ITEM-ELSEWHERE", "STRENGTH-ELSEWHERE", *sums),
    )


def _open_data(raw: Framework, known: Framework) -> Topic:
    said = raw.scoring.open_data
    return Topic(
        "open_data",
        T("Which scores an open-data item can have"),
        _state(known.scoring.open_data),
        T("{value}", value=said) if said else None,
        _sources(raw, raw.scoring.open_data_source),
        ("OIT-GRID", "WEAK-OIT-SCORE", "WEAK-OIT-SUM"),
    )


def _titles(raw: Framework, known: Framework) -> Topic:
    items = known.items_of_tool(Tool.OIT)
    whole = bool(items) and all(item in known.titles.items for item in items)
    count = len(raw.titles.items)
    return Topic(
        "titles",
        T("Titles of the open-data items"),
        "known" if whole else "part" if known.titles.items else "unknown",
        N("{count} title", "{count} titles", count=count) if count else None,
        _sources(raw, raw.titles.source),
    )


def _published(raw: Framework, known: Framework) -> Topic:
    said = raw.published
    return Topic(
        "published",
        T("Day of the results"),
        _state(known.published),
        T("{value}", value=thai.format_date(said.day)) if said else None,
        _sources(raw, said.source) if said else (),
        ("MEMO-PUBLISHED",),
    )


def _evidence(raw: Framework, known: Framework) -> Topic:
    said = [T("{item} of {year}", item=one.item, year=one.year) for one in raw.evidence]
    return Topic(
        "evidence",
        T("What the report is evidence for later"),
        _state(known.evidence),
        T("{value}", value=said) if said else None,
        _sources(raw, *(one.source for one in raw.evidence)),
        ("YEAR-EVIDENCE",),
    )


def _other_levels(raw: Framework, known: Framework) -> Topic:
    said = raw.other_levels
    return Topic(
        "other_levels",
        T("Level names of other years"),
        _state(known.other_levels),
        T("{value}", value=said.names) if said else None,
        _sources(raw, said.source) if said else (),
        ("LEVEL-OLD",),
    )


def confidence(topic: Topic) -> str:
    """Return how far a topic can be trusted: as the weakest of its sources."""
    return weakest(topic.sources).confidence if topic.sources else ""
