"""The quiet end of a history: scheduled runs until everything is settled, and once more of each."""

from typing import TYPE_CHECKING

from ita_sync.errors import Exit
from tests.promise.simulator.history import OLD_OFFICE, Run
from tests.promise.simulator.machines import HERE

if TYPE_CHECKING:
    from tests.promise.simulator.stage import Stage

AGAIN = 6  # runs that a scheduler gives a report after all trouble is over
PAUSE_S = 60.0  # between them


def aftermath(stage: "Stage") -> None:
    """Push what was asked for until it is settled.

    Then one more run of each kind, which must change nothing.
    """
    pushes = [ended.run for ended in stage.ended if ended.run.kind == "push"]
    asked = {
        (run.machine, report): run.version  # the last
        for run in pushes
        if run.machine != OLD_OFFICE
        for report in run.reports
    }
    for (machine, report), version in asked.items():
        _until_settled(stage, Run(machine, "push", report, 0.0, version))
    for kind in ("dry-run", "push", "verify"):
        for (machine, report), version in asked.items():
            stage.run(Run(machine, kind, report, 0.0, version), final=True)


def _until_settled(stage: "Stage", push: Run) -> None:
    for _ in range(AGAIN):
        ended = stage.run(push, final=True)
        if ended.code == "older-version":
            stage.tell(f"machine {push.machine}: the older version is meant")
            stage.ways_out(push.machine).accept_older_version(HERE)
        elif ended.exit not in {Exit.UNAVAILABLE, Exit.UNKNOWN}:
            return
        stage.turn(PAUSE_S)
