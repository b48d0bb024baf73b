"""Readings under which the figures fit: one step, or several of which each answers a finding of its own.

A step is tried by running the checks on the report with it made, so nothing about the rules is
repeated here. It answers a finding if the finding is gone and no other has come up. Two wrong
figures in one sum are not searched for: pairs of slips fit nearly everything.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import inf
from types import ModuleType

from ita_sync.checks import figures, levels, measures, results, strengths, together, weak
from ita_sync.checks.findings import Change, Finding, Severity
from ita_sync.checks.suggest import changes
from ita_sync.checks.suggest.steps import Step, answers
from ita_sync.report import Loc, Report
from ita_sync.rules import Framework

FAMILIES = (weak, strengths, figures, results, measures, levels)
"""What is run on each reading.

Findings are answered in this order, so that sums come after what enters them.
"""
QUICK_FIRST = (results, figures, weak, strengths, measures, levels)
"""The same, as they are tried: most readings break a sum."""
FAMILY = {rule.code: family for family in FAMILIES for rule in family.RULES}

WARNINGS = {weak.MEAN.code, figures.EIT.code}
"""Warnings that readings are searched for, beside all errors."""

SUMS = {
    *(figures.TOTAL.code, figures.TOOL.code, figures.EIT.code, figures.GRID.code),
    *(weak.OIT_SUM.code, weak.MEAN.code, levels.WRONG.code),
}
"""Findings that stay unsaid while a figure is impossible or a list broken.

They may come up once that is mended.
"""

MOST_TRIED = 1500
"""Reports checked in one search, each in about a millisecond.

