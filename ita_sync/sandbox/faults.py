"""Faults on demand: each has a name and strikes before or after the request is applied."""

import email.utils
import random
from dataclasses import dataclass
from typing import Literal

# Name: what the client meets, in the order of docs/sandbox.md.
_NETWORK = {
    "refused": "the connection is refused: no byte was sent",
    "cut": "the connection is closed without a reply",
    "reset": "the connection is reset",
    "hang": "no reply ever comes; the client waits as long as it has patience",
    "slow": (
        "the reply comes after `seconds`; "
        "a client with less patience hangs up, and the request was applied"
    ),
    "http-400": "an answered refusal that has nothing to do with the request",
    "http-401": "the token is not accepted",
    "http-403": "no permission",
    "http-404": "no such thing",
    "http-408": "the server waited too long",
    "http-429": "too many requests; `retry_after` adds the header, seconds or a date",
    "http-500": "an internal error",
    "http-502-html": "a page of HTML instead of JSON",
    "http-503": "the service is unavailable",
    "truncated": "half of the reply's body",
    "nothing-applied": "200 and a reply that looks right, but the sheet is as it was",
    "late": "no reply, and the request is applied after `seconds`",
    "late-503": "a 503, and the request is applied after `seconds`",
    "twice": "the request arrives twice",
    "overlap": (
        "no reply for `seconds`; an identical request that arrives meanwhile is let through as well"
    ),
    "stale": (
        "a read is answered from the version before the last write; "
        "with `seconds`, from the version that stood so long ago"
    ),
    "old-date": "the reply's Date is `seconds` too early, an hour unless given",
    "future-date": "the reply's Date is `seconds` too late, an hour unless given",
}
# Rules of the service, as they would be if Google's documents did not say so, or do not.
SERVICE = {
    "ids-not-unique": "a metadata id can be taken twice",
    "ids-not-unique-inside": "a metadata id can be taken twice in one batch, not across batches",
    "ids-not-unique-across": "a metadata id can be taken twice across batches, not in one batch",
    "not-atomic": "a refused batch keeps what came before the request that is refused",
    "pair-refused": "a batch that creates and deletes one metadata id is refused",
    "deleted-ids-taken": "a metadata id that a batch deletes stays taken until its end",
    "no-match-refused": "a deletion of metadata that matches none is refused",
    "no-match-passes": "an update of metadata that matches none passes, and changes nothing",
    "places-before": "a batch finds metadata by the places where it was before the batch",
    "sort-leaves-marks": "metadata on rows stays in its place when whole rows are sorted",
    "part-sort-moves-marks": "metadata on rows follows a sort of some columns",
    "cut-moves-marks": "metadata on rows follows whole rows that are cut and pasted",
    "duplicate-copies-marks": "a duplicated tab has the metadata on rows and columns too",
    "row-marks-fill-book": "metadata on rows and columns takes the spreadsheet's room",
}
FAULTS = _NETWORK | SERVICE
NAMES = tuple(FAULTS)
DATES = {"old-date": -1, "future-date": 1}
WRITES_ONLY = frozenset({"nothing-applied", "late", "late-503", "twice", "overlap", *SERVICE})
_DEFAULT_S = {"stale", *DATES}  # those for which no seconds mean something of its own
# What no storm brings unless it is asked for.
_NO_WEATHER = {"overlap", *DATES, *SERVICE}
_MOST = 10**9  # of anything that is counted
_HOUR_S = 3600.0
LATEST_S = 180.0  # Source: the processing limit Google states

HTML_502 = (
    "<!DOCTYPE html>\n<html lang=en>\n<title>Error 502 (Server Error)!!1</title>\n"
    "<p><b>502.</b> <ins>That’s an error.</ins>\n"
    "<p>The server encountered a temporary error and could not complete your request."
    "<p>Please try again in 30 seconds.\n</html>\n"
)

_MESSAGES = {
    400: "Request contains an invalid argument.",
    401: "Request had invalid authentication credentials.",
    403: "The caller does not have permission",
    404: "Requested entity was not found.",
    408: "The request timed out.",
    500: "Internal error encountered.",
    503: "The service is currently unavailable.",
}


