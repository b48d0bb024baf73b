"""Colours as Google keeps them.

Eight bits a channel, zeros left out, and each colour under both its old and its new name.
"""

import struct
from typing import Any

from ita_sync.sandbox.model import Json

_CHANNELS = ("red", "green", "blue")


def _single(value: float) -> float:
    """A share of 255ths, printed as the single-precision number it is stored as."""
    share: float = struct.unpack("f", struct.pack("f", round(min(max(value, 0), 1) * 255) / 255))[0]
    for digits in range(1, 10):
        short = float(f"{share:.{digits}g}")
        if struct.unpack("f", struct.pack("f", short))[0] == share:
            return int(short) if short.is_integer() else short
    return share


def _colour(given: Json) -> Json:
    kept: Json = {name: _single(given[name]) for name in _CHANNELS if given.get(name)}
    kept = {name: each for name, each in kept.items() if each}
    return kept | ({"alpha": given["alpha"]} if given.get("alpha") is not None else {})


def paired(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """`value` with every …Color repeated as …ColorStyle, and the other way round.

    Where both are given, the style wins, as the reference says.
    """
    if isinstance(value, list):
        return [paired(each) for each in value]
    if not isinstance(value, dict):
        return value
    made: Json = {}
    for name, each in value.items():
        plain = name.removesuffix("Style")
        if not plain.lower().endswith("color") or not isinstance(each, dict):
            made[name] = paired(each)
        elif name != plain:
            style = each.get("rgbColor")
            made[name] = each if style is None else {"rgbColor": _colour(style)}
            if style is not None:
                made[plain] = _colour(style)
            else:
                made.pop(plain, None)
        elif f"{name}Style" not in value:
            made[name] = _colour(each)
            made[f"{name}Style"] = {"rgbColor": _colour(each)}
    return made


def twin(name: str) -> str | None:
    """The other name of a colour field, None for any other field."""
    plain = name.removesuffix("Style")
    if not plain.lower().endswith("color"):
        return None
    return plain if name != plain else f"{name}Style"
