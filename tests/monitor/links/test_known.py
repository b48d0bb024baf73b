"""What is remembered of links, as a file."""

import os
import stat
from pathlib import Path

import pytest

from ita_sync.monitor.links.known import FORGOTTEN, NAME, KnownLinks, Link, Print

PRINT = Print(url="https://a.go.th/r", digest="0" * 64, size=3, etag="1", modified="", whole=True)
KNOWN = KnownLinks(links={PRINT.url: Link(state="alive", since=1.0, looked=2.0, first=PRINT)})


def test_it_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    """Whole, in a folder that is made if need be."""
    KNOWN.save(tmp_path / "state")
    assert KnownLinks.load(tmp_path / "state") == KNOWN
    assert [path.name for path in (tmp_path / "state").iterdir()] == [NAME]
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "state" / NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"links": {"a": 1}}', b'{"more": 1}', b"\xff", b"null"]
)
def test_a_damaged_file_is_not_a_missing_one(tmp_path: Path, content: bytes) -> None:
    """Whoever reads it says so."""
    assert KnownLinks.load(tmp_path) == KnownLinks(links={})
    (tmp_path / NAME).write_bytes(content)
    assert KnownLinks.load(tmp_path) is None


def test_what_is_no_file_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    """A folder in its place."""
    (tmp_path / NAME).mkdir()
    assert KnownLinks.load(tmp_path) is None
    with pytest.raises(OSError, match="directory"):
        KNOWN.save(tmp_path)


def test_what_nobody_asks_for_is_forgotten_in_the_end() -> None:
    """A verify of some rows keeps what is known of the others."""
    other = Link(state="alive", since=3.0, looked=3.0)
    assert KNOWN.with_seen({"b": other}, 3.0).links == {**KNOWN.links, "b": other}
    assert KNOWN.with_seen({"b": other}, 2.0 + FORGOTTEN).links == {"b": other}
