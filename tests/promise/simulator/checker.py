"""Checks what happened against what was promised, without the program's own code.

Everything is read from raw cells, raw request bodies and raw SQLite (reading.py, journals.py), so
that a mistake in the program's own reading cannot hide. What a run says in words is checked against
that (words.py).
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ita_sync.errors import Exit
from ita_sync.sandbox.model import Row, Spreadsheet
from tests.promise.simulator.history import LOOSE, MACHINES, OLD_OFFICE
from tests.promise.simulator.journals import OK, journals
from tests.promise.simulator.reading import (
    EPOCHS,
    OURS,
    SCRATCH,
    Meant,
    matching,
    meant,
    numbered,
    of_agency,
    of_another_place,
    of_another_year,
    sends,
    trimmed,
)
from tests.promise.simulator.records import Ended, Looked, Played, Sent, Wrote
from tests.promise.simulator.rewrites import on_lines, rewrites, unchanged_beside
from tests.promise.simulator.words import words

LATE_S = 180.0
SERVER_ERROR = 500  # from here on a status leaves open whether a write is carried out
STALE_S = 125.0  # the oldest version that a look may show
WHOLE_SECONDS = 3.0  # a Date header has no fractions
WEEK_S = 7 * 24 * 3600.0
SCRATCHED = re.compile(r"\d+ (scratch.*|again)")  # marks that a test of the sheet makes
IDENTITY = True  # whether a row that names the agency under another key has to stop an add


def check(played: Played) -> list[str]:
    """Everything that is not as promised, a sentence each; empty when the promise was kept."""
    if _undone_under_way(played):
        return [*_bugs(played), *_foreign(played)]  # a known limit: docs/promise.md
    return [
        *_bugs(played),
        *_foreign(played),
        *rewrites(played),
        *_left_behind(played),
        *_doubles(played),
        *_in_flight(played),
        *words(played),
        *_losses(played),
        *journals(played),
        *_again(played),
    ]


def _undone_under_way(played: Played) -> bool:
    """Whether an older version was put back while a write was on its way: its mark went, too."""
    moments = [wrote.at for wrote in played.wrote if wrote.put_back]
    sent = [each.at for each in played.sent if each.reply is None or each.reply >= SERVER_ERROR]
    return any(at <= moment <= at + LATE_S + WHOLE_SECONDS for at in sent for moment in moments)


def _bugs(played: Played) -> Iterator[str]:
    for run in played.ended:
        if run.bug is not None:
            yield f"bug: run {run.number} ended with {run.bug!r}"


# -- cells and marks of others


def _foreign(played: Played) -> Iterator[str]:
    """No request of ours changes a cell or a mark that is not ours."""
    for wrote in played.wrote:
        if wrote.body and wrote.before is not None:
            what = meant(wrote.body)
            yield from _marks(played, wrote, what, wrote.before)
            yield from on_lines(wrote, wrote.before)
            if what.does == "add":
                yield from _only_rows(played, wrote, wrote.before)
            elif what.does == "rewrite":
                yield from unchanged_beside(wrote, wrote.before)
            elif [tab.rows for tab in wrote.before.tabs] != [tab.rows for tab in wrote.after.tabs]:
                yield f"foreign: a {what.does or what.kind} request changed cells"


def _marks(played: Played, wrote: Wrote, what: Meant, before: Spreadsheet) -> Iterator[str]:
    """Each kind of request may leave and take away marks of its own kind only."""
    old, new = before.marks, wrote.after.marks
    gone = [mark for mark in old if mark not in new and mark.dimension is None]
    come = [mark for mark in new if mark not in old and mark.dimension is None]
    ours, newest = numbered(old), max(numbered(old), default=0)
    # A clearing that was planned before an older version came back: its newest mark is an old one.
    undone = any(each.put_back and 0 <= wrote.at - each.at <= LATE_S for each in played.wrote)
    for mark in gone:
        cleared = mark.id in ours and (mark.id != newest or undone)
        aged = mark.id in ours and wrote.at - _said(mark.value) >= WEEK_S - WHOLE_SECONDS
        scratch = mark.key == "ita-sync" and SCRATCHED.fullmatch(mark.value or "") is not None
        allowed = {"clear": cleared, "old-clear": aged, "probe": scratch}
        if not allowed.get(what.kind, False):
            yield f"foreign: a {what.kind} request took a mark away: {mark}"
    left = {"row": [what.number], "close": [what.number], "clear": [what.number]}
    numbers = sorted(mark.id for mark in come)
    # 0.1.0 goes by one Date: after a sleep it sends again while the first is on its way, and two
    # identical batches at the same instant both land (assumption 7). Its limit, as in _doubles.
    again = what.number in ours and _by_old_office(played, wrote)
    exempt = what.kind == "probe" or played.history.loose or again
    if numbers != left.get(what.kind, []) and not exempt:
        yield f"foreign: a {what.kind} request left the marks {numbers}"
    if what.kind == "clear" and gone:
        said = _said(next(mark.value for mark in come if mark.id == what.number))
        if said < max(mark.id for mark in gone):
            yield f"foreign: the epoch says that {said} was cleared, and {gone[-1].id} was"


def _by_old_office(played: Played, wrote: Wrote) -> bool:
    runs = {sent.run for sent in played.sent if sent.body == wrote.body}
    return any(played.ended[each].run.machine == OLD_OFFICE for each in runs)


def _said(value: str | None) -> float:
    found = OURS.fullmatch(value or "")
    return float(found[4]) if found else 0.0


def _only_rows(played: Played, wrote: Wrote, before: Spreadsheet) -> Iterator[str]:
    """Without the rows that it inserted, the tab is as it was."""
    requests = json.loads(wrote.body)["requests"]
    spans = [each["insertDimension"]["range"] for each in requests if "insertDimension" in each]
    ends: list[int] = []
    for span in spans:
        at, after = span["startIndex"], span["endIndex"]
        ends = [end + (after - at) * (end >= at) for end in ends] + [*range(at, after)]
    if played.history.loose and not spans:
        return
    for old, new in zip(before.tabs, wrote.after.tabs, strict=True):
        rows: list[Row] = list(new.rows)
        if old.id == spans[0]["sheetId"]:
            for at in sorted(ends, reverse=True):
                del rows[at : at + 1]
        if trimmed(rows) != trimmed(old.rows):
            yield f"foreign: cells of tab {old.title} changed"
        for name in ("merges", "protected"):
            if len(getattr(old, name)) != len(getattr(new, name)):
                yield f"foreign: {name} of tab {old.title} changed"


def _left_behind(played: Played) -> Iterator[str]:
    """In the end no mark of ours stands that holds no number and closes no epoch.

    Unless the run that tested the sheet was cut short or met a fault: the next test clears up.
    """
    if any(act.what == "put back an older version" for _, act in played.history.acts):
        return  # with it came back what had been taken away
    marks = [mark for mark in played.book.marks if mark.dimension is None]  # others: rewrites.py
    ours = [mark for mark in marks if mark.key == "ita-sync" and not mark.foreign]
    numbers = numbered(ours)
    for mark in ours:
        found = OURS.fullmatch(mark.value or "")
        epoch = found and found[2] == "epoch" and EPOCHS <= mark.id < SCRATCH
        if mark.id not in numbers and not epoch and not _cut_short(played, mark.id):
            yield f"foreign: a mark is left behind: {mark.id} {mark.value}"


def _cut_short(played: Played, number: int) -> bool:
    by = [played.ended[sent.run] for sent in played.sent if str(number).encode() in sent.body]
    return any(run.exit is None or run.faults or run.run.disk_fails_at for run in by)


# -- rows that are there twice


@dataclass
class _Turn:
    """A machine's write of rows, and what its plan was made on."""

    wrote: Wrote
    what: Meant
    planned_at: float  # the oldest moment that the look may have shown


