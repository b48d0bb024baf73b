"""Whether the sheet is still as it was confirmed."""

from ita_sync.monitor.verify import Stood

__all__ = ["Stood"]
