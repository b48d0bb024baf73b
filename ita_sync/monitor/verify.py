"""Is everything still as it was confirmed? All places are read, none is written to."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from ita_sync import thai
from ita_sync.errors import Exit, ItaSyncError, OutcomeUnknown, SheetConflict, worst
from ita_sync.files import from_here
from ita_sync.google import Snapshot, Tabs
from ita_sync.i18n import T, Text
from ita_sync.journal import Batch, Change, How, Journal, Observation, Place
from ita_sync.monitor.causes import Cause
from ita_sync.monitor.places import Glances, Places, gone
from ita_sync.publish import Standing, View, conflict, stand
from ita_sync.settings import Settings


@dataclass(frozen=True)
class Stood:
    """What has become of one row.

    Attributes:
        change: what the journal knows.
        exit: 0 as confirmed, 1 other content, 6 open, 7 a person decides; of a row that could not
            be looked at, what the reason is worth.
        row: 1-based row in the sheet, None unless it is there exactly once.
        problem: what is wrong, None if nothing is.
        what: why the attempt is still open, None unless it is.
        looked: whether its tab was seen.
    """

    change: Change
    exit: Exit
    row: int | None = None
    problem: ItaSyncError | None = None
    what: Text | None = None
    looked: bool = True

    @property
    def key(self) -> str:
        """The row's key as it is printed."""
        return str(self.change.row.key)


@dataclass(frozen=True)
class Verified:
    """What a run of `verify` found.

    Attributes:
        rows: each row that the journal answers for, and each attempt that is open.
        causes: what is wrong, once each.
        practice: rows of the practice sheet, not looked at beside a real one.
    """

    rows: tuple[Stood, ...] = ()
    causes: tuple[Cause, ...] = ()
    practice: tuple[Change, ...] = ()

    @property
    def exit(self) -> Exit:
        """The exit code: that of the worst cause."""
        return worst(cause.exit for cause in self.causes)

    @property
    def looked(self) -> int:
        """How many rows were looked at."""
        return sum(row.looked and row.what is None for row in self.rows)

    @property
    def nothing(self) -> bool:
        """Whether there was nothing to look at, and nothing to be told."""
        return not self.rows and not self.causes


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
    found = _Found(journal, places.settings)
    pending = [b for b in journal.pending() if keys is None or _carries(b, keys)]
    for batch in pending:
        found.open(batch)
    for place in journal.places(keys):
        changes = [*journal.standing(place.spreadsheet, place.gid, keys).values()]
        look = looks.get(place.spreadsheet)
        if look is None:
            found.practice += changes
        elif isinstance(look, ItaSyncError):
            left = (c for batch in pending if batch.place == place for c in batch.changes)
            found.unseen(place, look, changes, left)
        elif place.gid not in look.tabs:
            found.gone(place, look, changes)
        else:
            found.tab(place, look.tabs[place.gid], changes)
    journal.observe(found.seen)
    return found.verified()


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

    journal: Journal
    settings: Settings
    rows: list[Stood] = field(default_factory=list)
    causes: list[Cause] = field(default_factory=list)
    practice: list[Change] = field(default_factory=list)
    seen: list[tuple[Change, Observation]] = field(default_factory=list)
    away: dict[str, _Away] = field(default_factory=dict)

    def verified(self) -> Verified:
        """Return all of it; what cannot be looked at for one reason is one cause."""
        return Verified(
            tuple(self.rows),
            (*self.causes, *(each.cause() for each in self.away.values())),
            tuple(self.practice),
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
        concerned = [*changes, *left]
        if changes or (concerned and error.code != "other-sheet"):  # what is open was named
            words = " ".join(map(str, (error.code, error.what, *error.details)))
            self.away.setdefault(words, _Away(error)).places[place] = _keys(concerned)
        self.rows += [Stood(c, error.exit_code, problem=error, looked=False) for c in changes]

    def gone(self, place: Place, look: Tabs, changes: Sequence[Change]) -> None:
        """Take a tab that is not there any more."""
        error = gone(place, look)
        if changes:
            self.causes.append(Cause(error, place, _keys(changes)))
        self.rows += [Stood(c, error.exit_code, problem=error, looked=False) for c in changes]

    def tab(self, place: Place, snapshot: Snapshot, changes: Sequence[Change]) -> None:
        """Take the rows of a tab as it is."""
        views = _views(snapshot, place.spreadsheet, self.settings)
        stood = [(change, *_stand(change, views)) for change in changes]
        for change, now, view in stood:
            self.seen.append((change, now.seen(snapshot)))
            self._row(change, now, view, place)
        headless: dict[str, list[tuple[Change, Standing]]] = {}
        for change, now, _ in stood:
            if now.how is How.HEADER:
                headless.setdefault(" ".join(map(str, now.header)), []).append((change, now))
        for alike in headless.values():
            error = _header(snapshot, alike[0][1].header)
            self.causes.append(Cause(error, place, _keys(change for change, _ in alike)))

    def _row(self, change: Change, now: Standing, view: View, place: Place) -> None:
        if now.how is How.AS_SENT:
            self.rows.append(Stood(change, Exit.OK, now.rows[0] + 1))
            return
        changed = now.how is How.CHANGED
        code = Exit.FINDINGS if changed else Exit.CONFLICT
        problem = conflict(now, change, view)
        self.rows.append(Stood(change, code, now.rows[0] + 1 if changed else None, problem))
        if now.how is not How.HEADER:
            self.causes.append(Cause(problem, place, (str(change.row.key),), code))


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


def _header(snapshot: Snapshot, faults: Sequence[Text]) -> SheetConflict:
    return SheetConflict(
        "row-header",
        T("The header of tab {tab} changed, so its rows cannot be read.", tab=snapshot.title),
        details=faults,
        next_step=T(
            "Restore the sheet's header and run `ita-sync verify`; or correct `header` in the "
            "configuration, sign again and run `ita-sync push`: it finds the row and writes "
            "nothing."
        ),
    )


def _views(snapshot: Snapshot, book: str, settings: Settings) -> list[View]:
    """Return how to read a tab: the row of the header is configured for one tab only.

    A tab of another year mostly has it in the same row, so it helps where nothing else does.
    """
    target = settings.target
    here = target.gid == snapshot.sheet_id or (
        target.tab is not None and thai.fold(target.tab) == thai.fold(snapshot.title)
    )
    configured = View(snapshot, target.header_row)
    if target.header_row is None or (here and book == target.spreadsheet_id):
        return [configured]
    return [View(snapshot), configured]


def _stand(change: Change, views: Sequence[View]) -> tuple[Standing, View]:
    """Return how a row stands, in the first way to read its tab that finds the header."""
    found = []
    for view in views:
        now = stand(change.row, view, [change.row])
        found.append((now, view))
        if now.how is not How.HEADER:
            return now, view
    return found[0]