def _doubles(played: Played) -> Iterator[str]:
    """No row is written into a sheet that has it, and none twice by one journal."""
    loose = LOOSE & set(played.history.rules)
    late = sum(played.met.get(name, 0) for name in ("late", "late-503"))
    if loose and (late > 1 or not {"twice", "http-400"}.isdisjoint(played.met)):
        return  # nothing could keep first writes from landing twice there, or a fault hid that
    written: set[tuple[str, int]] = set()
    sent_for = _first_sent(played)
    for number, wrote in enumerate(played.wrote):
        what = meant(wrote.body) if wrote.body else Meant("people")
        if wrote.put_back:
            written.clear()  # what was written may be undone
        if what.does == "rewrite":
            written -= _taken_back(played, sent_for[what.token])
        if what.does != "add":
            continue
        first = sent_for[what.token]
        if played.ended[first.run].run.machine == OLD_OFFICE:
            continue  # it keeps what 0.1.0 promised, no more
        planned = _planned_at(played, first)
        for report in what.reports:
            asked = report, played.ended[first.run].run.version
            there = _rows(played, wrote.before, *asked)
            known = _freed(played, number, report) or _cleared(played, number, what.number)
            known |= _into_a_hole(played, number, first)
            if there and not known and not _came_between(played, number, planned, *asked):
                yield f"double: report {report} was written though it stood in row {there[0] + 1}"
            life = (_life(played, first), report)
            decided = any(each.run.restore for each in played.ended[: first.run + 1])
            if life in written and not decided and not known:
                yield f"double: report {report} was written twice by one journal"
            written.add(life)


