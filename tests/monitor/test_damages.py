"""Every damage of the catalogue: what verify must say, what it says, and what the page says."""

import pytest

from tests.monitor.damage_page import PAGE, Played, page
from tests.monitor.damages import DAMAGES, HARMLESS
from tests.monitor.played import all_played

NO_FAULT = {"rows-closed"}
"""Said to whoever watches, and once on a schedule; exit 0."""
FEWEST_DAMAGES, FEWEST_HARMLESS = 60, 25


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Return what verify says to each."""
    return all_played([*DAMAGES, *HARMLESS], tmp_path_factory.mktemp("damages"))


def test_verify_says_of_each_damage_what_it_is(played: Played) -> None:
    """The codes that the catalogue wants, no other; silence where nothing is wrong."""
    wrong = {
        damage.en: said
        for damage, said in played
        if set(said.codes) != set(damage.says) or bool(said.exit) != bool({*damage.says} - NO_FAULT)
    }
    assert wrong == {}


def test_the_catalogue_is_whole() -> None:
    """Each damage is said or not looked at for a reason, each once, in both languages."""
    assert len(DAMAGES) >= FEWEST_DAMAGES
    assert len(HARMLESS) >= FEWEST_HARMLESS
    assert all(bool(damage.says) != bool(damage.unseen) for damage in DAMAGES)
    assert not any(damage.says or damage.unseen for damage in HARMLESS)
    every = [*DAMAGES, *HARMLESS]
    assert len({each.en for each in every}) == len({each.th for each in every}) == len(every)


def test_the_page_is_what_verify_says(played: Played) -> None:
    """`python -m tests.monitor.damages --write` renews it."""
    assert PAGE.read_text("utf-8") == page(played)