def _within(name: str, value: float, least: int) -> None:
    """Refuse what no later request could count with: a number that is negative, huge or NaN."""
    if not least <= value <= _MOST:
        raise ValueError(f"{name} lies between {least} and {_MOST}, not {value}")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault to come.

    `when`: "after" applies the request first, then the client sees the fault.
    `match`: "write", "read", "any", or a part of the path. `skip`: how many matching requests pass
    first. `times`: how often, None for ever. `retry_after`: the Retry-After header of an HTTP
    error, seconds or a date. `seconds`: how long, for "slow", "late", "late-503", "overlap",
    "stale" and the dates, by the sandbox's clock. Raises ValueError for an unknown name or `when`,
    or a number out of range.
    """

    name: str
    when: Literal["before", "after"] = "before"
    match: str = "write"
    skip: int = 0
    times: int | None = 1
    retry_after: str | None = None
    seconds: float = 0

    def __post_init__(self) -> None:
        if self.name not in FAULTS:
            raise ValueError(f"unknown fault {self.name!r}; one of {', '.join(NAMES)}")
        if self.when not in {"before", "after"}:
            raise ValueError(f"a fault comes before or after, not {self.when!r}")
        _within("skip", self.skip, 0)
        _within("times", 1 if self.times is None else self.times, 1)
        _within("seconds", self.seconds, 0)
        if not (self.retry_after or "0").isascii() or not (self.retry_after or "0").isprintable():
            raise ValueError("retry_after is one line of ASCII")

    @property
    def lasting(self) -> bool:
        """Whether it holds for good, beside any other fault: only rules of the service do."""
        return self.name in SERVICE and self.times is None

    @property
    def rules(self) -> frozenset[str]:
        """The rule of the service that it changes, if any."""
        return frozenset({self.name} & SERVICE.keys())

    @property
    def shift_s(self) -> float:
        """How far it takes a reply's Date away from the clock."""
        return DATES.get(self.name, 0) * (self.seconds or _HOUR_S)

    def matches(self, path: str, *, write: bool) -> bool:
        """Whether the fault is meant for such a request."""
        if self.match in {"write", "read"}:
            return (self.match == "write") == write
        return self.match == "any" or self.match in path


@dataclass(frozen=True, slots=True)
class Storm:
    """Faults by chance, the same ones for the same seed.

    A share of the requests meets one of `names`.
    """

    seed: int
    share: float = 0.2
    names: tuple[str, ...] = tuple(name for name in NAMES if name not in _NO_WEATHER)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(self.names))  # a list when it comes out of JSON
        if unknown := set(self.names) - set(NAMES):
            raise ValueError(f"unknown faults: {', '.join(sorted(unknown))}")
        if not 0 <= self.share <= 1:
            raise ValueError(f"a share lies between 0 and 1, not {self.share}")
        _within("seed", abs(self.seed), 0)

    def draw(self, number: int, now: float, *, write: bool) -> Fault | None:
        """The fault that the request with this number meets, None for most."""
        dice = random.Random(f"{self.seed}/{number}")  # noqa: S311 - repeatable on purpose, no secret
        if dice.random() >= self.share:
            return None
        possible = [
            name
            for name in self.names
            if name not in (frozenset({"stale"}) if write else WRITES_ONLY)
        ]
        if not possible:
            return None
        name = dice.choice(possible)
        soon = int(now) + dice.randrange(1, 5)
        waits = [None, str(dice.randrange(1, 5)), email.utils.formatdate(soon, usegmt=True)]
        return Fault(
            name,
            dice.choice(("before", "after")),
            match="any",
            retry_after=dice.choice(waits) if name in {"http-429", "http-503"} else None,
            # A stale reply is the one before the last write, a wrong Date an hour off.
            seconds=0
            if name in _DEFAULT_S
            else dice.uniform(0, 10 if name == "slow" else LATEST_S),
        )


@dataclass(frozen=True, slots=True)
class Quota:
    """Requests that one user may send in a minute; a batch counts as one.

    Source: Google's usage limits for the Sheets API: 60 reads and 60 writes a minute and user.
    """

    reads: int = 60
    writes: int = 60

    def __post_init__(self) -> None:
        _within("reads", self.reads, 0)
        _within("writes", self.writes, 0)


def error_of(name: str, *, write: bool) -> tuple[int, str, list[dict[str, object]] | None]:
    """(status, message, details) of an "http-…" or "late-503" fault other than the HTML one."""
    code = int(name.rpartition("-")[2])
    if code != 429:  # noqa: PLR2004 - the one with details
        return code, _MESSAGES[code], None
    return code, *exceeded(write=write, limit=60)


def exceeded(*, write: bool, limit: int) -> tuple[str, list[dict[str, object]]]:
    """Message and details of a 429. Source: replies quoted in public issue threads."""
    kind = "Write" if write else "Read"
    message = (
        f"Quota exceeded for quota metric '{kind} requests' "
        f"and limit '{kind} requests per minute per user' "
        "of service 'sheets.googleapis.com' for consumer 'project_number:0'."
    )
    info: dict[str, object] = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "service": "sheets.googleapis.com",
            "consumer": "projects/0",
            "quota_limit": f"{kind}RequestsPerMinutePerUser",
            "quota_limit_value": str(limit),
            "quota_location": "global",
            "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
        },
    }
    return message, [info]
