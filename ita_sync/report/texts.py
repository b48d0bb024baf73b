"""Every text within a value, by field."""

from collections.abc import Iterator

from pydantic import BaseModel

from ita_sync.report.models import Loc


def texts_of(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Yield every text within a value (a model, or the lists and mappings of a file), by field.

    In a file, numbers are texts too.
    """
    if isinstance(value, str):
        yield loc, value
        return
    for part, inner in _parts(value):
        yield from texts_of(inner, (*loc, part))


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, tuple | list):
        yield from enumerate(value)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, BaseModel):
        yield from value
