"""Which findings readings are searched for: known before anything is searched."""

from ita_sync.checks import figures, levels, measures, results, strengths, weak
from ita_sync.checks.findings import Severity

FAMILIES = (weak, strengths, figures, results, measures, levels)
"""The families that are run on each reading.

Findings are answered in this order, so that sums come after what enters them.
"""
WARNINGS = {weak.MEAN.code, figures.EIT.code, measures.MISSING.code}
"""The warnings that readings are searched for, besides all errors."""

ASKED = WARNINGS | {
    rule.code for family in FAMILIES for rule in family.RULES if rule.severity is Severity.ERROR
}
"""The findings that readings are searched for."""
