"""Reports with single fields read differently."""

from decimal import Decimal

from ita_sync.checks import Change
from ita_sync.checks.suggest import changes
from ita_sync.report import Result
from tests.checks.edits import edited


def test_values_take_the_type_of_their_field() -> None:
    """A figure, a result and a word, all at once."""
    report = changes.apply(
        edited({}),
        (
            Change(("total",), "78.41", "39.41"),
            Change(("indicators", 0, "result"), "ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์"),
            Change(("weak", 1, "items", 0, "item"), "o13", "o14"),
        ),
    )
    assert report.total == Decimal("39.41")
    assert report.indicators[0].result is Result.FAILED
    assert changes.printed(report, ("weak", 1, "items", 0, "item")) == "o14"


def test_entries_come_and_go() -> None:
    """An item that is added comes last; the others keep their order."""
    before = edited({})
    added = changes.apply(before, (Change(("weak", 0, "items", 3), None, "e8"),))
    assert [item.item for item in added.weak[0].items] == ["e6", "e7", "e10", "e8"]
    assert changes.apply(added, (Change(("weak", 0, "items", 3), "e8", None),)) == before
