"""The decision to take the last change of a row back, bound to that change and to what comes of it.

It is a decision of its own, kept beside the report as `<report>.undo.json`, or in the state folder
where the report's folder is gone. Bound: the row's key, the change, the row as it stands and as it
will be, and the target; once it was carried out it covers nothing more.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ita_sync import files, thai
from ita_sync.approval import kept
from ita_sync.approval.content import cells_of, columns
from ita_sync.errors import NotSignedOff
from ita_sync.i18n import T, Text
from ita_sync.journal import Change, Draft, Kind, State
from ita_sync.report import Decision
from ita_sync.row import digest_of

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


class UndoSignOff(BaseModel):
    """A recorded decision to take a change back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    decision: Decision
    statement: dict[str, str]
    effect: Effect
    recorded_at: str

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
        return report.with_name(f"{report.stem}.undo.json")
    place = last.place
    row = {"key": last.row.key.identity, "spreadsheet": place.spreadsheet, "gid": place.gid}
    return state / f"{digest_of(row)[:16]}.undo.json"


def record(
    path: Path, decision: Decision, said: Text, effect: Effect, *, recorded_at: str
) -> UndoSignOff:
    """Write the decision (whole or not at all) and return it.

    Raises:
        ConfigError: the folder cannot be written.
    """
    signed = UndoSignOff(
        decision=decision, statement=said.both(), effect=effect, recorded_at=recorded_at
    )
    kept.write(path, signed.model_dump(mode="json"))
    return signed


def set_aside(path: Path) -> Path | None:
    """Keep the decision that a new one replaces under another name; None where there is none.

    Raises:
        ConfigError: it cannot be kept.
    """
    return kept.set_aside(path)[0] if files.is_taken(path) else None


def load(path: Path, last: Change) -> UndoSignOff:
    """Read the decision on a change.

    Raises:
        NotSignedOff: there is none, or its file is damaged.
    """
    missing = T("Nobody has decided to take back a change to the row of {key}.", key=last.row.key)
    return kept.read(path, UndoSignOff, missing=missing, hint=_hint(last))


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
            date=thai.format_date(signed.decision.date),
        ),
        details=_differences(signed.effect, effect),
        next_step=_hint(last),
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


def _hint(last: Change) -> Text:
    return T(
        'After the executive has decided it: ita-sync sign --undo {key} --post "…" --date "…"',
        key=files.shell_quoted(str(last.row.key)),
    )
