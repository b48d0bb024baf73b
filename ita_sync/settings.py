"""Configuration: `ita-sync.toml` and the environment, read once into one frozen `Settings`."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from ita_sync import toml_file
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
from ita_sync.errors import ConfigError
from ita_sync.files import is_taken
from ita_sync.i18n import T
from ita_sync.toml_file import TomlError
from ita_sync.validation import faults

SANDBOX = "sandbox"
# Whole, so that nothing in it can be read as two hosts, and nothing follows the port.
_THIS_MACHINE = re.compile(
    r"http://(?:localhost|127(?:\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}|\[::1\])"
    r"(?::([1-9][0-9]{0,4}))?/?",
    re.IGNORECASE | re.ASCII,  # else ſ is an s
)
_LAST_PORT = 65535
_BUNDLED = Path(__file__).parent / "_config"
_SOURCE_TREE = Path(__file__).parent.parent / "config"


@dataclass(frozen=True)
class Settings:
    """Everything a command needs to know about its surroundings.

    `scheme` is the scheme by which the agency is assessed, where it is not that of local agencies.
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

    @property
    def on_sandbox(self) -> bool:
        """Whether the target is the embedded spreadsheet."""
        return self.target.spreadsheet == SANDBOX and self.api_root is None

    @property
    def practising(self) -> bool:
        """Whether nothing can reach Google: the sandbox, or an emulator on this machine."""
        return self.target.spreadsheet == SANDBOX or self.api_root is not None


def find(given: Path | None, env: Mapping[str, str] = os.environ) -> Path:
    """Return the configuration file.

    The first of: `given`, `ITA_SYNC_CONFIG`, `./config/ita-sync.toml`, the one of the program.
    """
    if given or env.get("ITA_SYNC_CONFIG"):
        return given or Path(env["ITA_SYNC_CONFIG"])
    local = Path("config") / "ita-sync.toml"
    return local if is_taken(local) else bundled() / "ita-sync.toml"


def is_built_in(path: Path) -> bool:
    """Say whether a configuration is the program's own: nothing is written beside it."""
    return path == bundled() / "ita-sync.toml" or path.resolve().parent == _BUNDLED.resolve()


def bundled() -> Path:
    """Return the folder of the configuration that comes with the program."""
    return _BUNDLED if _BUNDLED.is_dir() else _SOURCE_TREE


def load(
    given: Path | None = None,
    *,
    credentials: Path | None = None,
    any_year: bool = False,
    env: Mapping[str, str] = os.environ,
) -> Settings:
    """Read the configuration.

    Args:
        given: the file, if it was named.
        credentials: instead of those of the file.
        any_year: a person said that the configured tab is the one, whatever year it is of.
        env: the environment.

    Raises:
        ConfigError: `config-unreadable`; `config-invalid`, with the place of each wrong value;
            `key-columns`, the configured key of an agency without a code has no columns.
    """
    path = find(given, env)
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
