"""Who keeps watch: when `verify` ran last, when all was right, and how the report at hand is."""

from datetime import datetime, timedelta

from ita_sync.errors import Exit
from ita_sync.i18n import N, T, Text
from ita_sync.monitor.doctor.line import Light, Line, green, grey, of_error, yellow
from ita_sync.monitor.doctor.surroundings import Surroundings
from ita_sync.monitor.memory import AHEAD, Memory, is_ahead
from ita_sync.monitor.schedule import installed, judge
from ita_sync.settings import state_folder

STALE = timedelta(days=3)
"""Age of a run from which a schedule has stopped; a weekend is shorter."""
_SCHEDULE = T("See whether the schedule is still there: `ita-sync schedule --check`.")


def verified(surroundings: Surroundings) -> Line:
    """Say when `verify` ran last, and when all was right."""
    memory = Memory.load(state_folder())
    if memory.ran_at is None:
        return grey(
            T("`verify` has not run here yet."),
            T("Put it into a scheduler: `ita-sync schedule` says how."),
        )
    now = surroundings.now
    ran = T(
        "`verify` ran last {when}, and ended with exit {code}.",
        when=_when(memory.ran_at, now),
        code=memory.code,
    )
    good = _good(memory, now)
    if is_ahead(memory.ran_at, now) or now - memory.ran_at > STALE.total_seconds():
        return yellow(ran, _SCHEDULE, good)
    if memory.code != Exit.OK:
        return yellow(ran, T("Run `ita-sync verify` and see to what it says."), good)
    return green(ran, good)


def schedule(surroundings: Surroundings) -> Line:
    """Say whether a schedule is installed, and looks at what is in use here."""
    seen = installed.look()
    config = surroundings.settings.path
    found = judge.judge_installed(seen, config=config, state=state_folder())
    told = [each.what for each in found]
    if not seen.found:
        return grey(told[0], T("Put it into a scheduler: `ita-sync schedule` says how."), *told[1:])
    if any(each.right is False for each in found):
        return yellow(T("A schedule is installed, but not as it should be."), _SCHEDULE, *told)
    return green(T("A schedule is installed."), *told)


def _good(memory: Memory, now: float) -> Text:
    if memory.good_at is None:
        return T("No run has found all right yet.")
    return T("All was right last {when}.", when=_when(memory.good_at, now))


def _when(at: float, now: float) -> Text:
    """Return a moment, and how long ago it was."""
    moment = datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M")
    if is_ahead(at, now):
        return T("{moment} ({ago})", moment=moment, ago=AHEAD)
    age = timedelta(seconds=max(0.0, now - at))
    hours = age // timedelta(hours=1)
    ago = (
        N("{count} day ago", "{count} days ago", count=age.days)
        if age.days
        else N("{count} hour ago", "{count} hours ago", count=hours)
    )
    return T("{moment} ({ago})", moment=moment, ago=ago)


def report(surroundings: Surroundings) -> Line:
    """Say whether the report at hand could be pushed."""
    error = surroundings.prepare() if surroundings.prepare else None
    if error is None:
        return green(T("It has no errors, and is signed off for this sheet."))
    return of_error(error, Light.RED if error.exit_code is Exit.CONFIG else Light.YELLOW)
