"""What a push did, as it is told when something ends it."""

from ita_sync.errors import Exit
from ita_sync.journal import Journal
from tests.promise.edits import lay
from tests.promise.outcomes import NOTHING, words_of
from tests.promise.world import BOOK, World


def test_a_mark_on_a_listed_row_is_no_row_that_was_written(world: World) -> None:
    """The network goes away after the mark, before the cells: surely nothing was written."""
    world.edit(*lay(2, [world.report.agency.code or ""]))
    machine = world.machine(knows=False)
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    world.fault("http-503", match="any", skip=2)  # after the look and the mark
    code, slug, _, written, *_ = words_of(machine.push())
    assert (code, slug, written) == (Exit.UNAVAILABLE, "unavailable", NOTHING)
