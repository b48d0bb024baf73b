"""Rules of a year's file without a source, with one that is not described, or surer than theirs."""

from collections.abc import Callable, Iterator

from ita_sync.i18n import T
from ita_sync.rules.faults import Fault
from ita_sync.rules.framework import Framework
from ita_sync.rules.models import TRUST
from ita_sync.toml_file import Place


def _source_faults(framework: Framework) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, key in _named_sources(framework):
        if not key:
            yield Fault(place, T("names no source."))
        elif key not in framework.sources and key not in seen:
            yield Fault(place, T("the source {key} is named but not described.", key=key))
        seen.add(key)


def _confidence_faults(framework: Framework) -> Iterator[Fault]:
    decisive = [
        *(part.source for part in framework.parts),
        *(level.source for level in framework.levels),
        *(rule.source for rule in framework.indicators),
    ]
    given = (framework.sources[key].confidence for key in decisive if key in framework.sources)
    lowest = max(given, key=TRUST.index, default=framework.confidence)
    if framework.confidence and framework.confidence != lowest:
        yield Fault(
            ("confidence",),
            T(
                "is {found}; the sources of parts, levels and indicators give {lowest}.",
                found=framework.confidence,
                lowest=lowest,
            ),
        )


def _named_sources(framework: Framework) -> Iterator[tuple[Place, str]]:
    """Yield where a source is due, and the key that stands there; empty if none does."""
    scoring = framework.scoring
    by_name: dict[Place, tuple[bool, str]] = {
        ("pass_mark_source",): (
            framework.pass_mark is not None or bool(framework.pass_marks),
            framework.pass_mark_source,
        ),
        ("agency_pass_mark_source",): (
            framework.agency_pass_mark is not None,
            framework.agency_pass_mark_source,
        ),
        ("items_source",): (bool(framework.items), framework.items_source),
        ("titles", "source"): (bool(framework.titles.items), framework.titles.source),
    }
    for name in ("tool_score", "open_data", "eit", "eit_in_levels"):
        due, key = bool(getattr(scoring, name)), getattr(scoring, f"{name}_source")
        by_name["scoring", f"{name}_source"] = due, key
    yield from ((place, key) for place, (due, key) in by_name.items() if due or key)
    for table in ("parts", "levels", "evidence", "other_schemes"):
        for index, one in enumerate(getattr(framework, table)):
            yield (table, index, "source"), one.source
    for index, rule in enumerate(framework.indicators):
        if rule.tool or rule.name or rule.source:
            yield ("indicators", index, "source"), rule.source
        if rule.all_items or rule.items_source:
            yield ("indicators", index, "items_source"), rule.items_source
    for name in ("other_levels", "published"):
        if (one := getattr(framework, name)) is not None:
            yield (name, "source"), one.source


SOURCES: dict[Callable[[Framework], Iterator[Fault]], set[str]] = {
    _source_faults: {"sources"},
    _confidence_faults: {"confidence", "sources", "parts", "levels", "indicators"},
}
"""What is held against the sources, and the tables that this takes."""
