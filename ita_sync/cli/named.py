"""The report files that a command line names, one by one, by pattern, or by their folder."""

from collections.abc import Iterable
from pathlib import Path

from ita_sync.cli.console import Console
from ita_sync.files import FORM, expanded, repeated
from ita_sync.i18n import T


def reports(given: tuple[Path, ...], console: Console) -> tuple[Path, ...]:
    """Return the report files that paths name.

    A workbook in a folder that is no form is no report, and is said to be left out; one that is
    named itself is a report whatever it holds.
    """
    found = expanded(given)
    other = [path for path in found if path not in given and not _may_be_report(path)]
    if not other:
        return found
    console.talk(T("Left out, since they are no forms: {files}", files=list(map(str, other))))
    left = tuple(path for path in found if path not in other)
    return (*left, *_emptied(given, other, left))


def _emptied(given: Iterable[Path], other: Iterable[Path], left: Iterable[Path]) -> list[Path]:
    """Return the folders that were named and hold nothing else, which is said of them."""
    emptied = {path.parent for path in other} - {path.parent for path in left}
    return sorted(emptied.intersection(given))


def once(given: tuple[Path, ...], console: Console) -> tuple[Path, ...]:
    """Return the report files that paths name; of one that was named twice it is said."""
    found = reports(given, console)
    for path in _first_of_each(repeated(found)):
        console.talk(T("{report} was named more than once; it is one row.", report=path))
    return found


def _first_of_each(paths: Iterable[Path]) -> list[Path]:
    return list(dict.fromkeys(paths))


def _may_be_report(path: Path) -> bool:
    if path.suffix.lower() != FORM:
        return True
    from ita_sync.document.form import may_be_form  # few folders have workbooks

    return may_be_form(path)
