"""How sure a score is, by the places that print it."""

from decimal import Decimal

from ita_sync.document.draft import Trust
from ita_sync.document.find.scores.decide import ScoreDecision
from ita_sync.document.find.scores.witness import TOTAL, Key, Witness
from ita_sync.document.find.words import candidates
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


def test_words_above_a_table_that_name_another_year_give_way_to_the_total_of_the_year() -> None:
    """`ปีงบประมาณ 2563 ได้ 79.06` above the table, and the sum of the table is that of 2564."""
    held = ScoreDecision(Decimal("90.44"), bound=True)
    total = ScoreDecision(Decimal("86.27"), bound=True)

    def of(found: ScoreDecision, said: str, *, others: bool = False) -> Trust:
        seen = [candidates.doubted(Seen("90.44", "90.44", Spot(line=2)))]
        sum_ = Seen(said, said, Spot(line=1))
        copies: dict[Key, list[Witness]] = {
            KEY: [Witness("90.44", each) for each in seen],
            TOTAL: [Witness(said, candidates.doubted(sum_) if others else sum_)],
        }
        words = vocabulary(rules(2566))
        decided: dict[Key, ScoreDecision] = {KEY: found, TOTAL: total}
        fields = ScoreFields(Records(), rules(2566), words, copies, decided, lossy=False)
        return fields.score(KEY).trust

    assert of(held, "86.27") is Trust.SURE
    assert of(held, "86.27", others=True) is Trust.DOUBTFUL
    assert of(held, "79.06") is Trust.DOUBTFUL
    assert of(ScoreDecision(Decimal("90.44")), "86.27") is Trust.DOUBTFUL
