"""The promise: one report, one row, however often and however late it is pushed."""

from ita_sync.publish.judge import Verdict, conflict, judge_standing
from ita_sync.publish.plan import Plan
from ita_sync.publish.publisher import Done, Publisher
from ita_sync.publish.retry import Deadline
from ita_sync.publish.settle import unavailable
from ita_sync.publish.table import Table, letter

__all__ = [
    "Deadline",
    "Done",
    "Plan",
    "Publisher",
    "Table",
    "Verdict",
    "conflict",
    "judge_standing",
    "letter",
    "unavailable",
]
