"""Decisions as files: for their owner alone, whole or not at all, and nothing in them unseen."""

import json
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ita_sync import characters, files
from ita_sync.errors import ConfigError, NotSignedOff, os_reason
from ita_sync.i18n import T, Text

MAX_BYTES = 4 * 1024 * 1024

Record = TypeVar("Record", bound=BaseModel)


def read(path: Path, kind: type[Record], *, missing: Text, hint: Text) -> Record:
    """Read the record of a decision.

    Args:
        path: its file.
        kind: of the record.
        missing: what to say where there is none.
        hint: what to do then.

    Raises:
        NotSignedOff: there is none, or its file is damaged.
    """
    try:
        # What is longer is cut and no longer JSON.
        data = files.read(path, MAX_BYTES)
        found, unseen = kind.model_validate_json(data), _unseen(json.loads(data))
    except FileNotFoundError:
        raise NotSignedOff("not-signed", missing, next_step=hint) from None
    except OSError as error:
        raise NotSignedOff(
            "signoff-damaged",
            T("The sign-off {path} cannot be read: {reason}", path=path, reason=os_reason(error)),
            next_step=hint,
        ) from None
    except (ValidationError, ValueError):
        raise NotSignedOff(
            "signoff-damaged",
            T("The sign-off {path} cannot be read.", path=path),
            next_step=hint,
        ) from None
    if unseen:
        raise NotSignedOff(
            "signoff-damaged",
            T(
                "The sign-off {path} contains characters that nobody sees ({codes}).",
                path=path,
                codes=characters.codes(unseen),
            ),
            next_step=hint,
        )
    return found


def write(path: Path, record: BaseModel) -> None:
    """Write the record of a decision, for its owner alone: it holds the report's figures.

    Raises:
        ConfigError: the folder cannot be written.
    """
    try:
        with files.atomic_write(path, files.PRIVATE) as fresh:
            fresh.write_text(record.model_dump_json(indent=1) + "\n", "utf-8")
    except OSError as error:
        raise ConfigError(
            "signoff-unwritable",
            T(
                "The sign-off {path} cannot be written: {reason}",
                path=path,
                reason=os_reason(error),
            ),
            next_step=T(
                "Remove what is no file there, or give the report a shorter name, or move it to a "
                "folder that can be written, and sign there."
            ),
        ) from None


def _unseen(whole: Any) -> list[str]:  # noqa: ANN401 - JSON
    """Return the characters in a sign-off that `sign` writes into none; cells may have lines."""
    if isinstance(whole, str):
        return characters.unprintable(whole, keep=characters.LAYOUT)
    parts = [*whole, *whole.values()] if isinstance(whole, dict) else whole
    return [each for part in parts for each in _unseen(part)] if isinstance(parts, list) else []
