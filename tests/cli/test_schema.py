"""`schema`."""

from tests.cli.conftest import Cli


def test_schema_is_a_json_schema(cli: Cli) -> None:
    """For editors."""
    document = cli("schema").document()
    assert document["title"] == "ITA report"
    assert "schema_version" in document["required"]
