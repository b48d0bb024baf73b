"""Journals of version 0.1.0 (files of version 1 and 2), brought to batches and observations.

There each row was an intent of its own, and how it stood was written over what was sent. What they
say of the sheet becomes an observation. Marks of 0.1.0 belong to no epoch, and whether a
spreadsheet refuses a taken number is asked anew: 0.1.0 asked less.
"""

import json
import re
import sqlite3
from typing import Any

from ita_sync.journal import sealed
from ita_sync.journal.sealed import Row, damaged
from ita_sync.journal.states import How, Outcome, Reason, State
from ita_sync.row import SummaryRow

Tables = dict[str, list[Row]]

_STATES = {
    "open": (State.OPEN, Reason.NONE),
    "closing": (State.CLOSING, Reason.GIVEN_UP),
    "confirmed": (State.WRITTEN, Reason.SEEN),
    "held": (State.WRITTEN, Reason.SEEN),
}
_STATUS = re.compile(r"([1-5]\d\d)\b")


def tables(db: sqlite3.Connection) -> Tables:
    """Return what a journal of version 1 or 2 holds, and take its tables away."""
    found = {
        name: _all(db, f"SELECT * FROM {name} ORDER BY id")  # noqa: S608 - our own names
        for name in ("attempts", "intents")
    }
    for name in (*found, "fences"):
        db.execute(f"DROP TABLE IF EXISTS {name}")
    return found


def move(db: sqlite3.Connection, old: Tables) -> None:
    """Write what an older journal held into the tables of this version.

    Raises:
        Damaged: an entry says what cannot be.
    """
    batches: dict[int, int] = {}
    for intent in old["intents"]:
        try:
            batch = _intent(db, intent)
        except (ValueError, KeyError, TypeError, ArithmeticError):
            raise damaged("intents", intent["id"]) from None
        if batch is not None:
            batches[intent["id"]] = batch
    for attempt in old["attempts"]:
        _attempt(db, attempt, batches.get(attempt["intent"]))


def _intent(db: sqlite3.Connection, intent: Row) -> int | None:
    """Write an intent as a batch of one change, or as a change alone where it was only found."""
    row = SummaryRow.load(
        json.loads(intent["cells"]), json.loads(intent["parts"]), intent["key"], intent["digest"]
    )
    if row.digest != row.content_digest():
        raise ValueError
    state, reason = _settled(intent)
    place = {name: intent[name] for name in ("spreadsheet", "gid", "tab")}
    batch = None
    if state is not State.FOUND:
        batch = sealed.insert(
            db,
            "batches",
            {
                **place,
                "created_at": intent["created_at"],
                "number": intent["number"],
                "epoch": None,
                "token": intent["token"],
                "body": json.dumps(json.loads(intent["batch"]), ensure_ascii=False),
                "state": state,
                "reason": reason,
                "settled_at": intent["settled_at"],
            },
        )
        if state is State.WRITTEN:
            _known(db, intent["spreadsheet"], intent["number"])
    change = sealed.insert(
        db,
        "changes",
        {
            **place,
            "created_at": intent["created_at"],
            "kind": "found" if batch is None else "add",
            "batch": batch,
            **{name: intent[name] for name in ("key", "parts", "cells", "digest", "report")},
            "path": "",
            "signoff": json.dumps(json.loads(intent["signoff"]), ensure_ascii=False),
            "signoff_digest": "",
            "former": json.dumps(json.loads(intent["former"]), ensure_ascii=False),
        },
    )
    how = _stood(intent)
    if how:
        seen = {
            "change": change,
            "at": intent["settled_at"] or intent["created_at"],
            "highest": intent["number"],
            "how": how,
            "rows": "[]",
            "last": None,
        }
        sealed.insert(db, "observations", seen)
    return batch


def _settled(intent: Row) -> tuple[State, Reason]:
    """Return what is known of an intent for ever."""
    if not intent["token"]:
        return State.FOUND, Reason.FOUND
    if intent["state"] == "closed":
        return State.UNWRITTEN, Reason(intent["reason"])
    # Found by its key, or not, after its mark was cleared: whether we wrote it cannot be told.
    if intent["reason"] in {"found", "mark-gone"}:
        return State.UNTOLD, Reason.MARK_GONE
    return _STATES[intent["state"]]


def _stood(intent: Row) -> How | None:
    """Return how the row stood when it was last looked at."""
    if intent["state"] == "confirmed":
        return How.AS_SENT
    if intent["state"] != "held":
        return None
    return How.REMOVED if intent["reason"] == "mark-gone" else How(intent["reason"])


def _attempt(db: sqlite3.Connection, attempt: Row, batch: int | None) -> None:
    try:
        outcome = Outcome(attempt["outcome"])
        status = _STATUS.match(attempt["detail"])
    except (ValueError, TypeError):
        raise damaged("attempts", attempt["id"]) from None
    if batch is None or attempt["kind"] not in {"row", "close"}:
        raise damaged("attempts", attempt["id"])
    sealed.insert(
        db,
        "attempts",
        {
            "batch": batch,
            "kind": attempt["kind"],
            "sent_at": attempt["sent_at"],
            "outcome": outcome,
            "status": int(status[1]) if status else None,
            "detail": attempt["detail"],
        },
    )


def _known(db: sqlite3.Connection, spreadsheet: str, number: int) -> None:
    """Remember the highest of our marks that stood in a spreadsheet."""
    found = sealed.select(db, "books", "spreadsheet = ?", spreadsheet)
    if not found:
        book = {"spreadsheet": spreadsheet, "highest": number, "stale_at": 0.0}
        sealed.insert(db, "books", {**book, "fence": "", "epochs": "", "guards": ""})
    elif number > found[0]["highest"]:
        sealed.update(db, "books", found[0], highest=number)


def _all(db: sqlite3.Connection, query: str) -> list[dict[str, Any]]:
    found = db.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, values, strict=True)) for values in found]
