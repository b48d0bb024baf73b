"""Configuration: `ita-sync.toml` and the environment, read once into one frozen `Settings`."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from ita_sync import sheet_address, toml_file
from ita_sync.config_file import (
    KEY_WITHOUT_CODE,
    RULES,
    Column,
    ConfigFile,
    Patience,
    Target,
    Watch,
    key_columns_without_code,
)
from ita_sync.config_path import Origin, bundled, find
from ita_sync.errors import ConfigError
from ita_sync.i18n import T, Text
from ita_sync.toml_file import TomlError
from ita_sync.validation import faults

SANDBOX = sheet_address.SANDBOX
# Whole, so that nothing in it can be read as two hosts, and nothing follows the port.
_THIS_MACHINE = re.compile(
    r"http://(?:localhost|127(?:\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}|\[::1\])"
    r"(?::([1-9][0-9]{0,4}))?/?",
    re.IGNORECASE | re.ASCII,  # else ſ is an s
)
_LAST_PORT = 65535


@dataclass(frozen=True)
class Settings:
    """Everything a command needs to know about its surroundings.

    Attributes:
        path: the configuration.
        scheme: by which the agency is assessed, where it is not that of local agencies.
        origin: how the configuration was found.
        passed_over: those beside the reports that gave way to it.

    The other attributes are those of the file.
    """

    path: Path
    target: Target
    columns: tuple[Column, ...]
    patience: Patience
    credentials: Path | None
    state: Path
    api_root: str | None
    framework_folders: tuple[Path, ...]
    key_without_code: tuple[str, ...] = KEY_WITHOUT_CODE
    scheme: str = ""
    watch: Watch = field(default_factory=Watch)
    origin: Origin = "given"
    passed_over: tuple[Path, ...] = ()

    @property
    def on_sandbox(self) -> bool:
        """Whether the target is the embedded spreadsheet."""
        return self.target.spreadsheet_id == SANDBOX and self.api_root is None

    @property
    def practising(self) -> bool:
        """Whether nothing can reach Google: the sandbox, or an emulator on this machine."""
        return self.target.spreadsheet_id == SANDBOX or self.api_root is not None

    def require_meant(self, spreadsheet: str, what: Text) -> None:
        """Refuse the practice sheet where another spreadsheet is meant.

        Args:
            spreadsheet: the id of that which is meant.
            what: says so.

        Raises:
            ConfigError: `practice-config`.
        """
        if self.target.spreadsheet_id != SANDBOX or spreadsheet == SANDBOX:
            return
        built_in = self.origin == "built-in"
        raise ConfigError(
            "practice-config",
            what,
            details=[
                T("No configuration was found; the one in use is the practice one built in.")
                if built_in
                else T("The configuration in use is for practice: {path}", path=self.path)
            ],
            next_step=T(
                "Give the configuration of that spreadsheet with --config FILE or ITA_SYNC_CONFIG, "
                "or start in the folder where it lies."
            ),
        )


def load(
    given: Path | None = None,
    *,
    credentials: Path | None = None,
    any_year: bool = False,
    env: Mapping[str, str] = os.environ,
    reports: Iterable[Path] = (),
) -> Settings:
    """Read the configuration.

    Args:
        given: the file, if it was named.
        credentials: instead of those of the file.
        any_year: a person said that the configured tab is the one, whatever year it is of.
        env: the environment.
        reports: files or folders that the command names.

    Raises:
        ConfigError: as `find`; `config-unreadable`; `config-invalid`, with the place of each wrong
            value; `key-columns`, the configured key of an agency without a code has no columns.
    """
    found = find(given, env, reports)
    path = found.path
    data = _read(path)
    try:
        parsed = ConfigFile.model_validate(data)
    except ValidationError as error:
        raise ConfigError(
            "config-invalid",
            T("The configuration {path} has values that do not fit.", path=path),
            details=faults(error, RULES),
            next_step=T(
                "Correct the places listed; config/ita-sync.toml of the project shows each setting."
            ),
        ) from None
    if "key_without_code" in parsed.model_fields_set:
        key_columns_without_code(parsed.columns, parsed.key_without_code)
    own = credentials or (path.parent / parsed.credentials if parsed.credentials else None)
    return Settings(
        path=path,
        target=parsed.target.model_copy(update={"any_year": any_year or parsed.target.any_year}),
        columns=parsed.columns,
        patience=parsed.patience,
        credentials=own,
        state=state_folder(env),
        api_root=_api_root(env),
        framework_folders=(path.parent / "frameworks", bundled() / "frameworks"),
        key_without_code=parsed.key_without_code,
        scheme=parsed.scheme,
        watch=parsed.watch,
        origin=found.origin,
        passed_over=found.others,
    )


def state_folder(env: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of journal, lock and sandbox: `ITA_SYNC_STATE`, else the user's data."""
    if env.get("ITA_SYNC_STATE"):
        return Path(env["ITA_SYNC_STATE"])
    import platformdirs  # only where the folder is not named

    return platformdirs.user_data_path("ita-sync", appauthor=False)


def _api_root(env: Mapping[str, str]) -> str | None:
    root = env.get("ITA_SYNC_API_ROOT")
    if not root:
        return None
    if not is_this_machine(root):
        raise ConfigError(  # what it is is not printed: it may hold a password
            "api-root",
            T("ITA_SYNC_API_ROOT is no address of an emulator on this machine."),
            next_step=T("Use an address such as http://127.0.0.1:8080, or remove the variable."),
        )
    return root.rstrip("/").lower()


def is_this_machine(address: str) -> bool:
    """Say whether an address is this machine's, over plain HTTP, with nothing behind the port."""
    found = _THIS_MACHINE.fullmatch(address)
    return found is not None and int(found[1] or 1) <= _LAST_PORT


def _read(path: Path) -> dict[str, object]:
    try:
        return toml_file.read(path)
    except TomlError as error:
        raise ConfigError(
            "config-unreadable",
            T("The configuration {path} cannot be read: {reason}", path=path, reason=error.reason),
            next_step=T("Check the path given with --config or ITA_SYNC_CONFIG.")
            if error.unopened
            else T("Correct that place in the file, and save it as text in UTF-8."),
        ) from None
