"""A configuration as text: what is said in it is what is read back, and each line offered holds."""

import re
from pathlib import Path

import pytest

from ita_sync import config_text, settings
from ita_sync.config_file import Column
from ita_sync.config_text import Aim
from tests.test_config_file import OFFERED, holds, said, taken_up

COLUMNS = (
    Column(header='รหัส "อปท."\n(7 หลัก)', field="agency.code", key=True),
    Column(header="ชื่อ \\ หน่วยงาน", field="agency.full_name"),
    Column(header="จังหวัด", field="agency.province"),
    Column(header="ปี", field="fiscal_year", type="number", key=True),
    Column(header="ลิงก์", field="url", type="link"),
)
PLAIN = Aim(
    spreadsheet="https://docs.google.com/spreadsheets/d/x/edit", tab="ITA", gid=5, header_row=4
)
FULL = Aim(
    spreadsheet="sandbox",
    tab=' ITA "๒๕๖๖" \\',
    gid=123456789,
    header_row=3,
    named=True,
    fill=True,
    running="ที่\nลำดับ",
    key_without_code=["agency.full_name", "agency.province"],
    credentials="C:/Users/เจ้าหน้าที่/key.json",
    left=["หมายเหตุ", "ผู้ส่ง\n= ใคร"],
)


@pytest.mark.parametrize("aim", [PLAIN, FULL])
def test_what_is_written_is_read(tmp_path: Path, aim: Aim) -> None:
    """Whatever signs stand in headers, titles and paths."""
    path = tmp_path / "ita-sync.toml"
    path.write_text(config_text.config_text(aim, COLUMNS), "utf-8")
    found = settings.load(path)
    assert found.columns == COLUMNS
    target = found.target
    assert (target.spreadsheet, target.tab, target.gid) == (aim.spreadsheet, aim.tab, None)
    assert target.header_row == (aim.header_row if aim.named else None)
    assert (target.mode, target.running) == ("fill" if aim.fill else "add", aim.running)
    assert found.credentials == (tmp_path / aim.credentials if aim.credentials else None)


@pytest.mark.parametrize("aim", [PLAIN, FULL])
def test_each_line_it_offers_holds_where_it_stands(tmp_path: Path, aim: Aim) -> None:
    """With the number of that very tab, and a key that has its columns."""
    text = config_text.config_text(aim, COLUMNS)
    names = [found[1] for found in OFFERED.finditer(text)]
    assert {"gid", "any_year"} <= set(names)
    for name in names:
        assert said(holds(tmp_path / "x.toml", taken_up(text, name)), name) is not None
    config = holds(tmp_path / "x.toml", taken_up(text))
    assert (config.target.gid, config.target.header_row) == (aim.gid, aim.header_row)
    if aim.key_without_code:
        assert list(config.key_without_code) == list(aim.key_without_code)


def test_what_cannot_hold_is_not_offered() -> None:
    """Where no name is shown no agency without a code can have a row."""
    text = config_text.config_text(PLAIN, COLUMNS[:1])
    assert "key_without_code" not in text
    assert "without a code" not in text
    assert "# scheme = " in text


def test_what_is_left_to_people_is_named_beside_the_columns() -> None:
    """As remarks, which no comment sign makes settings."""
    text = config_text.config_text(FULL, COLUMNS)
    assert '# Left to people:\n#   "หมายเหตุ"\n#   "ผู้ส่ง\\n= ใคร"\n\n[[columns]]\n' in text
    assert not re.search("[ \t]$", text, re.MULTILINE)
