"""`push --dry-run`: the plan that a push would carry out, or the rows for pasting by hand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ita_sync.cli import print_plan
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.cli.outputs import explained
from ita_sync.cli.planned import Looked, look, result_of
from ita_sync.cli.prepare import Prepared, prepare_all
from ita_sync.cli.push_result import (
    PushResult,
    about,
    end,
    name_refused,
    needed,
    once,
    say_whether,
    tell,
)
from ita_sync.errors import ConfigError, OutcomeUnknown, worst
from ita_sync.files import shell_quoted
from ita_sync.i18n import N, T
from ita_sync.journal import SystemClock
from ita_sync.row import Cell, for_pasting

if TYPE_CHECKING:
    from ita_sync.table import Table


def dry_run(
    options: Options,
    reports: Sequence[Path],
    *,
    tsv: bool,
    restore: bool,
    check: bool,
    output: Path | None = None,
) -> int:
    """Show what a push would do; write nothing but, to `output`, the plan.

    With `tsv` a row is printed even where the sheet cannot take it, for pasting by hand. While an
    attempt is open nothing is printed: pasting could double the row.
    """
    console, prepared = options.console(), prepare_all(options, reports)
    ready = {at: each for at, each in enumerate(prepared) if isinstance(each, Prepared)}
    looked = look(options, reports, ready, restore=restore) if ready else Looked()
    results = [result_of(at, each, looked) for at, each in enumerate(prepared)]
    if tsv:
        _paste(results, ready, looked, console)
    if len(reports) == 1:
        decision = ready[0].decision if ready else None
        print_plan.tell(results[0], looked, console, decision=decision)
    else:
        tell(reports, results, console)
        _summarise(reports, results, looked, console)
    for result in results:
        say_whether(result, console)
    saved = _save(options, output, ready, results, looked, restore=restore) if output else 0
    check = check or bool(output and not saved)
    code = worst(each.push_exit if check else each.exit for each in results)
    more: dict[str, Any] = {"calls": vars(looked.calls)} if looked.calls else {}
    more |= {"plan": str(output) if saved else None} if output else {}
    return end(reports, results, console, code, dry_run=True, **more)


def _save(
    options: Options,
    output: Path,
    ready: Mapping[int, Prepared],
    results: Sequence[PushResult],
    looked: Looked,
    *,
    restore: bool,
) -> int:
    """Save the plan of the reports that would go through; return how many they are.

    Raises:
        ConfigError: it cannot be written.
    """
    from ita_sync.publish import HOURS, Saved

    console = options.console()
    planned = [(plan, ready[at].file) for at, plan in looked.plans.items() if not results[at].held]
    if not planned:
        console.talk(T("No plan was saved: none of the reports would go through."))
        return 0
    saved = Saved.of(planned, options.settings(), SystemClock().now(), restore=restore)
    with explained(output, ConfigError, "plan-unwritable"):
        saved.write(output)
    console.talk(
        T(
            "The plan of {count} of {reports} is saved; it may be carried out within {hours} "
            "hours: ita-sync push --plan {quoted}",
            count=len(planned),
            reports=N("{count} report", "{count} reports", count=len(results)),
            hours=HOURS,
            quoted=shell_quoted(output),
        )
    )
    return len(planned)


def _paste(
    results: list[PushResult], ready: Mapping[int, Prepared], looked: Looked, console: Console
) -> None:
    """Print the rows that may be pasted, and add them to the results as data."""
    wanted = [
        at
        for at in ready
        if not isinstance(looked.errors.get(at), OutcomeUnknown)
        and (at in looked.errors or looked.plans[at].action != "nothing")
    ]
    if wanted and looked.table:
        console.talk(T("In the order of the sheet: paste it into column A."))
    elif wanted:
        console.talk(
            T("In the order of the configuration: the header of the sheet could not be read.")
        )
    for at in wanted:
        text = _tsv(ready[at].row.cells, looked.table)
        results[at] = replace(results[at], content=results[at].content | {"tsv": text}, said=None)
        if console.as_json:
            console.line(text)  # on stderr
        else:
            console.data(text + "\n")


def _tsv(cells: Sequence[Cell], table: "Table | None") -> str:
    """Return a row in the order of the sheet, else of the configuration."""
    if table is None:
        return "\t".join(map(for_pasting, cells))
    by_column = {table.columns[cell.header]: cell for cell in cells}
    return "\t".join(for_pasting(by_column.get(at)) for at in range(max(by_column) + 1))


def _summarise(
    reports: Sequence[Path], results: Sequence[PushResult], looked: Looked, console: Console
) -> None:
    """Say how many rows would be written, and which calls that takes."""
    rows = [each for each in once(results) if not each.error]
    actions = Counter(each.content["action"] for each in rows)
    console.line(
        T(
            "{reports}: {adding} to add, {changing} to fill or amend, {there} already there, "
            "{refused} not to be pushed; {unsigned} not signed off. Dry run: nothing was written.",
            reports=about(results),
            adding=actions["add"],
            changing=actions["fill"] + actions["amend"],
            there=actions["nothing"],
            refused=sum(each.error is not None for each in results),
            unsigned=sum(each.held is not None for each in rows),
        )
    )
    name_refused(reports, results, console)
    if looked.calls:
        console.line(needed(looked.calls.reads, looked.calls.writes), indent=1)
