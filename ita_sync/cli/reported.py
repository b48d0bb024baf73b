"""Reports that `verify` is asked about: which the journal knows, and how the others stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_sync.cli import named
from ita_sync.cli.options import Options
from ita_sync.cli.prepare import draft_of, prepare_all
from ita_sync.errors import ItaSyncError
from ita_sync.files import distinct
from ita_sync.journal import Draft, Journal
from ita_sync.monitor import Places, Verified
from ita_sync.monitor.causes import Cause
from ita_sync.monitor.verify import compare
from ita_sync.publish import Publisher


@dataclass(frozen=True)
class Asked:
    """What is asked of reports.

    Attributes:
        known: the keys that the journal answers for, by their identity.
        found: of the other reports: how their rows stand, and what is wrong.
    """

    known: frozenset[str]
    found: Verified


def ask(options: Options, reports: tuple[Path, ...], places: Places) -> Asked:
    """Check reports, and compare those that the journal does not know with the configured tab."""
    known, causes, left = set(), [], []
    files = distinct(named.once(reports, options.console()))
    with Journal(options.settings().state, read_only=True) as journal:
        for path, each in zip(files, prepare_all(options, files), strict=True):
            if isinstance(each, ItaSyncError):
                causes.append(Cause(each))
                continue
            identity = each.row.key.identity
            looked = (p for p in journal.places([identity]) if not places.practice(p.spreadsheet))
            if any(looked):
                known.add(identity)
            elif each.refusal:
                causes.append(Cause(each.refusal, keys=(str(each.row.key),)))
            else:
                left.append(draft_of(each, path))
        found = Verified(causes=tuple(causes))
        return Asked(frozenset(known), found + _compared(options, journal, left))


def _compared(options: Options, journal: Journal, drafts: Sequence[Draft]) -> Verified:
    if not drafts:
        return Verified()
    chosen, say = options.settings(), options.console().talk
    try:
        snapshot = Publisher(options.sheet(), journal, chosen, say=say).look()
    except ItaSyncError as error:
        return Verified(causes=(Cause(error, keys=tuple(str(d.row.key) for d in drafts)),))
    return compare(snapshot, drafts, chosen)
