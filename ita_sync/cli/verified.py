"""What `verify` says of rows and of what is wrong, for people and for programs."""

from typing import TYPE_CHECKING, Any

from ita_sync.cli import left_open
from ita_sync.cli.console import Console, at_terminal
from ita_sync.errors import ConfigError, Exit, worst
from ita_sync.i18n import N, T, Text
from ita_sync.journal import Place

if TYPE_CHECKING:
    from ita_sync.monitor import Stood, Verified
    from ita_sync.monitor.causes import Cause
    from ita_sync.settings import Settings


def tell(
    found: "Verified",
    causes: "list[Cause]",
    console: Console,
    *,
    links: list[dict[str, Any]] | None = None,
    told: bool = False,
) -> Exit:
    """Say what was found; all that is wrong comes through here, whoever found it.

    Args:
        found: rows.
        causes: what is wrong.
        console: where to.
        links: how each stands as JSON data, None where none was opened.
        told: say it also where all is well and nobody watches.
    """
    code = worst(cause.exit for cause in causes)
    unknown = any(not row.known for row in found.rows)
    talkative = told or unknown or at_terminal() or console.as_json or code is not Exit.OK
    if talkative:
        _say_rows(found, links or [], console)
        if not found.rows and not causes:
            console.line(T("The journal knows no row of this sheet yet."))
        console.notice()
    for cause in causes:
        # The rows of an open attempt were named above.
        if talkative and cause.error.code != "attempt-open":
            console.error(cause.told)
    console.emit_json(
        "verify",
        code,
        rows=[_row_data(one, console) for one in found.rows],
        causes=[_cause_data(one, console) for one in causes],
        practice=[str(change.row.key) for change in found.practice],
        links=links,
    )
    return code


def _say_rows(found: "Verified", links: list[dict[str, Any]], console: Console) -> None:
    for standing in found.rows:
        _say_row(standing, console)
    if found.practice and found.rows:
        console.line(practice_of(found))
    if links and all(link["state"] == "alive" for link in links):
        console.line(
            N(
                "{count} link opens, as at first.",
                "{count} links open, all as at first.",
                count=len(links),
            )
        )


def practice_of(found: "Verified") -> Text:
    """Return in words that practice was left aside."""
    return N(
        "{count} row of practice was not looked at: its sheet is not the present one.",
        "{count} rows of practice were not looked at: their sheet is not the present one.",
        count=len(found.practice),
    )


def _say_row(standing: "Stood", console: Console) -> None:
    key, row = standing.key, standing.row
    if standing.what:
        console.line(T("{key}: {what}", key=key, what=standing.what), colour="yellow")
    elif standing.accepted:
        console.line(T("{key}: accepted: {reason}", key=key, reason=standing.accepted.reason))
    elif standing.problem is None and standing.known:
        console.line(T("{key}: row {row}, as confirmed", key=key, row=row))
    elif standing.problem is None:
        console.line(
            T(
                "{key}: row {row}, as the report says; the journal here does not know it. "
                "`ita-sync push` of the report records it, and writes nothing.",
                key=key,
                row=row,
            )
        )


def _row_data(standing: "Stood", console: Console) -> dict[str, Any]:
    problem, accepted = standing.problem, standing.accepted
    return {
        "key": standing.key,
        "report": standing.change.report,
        "exit": int(standing.exit),
        "row": standing.row,
        "error": console.error_data(problem) if problem else None,
        "looked": standing.looked,
        "known": standing.known,
        "accepted": accepted and left_open.accepted_data(accepted),
        "place": _place_data(standing.change.place),
    }


def _cause_data(cause: "Cause", console: Console) -> dict[str, Any]:
    return {
        "identity": cause.identity,
        "code": cause.error.code,
        "exit": int(cause.exit),
        "keys": list(cause.keys),
        "place": cause.place and _place_data(cause.place),
        "error": console.error_data(cause.error),
    }


def _place_data(place: Place) -> dict[str, Any]:
    return {"spreadsheet": place.spreadsheet, "gid": place.gid, "tab": place.tab}


_NOTHING = "nothing-to-verify"
_AGAIN = T("Push a report, then run this again; --allow-empty takes it as all right meanwhile.")


def nothing(chosen: "Settings", found: "Verified") -> "Cause":
    """Return what is wrong where there was nothing to look at, for the reason that is known."""
    from ita_sync.monitor.causes import Cause

    if found.practice and chosen.on_sandbox:
        return Cause(ConfigError(_NOTHING, _BEGUN_ANEW, next_step=_AGAIN))
    if found.taken:
        return Cause(ConfigError(_NOTHING, _taken(found), next_step=_AGAIN))
    practice = [practice_of(found)] if found.practice else []
    error = ConfigError(
        _NOTHING,
        T("Nothing was verified: the journal knows no row that stands in a sheet."),
        details=[
            *practice,
            T("State folder: {path}", path=chosen.state),
            T("Configuration: {path}", path=chosen.path),
        ],
        next_step=T(
            "Most likely this is another account, state folder or configuration than the one that "
            "pushed: set ITA_SYNC_STATE, or give --config FILE. If nothing was pushed yet: "
            "--allow-empty."
        ),
    )
    return Cause(error)


_BEGUN_ANEW = T(
    "Nothing was verified: the practice sheet was begun anew (`ita-sync sandbox reset`), and what "
    "stood in it is gone."
)


def _taken(found: "Verified") -> Text:
    keys = [str(change.row.key) for change in found.taken]
    return N(
        "Nothing was verified: the row of {keys} was taken back, as it was decided.",
        "Nothing was verified: all rows were taken back, as it was decided: {keys}",
        count=len(keys),
        keys=keys,
    )
