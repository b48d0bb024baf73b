"""Configuration: `ita-sync.toml` and the environment, read once into one frozen `Settings`."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from ita_sync import thai
from ita_sync.errors import ConfigError
from ita_sync.i18n import T, Text

SANDBOX = "sandbox"
MAX_BYTES = 256 * 1024
CellType = Literal["text", "number", "link"]
"""How a cell is sent: text stays text, whatever it looks like."""

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_SHEET_URL = re.compile(r"https://docs\.google\.com/spreadsheets/(?:u/\d+/)?d/([\w-]+)")
_GID = re.compile(r"[#?&]gid=(\d+)")
_BUNDLED = Path(__file__).parent / "_config"
_SOURCE_TREE = Path(__file__).parent.parent / "config"

_Header = Annotated[str, AfterValidator(thai.clean), Field(min_length=1, max_length=500)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Target(_Part):
    """Which tab of which spreadsheet. `gid` is Google's number of a tab.

    One of `tab` and `gid` is given.
    """

    spreadsheet: str = Field(min_length=1)
    tab: str | None = None
    gid: int | None = Field(None, ge=0)
    header_row: int | None = Field(None, ge=1)

    @property
    def spreadsheet_id(self) -> str:
        """The id inside an address, or the id itself."""
        found = _SHEET_URL.match(self.spreadsheet)
        return found[1] if found else self.spreadsheet

    @model_validator(mode="before")
    @classmethod
    def _gid_from_address(cls, data: object) -> object:
        if isinstance(data, dict) and data.get("tab") is None and data.get("gid") is None:
            found = _GID.search(str(data.get("spreadsheet")))
            return {**data, "gid": int(found[1])} if found else data
        return data

    @model_validator(mode="after")
    def _one_tab(self) -> Self:
        if (self.tab is None) == (self.gid is None):
            raise ValueError("tab-or-gid")
        if not re.fullmatch(r"[\w-]+", self.spreadsheet_id):
            raise ValueError("spreadsheet")
        return self

    def __str__(self) -> str:
        return f"{self.spreadsheet_id} · {self.tab if self.tab is not None else f'gid={self.gid}'}"


class Column(_Part):
    """One column of the sheet: its header and what goes there."""

    header: _Header
    field: str | None = None
    constant: str | int | Decimal | None = None
    type: CellType = "text"
    key: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.field is None) == (self.constant is None):
            raise ValueError("field-or-constant")
        return self


class Patience(_Part):
    """How long to wait, in seconds."""

    connect: float = Field(10, gt=0, le=120)
    read: float = Field(60, gt=0, le=300)
    deadline: float = Field(300, gt=0, le=3600)


class _File(_Part):
    target: Target
    credentials: Path | None = None
    patience: Patience = Patience()
    columns: tuple[Column, ...] = Field(min_length=1, max_length=500)

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        folded = [thai.fold(c.header) for c in self.columns]
        if len(set(folded)) < len(folded):
            raise ValueError("header-twice")
        if not any(c.key for c in self.columns):
            raise ValueError("no-key")
        return self


@dataclass(frozen=True)
class Settings:
    """Everything a command needs to know about its surroundings."""

    path: Path
    target: Target
    columns: tuple[Column, ...]
    patience: Patience
    credentials: Path | None
    state: Path
    api_root: str | None
    framework_folders: tuple[Path, ...]

    @property
    def on_sandbox(self) -> bool:
        """Whether the target is the embedded spreadsheet."""
        return self.target.spreadsheet == SANDBOX and self.api_root is None

    @property
    def practising(self) -> bool:
        """Whether nothing can reach Google: the embedded spreadsheet, or an emulator on this machine."""
        return self.target.spreadsheet == SANDBOX or self.api_root is not None


def find(given: Path | None, env: Mapping[str, str] = os.environ) -> Path:
    """Return the configuration file: given, else `ITA_SYNC_CONFIG`, else `./config/ita-sync.toml`, else ours."""
    if given or env.get("ITA_SYNC_CONFIG"):
        return given or Path(env["ITA_SYNC_CONFIG"])
    local = Path("config") / "ita-sync.toml"
    return local if local.is_file() else bundled() / "ita-sync.toml"


def bundled() -> Path:
    """Return the folder of the configuration that comes with the program."""
    return _BUNDLED if _BUNDLED.is_dir() else _SOURCE_TREE


def load(
    given: Path | None = None,
    *,
    credentials: Path | None = None,
    env: Mapping[str, str] = os.environ,
) -> Settings:
    """Read the configuration.

    Raises:
        ConfigError: unreadable, or a value that does not fit; every problem is listed with its
            place.
    """
    path = find(given, env)
    data = _read(path)
    try:
        parsed = _File.model_validate(data)
    except ValidationError as error:
        raise ConfigError(
            "config-invalid",
            T("The configuration {path} has values that do not fit.", path=path),
            details=[_problem(e["loc"], e["type"], e["msg"]) for e in error.errors()],
            next_step=T(
                "Correct the places listed; config/ita-sync.toml of the project shows each setting."
            ),
        ) from None
    own = credentials or (path.parent / parsed.credentials if parsed.credentials else None)
    return Settings(
        path=path,
        target=parsed.target,
        columns=parsed.columns,
        patience=parsed.patience,
        credentials=own,
        state=state_folder(env),
        api_root=_api_root(env),
        framework_folders=(path.parent / "frameworks", bundled() / "frameworks"),
    )


def state_folder(env: Mapping[str, str] = os.environ) -> Path:
    """Return where journal, lock and sandbox live: `ITA_SYNC_STATE`, else the user's data folder."""
    if env.get("ITA_SYNC_STATE"):
        return Path(env["ITA_SYNC_STATE"])
    return platformdirs.user_data_path("ita-sync", appauthor=False)


