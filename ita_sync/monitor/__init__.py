"""Whether everything stands as it was confirmed, wherever it was written to."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ita_sync.monitor.places import Places
    from ita_sync.monitor.stood import Stood, Verified

__all__ = ["Places", "Stood", "Verified"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is exported
    """Import what looks at the sheet once it is used: when `verify` ran last is known without."""
    if name not in __all__:
        raise AttributeError(name)
    module = "places" if name == "Places" else "stood"
    return getattr(import_module(f"ita_sync.monitor.{module}"), name)
