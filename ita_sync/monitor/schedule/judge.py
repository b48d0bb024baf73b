"""Whether the schedule that is installed looks at what is in use here, and when it ran last."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from ita_sync import files
from ita_sync.config_file import Watch
from ita_sync.i18n import N, T, Text
from ita_sync.monitor.memory import AHEAD, Memory, is_ahead
from ita_sync.monitor.notices import DAY
from ita_sync.monitor.schedule.installed import Installed, Seen
from ita_sync.monitor.schedule.job import absolute

MOST_DAYS = 4
"""Without a run that a working schedule can have: from Friday to Monday, and a day off."""


@dataclass(frozen=True)
class Found:
    """One thing that was looked at: right (True), wrong (False), or to be known (None)."""

    right: bool | None
    what: Text


def judge(seen: Seen, memory: Memory, now: float, *, config: Path, state: Path) -> list[Found]:
    """Return what is to say of the schedules of this computer.

    Args:
        seen: what is installed.
        memory: of the state folder in use.
        now: epoch seconds.
        config: the configuration in use.
        state: the state folder in use.
    """
    return [*judge_installed(seen, config=config, state=state), _last_run(memory, now)]


def judge_installed(seen: Seen, *, config: Path, state: Path) -> list[Found]:
    """Return the same without when it ran."""
    found = [each for one in seen.found for each in _judge(one, config, state)]
    if not seen.found:
        found.append(Found(False, T("No schedule of ita-sync was found.")))
    return [*found, *(Found(None, T("Not looked at: {what}.", what=what)) for what in seen.unseen)]


def judge_watch(watch: Watch, *, exposed: bool) -> list[Found]:
    """Return what is wrong with `[watch]` of the configuration.

    Args:
        watch: what it wants.
        exposed: others can read the file.
    """
    found = []
    if watch.notify and find_spec("apprise") is None:
        found.append(
            Found(False, T('[watch] notify: pip install "ita-sync[notify]" is still to be done'))
        )
    if exposed and (watch.ping or watch.notify):
        found.append(
            Found(False, T("[watch]: others can read its addresses, or git could commit them"))
        )
    return found


def _judge(one: Installed, config: Path, state: Path) -> list[Found]:
    call, kind = one.call, one.kind
    found = [
        _program(one),
        _same(
            call.config,
            config,
            T("{kind}: it uses this configuration, {path}", kind=kind, path=config),
            T(
                "{kind}: it uses another configuration, {found}",
                kind=kind,
                found=call.config or "–",
            ),
        ),
        _same(
            call.state,
            state,
            T("{kind}: it looks at this state folder, {path}", kind=kind, path=state),
            T(
                "{kind}: it looks at another state folder, {found}",
                kind=kind,
                found=call.state or "–",
            ),
        ),
    ]
    if not call.scheduled:
        found.append(Found(False, T("{kind}: --scheduled is missing", kind=kind)))
    if one.active is False:
        found.append(Found(False, T("{kind}: it is installed, but switched off", kind=kind)))
    return found


def _program(one: Installed) -> Found:
    path = one.call.program
    there = os.access(path, os.X_OK) and not files.is_folder(Path(path))
    if there:
        return Found(True, T("{kind}: it calls {path}", kind=one.kind, path=path))
    return Found(False, T("{kind}: it calls {path}, which cannot be run", kind=one.kind, path=path))


def _same(named: str | None, used: Path, right: Text, wrong: Text) -> Found:
    """Compare two paths, whatever links lead to them."""
    if named is None:
        return Found(False, wrong)
    same = os.path.realpath(named) == os.path.realpath(absolute(used))
    return Found(True, right) if same else Found(False, wrong)


def _last_run(memory: Memory, now: float) -> Found:
    if memory.scheduled_at is None:
        return Found(None, T("No scheduled run has ended in this state folder yet."))
    if is_ahead(memory.scheduled_at, now):  # whether it still runs cannot be told
        return Found(False, T("The moment of the last scheduled run {ahead}.", ahead=AHEAD))
    days = int(max(0.0, now - memory.scheduled_at) // DAY)
    said = N(
        "The last scheduled run ended {count} day ago, exit {code}.",
        "The last scheduled run ended {count} days ago, exit {code}.",
        count=days,
        code=memory.code,
    )
    return Found(days <= MOST_DAYS, said)


def is_right(found: Sequence[Found]) -> bool:
    """Say whether nothing is wrong."""
    return all(one.right is not False for one in found)
