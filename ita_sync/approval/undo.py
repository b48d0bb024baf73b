"""The decision to take the last change of a row back, bound to that change and to what comes of it.

It is a decision of its own, kept beside the report as `<report>.undo.json`, or in the state folder
where the report's folder is gone. Bound: the row's key, the change, the row as it stands and as it
will be, and the target; once it was carried out it covers nothing more.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from ita_sync import __version__, files
from ita_sync.approval.chain import ZONE, Record
from ita_sync.approval.content import cells_of, columns
from ita_sync.approval.kept import ASIDE, Kept
from ita_sync.errors import NotSignedOff
from ita_sync.i18n import T, Text
from ita_sync.journal import Change, Draft, Kind, State
from ita_sync.report import Decision
from ita_sync.row import digest_of

__all__ = ["Bound", "Effect", "Kept", "UndoSignOff"]

_END = ".undo.json"
TAKEN, EMPTIED = "taken", "emptied"
"""What becomes of a row of which no former content is put back: it goes, or its cells do."""

_BECOMES = {
    TAKEN: T("the row is taken away"),
    EMPTIED: T("its cells are emptied; the row stays, with what was listed or typed there"),
}
_PUT_BACK = T("its former content is put back")


class Bound(BaseModel):
    """Which change of which row is taken back, and digests of what that does to the row.

    Attributes:
        key: identity of the row's key.
        target: the sheet, in words.
        spreadsheet: the same, by Google's names.
        gid: of the tab.
        change: the journal's number of the change.
        mark: that under which it was written.
        stands: digest of the row as it stands.
        becomes: of the row as it will be; or `taken`, or `emptied`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    target: str
    spreadsheet: str
    gid: int
    change: int
    mark: int
    stands: str
    becomes: str


