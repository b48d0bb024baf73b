"""The one door to Google Sheets: accounts, calls, and the marks that let a write happen once."""

from ita_sync.google.fence import Mark
from ita_sync.google.sheet import Sheet, connect, quote_title
from ita_sync.google.snapshot import CellValue, Json, Snapshot
from ita_sync.google.tabs import Tabs, alone
from ita_sync.google.transport import CallFailed, as_sent

__all__ = [
    "CallFailed",
    "CellValue",
    "Json",
    "Mark",
    "Sheet",
    "Snapshot",
    "Tabs",
    "alone",
    "as_sent",
    "connect",
    "quote_title",
]
