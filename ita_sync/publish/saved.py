"""A saved plan: what a dry run showed, to be carried out later exactly so, or not at all.

The file names reports by path and digest; it holds neither their content nor anything secret. Its
own digest tells that it was edited, not by whom: it is no signature.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict

from ita_sync import files
from ita_sync.errors import SheetConflict, WrongFile, os_reason
from ita_sync.files import storable
from ita_sync.i18n import T, Text
from ita_sync.publish.plan import Plan
from ita_sync.publish.share import places
from ita_sync.row import digest_of
from ita_sync.settings import Settings

HOURS = 24
"""For which a plan may be carried out."""
MAX_BYTES = 16 * 1024 * 1024

KIND: Literal["ita-sync plan"] = "ita-sync plan"
_VERSION: Literal[1] = 1
_OTHER_VERSION = T(
    "it is a plan of version {version}, and this ita-sync carries out version {ours}"
)
ANEW = T("Make a new plan: `ita-sync push --dry-run -o FILE REPORTS`.")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Part):
    """What is to be done for one report.

    Attributes:
        report: its path.
        file: digest (SHA-256, hex) of the report file.
        signoff: of the decision.
        row: of the row's content.
        key: of the row, for people.
        identity: the same for programs.
        action: what is to be done, as a plan calls it.
        at: the row of the sheet, 1-based.
        stands: digest of what stands in the cells that are written, of a row that exists.
    """

    report: str
    file: str
    signoff: str
    row: str
    key: str
    identity: str
    action: str
    at: int
    stands: str = ""


class Aim(_Part):
    """Where the rows go: spreadsheet, tab, and the digest of what stands in which column."""

    spreadsheet: str
    gid: int
    tab: str
    mapping: str


class Saved(_Part):
    """A plan as it is kept in a file.

    Attributes:
        made_at: by this machine's clock.
        seen_at: by the server's.
        restore: a person decided that removed rows are to be written again.
        this_tab: a person said that the tab is right, although it is of another year.
        digest: of all the rest.
    """

    kind: Literal["ita-sync plan"] = KIND
    schema_version: Literal[1] = _VERSION
    made_at: AwareDatetime
    seen_at: AwareDatetime
    aim: Aim
    restore: bool
    this_tab: bool
    items: tuple[Item, ...]
    digest: str = ""

    @classmethod
    def of(
        cls, planned: Sequence[tuple[Plan, str]], settings: Settings, now: float, *, restore: bool
    ) -> Self:
        """Return the plan to save.

        Args:
            planned: what is to be done, one at least, and the digest of each report file.
            settings: mapping and target.
            now: by this machine's clock.
            restore: a person decided that removed rows are to be written again.
        """
        plans = [plan for plan, _ in planned]
        snapshot, rows = plans[0].table.snapshot, places(plans)
        unique = {plan.summary.key.identity: (plan, file) for plan, file in planned}
        saved = cls(
            made_at=_moment(now),
            seen_at=_moment(snapshot.at),
            aim=Aim(
                spreadsheet=settings.target.spreadsheet_id,
                gid=snapshot.sheet_id,
                tab=snapshot.title,
                mapping=mapping_of(settings),
            ),
            restore=restore,
            this_tab=settings.target.any_year,
            items=tuple(_item(plan, file, rows[key]) for key, (plan, file) in unique.items()),
        )
        return saved.model_copy(update={"digest": saved.content_digest()})

    def write(self, path: Path) -> None:
        """Write the plan, whole or not at all.

        Raises:
            OSError: it cannot be.
        """
        with files.atomic_write(path, files.PRIVATE) as fresh:
            fresh.write_text(self.model_dump_json(indent=1) + "\n", "utf-8")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a plan.

        Raises:
            WrongFile: it cannot be read, or is none.
            SheetConflict: it was edited.
        """
        try:
            data = files.read(path, MAX_BYTES)
        except OSError as error:
            raise _unreadable(path, os_reason(error)) from None
        version = _version(data)
        if version is None:
            raise _unreadable(path, T("it is no plan of ita-sync"))
        if version != _VERSION:
            raise _unreadable(path, T(_OTHER_VERSION.msgid, version=version, ours=_VERSION))
        try:
            saved = cls.model_validate_json(data)
        except ValueError:  # a field is missing, or one too many
            saved = None
        if saved is None or saved.digest != saved.content_digest():
            raise SheetConflict(
                "plan-edited",
                T("The plan {path} was changed after it was made.", path=path),
                next_step=ANEW,
            )
        return saved

    @staticmethod
    def is_at(path: Path) -> bool:
        """Say whether a file is a saved plan, edited or not: another may take its place."""
        try:
            return _version(files.read(path, MAX_BYTES)) is not None
        except OSError:
            return False

    def content_digest(self) -> str:
        """Return the digest that the content makes: the one kept in it, unless it was edited."""
        return digest_of(self.model_dump(mode="json", exclude={"digest"}))

    @property
    def agreed(self) -> dict[str, tuple[str, str]]:
        """What is to be done for each row, and on what, by the identity of its key."""
        return {item.identity: (item.action, item.stands) for item in self.items}

    def require_fresh(self, now: float, server: float | None = None) -> None:
        """Make sure that the plan may still be carried out, by the clock that went furthest.

        Args:
            now: by this machine's clock.
            server: by the server's, where that is known.

        Raises:
            SheetConflict: `plan-expired`.
        """
        passed = [now - self.made_at.timestamp()]
        passed += [] if server is None else [server - self.seen_at.timestamp()]
        if max(passed) > HOURS * 3600:
            raise SheetConflict(
                "plan-expired",
                T(
                    "The plan was made on {at}; it may be carried out for {hours} hours.",
                    at=self.made_at.astimezone().strftime("%Y-%m-%d %H:%M"),
                    hours=HOURS,
                ),
                next_step=ANEW,
            )


def _version(data: bytes) -> int | None:
    """Return of which version a plan is, ours where it says none; None for what is no plan."""
    try:
        content = json.loads(data)
    except ValueError:
        return None
    if not isinstance(content, dict) or content.get("kind") != KIND:
        return None
    said = content.get("schema_version")
    return said if isinstance(said, int) else _VERSION


def _unreadable(path: Path, reason: Text) -> WrongFile:
    return WrongFile(
        "plan-unreadable",
        T("The plan {path} cannot be read: {reason}", path=path, reason=reason),
        next_step=ANEW,
    )


def _item(plan: Plan, file: str, row: int) -> Item:
    draft = plan.draft
    return Item(
        report=draft.path or storable(draft.report),
        file=file,
        signoff=draft.signoff_digest,
        row=draft.row.digest,
        key=str(draft.row.key),
        identity=draft.row.key.identity,
        action=plan.action,
        at=row + 1,
        stands=plan.stands,
    )


def mapping_of(settings: Settings) -> str:
    """Return the digest of what stands in which column, and of what makes the key."""
    return digest_of(
        {
            "columns": [column.model_dump(mode="json") for column in settings.columns],
            "header_row": settings.target.header_row,
            "mode": settings.target.mode,
            "running": settings.target.running,
            "key_without_code": list(settings.key_without_code),
        }
    )


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
