"""How sure a score is, by the places that print it."""

from decimal import Decimal

from ita_sync.document.draft import Trust
from ita_sync.document.find.scores.decide import ScoreDecision
from ita_sync.document.find.scores.witness import Witness
from ita_sync.document.find.words.records import Records, Seen
from ita_sync.document.find.words.vocabulary import vocabulary
from ita_sync.document.parts import Spot
from ita_sync.document.score_fields import ScoreFields
from tests.document.conftest import rules

KEY = ("indicator", 9)


def trust(found: ScoreDecision, *tokens: str) -> Trust:
    """Return how sure a recognised score is that places print as these tokens."""
    copies = [Witness(token, Seen(token, token, Spot(line=1))) for token in tokens]
    words = vocabulary(rules(2566))
    fields = ScoreFields(Records(), rules(2566), words, {KEY: copies}, {KEY: found}, lossy=True)
    return fields.score(KEY).trust


def test_a_value_that_no_copy_is_misread_for_is_doubtful() -> None:
    """The items may give it, and the sums may fit by chance."""
    assert trust(ScoreDecision(Decimal("95.50")), "90.64") is Trust.DOUBTFUL
    assert trust(ScoreDecision(Decimal("78.41")), "39.41") is Trust.MENDED


def test_a_score_that_recognised_items_alone_give_is_marked() -> None:
    """One of them may not have been seen."""
    assert trust(ScoreDecision(Decimal("97.50"), computed=True)) is Trust.SINGLE