def _api_root(env: Mapping[str, str]) -> str | None:
    root = env.get("ITA_SYNC_API_ROOT")
    if not root:
        return None
    parts = urlsplit(root)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        raise ConfigError(
            "api-root",
            T(
                "ITA_SYNC_API_ROOT is {root}; only an emulator on this machine is allowed.",
                root=root,
            ),
            next_step=T("Use an address such as http://127.0.0.1:8080, or remove the variable."),
        )
    return root.rstrip("/")


def _read(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) <= MAX_BYTES:
            return tomllib.loads(raw.decode("utf-8-sig"), parse_float=Decimal)
        problem: str | Text = T("it is larger than {limit} bytes", limit=MAX_BYTES)
    except (OSError, ValueError, RecursionError) as error:
        problem = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    raise ConfigError(
        "config-unreadable",
        T("The configuration {path} cannot be read: {reason}", path=path, reason=problem),
        next_step=T(
            "Check the path given with --config or ITA_SYNC_CONFIG, and that it is TOML in UTF-8."
        ),
    )


_RULES = {
    "tab-or-gid": T("give either `tab` (the title) or `gid`, one of the two"),
    "spreadsheet": T(
        "`spreadsheet` is neither 'sandbox' nor an address or id of a Google spreadsheet"
    ),
    "field-or-constant": T("give either `field` or `constant`, one of the two"),
    "header-twice": T("two columns have the same header"),
    "no-key": T("no column has key = true; the key tells which report a row belongs to"),
}


def _problem(loc: tuple[int | str, ...], kind: str, message: str) -> Text:
    place = "".join(
        f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc
    ).lstrip(".")
    rule = _RULES.get(message.removeprefix("Value error, "))
    if rule is None:
        rule = {
            "missing": T("is missing"),
            "extra_forbidden": T("is not a setting"),
        }.get(kind, T("does not fit: {message}", message=message))
    return T("{place}: {rule}", place=place or "file", rule=rule)