def _first_sent(played: Played) -> dict[str, Sent]:
    found: dict[str, Sent] = {}
    for sent in played.sent:
        found.setdefault(meant(sent.body).token, sent)
    return found


def _taken_back(played: Played, sent: Sent) -> set[tuple[str, int]]:
    """What may be written again, as the same journal took it back."""
    run = played.ended[sent.run].run
    return {(_life(played, sent), run.report)} if run.kind == "undo" else set()


def _rows(played: Played, book: Spreadsheet | None, report: int, version: int) -> list[int]:
    found = matching(played, book, report)
    if found or not IDENTITY:
        return found
    alike = of_agency(played, book, report, (version,))
    asked = (played, book, report)
    return [at for at in alike if not (of_another_place(*asked, at) or of_another_year(*asked, at))]


def _planned_at(played: Played, first: Sent) -> list[float]:
    """The moments that the last look before a first request may have shown, the oldest first."""
    mine = [each for each in played.looked if each.run == first.run and each.rows]
    looks = [each for each in mine if each.at <= first.at]
    if not looks:
        return [first.at]
    look = looks[-1]
    oldest = max(_shown_at(played, look), _known_at(played, first, look.at))
    return [oldest, *(wrote.at for wrote in played.wrote if oldest < wrote.at <= look.at)]


def _shown_at(played: Played, look: Looked) -> float:
    if not look.stale:
        return look.at
    earlier = [wrote.at for wrote in played.wrote if wrote.at <= look.at]
    return min([look.at - STALE_S, *earlier[-1:]])


def _known_at(played: Played, first: Sent, until: float) -> float:
    """When the highest number came that its journal was told of: no older look is planned on."""
    told = {
        sent.body
        for sent in played.sent
        if sent.reply == OK and sent.at <= until and _life(played, sent) == _life(played, first)
    }
    came = [
        wrote.at
        for wrote in played.wrote
        if wrote.at <= until
        and wrote.body in told
        and _highest(wrote.before) < _highest(wrote.after)
    ]
    return max(came, default=0.0)


def _highest(book: Spreadsheet | None) -> int:
    return max(numbered(book.marks), default=0) if book else 0


def _came_between(
    played: Played, number: int, planned: list[float], report: int, version: int
) -> bool:
    """Whether people alone put the row there after the look on which it was planned.

    A stale look that shows all marks that are known cannot be told from a fresh one: it is enough
    that it may have shown a moment without the row.
    """
    return any(_came_since(played, number, at, report, version) for at in planned)


def _came_since(played: Played, number: int, at: float, report: int, version: int) -> bool:
    earlier: Sequence[Wrote] = played.wrote[:number]
    shown = [wrote for wrote in earlier if wrote.at <= at]
    book = shown[-1].after if shown else (earlier[0].before if earlier else None)
    if _rows(played, book, report, version):
        return False
    since = earlier[len(shown) :]
    ours = (at for at, wrote in enumerate(since) if wrote.body and _carries(wrote, report))
    return all(_undone(since[at], since[at:]) for at in ours)


