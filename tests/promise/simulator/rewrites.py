"""Whether rows that exist were written as promised: the right row, on the right content, once.

A request names cells by number, and nothing in it compares what stands there. What people type
between the reply that showed a row and the request that writes it is gone over: such landings are
counted by themselves (`typed_over`), and not judged further. Where that reply was lost, the look
that took its place is what showed the row.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ita_sync.sandbox.model import ROWS, Mark, Row, Spreadsheet, Tab
from tests.promise.simulator.history import UNGUARDED
from tests.promise.simulator.reading import (
    CODE_HEADER,
    EPOCHS,
    NAMES,
    PINS,
    YEAR,
    YEAR_HEADER,
    Meant,
    header_of,
    intact,
    meant,
    pins,
    plain,
    reports_in,
    trimmed,
    typed,
)
from tests.promise.simulator.records import Ended, Played, Sent, Wrote
from tests.promise.simulator.reports import CODES, VERSIONS, spellings
from tests.promise.simulator.sight import texts

OURS = "ita-sync"
PUT_BACK = "put back an older version"
TWICE = 2  # as often as the program asks a sheet whether marks guard its rows


@dataclass(frozen=True)
class Landing:
    """One row that a request of ours wrote: who sent it, and what stood there.

    `cells`: what was written, by column. `pinned`: the landing of the mark that the run had put on
    this row, None where it carries none. `drops`: the request takes all marks off the row.
    """

    played: Played
    wrote: Wrote
    sent: Sent
    tab: Tab
    row: int
    cells: dict[int, object]
    pin: Mark | None
    pinned: Wrote | None
    drops: bool

    @property
    def run(self) -> Ended:
        """The run that sent it first."""
        return self.played.ended[self.sent.run]

    @property
    def values(self) -> list[object]:
        """What stood in the row."""
        return texts(self.tab.row(self.row))

    @cached_property
    def report(self) -> int | None:
        """Whose content was written: by its own texts, else by the row, of what was pushed."""
        found = reports_in(self.cells.values()) or {
            each for each in self.run.run.reports if names(self.values, self.headers, each)
        }
        return found.pop() if len(found) == 1 else None

    @property
    def headers(self) -> dict[str, list[int]]:
        """Our columns, by header."""
        return header_of(self.tab, self.played.cast.headers)[1]

    @cached_property
    def seen(self) -> Wrote | None:
        """The version in which the run last saw the row under its mark; None where it has none."""
        since, until = self.pinned.at if self.pinned else self.sent.at, self.sent.at
        looks = [
            each.at
            for each in self.played.looked
            if each.run == self.sent.run and each.rows and not each.stale
        ]
        later = max((at for at in looks if since < at <= until), default=since)
        versions = [each for each in self.played.wrote if since < each.at <= later]
        return versions[-1] if versions else self.pinned

    @cached_property
    def shown(self) -> tuple[list[object], dict[str, list[int]]] | None:
        """What the run last saw: the row under the mark, and our columns."""
        if self.seen is None or self.pin is None:
            return None
        tab = _tab(self.seen.after, self.tab.id)
        for mark in self.seen.after.marks:
            if mark.id == self.pin.id:
                return texts(tab.row(mark.index)), header_of(tab, self.played.cast.headers)[1]
        return None

    def meant_for(self, report: int) -> bool:
        """Whether the mark was put on the row of a report, whatever came under it since."""
        return self.report == report or (self.shown is not None and names(*self.shown, report))

    @cached_property
    def typed_over(self) -> bool:
        """Whether people changed header or content under the mark since the run saw it."""
        if self.shown is None:
            return False
        was, then = self.shown
        places = [at for columns in then.values() for at in columns]
        if self.row in deleted(self.wrote):
            places = list(range(self.tab.column_count))
        now = self.values
        return then != self.headers or any(_at(was, at) != _at(now, at) for at in places)

    @cached_property
    def unguarded(self) -> bool:
        """Whether nothing guards rows here, and a fault answered both times that it was asked."""
        runs = self.played.ended[: self.run.number + 1]
        mine = [each.faults for each in runs if each.run.machine == self.run.run.machine]
        refused = max(faults.count("http-400") for faults in mine)
        return UNGUARDED in self.played.history.rules and refused >= TWICE


def landings(played: Played) -> Iterator[Landing]:
    """Every row that exists and was written."""
    first: dict[bytes, Sent] = {}
    for sent in played.sent:
        first.setdefault(sent.body, sent)
    for wrote in played.wrote:
        if wrote.body and wrote.before is not None and meant(wrote.body).does == "rewrite":
            yield from _rows(played, wrote, wrote.before, first[wrote.body])


def _rows(played: Played, wrote: Wrote, before: Spreadsheet, sent: Sent) -> Iterator[Landing]:
    requests = json.loads(wrote.body)["requests"]
    tab, gone = _tab(before, _sheet(requests)), _dropped(requests)
    cells: dict[int, dict[int, object]] = {}
    for (row, column), value in typed(requests).items():
        cells.setdefault(row, {})[column] = value
    made = _pinned_by(played, sent)
    for row, written in cells.items():
        on = [mark for mark in before.marks if _on(mark, tab.id, row) and mark.key == OURS]
        own = [mark for mark in on if mark.id in made]
        pin = max(own, key=lambda mark: made[mark.id].at, default=None)  # an older one may remain
        drops = {mark.id for mark in on} <= gone
        pinned = made[pin.id] if pin else None
        yield Landing(played, wrote, sent, tab, row, written, pin, pinned, drops)


def _sheet(requests: Sequence[dict[str, Any]]) -> int:
    starts = [each["updateCells"]["start"] for each in requests if "updateCells" in each]
    return int(starts[0].get("sheetId", 0)) if starts else 0


def _dropped(requests: Sequence[dict[str, Any]]) -> set[int]:
    lookups = [
        each["deleteDeveloperMetadata"]["dataFilter"]["developerMetadataLookup"]
        for each in requests
        if "deleteDeveloperMetadata" in each
    ]
    return {lookup["metadataId"] for lookup in lookups}


def _pinned_by(played: Played, sent: Sent) -> dict[int, Wrote]:
    """The marks that the same run put on rows before, and how each landed."""
    bodies = {
        each.body
        for each in played.sent
        if (each.run, meant(each.body).does) == (sent.run, "pin") and each.at <= sent.at
    }
    landed = [each for each in played.wrote if each.body in bodies]
    return {number: each for each in landed for number in pins(json.loads(each.body)["requests"])}


def _tab(book: Spreadsheet, sheet_id: int) -> Tab:
    return next(tab for tab in book.tabs if tab.id == sheet_id)


def _on(mark: Mark, sheet_id: int, row: int) -> bool:
    return (mark.sheet_id, mark.dimension, mark.index) == (sheet_id, ROWS, row)


def _at(values: Sequence[object], column: int) -> object:
    return values[column] if column < len(values) else None


# -- what is wrong


def rewrites(played: Played) -> Iterator[str]:
    """What was written into rows that exist, and should not have been."""
    for landing in landings(played):
        yield from _landing(landing)
    yield from _once(played)
    yield from _left(played)
    if played.history.fills and any(meant(w.body).does == "add" for w in played.wrote if w.body):
        yield "foreign: a row was added where only listed ones are filled"


def typed_over(played: Played) -> int:
    """Rows whose content people changed while a write of ours was on its way: a known limit."""
    return sum(landing.typed_over for landing in landings(played))


def unguarded(played: Played) -> int:
    """Rows written where no mark keeps a batch off a row that was moved: a known limit.

    Whether one does was asked, and both times the network refused for another reason.
    """
    return sum(each.unguarded for each in landings(played))


def _landing(it: Landing) -> Iterator[str]:
    where = f"run {it.run.number} wrote row {it.row + 1}"
    if it.unguarded:
        return
    if UNGUARDED in it.played.history.rules:
        yield f"foreign: {where}, where nothing keeps a batch off a row that was moved"
    if it.pinned is None:
        yield f"foreign: {where}, on which it had put no mark"
        return
    yield from _came_between(it, where)
    if not deleted(it.wrote):
        yield from _marked(it, where)
    if it.typed_over:
        return
    yield from _content(it, where)


def _content(it: Landing, where: str) -> Iterator[str]:
    """What stood there was the agency's row, and blank or ours where it was written."""
    held = {at: value for at, value in enumerate(it.values) if value not in {None, ""}}
    if it.row in deleted(it.wrote) and held.keys() - it.cells.keys():
        yield f"foreign: {where} away, and it held more than what we wrote"
    ours = {column for columns in it.headers.values() for column in columns}
    if it.cells.keys() - ours:
        yield f"foreign: {where} in columns of others"
    if it.report is None:
        return
    if not names(it.values, it.headers, it.report):
        yield f"foreign: {where} with report {it.report}, and it was another's"
    full = [value for at, value in held.items() if at in it.cells]
    stood = [v for v in VERSIONS if intact(it.values, it.played, it.report, v)]
    if full and not (stood and _wrote_before(it)):
        yield f"foreign: {where} over what people had filled in: {full}"
    if stood and max(stood) > it.run.run.version and it.run.run.kind != "undo":
        yield f"older: {where} with an older decision than stood there"


