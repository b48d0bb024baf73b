"""A spreadsheet on this machine that speaks the Google Sheets API v4, for practice and for tests.

Strict where Google is strict, rude on demand, and honest about its limits. It needs no account and
no network: mount `SandboxAdapter` on a `requests` session, or run `serve` and talk HTTP to the
loopback address.
"""

from ita_sync.sandbox.adapter import SandboxAdapter, session
from ita_sync.sandbox.box import Sandbox
from ita_sync.sandbox.faults import Fault, Quota, Storm
from ita_sync.sandbox.limits import LIMITS
from ita_sync.sandbox.log import Call
from ita_sync.sandbox.network import Dropped, Reply
from ita_sync.sandbox.server import serve

__all__ = [
    "LIMITS",
    "Call",
    "Dropped",
    "Fault",
    "Quota",
    "Reply",
    "Sandbox",
    "SandboxAdapter",
    "Storm",
    "serve",
    "session",
]
