r"""What the promise takes for granted about Google, checked on the sandbox, and on Google if asked.

    ITA_SYNC_LIVE_SHEET=<id or address of a scratch spreadsheet> \
        GOOGLE_APPLICATION_CREDENTIALS=key.json python -m pytest tests/contract

A tab is made for the purpose and removed again, with every mark that was set. Nothing else is
touched.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from ita_sync import settings
from ita_sync.config_file import Target
from ita_sync.google import connect, fence
from ita_sync.sandbox import Fault, Sandbox, SandboxAdapter
from tests.contract.service import OPEN, Service
from tests.promise.world import ROOT

LIVE = os.environ.get("ITA_SYNC_LIVE_SHEET", "")


@pytest.fixture(params=["sandbox", pytest.param("google", marks=pytest.mark.live)])
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """One service after the other; Google only where a spreadsheet is given."""
    base = settings.load(
        ROOT / "config" / "ita-sync.toml", env={"ITA_SYNC_STATE": str(tmp_path / "state")}
    )
    title, gid = f"ita-sync contract {secrets.token_hex(4)}", secrets.randbelow(2**30)
    if request.param == "google":
        if not LIVE:
            pytest.skip("ITA_SYNC_LIVE_SHEET names no scratch spreadsheet")
        base = replace(base, target=Target(spreadsheet=LIVE, tab=title))
        yield from _lent(Service(request.param, connect(base, None), base, gid), title)
        return
    box = Sandbox(tmp_path / "sandbox.sqlite")
    box.ensure("sandbox", "Contract", [{"title": "Other", "rows": []}])
    before = box.spreadsheet("sandbox")
    for rule in OPEN if request.param == "sandbox otherwise" else ():
        box.fault(Fault(rule, times=None))
    base = replace(base, target=Target(spreadsheet="sandbox", tab=title))
    yield from _lent(Service(request.param, connect(base, SandboxAdapter(box)), base, gid), title)
    assert box.spreadsheet("sandbox") == before


def _lent(made: Service, title: str) -> Iterator[Service]:
    """The service with its tab; whatever happens, nothing is left behind."""
    grid = {"rowCount": 2, "columnCount": 3}
    made.send(
        {"addSheet": {"properties": {"sheetId": made.gid, "title": title, "gridProperties": grid}}}
    )
    made.tabs.append(made.gid)
    try:
        yield made
    finally:
        # One after the other, although one may fail.
        with ExitStack() as stack:
            for gid in made.tabs:
                stack.callback(made.send, {"deleteSheet": {"sheetId": gid}})
            for number in made.numbers:
                stack.callback(_clear, made, number)


def _clear(made: Service, number: int) -> None:
    if made.stands(number):
        made.send(fence.delete(number))
