"""What the checks of the doctor look at, each thing opened once and nothing of it changed."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from ita_sync import deadline
from ita_sync.errors import ItaSyncError
from ita_sync.google import CallFailed, Sheet, Snapshot
from ita_sync.google.reach import Reached, reach
from ita_sync.i18n import T, Text
from ita_sync.journal import Book, Journal
from ita_sync.monitor.doctor.line import Line
from ita_sync.publish import unavailable
from ita_sync.settings import Settings

LOOK_S = 120.0
"""Seconds for the look as a whole, with its token: a server may send one byte after the other."""


@dataclass
class Surroundings:
    """A machine as one command finds it.

    Attributes:
        load: reads the configuration.
        connect: opens the door to its sheet; sends nothing.
        scans: says whether pictures can be read; that is for another room to know.
        prepare: reads a report as a push would, None where none was named.
        say: what goes on, to whoever watches.
        now: by the clock of this machine, in epoch seconds.
    """

    load: Callable[[], Settings]
    connect: Callable[[], Sheet]
    scans: Callable[[], Line]
    prepare: Callable[[], ItaSyncError | None] | None = None
    say: Callable[[Text], None] = lambda _text: None
    now: float = field(default_factory=time.time)

    @cached_property
    def settings(self) -> Settings:
        """The configuration.

        Raises:
            ConfigError: it cannot be read.
        """
        return self.load()

    @property
    def book(self) -> Book:
        """What the journal knows of the spreadsheet.

        Raises:
            ConfigError: the journal cannot be read.
        """
        with Journal(self.settings.state, read_only=True) as journal:
            return journal.book(self.settings.target.spreadsheet_id)

    @cached_property
    def reached(self) -> Reached:
        """The answer of Google to a request without an account.

        Raises:
            ConfigError, CallFailed: as `reach`.
        """
        self.say(T("Asking whether Google can be reached …"))
        return reach(self.settings)

    @cached_property
    def looked(self) -> Snapshot | ItaSyncError:
        """The tab as one look shows it, or why there is none; at most three reads."""
        self.say(T("Looking at the sheet …"))
        # The practice sheet's file belongs to the thread that opened it, and nobody waits for it.
        patient = self.settings.on_sandbox
        try:
            return self._look() if patient else deadline.within(LOOK_S, self._look)
        except TimeoutError:
            words = T("there was no whole answer in {seconds} seconds", seconds=f"{LOOK_S:g}")
            return unavailable(CallFailed(words, maybe_applied=False))
        except CallFailed as failure:
            return unavailable(failure)
        except ItaSyncError as error:
            return error

    def _look(self) -> Snapshot:
        return self.connect().look()

    @property
    def snapshot(self) -> Snapshot:
        """The tab, for checks that come after those of the look.

        Raises:
            ItaSyncError: why it cannot be looked at.
        """
        if isinstance(self.looked, ItaSyncError):
            raise self.looked
        return self.looked
