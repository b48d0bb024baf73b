"""Attempts whose outcome is open, named wherever a person may ask what became of a row."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ita_sync.cli.console import Console
from ita_sync.errors import ItaSyncError
from ita_sync.files import from_here
from ita_sync.i18n import N, T, Text

if TYPE_CHECKING:
    from ita_sync.journal import Acceptance, Batch


def found() -> "Sequence[Batch]":
    """Return the open batches, whatever spreadsheet, tab or report they are of.

    Raises:
        ConfigError: the journal cannot be read.
    """
    from ita_sync.journal import Journal  # it brings SQLite; not every run has any use for it
    from ita_sync.settings import state_folder  # pydantic, likewise

    with Journal(state_folder(), read_only=True) as journal:
        return journal.pending()


def name(console: Console, *said: ItaSyncError | None) -> list[dict[str, Any]]:
    """Say which attempts are open and what decides them; return them as JSON data.

    What the run itself had to say stands, whatever the journal's state.

    Args:
        console: where to.
        said: the errors of this run; what they say of the journal is not said again.
    """
    if any(error and error.code.startswith("journal-") for error in said):
        return []
    try:
        batches = found()
    except ItaSyncError as error:
        console.talk(error.what)
        return []
    if batches:
        _tell(console, batches)
    return [as_data(batch) for batch in batches]


def _tell(console: Console, batches: "Sequence[Batch]") -> None:
    console.talk(
        N(
            "{count} attempt is still open; `ita-sync settle` decides it:",
            "{count} attempts are still open; `ita-sync settle` decides them:",
            count=len(batches),
        )
    )
    for batch in batches:
        for change in batch.changes:
            console.talk(
                T(
                    "{key}, tab {tab}, report {report}, since {at}",
                    key=change.row.key,
                    tab=change.place.tab,
                    report=from_here(change.path) or change.path or change.report,
                    at=moment(batch.created_at),
                ),
                indent=1,
            )


def as_data(batch: "Batch") -> dict[str, Any]:
    """Return a batch as JSON data."""
    return {
        "keys": [str(change.row.key) for change in batch.changes],
        "reports": [change.path or change.report for change in batch.changes],
        "spreadsheet": batch.place.spreadsheet,
        "tab": batch.place.tab,
        "mark": batch.number,
        "at": moment(batch.created_at),
    }


def accepted_data(accepted: "Acceptance") -> dict[str, Any]:
    """Return as JSON data that a person left a row as it stands."""
    return {"at": moment(accepted.at), "reason": accepted.reason}


def moment(at: float) -> str:
    """Return a moment in local time, with its distance from UTC."""
    return datetime.fromtimestamp(at, UTC).astimezone().isoformat(sep=" ", timespec="seconds")


def age(seconds: float) -> Text:
    """Return how long ago something was, roughly."""
    hours = max(0, int(seconds // 3600))
    days = hours // 24
    if days:
        return N("{count} day ago", "{count} days ago", count=days)
    return N("{count} hour ago", "{count} hours ago", count=hours) if hours else T("just now")
