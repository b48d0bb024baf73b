"""What is wrong, once for each cause: a changed header is one, however many rows it hides."""

import hashlib
import json
from collections.abc import Sequence
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
        mark: what alone tells it from others of its code in its place, where words and keys would
            not: rows that people sort have other numbers, a tab that is gone has other tabs beside
            it, and rows of it that a person left so.
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
        told = [self.error.code, where, *([self.mark] if self.mark else [sorted(self.keys), said])]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def mark_of_header(faults: Sequence[Text]) -> str:
    """Return what tells a faulty header from another: which of our headers, not what else is there.

    Args:
        faults: of the header, the first one what is wrong.
    """
    ours = {
        header
        for text in faults
        for name in ("missing", "header")
        for header in _listed(text.params.get(name, ()))
    }
    return json.dumps([faults[0].msgid if faults else "", *sorted(ours)])


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]


def folded(keys: tuple[str, ...]) -> Text | str:
    """Return keys in a line: all of a few, of many the first and how many more."""
    first = ", ".join(keys[:NAMED])
    more = len(keys) - NAMED
    if more <= 0:
        return first
    return T("{first}, and {count} more", first=first, count=more)
