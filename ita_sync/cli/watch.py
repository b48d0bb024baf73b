"""`verify` as a schedule wants it: says a thing once, tells others, remembers how it ended."""

import os
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ita_sync.cli import print_notices
from ita_sync.cli.commands import F, option
from ita_sync.cli.console import Console, at_terminal
from ita_sync.cli.options import Options
from ita_sync.errors import ConfigError, Exit, ItaSyncError, os_reason
from ita_sync.files import exists, shell_quoted
from ita_sync.i18n import T, Text

if TYPE_CHECKING:
    from ita_sync.config_file import Watch
    from ita_sync.monitor.causes import Cause
    from ita_sync.monitor.memory import Memory
    from ita_sync.monitor.notices import Decision, Notice

MOST_UNSENT = 50
"""Notices kept for an address that takes none, the latest; a mail server may be away for long."""
now = time.time


@dataclass(frozen=True)
class Looked:
    """What a run of `verify` found.

    Attributes:
        code: its exit code.
        rows: how many rows it looked at.
        causes: what is wrong.
        whole: everything was asked for, and it could look.
        unseen: spreadsheets of which rows could not be looked at.
        decisions: what persons left as it is.
    """

    code: Exit
    rows: int = 0
    causes: "Sequence[Cause]" = ()
    whole: bool = True
    unseen: "Collection[str]" = ()
    decisions: "Sequence[Decision]" = ()

    @property
    def is_good(self) -> bool:
        """Whether everything was looked at, and all is right."""
        return self.whole and not self.unseen and self.code is Exit.OK


def scheduled_options(command: F) -> F:
    """Add to `verify` what a schedule calls it with."""
    state = option(
        "--state",
        metavar="FOLDER",
        type=click.Path(file_okay=False, path_type=Path),
        expose_value=False,
        callback=_use_state,
        help=T("Folder of journal and lock, instead of ITA_SYNC_STATE."),
    )
    scheduled = option(
        "--scheduled",
        is_flag=True,
        help=T("Say each thing once; call and notify whom [watch] of the configuration names."),
    )
    return scheduled(state(command))


def _use_state(_ctx: click.Context, _parameter: click.Parameter, folder: Path | None) -> None:
    if folder:
        os.environ["ITA_SYNC_STATE"] = str(folder)


def watched(options: Options, work: Callable[[], Looked], *, scheduled: bool) -> int:
    """Run `verify` and return its exit code; remember how it ended.

    Args:
        options: of this run.
        work: looks, and prints what it found.
        scheduled: what was told before is not told again; others are told.

    Raises:
        ItaSyncError: it could not look, and that is still to be told.
    """
    if scheduled:
        return _scheduled(options, work)
    try:
        looked = work()
    except ItaSyncError as error:
        _remember(options.console(), Looked(error.exit_code, whole=False))
        raise
    _remember(options.console(), looked)
    return looked.code


def _scheduled(options: Options, work: Callable[[], Looked]) -> int:
    console = options.console()
    shown = at_terminal() or console.as_json
    watch, worries = _watch(options)
    _ping(watch, "start")
    try:
        console.muted = not shown
        looked, failure = _tried(work)
    except BaseException:  # a bug, a Ctrl-C: whoever waits for the watchdog's word gets one
        _ping(watch, "fail")
        raise
    finally:
        console.muted = False
    unheard = _ping(watch, str(int(looked.code)) if looked.code else "")
    if unheard and looked.code is not Exit.UNAVAILABLE:  # else it is one and the same: no network
        worries.append(_unheard(unheard))
    if failure and failure.code == "busy" and not shown:  # the other run remembers and tells
        console.talk(failure.what)
        return looked.code
    _tell(console, watch, looked, worries, shown=shown)
    if failure and shown:
        raise failure
    return looked.code


def _tried(work: Callable[[], Looked]) -> tuple[Looked, ItaSyncError | None]:
    """Return what was found; where the run could not look, that is what is wrong."""
    from ita_sync.monitor.causes import Cause  # the journal comes with it

    try:
        return work(), None
    except ItaSyncError as error:
        return Looked(error.exit_code, causes=(Cause(error),), whole=False), error


def _watch(options: Options) -> "tuple[Watch, list[ItaSyncError]]":
    """Return what the configuration wants, and what is to be said of how it is kept."""
    from ita_sync.config_file import Watch
    from ita_sync.google import credentials

    try:
        chosen = options.settings()
    except ItaSyncError:  # the run itself says so
        return Watch(), []
    secret = chosen.watch.ping or chosen.watch.notify
    if secret and exists(chosen.path) and credentials.exposed(chosen.path):
        return chosen.watch, [_exposed(chosen.path)]
    return chosen.watch, []


