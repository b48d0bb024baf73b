"""One line of the doctor: how a thing is, and what to do where it is not as it should be."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ita_sync.errors import ItaSyncError
from ita_sync.i18n import T, Text


class Light(StrEnum):
    """How a thing is; `grey` where it was not looked at, or cannot be known yet."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True)
class Line:
    """What was found of one thing.

    Attributes:
        light: how it is.
        what: in words.
        next_step: what to do, None where there is nothing.
        details: further lines.
        code: of the error, where there is one; for programs.
    """

    light: Light
    what: Text
    next_step: Text | None = None
    details: Sequence[Text] = ()
    code: str = ""


def green(what: Text, *details: Text) -> Line:
    """Return the line of a thing that is as it should be."""
    return Line(Light.GREEN, what, details=details)


def yellow(what: Text, next_step: Text, *details: Text) -> Line:
    """Return the line of a thing that works, and should be looked at."""
    return Line(Light.YELLOW, what, next_step, details)


def grey(what: Text, next_step: Text | None = None, *details: Text) -> Line:
    """Return the line of a thing that was not looked at, or cannot be known yet."""
    return Line(Light.GREY, what, next_step, details)


def for_its_owner(path: Path) -> Text:
    """Return what to do with a file of secrets that others can read."""
    return T(
        "Let only its owner read it (chmod 600), outside of any git work tree: {path}", path=path
    )


def of_error(error: ItaSyncError, light: Light = Light.RED) -> Line:
    """Return the line of a thing that ends a command with this error."""
    return Line(light, error.what, error.next_step, error.details, error.code)
