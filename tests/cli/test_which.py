"""Which row a person means by what they typed."""

from dataclasses import replace
from pathlib import Path

import pytest

from ita_sync.cli.commands import UsageError
from ita_sync.cli.which import keys, meant
from ita_sync.journal import Change
from ita_sync.row import RowKey
from tests.promise.world import World


@pytest.fixture
def changes(world: World) -> list[Change]:
    """Return changes to the rows of one agency in two years, and of another whose name has a /."""
    machine = world.machine()
    machine.push()
    (change,) = machine.changes()
    named = replace(change, report="ข/2.yaml", path="/a/../b/r.yaml")
    return [
        change,
        replace(change, row=replace(change.row, key=key("5360601", "2565"))),
        replace(named, row=replace(change.row, key=key("5360602", "a/b"))),
    ]


def key(code: str, year: str) -> RowKey:
    """Return the key of a code and a year."""
    parts = (("รหัส", code), ("ปี", year))
    return RowKey(parts, f"{code}{year}", frozenset({"รหัส"}))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(
            ("5360601 / 2565", 1),
            ("5360601/2565", 1),
            ("  ๕๓๖๐๖๐๑ /  ๒๕๖๕ ", 1),
            ("5360601 / 2566", 0),
        ),
        *(
            ("5360602/A/B", 2),
            ("5360602", 2),
            ("ข/2.yaml", 2),
            ("/b/r.yaml", 2),
            ("/b/../b/r.yaml", 2),
        ),
    ],
)
def test_a_row_is_found_as_it_is_typed(changes: list[Change], typed: str, found: int) -> None:
    """Key, code, name or path of the report."""
    assert meant(changes, typed) == [changes[found]]


@pytest.mark.parametrize("typed", ["", "/", "5360601 2565", "536060", "r.yaml", "2565"])
def test_what_names_no_row_finds_none(changes: list[Change], typed: str) -> None:
    """Parts of a key, but for the code, are none."""
    assert meant(changes, typed) == []


def test_a_code_of_several_rows_is_asked_about(changes: list[Change]) -> None:
    """All are listed, by the keys that tell them apart."""
    with pytest.raises(UsageError) as refused:
        meant(changes, "5360601")
    assert str(refused.value) == (
        "5360601 may be any of: 5360601 / 2565, 5360601 / 2566; give the whole key"
    )
    assert keys(changes[:2] * 2) == ["5360601 / 2565", "5360601 / 2566"]
    assert meant(changes, str(Path(changes[0].path or "x"))) == []