def names(values: Sequence[object], headers: dict[str, list[int]], report: int) -> bool:
    """Whether a row is an agency's of this year: by code or name, and by no other code."""

    def under(header: str) -> set[str]:
        return {plain(_at(values, at)) for at in headers.get(header, ())}

    code, years = under(CODE_HEADER), {each for each in under(YEAR_HEADER) if each.isdecimal()}
    if code & set(CODES) - {CODES[report]} or not years <= {YEAR}:
        return False
    return CODES[report] in code or not under(NAMES[0]).isdisjoint(spellings(report))


def _wrote_before(it: Landing) -> bool:
    """Whether the same machine wrote this report before."""
    machine, until = it.run.run.machine, it.wrote.at
    return any(did(it.played, machine, each, it.report, until) for each in ("add", "rewrite"))


def did(played: Played, machine: str, does: str, report: int | None, until: float) -> bool:
    """Whether a machine added the row of a report, or wrote into one that existed, before then."""
    runs = {each.number for each in played.ended if each.run.machine == machine}
    if does == "rewrite":
        rows = [each for each in landings(played) if each.sent.run in runs]
        return any(each.report == report and each.wrote.at < until for each in rows)
    bodies = {sent.body for sent in played.sent if sent.run in runs}
    added = [w for w in played.wrote if w.body in bodies and w.at < until]
    return any(report in meant(w.body).reports for w in added if meant(w.body).does == does)


