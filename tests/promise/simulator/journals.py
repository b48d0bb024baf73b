"""Whether each journal, read from its file, is right about what was written, open and seen."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ita_sync.errors import Exit
from ita_sync.sandbox.model import Mark, Spreadsheet
from tests.promise.simulator.history import OLD_OFFICE
from tests.promise.simulator.reading import (
    doubled,
    intact,
    landed,
    matching,
    meant,
    numbered,
    plain,
    tab_of,
    torn,
)
from tests.promise.simulator.records import Played
from tests.promise.simulator.reports import CODES, VERSIONS
from tests.promise.simulator.rewrites import Landing, landings
from tests.promise.simulator.sight import texts
from tests.promise.world import TAB

OK = 200
STALE_S = 125.0
Row = dict[str, Any]


@dataclass(frozen=True)
class File:
    """What stands in one journal's file."""

    machine: str
    current: bool
    batches: list[Row]
    attempts: list[Row]
    changes: list[Row]
    observations: list[Row]

    def of(self, batch: Row) -> list[Row]:
        """The changes of a batch."""
        return [change for change in self.changes if change["batch"] == batch["id"]]


_LATE = {"late", "late-503", "http-400"}
KINDS = {"add": {"add"}, "pin": {"pin"}, "rewrite": {"fill", "amend", "undo", "take"}}


def journals(played: Played) -> Iterator[str]:
    """What a journal says that is not true."""
    applied = {
        meant(wrote.body).token
        for wrote in played.wrote
        if wrote.body and meant(wrote.body).kind == "row"
    }
    undone = set(_undone(played))
    for machine, lives in played.lives.items():
        for folder in lives:
            file = _read(machine, folder / "journal.sqlite", current=folder == lives[-1])
            if file is not None:
                yield from _batches(played, file, applied, undone)
                yield from _changes(played, file)
                yield from _observations(played, file, folder)
    yield from _rewritten(played)


def _read(machine: str, path: Path, *, current: bool) -> File | None:
    if not path.exists():
        return None
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return None  # the power went before the tables were made
        db.row_factory = sqlite3.Row
        tables = (
            [dict(row) for row in db.execute(f"SELECT * FROM {name} ORDER BY id")]  # noqa: S608 - our own names
            for name in ("batches", "attempts", "changes", "observations")
        )
        return File(machine, current, *tables)


def _by_old_office(played: Played) -> set[int]:
    """Return the numbers under which an office that still has 0.1.0 wrote."""
    tokens = {
        meant(sent.body).token
        for sent in played.sent
        if played.ended[sent.run].run.machine == OLD_OFFICE
    }
    wrote = (meant(each.body) for each in played.wrote if each.body)
    return {what.number for what in wrote if what.kind == "row" and what.token in tokens}


def _cleared_by_old_office(played: Played) -> set[int]:
    """Return the numbers of the marks that an office which still has 0.1.0 took away."""
    clears = (w for w in played.wrote if w.body and meant(w.body).kind == "old-clear" and w.before)
    return {
        number
        for wrote in clears
        for number in numbered(wrote.before.marks if wrote.before else ())
        if number not in numbered(wrote.after.marks)
    }


def _undone(played: Played) -> Iterator[str]:
    """Tokens of batches that an older version of the sheet, put back, made undone.

    Also of one whose mark had been cleared by then: the clearing is undone with it.
    """
    stood: dict[int, Mark] = {}
    for wrote in played.wrote:
        if wrote.put_back:
            now = numbered(wrote.after.marks)
            gone = (mark for number, mark in stood.items() if number not in now)
            yield from (str(mark.value).split()[2] for mark in gone)
        stood |= numbered(wrote.after.marks)


def _batches(played: Played, file: File, applied: set[str], undone: set[str]) -> Iterator[str]:
    for batch in file.batches:
        token, state, number = batch["token"], batch["state"], batch["number"]
        # Without a fence, two first writes that both come late have one number, as have those
        # after which the question was refused for another reason: a known limit.
        late = played.history.loose and not _LATE.isdisjoint(played.met)
        # 0.1.0 knows no epoch: under a number that was cleared it writes anew. A known limit.
        late |= number in _by_old_office(played)
        late |= number in _cleared_by_old_office(played)  # a mark that it took is gone for all
        if state == "unwritten" and token in applied and token not in undone and not late:
            yield (
                f"journal: {file.machine} says that number {number} was never written "
                f"({batch['reason']}), but it was"
            )
        if state == "written" and token not in applied:
            yield f"journal: {file.machine} says that number {number} was written, and it never was"
        attempts = [each for each in file.attempts if each["batch"] == batch["id"]]
        if state == "untold" and all(each["outcome"] == "refused" for each in attempts):
            yield f"journal: {file.machine} cannot tell of number {number}, and knows"
        if state in {"open", "closing"} and file.current and not _excused(played, file, batch):
            yield f"journal: {file.machine} leaves an attempt open in the end"
        if (batch["settled_at"] is None) != (state in {"open", "closing"}):
            yield f"journal: {file.machine} dates number {number} wrongly"
        if not file.of(batch):
            yield f"journal: {file.machine} has a batch without changes"
        yield from _attempts(played, batch, attempts)


