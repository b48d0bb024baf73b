"""The four reports as they are shown to the executive."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ita_sync import thai
from ita_sync.approval.preview import Preview
from ita_sync.checks import examine
from ita_sync.checks.year import UNCHECKED
from ita_sync.config_file import Column
from ita_sync.i18n import T
from ita_sync.row import build_row
from ita_sync.rules import Framework, generic
from tests.approval.shown import write_all

COLUMNS = (
    Column(header="รหัส", field="agency.code", key=True),
    Column(header="ปี", field="fiscal_year", type="number", key=True),
    Column(header='<b>รวม & "คะแนน"</b>', field="total", type="number"),
    Column(header="ลิงก์", field="url", type="link"),
)
PLANNED = {"key": "k", "row": 3, "tab": "<i>"}
Show = Callable[[str], Preview]


@pytest.fixture
def show(example_path: Path, tmp_path: Path, framework_2566: Framework) -> Show:
    """Return a function that previews one of the four reports."""
    files = write_all(example_path, tmp_path)

    def show(kind: str) -> Preview:
        checked = examine(
            files[kind],
            lambda year: framework_2566 if year == 2566 else generic(year),
            {},
        )
        told = tuple(one.what for one in checked.findings if one.code == UNCHECKED.code)
        return Preview(
            checked=checked,
            row=build_row(checked.file.report, checked.framework, COLUMNS, None),
            plan=T(
                "+ {key} would be written to row {row} of tab {tab}.", key="k", row=3, tab="<i>"
            ),
            was={},
            decision=None,
            unsigned=("not-signed", T("…")),
            changed=(),
            unchecked=told,
            unknown=(),
            bound=((T("Row"), "0123456789abcdef" * 4), (T("Sheet"), "<book> · ITA")),
            practice=True,
            at=thai.at(1_700_000_000),
        )

    return show
