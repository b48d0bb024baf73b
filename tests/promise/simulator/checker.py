"""Checks what happened against what was promised, without the program's own code.

Everything is read from raw cells, raw request bodies and raw SQLite (reading.py, journals.py), so
that a mistake in the program's own reading cannot hide. What a run says in words is checked against
that (words.py).
"""

import json
from collections.abc import Iterator

from ita_sync.errors import Exit
from ita_sync.sandbox.model import Mark, Row, Spreadsheet
from tests.promise.simulator.journals import journals
from tests.promise.simulator.reading import OURS, Meant, matching, meant, sends, trimmed
from tests.promise.simulator.records import Ended, Played, Sent, Wrote
from tests.promise.simulator.reports import CODES
from tests.promise.simulator.words import words

LATE_S = 180.0
WHOLE_SECONDS = 3.0  # a Date header has no fractions
WEEK_S = 7 * 24 * 3600.0


def check(played: Played) -> list[str]:
    """Everything that is not as promised, a sentence each; empty when the promise was kept."""
    return [
        *_bugs(played),
        *_foreign(played),
        *_doubles(played),
        *_in_flight(played),
        *words(played),
        *_losses(played),
        *journals(played),
        *_again(played),
    ]


def _bugs(played: Played) -> Iterator[str]:
    for run in played.ended:
        if run.bug is not None:
            yield f"bug: run {run.number} ended with {run.bug!r}"


def _foreign(played: Played) -> Iterator[str]:
    """No request of ours changes a cell or a mark that is not ours."""
    for wrote in played.wrote:
        if wrote.body and wrote.before is not None:
            what = meant(wrote.body)
            yield from _marks(wrote, what, wrote.before)
            if what.kind == "row":
                yield from _one_more_row(wrote, wrote.before)
            elif [tab.rows for tab in wrote.before.tabs] != [tab.rows for tab in wrote.after.tabs]:
                yield f"foreign: a {what.kind} request changed cells"


def _marks(wrote: Wrote, what: Meant, before: Spreadsheet) -> Iterator[str]:
    gone = [
        mark for mark in before.marks if mark not in wrote.after.marks and mark.dimension is None
    ]
    for mark in gone:
        if what.kind != "clear" or not _may_be_cleared(mark, wrote.at):
            yield f"foreign: a mark is gone that was not ours or not a week old: {mark}"


def _may_be_cleared(mark: Mark, at: float) -> bool:
    if mark.key != "ita-sync":
        return False
    if (mark.value or "").startswith(f"{mark.id} scratch "):
        return True
    found = OURS.fullmatch(mark.value or "")
    return found is not None and at - float(found[4]) >= WEEK_S - WHOLE_SECONDS


def _one_more_row(wrote: Wrote, before: Spreadsheet) -> Iterator[str]:
    span = json.loads(wrote.body)["requests"][1]["insertDimension"]["range"]
    at = span["startIndex"]
    for old, new in zip(before.tabs, wrote.after.tabs, strict=True):
        rows: list[Row] = list(new.rows)
        if old.id == span["sheetId"]:
            del rows[at : at + 1]
        if trimmed(rows) != trimmed(old.rows):
            yield f"foreign: cells of tab {old.title} changed"
        for name in ("merges", "protected"):
            if len(getattr(old, name)) != len(getattr(new, name)):
                yield f"foreign: {name} of tab {old.title} changed"


def _doubles(played: Played) -> Iterator[str]:
    """No row is written into a sheet that has it, and none twice by one journal."""
    by_people: set[int] = set()
    written: set[tuple[str, int]] = set()
    owner = {meant(sent.body).token: _life(played, sent) for sent in played.sent}
    for wrote in played.wrote:
        if not wrote.body:
            for report in range(len(CODES)):
                if len(matching(played, wrote.after, report)) > len(
                    matching(played, wrote.before, report)
                ):
                    by_people.add(report)
            continue
        what = meant(wrote.body)
        if what.kind != "row":
            continue
        there = matching(played, wrote.before, what.report)
        if there and what.report not in by_people:
            yield f"double: report {what.report} was written though it stood in row {there[0] + 1}"
        life = (owner[what.token], what.report)
        if life in written:
            yield f"double: report {what.report} was written twice by one journal"
        written.add(life)


def _life(played: Played, sent: Sent) -> str:
    """Which journal a request came from: the machine, and how often it had forgotten everything."""
    run = played.ended[sent.run].run
    forgot = sum(
        each.run.machine == run.machine and each.run.forgets
        for each in played.ended[: sent.run + 1]
    )
    return f"{run.machine}{forgot}"


def _in_flight(played: Played) -> Iterator[str]:
    """Never an identical batch while an earlier one without an answer may still be on its way."""
    last: dict[bytes, list[Sent]] = {}
    for sent in played.sent:
        for earlier in last.setdefault(sent.body, []):
            silent = earlier.reply is None and not earlier.never_sent
            if silent and sent.at - earlier.at < LATE_S - WHOLE_SECONDS:
                yield f"in flight: the same batch was sent again after {sent.at - earlier.at:.0f} s"
        last[sent.body].append(sent)


def _losses(played: Played) -> Iterator[str]:
    """In the end each report stands, or its last push said why not, and all is settled."""
    last: dict[tuple[str, int], Ended] = {}
    for run in played.ended:
        if run.final and run.run.kind == "push":
            last[run.run.machine, run.run.report] = run
    for (machine, report), run in last.items():
        if run.exit in {Exit.UNAVAILABLE, Exit.UNKNOWN, None}:
            yield (
                f"loss: report {report} of machine {machine} is not settled in the end: "
                f"{run.exit} {run.code}"
            )
        if run.exit == Exit.OK and not matching(played, played.book, report):
            yield f"loss: report {report} is said to stand, and does not"


def _again(played: Played) -> Iterator[str]:
    """Once a report stands, nothing more is sent for it.

    A refused one may be tried again.
    """
    stood: set[tuple[str, int]] = set()
    for run in played.ended:
        who = (run.run.machine, run.run.report)
        if not run.final:
            continue
        if who in stood and sends(played, run):
            yield f"again: run {run.number} sent something though all was settled"
        if run.run.kind == "push" and run.exit == Exit.OK:
            stood.add(who)
