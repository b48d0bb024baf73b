"""Every report that the tables beside this file give the checks, and some more, each under a name of its own."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from textwrap import shorten

from ita_sync import checks
from ita_sync.checks import Finding, letters, signing
from ita_sync.report import Decision
from ita_sync.rules import Framework
from tests.checks import (
    test_agency,
    test_figures,
    test_letters,
    test_levels,
    test_link,
    test_measures,
    test_memo,
    test_reading,
    test_results,
    test_signing,
    test_strengths,
    test_structure,
    test_together,
    test_weak,
)
from tests.checks.edits import edited, rules, sourced
from tests.checks.injector import FIGURES
from tests.checks.listings import CLASSES as LISTINGS
from tests.checks.verdicts import find_place

Edits = Mapping[str, object]
LONGEST = 100
"""Characters of a name."""

TABLES: dict[str, list[tuple[dict[str, object], list[str]]]] = {
    "agency": test_agency.CASES,
    "memo": test_memo.CASES,
    "structure": test_structure.CASES,
    "figures": test_figures.CASES,
    "levels": test_levels.CASES,
    "results": test_results.CASES,
    "weak": test_weak.CASES,
    "together": test_together.CASES,
    "strengths": test_strengths.CASES,
    "measures": test_measures.CASES,
    "link": test_link.CASES,
    "letters": test_letters.CASES,
}


@dataclass(frozen=True)
class Case:
    """A report, or what else is checked, under a name that tells it from all others."""

    name: str
    find: Callable[[], list[Finding]]


def cases() -> list[Case]:
    """Return all cases; those of like names are numbered."""
    times: Counter[str] = Counter()
    found = []
    for case in _cases():
        short = shorten(case.name, LONGEST, placeholder=" …")
        times[short] += 1
        found.append(replace(case, name=f"{short} ({times[short]})" if times[short] > 1 else short))
    return found


def _cases() -> Iterator[Case]:
    for family, table in TABLES.items():
        for edits, _ in table:
            yield Case(_name(family, edits), partial(_run, edits))
    for edits, _ in test_agency.COMPARED:
        yield Case(_name("list", edits), partial(_compared, edits))
    for text, _ in test_letters.RAW:
        yield Case(f"file: {text!r}", partial(_looked, text))
    for post, acting, _ in test_signing.CASES:
        yield Case(
            f"signing: {post} / {acting}",
            partial(_signed, Decision(post=post, acting=acting, date=test_signing.DAY)),
        )
    for kind, post, _ in test_signing.KINDS:
        edits = {"agency.type": kind}
        yield Case(
            f"signing: {kind}, {post}",
            partial(_signed, Decision(post=post, date=test_signing.DAY), edits),
        )
    early = Decision(post="นายกเทศมนตรี", date=test_signing.EARLY)
    yield Case("signing: a day before the memo", partial(_signed, early))
    for marks, _ in test_reading.CASES:
        yield Case(f"reading: {marks}", partial(test_reading.found, marks))
    yield Case("EIT weighed as one", _one_eit)
    yield Case("a rule that is a guess", _guess)
    for name in (*FIGURES, *LISTINGS):
        yield Case(f"planted: {name}", partial(_planted, name))


def _name(family: str, edits: Edits) -> str:
    return f"{family}: {', '.join(_edit(path, value) for path, value in edits.items())}"


def _edit(path: str, value: object) -> str:
    if value is ...:
        return f"{path} removed"
    return (
        f"{path} changed"
        if callable(value) or (isinstance(value, list) and value)
        else f"{path}={value!r}"
    )


def _run(edits: Edits, framework: Framework | None = None) -> list[Finding]:
    return checks.run(edited(edits), framework or sourced())


def _compared(edits: Edits) -> list[Finding]:
    return checks.run(edited(edits), sourced(), listed=test_agency.LISTED)


def _looked(text: str) -> list[Finding]:
    return [*letters.look([(("total",), text)])]


def _signed(decision: Decision, edits: Edits | None = None) -> list[Finding]:
    return [*signing.check(decision, edited(edits or {}))]


def _one_eit() -> list[Finding]:
    first, eit, _, last = sourced().parts
    parts = (first, eit.model_copy(update={"weight": Decimal("0.30")}), last)
    return _run({"eit_parts": test_figures.PARTS}, sourced().model_copy(update={"parts": parts}))


def _guess() -> list[Finding]:
    sources = dict(rules(2566).sources)
    sources["item-map"] = sources["item-map"].model_copy(update={"confidence": "guess"})
    return _run({"weak.1.items.0.item": "o44"}, rules(2566).model_copy(update={"sources": sources}))


def _planted(name: str) -> list[Finding]:
    planted = find_place(name, 0)
    assert planted is not None
    return checks.run(planted.report, planted.drawn.truth.framework)
