"""What is missing on this machine, and how to mend it: one line a thing, in the order of the work.

Nothing is written, here or in the sheet, and no secret is printed. What depends on a thing that is
red is not looked at, and says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ita_sync.errors import ItaSyncError
from ita_sync.i18n import T, Text
from ita_sync.monitor.doctor import access, folders, machine, tab, watch
from ita_sync.monitor.doctor.line import Light, Line, green, grey, of_error
from ita_sync.monitor.doctor.surroundings import Surroundings

__all__ = ["Check", "Light", "Line", "Surroundings", "examine", "green", "grey"]


@dataclass(frozen=True)
class Check:
    """One thing to look at.

    Attributes:
        name: for programs; it stays.
        title: for people.
        look: looks at it; an error that it raises is what is wrong.
        needs: names of things without which there is nothing to look at.
    """

    name: str
    title: Text
    look: Callable[[Surroundings], Line]
    needs: tuple[str, ...] = ()


CHECKS = (
    Check("version", T("Version"), machine.version),
    Check("installation", T("Installation"), machine.installation),
    Check("configuration", T("Configuration"), folders.configuration),
    Check("state", T("State folder"), folders.state),
    Check("journal", T("Journal"), folders.journal, ("state",)),
    Check("credentials", T("Credentials"), access.account, ("configuration",)),
    Check("network", T("Network"), access.network, ("configuration",)),
    Check("clock", T("Clock"), access.clock, ("network",)),
    Check(
        "api", T("Google Sheets API"), tab.api, ("configuration", "credentials", "network", "clock")
    ),
    Check("sharing", T("Sharing"), tab.sharing, ("journal", "api")),
    Check("tab", T("Tab"), tab.tab, ("sharing",)),
    Check("header", T("Header and columns"), tab.header, ("tab",)),
    Check("ids", T("Marks that count once"), tab.ids, ("configuration", "journal")),
    Check("room", T("Room for marks"), tab.room, ("tab",)),
    Check("schedule", T("Schedule"), watch.schedule, ("configuration", "state")),
    Check("verify", T("Last check"), watch.verified, ("state",)),
    Check("scans", T("Reading scans"), machine.scans),
    Check("office", T("Reading old documents"), machine.office),
)
REPORT = Check("report", T("Report"), watch.report, ("configuration",))


def examine(surroundings: Surroundings) -> Iterator[tuple[Check, Line]]:
    """Look at one thing after the other, and yield each as soon as it is known."""
    failed: dict[str, Text] = {}
    for check in (*CHECKS, *((REPORT,) if surroundings.prepare else ())):
        because = next((failed[need] for need in check.needs if need in failed), None)
        line = _line(check, surroundings) if because is None else _skipped(because)
        if line.light is Light.RED or because is not None:
            failed[check.name] = because or check.title
        yield check, line


def _line(check: Check, surroundings: Surroundings) -> Line:
    try:
        return check.look(surroundings)
    except ItaSyncError as error:
        return of_error(error)


def _skipped(because: Text) -> Line:
    return grey(T("Not looked at, because of: {title}", title=because))
