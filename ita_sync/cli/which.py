"""Which row a person means: by its key as it is printed, its code alone, or its report file."""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ita_sync.cli.commands import UsageError
from ita_sync.files import storable
from ita_sync.i18n import T
from ita_sync.journal import Change
from ita_sync.row import fold_value

if TYPE_CHECKING:
    from ita_sync.settings import Settings


def meant(changes: Sequence[Change], wanted: str) -> list[Change]:
    """Return the changes of the one row that is meant; none where no row is.

    Raises:
        UsageError: a code, or a name of a report, has several.
    """
    for fits in (_is_key, _is_path, _is_name, _is_code):
        found = [change for change in changes if fits(change, wanted)]
        if len(keys(found)) > 1:
            raise UsageError(
                T(
                    "{wanted} may be any of: {keys}; give the whole key",
                    wanted=wanted,
                    keys=keys(found),
                )
            )
        if found:
            return found
    return []


def require_meant(chosen: "Settings", change: Change) -> None:
    """Refuse the practice sheet for a row that stands in another spreadsheet.

    Raises:
        ConfigError: `practice-config`.
    """
    told = {"key": change.row.key, "id": change.place.spreadsheet}
    what = T("By the journal {key} stands in the spreadsheet {id}.", **told)
    chosen.require_meant(change.place.spreadsheet, what)


def keys(changes: Iterable[Change]) -> list[str]:
    """Return the keys of changes as they are printed, each once."""
    return sorted({str(change.row.key) for change in changes})


def _is_key(change: Change, wanted: str) -> bool:
    return _parts(str(change.row.key)) == _parts(wanted)


def _parts(key: str) -> list[str]:
    """Return the parts of a key, whatever digits and spaces it is typed with."""
    return [fold_value(part) for part in key.split("/")]


def _is_path(change: Change, wanted: str) -> bool:
    return os.path.normpath(change.path) == storable(os.path.abspath(wanted))  # noqa: PTH100 - a Path keeps `..`


def _is_name(change: Change, wanted: str) -> bool:
    return change.report == storable(wanted)


def _is_code(change: Change, wanted: str) -> bool:
    key = change.row.key
    return [fold_value(wanted)] == [part for name, part in key.parts if name in key.agency_headers]
