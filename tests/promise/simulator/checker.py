"""Holds what happened against what was promised. Knows the sheet, the wire and the journal's file; none of our code.

Everything here is read from raw cells, raw request bodies and raw SQLite, so that a mistake in the program's own
reading cannot hide from it. What it is told in words (exit codes, slugs, "nothing was written") it checks against that.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ita_sync.sandbox.model import Row, Spreadsheet, Tab
from tests.promise.simulator.people import texts
from tests.promise.simulator.reports import CODES
from tests.promise.simulator.stage import Ended, Played, Sent, Wrote
from tests.promise.world import TAB

LATE_S = 180.0
WHOLE_SECONDS = 3.0  # a Date header has no fractions
WEEK_S = 7 * 24 * 3600.0
NOTHING = "This run wrote nothing to the sheet."
CODE_HEADER, YEAR_HEADER = "รหัส อปท.", "ปีงบประมาณ"
OURS = re.compile(r"(\d+) (row|close) ([0-9a-f]+) (\d+)")


@dataclass(frozen=True)
class Meant:
    """What a request of ours asks for: "row", "close", "clear" or "probe", its token, its report."""

    kind: str
    number: int = 0
    token: str = ""
    report: int = -1


def meant(body: bytes) -> Meant:
    """Read a request body."""
    requests = json.loads(body)["requests"]
    if "deleteDeveloperMetadata" in requests[0]:
        return Meant("clear")
    metadata = requests[0]["createDeveloperMetadata"]["developerMetadata"]
    found = OURS.fullmatch(metadata["metadataValue"])
    if found is None:
        return Meant("probe")
    report = next((at for at, code in enumerate(CODES) if code.encode() in body), -1)
    return Meant(found[2], metadata["metadataId"], found[3], report)


def check(played: Played) -> list[str]:
    """Everything that is not as promised, a sentence each; empty when the promise was kept."""
    return [
        *_bugs(played),
        *_foreign_cells(played),
        *_doubles(played),
        *_in_flight(played),
        *_words(played),
        *_losses(played),
        *_journals(played),
        *_second_time(played),
    ]


def _bugs(played: Played) -> Iterator[str]:
    for run in played.ended:
        if run.bug is not None:
            yield f"bug: run {run.number} ended with {run.bug!r}"


# -- the sheet


def tab_of(book: Spreadsheet | None) -> Tab | None:
    """The tab that reports go to."""
    return next((tab for tab in book.tabs if tab.title == TAB), None) if book else None


def header_of(tab: Tab, headers: list[str]) -> tuple[int, dict[str, list[int]]]:
    """The row that holds most header texts, and where each stands in it."""
    best, places = 0, dict[str, list[int]]()
    for at, row in enumerate(tab.rows[:30]):
        found: dict[str, list[int]] = {}
        for column, text in enumerate(texts(row)):
            if text in headers:
                found.setdefault(str(text), []).append(column)
        if len(found) > len(places):
            best, places = at, found
    return best, places


def matching(played: Played, book: Spreadsheet | None, report: int) -> list[int]:
    """Rows of the tab that are the report's: its whole key under the key headers, or its content, wherever it stands."""
    tab = tab_of(book)
    if tab is None:
        return []
    header, places = header_of(tab, played.cast.headers)
    code, year = places.get(CODE_HEADER, []), places.get(YEAR_HEADER, [])
    found = []
    for at, row in enumerate(tab.rows):
        values = texts(row)
        keyed = at > header and any(_at(values, one) == CODES[report] for one in code) and any(
            _at(values, one) == 2566 for one in year
        )
        if keyed or any(intact(values, played, report, version) for version in (0, 1)):
            found.append(at)
    return found


def _at(values: list[object], column: int) -> object:
    return values[column] if column < len(values) else None


def wanted(played: Played, report: int, version: int) -> list[object]:
    """The values of a report's row, blanks aside, as they are sent."""
    cells = played.cast.row(report, version).cells
    return [cell.value if cell.type != "number" else float(cell.value) for cell in cells if cell.value is not None]  # type: ignore[arg-type] # a number cell holds a Decimal


def intact(values: list[object], played: Played, report: int, version: int) -> bool:
    """Whether a row holds everything that was sent, under whatever columns."""
    left = [float(each) if isinstance(each, int | float) and not isinstance(each, bool) else each for each in values]
    return all(each in left for each in wanted(played, report, version))


def _foreign_cells(played: Played) -> Iterator[str]:
    for wrote in played.wrote:
        if wrote.body and wrote.before is not None:
            yield from _only_ours(wrote, meant(wrote.body), wrote.before)


