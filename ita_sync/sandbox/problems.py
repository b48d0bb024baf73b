"""What goes wrong, in the words and the envelope that Google uses."""

import logging
from typing import Any

_LOG = logging.getLogger(__name__)
_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    408: "DEADLINE_EXCEEDED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}

Violation = tuple[str, str]  # a field's path and what is wrong with it

NOT_FOUND = "Requested entity was not found."
INVALID = "Request contains an invalid argument."


def envelope(
    code: int, message: str, details: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """The body of an error reply: {"error": {"code", "message", "status", "details"?}}.

    Source: error bodies recorded by gspread's tests.
    """
    error: dict[str, Any] = {
        "code": code,
        "message": message,
        "status": _STATUS.get(code, "UNKNOWN"),
    }
    if details:
        error["details"] = details
    return {"error": error}


class ApiError(Exception):
    """A request that is refused; nothing of it was applied.

    `code` is the HTTP status, `message` the sentence of the reply, `details` its optional list.
    """

    def __init__(
        self, message: str, code: int = 400, details: list[dict[str, Any]] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    def body(self) -> dict[str, Any]:
        """The reply's body."""
        return envelope(self.code, self.message, self.details)


def not_found() -> ApiError:
    """404 as Google words it.

    Source: recorded reply to opening a spreadsheet that does not exist.
    """
    return ApiError(NOT_FOUND, 404)


def _bad_request(violations: list[Violation]) -> list[dict[str, Any]]:
    told = [
        ({"field": field} if field else {}) | {"description": text} for field, text in violations
    ]
    return [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": told}]


def violation(field: str, description: str) -> ApiError:
    """400 for a query parameter, with the violated field in the details."""
    return ApiError(INVALID, 400, _bad_request([(field, description)]))


def unreadable(violations: list[Violation]) -> ApiError:
    """400 for whatever the parser refuses, all at once.

    The message has a line for each (field, sentence); the details have them again. Source: bodies
    quoted in gspread issue 668, pygsheets issue 47 and google-api-dotnet-client issue 2161.
    """
    return ApiError("\n".join(text for _, text in violations), 400, _bad_request(violations))


def mistake(what: str) -> str:
    """The sentence of Google's 500, for an exception of ours; the log has the exception."""
    _LOG.exception("The sandbox made a mistake in %s", what)
    return "Internal error encountered."
