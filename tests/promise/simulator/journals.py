"""Whether each journal, read from its file, is right about what was written and what is open."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ita_sync.errors import Exit
from tests.promise.simulator.reading import landed, meant
from tests.promise.simulator.records import Played
from tests.promise.simulator.reports import CODES

OK = 200


def journals(played: Played) -> Iterator[str]:
    """What a journal says that is not true."""
    truth = {
        meant(wrote.body).token
        for wrote in played.wrote
        if wrote.body and meant(wrote.body).kind == "row"
    }
    for machine, lives in played.lives.items():
        for folder in lives:
            path = folder / "journal.sqlite"
            if path.exists():
                yield from _journal(played, machine, path, truth, current=folder == lives[-1])


def _journal(
    played: Played, machine: str, path: Path, truth: set[str], *, current: bool
) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return  # the power went before the tables were made
        intents = db.execute("SELECT id, token, state, reason, parts FROM intents").fetchall()
        attempts = db.execute("SELECT intent, kind, outcome FROM attempts ORDER BY id").fetchall()
    for number, token, state, reason, parts in intents:
        if not token:
            continue
        applied = token in truth
        if state == "closed" and applied:
            yield (
                f"journal: {machine} says that number {number} was never written ({reason}), "
                "but it was"
            )
        if state == "confirmed" and reason == "as-sent" and not applied:
            yield f"journal: {machine} confirmed what was never written"
        if (
            state == "held"
            and reason in {"removed", "changed", "doubled", "misplaced", "header"}
            and not applied
        ):
            yield f"journal: {machine} holds a row for {reason} that it never wrote"
        report = next((at for at, code in enumerate(CODES) if code in parts), -1)
        final = [
            run
            for run in played.ended
            if run.final and (run.run.machine, run.run.report) == (machine, report)
        ]
        if (
            state in {"open", "closing"}
            and current
            and not any(run.exit == Exit.CONFIG for run in final)
        ):
            yield f"journal: {machine} leaves an attempt open in the end"
        yield from _attempts(
            played, token, [(kind, outcome) for each, kind, outcome in attempts if each == number]
        )


def _attempts(played: Played, token: str, attempts: list[tuple[str, str]]) -> Iterator[str]:
    for kind in ("row", "close"):
        mine = [outcome for each, outcome in attempts if each == kind]
        sent = [
            each
            for each in played.sent
            if (meant(each.body).kind, meant(each.body).token) == (kind, token)
        ]
        if len(sent) > len(mine):
            yield f"journal: {len(sent)} requests were sent, {len(mine)} attempts are journalled"
        if len(sent) == len(mine):
            for each, outcome in zip(sent, mine, strict=True):
                if outcome == "refused" and each.applied:
                    yield "journal: an attempt is said to be refused that was carried out"
                if (
                    outcome == "applied"
                    and kind == "row"
                    and not landed(played, each)
                    and each.reply != OK
                ):
                    yield "journal: an attempt is said to be applied that was not"
