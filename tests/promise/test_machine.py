"""A state machine over the same stage: whatever order hypothesis thinks of, the promise holds."""

import shutil

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from ita_sync.sandbox import Fault
from tests.promise.simulator.checker import check
from tests.promise.simulator.exhaustive import kinds
from tests.promise.simulator.history import ACTS, MACHINES, REPORTS, TOO_LONG, Act, History, Run
from tests.promise.simulator.more import MORE_ACTS
from tests.promise.simulator.reports import the_cast
from tests.promise.simulator.stage import Stage
from tests.promise.simulator.story import room

machines, reports = st.sampled_from(MACHINES), st.integers(0, REPORTS - 1)
share = st.sampled_from((0.0, 0.2, 0.4, 0.6, 0.8, 0.99))


class Sheet(RuleBasedStateMachine):
    """Machines push, verify and die, the network fails, people work, time passes."""

    @initialize(deadline=st.sampled_from((20.0, 90.0, 300.0)), knows=st.booleans())
    def begin(self, *, deadline: float, knows: bool) -> None:
        """An empty sheet."""
        self.folder = room()
        self.stage = Stage(History(0, (), deadline=deadline, knows=knows), the_cast(), self.folder)

    @rule(
        machine=machines,
        report=reports,
        kind=st.sampled_from(("push", "push", "push", "verify", "dry-run", "settle")),
        others=st.sampled_from(((), (), (3,), (3, TOO_LONG))),
        dozes_at=st.sampled_from((None, None, None, 1, 2)),
        asleep=st.sampled_from((120.0, 7200.0, 200_000.0)),
        version=st.sampled_from((0, 0, 0, 1)),
        dies_at=st.none() | st.integers(1, 16),
        disk_fails_at=st.none() | st.integers(1, 10),
        forgets=st.sampled_from((False, False, False, True)),
    )
    def run_the_program(self, **how: object) -> None:
        """On any machine, to its end or to its death."""
        self.stage.do(Run(gap=0.0, **how))  # type: ignore[arg-type] # the strategies above fit

    @rule(fault=st.sampled_from([fault for _, fault in kinds()]))
    def something_fails(self, fault: Fault) -> None:
        """The next request that it fits."""
        self.stage.box.fault(fault)

    @rule(what=st.sampled_from((*ACTS, *MORE_ACTS)), where=st.tuples(share, share, share))
    def people_work(self, what: str, where: tuple[float, float, float]) -> None:
        """In the sheet, between two runs."""
        self.stage.people_act(Act(what, where))

    @rule(seconds=st.sampled_from((1.0, 60.0, 179.0, 181.0, 86_400.0, 8 * 86_400.0)))
    def time_passes(self, seconds: float) -> None:
        """Until something late lands, or marks grow old."""
        self.stage.hub.now += seconds

    def teardown(self) -> None:
        """All grows quiet, and the checker looks."""
        if hasattr(self, "stage"):
            try:
                assert check(self.stage.finish()) == []
            finally:
                shutil.rmtree(self.folder, ignore_errors=True)


TestSheet = Sheet.TestCase
TestSheet.settings = settings(
    max_examples=120,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
