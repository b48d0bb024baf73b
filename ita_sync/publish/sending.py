"""A batch on its way: it takes a number, is journalled, and is sent until the sheet has decided."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ita_sync.google import Json, Snapshot, fence
from ita_sync.journal import Draft, Place
from ita_sync.publish.door import Glance
from ita_sync.publish.hours import Since
from ita_sync.publish.retry import Deadline
from ita_sync.publish.settle import Settled, Settler
from ita_sync.publish.tried import Tried


@dataclass(frozen=True)
class Opening:
    """How a batch begins: its first requests, its number and its token."""

    requests: Sequence[Json]
    number: int
    token: str


@dataclass(frozen=True)
class Sender:
    """Sends batches of one push.

    Attributes:
        settler: settles them.
        tried: gets to know them.
        deadline: when to stop.
    """

    settler: Settler
    tried: Tried
    deadline: Deadline

    def send(
        self,
        snapshot: Snapshot,
        asked: Since,
        drafts: Sequence[Draft],
        body: Callable[[Opening], Json],
    ) -> Settled:
        """Journal a batch and send it, unless the look that it was planned on is old by now.

        Args:
            snapshot: of a look or a reply that is not stale.
            asked: when the look was asked for that it was planned on.
            drafts: the changes.
            body: makes the request.

        Raises:
            ItaSyncError: as `Settler.settle`.
        """
        door, token = self.settler.door, secrets.token_hex(8)
        book = door.journal.book(door.book)
        number = fence.next_number(snapshot.marks, door.journal.lost_numbers(door.book))
        epoch = None if book.epochs == "no" else fence.epoch(snapshot.marks)
        requests = fence.opening(number, "row", token, snapshot.at, epoch)
        batch = door.journal.intend(
            Place(door.book, snapshot.sheet_id, snapshot.title),
            drafts,
            number=number,
            epoch=epoch,
            token=token,
            body=body(Opening(requests, number, token)),
            now=door.clock.now(),
        )
        self.tried.ids.append(batch.id)
        return self.settler.settle(batch, Glance(snapshot, asked), self.deadline, planned=True)
