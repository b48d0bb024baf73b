"""`fields`."""

from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, Cli


def test_fields_lists_what_a_column_can_show(cli: Cli) -> None:
    """Names with values, for writing a mapping."""
    ran = cli("fields", REPORT)
    assert ran.code == Exit.OK
    assert "total = 78.41\n" in ran.out
    assert cli("fields", REPORT, "--json").document()["fields"]["agency.code"] == "5360601"
