"""What belongs together in a document about one item or indicator, and the lines outside.

Both come with their headings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ita_sync.document.draft import Copy
from ita_sync.document.find.words import repair
from ita_sync.document.find.words.labels import Label
from ita_sync.document.parts import Spot


@dataclass(frozen=True)
class Seen:
    """A text of the document: mended and on one line, and as it was read."""

    text: str
    raw: str
    place: Spot
    rivals: tuple[str, ...] = ()
    """Of a score: other figures beside it that it may be as well."""
    between: bool = False
    """It stands for an item between the two ends of a span."""
    guessed: bool = False
    """No head says what its column is."""

    @property
    def copy(self) -> Copy:
        """The text as it was read, and where."""
        return Copy(self.raw, self.place)

    def then(self, other: "Seen", between: str = "\n") -> "Seen":
        """Return both, one under the other, at the place of the first.

        Torn where they are on two pages.
        """
        torn = self.place.torn or other.place.torn or self.place.page != other.place.page
        place = replace(self.place, torn=torn)
        text, raw = f"{self.text}{between}{other.text}", f"{self.raw}{between}{other.raw}"
        return Seen(text, raw, place, guessed=self.guessed or other.guessed)


@dataclass(frozen=True)
class Context:
    """The headings above something."""

    section: str = ""
    indicator: int | None = None
    given: Mapping[Label, Seen] = field(default_factory=dict)
    """Who is responsible or when it is due, said above for all that follows."""
    caption: str = ""


@dataclass
class Record:
    """What belongs together; `covered`: its remedy is in the merged cell of the record above."""

    cells: dict[Label, Seen]
    context: Context
    covered: bool = False
    heads: dict[Label, str] = field(default_factory=dict)
    own: dict[Label, Seen] = field(default_factory=dict)
    """Of the indicator, where the row tells the item's beside it."""
    tool: Seen | None = None
    """The tool in its row, or in a cell above that covers several rows."""
    whole: Spot | None = None
    """Where the list of all items begins in which it is one."""
    said_weak: bool | None = None
    """Whether its row says that its item is weak, in a list that says so of some."""

    @property
    def told(self) -> dict[Label, Seen]:
        """All that its row says."""
        return self.cells | self.own


@dataclass
class Records:
    """Everything a document says, in its order."""

    lines: list[tuple[Seen, Context]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    left_out: list[Seen] = field(default_factory=list)
    """Where the report of an earlier year begins that was passed over."""
    tables: list[Seen] = field(default_factory=list)
    """The first words of each table."""
    strange: list[Seen] = field(default_factory=list)
    """The first words of each column of which nothing tells what it holds."""
    itemless: list[Seen] = field(default_factory=list)
    """Where measures begin that name no item, and were not taken."""
    unnamed: list[Seen] = field(default_factory=list)
    """Weak items of which a score was read and no number or title; they were not taken."""
    passing: list[Seen] = field(default_factory=list)
    """Items listed with a score at or above the pass mark."""
    mark: Decimal | None = None
    """The pass mark of items that the document states."""
    untold: list[Spot] = field(default_factory=list)
    """Where lists of all items begin of which nothing tells which are weak."""


@dataclass(frozen=True)
class Said:
    """A value with every place that says it, the clearest first; what else is said instead."""

    value: str
    places: tuple[Seen, ...]
    others: tuple[str, ...] = ()

    @property
    def agreed(self) -> bool:
        """Whether two places say it."""
        return len({place.place for place in self.places}) > 1


def seen(raw: str, place: Spot) -> Seen:
    """Return a text of the document with its letters mended, breaks kept."""
    return Seen(repair.lettered(repair.mend(raw)), raw, place)
