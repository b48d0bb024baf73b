"""The JSON Schema of the report file."""

from ita_sync.report import report_schema


def test_schema_is_versioned_and_complete() -> None:
    """The JSON Schema names its draft and every required field of the report."""
    schema = report_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "ITA report"
    assert schema["additionalProperties"] is False
    required = schema["required"]
    assert isinstance(required, list)
    assert {
        "schema_version",
        "fiscal_year",
        "agency",
        "memo",
        "total",
        "level",
        "indicators",
        "url",
    } == set(required)