def _exposed(path: Path) -> ItaSyncError:
    return ConfigError(
        "config-exposed",
        T(
            "The configuration {path} holds secret addresses under [watch], and others can read "
            "it, or it lies in a git work tree.",
            path=path,
        ),
        next_step=T(
            "Let only its owner read it: chmod 600 {path}, outside of a git work tree.",
            path=shell_quoted(path),
        ),
    )


def _unheard(why: Text) -> ItaSyncError:
    return ConfigError(
        "ping-failed", why, next_step=T("Compare `ping` under [watch] with the watchdog's page.")
    )


def _ping(watch: "Watch", signal: str) -> Text | None:
    if watch.ping is None:
        return None
    from ita_sync.monitor import telling

    return telling.ping(watch.ping, signal)


def _tell(
    console: Console,
    watch: "Watch",
    looked: Looked,
    worries: Sequence[ItaSyncError],
    *,
    shown: bool,
) -> None:
    """Say what is new, still so or over; send it; remember it."""
    from ita_sync.monitor.causes import Cause
    from ita_sync.monitor.notices import Notice, decide

    notices: list[Notice] = []
    moment = now()

    def after(memory: "Memory") -> "Memory":
        said, told = decide(
            memory.told,
            looked.causes,
            moment,
            remind=watch.remind,
            whole=looked.whole,
            unseen=looked.unseen,
            decisions=looked.decisions,
            beside=[Cause(worry) for worry in worries],
        )
        notices[:] = said
        unsent = [*memory.unsent, *_letters(console, said)] if watch.notify else []
        ended = memory.after(looked.code, looked.rows, moment, good=looked.is_good)
        return ended.model_copy(
            update={"scheduled_at": moment, "told": told, "unsent": unsent[-MOST_UNSENT:]}
        )

    memory = _kept(console, after, make=True)
    # Where the run showed everything itself, only what is over is left to say.
    print_notices.tell(console, [one for one in notices if not (shown and one.cause)])
    if notices and not shown:
        console.notice()
    if memory.unsent and watch.notify:
        _send(console, watch, memory.unsent, loud=bool(notices))


def _letters(console: Console, notices: "Sequence[Notice]") -> list[str]:
    """Return each notice as a text of its own."""
    return [
        "\n".join(line.render(console.lang) for line in print_notices.sent(notice))
        for notice in notices
    ]


def _send(console: Console, watch: "Watch", letters: Sequence[str], *, loud: bool) -> None:
    """Send what nobody has taken yet; that it failed again is no news."""
    from ita_sync.monitor import telling

    title = print_notices.title(len(letters)).render(console.lang)
    taken, problems = telling.send(watch.notify, title, "\n\n".join(letters))
    for problem in problems if loud else ():
        console.talk(problem)
    if taken:
        _kept(console, lambda memory: memory.model_copy(update={"unsent": []}), make=True)


def _remember(console: Console, looked: Looked) -> None:
    """Keep how a run ended that nobody scheduled: what a schedule told stays as it is.

    Where another run is at work it is not waited for: that one remembers how it ended.
    """
    _kept(
        console,
        lambda memory: memory.after(looked.code, looked.rows, now(), good=looked.is_good),
        make=False,
    )


def _kept(console: Console, change: "Callable[[Memory], Memory]", *, make: bool) -> "Memory":
    """Change what is remembered, one run at a time; a failure is said in one line.

    Args:
        console: says it.
        change: from what was remembered to what is.
        make: also where there is no state folder yet, and after waiting for another run.
    """
    from ita_sync.journal import exclusive
    from ita_sync.monitor.memory import Memory
    from ita_sync.settings import state_folder

    state = state_folder()
    changed = None
    try:
        if make or exists(state):
            with exclusive(state, None if make else 0.0):
                changed = change(Memory.load(state))
                changed.save(state)
    except OSError as error:
        console.talk(_forgotten(os_reason(error)))
    except ItaSyncError as error:
        if make or error.code != "busy":
            console.talk(_forgotten(error.what))
    return changed or change(Memory.load(state))


def _forgotten(why: Text) -> Text:
    return T("How this run ended could not be remembered: {why}", why=why)
