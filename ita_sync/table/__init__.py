"""The table in a tab: its header and blocks, what its rows hold, and whose they are."""

from ita_sync.table.header import letter
from ita_sync.table.identity import Index, clashes
from ita_sync.table.likeness import Kind, Likeness
from ita_sync.table.lines import Headed
from ita_sync.table.listed import NAMING, Listed, ListedRow, Otherwise, listed_rows
from ita_sync.table.naming import Fields
from ita_sync.table.roll import Doubt, full_name
from ita_sync.table.running import Running
from ita_sync.table.seen import Difference, Fault
from ita_sync.table.table import Table

__all__ = [
    "NAMING",
    "Difference",
    "Doubt",
    "Fault",
    "Fields",
    "Headed",
    "Index",
    "Kind",
    "Likeness",
    "Listed",
    "ListedRow",
    "Otherwise",
    "Running",
    "Table",
    "clashes",
    "full_name",
    "letter",
    "listed_rows",
]
