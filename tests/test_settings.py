"""Where the program keeps its things."""

import os
from pathlib import Path

import pytest

from ita_sync import settings
from ita_sync.errors import ConfigError
from tests.conftest import ROOT


def test_without_a_state_setting_the_user_s_own_folder_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Never the current folder, never the installation."""
    monkeypatch.delenv("ITA_SYNC_STATE")
    assert str(settings.state_folder()).startswith(str(tmp_path)) or os.name == "nt"
    assert settings.state_folder().name == "ita-sync"


def config(tmp_path: Path, setting: str, drop: str = "") -> settings.Settings:
    """Load the configuration that comes along with one setting more, and without a column."""
    text = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
    entries = text.split("[[columns]]")
    kept = entries[:1] + [e for e in entries[1:] if not drop or f'"{drop}"' not in e]
    path = tmp_path / "ita-sync.toml"
    path.write_text(setting + "\n" + "[[columns]]".join(kept), "utf-8")
    return settings.load(path)


def test_the_key_of_agencies_without_a_code(tmp_path: Path) -> None:
    """Name with kind, province and year; or as configured. A row of the sheet may have either."""
    plain = config(tmp_path, "")
    assert plain.key_without_code == ("agency.full_name", "agency.province", "fiscal_year")
    assert plain.keys == (("รหัส อปท.", "ปีงบประมาณ"), ("หน่วยงาน", "จังหวัด", "ปีงบประมาณ"))
    line = 'key_without_code = ["agency.full_name", "agency.district", "fiscal_year"]'
    chosen = config(tmp_path, line)
    assert chosen.key_without_code == ("agency.full_name", "agency.district", "fiscal_year")
    assert chosen.keys[1] == ("หน่วยงาน", "อำเภอ", "ปีงบประมาณ")


def test_the_line_that_the_configuration_offers_is_a_setting_of_the_file(tmp_path: Path) -> None:
    """Without its comment sign it holds, where it stands."""
    text = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
    assert "\n# key_without_code = [" in text
    path = tmp_path / "ita-sync.toml"
    path.write_text(text.replace("\n# key_without_code", "\nkey_without_code"), "utf-8")
    assert settings.load(path).key_without_code == settings.KEY_WITHOUT_CODE


def test_a_configuration_for_agencies_with_a_code_alone_stays_good(tmp_path: Path) -> None:
    """Nobody who has no such agency needs a column for it; whoever names fields does."""
    assert config(tmp_path, "", drop="agency.province").keys == (("รหัส อปท.", "ปีงบประมาณ"),)
    line = 'key_without_code = ["agency.full_name", "agency.province", "fiscal_year"]'
    with pytest.raises(ConfigError) as caught:
        config(tmp_path, line, drop="agency.province")
    assert caught.value.code == "key-columns"
    assert str(caught.value.what).endswith("needs columns for: agency.province.")
    assert [str(detail) for detail in caught.value.details] == [
        'Add: [[columns]], header = "…" as in the sheet, field = "agency.province"'
    ]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ('["agency.code", "agency.name"]', "must do without agency.code"),
        ('["agency.province", "fiscal_year"]', "must name the agency"),
        ("[]", "must name the agency"),
        ('"agency.name"', "must be a list"),
    ],
)
def test_keys_that_tell_no_agency_from_another(tmp_path: Path, fields: str, rule: str) -> None:
    """They are refused, in words of our own."""
    with pytest.raises(ConfigError) as caught:
        config(tmp_path, f"key_without_code = {fields}")
    assert caught.value.code == "config-invalid"
    assert str(caught.value.details[0]).startswith(f"key_without_code: {rule}")
