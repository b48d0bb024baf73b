"""Where the program keeps its things, and the keys that a row may have."""

import os
from pathlib import Path

import pytest

from ita_sync import settings
from tests.test_config_file import config


def test_without_a_state_setting_the_user_s_own_folder_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Never the current folder, never the installation."""
    monkeypatch.delenv("ITA_SYNC_STATE")
    assert str(settings.state_folder()).startswith(str(tmp_path)) or os.name == "nt"
    assert settings.state_folder().name == "ita-sync"


def test_the_key_of_agencies_without_a_code(tmp_path: Path) -> None:
    """Name with kind, province and year; or as configured. A row of the sheet may have either."""
    plain = config(tmp_path, "")
    assert plain.key_without_code == ("agency.full_name", "agency.province", "fiscal_year")
    assert plain.keys == (("รหัส อปท.", "ปีงบประมาณ"), ("หน่วยงาน", "จังหวัด", "ปีงบประมาณ"))
    line = 'key_without_code = ["agency.full_name", "agency.district", "fiscal_year"]'
    chosen = config(tmp_path, line)
    assert chosen.key_without_code == ("agency.full_name", "agency.district", "fiscal_year")
    assert chosen.keys[1] == ("หน่วยงาน", "อำเภอ", "ปีงบประมาณ")
