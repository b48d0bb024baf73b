"""What may stand in `ita-sync.toml`, and what is refused."""

from pathlib import Path

import pytest

from ita_sync import settings
from ita_sync.config_file import KEY_WITHOUT_CODE
from ita_sync.errors import ConfigError
from tests.conftest import ROOT


def config(tmp_path: Path, setting: str, drop: str = "") -> settings.Settings:
    """Load the configuration that comes along with one setting more, and without a column."""
    text = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
    entries = text.split("[[columns]]")
    kept = entries[:1] + [e for e in entries[1:] if not drop or f'"{drop}"' not in e]
    path = tmp_path / "ita-sync.toml"
    path.write_text(setting + "\n" + "[[columns]]".join(kept), "utf-8")
    return settings.load(path)


def test_the_line_that_the_configuration_offers_is_a_setting_of_the_file(tmp_path: Path) -> None:
    """Without its comment sign it holds, where it stands."""
    text = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
    assert "\n# key_without_code = [" in text
    path = tmp_path / "ita-sync.toml"
    path.write_text(text.replace("\n# key_without_code", "\nkey_without_code"), "utf-8")
    assert settings.load(path).key_without_code == KEY_WITHOUT_CODE


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


def test_a_column_has_no_control_characters(tmp_path: Path) -> None:
    """It goes into the sheet and onto screens; a line break may stand in a cell."""

    def column(header: str, constant: str) -> settings.Settings:
        return config(tmp_path, f'[[columns]]\nheader = "{header}"\nconstant = "{constant}"')

    made = column("x\\ny", "ก\\nข").columns[0]
    assert (made.header, made.constant) == ("x\ny", "ก\nข")
    for header, constant in (("x", "ก\\u001b[2J"), ("x\\u009b", "ก")):
        with pytest.raises(ConfigError) as caught:
            column(header, constant)
        assert "must not contain control characters" in str(caught.value.details[0])
