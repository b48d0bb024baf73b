"""Whether the sheet is still as it was confirmed."""

from ita_sync.monitor.verify import Standing, worst

__all__ = ["Standing", "worst"]
