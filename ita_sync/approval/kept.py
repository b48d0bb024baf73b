"""Decisions as files: for their owner alone, whole or not at all, and nothing in them unseen."""

import hashlib
import itertools
import json
from collections.abc import Mapping
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
    parsed = parse(path, missing=missing, hint=hint)
    try:
        return kind.model_validate(parsed)
    except ValidationError:
        raise damaged(path, hint) from None


def parse(path: Path, *, missing: Text, hint: Text) -> Any:  # noqa: ANN401 - JSON
    """Return what the file of a decision holds, unless it could be read in two ways.

    Raises:
        NotSignedOff: it is not there, or no JSON; a name stands twice in it, or what nobody sees.
    """
    try:
        # What is longer is cut and no longer JSON.
        text = files.read(path, MAX_BYTES).decode("utf-8")
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_refused)
        unseen = _unseen(found)
    except FileNotFoundError:
        raise NotSignedOff("not-signed", missing, next_step=hint) from None
    except OSError as error:
        raise NotSignedOff(
            "signoff-damaged",
            T("The sign-off {path} cannot be read: {reason}", path=path, reason=os_reason(error)),
            next_step=hint,
        ) from None
    except (ValueError, RecursionError):
        raise damaged(path, hint) from None
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


def damaged(path: Path, hint: Text) -> NotSignedOff:
    """Return the error for a file that holds no record of a decision."""
    return NotSignedOff(
        "signoff-damaged", T("The sign-off {path} cannot be read.", path=path), next_step=hint
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that stands twice: of such a file one program reads this, another that."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refused(name: str) -> None:
    raise ValueError(name)  # NaN and its like are no JSON


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Write the record of a decision, for its owner alone: it holds the report's figures.

    Raises:
        ConfigError: the folder cannot be written.
    """
    try:
        with files.atomic_write(path, files.PRIVATE) as fresh:
            fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise _unwritable(path, error) from None


def set_aside(path: Path) -> tuple[Path, str]:
    """Copy a file that is no record of a decision; return the copy, and its digest.

    Raises:
        ConfigError: it cannot be copied, or is no file.
    """
    try:
        files.replaced(path)  # what is no file is never replaced
        with files.opened(path) as handle:
            data = handle.read()
        names = (path.with_name(f"{path.stem}.aside-{n}.json") for n in itertools.count(1))
        aside = next(name for name in names if not files.is_taken(name))
        with files.atomic_write(aside, files.PRIVATE) as fresh:
            fresh.write_bytes(data)
    except OSError as error:
        raise _unwritable(path, error) from None
    return aside, hashlib.sha256(data).hexdigest()


def _unwritable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        "signoff-unwritable",
        T("The sign-off {path} cannot be written: {reason}", path=path, reason=os_reason(error)),
        next_step=T(
            "Remove what is no file there, or give the report a shorter name, or move it to a "
            "folder that can be written, and sign there."
        ),
    )


def _unseen(whole: Any) -> list[str]:  # noqa: ANN401 - JSON
    """Return the characters in a sign-off that `sign` writes into none; cells may have lines."""
    if isinstance(whole, str):
        return characters.unprintable(whole, keep=characters.LAYOUT)
    parts = [*whole, *whole.values()] if isinstance(whole, dict) else whole
    return [each for part in parts for each in _unseen(part)] if isinstance(parts, list) else []
