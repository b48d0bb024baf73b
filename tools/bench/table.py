"""Tables of what was measured, and what has to be known to read them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tools.bench.runs import MINUTE, WHOLE, Measured
from tools.bench.ways import READING, WRITING
from tools.bench.wire import LATENCY_S, MEGABYTE_S

_HEAD = (
    "| rows | way | calls | of them 429 | sent | received | CPU | CPU, ours = 1 | wall "
    "| wall, ours = 1 | peak memory |"
)


@dataclass(frozen=True)
class Found:
    """What one way took for so many rows, run by run."""

    rows: int
    way: str
    runs: Sequence[Measured]

    def median(self, of: Callable[[Measured], float]) -> float:
        """Return the median of something over the runs."""
        return median(map(of, self.runs))

    def beside(self, ours: "Found", of: Callable[[Measured], float]) -> float:
        """Return the median of the ratios of neighbours."""
        return median(of(a) / of(b) for a, b in zip(self.runs, ours.runs, strict=True))


def writing(found: Sequence[Found]) -> Iterator[str]:
    """Yield the part about rows that are written."""
    yield f"""\
## Rows into the sheet

`ita-sync push` of all reports at once, beside what else people write. Each measurement is a new
process that talks to a served sandbox in another one, with Google's quotas: above 60 reads or 60
writes a minute the answer is 429. Not slept, but counted: {LATENCY_S} s for each request,
{MEGABYTE_S:g} s for each million bytes of it either way (nothing is compressed), and what a client
waits after a 429. *wall* is the sum of these and of the client's own time; what the sandbox took
does not count, as it is not Google's. *CPU* is the client's, user and system; imports and the
reading of reports come before. Medians; a ratio is the median of the ratios of neighbouring runs.

- *ita-sync push*: `Publisher.push_all`, journal and all, to a spreadsheet that was pushed to before
  (the first push makes two calls more). It alone leaves each row once, whatever happens.
- *of that, its checks*: the reports compared with each other and with all that stands in the tab,
  on a look made before. Reading back what was written is not among them.
- *the same bytes by hand*: sends the requests that ita-sync sent and parses the answers, nothing
  else. That is the floor.
- *gspread append_rows*, *append_row*: they look at nothing; run again, they write again.
- *gspread find, then append_row*: looks for the code of each row. Two who do so at the same moment
  both append.
- Where the quota is used up, gspread waits as its own `BackOffHTTPClient` does.
- `~`: loops over more than {WHOLE} rows are calculated from {2 * MINUTE} rows, measured in a sheet
  that is half full once the quota is used up.
- pygsheets is not compared: its last release is of November 2022."""
    yield from _table(found, list(WRITING))


def reading(found: Sequence[Found]) -> Iterator[str]:
    """Yield the part about rows that are looked at."""
    yield """\
## Is all still there

`ita-sync verify` compares each row with what was written, cell by cell, and journals how it stands.
gspread's `get_all_records` reads the values and compares them with nothing."""
    yield from _table(found, list(READING))


def _table(found: Iterable[Found], ways: Sequence[str]) -> Iterator[str]:
    yield from ("", _HEAD, "|" + "---|" * (_HEAD.count("|") - 1))
    ours: Found | None = None
    for each in found:
        if each.way not in ways:
            continue
        ours = each if each.way == ways[0] or ours is None else ours
        yield _line(each, ours)
    yield ""


def _line(each: Found, ours: Found) -> str:
    about = "~" if any(run.sampled for run in each.runs) else ""
    cells = [
        f"{each.rows:,}",
        each.way,
        f"{about}{each.median(lambda run: run.calls):,.0f}",
        f"{about}{each.median(lambda run: run.refused):,.0f}",
        about + bytes_of(each.median(lambda run: run.sent)),
        about + bytes_of(each.median(lambda run: run.received)),
        about + duration(each.median(lambda run: run.cpu)),
        about + ratio(each.beside(ours, lambda run: run.cpu)),
        about + duration(each.median(lambda run: run.wall)),
        about + ratio(each.beside(ours, lambda run: run.wall)),
        about + bytes_of(each.median(lambda run: run.peak)),
    ]
    return f"| {' | '.join(cells)} |"


def bytes_of(count: float) -> str:
    """Return a number of bytes as people read it, in thousands."""
    for unit, size in (("GB", 1e9), ("MB", 1e6)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count / 1e3:.1f} KB" if count else "0"


def duration(seconds: float) -> str:
    """Return a duration as people read it."""
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:,.1f} {unit}"
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def ratio(factor: float) -> str:
    """Return a ratio with two digits that count."""
    return f"{factor:,.0f}" if factor >= 10 else f"{factor:.2g}"  # noqa: PLR2004 - two digits
