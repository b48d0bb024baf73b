"""The row: columns filled, a key, and a digest that depends on content alone."""

from decimal import Decimal
from pathlib import Path

import pytest

from ita_sync.errors import ConfigError
from ita_sync.report import load_report
from ita_sync.row import build_row, field_values
from ita_sync.rules import Framework
from ita_sync.settings import Column

KEY = Column(header="รหัส", field="agency.code", key=True)


def test_the_digest_depends_on_content_not_on_the_order_of_columns(
    example_path: Path, framework_2566: Framework
) -> None:
    """Re-ordered mapping: same digest.

    Another value, or a value under another header: another digest.
    """
    loaded = load_report(example_path).report
    total = Column(header="รวม", field="total", type="number")
    url = Column(header="ลิงก์", field="url", type="link")

    def digest(*columns: Column) -> str:
        return build_row(loaded, framework_2566, columns, None).digest

    assert digest(KEY, total, url) == digest(url, KEY, total)
    assert digest(KEY, total) != digest(KEY, total, url)
    assert digest(KEY, total) != digest(KEY, Column(header="รวม", field="tools.IIT", type="number"))
    assert digest(KEY, Column(header="ร ว ม", field="total", type="number")) == digest(KEY, total)


def test_constants_are_typed(example_path: Path, framework_2566: Framework) -> None:
    """A number is a number, text is text."""
    columns = (
        KEY,
        Column(header="a", constant=1, type="number"),
        Column(header="b", constant="=1+1"),
    )
    row = build_row(load_report(example_path).report, framework_2566, columns, None)
    assert [cell.value for cell in row.cells] == ["5360601", Decimal(1), "=1+1"]


def test_a_key_without_the_agency_is_all_identity(
    example_path: Path, framework_2566: Framework
) -> None:
    """Where no key column names the agency, every key column tells whose row it is."""
    columns = (Column(header="เลขที่", field="memo.number", key=True),)
    row = build_row(load_report(example_path).report, framework_2566, columns, None)
    assert row.key.agency_headers == {"เลขที่"}


def test_every_field_can_stand_in_a_column(example_path: Path, framework_2566: Framework) -> None:
    """Each name of the list is accepted by a mapping."""
    loaded = load_report(example_path).report
    names = field_values(loaded, framework_2566, None)
    columns = tuple(Column(header=f"h{n}", field=name) for n, name in enumerate(names))
    row = build_row(loaded, framework_2566, (KEY, *columns), None)
    assert len(row.cells) == len(names) + 1
    with pytest.raises(ConfigError):
        build_row(loaded, framework_2566, (KEY, Column(header="x", field="nothing.like.it")), None)
