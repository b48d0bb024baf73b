"""Readings under which the figures fit: one step, or several that each answer their own finding.

A step is tried by running the checks on the report with the step made, so no rule is repeated here.
It answers a finding if the finding is gone and no other has come up. Two wrong figures in one sum
are not searched for: pairs of slips fit nearly everything.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import inf
from typing import NamedTuple

from ita_sync.checks import figures, levels, measures, results, strengths, together, weak
from ita_sync.checks.findings import Change, Finding, Severity
from ita_sync.checks.rule import Family, findings_of
from ita_sync.checks.subject import Subject
from ita_sync.checks.suggest import changes
from ita_sync.checks.suggest.asked import ASKED, FAMILIES
from ita_sync.checks.suggest.steps import Step, answers
from ita_sync.report import Loc, Report
from ita_sync.rules import Framework

QUICK_FIRST = (results, figures, weak, strengths, measures, levels)
"""The same families in the order in which they are tried: most readings break a sum."""
FAMILY = {rule.code: family for family in FAMILIES for rule in family.RULES}

SUMS = {
    *(figures.TOTAL.code, figures.TOOL.code, figures.EIT.code, figures.GRID.code),
    *(weak.OIT_SUM.code, weak.MEAN.code, levels.WRONG.code),
}
"""Findings that stay unsaid while a figure is impossible or a list broken.

They may come up once that is answered.
"""

MOST_TRIED = 1500
"""The most readings checked in one search, each in about a millisecond.

A usual report takes fewer than two hundred.
"""
MOST_WAYS = 200
MOST_STEPS = 12


class Key(NamedTuple):
    """What tells a finding from the others: its code and its field."""

    code: str
    loc: Loc


Way = list[tuple[Key, list["Answer"]]]
"""Finding by finding, the answers that lead the same way; none where a finding has no answer."""

Places = tuple[tuple[int, ...], ...]
"""For each list of weak items, the index that each of its entries has in the report as printed."""


@dataclass(frozen=True)
class Trial:
    """A reading of the report, and what the checks find in it."""

    report: Report
    places: Places
    findings: dict[Key, Finding]

    def printed(self, loc: Loc) -> Loc:
        """Return the field that `loc` is in the report as printed."""
        match loc:
            case ("weak", int(at), "items", int(index), *rest) if index < len(self.places[at]):
                return ("weak", at, "items", self.places[at][index], *rest)
        return loc

    def still_open(self) -> list[Key]:
        """Return what does not fit, in the order in which it is to be answered."""
        return [key for key, finding in self.findings.items() if _counts(finding)]


@dataclass(frozen=True)
class Answer:
    """A step that answers findings.

    Attributes:
        step: the step.
        changes: its changes, by the fields of the report as printed.
        gone: the findings that it answers.
        state: the reading it leads to.
        worse: how many warnings it brings up.
    """

    step: Step
    changes: tuple[Change, ...]
    gone: frozenset[Key]
    state: Trial
    worse: int

    @property
    def rank(self) -> tuple[int, int, tuple[int, ...]]:
        """What sorts the likelier answers first: few figures, no new warnings, known slips."""
        return len(self.changes), self.worse, self.step.rank

    def touches(self, key: Key) -> bool:
        """Return whether it reads the very field of a finding differently."""
        return any(change.loc == key.loc for change in self.changes)


@dataclass
class Search:
    """One search, with what it has spent."""

    subject: Subject
    tried: int = 0
    best: tuple[float, float] = (inf, inf)

    @property
    def spent(self) -> bool:
        """Whether something may have been left untried."""
        return self.tried >= MOST_TRIED

    @property
    def framework(self) -> Framework:
        """The rules of the year."""
        return self.subject.framework

    def start(self) -> Trial:
        """Return the report as printed, with what the checks find in it."""
        report = self.subject.report
        places = tuple(tuple(range(len(entry.items))) for entry in report.weak)
        found = (finding for family in FAMILIES for finding in findings_of(self.subject, family))
        return Trial(report, places, {Key(f.code, f.loc): f for f in found})

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
                answer = _answer(step, state, after)
                found[answer.changes] = answer
        return sorted(found.values(), key=lambda answer: answer.rank)

    def _after(self, key: Key, state: Trial, step: Step) -> Trial | None:
        """Return the reading with the step made.

        Return None if the finding `key` is still there or another one has come up.
        """
        self.tried += 1
        report = changes.apply(state.report, step.changes)
        bare = Trial(report, _moved(state.places, step.changes), {})
        subject = replace(self.subject, report=report, texts=None)
        is_refused = _refused(key, state)
        found: dict[Family, dict[Key, Finding]] = {}
        own = FAMILY[key.code]
        for family in (own, *(other for other in QUICK_FIRST if other is not own)):
            found[family] = {}
            for finding in findings_of(subject, family):
                this = Key(finding.code, bare.printed(finding.loc))
                if is_refused(this, finding):
                    return None
                found[family][this] = finding
        if any(together.check(subject)):
            return None  # each sum by itself would do; silent while anything else is open
        in_order = {this: f for family in FAMILIES for this, f in found[family].items()}
        return replace(bare, findings=in_order)

    def ways(
        self, state: Trial, skipped: frozenset[Key] = frozenset(), steps: int = 0
    ) -> Iterator[Way]:
        """Yield the ways to answer all findings, none more costly than one found before.

        A finding that has no answer is left as it is. What a way costs is the findings it leaves,
        then its steps.
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
    """Return the ways that leave the fewest findings unanswered with the fewest steps.

    Of each way only the findings that it answers.
    """
    found = []
    for way in islice(search.ways(state), MOST_WAYS):
        answered = [(key, alike) for key, alike in way if alike]
        found.append(((len(way) - len(answered), len(answered)), answered))
    return [answered for cost, answered in found if cost == search.best and answered]


