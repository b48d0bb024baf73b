"""The rules of a fiscal year, and what official lists say of agencies and provinces."""

from ita_sync.rules.agencies import Official
from ita_sync.rules.framework import (
    EVERY_YEAR,
    Confidence,
    Framework,
    IndicatorRule,
    Level,
    Source,
    SubIndicator,
    tool_of,
    weakest,
)
from ita_sync.rules.load import known_years, load_framework, read_year

__all__ = [
    "EVERY_YEAR",
    "Confidence",
    "Framework",
    "IndicatorRule",
    "Level",
    "Official",
    "Source",
    "SubIndicator",
    "known_years",
    "load_framework",
    "read_year",
    "tool_of",
    "weakest",
]
