"""Room for marks: a spreadsheet holds a limited number of characters of all programs together."""

import secrets
from collections.abc import Callable

from ita_sync.google import CallFailed, Snapshot, fence
from ita_sync.i18n import T, Text
from ita_sync.publish.settle import Settler
from ita_sync.publish.told import room_full


def make_room(settler: Settler, snapshot: Snapshot, say: Callable[[Text], None]) -> bool:
    """Clear old marks where they crowd, in a request of its own; return whether that was done.

    Raises:
        SheetConflict: `room-full`, there is none for another mark.
    """
    door = settler.door
    pairs = door.journal.book(door.book).epochs != "no"  # else nothing keeps out what was cleared
    clearing = fence.clearing(snapshot.marks, secrets.token_hex(8)) if pairs else None
    if clearing is not None:
        settler.note(snapshot)  # what their marks tell is gone with them
        try:
            door.sheet.write(clearing)
        except CallFailed as failure:
            say(T("Old marks could not be cleared: {reason}", reason=failure))
        else:
            return True
    require_room(snapshot)
    return False


def require_room(snapshot: Snapshot, needed: int = fence.NEEDED) -> None:
    """Make sure that another batch finds room for its marks, of so many characters.

    Raises:
        SheetConflict: `room-full`.
    """
    taken = snapshot.taken
    if taken + needed > fence.ROOM:
        raise room_full(taken)
