"""The one door to Google Sheets: accounts, calls, and the marks that let a write happen once."""

from ita_sync.google.fence import Mark
from ita_sync.google.sheet import CellValue, Json, Picture, Sheet, connect
from ita_sync.google.transport import CallFailed

__all__ = ["CallFailed", "CellValue", "Json", "Mark", "Picture", "Sheet", "connect"]
