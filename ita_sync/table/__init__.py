"""The table in a tab: its header and blocks, what its rows hold, and whose they are."""

from ita_sync.table.header import letter
from ita_sync.table.identity import Index, clashes
from ita_sync.table.known_headers import LEFT
from ita_sync.table.likeness import Kind, Likeness
from ita_sync.table.lines import Headed
from ita_sync.table.listed import NAMING, Listed, ListedRow, Otherwise, listed_rows
from ita_sync.table.naming import Fields
from ita_sync.table.proposal import (
    LISTED,
    Guess,
    Proposal,
    count_listed,
    key_without_code,
    mapping,
    placed,
    propose,
)
from ita_sync.table.roll import Doubt, full_name
from ita_sync.table.running import Running
from ita_sync.table.seen import Difference, Fault
from ita_sync.table.table import Table

__all__ = [
    "LEFT",
    "LISTED",
    "NAMING",
    "Difference",
    "Doubt",
    "Fault",
    "Fields",
    "Guess",
    "Headed",
    "Index",
    "Kind",
    "Likeness",
    "Listed",
    "ListedRow",
    "Otherwise",
    "Proposal",
    "Running",
    "Table",
    "clashes",
    "count_listed",
    "full_name",
    "key_without_code",
    "letter",
    "listed_rows",
    "mapping",
    "placed",
    "propose",
]
