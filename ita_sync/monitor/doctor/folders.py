"""What lies on this machine: the configuration in use, the state folder, the journal."""

import os
from importlib.util import find_spec
from pathlib import Path

from ita_sync import files, settings
from ita_sync.google import credentials
from ita_sync.i18n import N, T, Text
from ita_sync.journal import Journal, require_place
from ita_sync.monitor.doctor import drives
from ita_sync.monitor.doctor.line import Light, Line, for_its_owner, green, grey, yellow
from ita_sync.monitor.doctor.surroundings import Surroundings
from ita_sync.monitor.telling import is_known

_VERSION_AT = slice(60, 64)
"""Where SQLite keeps the version that a program gave its tables (sqlite.org/fileformat2.html)."""
_KILO = 1024


def configuration(surroundings: Surroundings) -> Line:
    """Say which configuration is used, why that one, and for which sheet."""
    chosen = surroundings.settings
    path, target = chosen.path, T("Sheet: {target}", target=chosen.target)
    if chosen.origin == "built-in":
        return yellow(
            T("No configuration was found: the one built in is used, and the practice sheet."),
            T("For the province's sheet run `ita-sync init`: it asks for what it needs."),
        )
    where = T("{path} ({why})", path=path.resolve(), why=_WHY[chosen.origin])
    if wrong := _notices(chosen):
        next_step, what = wrong
        return yellow(where, next_step, target, what)
    if chosen.practising:
        return green(where, target, T("It is for practice: nothing reaches NACC."))
    return green(where, target)


def _notices(chosen: settings.Settings) -> tuple[Text, Text] | None:
    """Return what to do about the notices under [watch] and why, None where all is well."""
    watch = chosen.watch
    if (watch.ping or watch.notify) and credentials.exposed(chosen.path):
        shown = T("Others can read the addresses under [watch], which are secrets.")
        return for_its_owner(chosen.path), shown
    if watch.notify and not find_spec("apprise"):
        wanted = T("What sends the notices under [watch] is not installed.")
        return T('Run: pip install "ita-sync[notify]"'), wanted
    if unknown := [at for at, each in enumerate(watch.notify, 1) if not is_known(each)]:
        return (
            T("Correct it as https://github.com/caronc/apprise/wiki says."),
            T("[watch] notify: apprise does not know address number {numbers}.", numbers=unknown),
        )
    return None


_WHY: dict[str, Text] = {
    "given": T("named with --config"),
    "variable": T("named by ITA_SYNC_CONFIG"),
    "upwards": T("found from this folder upwards"),
    "beside": T("found beside the report"),
    "user": T("found in the user's configuration folder"),
}


_ELSEWHERE: dict[drives.Where, Text] = {
    "network": T("It is on a network drive, where two machines can write at the same time."),
    "synced": T("It is in a folder that a program copies elsewhere and may put back."),
}
_MOVE = T(
    "Keep it on this machine's own disk: end all runs, copy the whole folder there, and set "
    "ITA_SYNC_STATE to the new place."
)


def state(_: Surroundings) -> Line:
    """Say where the state folder is, and whether it can be written, without writing."""
    folder = settings.state_folder()
    there = files.is_folder(folder)
    require_place(folder)
    if not _writable(folder):
        return Line(
            Light.RED,
            T("The state folder {path} cannot be written.", path=folder),
            T("Give this account the right to write there, or set ITA_SYNC_STATE to a folder."),
            code="state-unwritable",
        )
    what = T("{path}", path=folder) if there else T("{path} (made when needed)", path=folder)
    elsewhere = _ELSEWHERE.get(drives.where(folder))
    return yellow(what, _MOVE, elsewhere) if elsewhere else green(what)


def _writable(folder: Path) -> bool:
    """Say whether a folder can be written, or be made."""
    for each in (folder, *folder.absolute().parents):
        if files.is_taken(each):
            return files.is_folder(each) and os.access(each, os.W_OK | os.X_OK)
    return False


_EMPTY = T(
    "If nothing was pushed from here yet, all is well. Else it was lost: bring the file back from "
    "a backup; without one, push the reports again: rows that stand in the sheet are not written "
    "a second time."
)


def journal(_: Surroundings) -> Line:
    """Say whether the journal is whole, and what is open in it."""
    folder = settings.state_folder()
    with Journal(folder, read_only=True) as found:  # reads all of it, and holds it to its seals
        if not files.exists(found.path):
            return grey(
                T("There is none yet: nothing was pushed from here."),
                T(
                    "If rows were pushed from another machine, copy its journal.sqlite here first: "
                    "docs/operating.md, “Moving to another machine”."
                ),
            )
        if not found.path.stat().st_size:
            return yellow(T("{path} is empty.", path=found.path), _EMPTY)
        rows, pending, path = len(found.history()), len(found.pending()), found.path
    what = T(
        "{path} is whole: {rows}, {size} KB, version {version}",
        path=path,
        rows=N("{count} entry", "{count} entries", count=rows),
        size=-(-path.stat().st_size // _KILO),
        version=int.from_bytes(files.read(path, _KILO)[_VERSION_AT], "big"),
    )
    if not pending:
        return green(what)
    return yellow(
        what,
        T("Run `ita-sync settle`: it asks the sheet and decides."),
        N("{count} attempt is open.", "{count} attempts are open.", count=pending),
    )
