"""Where the journal has rows, and how each of these places looks now: every one, or why not."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from ita_sync.errors import ConfigError, ItaSyncError, SheetConflict
from ita_sync.google import CallFailed, Sheet, Snapshot, Tabs
from ita_sync.i18n import T, Text
from ita_sync.journal import Clock, Journal, Place, SystemClock
from ita_sync.publish import Deadline, Glance, Lookout
from ita_sync.settings import SANDBOX, Settings

Wanted = Mapping[int, str]
"""Tabs of a spreadsheet: the titles under which they are known, by Google's number for them."""

Glances = Mapping[str, tuple[Wanted, Glance | ItaSyncError]]
"""What was seen of each spreadsheet before the lock was taken."""

Looks = Mapping[str, Tabs | ItaSyncError]
"""How each spreadsheet is, or why it cannot be looked at."""


_UNSEEN = frozenset({"spreadsheet-missing", "not-shared"})
"""Errors of a spreadsheet that is gone, or that this account does not see any more."""


@dataclass(frozen=True)
class Places:
    """The way to all places of a journal.

    Attributes:
        connect: opens the door to a spreadsheet by its id; called once for each.
        settings: which kind of spreadsheet is meant, and how long to wait.
        clock: the time.
        say: gets a message before each wait.
    """

    connect: Callable[[str], Sheet]
    settings: Settings
    clock: Clock = field(default_factory=SystemClock)
    say: Callable[[Text], None] = lambda _text: None
    _rest: dict[str, tuple[Snapshot, ...]] = field(default_factory=dict)

    def glance(self, journal: Journal, keys: Collection[str] | None = None) -> Glances:
        """Look before the lock is taken, so that nobody waits behind a network that is away.

        Args:
            journal: may be read-only.
            keys: of the rows that matter, by their identity; None for all.
        """
        deadline = self._deadline()
        found: dict[str, tuple[Wanted, Glance | ItaSyncError]] = {}
        for book, wanted in self._books(journal, keys).items():
            try:
                found[book] = wanted, self._lookout(journal, book, wanted, deadline).glance()
            except ItaSyncError as error:
                found[book] = wanted, self._told(book, error)
        return found

    def look(
        self, journal: Journal, glances: Glances, keys: Collection[str] | None = None
    ) -> Looks:
        """Return how all places are, settling what their marks decide; one hinders no other."""
        deadline = self._deadline()
        found: dict[str, Tabs | ItaSyncError] = {}
        for book, wanted in self._books(journal, keys).items():
            before, glance = glances.get(book) or (wanted, None)
            if isinstance(glance, ItaSyncError):
                found[book] = glance
                continue
            try:
                lookout = self._lookout(journal, book, wanted, deadline)
                found[book] = lookout.look(glance if before == wanted else None)
            except ItaSyncError as error:
                found[book] = self._told(book, error)
        return found

    def rest(self, book: str, seen: Tabs) -> tuple[Snapshot, ...]:
        """Return the tabs of a spreadsheet that nobody looked at, read once.

        They only tell where a missing row may be: where they cannot be read now, there is none.
        """
        if book not in self._rest:
            with suppress(CallFailed, ItaSyncError):
                sheet = self.connect(book)
                left = {g: t for g, t in sheet.titles().items() if g not in seen.tabs}
                self._rest[book] = tuple(sheet.tabs(left).tabs.values()) if left else ()
        return self._rest.get(book, ())

    def practice(self, book: str) -> bool:
        """Return whether a spreadsheet is practice, while the configuration is of a real one."""
        return self._other_kind(book) and book == SANDBOX

    def _books(self, journal: Journal, keys: Collection[str] | None) -> dict[str, dict[int, str]]:
        """Return the spreadsheets that can be looked at, each with the tabs that matter."""
        books: dict[str, dict[int, str]] = {}
        for place in journal.places(keys):
            if not self.practice(place.spreadsheet):
                books.setdefault(place.spreadsheet, {})[place.gid] = place.tab
        return books

    def _lookout(self, journal: Journal, book: str, wanted: Wanted, deadline: Deadline) -> Lookout:
        if self._other_kind(book):
            raise self._other_sheet(book)
        read = self.settings.patience.read
        return Lookout(self.connect(book), journal, book, wanted, deadline, read, self.clock)

    def _told(self, book: str, error: ItaSyncError) -> ItaSyncError:
        """Return why a spreadsheet cannot be looked at; the advice is for one that is configured.

        Raises:
            ConfigError: it is the journal's, and no other spreadsheet can be looked at either.
        """
        if error.code.startswith("journal-"):
            raise error
        return unseen(book, error) if is_away(book, error, self.settings) else error

    def _other_kind(self, book: str) -> bool:
        """Return whether a spreadsheet is practice and the configured one real, or the reverse.

        An emulator on this machine stands for either.
        """
        practising = self.settings.target.spreadsheet == SANDBOX
        return self.settings.api_root is None and (book == SANDBOX) != practising

    def _other_sheet(self, book: str) -> ConfigError:
        return ConfigError(
            "other-sheet",
            T(
                "The configuration in use is of the practice sheet; rows of spreadsheet {book} "
                "were not looked at.",
                book=book,
            ),
            details=[T("Configuration: {path}", path=self.settings.path)],
            next_step=T("Run again with the configuration of that sheet: --config FILE."),
        )

    def _deadline(self) -> Deadline:
        """Return how long all looks together may take: nothing is under way yet."""
        patience = self.settings.patience
        return Deadline(self.clock, min(patience.look, patience.deadline), self.say)


