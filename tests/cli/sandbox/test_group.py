"""`sandbox --help`."""

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from ita_sync.i18n import translate
from ita_sync.sandbox import LIMITS, store
from tests.cli.conftest import Cli


@pytest.mark.parametrize("lang", ["th", "en"])
def test_help_says_what_the_sandbox_does_not_imitate(cli: Cli, lang: str) -> None:
    """Every limit, in the reader's language."""
    shown = cli("sandbox", "--help", "--lang", lang).out.splitlines()
    assert shown[-len(LIMITS) :] == [
        f"  - {translate(limit, 'th' if lang == 'th' else 'en')}" for limit in LIMITS
    ]


def test_a_practice_sheet_that_is_held_is_not_called_damaged(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever followed the advice for a damaged one would lose a sheet that is whole."""
    assert cli("sandbox", "show").code == Exit.OK
    monkeypatch.setattr(store, "WAIT_S", 0.01)
    with contextlib.closing(sqlite3.connect(_sheet())) as other:
        other.execute("BEGIN EXCLUSIVE")
        ran = cli("sandbox", "show", "--lang", "en")
    assert ran.code == Exit.CONFIG
    assert "do not delete it" in ran.err
    assert cli("sandbox", "show").code == Exit.OK


def test_the_advice_for_a_damaged_practice_sheet_works(cli: Cli) -> None:
    """Delete the file, run `sandbox reset`: then a push finds a sheet where nothing is missing."""
    signed = cli("sign", "chaturat-2566.yaml", "--post", "นายกเทศมนตรี", "--date", "27/10/2566")
    assert signed.code == Exit.OK
    assert cli("push", "chaturat-2566.yaml").code == Exit.OK
    _sheet().write_bytes(b"no database at all" * 100)
    ran = cli("push", "chaturat-2566.yaml", "--lang", "en")
    assert ran.code == Exit.CONFIG
    assert "delete it, and then run `ita-sync sandbox reset --yes`" in ran.err
    _sheet().unlink()
    assert cli("sandbox", "reset", "--yes").code == Exit.OK
    assert cli("push", "chaturat-2566.yaml").code == Exit.OK
    assert cli("verify").code == Exit.OK


def _sheet() -> Path:
    return Path(os.environ["ITA_SYNC_STATE"]) / "sandbox.sqlite"