class Effect(BaseModel):
    """What taking a change back does: to which row, what is bound, the cells before and after."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: str
    bound: Bound
    stands: dict[str, str | None]
    becomes: dict[str, str | None]

    @property
    def what(self) -> Text:
        """What becomes of the row, in words."""
        return _BECOMES.get(self.bound.becomes, _PUT_BACK)

    def lines(self) -> list[Text]:
        """Return a line for each cell that changes: as it stands → as it will be."""
        return columns(self.stands, self.becomes)


class UndoSignOff(Record):
    """A recorded decision to take a change back.

    Attributes:
        effect: what that does.
    """

    NEW: ClassVar[frozenset[str]] = Record.NEW | {"beside"}
    CALLED: ClassVar[Mapping[str, Text]] = {
        **Record.CALLED,
        "beside": T("what is recorded beside it, or the version"),
        "effect": T("what is taken back"),
    }

    effect: Effect

    def journalled(self) -> dict[str, Any]:
        """Return the decision as the journal keeps it: it tells what was done by it."""
        decision = self.decision.model_dump(mode="json")
        return {**decision, "recorded_at": self.recorded_at, "undoes": self.effect.bound.change}


def effect_of(
    last: Change, draft: Draft, target: str, *, emptied: Collection[str], whole_row: bool
) -> Effect:
    """Return what taking the last change of a row back does.

    Args:
        last: the change.
        draft: what taking it back means.
        target: the sheet, in words.
        emptied: headers of the cells that are emptied, unless former content is put back.
        whole_row: the row itself is taken away.
    """
    stands = cells_of(last.row)
    if draft.kind is Kind.UNDO:
        digest, becomes = draft.row.digest, cells_of(draft.row)
    else:
        digest = TAKEN if whole_row else EMPTIED
        becomes = {h: None if whole_row or h in emptied else was for h, was in stands.items()}
    bound = Bound(
        key=last.row.key.identity,
        target=target,
        spreadsheet=last.place.spreadsheet,
        gid=last.place.gid,
        change=last.id,
        mark=last.number,
        stands=last.row.digest,
        becomes=digest,
    )
    return Effect(row=str(last.row.key), bound=bound, stands=stands, becomes=becomes)


def statement(last: Change, effect: Effect) -> Text:
    """Return what is decided, in words."""
    return T(
        "The last change to the row of {key} in tab {tab} (mark {number}) is taken back: {what}.",
        key=last.row.key,
        tab=last.place.tab,
        number=last.number,
        what=effect.what,
    )


def path_for(last: Change, state: Path) -> Path:
    """Return where the decision on a change is kept."""
    report = Path(last.path)
    if last.path and files.is_folder(report.parent):
        return report.with_name(f"{report.stem}{_END}")
    place = last.place
    row = {"key": last.row.key.identity, "spreadsheet": place.spreadsheet, "gid": place.gid}
    return state / f"{digest_of(row)[:16]}{_END}"


def record(
    file: Kept[UndoSignOff],
    decision: Decision,
    said: Text,
    effect: Effect,
    *,
    recorded_at: str,
    aside: str | None = None,
) -> UndoSignOff:
    """Write the decision behind those before it (whole or not at all) and return it.

    Args:
        file: where it is kept.
        decision: who decided, and when.
        said: what, in words.
        effect: the same, as data.
        recorded_at: when it is recorded, in UTC.
        aside: digest of a broken file whose place this takes.

    Raises:
        NotSignedOff: those before it were edited, or cannot be read.
        ConfigError: the folder cannot be written.
    """
    return file.add(
        UndoSignOff(
            decision=decision,
            statement=said.both(),
            effect=effect,
            beside={"version": __version__, **({ASIDE: aside} if aside else {})},
            recorded_at=recorded_at,
            zone=ZONE,
        )
    )


def kept(last: Change, state: Path) -> Kept[UndoSignOff]:
    """Return the file of the decisions to take changes of a row back."""
    return _kept(path_for(last, state), str(last.row.key))


def beside(report: Path) -> Kept[UndoSignOff]:
    """Return the same file, by the report beside which it is kept."""
    return _kept(report.with_name(f"{report.stem}{_END}"), str(report))


def _kept(path: Path, row: str) -> Kept[UndoSignOff]:
    return Kept(
        path,
        UndoSignOff,
        missing=T("Nobody has decided to take back a change to the row of {key}.", key=row),
        hint=_hint(row),
        again=T("have it decided and run `ita-sync sign --undo` again"),
    )


def carried_out(signed: UndoSignOff, last: Change) -> bool:
    """Return whether the last change to a row is the taking back that was decided."""
    undone = last.kind in {Kind.UNDO, Kind.TAKE} and last.state is State.WRITTEN
    return undone and last.signoff == signed.journalled()


def require(signed: UndoSignOff, effect: Effect, last: Change) -> None:
    """Make sure that exactly this was decided.

    Raises:
        NotSignedOff: the row, the change or the target is another; every difference is listed.
    """
    if signed.effect.bound == effect.bound:
        return
    raise NotSignedOff(
        "undo-void",
        T(
            "What would be taken back from the row of {key} is not what was decided on {date}.",
            key=last.row.key,
            date=signed.day,
        ),
        details=_differences(signed.effect, effect),
        next_step=_hint(str(last.row.key)),
    )


def _differences(decided: Effect, now: Effect) -> list[Text]:
    was, new = decided.bound, now.bound
    found: list[Text] = []
    if was.key != new.key:
        found.append(T("It was decided for another row: {key}", key=decided.row))
    if (was.target, was.spreadsheet, was.gid) != (new.target, new.spreadsheet, new.gid):
        found.append(T("Target sheet: {was} → {now}", was=was.target, now=new.target))
    if (was.change, was.mark) != (new.change, new.mark):
        found.append(
            T("Change: that of mark {was} → that of mark {now}", was=was.mark, now=new.mark)
        )
    found += [T("As it stands: {line}", line=line) for line in columns(decided.stands, now.stands)]
    found += [
        T("As it will be: {line}", line=line) for line in columns(decided.becomes, now.becomes)
    ]
    if decided.what != now.what:
        found.append(T("Decided: {was}. Now: {now}.", was=decided.what, now=now.what))
    return found


def _hint(row: str) -> Text:
    return T(
        'After the executive has decided it: ita-sync sign --undo {key} --post "…" --date "…"',
        key=files.shell_quoted(row),
    )
