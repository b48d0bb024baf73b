"""Rows of the journal's tables in its words; what cannot be understood is damage."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal, cast

from ita_sync.journal.batches import Acceptance, Attempt, Batch, Change, Draft, Observation, Place
from ita_sync.journal.sealed import Row, damaged
from ita_sync.journal.states import How, Kind, Outcome, Reason, State
from ita_sync.row import SummaryRow

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


def dump(value: object) -> str:
    """Return a value as the journal keeps it: JSON without blanks."""
    return _JSON.encode(value)


def columns_of(place: Place) -> dict[str, object]:
    """Return a tab as columns of a row."""
    return {"spreadsheet": place.spreadsheet, "gid": place.gid, "tab": place.tab}


def draft_columns(draft: Draft) -> dict[str, object]:
    """Return what a report wants of its row as columns of a row."""
    row = draft.row
    return {
        "key": row.key.identity,
        "parts": dump(row.key.dump()),
        "cells": dump(row.dump()),
        "digest": row.digest,
        "report": draft.report,
        "path": draft.path,
        "signoff": dump(draft.signoff or {}),
        "signoff_digest": draft.signoff_digest,
        "former": dump(draft.former),
    }


def place_of(row: Row) -> Place:
    """Return the tab that a row is about."""
    return Place(row["spreadsheet"], row["gid"], row["tab"])


@contextmanager
def legible(table: str, id_: int) -> Iterator[None]:
    """Take what cannot be understood, though its seal is whole, for damage as well."""
    try:
        yield
    except (ValueError, KeyError, TypeError, ArithmeticError):
        raise damaged(table, id_) from None


def attempt_of(row: Row) -> Attempt:
    """Return the attempt that a row holds."""
    with legible("attempts", row["id"]):
        kind = cast("Literal['row', 'close']", row["kind"])
        return Attempt(kind, row["sent_at"], Outcome(row["outcome"]), row["status"], row["detail"])


def batch_of(row: Row, attempts: Sequence[Row]) -> Batch:
    """Return the batch that a row holds, with the rows of its attempts; its changes aside."""
    return Batch(
        id=row["id"],
        created_at=row["created_at"],
        place=place_of(row),
        number=row["number"],
        epoch=row["epoch"],
        token=row["token"],
        body=json.loads(row["body"]),
        state=State(row["state"]),
        reason=Reason(row["reason"]),
        settled_at=row["settled_at"],
        attempts=tuple(map(attempt_of, attempts)),
        changes=(),
    )


def settled(batch: Batch, row: Row, attempts: Sequence[Row]) -> Batch:
    """Return a batch with what came of it by now; its changes say so, too."""
    with legible("batches", row["id"]):
        state, reason = State(row["state"]), Reason(row["reason"])
    return replace(
        batch,
        state=state,
        reason=reason,
        settled_at=row["settled_at"],
        attempts=tuple(map(attempt_of, attempts)),
        changes=tuple(replace(each, state=state, reason=reason) for each in batch.changes),
    )


def observation_of(row: Row) -> Observation:
    """Return the observation that a row holds."""
    with legible("observations", row["id"]):
        rows = tuple(json.loads(row["rows"]))
        return Observation(row["at"], row["highest"], How(row["how"]), rows, row["last"])


def acceptance_of(row: Row) -> Acceptance:
    """Return the acceptance that a row holds."""
    return Acceptance(row["at"], row["reason"], row["fingerprint"])


def change_of(row: Row, batch: Row | None, seen: Row | None) -> Change:
    """Return the change that a row holds, with the row of its batch and its newest observation."""
    with legible("changes", row["id"]):
        cells, parts = json.loads(row["cells"]), json.loads(row["parts"])
        return Change(
            id=row["id"],
            created_at=row["created_at"],
            kind=Kind(row["kind"]),
            batch=row["batch"],
            place=place_of(row),
            row=SummaryRow.load(cells, parts, row["key"], row["digest"]),
            report=row["report"],
            path=row["path"],
            signoff=json.loads(row["signoff"]),
            former=json.loads(row["former"]),
            number=batch["number"] if batch else 0,
            state=State(batch["state"]) if batch else State.FOUND,
            reason=Reason(batch["reason"]) if batch else Reason.FOUND,
            seen=observation_of(seen) if seen else None,
        )
