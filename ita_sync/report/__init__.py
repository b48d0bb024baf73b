"""The report file: from YAML text to a `Report`, the place of each field, and problems in words."""

from ita_sync.report.file import Origin, Position, ReportFile
from ita_sync.report.load import load_report
from ita_sync.report.meanings import meaning
from ita_sync.report.models import (
    Agency,
    Day,
    Decision,
    EitParts,
    Indicator,
    Letter,
    Loc,
    Measure,
    Memo,
    Report,
    Result,
    Strength,
    Tool,
    Tools,
    WeakIndicator,
    WeakItem,
    tools_line,
)
from ita_sync.report.naming import called
from ita_sync.report.problems import field_at, model_at, path_of
from ita_sync.report.schema import report_schema
from ita_sync.report.texts import texts_of

__all__ = [
    "Agency",
    "Day",
    "Decision",
    "EitParts",
    "Indicator",
    "Letter",
    "Loc",
    "Measure",
    "Memo",
    "Origin",
    "Position",
    "Report",
    "ReportFile",
    "Result",
    "Strength",
    "Tool",
    "Tools",
    "WeakIndicator",
    "WeakItem",
    "called",
    "field_at",
    "load_report",
    "meaning",
    "model_at",
    "path_of",
    "report_schema",
    "texts_of",
    "tools_line",
]
