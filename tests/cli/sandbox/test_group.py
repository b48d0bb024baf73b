"""`sandbox --help`."""

import pytest

from ita_sync.i18n import translate
from ita_sync.sandbox import LIMITS
from tests.cli.conftest import Cli


@pytest.mark.parametrize("lang", ["th", "en"])
def test_help_says_what_the_sandbox_does_not_imitate(cli: Cli, lang: str) -> None:
    """Every limit, in the reader's language."""
    shown = cli("sandbox", "--help", "--lang", lang).out.splitlines()
    assert shown[-len(LIMITS) :] == [
        f"  - {translate(limit, 'th' if lang == 'th' else 'en')}" for limit in LIMITS
    ]