A usual report takes less than two hundred.
"""
MOST_WAYS = 200
MOST_STEPS = 12

Key = tuple[str, Loc]
Way = list[tuple[Key, list["Answer"]]]
"""Finding by finding, the answers that lead the same way; none where a finding has no answer."""


@dataclass(frozen=True)
class Trial:
    """A reading of the report and what the checks say to it.

    `places` has, for each list of weak items, where each entry stands in the report as printed.
    """

    report: Report
    places: tuple[tuple[int, ...], ...]
    findings: dict[Key, Finding]

    def printed(self, loc: Loc) -> Loc:
        """Return the place that `loc` has in the report as printed."""
        if (
            loc[:1] == ("weak",)
            and loc[2:3] == ("items",)
            and loc[3:]
            and int(loc[3]) < len(self.places[int(loc[1])])
        ):
            return (*loc[:3], self.places[int(loc[1])][int(loc[3])], *loc[4:])
        return loc

    def still_open(self) -> list[Key]:
        """Return what does not fit, in the order in which it is answered."""
        return [key for key, finding in self.findings.items() if _counts(finding)]


@dataclass(frozen=True)
class Answer:
    """A step that answers the findings `gone`, its changes placed as printed, and where it leads.

    `worse` counts the warnings that it brings up.
    """

    step: Step
    changes: tuple[Change, ...]
    gone: frozenset[Key]
    state: Trial
    worse: int

    @property
    def rank(self) -> tuple[int, int, tuple[int, ...]]:
        """Return what sorts the likelier answers first: few figures, no new warnings, known slips."""
        return len(self.changes), self.worse, self.step.rank


@dataclass
class Search:
    """One search, with what it has spent."""

    framework: Framework
    tried: int = 0
    best: tuple[float, float] = (inf, inf)

    @property
    def spent(self) -> bool:
        """Say whether something may have been left untried."""
        return self.tried >= MOST_TRIED

    def look(self, report: Report) -> Trial:
        """Return the report as printed, with what the checks say to it."""
        places = tuple(tuple(range(len(entry.items))) for entry in report.weak)
        found = (f for family in FAMILIES for f in family.check(report, self.framework))
        return Trial(report, places, {(f.code, f.loc): f for f in found})

    def answers(self, key: Key, state: Trial) -> list[Answer]:
        """Return what answers one finding and brings up no other, likeliest first."""
        found: dict[tuple[Change, ...], Answer] = {}
        tried = set()
        for step in answers(state.findings[key], state.report, self.framework):
            if self.spent:
                break
            if step.changes in tried:
                continue
            tried.add(step.changes)
            after = self._after(key, state, step)
            if after:
                changes = tuple(
                    replace(change, loc=state.printed(change.loc)) for change in step.changes
                )
                gone = frozenset(
                    k
                    for k in state.still_open()
                    if k not in after.findings and not _succeeded(k, state, after)
                )
                found[changes] = Answer(step, changes, gone, after, _worse(state, after))
        return sorted(found.values(), key=lambda answer: answer.rank)

    def _after(self, key: Key, state: Trial, step: Step) -> Trial | None:
        """Return the reading with the step made, None where the finding is still there or another has come up."""
        self.tried += 1
        report, places = (
            changes.apply(state.report, step.changes),
            _moved(state.places, step.changes),
        )
        bare, excused = Trial(report, places, {}), _excused(state)
        found: dict[ModuleType, dict[Key, Finding]] = {}
        for family in (
            FAMILY[key[0]],
            *(other for other in QUICK_FIRST if other is not FAMILY[key[0]]),
        ):
            found[family] = {}
            for finding in family.check(report, self.framework):
                this = (finding.code, bare.printed(finding.loc))
                if this == key or (
                    _counts(finding) and this not in state.findings and not excused(this)
                ):
                    return None
                found[family][this] = finding
        if any(together.check(report, self.framework)):
            return None  # each sum by itself would do; silent while anything else is open
        return replace(
            bare, findings={k: f for family in FAMILIES for k, f in found[family].items()}
        )

    def ways(
        self, state: Trial, skipped: frozenset[Key] = frozenset(), steps: int = 0
    ) -> Iterator[Way]:
        """Yield the ways to answer all findings, none dearer than one found before.

        A finding that has no answer is left as it is. A way costs findings left, then steps.
        """
        todo = [key for key in state.still_open() if key not in skipped]
        if not todo:
            self.best = min(self.best, (len(skipped), steps))
            yield []
            return
        if (len(skipped), steps + 1) > self.best or steps == MOST_STEPS or self.spent:
            return
        key = todo[0]
        groups = _alike(self.answers(key, state), self.framework)
        for alike in groups:
            for rest in self.ways(alike[0].state, skipped, steps + 1):
                yield [(key, alike), *rest]
        if not groups:
            for rest in self.ways(state, skipped | {key}, steps):
                yield [(key, []), *rest]


def best_ways(search: Search, state: Trial) -> list[Way]:
    """Return the ways that leave the fewest findings unanswered with the fewest steps."""
    ways = list(islice(search.ways(state), MOST_WAYS))
    told = [[(key, alike) for key, alike in way if alike] for way in ways]
    cheapest = [
        way
        for way, all_ in zip(told, ways, strict=True)
        if (len(all_) - len(way), len(way)) == search.best
    ]
    return [way for way in cheapest if way]


def _moved(
    places: tuple[tuple[int, ...], ...], changes: tuple[Change, ...]
) -> tuple[tuple[int, ...], ...]:
    """Return where entries of weak lists stand as printed, after an entry was added or dropped."""
    lists = [list(one) for one in places]
    for change in changes:
        if change.printed is None:
            own = lists[int(change.loc[1])]
            own.append(max(own, default=-1) + 1)
        elif change.proposed is None:
            del lists[int(change.loc[1])][int(change.loc[3])]
    return tuple(tuple(one) for one in lists)


def _counts(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR or finding.code in WARNINGS


def _excused(before: Trial) -> Callable[[Key], bool]:
    """Return what may come up: sums that stayed unsaid because a figure was impossible or their list was broken."""
    impossible = any(code == figures.RANGE.code for code, _ in before.findings)
    broken = {loc[:2] for _, loc in before.still_open() if loc[:1] == ("weak",)}
    return lambda key: key[0] in SUMS and (impossible or key[1][:2] in broken)


def _succeeded(key: Key, before: Trial, after: Trial) -> bool:
    """Say whether a finding about a sum went only because another one about a sum took its place."""
    return key[0] in SUMS and any(
        k not in before.findings and k[0] in SUMS for k in after.still_open()
    )


def _worse(before: Trial, after: Trial) -> int:
    return sum(
        k not in before.findings and f.severity is not Severity.NOTE
        for k, f in after.findings.items()
    )


def _alike(found: Iterable[Answer], framework: Framework) -> list[list[Answer]]:
    """Group answers that leave the same scores and findings: what comes after is the same for all of them."""
    groups: dict[object, list[Answer]] = {}
    for answer in found:
        report = answer.state.report
        scores = tuple(changes.value_at(report, loc) for loc in changes.score_locs(report))
        lists = tuple(
            tuple(sorted(_sub(framework, item.item) for item in entry.items))
            for entry in report.weak
        )
        signature = (scores, lists, frozenset(answer.state.still_open()))
        groups.setdefault(signature, []).append(answer)
    return list(groups.values())


def _sub(framework: Framework, item: str) -> str:
    """Return the sub-indicator of an item: only how many of each fail enters a score."""
    rule = framework.indicator_of(item)
    if rule is None:
        return item
    return next((sub.number for sub in rule.sub if item in sub.items), str(rule.number))
