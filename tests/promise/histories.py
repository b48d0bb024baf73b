"""What tests let happen to a sheet, a report and a machine before they look."""

from dataclasses import replace
from typing import Any

import pytest

from ita_sync.config_file import Target
from ita_sync.errors import Exit
from ita_sync.report import Report
from ita_sync.settings import Settings
from tests.promise.edits import mark
from tests.promise.test_crashes import Crash, Fuse, adapter_with, journal_with
from tests.promise.world import BOOK, Machine, World


def leave_open(world: World, *, applied: bool) -> None:
    """Push with a lost reply and a settling cut short: exit 6, and the intent stays open."""
    world.fault("hang", when="after" if applied else "before")
    world.fault("http-503", match="read", skip=1, times=None)
    assert world.machine().code() == Exit.UNKNOWN
    world.box.clear_faults()


def die(world: World, step: str, nth: int = 1) -> None:
    """Push, and die at the nth step of that name."""
    rehearsal = Fuse(None)
    folder = world.folder / "rehearsal"
    folder.mkdir(exist_ok=True)
    double = World(folder, world.report, world.framework)
    for fault in world.box.faults():
        double.box.fault(fault)
    double.machine(journal=journal_with(rehearsal), adapter=adapter_with(rehearsal, double)).code()
    at = [n for n, name in enumerate(rehearsal.steps, 1) if name == step][nth - 1]
    fuse = Fuse(at)
    with pytest.raises(Crash):
        world.machine(journal=journal_with(fuse), adapter=adapter_with(fuse, world)).code()
    world.box.clear_faults()


def amended(report: Report) -> Report:
    """Return the report with another memo number: the same key, other content."""
    return report.model_copy(
        update={"memo": report.memo.model_copy(update={"number": "ชย 52506.2/63"})}
    )


def neighbour(report: Report) -> Report:
    """Return the report of another agency: its own code, name and link."""
    agency = report.agency.model_copy(update={"code": "5360602", "name": "หนองบัวโคก"})
    return report.model_copy(
        update={"agency": agency, "url": "https://www.neighbour.example/ita.pdf"}
    )


def clear_mark(number: int) -> dict[str, Any]:
    """Return the request that clears a mark."""
    return {
        "deleteDeveloperMetadata": {
            "dataFilter": {"developerMetadataLookup": {"metadataId": number}}
        }
    }


def on_a_tab(number: int) -> dict[str, Any]:
    """Return the request for another program's mark on the tab, which a look does not show."""
    request = mark(number)
    request["createDeveloperMetadata"]["developerMetadata"]["location"] = {"sheetId": 0}
    return request


def with_settings(machine: Machine, monkeypatch: pytest.MonkeyPatch, **parts: Any) -> Machine:
    """Return the machine with other settings."""
    changed = replace(machine.settings, **parts)
    monkeypatch.setattr(World, "settings", lambda _world, _name: changed)
    return machine


def aimed(monkeypatch: pytest.MonkeyPatch, **target: Any) -> None:
    """Point all machines of the world at another target."""
    usual = World.settings

    def settings(self: World, machine: str) -> Settings:
        return Settings(
            **{**vars(usual(self, machine)), "target": Target(spreadsheet=BOOK, **target)}
        )

    monkeypatch.setattr(World, "settings", settings)
