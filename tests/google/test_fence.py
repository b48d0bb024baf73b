"""The fence: numbered marks, what they say, and the requests that set and clear them."""

from typing import Any

import pytest

from ita_sync.google import fence
from ita_sync.google.fence import EPOCHS, KEY, Mark

TOKEN = "0123456789abcdef"  # noqa: S105 - of a mark, no secret


def metadata(number: int, value: str | None, key: str | None = KEY) -> dict[str, Any]:
    """Return a mark as Google shows it: what is blank is left out."""
    shown = {"metadataKey": key, "metadataValue": value}
    return {"metadataId": number, **{name: text for name, text in shown.items() if text}}


def ours(*numbers: int, kind: fence.Kind = "row", size: int = 43) -> dict[int, Mark]:
    """Return marks of ours."""
    return {number: Mark(number, size, kind, TOKEN, 1) for number in numbers}


def closed(number: int, said: int) -> dict[int, Mark]:
    """Return the mark of an epoch that a clearing closed."""
    return {number: Mark(number, 50, "epoch", TOKEN, said)}


# reading


@pytest.mark.parametrize("kind", ["row", "close", "epoch"])
def test_a_mark_of_ours_is_read(kind: fence.Kind) -> None:
    """The characters that it takes count, too."""
    value = f"7 {kind} {TOKEN} 1700000000"
    read = Mark.read(metadata(7, value))
    assert read == Mark(7, len(KEY) + len(value), kind, TOKEN, 1_700_000_000)
    assert read.counts == (kind != "epoch")


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (f"7 row {TOKEN} 1", KEY),  # a copy has a number of its own
        (f"8 row {TOKEN} 1", "other-app"),
        (f"8 pair {TOKEN} 1", KEY),
        (f"8 row {TOKEN[1:]} 1", KEY),
        (f"8 row {TOKEN} 1 ", KEY),
        (f" 8 row {TOKEN} 1", KEY),
        (f"8 row {TOKEN} -1", KEY),
        ("8 scratch", KEY),
        (None, KEY),
        (None, None),
    ],
)
def test_anything_else_is_not_ours(value: str | None, key: str | None) -> None:
    """It takes room and its number, and counts for nothing else."""
    read = Mark.read(metadata(8, value, key))
    assert read == Mark(8, len(value or "") + len(key or ""))
    assert not read.counts


# numbers


@pytest.mark.parametrize("turn", [1, -1])
def test_a_mark_that_counts_goes_before_another_under_its_number(turn: int) -> None:
    """A test of the sheet may have left one where a number can be taken twice."""
    row, again = Mark(7, 43, "row", TOKEN, 1), Mark(7, 7)
    assert fence.by_number([row, again][::turn]) == {7: row}


def test_the_next_number_is_the_smallest_free_one_above_our_highest() -> None:
    """Marks of other programs are stepped over, and numbers that nobody shows."""
    assert fence.next_number({}) == 1
    assert fence.next_number(ours(1, 5)) == 6
    assert fence.next_number({**ours(1), 2: Mark(2, 9), 9: Mark(9, 9)}) == 3
    assert fence.next_number({**ours(1), 2: Mark(2, 9)}, {3, 4, 6}) == 5
    assert fence.next_number(ours(3, kind="close")) == 4
    assert fence.next_number({**ours(1), **closed(EPOCHS, 1)}) == 2


def test_the_highest_is_of_batches_alone() -> None:
    """Neither another program's, nor that of an epoch."""
    assert fence.highest({}) == 0
    marks = {**ours(2, 4), 9: Mark(9, 1), **closed(EPOCHS, 1)}
    assert fence.highest(marks) == 4


def test_the_epoch_is_the_one_that_no_clearing_closed() -> None:
    """Its mark is absent; those of the earlier ones stand."""
    assert fence.epoch({}) == EPOCHS
    assert fence.epoch({**ours(3), **closed(EPOCHS, 1), **closed(EPOCHS + 1, 2)}) == EPOCHS + 2


def test_the_highest_number_ever_cleared_is_remembered_by_the_sheet() -> None:
    """The highest of all epochs, 0 where none was closed."""
    assert fence.cleared(ours(9)) == 0
    assert fence.cleared({**closed(EPOCHS, 7), **closed(EPOCHS + 1, 3)}) == 7


# requests


