"""Every report that the tables beside this file give the checks, and some more, each by a name."""

import errno
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from textwrap import shorten

from ita_sync import checks
from ita_sync.checks import Finding, Subject, letters, online
from ita_sync.i18n import T
from ita_sync.links.fetch import Page, PrivateError, RedirectError
from ita_sync.links.visit import judge
from ita_sync.report import Decision
from ita_sync.rules import Framework
from ita_sync.rules.framework import generic
from tests.checks import (
    test_agency,
    test_figures,
    test_letters,
    test_levels,
    test_link,
    test_measures,
    test_memo,
    test_online,
    test_reading,
    test_results,
    test_signing,
    test_strengths,
    test_structure,
    test_together,
    test_weak,
    test_year,
)
from tests.checks.edits import (
    CLEAN_URL,
    beside_a_college,
    edited,
    one_eit,
    published,
    rules,
    sourced,
)
from tests.checks.injector import FIGURES
from tests.checks.listings import CLASSES as LISTINGS
from tests.checks.verdicts import find_place

Edits = Mapping[str, object]
LONGEST = 100
"""The most characters of a name."""

FAILURES = (
    PrivateError("intranet.chaturat.go.th"),
    RedirectError("ftp://www.chaturat.go.th/report"),
    TimeoutError(),
    ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"),
)
"""What may keep a link from being opened."""

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
    """A report, or what else is checked, under a unique name."""

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
    yield from _signings()
    for marks, _ in test_reading.CASES:
        yield Case(f"reading: {marks}", partial(test_reading.found, marks))
    yield Case("reading: the old encoding", test_reading.recoded)
    yield Case("reading: beside the form", test_reading.unread)
    yield from _pages()
    yield Case("EIT weighed as one", _one_eit)
    yield Case("results published, and evidence", _published)
    yield Case("items of a college's assessment", _of_a_college)
    yield Case("columns for tools that nobody gives", _tools_needed)
    for number, (framework, edits, _) in enumerate(test_year.CASES):
        yield Case(f"known in part: {number}", partial(_known_in_part, framework, edits))
    yield Case("a rule that is a guess", _guess)
    for framework, edits, code in test_year.SPOKEN:
        name = f"{framework.fiscal_year}, known in part: {code}"
        yield Case(name, partial(_known_in_part, framework, edits))
    for name in (*FIGURES, *LISTINGS):
        yield Case(f"planted: {name}", partial(_planted, name))


def _signings() -> Iterator[Case]:
    for post, acting, _ in test_signing.CASES:
        yield Case(
            f"signing: {post} / {acting}",
            partial(test_signing.found, Decision(post=post, acting=acting, date=test_signing.DAY)),
        )
    for kind, post, _ in test_signing.KINDS:
        edits = {"agency.type": kind}
        yield Case(
            f"signing: {kind}, {post}",
            partial(test_signing.found, Decision(post=post, date=test_signing.DAY), edits),
        )
    for kind, post, acting, _ in test_signing.OTHERS:
        decision = Decision(post=post, acting=acting, date=test_signing.DAY)
        yield Case(
            f"signing: {kind}, {post} / {acting}",
            partial(test_signing.found, decision, {"agency.type": kind}),
        )
    early = Decision(post="นายกเทศมนตรี", date=test_signing.EARLY)
    yield Case("signing: a day before the memo", partial(test_signing.found, early))
    late = Decision(post="นายกเทศมนตรี", date=test_signing.LATE)
    yield Case("signing: two days ahead", partial(test_signing.found, late, today=test_signing.DAY))


def _pages() -> Iterator[Case]:
    pages = [answer for answer, _ in test_online.CASES if "Location" not in answer[1]]
    for status, headers, body in pages:
        yield Case(f"online: {status} {headers} {body!r}", partial(_judged, status, headers, body))
    for page, _ in test_online.PAGES:
        yield Case(f"online: {page.url} {page.body!r}", partial(_looked_at, page))
    for error in FAILURES:
        yield Case(f"online: {type(error).__name__}", partial(_failed, error))
    for other in (True, False):
        yield Case(
            f"online: the signed document, other: {other}", partial(_published_there, other=other)
        )


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
    return checks.run(Subject(edited(edits), framework or sourced()))


def _compared(edits: Edits) -> list[Finding]:
    return checks.run(Subject(edited(edits), sourced(), listed=test_agency.LISTED))


def _looked(text: str) -> list[Finding]:
    return [*letters.check(Subject(edited({}), sourced(), texts={("memo", "subject"): text}))]


def _judged(status: int, headers: Mapping[str, str], body: bytes) -> list[Finding]:
    kind = headers.get("Content-Type", "").partition(";")[0]
    return [*online.findings(judge(Page(CLEAN_URL, status, kind, body)))]


def _looked_at(page: Page) -> list[Finding]:
    return [*online.findings(judge(page))]


def _failed(error: Exception) -> list[Finding]:
    def resolve(_host: str, _port: int) -> list[str]:
        raise error

    return online.visit(CLEAN_URL, resolve=resolve)


def _published_there(*, other: bool) -> list[Finding]:
    return [online.compared(T("Both are the same, byte for byte."), other=other)]


def _one_eit() -> list[Finding]:
    return _run({"eit_parts": test_figures.PARTS}, one_eit())


def _published() -> list[Finding]:
    return _run({}, published())


def _of_a_college() -> list[Finding]:
    college = {"agency.type": "วิทยาลัย", "agency.name": "เทคนิคจัตุรัส"}
    return _run({"weak.1.items.0.item": "o47", **college}, beside_a_college())


def _tools_needed() -> list[Finding]:
    shown = frozenset({"tools.IIT", "tools.OIT"})
    return checks.run(Subject(edited(test_year.PLAIN), generic(2566), shown=shown))


def _known_in_part(framework: Framework, edits: Edits) -> list[Finding]:
    return _run(edits, framework)


def _guess() -> list[Finding]:
    sources = dict(rules(2566).sources)
    sources["item-map"] = sources["item-map"].model_copy(update={"confidence": "guess"})
    return _run({"weak.1.items.0.item": "o44"}, rules(2566).model_copy(update={"sources": sources}))


def _planted(name: str) -> list[Finding]:
    planted = find_place(name, 0)
    assert planted is not None
    return checks.run(Subject(planted.report, planted.drawn.truth.framework))
