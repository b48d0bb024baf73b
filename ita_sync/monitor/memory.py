"""What the last runs of `verify` found: so that a schedule says a thing once, and its age is known.

A file of its own beside the journal: it can be lost without harm to any row.
"""

from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ita_sync import files
from ita_sync.i18n import LANGUAGES, Language, T

NAME = "verify.json"
MAX_BYTES = 16 * 1024 * 1024
AHEAD = T("lies ahead: the clock of this machine was changed")
_SLACK = 60.0  # seconds by which clocks are put right without anybody having changed them
_YEAR_2200 = 7_258_118_400.0

Moment = Annotated[float, Field(ge=0, lt=_YEAR_2200, allow_inf_nan=False)]
"""Epoch seconds that every system can show as a date."""


def is_ahead(at: float, now: float) -> bool:
    """Say whether a moment that was remembered has not come yet."""
    return at > now + _SLACK


class Told(BaseModel):
    """Something wrong that people were told.

    Attributes:
        first: when it was found first, in epoch seconds.
        last: when it was told last.
        what: in which words, by language.
        spreadsheet: which one it is in; None where it is in none.
        gid: of its tab there.
        code: of the finding.
        keys: of the rows concerned.
    """

    model_config = ConfigDict(extra="forbid")

    first: Moment
    last: Moment
    what: Annotated[dict[Language, str], Field(min_length=len(LANGUAGES))]
    spreadsheet: str | None = None
    gid: int | None = None
    code: str = ""
    keys: list[str] = []


class Memory(BaseModel):
    """What is remembered from run to run.

    Attributes:
        ran_at: when `verify` ended last, in epoch seconds; None if it never did.
        code: its exit code then.
        good_at: when it last looked at everything and all was right; None if it never was.
        rows: how many rows it looked at then.
        scheduled_at: when a scheduled run ended last; None if none ever did.
        told: what is wrong and was told by a scheduled run, by the identity of its cause.
        unsent: notices that no address of `[watch] notify` has taken yet, the oldest first.
    """

    model_config = ConfigDict(extra="forbid")

    ran_at: Moment | None = None
    code: int | None = None
    good_at: Moment | None = None
    rows: int = 0
    scheduled_at: Moment | None = None
    told: dict[str, Told] = {}
    unsent: list[str] = []

    def after(self, code: int, rows: int, now: float, *, good: bool) -> Self:
        """Return what is remembered once a run has ended.

        Args:
            code: its exit code.
            rows: how many rows it looked at.
            now: epoch seconds.
            good: it looked at everything, and all was right.
        """
        ended = {"ran_at": now, "code": code}
        return self.model_copy(update=ended | ({"good_at": now, "rows": rows} if good else {}))

    @classmethod
    def load(cls, state: Path) -> Self:
        """Return what the state folder remembers; nothing where the file is missing or damaged."""
        try:
            return cls.model_validate_json(files.read(state / NAME, MAX_BYTES))
        except (OSError, ValidationError):
            return cls()

    def save(self, state: Path) -> None:
        """Keep it, whole, for its owner alone.

        Raises:
            OSError: the folder cannot be written.
        """
        files.make_folder(state)
        with files.atomic_write(state / NAME, files.PRIVATE) as fresh:
            fresh.write_text(self.model_dump_json(indent=1) + "\n", "utf-8")
