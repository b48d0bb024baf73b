"""What is wrong, once for each cause: a changed header is one, however many rows it hides."""

import hashlib
import json
from dataclasses import dataclass, field

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.i18n import T, Text
from ita_sync.journal import Place

NAMED = 10
"""Keys that are named where many have one cause."""


@dataclass(frozen=True)
class Cause:
    """One thing that is wrong, told once.

    Attributes:
        error: what it is, and what to do.
        place: the tab it is in, None where it is in none.
        keys: of the rows concerned, as they are printed.
        lesser: what it counts as, where that is less than its error does elsewhere; 0 of what is
            no fault of a row, and told to whoever watches, and once on a schedule.
        mark: what tells it from others, where its words alone would not: rows that people sort have
            other numbers.
    """

    error: ItaSyncError
    place: Place | None = None
    keys: tuple[str, ...] = field(default=())
    lesser: Exit | None = None
    mark: str = ""

    @property
    def exit(self) -> Exit:
        """The exit code that it alone gives."""
        return self.error.exit_code if self.lesser is None else self.lesser

    @property
    def told(self) -> ItaSyncError:
        """The error with the rows concerned, as people read it."""
        return self.error.adding(*self.named)

    @property
    def named(self) -> list[Text]:
        """The rows concerned in a line, the first ones by key; none where the error names it."""
        what = self.error.what.render("en")
        if not self.keys or (len(self.keys) == 1 and self.keys[0] in what):
            return []
        return [T("Keys: {keys}", keys=folded(self.keys))]

    @property
    def identity(self) -> str:
        """A digest that stays the same from run to run while nothing about it changes."""
        where = (self.place.spreadsheet, self.place.gid) if self.place else None
        said = [text.render("en") for text in (self.error.what, *self.error.details)]
        told = [self.error.code, where, sorted(self.keys), self.mark or said]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def folded(keys: tuple[str, ...]) -> Text | str:
    """Return keys in a line: all of a few, of many the first and how many more."""
    first = ", ".join(keys[:NAMED])
    more = len(keys) - NAMED
    if more <= 0:
        return first
    return T("{first}, and {count} more", first=first, count=more)
