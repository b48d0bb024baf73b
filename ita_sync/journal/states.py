"""The words in which the journal says how things are: of batches, attempts, changes and rows."""

from enum import StrEnum


class State(StrEnum):
    """What is known of a batch. All but the first two are for ever."""

    OPEN = "open"  # sent or about to be sent; the fence has not decided
    CLOSING = "closing"  # being given up: its number is being closed
    WRITTEN = "written"  # our mark was seen with our token: all of it is written
    UNWRITTEN = "unwritten"  # surely not written, and never will be
    UNTOLD = "untold"  # its mark was cleared before anybody looked: nobody can tell
    FOUND = "found"  # of a change without a batch: it stood there before we wrote anything


PENDING = (State.OPEN, State.CLOSING)


class Reason(StrEnum):
    """Why a batch is in its state."""

    NONE = ""
    SEEN = "seen"  # a look showed it
    FOUND = "found"
    TAKEN = "taken"  # someone else's mark is on our number
    UNSEEN = "unseen"  # refused because of a mark that we cannot see
    GIVEN_UP = "given-up"  # we closed the number ourselves
    REFUSED = "refused"  # every attempt was refused
    NEVER_SENT = "never-sent"
    BARRED = "barred"  # marks were cleared before it could land, and keep it out
    MARK_GONE = "mark-gone"  # its mark may have been cleared


class Outcome(StrEnum):
    """What is known of one attempt."""

    SENT = "sent"  # no answer recorded: it may still be on its way
    SILENT = "silent"  # timeout or cut connection: it may still be on its way too
    DOUBTFUL = "doubtful"  # answered, but the answer does not say whether it was applied
    REFUSED = "refused"  # surely not applied
    APPLIED = "applied"


class Kind(StrEnum):
    """What a change does to the sheet."""

    ADD = "add"  # a new row
    FOUND = "found"  # nothing: the row stood there already
    PIN = "pin"  # nothing that anybody sees: a mark is put on a row that exists
    FILL = "fill"  # blank cells of a row that was listed beforehand
    AMEND = "amend"  # other content into a row that we wrote
    UNDO = "undo"  # the former content back
    TAKE = "take"  # what we wrote away again


class How(StrEnum):
    """How a row stands in the sheet, as one look showed it."""

    AS_SENT = "as-sent"
    CHANGED = "changed"
    EDITED = "edited"  # no row has its key, but one says what it says: a key was mistyped
    REMOVED = "removed"
    DOUBLED = "doubled"
    MISPLACED = "misplaced"
    HEADER = "header"  # the header changed: the row cannot be read