def _only_ours(wrote: Wrote, what: Meant, before: Spreadsheet) -> Iterator[str]:
    after = wrote.after
    gone = [mark for mark in before.marks if mark not in after.marks and mark.dimension is None]
    if what.kind == "clear":
        for mark in gone:
            found = OURS.fullmatch(mark.value or "")
            if mark.key == "ita-sync" and f"{mark.id} scratch " in (mark.value or ""):
                continue
            if mark.key != "ita-sync" or found is None or wrote.at - float(found[4]) < WEEK_S - WHOLE_SECONDS:
                yield f"foreign: a mark was cleared that was not ours or not a week old: {mark}"
    elif gone and what.kind != "probe":
        yield f"foreign: marks were lost: {gone}"
    if what.kind != "row":
        if [tab.rows for tab in before.tabs] != [tab.rows for tab in after.tabs]:
            yield f"foreign: a {what.kind} request changed cells"
        return
    span = json.loads(wrote.body)["requests"][1]["insertDimension"]["range"]
    at = span["startIndex"]
    for old, new in zip(before.tabs, after.tabs, strict=True):
        rows: list[Row] = list(new.rows)
        if old.id == span["sheetId"]:
            del rows[at : at + 1]
        if _trimmed(rows) != _trimmed(old.rows):
            yield f"foreign: cells of tab {old.title} changed"
        for name in ("merges", "protected", "filter_views"):
            if len(getattr(old, name)) != len(getattr(new, name)):
                yield f"foreign: {name} of tab {old.title} changed"


def _trimmed(rows: list[Row]) -> list[Row]:
    end = len(rows)
    while end and not any(rows[end - 1]):
        end -= 1
    return rows[:end]



def _doubles(played: Played) -> Iterator[str]:
    """No write of a row into a sheet that has it, and none of a row that this journal wrote before."""
    by_people: set[int] = set()
    written: set[tuple[str, int]] = set()
    owner = {meant(sent.body).token: _life(played, sent) for sent in played.sent}
    for wrote in played.wrote:
        if not wrote.body:
            for report in range(len(CODES)):
                if len(matching(played, wrote.after, report)) > len(matching(played, wrote.before, report)):
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
    forgot = sum(each.run.machine == run.machine and each.run.forgets for each in played.ended[: sent.run + 1])
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


# -- the words


def _during(played: Played, run: Ended) -> list[Spreadsheet]:
    """The sheet as it was at any moment of a run; as it was before, too, where an answer was stale."""
    start = run.began
    states = [run.before] if run.before else []
    states += [wrote.after for wrote in played.wrote if start <= wrote.at <= run.ended]
    if "stale" in run.faults:
        states += [wrote.after for wrote in played.wrote if wrote.at <= run.ended]
    return states


def _sends(played: Played, run: Ended) -> list[Sent]:
    return [sent for sent in played.sent if sent.run == run.number]


def _landed(played: Played, sent: Sent) -> bool:
    """Whether a request took effect once this run had sent it."""
    return any(wrote.body == sent.body and wrote.at >= sent.at for wrote in played.wrote)


def _words(played: Played) -> Iterator[str]:
    for run in played.ended:
        if run.exit is None or run.bug is not None:
            continue
        rows = [sent for sent in _sends(played, run) if meant(sent.body).kind == "row"]
        if run.run.kind != "push" and rows:
            yield f"words: a {run.run.kind} sent a row"
        if run.changed:
            yield "words: a dry run changed a file"
        if run.wrote == NOTHING and any(_landed(played, sent) for sent in rows):
            yield f"words: run {run.number} said that it wrote nothing, but it did"
        if run.exit == 5 and run.wrote != NOTHING:
            yield f"words: run {run.number} is not sure that nothing was written, and ended with 5"
        if run.run.kind == "push":
            yield from _push_words(played, run)


