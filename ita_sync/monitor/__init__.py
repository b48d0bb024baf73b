"""Whether everything stands as it was confirmed, wherever it was written to."""

from ita_sync.monitor.places import Places
from ita_sync.monitor.verify import Stood, Verified

__all__ = ["Places", "Stood", "Verified"]
