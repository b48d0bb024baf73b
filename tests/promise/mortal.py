"""`python -m tests.promise.mortal K ARGUMENTS…`: run ita-sync and cut its power at step K.

Steps are each journal commit and each request, before and after. Used by test_processes.py in real
processes.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from ita_sync.__main__ import run
from ita_sync.journal import Journal, file

left = int(sys.argv[1])


def step() -> None:
    """Count down; at zero nothing after this line happens, not even clean-up."""
    global left  # noqa: PLW0603 - one countdown per process
    left -= 1
    if left == 0:
        os._exit(137)


commit, make, send = Journal._transaction, file.transaction, HTTPAdapter.send


@contextmanager
def mortal_commit(self: Journal) -> Iterator[None]:
    """Commit, with a step before and after."""
    step()
    with commit(self):
        yield
    step()


@contextmanager
def mortal_making(db: sqlite3.Connection) -> Iterator[None]:
    """Make the tables of a new journal, with a step before and after."""
    step()
    with make(db):
        yield
    step()


def mortal_send(self: HTTPAdapter, *args: Any, **kwargs: Any) -> requests.Response:
    """Send, with a step before the request goes out and after its reply came in."""
    step()
    response = send(self, *args, **kwargs)
    step()
    return response


Journal._transaction = mortal_commit  # type: ignore[method-assign, assignment] # the power cut is the test
file.transaction = mortal_making
HTTPAdapter.send = mortal_send  # type: ignore[method-assign] # the same

if __name__ == "__main__":
    sys.exit(run(sys.argv[2:]))
