"""The chain of records: what follows what, which one holds, what is named where it does not fit."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ita_sync.approval.chain import Chain
from ita_sync.approval.records import Bound, Kind, SignOff
from ita_sync.approval.signoff import published as last_published
from ita_sync.report import Decision
from ita_sync.row import digest_of

CONTENT = {"total": "78.41"}


def record(kind: Kind = Kind.SIGNED, day: int = 1) -> SignOff:
    """Return a record that is not sealed yet."""
    return SignOff(
        kind=kind,
        decision=Decision(post="นายกเทศมนตรี", date=date(2023, 10, day)),
        statement={"th": "รับทราบ", "en": "acknowledged"},
        bound=Bound(row="0", url="u", content=digest_of(CONTENT), target="sandbox · ITA"),
        beside={"version": "0"},
        cells={"รวม": "78.41"},
        content=CONTENT,
        recorded_at="2023-10-27T00:00:00+00:00",
        zone="+07:00",
    )


def chain(*kinds: Kind) -> Chain[SignOff]:
    """Return a chain of such records, a day after each other."""
    found = Chain[SignOff]()
    for day, kind in enumerate(kinds, 1):
        found = found.then(record(kind, day))
    return found


def test_a_chain_is_read_as_it_was_written() -> None:
    """Each record knows the one before it, and the file all of them."""
    written = chain(Kind.SIGNED, Kind.PUBLISHED, Kind.WITHDRAWN)
    read = Chain.of(copy.deepcopy(written.dump()), SignOff)
    assert (read.records, read.faults, read.seal) == (written.records, (), written.seal)
    digests = [each.digest for each in read.records]
    assert [each.previous for each in read.records] == [None, *digests[:2]]
    assert all(set(each.digests) == set(SignOff.parts()) for each in read.records)


@pytest.mark.parametrize(
    ("kinds", "current", "published"),
    [
        ([], None, None),
        ([Kind.PUBLISHED], None, 0),
        ([Kind.SIGNED], 0, None),
        ([Kind.SIGNED, Kind.PUBLISHED], 0, 1),
        ([Kind.SIGNED, Kind.SIGNED, Kind.PUBLISHED, Kind.PUBLISHED], 1, 3),
        ([Kind.PUBLISHED, Kind.SIGNED, Kind.WITHDRAWN], 2, 0),
    ],
)
def test_which_record_holds(kinds: list[Kind], current: int | None, published: int | None) -> None:
    """The last that signed or withdrew; a permission to publish is another matter."""
    found = chain(*kinds)
    for record_, at in ((found.current, current), (last_published(found), published)):
        assert record_ == (None if at is None else found.records[at])


def _content(whole: dict[str, Any]) -> None:
    """Exchange the content and make its digests anew, but for the one that is bound."""
    (one,) = whole["records"]
    last = Chain[SignOff]().then(record().model_copy(update={"content": {"total": "99"}}))
    one |= last.raw[0]
    whole["seal"] = last.seal


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda whole: whole["records"][0].update(reason="x"), "edited: the reason."),
        (lambda whole: whole["records"][0]["digests"].pop("reason"), "edited: the reason."),
        (lambda whole: whole["records"][0]["digests"].update(x="0"), "its digests were edited."),
        (lambda whole: whole["records"][0].update(digest="0"), "its digests were edited."),
        (lambda whole: whole["records"][0].update(previous="0"), "taken out."),
        (lambda whole: whole.update(seal="0"), "was exchanged."),
        (_content, "do not belong together."),
    ],
)
def test_what_was_edited_is_named(edit: Callable[[dict[str, Any]], None], said: str) -> None:
    """Part by part, digest by digest."""
    whole = copy.deepcopy(chain(Kind.SIGNED).dump())
    edit(whole)
    assert [str(fault).endswith(said) for fault in Chain.of(whole, SignOff).faults].count(True) == 1


@pytest.mark.parametrize(
    "edit",
    [
        lambda whole: whole.update(records=[]),
        lambda whole: whole.update(more=1),
        lambda whole: whole.pop("seal"),
        lambda whole: whole["records"][0].pop("zone"),
        lambda whole: whole["records"][0].update(more=1),
        lambda whole: whole["records"].append("x"),
        lambda whole: whole["records"][0]["content"].update(total=2**60),
    ],
)
def test_what_is_no_chain(edit: Callable[[dict[str, Any]], None]) -> None:
    """Nothing in it counts, and nothing is guessed."""
    whole = copy.deepcopy(chain(Kind.SIGNED).dump())
    edit(whole)
    with pytest.raises((ValueError, TypeError)):
        Chain.of(whole, SignOff)


def test_a_record_alone_is_one_of_version_1() -> None:
    """A record of version 2 out of its chain is none."""
    with pytest.raises((ValueError, TypeError)):
        Chain.of(copy.deepcopy(chain(Kind.SIGNED).raw[0]), SignOff)