def _push_words(played: Played, run: Ended) -> Iterator[str]:
    states, report = _during(played, run), run.run.report
    tabs = [tab for tab in map(tab_of, states) if tab is not None]
    applied = [wrote for wrote in played.wrote if wrote.body and wrote.at <= run.ended]
    ours = [wrote for wrote in applied if meant(wrote.body).kind == "row" and meant(wrote.body).report == report]
    rows = [texts(row) for tab in tabs for row in tab.rows]
    named = [values for values in rows if CODES[report] in values]
    true = True
    match run.exit, run.code:
        case 0, _:
            true = any(intact(values, played, report, run.run.version) for values in named)
        case 4, "tab-missing":
            true = len(tabs) < len(states) or not states
        case 4, "not-shared" | "credentials-refused" | "spreadsheet-missing":
            status = {"not-shared": "403", "credentials-refused": "401", "spreadsheet-missing": "404"}[run.code]
            true = f"http-{status}" in run.faults
        case 4, "look-refused":
            true = "http-400" in run.faults or len(tabs) < len(states)
        case 5, "unavailable" | "contended":
            true = bool(run.faults) or run.code == "contended" or played.history.deadline < LATE_S
        case 6, _:
            died = any(each.exit is None and each.run.report == report for each in played.ended)
            true = died or any(meant(sent.body).report == report for sent in played.sent)
        case 7, "row-removed" | "row-changed" | "row-misplaced" | "row-header" | "row-mark-gone":
            true = bool(ours) or (run.code == "row-mark-gone" and bool(played.sent)) or bool(named)
        case 7, "row-doubled":
            true = any(len(matching(played, state, report)) > 1 for state in states)
        case 7, "content-differs" | "row-elsewhere" | "listed-beforehand" | "key-incomplete":
            true = bool(named) or any(_link(played, report) in values for values in rows)
        case 7, "header-missing":
            true = any(len(header_of(tab, played.cast.headers)[1]) < len(played.cast.headers) for tab in tabs)
        case 7, "header-doubled":
            true = any(
                len(places) > 1 for tab in tabs for places in header_of(tab, played.cast.headers)[1].values()
            )
        case 7, "refused":
            true = any(tab.protected for tab in tabs) or "http-400" in run.faults
        case _:
            true = False
    if not true:
        yield f"words: run {run.number} ended with {run.exit} {run.code or run.how}, which is not so"


def _link(played: Played, report: int) -> object:
    return played.cast.row(report).cells[-1].value


def _losses(played: Played) -> Iterator[str]:
    """In the end each report stands, or its last push said why not; in time all is settled."""
    last: dict[tuple[str, int], Ended] = {}
    for run in played.ended:
        if run.final and run.run.kind == "push":
            last[run.run.machine, run.run.report] = run
    for (machine, report), run in last.items():
        if run.exit in (5, 6) or run.exit is None:
            yield f"loss: report {report} of machine {machine} is not settled in the end: {run.exit} {run.code}"
        if run.exit == 0 and not matching(played, played.book, report):
            yield f"loss: report {report} is said to stand, and does not"


# -- the journal


def _journals(played: Played) -> Iterator[str]:
    truth = {meant(wrote.body).token for wrote in played.wrote if wrote.body and meant(wrote.body).kind == "row"}
    for machine, lives in played.lives.items():
        for folder in lives:
            path = folder / "journal.sqlite"
            if path.exists():
                yield from _journal(played, machine, path, truth, current=folder == lives[-1])


def _journal(played: Played, machine: str, path: Path, truth: set[str], *, current: bool) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return  # the power went before the tables were made
        intents = db.execute("SELECT id, token, state, reason, parts FROM intents").fetchall()
        attempts = db.execute("SELECT intent, kind, outcome FROM attempts ORDER BY id").fetchall()
    for number, token, state, reason, parts in intents:
        if not token:
            continue
        applied = token in truth
        if state == "closed" and applied:
            yield f"journal: {machine} holds that number {number} was never written ({reason}), but it was"
        if state == "confirmed" and reason == "as-sent" and not applied:
            yield f"journal: {machine} confirmed what was never written"
        if state == "held" and reason in {"removed", "changed", "doubled", "misplaced", "header"} and not applied:
            yield f"journal: {machine} holds a row for {reason} that it never wrote"
        report = next((at for at, code in enumerate(CODES) if code in parts), -1)
        final = [run for run in played.ended if run.final and (run.run.machine, run.run.report) == (machine, report)]
        if state in {"open", "closing"} and current and not any(run.exit == 4 for run in final):
            yield f"journal: {machine} leaves an attempt open in the end"
        yield from _attempts(played, token, [(kind, outcome) for each, kind, outcome in attempts if each == number])


def _attempts(played: Played, token: str, attempts: list[tuple[str, str]]) -> Iterator[str]:
    for kind in ("row", "close"):
        mine = [outcome for each, outcome in attempts if each == kind]
        sent = [each for each in played.sent if (meant(each.body).kind, meant(each.body).token) == (kind, token)]
        if len(sent) > len(mine):
            yield f"journal: {len(sent)} requests were sent, {len(mine)} attempts are journalled"
        if len(sent) == len(mine):
            for each, outcome in zip(sent, mine, strict=True):
                if outcome == "refused" and each.applied:
                    yield "journal: an attempt is said to be refused that was carried out"
                if outcome == "applied" and kind == "row" and not _landed(played, each) and each.reply != 200:
                    yield "journal: an attempt is said to be applied that was not"


def _second_time(played: Played) -> Iterator[str]:
    """A report that stands is not written again, nor anything for it; a refused one is tried again."""
    stood: set[tuple[str, int]] = set()
    for run in played.ended:
        who = (run.run.machine, run.run.report)
        if not run.final:
            continue
        if who in stood and _sends(played, run):
            yield f"again: run {run.number} sent something though all was settled"
        if run.run.kind == "push" and run.exit == 0:
            stood.add(who)