def _came_between(it: Landing, where: str) -> Iterator[str]:
    """Since the look on which it was planned, nothing newer of this report was written.

    Nor anything at all by another batch, since the run saw the mark on the row: its number is the
    one after those that it saw then.
    """
    assert it.pinned is not None
    assert it.seen is not None
    looks = [each.at for each in it.played.looked if each.run == it.sent.run]
    looked = max((at for at in looks if at <= it.pinned.at), default=it.pinned.at)
    undone = [each.at for each in it.played.wrote if each.put_back and each.at <= it.wrote.at]
    for wrote in it.played.wrote:
        other = meant(wrote.body) if wrote.body else Meant("people")
        if wrote.put_back or not looked < wrote.at < it.wrote.at:
            continue
        if any(at >= wrote.at for at in undone):
            continue  # an older version that was put back took it away again
        if other.does == "rewrite" and it.report in other.reports:
            yield f"older: {where} over what was written since it had looked"
        if other.does in {"add", "rewrite"} and wrote.at > it.seen.at:
            yield f"foreign: {where}, and another batch had come between"


def _marked(it: Landing, where: str) -> Iterator[str]:
    """An amendment leaves one mark of ours on the row, a fill none; others' stay."""
    tab = it.tab.id
    on = [mark for mark in it.wrote.after.marks if _on(mark, tab, it.row) and mark.key == OURS]
    left = sorted(str(mark.value).split()[0] for mark in on)
    if left != ([] if it.drops else ["amended"]):
        yield f"foreign: {where} and left the marks {left} on it"


