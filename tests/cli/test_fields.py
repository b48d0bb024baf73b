"""`fields`."""

from pathlib import Path

from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, Cli


def test_fields_lists_what_a_column_can_show(cli: Cli) -> None:
    """Names with values, for writing a mapping."""
    ran = cli("fields", REPORT)
    assert ran.code == Exit.OK
    assert "total = 78.41\n" in ran.out
    assert cli("fields", REPORT, "--json").document()["fields"]["agency.code"] == "5360601"


def test_fields_needs_no_report(cli: Cli, desk: Path) -> None:
    """Each field with what it means and an example, whatever the configuration is like."""
    (desk / "ita-sync.toml").write_text("broken", "utf-8")
    ran = cli("fields")
    assert (ran.code, ran.err) == (Exit.OK, "")
    assert "agency.code = 5360601  # DLA code, 7 digits\n" in ran.out
    assert "signoff.by = ปลัดเทศบาล รักษาราชการแทน นายกเทศมนตรี  # Who acknowledged it" in ran.out
    document = cli("fields", "--json").document()
    assert document["example"] is True
    assert document["fields"].keys() == document["meanings"].keys()
    assert all(text["th"] and text["th"] != text["en"] for text in document["meanings"].values())
    (desk / "ita-sync.toml").unlink()
    assert cli("fields", REPORT, "--json").document()["fields"].keys() == document["fields"].keys()
