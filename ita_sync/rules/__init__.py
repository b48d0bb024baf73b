"""The rules of a fiscal year, and what official lists say of agencies and provinces."""

from ita_sync.rules.agencies import Official
from ita_sync.rules.framework import Framework, IndicatorRule, Level, SubIndicator
from ita_sync.rules.load import known_years, load_framework

__all__ = [
    "Framework",
    "IndicatorRule",
    "Level",
    "Official",
    "SubIndicator",
    "known_years",
    "load_framework",
]
