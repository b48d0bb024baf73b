"""What a campaign counts, and how it is shown."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

PROMISES = {
    "rows doubled": "double",
    "rows lost, or not settled in the end": "loss",
    "foreign cells or marks changed": "foreign",
    "older amendments above newer ones": "older",
    "batches for rows that exist sent again": "once",
    "marks left on rows without need": "left",
    "identical batches under way at once": "in flight",
    "exit codes or messages that are not true": "words",
    "journals that are not true": "journal",
    "observations that are not true": "observation",
    "settled batches that changed": "history",
    "repetitions that wrote again": "again",
    "tracebacks": "bug",
}
COLUMNS = {
    "first": "histories of the first edition",
    "more": "of the second",
    "existing": "about rows that exist",
    "loose": "without a fence, one machine",
}
COUNTED = {
    "histories": "histories",
    "runs of the program": "runs",
    "requests": "requests",
    "rows written": "rows",
    "rows filled or amended": "rewritten",
    "of these, typed into by people under way (a known limit)": "typed_over",
    "of these, unguarded, as a fault passed for the refusal (a known limit)": "unguarded",
    "crashes": "crashes",
    "acts of people": "acts",
    "runs that ended unknown (exit 6); all settled later": "unknown",
}


@dataclass
class Tally:
    """What was counted over many histories."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    about: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in what another one counted."""
        self.counts += other.counts
        self.faults += other.faults
        self.about += other.about
        self.calls += other.calls
        self.wrong += other.wrong

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return a tally from its JSON."""
        counters = {name: Counter(kept[name]) for name in ("counts", "faults", "about", "calls")}
        return cls(**counters, wrong=[(seed, what) for seed, what in kept["wrong"]])

    def wrongs(self) -> Counter[str]:
        """Broken promises by kind."""
        return Counter(what.split(":")[0] for _, what in self.wrong)


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({100 * part / whole:.1f} %)" if part else "0"


def promise_table(tallies: Mapping[str, Tally]) -> list[str]:
    """The promise: what happened, and what was broken."""
    every = [tallies[how] for how in COLUMNS]
    whole = Tally()
    for tally in every:
        whole.add(tally)
    calls = ", ".join(f"{name}: {number:,}" for name, number in whole.calls.most_common(4))
    return [
        f"| | {' | '.join(COLUMNS.values())} |",
        f"|{'---|' * (1 + len(COLUMNS))}",
        *(
            f"| {what} | {' | '.join(f'{tally.counts[name]:,}' for tally in every)} |"
            for what, name in COUNTED.items()
        ),
        f"| faults of the network | {' | '.join(f'{t.faults.total():,}' for t in every)} |",
        *(
            f"| **{what}** | {' | '.join(f'**{tally.wrongs()[kind]}**' for tally in every)} |"
            for what, kind in PROMISES.items()
        ),
        "",
        "What the histories but the first are about; some are about several: "
        + ", ".join(f"{name} {number:,}" for name, number in sorted(whole.about.items()))
        + ".",
        "",
        "Faults met: "
        + ", ".join(f"{name} {number:,}" for name, number in sorted(whole.faults.items()))
        + ".",
        "",
        (
            f"Calls of a push that wrote and met no fault, reads + writes: {calls}. "
            "One of each is the rule; 1 + 0:"
        ),
        "an earlier attempt had landed; more: the first test of a sheet, or people or another",
        "machine came between.",
        "",
    ]


def controls_table(controls: dict[str, Counter[str]], main: Tally) -> list[str]:
    """The same histories with what people use instead."""
    wrong, count = main.wrongs(), main.counts["histories"]
    return [
        (
            "The same histories with what people use instead. "
            "*Doubled*: a row was written though it stood; *lost*: a row"
        ),
        (
            "said to be written is not there and nobody removed it; "
            "*overwritten*: a filled cell changed."
        ),
        "",
        "| | histories | doubled | lost | overwritten |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {c['histories']:,} | "
            + " | ".join(
                _share(c[kind], c["histories"]) for kind in ("doubled", "lost", "overwritten")
            )
            + " |"
            for name, c in controls.items()
        ),
        (
            f"| **ita-sync** | {count:,} | **{wrong['double']}** | **{wrong['loss']}** "
            f"| **{wrong['foreign']}** |"
        ),
        "",
    ]


def singles_line(single: tuple[Counter[str], int, list[str]]) -> list[str]:
    """The exhaustive single faults and the sampled pairs."""
    tried, pairs, broken = single
    return [
        (
            f"Single faults, {len(tried)} kinds, "
            "each at every place of a push until one passes untouched:"
        ),
        (
            f"{tried.total():,} histories; pairs of faults, sampled: {pairs:,}. "
            f"Broken: **{len(broken)}**."
        ),
        "",
    ]


def bugs_table(bugs: Iterable[Any]) -> list[str]:
    """The rules taken away and the planted bugs, and how each shows."""
    rows = (
        f"| {bug.name} | {bug.about} | {bug.histories:,} | "
        f"{bug.broken:,}{' **not found**' if bug.first is None else ''} | "
        f"{'' if bug.first is None else bug.first} | {', '.join(bug.kinds)} |"
        for bug in bugs
    )
    return [
        "Rules taken away and bugs planted in ita-sync, one at a time, in histories about that:",
        "",
        "| what | histories about | played | broken | first seed | as |",
        "|---|---|---|---|---|---|",
        *rows,
    ]