def _carries(wrote: Wrote, report: int) -> bool:
    return report in meant(wrote.body).reports


def _undone(wrote: Wrote, since: Sequence[Wrote]) -> bool:
    """Whether an older version was put back, and what was written is not in that."""
    number = meant(wrote.body).number
    return any(each.put_back and number not in _numbers(each.after) for each in since)


def _freed(played: Played, number: int, report: int) -> bool:
    """Whether the row came under a number that another program's mark had held, and set free.

    A known limit: who saw that mark went on to the next number (docs/promise.md).
    """
    earlier = played.wrote[:number]
    foreign = {
        mark.id
        for wrote in earlier
        for mark in wrote.after.marks
        if mark.key != "ita-sync" or mark.foreign
    }
    came = (meant(wrote.body) for wrote in earlier if wrote.body)
    return any(report in what.reports and what.number in foreign for what in came)


def _cleared(played: Played, until: int, number: int) -> bool:
    """Whether the office that has 0.1.0 took our mark with this number away: a known limit."""
    requests = (each for each in played.wrote[:until] if each.body)
    clears = (each for each in requests if meant(each.body).kind == "old-clear")
    return any(number in _numbers(each.before) - _numbers(each.after) for each in clears)


def _into_a_hole(played: Played, number: int, first: Sent) -> bool:
    """Whether an old look led into a hole below the highest number: a known limit.

    An older version was put back between the look and the landing of another office's write: that
    took the mark below its own away. Who never saw the sheet cannot tell that its look is old.
    """
    wrote = played.wrote[number]
    at = meant(wrote.body).number
    mine = [each for each in played.looked if each.run == first.run and each.rows]
    old = any(look.stale for look in [each for each in mine if each.at <= first.at][-1:])
    back = [each for each in played.wrote[:number] if each.put_back]
    hole = any(at in _numbers(each.before) - _numbers(each.after) for each in back)
    return old and hole and at < _highest(wrote.before)


def _numbers(book: Spreadsheet | None) -> set[int]:
    return set(numbered(book.marks)) if book else set()


def _life(played: Played, sent: Sent) -> str:
    """Which journal a request came from: the machine, and how often it had forgotten everything."""
    run = played.ended[sent.run].run
    forgot = sum(
        each.run.machine == run.machine and each.run.forgets
        for each in played.ended[: sent.run + 1]
    )
    return f"{run.machine}{forgot}"


# -- requests under way at once


def _in_flight(played: Played) -> Iterator[str]:
    """Never an identical batch while an earlier one without an answer may still be on its way."""
    last: dict[bytes, list[Sent]] = {}
    for sent in played.sent:
        if meant(sent.body).kind not in {"row", "close"}:
            continue
        for earlier in last.setdefault(sent.body, []):
            silent = earlier.reply is None and not earlier.never_sent
            if silent and sent.at - earlier.at < LATE_S - WHOLE_SECONDS:
                if _misdated(played, earlier) or _all_clocks_ahead(played, sent):
                    continue  # known limits: nobody knows when it sent, or what time it is
                yield f"in flight: the same batch was sent again after {sent.at - earlier.at:.0f} s"
        last[sent.body].append(sent)


def _all_clocks_ahead(played: Played, sent: Sent) -> bool:
    """Whether server and machine said at once, and wrongly, that the time has passed.

    The server by a Date that is ahead, or that was behind when it was sent.
    """
    run, runs = played.ended[sent.run], played.history.runs
    mine = [each for each in runs if each.machine == run.run.machine]
    skew = dict(zip(MACHINES, played.history.skew, strict=True)).get(run.run.machine, 0.0)
    ahead = skew > 0 or any(each.corrected and each.corrected[1] > 0 for each in mine)
    return ahead and not {"future-date", "old-date"}.isdisjoint(run.faults)


def _misdated(played: Played, sent: Sent) -> bool:
    run = played.ended[sent.run]
    misdated = sent.slept > 0 or "old-date" in run.faults
    if run.run.machine == OLD_OFFICE:
        return True  # 0.1.0 goes by one Date
    return misdated and (run.exit is None or run.run.disk_fails_at is not None)


# -- the end


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