def is_away(book: str, error: ItaSyncError, settings: Settings) -> bool:
    """Return whether this account does not see a spreadsheet that is not the configured one."""
    return error.code in _UNSEEN and book != settings.target.spreadsheet_id


def unseen(book: str, error: ItaSyncError) -> ItaSyncError:
    """Return the error for a spreadsheet of the journal alone: nothing configured mends it."""
    return type(error)(
        error.code,
        error.what,
        written=error.written,
        details=error.details,
        next_step=T(
            "The configuration is of another spreadsheet. Ask the owner of {book} to share it with "
            "the account in use; or, if it is gone for good, leave each of its rows so: `ita-sync "
            "verify --accept KEY --reason …`.",
            book=book,
        ),
    )


def replaced(place: Place, look: Tabs) -> SheetConflict | None:
    """Return what is said where people find another tab under the title of ours, which is kept."""
    title = look.tabs[place.gid].title
    titles = {**{number: tab.title for number, tab in look.tabs.items()}, **look.titles}
    others = {each for number, each in titles.items() if number != place.gid}
    if title == place.tab or place.tab not in others:
        return None
    return SheetConflict(
        "title-taken",
        T(
            "Our rows stand in tab {title}; another tab is called {tab} now, as ours was.",
            title=title,
            tab=place.tab,
        ),
        next_step=T(
            "Ask the sheet's owner which of the two counts. If it is the other one, configure it "
            "and `ita-sync push` the reports; what stands there is not written again. If it is "
            "ours, ask for its title back."
        ),
    )


def gone(place: Place, look: Tabs) -> SheetConflict:
    """Return the error for a tab that is not in its spreadsheet any more."""
    after = T(
        "Ask the sheet's owner. File > Version history brings the tab back. If its rows were moved "
        "to another tab: configure that one and `ita-sync push` the reports; what stands there is "
        "not written again."
    )
    where = {"tab": place.tab, "book": place.spreadsheet}
    if place.tab in look.titles.values():
        return SheetConflict(
            "tab-replaced",
            T("Tab {tab} of spreadsheet {book} was replaced by another of that title.", **where),
            next_step=after,
        )
    return SheetConflict(
        "tab-gone",
        T("Tab {tab} of spreadsheet {book} was deleted.", **where),
        details=[T("Tabs found: {tabs}", tabs=tuple(look.titles.values()))],
        next_step=after,
    )