def test_a_batch_begins_with_its_mark_and_proves_that_its_epoch_is_open() -> None:
    """Word for word; without epochs the mark alone."""
    first, pair, gone = fence.opening(7, "row", TOKEN, 1_700_000_000.9, EPOCHS + 1)
    assert first == {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": 7,
                "metadataKey": "ita-sync",
                "metadataValue": f"7 row {TOKEN} 1700000000",
                "location": {"spreadsheet": True},
                "visibility": "DOCUMENT",
            }
        }
    }
    made = pair["createDeveloperMetadata"]["developerMetadata"]
    assert made["metadataId"] == EPOCHS + 1
    assert made["metadataValue"] == f"{EPOCHS + 1} pair {TOKEN} 1700000000"
    assert Mark.read(made).kind is None  # it would close the epoch if it stayed
    lookup = {"metadataId": EPOCHS + 1, "metadataKey": "ita-sync"}
    assert gone == {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}
    assert fence.opening(7, "row", TOKEN, 1_700_000_000.9, None) == [first]


def test_what_a_batch_needs_has_place_in_the_room_that_is_asked_for() -> None:
    """Its mark, the pair of its epoch, a closing mark and a scratch mark, of any length."""
    opening = fence.opening(10**8, "row", TOKEN, 10**10, EPOCHS + 1000)
    made = [r["createDeveloperMetadata"]["developerMetadata"] for r in opening[:2]]
    assert 2 * sum(Mark.read(each).size for each in made) <= fence.NEEDED


def test_no_number_is_taken_for_another_kind() -> None:
    """Batches, scratch marks and epochs count in ranges of their own, within 31 bits."""
    assert fence.EPOCHS < fence.SCRATCH < 2**31


# clearing


def spread(count: int, size: int) -> dict[int, Mark]:
    """Return so many marks of ours, of a size each."""
    return ours(*range(1, count + 1), size=size)


def deleted(body: dict[str, Any] | None) -> list[int]:
    """Return the numbers that a clearing takes away."""
    assert body is not None
    lookups = [
        request["deleteDeveloperMetadata"]["dataFilter"]["developerMetadataLookup"]
        for request in body["requests"][1:]
    ]
    assert {lookup["metadataKey"] for lookup in lookups} == {KEY}
    return [lookup["metadataId"] for lookup in lookups]


def test_there_is_nothing_to_clear_while_there_is_room() -> None:
    """One character less than crowded."""
    assert fence.clearing(spread(210, 100), TOKEN) is not None
    marks = spread(210, 100)
    assert fence.clearing({**marks, 1: Mark(1, 99, "row", TOKEN, 1)}, TOKEN) is None


def test_a_clearing_closes_the_epoch_and_leaves_the_newest_hundred() -> None:
    """It says how high it cleared; the mark of the epoch stays for good."""
    body = fence.clearing(spread(300, 100), TOKEN)
    assert deleted(body) == list(range(1, 201))
    assert body is not None
    made = body["requests"][0]["createDeveloperMetadata"]["developerMetadata"]
    assert Mark.read(made) == Mark(EPOCHS, 45, "epoch", TOKEN, 200)


def test_a_clearing_never_says_less_than_an_earlier_one() -> None:
    """The highest number ever cleared only rises."""
    marks = {**spread(300, 100), **closed(EPOCHS, 900)}
    body = fence.clearing(marks, TOKEN)
    assert body is not None
    made = body["requests"][0]["createDeveloperMetadata"]["developerMetadata"]
    assert (made["metadataId"], Mark.read(made).said) == (EPOCHS + 1, 900)


def test_marks_of_other_programs_and_of_epochs_stay() -> None:
    """Whatever room they take."""
    marks = {
        **spread(150, 100),
        **{n: Mark(n, 900) for n in range(1000, 1010)},
        **closed(EPOCHS, 0),
    }
    assert deleted(fence.clearing(marks, TOKEN)) == list(range(1, 51))


def test_a_clearing_that_would_win_little_is_not_worth_its_own_mark() -> None:
    """It leaves one for ever."""
    others = {1000 + n: Mark(1000 + n, 1000) for n in range(20)}
    assert fence.clearing({**spread(109, 10), **others}, TOKEN) is None
    assert deleted(fence.clearing({**spread(110, 10), **others}, TOKEN)) == list(range(1, 11))


def test_a_full_room_costs_all_but_the_newest() -> None:
    """One character less than full, the hundred stay."""
    others = {1000 + n: Mark(1000 + n, 1000) for n in range(26)}
    assert fence.clearing({**spread(50, 19), **others}, TOKEN) is None
    assert fence.clearing({**spread(10, 100), **others}, TOKEN) is None
    assert deleted(fence.clearing({**spread(50, 20), **others}, TOKEN)) == list(range(1, 50))
    assert deleted(fence.clearing({**spread(11, 100), **others}, TOKEN)) == list(range(1, 11))
    assert fence.clearing(others, TOKEN) is None
    # Where ten are old enough the hundred stay also then.
    assert deleted(fence.clearing({**spread(110, 10), **others}, TOKEN)) == list(range(1, 11))
