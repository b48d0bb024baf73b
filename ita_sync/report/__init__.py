"""The report file: from YAML or a workbook to a `Report`, the place of each field, and problems."""

from ita_sync.report.file import Origin, ReportFile
from ita_sync.report.load import Forms, load_report, load_tree
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
from ita_sync.report.places import Position, column_name
from ita_sync.report.problems import field_at, model_at, path_of
from ita_sync.report.schema import report_schema
from ita_sync.report.texts import texts_of
from ita_sync.report.tree import Plain, Problem, Tree

__all__ = [
    "Agency",
    "Day",
    "Decision",
    "EitParts",
    "Forms",
    "Indicator",
    "Letter",
    "Loc",
    "Measure",
    "Memo",
    "Origin",
    "Plain",
    "Position",
    "Problem",
    "Report",
    "ReportFile",
    "Result",
    "Strength",
    "Tool",
    "Tools",
    "Tree",
    "WeakIndicator",
    "WeakItem",
    "called",
    "column_name",
    "field_at",
    "load_report",
    "load_tree",
    "meaning",
    "model_at",
    "path_of",
    "report_schema",
    "texts_of",
    "tools_line",
]