def _moved(places: Places, changes: tuple[Change, ...]) -> Places:
    """Return the places after entries were added and dropped."""
    lists = [list(one) for one in places]
    for change in changes:
        if change.printed is None:
            own = lists[int(change.loc[1])]
            own.append(max(own, default=-1) + 1)
        elif change.proposed is None:
            del lists[int(change.loc[1])][int(change.loc[3])]
    return tuple(tuple(one) for one in lists)


def _counts(finding: Finding) -> bool:
    """Return whether a finding is to be answered, also where a year only guesses its rule."""
    return finding.code in ASKED


def _refused(key: Key, before: Trial) -> Callable[[Key, Finding], bool]:
    """Return the test of what a step leaves: the finding it was to answer, or one that came up."""
    excused = _excused(before)

    def is_refused(this: Key, finding: Finding) -> bool:
        if this == key:
            return True
        return _counts(finding) and this not in before.findings and not excused(this)

    return is_refused


def _excused(before: Trial) -> Callable[[Key], bool]:
    """Return the test of what may come up.

    Those are sums that stayed unsaid because a figure was impossible or their list was broken.
    """
    impossible = any(key.code == figures.RANGE.code for key in before.findings)
    broken = {key.loc[:2] for key in before.still_open() if key.loc[:1] == ("weak",)}
    return lambda key: key.code in SUMS and (impossible or key.loc[:2] in broken)


def _answer(step: Step, before: Trial, after: Trial) -> Answer:
    """Return what a step answers."""
    changes = tuple(replace(change, loc=before.printed(change.loc)) for change in step.changes)
    gone = frozenset(
        key
        for key in before.still_open()
        if key not in after.findings and not _is_replaced(key, before, after)
    )
    return Answer(step, changes, gone, after, _worse(before, after))


def _is_replaced(key: Key, before: Trial, after: Trial) -> bool:
    """Return whether a finding about a sum went only because another one took its place."""
    return key.code in SUMS and any(
        other not in before.findings and other.code in SUMS for other in after.still_open()
    )


def _worse(before: Trial, after: Trial) -> int:
    """Return how many errors and warnings have come up."""
    return sum(
        key not in before.findings and finding.severity is not Severity.NOTE
        for key, finding in after.findings.items()
    )


def _alike(found: Iterable[Answer], framework: Framework) -> list[list[Answer]]:
    """Group the answers that leave the same scores and findings: what follows is the same."""
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
