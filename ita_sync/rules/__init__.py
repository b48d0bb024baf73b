"""The rules of a fiscal year, and what official lists say of agencies and provinces."""

from ita_sync.rules.agencies import Official
from ita_sync.rules.framework import Framework, generic
from ita_sync.rules.load import (
    file_name,
    find_year,
    known_years,
    load_framework,
    named,
    read_year,
    require_possible,
)
from ita_sync.rules.models import (
    EVERY_YEAR,
    Confidence,
    IndicatorRule,
    Level,
    Source,
    SubIndicator,
    tool_of,
    weakest,
)

__all__ = [
    "EVERY_YEAR",
    "Confidence",
    "Framework",
    "IndicatorRule",
    "Level",
    "Official",
    "Source",
    "SubIndicator",
    "file_name",
    "find_year",
    "generic",
    "known_years",
    "load_framework",
    "named",
    "read_year",
    "require_possible",
    "tool_of",
    "weakest",
]
