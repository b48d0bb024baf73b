"""What a push would do for reports: one look at the sheet, and nothing written anywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ita_sync.cli.options import Options
from ita_sync.cli.prepare import Prepared, draft_of
from ita_sync.cli.push_result import PLANNED, PushResult
from ita_sync.errors import ItaSyncError
from ita_sync.i18n import T
from ita_sync.journal import Journal

if TYPE_CHECKING:
    from ita_sync.publish import Calls, Plan
    from ita_sync.table import Table


@dataclass(frozen=True)
class Looked:
    """What one look at the sheet showed, by the place of a report among those that were named.

    Attributes:
        plans: what a push would do.
        rows: the 0-based row in which that stands, or will stand, by the identity of its key.
        errors: what is in the way of one.
        table: the tab, if its header could be read.
        calls: those that a push takes, if the sheet could be read.
        at: when that was, by the server's clock, in epoch seconds.
    """

    plans: "Mapping[int, Plan]" = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    errors: Mapping[int, ItaSyncError] = field(default_factory=dict)
    table: "Table | None" = None
    calls: "Calls | None" = None
    at: float | None = None


def look(
    options: Options,
    reports: Sequence[Path],
    ready: Mapping[int, Prepared],
    *,
    restore: bool,
    most: float | None = None,
) -> Looked:
    """Look at the sheet once, and return what a push of these reports would do.

    Args:
        options: of the run.
        reports: all that were named.
        ready: those that have no error, by their place among them.
        restore: a row that a person removed would be written anew.
        most: seconds to wait for the sheet, where that is less than is configured.
    """
    from ita_sync.publish import Plan, Publisher, places  # tenacity; refusals need not wait for it

    chosen = options.settings()
    if most is not None:
        patience = chosen.patience.model_copy(update={"look": min(most, chosen.patience.look)})
        chosen = replace(chosen, patience=patience)
    drafts = [draft_of(each, reports[at]) for at, each in ready.items()]
    try:
        sheet = options.sheet()
        with Journal(chosen.state, read_only=True) as journal:
            publisher = Publisher(sheet, journal, chosen, say=options.console().talk)
            try:
                snapshot = publisher.look(publisher.pending(drafts))
            except ItaSyncError as error:
                said = publisher.ended(error, drafts)
                return Looked(errors=dict(zip(ready, said, strict=True)))
            found = dict(
                zip(
                    ready,
                    publisher.plan_all(drafts, restore=restore, snapshot=snapshot),
                    strict=True,
                )
            )
            plans = {at: each for at, each in found.items() if isinstance(each, Plan)}
            errors = {at: each for at, each in found.items() if isinstance(each, ItaSyncError)}
            needed = publisher.calls(list(plans.values()))
            rows, table = places(plans.values()), publisher.table(snapshot)
            return Looked(plans, rows, errors, table, needed, snapshot.at)
    except ItaSyncError as error:
        return Looked(errors=dict.fromkeys(ready, error))


def result_of(at: int, prepared: Prepared | ItaSyncError, looked: Looked) -> PushResult:
    """Return what a push would do for the report at a place, or what is in its way."""
    if isinstance(prepared, ItaSyncError):
        return PushResult(error=prepared)
    if at in looked.errors:
        return PushResult(error=looked.errors[at], held=prepared.refusal)
    plan, unlooked = looked.plans[at], prepared.unchecked
    where = {
        "key": str(plan.summary.key),
        "tab": plan.table.snapshot.title,
        "row": looked.rows[plan.summary.key.identity] + 1,
    }
    said = T(PLANNED[plan.action].msgid, **where)
    content = {
        "outcome": "planned",
        "action": plan.action,
        **where,
        "cells": {c.header: None if c.value is None else str(c.value) for c in plan.summary.cells},
        "changes": [
            {"header": cell.header, "was": value, "will_be": cell.value and str(cell.value)}
            for cell, value in plan.held
        ],
        "signed": prepared.refusal is None,
        "warnings": [warning.both() for warning in plan.warnings],
        "unchecked": [text.both() for text in unlooked],
    }
    notes = (*plan.warnings, *unlooked)
    return PushResult(content, said=said, notes=notes, held=prepared.refusal)
