"""What goes wrong, in the words and the envelope that Google uses."""

from typing import Any

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

NOT_FOUND = "Requested entity was not found."
INVALID = "Request contains an invalid argument."


def envelope(code: int, message: str, details: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The body of an error reply: {"error": {"code", "message", "status", "details"?}}.

    Source: error bodies recorded by gspread's tests.
    """
    error: dict[str, Any] = {"code": code, "message": message, "status": _STATUS.get(code, "UNKNOWN")}
    if details:
        error["details"] = details
    return {"error": error}


class ApiError(Exception):
    """A request that is refused; nothing of it was applied.

    `code` is the HTTP status, `message` the sentence of the reply, `details` its optional list.
    """

    def __init__(self, message: str, code: int = 400, details: list[dict[str, Any]] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    def body(self) -> dict[str, Any]:
        """The reply's body."""
        return envelope(self.code, self.message, self.details)


def not_found() -> ApiError:
    """404 as Google words it. Source: recorded reply to opening a spreadsheet that does not exist."""
    return ApiError(NOT_FOUND, 404)


def violation(field: str, description: str) -> ApiError:
    """400 for a query parameter, with the violated field in the details."""
    detail = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": [{"field": field, "description": description}],
    }
    return ApiError(INVALID, 400, [detail])
