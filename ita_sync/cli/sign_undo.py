"""`sign --undo`: the decision to take the last change of a row back."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ita_sync import thai
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.errors import NOTHING_WRITTEN, Exit
from ita_sync.files import from_here, shell_quoted
from ita_sync.i18n import T
from ita_sync.report import Decision
from ita_sync.row import by_whom

if TYPE_CHECKING:
    from ita_sync.approval.undo import Kept, UndoSignOff
    from ita_sync.journal import Change
    from ita_sync.publish import Plan


def sign_undo(options: Options, wanted: str, decision: Decision) -> int:
    """Show what taking the last change of a row back does, and record that it was decided.

    Raises:
        UsageError: it is not clear which row is meant.
        ItaSyncError: nothing can be taken back there, or the sheet cannot be read.
    """
    from ita_sync.approval import undo  # it brings SQLite with the journal; other sign-offs do not
    from ita_sync.cli.taking_back import looked

    console = options.console()
    console.unwritten = NOTHING_WRITTEN
    with looked(options, locked=True) as tab:
        key = tab.last(wanted).row.key
        last, draft = tab.publisher.wish(key, tab.snapshot.sheet_id)
        plan, effect = tab.effect(last, draft)
        said, file = undo.statement(last, effect), undo.kept(last, tab.settings.state)
        with file.alone(console.talk):
            aside = _begin(file, console)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            signed = undo.record(file, decision, said, effect, recorded_at=now, aside=aside)
    early = _early(decision, last, console)
    _print(signed, last, plan, console)
    console.line(
        T(
            "Decided: {post}, {date} → {file}",
            post=by_whom(decision),
            date=thai.format_date(decision.date),
            file=from_here(str(file.path)) or file.path,
        ),
        colour="green",
    )
    console.line(said, indent=1)
    console.line(T("Next: ita-sync undo {key}", key=shell_quoted(str(key))), indent=1)
    console.notice()
    console.emit_json(
        "sign",
        Exit.OK,
        undo=signed.model_dump(mode="json"),
        file=str(file.path),
        careful=["SIGN-EARLY"] if early else [],
    )
    return Exit.OK


def _begin(file: "Kept[UndoSignOff]", console: Console) -> str | None:
    """Say what the new record goes behind, or replaces; return the digest of a broken file.

    Raises:
        ConfigError: that cannot be kept.
    """
    told = {"file": from_here(str(file.path)) or file.path}
    if aside := file.set_aside():
        name, digest = aside
        console.talk(
            T(
                "{file} is damaged or was edited; it is kept as {aside}, and the chain of records "
                "begins anew.",
                **told,
                aside=from_here(str(name)) or name,
            )
        )
        return digest
    if found := file.chain().current:
        console.talk(
            T(
                "This replaces the sign-off in {file}, of {day}; that record is kept there.",
                **told,
                day=found.day,
            )
        )
    return None


def _early(decision: Decision, last: "Change", console: Console) -> bool:
    """Remark upon a decision that is older than the change; a day less: Bangkok is ahead of UTC."""
    written = datetime.fromtimestamp(last.created_at, UTC).date()
    if decision.date >= written:
        return False
    console.talk(
        T(
            "Careful: the decision is dated {day}, and the change was made on {written}.",
            day=thai.format_date(decision.date),
            written=thai.format_date(written),
        )
    )
    return True


def _print(signed: "UndoSignOff", last: "Change", plan: "Plan", console: Console) -> None:
    where = {"key": last.row.key, "row": plan.row + 1, "tab": plan.table.snapshot.title}
    console.line(T("{key}, row {row} of tab {tab}:", **where))
    for line in signed.effect.lines():
        console.line(line, indent=1)
    for warning in plan.warnings:
        console.line(warning, indent=1, colour="yellow")
