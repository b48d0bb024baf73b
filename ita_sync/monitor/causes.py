"""What is wrong, once for each cause: a changed header is one, however many rows it hides."""

import hashlib
import json
from dataclasses import dataclass, field

from ita_sync.errors import ItaSyncError
from ita_sync.journal import Place


@dataclass(frozen=True)
class Cause:
    """One thing that is wrong, told once.

    Attributes:
        error: what it is, and what to do.
        place: the tab it is in, None where it is in none.
        keys: of the rows concerned, as they are printed.
    """

    error: ItaSyncError
    place: Place | None = None
    keys: tuple[str, ...] = field(default=())

    @property
    def identity(self) -> str:
        """A digest that stays the same from run to run while nothing about it changes."""
        where = (self.place.spreadsheet, self.place.gid) if self.place else None
        said = [self.error.what, *self.error.details]
        told = [self.error.code, where, sorted(self.keys), [text.render("en") for text in said]]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()
