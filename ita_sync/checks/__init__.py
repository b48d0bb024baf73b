"""The checks of a report against the rules of its fiscal year, one module a family.

A family offers `RULES`, its declarations, and `check(subject)`, which yields findings and never
fails, whatever the report lacks.
"""

from ita_sync.checks.checked import Checked, examine
from ita_sync.checks.families import QUOTED, TITLES, run
from ita_sync.checks.findings import SEVERITIES, Change, Finding, Severity, Suggestion
from ita_sync.checks.subject import Subject

__all__ = [
    "QUOTED",
    "SEVERITIES",
    "TITLES",
    "Change",
    "Checked",
    "Finding",
    "Severity",
    "Subject",
    "Suggestion",
    "examine",
    "run",
]
