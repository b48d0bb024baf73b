"""The program itself: which one runs, whether it is whole, and what it finds beside it."""

import hashlib
import importlib.metadata
import platform
import shutil
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path

import ita_sync
from ita_sync import config_path, i18n
from ita_sync.i18n import T
from ita_sync.monitor.doctor.line import Light, Line, green, grey
from ita_sync.monitor.doctor.surroundings import Surroundings

_HOME = Path(ita_sync.__file__).parent
_OFFICE = Path("C:/Program Files/LibreOffice/program/soffice.exe")
_MANY = 5
"""Names of files that are worth a line each."""


def version(_: Surroundings) -> Line:
    """Say which program runs, by which Python, on what."""
    return green(
        T(
            "ita-sync {version}, Python {python}, {system}",
            version=ita_sync.__version__,
            python=platform.python_version(),
            system=platform.platform(),
        ),
        T("Program: {path}", path=shutil.which("ita-sync") or sys.executable),
        T("Installed in: {path}", path=_HOME),
    )


def installation(_: Surroundings) -> Line:
    """Say whether all files of the program are there, as they were made."""
    broken = [*_missing(), *spoilt(_own())]
    if not broken:
        return green(T("All files of the program are there."))
    return Line(
        Light.RED,
        T("Files of the program are missing or damaged."),
        T("Install the program again as it was installed, with `pip install --force-reinstall`."),
        [T("{path}", path=path) for path in broken[:_MANY]],
        "installation-damaged",
    )


def _missing() -> Iterator[Path]:
    """Yield what the program reads and is not there."""
    folder = config_path.bundled()
    wanted = [
        i18n.LOCALE_DIR / "th" / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo",
        folder / "ita-sync.toml",
    ]
    yield from (path for path in wanted if not path.is_file())
    if not any((folder / "frameworks").glob("*.toml")):
        yield folder / "frameworks"


def _own() -> importlib.metadata.Distribution | None:
    """Return the installation that runs; None where it is a folder of sources."""
    try:
        found = importlib.metadata.distribution("ita-sync")
    except importlib.metadata.PackageNotFoundError:
        return None
    return found if Path(str(found.locate_file("ita_sync"))) == _HOME else None


def spoilt(installed: importlib.metadata.Distribution | None) -> Iterator[Path]:
    """Yield the files that are not as the installer wrote them down."""
    for file in (installed and installed.files) or ():
        path = Path(str(file.locate()))
        if file.hash and file.hash.mode == "sha256" and _digest(path) != file.hash.value:
            yield path


def _digest(path: Path) -> str:
    """Return the digest of a file as installers write it; empty if it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError:
        return ""
    return urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def scans(surroundings: Surroundings) -> Line:
    """Say whether pictures can be read, and which digits are known."""
    return surroundings.scans()


def office(_: Surroundings) -> Line:
    """Say whether documents of an old Word can be turned into ones that are read."""
    program = next(filter(None, map(shutil.which, ("soffice", "libreoffice", str(_OFFICE)))), None)
    if program:
        return green(
            T("LibreOffice is there: it saves an old .doc as .docx, which `ita-sync read` takes.")
        )
    return grey(
        T("Only old .doc files need it: LibreOffice is not installed."),
        T("Save such a file as .docx in Word, or install LibreOffice."),
    )
