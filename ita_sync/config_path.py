"""Where the configuration is looked for."""

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ita_sync.errors import ConfigError
from ita_sync.files import is_folder, is_taken
from ita_sync.i18n import T

FILE = "ita-sync.toml"
NAMES = (Path("config") / FILE, Path(FILE))
"""Where a configuration is found that nobody names, seen from a folder."""
_BUNDLED = Path(__file__).parent / "_config"
_SOURCE_TREE = Path(__file__).parent.parent / "config"
_EXAMPLE = "chaturat-2566.yaml"

Origin = Literal["given", "variable", "upwards", "beside", "user", "built-in"]
"""How a configuration was found: named by option or variable; from where one stands, or from beside
a report, upwards; in the user's own folder; none, so the one of the program."""


@dataclass(frozen=True)
class Found:
    """The configuration in use.

    Attributes:
        path: its file.
        origin: how it was found.
        others: those beside the reports that gave way to it.
    """

    path: Path
    origin: Origin
    others: tuple[Path, ...] = ()


def find(
    given: Path | None = None,
    env: Mapping[str, str] = os.environ,
    reports: Iterable[Path] = (),
) -> Found:
    """Look for the configuration.

    Args:
        given: the file, if it was named.
        env: the environment; `ITA_SYNC_CONFIG` names a file, too.
        reports: files or folders that the command names.

    Raises:
        ConfigError: `config-several`, reports have different ones beside them, and nothing else
            decides.
    """
    if given:
        return Found(given, "given")
    if env.get("ITA_SYNC_CONFIG"):
        return Found(Path(env["ITA_SYNC_CONFIG"]), "variable")
    beside = _distinct(filter(None, map(_upwards, _folders(reports))))
    if here := _upwards(Path()):
        others = tuple(path for path in beside if not _same(path, here))
        return Found(here, "upwards", others)
    if len(beside) > 1:
        raise ConfigError(
            "config-several",
            T("The reports have different configurations beside them."),
            details=[T("Found: {path}", path=path) for path in beside],
            next_step=T(
                "Name the one that counts with --config, or give the reports in separate runs."
            ),
        )
    if beside:
        return Found(beside[0], "beside")
    own = user_config()
    return Found(own, "user") if is_taken(own) else Found(bundled() / FILE, "built-in")


def user_config() -> Path:
    """Return where the user's own configuration is looked for."""
    import platformdirs  # only where no other configuration is found

    return platformdirs.user_config_path("ita-sync", appauthor=False) / FILE


def _folders(reports: Iterable[Path]) -> list[Path]:
    """Return the folders in which reports lie, each once."""
    return list(dict.fromkeys(path if is_folder(path) else path.parent for path in reports))


def _upwards(folder: Path) -> Path | None:
    """Return the nearest configuration in a folder or above it, up to home or root.

    A folder above in which everybody may write, such as /tmp, is passed over: anybody could put
    one there.
    """
    if found := _within(folder):
        return found
    try:
        start, home = Path(os.path.abspath(folder)), Path.home()  # noqa: PTH100 - a Path keeps `..`
    except (OSError, RuntimeError):  # the folder is gone, or nobody knows whose home it would be
        return None
    for above in () if start == home else start.parents:
        if (found := _within(above)) and not _for_everybody(above):
            return found
        if above == home:
            break
    return None


def _within(folder: Path) -> Path | None:
    return next((folder / name for name in NAMES if is_taken(folder / name)), None)


def _for_everybody(folder: Path) -> bool:
    try:
        return os.name != "nt" and bool(folder.stat().st_mode & stat.S_IWOTH)
    except OSError:
        return True


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _distinct(paths: Iterable[Path]) -> list[Path]:
    return list({os.path.realpath(path): path for path in paths}.values())


def is_built_in(path: Path) -> bool:
    """Say whether a configuration is the program's own: nothing is written beside it."""
    return path == bundled() / FILE or path.resolve().parent == _BUNDLED.resolve()


def bundled() -> Path:
    """Return the folder of the configuration that comes with the program."""
    return _BUNDLED if _BUNDLED.is_dir() else _SOURCE_TREE


def example() -> Path:
    """Return the example report that comes with the program."""
    installed = _BUNDLED / _EXAMPLE
    return installed if installed.is_file() else _SOURCE_TREE.parent / "examples" / _EXAMPLE
