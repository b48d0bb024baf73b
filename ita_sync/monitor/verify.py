"""Is everything still as it was confirmed? All places are read, none is written to."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from ita_sync.errors import Exit, ItaSyncError, OutcomeUnknown
from ita_sync.files import from_here
from ita_sync.google import Snapshot, Tabs, alone
from ita_sync.i18n import T, Text
from ita_sync.journal import (
    Acceptance,
    Batch,
    Change,
    Draft,
    How,
    Journal,
    Kind,
    Observation,
    Place,
    Reason,
    State,
)
from ita_sync.monitor import accepted
from ita_sync.monitor.causes import Cause, mark_of_header
from ita_sync.monitor.places import Glances, Places, gone, is_away, replaced
from ita_sync.monitor.rows import (
    header_changed,
    is_closed,
    rows_closed,
    stand_in,
    stood,
    ways,
)
from ita_sync.monitor.stood import Stood, Verified
from ita_sync.publish import Standing
from ita_sync.settings import Settings


def verify(
    places: Places,
    journal: Journal,
    glances: Glances | None = None,
    keys: Collection[str] | None = None,
) -> Verified:
    """Compare all sheets with the journal, and settle what their marks decide.

    Sheets are only read: a batch whose number is open stays open until `push` or `settle`. How
    rows stand is added to the journal; nothing that it knows is rewritten.

    Args:
        places: the way to them.
        journal: what was intended and sent; the caller holds the lock of its folder.
        glances: looks just made, before the lock was taken.
        keys: of the rows that are asked for, by their identity; None for all.

    Raises:
        ConfigError: the journal cannot be used.
    """
    looks = places.look(journal, glances or {}, keys)
    found = _Found(places.settings, journal.accepted(), rest=places.rest)
    pending = [b for b in journal.pending() if keys is None or _carries(b, keys)]
    for batch in pending:
        found.open(batch)
    for place in journal.places(keys):
        standing, taken = journal.last(place.spreadsheet, place.gid, keys)
        changes = [*standing.values()]
        found.taken += taken.values()
        look = looks.get(place.spreadsheet)
        if look is None:
            found.practice += changes
        elif isinstance(look, ItaSyncError):
            left = (c for batch in pending if batch.place == place for c in batch.changes)
            found.unseen(place, look, changes, left)
        elif place.gid not in look.tabs:
            found.gone(place, look, changes)
        else:
            found.tab(place, look, changes)
    if found.seen:
        journal.observe(found.seen)
    return found.verified()


def compare(snapshot: Snapshot, drafts: Iterable[Draft], settings: Settings) -> Verified:
    """Compare the configured tab with signed reports that the journal does not know; only look."""
    place = Place(settings.target.spreadsheet_id, snapshot.sheet_id, snapshot.title)
    found, look = _Found(settings), alone(snapshot)
    found.tab(place, look, [_reported(draft, place, snapshot.at) for draft in drafts])
    return found.verified()


def _reported(draft: Draft, place: Place, at: float) -> Change:
    """Return a report as if its row had been found; it has no number, and is not journalled."""
    return Change(
        id=0,
        created_at=at,
        kind=Kind.FOUND,
        batch=None,
        place=place,
        row=draft.row,
        report=draft.report,
        path=draft.path,
        signoff=draft.signoff or {},
        former=(),
        number=0,
        state=State.FOUND,
        reason=Reason.FOUND,
        seen=None,
    )


def _carries(batch: Batch, keys: Collection[str]) -> bool:
    return any(change.row.key.identity in keys for change in batch.changes)


@dataclass
class _Away:
    """Why places cannot be looked at, and the keys in each."""

    error: ItaSyncError
    places: dict[Place, tuple[str, ...]] = field(default_factory=dict)

    def cause(self) -> Cause:
        """Return it as one cause that names the places."""
        named = [
            T("Not looked at: tab {tab} of spreadsheet {book}", tab=each.tab, book=each.spreadsheet)
            for each in self.places
        ]
        keys = dict.fromkeys(key for keys in self.places.values() for key in keys)
        place = next(iter(self.places)) if len(self.places) == 1 else None
        return Cause(self.error.adding(*named), place, tuple(keys))


@dataclass
class _Found:
    """What is found, place by place."""

    settings: Settings
    accepted: Mapping[int, Sequence[Acceptance]] = field(default_factory=dict)
    rows: list[Stood] = field(default_factory=list)
    causes: list[Cause] = field(default_factory=list)
    practice: list[Change] = field(default_factory=list)
    taken: list[Change] = field(default_factory=list)
    seen: list[tuple[Change, Observation]] = field(default_factory=list)
    away: dict[str, _Away] = field(default_factory=dict)
    rest: Callable[[str, Tabs], Iterable[Snapshot]] = lambda _book, _look: ()

    def verified(self) -> Verified:
        """Return all of it; what cannot be looked at for one reason is one cause."""
        return Verified(
            tuple(self.rows),
            (*self.causes, *(each.cause() for each in self.away.values())),
            tuple(self.practice),
            tuple(self.taken),
        )

    def open(self, batch: Batch) -> None:
        """Take an attempt that is still open."""
        for change in batch.changes:
            self.rows.append(Stood(change, Exit.UNKNOWN, what=_open(change)))
        error = OutcomeUnknown(
            "attempt-open",
            _open(batch.changes[0]),
            next_step=T("Run `ita-sync settle`, or push the report again."),
        )
        self.causes.append(Cause(error, batch.place, _keys(batch.changes)))

    def unseen(
        self, place: Place, error: ItaSyncError, changes: Sequence[Change], left: Iterable[Change]
    ) -> None:
        """Take a tab that cannot be looked at, with the rows and open attempts in it."""
        mark = accepted.AWAY if is_away(place.spreadsheet, error, self.settings) else ""
        rows = [
            self._left(Stood(c, error.exit_code, None, error, looked=False, fingerprint=mark))
            for c in changes
        ]
        self.rows += rows
        wrong = [row.change for row in rows if row.problem]
        concerned = [*wrong, *left]
        if wrong or (concerned and error.code != "other-sheet"):  # what is open was named
            said = (error.code, error.what, *error.details, error.next_step)
            words = " ".join(map(str, said))
            self.away.setdefault(words, _Away(error)).places[place] = _keys(concerned)

    def gone(self, place: Place, look: Tabs, changes: Sequence[Change]) -> None:
        """Take a tab that is not there any more."""
        error = gone(place, look)
        if error.code == "tab-replaced" and self.settings.on_sandbox:
            self.practice += changes  # `sandbox reset` begins anew, with another tab
            return
        mark = accepted.of_a_tab(error)
        rows = [
            self._left(Stood(c, error.exit_code, None, error, looked=False, fingerprint=mark))
            for c in changes
        ]
        self.rows += rows
        if left := [row.change for row in rows if row.problem]:
            self.causes.append(Cause(error, place, _keys(left), mark=error.code))

    def tab(self, place: Place, look: Tabs, changes: Sequence[Change]) -> None:
        """Take the rows of a tab as it is."""
        snapshot = look.tabs[place.gid]
        if taken := replaced(place, look):
            self.causes.append(Cause(taken, place, _keys(changes), mark=taken.code))
        rest = partial(self.rest, place.spreadsheet, look)
        views = ways(look, place.gid, place.spreadsheet, self.settings, rest)
        headless: dict[str, list[tuple[Change, Standing]]] = {}
        closed = []
        for change in changes:
            now, view = stand_in(change, views)
            closed += [change] if is_closed(change, now, view) else []
            self.seen.append((change, now.seen(snapshot)))
            row = self._left(stood(change, now, view))
            self.rows.append(row)
            if row.problem and now.how is How.HEADER:
                headless.setdefault(" ".join(map(str, now.header)), []).append((change, now))
            elif row.problem:
                mark = f"{row.key} {row.fingerprint}"
                self.causes.append(Cause(row.problem, place, (row.key,), row.exit, mark))
        if closed:
            shut = rows_closed(snapshot)
            self.causes.append(Cause(shut, place, _keys(closed), Exit.OK, shut.code))
        for alike in headless.values():
            error = header_changed(snapshot, alike[0][1].header)
            keys, mark = _keys(change for change, _ in alike), mark_of_header(error.details)
            self.causes.append(Cause(error, place, keys, mark=mark))

    def _left(self, row: Stood) -> Stood:
        """Return a row as it is to be told: a person may have decided to leave it so."""
        known = self.accepted.get(row.change.id, ())
        last = next((each for each in reversed(known) if each.fingerprint != accepted.LINK), None)
        return row.left(last) if last and last.fingerprint == row.fingerprint else row


def _keys(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the keys of changes as they are printed, each once."""
    return tuple(dict.fromkeys(str(change.row.key) for change in changes))


def _open(change: Change) -> Text:
    return T(
        "An attempt to write it is still open (report {report}, tab {tab}); `ita-sync settle` "
        "decides it.",
        report=from_here(change.path) or change.path or change.report,
        tab=change.place.tab,
    )
