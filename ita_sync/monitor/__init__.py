"""Whether everything stands as it was confirmed, wherever it was written to."""

from ita_sync.monitor.places import Places
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ita_sync.monitor.verify import Stood, Verified

__all__ = ["Places", "Stood", "Verified"]["Stood"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is exported
    """Import what looks at the sheet once it is used: when `verify` ran last is known without."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module("ita_sync.monitor.verify"), name)
