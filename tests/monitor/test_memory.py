"""What is remembered from run to run."""

import os
import stat
from pathlib import Path

import pytest

from ita_sync.monitor.memory import NAME, Memory, Told


def test_what_is_kept_is_there_again(tmp_path: Path) -> None:
    """Whole, and for its owner alone."""
    told = Told(first=1.5, last=2.0, what={"th": "ก", "en": "a"}, spreadsheet="book")
    memory = Memory(ran_at=3.0, code=1, told={"x": told}, unsent=["a"], scheduled_at=3.0)
    memory.save(tmp_path / "state")
    assert Memory.load(tmp_path / "state") == memory
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "state" / NAME).stat().st_mode) == 0o600


TOLD = '{"told": {"x": {"first": %s, "last": 0, "what": %s, "spreadsheet": null}}}'


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", '{"told": {"x": {}}}', '{"more": 1}', "\0"),
        *(
            f'{{"{name}": {at}}}'
            for name in ("ran_at", "good_at", "scheduled_at")
            for at in ("1e30", "-1e30", "-1", "1796029999999", "NaN", "Infinity")
        ),
        *(
            TOLD % (1, what)
            for what in ("{}", '{"th": "ก"}', '{"en": "a"}', '{"th": "ก", "x": ""}')
        ),
        TOLD % ("1e30", '{"th": "ก", "en": "a"}'),
    ],
)
def test_a_damaged_file_is_as_none(tmp_path: Path, text: str) -> None:
    """Everything that is wrong is told once more; no row is harmed."""
    (tmp_path / NAME).write_text(text, "utf-8")
    assert Memory.load(tmp_path) == Memory()


def test_only_a_good_run_moves_the_last_good_check() -> None:
    """With the rows that it looked at."""
    good = Memory().after(0, 143, 10.0, good=True)
    assert (good.ran_at, good.code, good.good_at, good.rows) == (10.0, 0, 10.0, 143)
    bad = good.after(1, 5, 20.0, good=False)
    assert (bad.ran_at, bad.code, bad.good_at, bad.rows) == (20.0, 1, 10.0, 143)
