"""Which decisions were withdrawn on this computer, kept where its journal is.

A file from before the withdrawal is whole: put back, it would stand for what nobody decides any
more. Another computer does not know of it; docs/signoff.md says so.
"""

import json
from pathlib import Path
from typing import Any

from ita_sync import files
from ita_sync.approval.kept import MAX_BYTES
from ita_sync.approval.records import SignOff
from ita_sync.errors import NotSignedOff
from ita_sync.i18n import T, Text
from ita_sync.row import digest_of

_NAME = "withdrawn.json"


def remember(state: Path, signed: SignOff, withdrawal: SignOff) -> None:
    """Keep that a decision was withdrawn.

    Raises:
        OSError: the folder cannot be written.
    """
    files.make_folder(state)
    known = _known(state) | {_digest(signed): [withdrawal.day, withdrawal.decision.post]}
    with files.atomic_write(state / _NAME, files.PRIVATE) as fresh:
        fresh.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")


def require_not(state: Path, report: Path, signed: SignOff, hint: Text) -> None:
    """Make sure that a decision was not withdrawn on this computer.

    Raises:
        NotSignedOff: it was, and its withdrawal is no longer among the records.
    """
    found = _known(state).get(_digest(signed))
    if found is None:
        return
    day, post = found
    raise NotSignedOff(
        "signoff-withdrawn",
        T(
            "The sign-off of {report} was withdrawn on {day} by {post}; the file beside it is from "
            "before that.",
            report=report,
            day=day,
            post=post,
        ),
        next_step=hint,
    )


def _digest(signed: SignOff) -> str:
    """Return what tells a record from one of the same words that stands behind another."""
    return signed.digest or digest_of(signed.journalled())  # those of version 1 have none


def _known(state: Path) -> dict[str, Any]:
    """Return what is kept; a file that cannot be read knows nothing."""
    try:
        found = json.loads(files.read(state / _NAME, MAX_BYTES).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {k: v for k, v in found.items() if _whole(v)} if isinstance(found, dict) else {}


def _whole(value: object) -> bool:
    return isinstance(value, list) and [type(each) for each in value] == [str, str]
