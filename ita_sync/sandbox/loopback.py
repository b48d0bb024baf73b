"""Which HTTP requests the local server takes: this machine's own, whole and of a bounded size.

A browser on this machine runs strangers' pages. Their scripts can send requests to a loopback
address and, through a name of theirs that resolves to 127.0.0.1 (DNS rebinding), even read the
replies; their headers give them away.
"""

import re
from email.message import Message
from typing import Protocol

MOST_BYTES = 10 * 1024 * 1024  # of a body; Google recommends 2 MB
_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE | re.ASCII)
_FOREIGN = "Pages of another origin may not use this server."

_LINE = 1_000  # bytes between chunks: a size, or what may follow the last one


class Stream(Protocol):
    """What a body is read from."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, fewer only at the end."""

    def readline(self, size: int, /) -> bytes:
        """A line, or so many bytes of it."""


Refusal = tuple[int, str]  # status and sentence
_TOO_LARGE: Refusal = (413, f"A body may have {MOST_BYTES} bytes.")


def stranger(target: str, headers: Message) -> Refusal | None:
    """Why a request is not for this server or not from this machine: 400 or 403, None if it is.

    `target` is the request's target as sent. It must be a path: a whole address is meant for a
    proxy.
    """
    hosts = headers.get_all("Host", [])
    if len(hosts) != 1:
        return 400, "Exactly one Host header is expected."
    if not target.startswith("/"):
        return 400, "The request's target must be a path."
    host = _HOST.fullmatch(hosts[0].strip())
    if host is None:
        return 403, "This server answers for 127.0.0.1, localhost and [::1] only."
    port = host[1] or ""
    own = {f"http://{name}{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
    if any(origin.strip().lower() not in own for origin in headers.get_all("Origin", [])):
        return 403, _FOREIGN
    # Images and scripts that a page asks for come without Origin; a link that a person follows
    # (navigate) is welcome.
    elsewhere = headers.get("Sec-Fetch-Site", "none").lower() not in {"none", "same-origin"}
    if elsewhere and headers.get("Sec-Fetch-Mode", "").lower() != "navigate":
        return 403, _FOREIGN
    return None


def body(headers: Message, file: Stream) -> bytes | Refusal | None:
    """The body, read from `file`; None for none. A refusal (400, 413) leaves the rest unread.

    Raises EOFError when the client left in the middle of it.
    """
    if "Transfer-Encoding" not in headers:
        return _measured(headers, file)
    if headers["Transfer-Encoding"].strip().lower() != "chunked" or "Content-Length" in headers:
        return 400, "The body must be chunked, or have a Content-Length."
    whole = bytearray()
    while True:
        size = file.readline(_LINE).partition(b";")[0].strip()
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            return 400, "The size of a chunk is not a number of bytes."
        if len(whole) + int(size, 16) > MOST_BYTES:
            return _TOO_LARGE
        whole += _exactly(file, int(size, 16))
        if not int(size, 16):
            break
        file.readline(_LINE)  # the end of the chunk
    while file.readline(_LINE).strip():  # what may follow the last chunk is of no use here
        pass
    return bytes(whole)


def _measured(headers: Message, file: Stream) -> bytes | Refusal | None:
    lengths = [each.strip() for each in headers.get_all("Content-Length", ["0"])]
    if len(lengths) != 1 or not re.fullmatch("[0-9]+", lengths[0]):
        return 400, "The Content-Length is not a number of bytes."
    digits = lengths[0].lstrip("0") or "0"
    if len(digits) > len(str(MOST_BYTES)) or int(digits) > MOST_BYTES:
        return _TOO_LARGE
    return _exactly(file, int(digits)) or None


def _exactly(file: Stream, length: int) -> bytes:
    found = file.read(length) if length else b""
    if len(found) < length:
        raise EOFError
    return found
