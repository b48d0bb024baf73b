"""`sign --show`: what was decided on a report or a row, in sentences, and whether it holds now."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ita_sync import files
from ita_sync.approval import signoff
from ita_sync.approval.signoff import Chain, Kept
from ita_sync.checks import Checked
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.cli.prepare import row_of
from ita_sync.errors import Exit, NotSignedOff
from ita_sync.i18n import Language, T, Text
from ita_sync.row import by_whom

if TYPE_CHECKING:
    from ita_sync.approval.undo import UndoSignOff


def sign_show(options: Options, path: Path) -> int:
    """Tell every record of a report, the oldest first; exit 3 unless the last one holds now.

    Decisions to take its row back are told behind them.

    Raises:
        NotSignedOff: there is no record, or their file is damaged.
        ItaSyncError: the report cannot be read.
    """
    console, chain = options.console(), signoff.kept(path).chain()
    undone = _undone(path)
    if not chain.records and not undone:
        signoff.load(path)
    for number, record in enumerate(chain.records, 1):
        console.line(f"{number}. {_told(record, console.lang)}")
        for line in _beside(record):
            console.line(line, indent=2)
    _tell_seal(chain, console)
    error, notes = _state(options, path)
    for note in notes:
        console.line(note)
    if error is None:
        console.line(T("It holds for the report as it is now."), colour="green")
    else:
        console.error(error)
    if undone:
        console.line(T("Decisions to take its row back:"))
        edited = _tell_undone(undone, console)
        error = error or edited
    _tell_limit(console)
    code = error.exit_code if error else Exit.OK
    console.emit_json(
        "sign",
        code,
        report=str(path),
        **_data(chain),
        holds=error is None,
        **({"undo": _data(undone.chain())} if undone else {}),
        **({"error": console.error_data(error)} if error else {}),
    )
    return code


def sign_show_undo(options: Options, wanted: str) -> int:
    """Tell every decision to take a change of a row back; exit 3 where one was edited.

    Raises:
        UsageError: it is not clear which row is meant.
        NotSignedOff: nothing was decided, or the file is damaged.
    """
    from ita_sync.approval import undo  # it brings SQLite with the journal; reports do without
    from ita_sync.cli.which import meant
    from ita_sync.journal import Journal

    console, state = options.console(), options.settings().state
    with Journal(state, read_only=True) as journal:
        found = meant(journal.history(), wanted)
    file = undo.kept(found[-1], state) if found else undo.beside(Path(wanted))
    if not file.chain().records:
        file.current()
    error = _tell_undone(file, console)
    signed = file.chain().records[-1]
    if not error and any(undo.carried_out(signed, change) for change in found):
        console.line(T("The last one was carried out."), colour="green")
    elif not error:
        console.line(T("By the journal of this computer the last one was not carried out."))
    _tell_limit(console)
    code = error.exit_code if error else Exit.OK
    console.emit_json("sign", code, file=str(file.path), **_data(file.chain()))
    return code


def _undone(path: Path) -> "Kept[UndoSignOff] | None":
    """Return the file of the decisions to take a report's row back, None where there is none."""
    if not files.is_taken(path.with_name(f"{path.stem}.undo.json")):
        return None
    from ita_sync.approval import undo  # as above

    return undo.beside(path)


def _tell_undone(file: "Kept[UndoSignOff]", console: Console) -> NotSignedOff | None:
    """Tell each decision to take a change back, and what it does; return why none of them holds."""
    chain = file.chain()
    for number, record in enumerate(chain.records, 1):
        said = T(
            "On {day} {post} decided: {said}",
            day=record.day,
            post=by_whom(record.decision),
            said=record.statement.get(console.lang, ""),
        )
        console.line(f"{number}. {said.render(console.lang)}")
        told = {"at": record.recorded_at, "version": record.beside.get("version", "–")}
        console.line(T("Recorded {at} by version {version}.", **told), indent=2)
        for line in record.effect.lines():
            console.line(line, indent=2)
    _tell_seal(chain, console)
    try:
        file.unedited()
    except NotSignedOff as error:
        console.error(error)
        return error
    return None


def _data(chain: Chain[Any]) -> dict[str, Any]:
    """Return records for programs."""
    faults = [fault.both() for fault in chain.faults]
    return {"records": list(chain.raw), "seal": chain.seal, "faults": faults}


def _tell_limit(console: Console) -> None:
    console.line(
        T(
            "Whoever edits one of these records, the chain or the report is found, unless all "
            "digests are made anew: docs/signoff.md."
        )
    )
    console.notice()


def _tell_seal(chain: Chain[Any], console: Console) -> None:
    """Say by what the records are known, or what in them is not as it was recorded."""
    if chain.records and not chain.faults:
        console.line(T("Seal of these records: {seal}", seal=chain.seal))
    for fault in chain.faults:
        console.line(fault, colour="red")


def _told(record: signoff.SignOff, lang: Language) -> str:
    """Return what a record says, as it was shown; those of version 1 have no statement."""
    plain = T(
        "On {day} {post} acknowledged the report; the row was for {target}.",
        day=record.day,
        post=by_whom(record.decision),
        target=record.bound.target,
    )
    return record.statement.get(lang) or plain.render(lang)


def _beside(record: signoff.SignOff) -> Iterator[Text]:
    """Yield when and by what a decision was recorded, and of which document."""
    yield T(
        "Recorded {at} by version {version}; report file {file}, row {row}, content {content}.",
        at=record.recorded_at,
        version=record.beside.get("version", "–"),
        file=record.beside.get("file", "–")[:12],
        row=record.bound.row[:12],
        content=record.bound.content[:12],
    )
    if "seen" in record.beside:
        at = record.beside.get("seen_at")
        seen = T("The sheet was seen on {at} (UTC).", at=at)
        yield seen if record.beside["seen"] == signoff.SHEET else T("The sheet was not seen then.")
    source = record.beside.get("source") or record.beside.get("source_begins")
    if source:
        yield T("Signed document: SHA-256 {digest}", digest=source)
    if record.decision.reference:
        yield T("Document number: {number}", number=record.decision.reference)


def _state(options: Options, path: Path) -> tuple[NotSignedOff | None, list[Text]]:
    """Return why the last decision does not hold now, and what else is otherwise than then."""
    checked = options.examine(path)
    try:
        found = signoff.load(path, options.settings().state)
        row, target = row_of(options, checked, found.decision), str(options.settings().target)
        signoff.require(found, path, checked.file.report, row, target)
    except NotSignedOff as error:
        return error, []
    return None, list(_since(options, checked, found))


_SINCE = {
    "file": T("The report file is not the same byte for byte; what it says is."),
    "rules": T("The rules of the year are others than when it was signed."),
    "mapping": T("The columns of the configuration are others; the row they make is the same."),
    "version": T("It was signed with another version of the program."),
}


def _since(options: Options, checked: Checked, found: signoff.SignOff) -> Iterator[Text]:
    """Yield what is not bound, and is otherwise."""
    now = signoff.digests(checked.file, checked.framework, options.settings().columns)
    old = found.schema_version == 1  # its digest of the mapping was made otherwise
    for name, said in _SINCE.items():
        if found.beside.get(name) not in {None, now[name]} and not (old and name == "mapping"):
            yield said
