"""Whether the sheet still is as it was confirmed."""

from ita_sync.monitor.verify import Standing, worst

__all__ = ["Standing", "worst"]
