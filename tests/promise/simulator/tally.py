"""What a campaign counts, and how it is shown."""

from collections import Counter
from dataclasses import dataclass, field

PROMISES = {
    "rows doubled": "double",
    "rows lost, or not settled in the end": "loss",
    "foreign cells changed": "foreign",
    "identical batches under way at once": "in flight",
    "exit codes or messages that are not true": "words",
    "journals that are not true": "journal",
    "repetitions that wrote again": "again",
    "tracebacks": "bug",
}
COUNTED = {
    "histories": "histories",
    "runs of the program": "runs",
    "requests": "requests",
    "rows written": "rows",
    "crashes": "crashes",
    "acts of people": "acts",
    "runs that ended unknown (exit 6); all settled later": "unknown",
}


@dataclass
class Tally:
    """What was counted over many histories."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in what another one counted."""
        self.counts += other.counts
        self.faults += other.faults
        self.calls += other.calls
        self.wrong += other.wrong

    def wrongs(self) -> Counter[str]:
        """Broken promises by kind."""
        return Counter(what.split(":")[0] for _, what in self.wrong)


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({100 * part / whole:.1f} %)" if part else "0"


def promise_table(main: Tally, loose: Tally) -> list[str]:
    """The promise: what happened, and what was broken."""
    wrong, wrong_loose = main.wrongs(), loose.wrongs()
    calls = ", ".join(f"{name}: {number:,}" for name, number in main.calls.most_common(4))
    return [
        "| | ita-sync | numbers not unique, one machine |",
        "|---|---|---|",
        *(
            f"| {what} | {main.counts[name]:,} | {loose.counts[name]:,} |"
            for what, name in COUNTED.items()
        ),
        f"| faults of the network | {main.faults.total():,} | {loose.faults.total():,} |",
        *(
            f"| **{what}** | **{wrong[kind]}** | **{wrong_loose[kind]}** |"
            for what, kind in PROMISES.items()
        ),
        "",
        "Faults met: "
        + ", ".join(f"{name} {number:,}" for name, number in sorted(main.faults.items()))
        + ".",
        "",
        (
            f"Calls of a push that wrote and met no fault, reads + writes: {calls}. "
            "One of each is the rule; 1 + 0:"
        ),
        "an earlier attempt had landed; more: people or another machine came between.",
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


def bugs_table(bugs: list[tuple[str, int | None, str]], seeds: int) -> list[str]:
    """The planted bugs and where each shows."""
    rows = (
        f"| {name} | {'**not found**' if seed is None else seed} | {what.split(':')[0]} |"
        for name, seed, what in bugs
    )
    return [
        f"Bugs planted one at a time, and the first of {seeds:,} seeds that shows each:",
        "",
        "| bug | found by seed | as |",
        "|---|---|---|",
        *rows,
    ]
