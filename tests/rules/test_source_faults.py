"""Rules without a source, with one that is not described, or surer than theirs."""

from pathlib import Path

import pytest

from tests.rules.files import refused


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ('eit_source = "report-form"\n', "", "eit_source: names no source"),
        ("[sources.titles]", "[sources.other]", "the source titles is named but not described"),
        (
            'confidence = "sure"  ',
            'confidence = "likely"  ',
            "line 13, confidence: is likely; the sources of parts",
        ),
    ],
)
def test_sources(tmp_path: Path, old: str, new: str, detail: str) -> None:
    """Each is said with its place."""
    assert detail in refused(tmp_path, (old, new))