def unchanged_beside(wrote: Wrote, before: Spreadsheet) -> Iterator[str]:
    """Beside the cells that a request names, and the rows that it takes away, nothing changed."""
    requests = json.loads(wrote.body)["requests"]
    places, at, gone = set(typed(requests)), _sheet(requests), deleted(wrote)
    for old, new in zip(before.tabs, wrote.after.tabs, strict=True):
        named = places if old.id == at else set()
        kept, now = _without(old.rows, named), _without(new.rows, set() if gone else named)
        now = trimmed(now)
        if gone and old.id == at:
            kept = [row for number, row in enumerate(kept) if number not in gone]
        if trimmed(kept) != now:
            yield f"foreign: cells of tab {old.title} changed beside those that are written"
        for name in ("merges", "protected"):
            if getattr(old, name) != getattr(new, name):
                yield f"foreign: {name} of tab {old.title} changed"


def deleted(wrote: Wrote) -> set[int]:
    """The rows that a request of ours takes away."""
    requests = json.loads(wrote.body)["requests"]
    spans = [each["deleteDimension"]["range"] for each in requests if "deleteDimension" in each]
    return {at for span in spans for at in range(span["startIndex"], span["endIndex"])}


def _without(rows: Sequence[Row], places: set[tuple[int, int]]) -> list[Row]:
    height = max([len(rows), *(row + 1 for row, _ in places)])
    bare: list[Row] = []
    for at in range(height):
        cells = list(rows[at]) if at < len(rows) else []
        kept = [None if (at, over) in places else cell for over, cell in enumerate(cells)]
        while kept and kept[-1] is None:
            kept.pop()
        bare.append(tuple(kept))
    return bare


def on_lines(wrote: Wrote, before: Spreadsheet) -> Iterator[str]:
    """Marks on rows and columns: only pins come, only ours are changed or go."""
    old = {mark for mark in before.marks if mark.dimension is not None}
    new = {mark for mark in wrote.after.marks if mark.dimension is not None}
    what = meant(wrote.body)
    gone = deleted(wrote) if what.does == "rewrite" else set()
    if what.does == "add" or gone:  # rows below it moved
        old = {mark for mark in old if mark.dimension != ROWS or mark.index not in gone}
        old, new = {_unplaced(mark) for mark in old}, {_unplaced(mark) for mark in new}
    for mark in old ^ new:
        ours = mark.key == OURS and PINS <= mark.id < EPOCHS
        if not ours or not (what.kind == "unpin" or what.does in {"pin", "rewrite"}):
            yield f"foreign: a {what.does or what.kind} request changed a mark on a row: {mark}"
    if what.does == "pin" and old - new:
        yield "foreign: a mark was put on a row, and another one went"
    if what.kind == "unpin" and any("amended" in str(mark.value) for mark in old - new):
        yield "foreign: the mark of an amendment was taken away by itself"


def _unplaced(mark: Mark) -> Mark:
    return Mark(mark.id, mark.key, mark.value, mark.visibility)


def _once(played: Played) -> Iterator[str]:
    """What names rows that exist is sent once at most."""
    sent: set[bytes] = set()
    for each in played.sent:
        if meant(each.body).does in {"pin", "rewrite"}:
            if each.body in sent:
                yield f"once: run {each.run} sent a batch again that names rows that exist"
            sent.add(each.body)


def _left(played: Played) -> Iterator[str]:
    """A mark stays on a row only if the run that put it there was cut short or met a fault."""
    if any(act.what == PUT_BACK for _, act in played.history.acts):
        return  # with it came back what had been taken away
    for mark in played.book.marks:
        if mark.key != OURS or mark.dimension is None or not str(mark.value).startswith("pin "):
            continue
        number = str(mark.id).encode()
        by = [played.ended[sent.run] for sent in played.sent if number in sent.body]
        # Where the tab was renamed under way, nobody finds the row; the next change of it does.
        cut = (run.exit is None or run.code == "tab-missing" for run in by)
        if by and not any(cut) and not any(run.faults or run.run.disk_fails_at for run in by):
            yield f"left: run {by[0].number} left a mark on row {mark.index + 1}"
