"""The checks against Google's own schemas are worth something."""

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from tests.sandbox.discovery import Discovery


@pytest.fixture
def document(schemas: Discovery | None) -> Discovery:
    """The discovery document; skips without it."""
    if schemas is None:
        pytest.skip("google-api-python-client is not installed: no discovery document to check against")
    return schemas


def test_a_real_shape_passes(document: Discovery) -> None:
    """A reply that Google gave fits."""
    body = {"spreadsheetId": "x", "replies": [{}]}
    document.check_reply("POST", "/v4/spreadsheets/x:batchUpdate", body)


def test_an_unknown_field_fails(document: Discovery) -> None:
    """A field that Google does not know is found out."""
    with pytest.raises(jsonschema.ValidationError):
        document.check_reply("POST", "/v4/spreadsheets/x:batchUpdate", {"answers": []})


def test_an_unknown_parameter_fails(document: Discovery) -> None:
    """A query parameter that Google does not know is found out."""
    with pytest.raises(AssertionError):
        document.check_request("GET", "/v4/spreadsheets/x", [("range", "A1")], None)