def _changes(played: Played, file: File) -> Iterator[str]:
    """Each change is of the kind that its batch does, and says what stood in its row before."""
    rows = {(meant(each.wrote.body).token, each.report): each for each in landings(played)}
    for batch in file.batches:
        does = meant(json.dumps(json.loads(batch["body"])).encode()).does
        for change in file.of(batch):
            if change["kind"] not in KINDS[does]:
                yield f"journal: {file.machine} calls a batch that does {does} {change['kind']}"
            landing = rows.get((batch["token"], _report(change)))
            if landing is None:
                continue
            if landing.drops != (change["kind"] in {"fill", "take"}):
                yield f"journal: {file.machine} says {change['kind']}, and left its mark otherwise"
            known = landing.typed_over or landing.unguarded
            if not known and not _same(json.loads(change["former"]), landing):
                yield f"journal: {file.machine} says of a {change['kind']} that other cells stood"


def _report(change: Row) -> int:
    return next((at for at, code in enumerate(CODES) if code in change["parts"]), -1)


def _same(former: list[tuple[str, object]], landing: Landing) -> bool:
    """Whether this stood under each of our headers before a row was written."""
    stood = {
        header: plain(landing.values[at] if at < len(landing.values) else None)
        for header, columns in landing.headers.items()
        for at in columns[:1]
    }
    return {header: plain(value) for header, value in former} == stood


def _excused(played: Played, file: File, batch: Row) -> bool:
    """Whether the last runs for a batch said themselves that they could not settle it."""
    reports = {
        CODES.index(code) for each in file.of(batch) for code in CODES if code in each["parts"]
    }
    final = [
        run
        for run in played.ended
        if run.final and run.run.machine == file.machine and run.run.report in reports
    ]
    return any(run.exit == Exit.CONFIG or run.code == "older-version" for run in final)


def _attempts(played: Played, batch: Row, attempts: list[Row]) -> Iterator[str]:
    for kind in ("row", "close"):
        mine = [each["outcome"] for each in attempts if each["kind"] == kind]
        sent = [
            each
            for each in played.sent
            if (meant(each.body).kind, meant(each.body).token) == (kind, batch["token"])
        ]
        if len(sent) > len(mine):
            yield f"journal: {len(sent)} requests were sent, {len(mine)} attempts are journalled"
        if kind == "row" and any(json.loads(e.body) != json.loads(batch["body"]) for e in sent):
            yield "journal: another request was sent than the one that is journalled"
        if len(sent) == len(mine):
            for each, outcome in zip(sent, mine, strict=True):
                if outcome == "refused" and each.applied:
                    yield "journal: an attempt is said to be refused that was carried out"
                if (
                    outcome == "applied"
                    and kind == "row"
                    and not landed(played, each)
                    and each.reply != OK
                ):
                    yield "journal: an attempt is said to be applied that was not"


def _rewritten(played: Played) -> Iterator[str]:
    """A batch that was settled once stays as it was, in every later run."""
    last: dict[Path, dict[int, tuple[object, ...]]] = {}
    for run in played.ended:
        if run.state is None:
            continue
        before = last.get(run.state, {})
        for number, row in before.items():
            if run.settled.get(number) != row:
                yield f"history: batch {number} of {run.run.machine} was settled, and changed later"
        last[run.state] = run.settled


def _observations(played: Played, file: File, folder: Path) -> Iterator[str]:
    """Each was made of a version of the sheet that was not known to be older than another."""
    changes = {change["id"]: change for change in file.changes}
    highest, put_back = 0, [wrote.at for wrote in played.wrote if wrote.put_back]
    for seen in file.observations:
        known = highest
        highest = seen["highest"] if put_back else max(highest, seen["highest"])
        if seen["highest"] < known and not put_back:
            yield f"observation: {file.machine} made one of a look that was known to be stale"
        change = changes[seen["change"]]
        report = _report(change)
        books = (_titled(book, change["gid"]) for book in _books(played, folder))
        if not any(_shows(played, book, seen, report) for book in books):
            yield (
                f"observation: {file.machine} saw report {report} {seen['how']} under mark "
                f"{seen['highest']}, and it never stood so"
            )


def _books(played: Played, folder: Path) -> Iterator[Spreadsheet]:
    """The versions that a run of this journal can have seen: a stale look shows any earlier one."""
    runs = [run for run in played.ended if run.state == folder]
    spans = [(0.0 if "stale" in run.faults else run.began, run.ended) for run in runs]
    for number, wrote in enumerate(played.wrote):
        until = played.wrote[number + 1].at if number + 1 < len(played.wrote) else float("inf")
        if any(wrote.at <= end and until >= begin for begin, end in spans):
            yield wrote.after


def _titled(book: Spreadsheet, gid: int) -> Spreadsheet:
    """A version in which the tab has its title: verify finds a renamed one by its number."""
    if tab_of(book) is not None:
        return book
    book = book.copy()
    for tab in book.tabs:
        if tab.id == gid:
            tab.properties = {**tab.properties, "title": TAB}
    return book


def _shows(played: Played, book: Spreadsheet, seen: Row, report: int) -> bool:
    """Whether a version has the highest mark that was seen, and the row as it was said to stand."""
    if max(numbered(book.marks), default=0) != seen["highest"]:
        return False
    tab, rows = tab_of(book), json.loads(seen["rows"])
    if tab is None:
        return False
    if seen["how"] == "as-sent":
        values = [texts(tab.row(at)) for at in rows]
        return any(intact(each, played, report, v) for each in values for v in VERSIONS)
    if seen["how"] == "removed":
        return not matching(played, book, report)
    if seen["how"] == "doubled":
        return doubled(played, book, report) or torn(played, book, report) > 1
    return True
