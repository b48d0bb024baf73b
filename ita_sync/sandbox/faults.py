"""Faults on demand: each is one knob, by name, done before or after the request is applied."""

from dataclasses import dataclass
from typing import Literal

NAMES = (
    "refused",
    "cut",
    "timeout",
    "http-400",
    "http-401",
    "http-403",
    "http-404",
    "http-408",
    "http-429",
    "http-500",
    "http-502-html",
    "http-503",
    "truncated",
    "nothing-applied",
    "late",
    "late-503",
    "twice",
    "ids-not-unique",
)

DROPS: dict[str, Literal["refused", "cut", "timeout"]] = {
    "refused": "refused",
    "cut": "cut",
    "timeout": "timeout",
    "late": "timeout",
}

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


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault to come.

    `when`: "after" applies the request first, then the client sees the fault.
    `match`: "write", "read", "any", or a part of the path. `skip`: so many matching requests pass before.
    `times`: how often, None for ever. `retry_after`: the Retry-After header of an HTTP error, seconds or a
    date. `seconds`: for "late" and "late-503", when the request is applied after all, by the sandbox's clock.
    Raises ValueError for an unknown name or `when`.
    """

    name: str
    when: Literal["before", "after"] = "before"
    match: str = "write"
    skip: int = 0
    times: int | None = 1
    retry_after: str | None = None
    seconds: float = 0

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise ValueError(f"unknown fault {self.name!r}; one of {', '.join(NAMES)}")
        if self.when not in {"before", "after"}:
            raise ValueError(f"a fault comes before or after, not {self.when!r}")

    def matches(self, path: str, *, write: bool) -> bool:
        """Whether the fault means such a request."""
        if self.match in {"write", "read"}:
            return (self.match == "write") == write
        return self.match == "any" or self.match in path


def error_of(name: str, *, write: bool) -> tuple[int, str, list[dict[str, object]] | None]:
    """(status, message, details) of an "http-…" or "late-503" fault other than the HTML one."""
    code = int(name.rpartition("-")[2])
    if code != 429:  # noqa: PLR2004 - the one with details
        return code, _MESSAGES[code], None
    kind, limit = ("Write", "WriteRequestsPerMinutePerUser") if write else ("Read", "ReadRequestsPerMinutePerUser")
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute per user' "
        "of service 'sheets.googleapis.com' for consumer 'project_number:0'."
    )
    info: dict[str, object] = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "service": "sheets.googleapis.com",
            "consumer": "projects/0",
            "quota_limit": limit,
            "quota_limit_value": "60",
            "quota_location": "global",
            "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
        },
    }
    return code, message, [info]
