"""The tables of a year's file."""

import pytest

from ita_sync.rules import Source


@pytest.mark.parametrize(
    ("given", "english", "thai"),
    [
        ({"text": "a handbook", "text_th": "คู่มือ"}, "a handbook", "คู่มือ"),
        ({"text": "คู่มือ"}, "คู่มือ", "คู่มือ"),
        ({"text": "{x}", "text_th": "ก\nข {0}"}, "{x}", "ก\\nข {0}"),
    ],
)
def test_a_source_is_told_in_the_language_of_whoever_reads_it(
    given: dict[str, str], english: str, thai: str
) -> None:
    """As it stands in the file, on one line; a file may have one text for both."""
    source = Source.model_validate({**given, "confidence": "sure"})
    assert source.said.both() == {"th": thai, "en": english}
