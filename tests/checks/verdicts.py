"""What the checks say to a drawn report: errors in a true one, findings about planted errors."""

from collections import Counter
from dataclasses import dataclass, field

from ita_sync import checks
from ita_sync.checks import Finding, Severity, Subject
from ita_sync.checks.levels import UNDECIDED
from ita_sync.report import Report
from ita_sync.rules import Framework
from tests.checks.generator import draw
from tests.checks.injector import Planted, plant, plant_several
from tests.checks.oracle import contradiction

SEVERAL = "two to four errors at once"
TRUE = "true reports"
TRIES = 40
"""Seeds tried in turn until a report has a place for an error: two in three list weak items."""


@dataclass
class Tally:
    """Counts of one class, and what went wrong, each with what repeats it."""

    counts: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add another tally's counts."""
        self.counts += other.counts
        self.missed += other.missed


def judge_true(seed: int) -> Tally:
    """Check a true report: its errors are false, its warnings counted."""
    drawn = draw(seed)
    found = checks.run(Subject(drawn.report, drawn.known))
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    warned = any(f.severity is Severity.WARNING and f.code != UNDECIDED.code for f in found)
    tally = Tally(Counter(reports=1, wrong=bool(errors), warned=warned))
    tally.counts["undecided"] += any(finding.code == UNDECIDED.code for finding in found)
    for error in errors:
        told = f"{error.code} at {'.'.join(map(str, error.loc))}: {error.what}"
        tally.missed.append(f"seed {seed} ({drawn.profile}, {drawn.known.fiscal_year}): {told}")
    return tally


def find_place(name: str, number: int) -> Planted | None:
    """Return the first report with an error of a class, from seed `number * TRIES` on."""
    if name == SEVERAL:
        return plant_several(number * TRIES)
    seeds = range(number * TRIES, (number + 1) * TRIES)
    return next((planted for seed in seeds if (planted := plant(name, seed))), None)


def judge_planted(name: str, number: int) -> Tally:
    """Plant an error of a class and say whether it can be known, and whether it is found."""
    planted = find_place(name, number)
    if planted is None:
        return Tally()
    framework = planted.drawn.known
    why = contradiction(planted.report, framework)
    decidable = why is not None or any(planted.certain)
    found = new_findings(planted, framework)
    tally = Tally(Counter(planted=1, decidable=decidable))
    if not decidable:
        return tally
    heads = {finding.loc[0] for finding in found if finding.loc}
    certain = zip(planted.locs, planted.certain, strict=True)
    if (why is None or found) and all(loc[0] in heads for loc, sure in certain if sure):
        tally.counts["found"] += 1
        tally.counts["blocking"] += any(finding.severity is Severity.ERROR for finding in found)
    else:
        tally.missed.append(f"{planted} ({why or 'certain'})")
    return tally


def new_findings(planted: Planted, framework: Framework) -> list[Finding]:
    """Return errors and warnings that the true report does not have.

    An open level says nothing about an error.
    """
    before = {(finding.code, finding.loc) for finding in _heard(planted.drawn.report, framework)}
    return [f for f in _heard(planted.report, framework) if (f.code, f.loc) not in before]


def _heard(report: Report, framework: Framework) -> list[Finding]:
    found = checks.run(Subject(report, framework))
    return [
        each for each in found if each.severity is not Severity.NOTE and each.code != UNDECIDED.code
    ]
