"""Which HTTP requests the local server takes: this machine's own, whole and of a bounded size.

A browser on this machine runs strangers' pages. Their scripts can send requests to a loopback
address and, through a name of theirs that resolves to 127.0.0.1 (DNS rebinding), even read the
replies; their headers give them away.
"""

import re
from email.message import Message

MOST_BYTES = 10 * 1024 * 1024  # of a body; Google recommends 2 MB
_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE | re.ASCII)
_FOREIGN = "Pages of another origin may not use this server."

Refusal = tuple[int, str]  # status and sentence


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


def body_length(headers: Message) -> int | Refusal:
    """The length of the body in bytes, or why it is not read: 400, 411 or 413."""
    if "Transfer-Encoding" in headers:
        return 411, "A body needs a Content-Length; chunks are not taken."
    lengths = [each.strip() for each in headers.get_all("Content-Length", ["0"])]
    if len(lengths) != 1 or not re.fullmatch("[0-9]+", lengths[0]):
        return 400, "The Content-Length is not a number of bytes."
    digits = lengths[0].lstrip("0") or "0"
    if len(digits) > len(str(MOST_BYTES)) or int(digits) > MOST_BYTES:
        return 413, f"A body may have {MOST_BYTES} bytes."
    return int(digits)
