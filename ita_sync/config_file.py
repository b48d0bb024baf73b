"""What may stand in `ita-sync.toml`: the sheet, its columns, the key of a row, how long to wait."""

import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

from ita_sync import characters, sheet_address, thai, toml_file
from ita_sync.errors import ConfigError
from ita_sync.i18n import T

CellType = Literal["text", "number", "link"]
"""How a cell is sent: text stays text, whatever it looks like."""

KEY_WITHOUT_CODE = ("agency.full_name", "agency.province", "fiscal_year")
"""What the key is made of where an agency has no code, unless configured otherwise."""
_NAMES = {"agency.name", "agency.full_name"}

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

RULES = {
    "ping": T("`ping` must be an address that begins with https://, without a name and password"),
    "tab-or-gid": T("give either `tab` (the title) or `gid`"),
    **sheet_address.FAULTS,
    "constant": T("must be a text in quotes or a number"),
    "control": T("must not contain control characters"),
    "field-or-constant": T("give either `field` or `constant`, one of the two"),
    "header-twice": T("two columns have the same header"),
    "no-key": T("no column has key = true; the key tells which report a row belongs to"),
    "key-code": T("must do without agency.code: it is for the agencies that have none"),
    "key-nobody": T("must name the agency: agency.full_name, or agency.name"),
    "empty": T("must not be empty"),
    "path": toml_file.BACKSLASH,
    "scheme": T("must be the name of a scheme in small Latin letters, such as colleges"),
}
"""What the models themselves refuse, by the type of their error."""


def _refuse(kind: str) -> PydanticCustomError:
    return PydanticCustomError(kind, str(RULES[kind]))


def _constant(value: object) -> object:
    """Refuse what is neither text nor number once, not once for each type of the union."""
    finite = not isinstance(value, Decimal) or value.is_finite()
    if isinstance(value, str) and characters.unprintable(thai.clean(value), keep=characters.LAYOUT):
        raise _refuse("control")
    if isinstance(value, str | int | Decimal) and finite:
        return value
    raise _refuse("constant")


def _path(value: Path) -> Path:
    r"""Refuse a path such as "C:\temp", in which TOML reads `\t` as a tab."""
    if any(ord(character) < ord(" ") for character in str(value)):
        raise _refuse("path")
    return value


def _scheme(value: str) -> str:
    """Refuse what is no part of the name of a year's file."""
    if not re.fullmatch(r"[a-z0-9-]{1,40}", value):
        raise _refuse("scheme")
    return value


def _header(value: str) -> str:
    header = thai.clean(value)
    if not header:
        raise _refuse("empty")
    if characters.unprintable(header, keep=characters.LAYOUT):
        raise _refuse("control")
    return header


def _key_without_code(fields: tuple[str, ...]) -> tuple[str, ...]:
    if "agency.code" in fields:
        raise _refuse("key-code")
    if _NAMES.isdisjoint(fields):  # all agencies of a province would share one row
        raise _refuse("key-nobody")
    return tuple(dict.fromkeys(fields))


_Header = Annotated[str, Field(max_length=500), AfterValidator(_header)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Target(_Part):
    """Which tab of which spreadsheet: by `gid`, Google's number of a tab, or by its title."""

    spreadsheet: str = Field(min_length=1)
    tab: str | None = None
    gid: int | None = Field(None, ge=0)
    header_row: int | None = Field(None, ge=1)
    any_year: bool = False
    mode: Literal["add", "fill"] = "add"
    running: Annotated[str, Field(max_length=500), AfterValidator(_header)] | None = None

    @property
    def spreadsheet_id(self) -> str:
        """The id inside an address, or the id itself."""
        return sheet_address.spreadsheet_id(self.spreadsheet)

    @model_validator(mode="before")
    @classmethod
    def _decided_by_gid(cls, data: object) -> object:
        """Take the tab from the address where none is named; let `gid` decide over a title.

        A title may be told beside it, for people.
        """
        if not isinstance(data, dict):
            return data
        if data.get("gid") is not None:
            return {name: value for name, value in data.items() if name != "tab"}
        found = sheet_address.gid(str(data.get("spreadsheet")))
        return data if found is None or data.get("tab") is not None else {**data, "gid": found}

    @model_validator(mode="after")
    def _one_tab(self) -> Self:
        if self.tab is None and self.gid is None:
            raise _refuse("tab-or-gid")
        if kind := sheet_address.fault(self.spreadsheet):
            raise _refuse(kind)
        return self

    def __str__(self) -> str:
        return f"{self.spreadsheet_id} · {self.tab if self.tab is not None else f'gid={self.gid}'}"


class Column(_Part):
    """One column of the sheet: its header and what goes there."""

    header: _Header
    field: str | None = None
    constant: Annotated[str | int | Decimal | None, BeforeValidator(_constant)] = None
    type: CellType = "text"
    key: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.field is None) == (self.constant is None):
            raise _refuse("field-or-constant")
        return self


class Patience(_Part):
    """How long to wait, in seconds."""

    connect: float = Field(10, gt=0, le=120)
    read: float = Field(60, gt=0, le=300)
    look: float = Field(30, gt=0, le=3600)
    deadline: float = Field(300, gt=0, le=3600)


def _ping(value: str) -> str:
    """Refuse what would go over the network as plain text, and what is no address at all."""
    try:
        parts = urlsplit(value.strip())
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise _refuse("ping") from None
    at_home = parts.scheme == "http" and host in _LOOPBACK
    web = parts.scheme == "https" or at_home
    if not web or not host or parts.username is not None or not value.strip().isprintable():
        raise _refuse("ping")
    return value.strip()


class Watch(_Part):
    """What a scheduled `verify` does beside looking.

    Attributes:
        online: it opens the links, too.
        remind: days after which what is still wrong is told again.
        ping: the address of a watchdog that is told how each run began and ended.
        notify: where to send what changed, in apprise's notation.
    """

    online: bool = False
    remind: int = Field(7, ge=1, le=366)
    ping: Annotated[str, AfterValidator(_ping)] | None = None
    notify: tuple[str, ...] = ()


class ConfigFile(_Part):
    """All of the file."""

    scheme: Annotated[str, AfterValidator(_scheme)] = ""
    key_without_code: Annotated[tuple[str, ...], AfterValidator(_key_without_code)] = (
        KEY_WITHOUT_CODE
    )
    target: Target
    credentials: Annotated[Path, AfterValidator(_path)] | None = None
    patience: Patience = Patience()
    watch: Watch = Watch()
    columns: tuple[Column, ...] = Field(min_length=1, max_length=500)

    @model_validator(mode="before")
    @classmethod
    def _credentials_of_target(cls, data: object) -> object:
        """Take `credentials` from below `[target]`, too: there its line in the sample file ends up.

        A line without `#` in front belongs to the section above it.
        """
        target = data.get("target") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(target, dict) or "credentials" in data:
            return data
        rest = {name: value for name, value in target.items() if name != "credentials"}
        moved = {"credentials": target["credentials"]} if "credentials" in target else {}
        return {**data, "target": rest, **moved}

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        folded = [thai.fold(c.header) for c in self.columns]
        if len(set(folded)) < len(folded):
            raise _refuse("header-twice")
        if not any(c.key for c in self.columns):
            raise _refuse("no-key")
        return self


def columns_by_field(columns: Iterable[Column]) -> dict[str, Column]:
    """Return the first column of each field of the report."""
    found: dict[str, Column] = {}
    for column in columns:
        if column.field:
            found.setdefault(column.field, column)
    return found


def key_columns_without_code(
    columns: Iterable[Column], fields: Iterable[str]
) -> tuple[Column, ...]:
    """Return the columns of the key of an agency without a code, in the order of `fields`.

    Raises:
        ConfigError: `key-columns`, some of the fields are in no column.
    """
    by_field = columns_by_field(columns)
    missing = [field for field in fields if field not in by_field]
    if not missing:
        return tuple(by_field[field] for field in fields)
    raise ConfigError(
        "key-columns",
        T("The key of an agency without a code needs columns for: {fields}.", fields=missing),
        details=[
            T('Add: [[columns]], header = "…" as in the sheet, field = "{field}"', field=field)
            for field in missing
        ],
        next_step=T(
            "Add these columns to the configuration and the sheet; or name fields in "
            "key_without_code that have columns."
        ),
    )
