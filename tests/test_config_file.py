"""What may stand in `ita-sync.toml`, and what is refused."""

import re
from pathlib import Path

import pytest

from ita_sync import settings, toml_file
from ita_sync.config_file import ConfigFile
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


OFFERED = re.compile(r"^# (?=([a-z_]+) = )", re.MULTILINE)
SHIPPED = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
EACH = [found[1] for found in OFFERED.finditer(SHIPPED)]


def taken_up(text: str, name: str = "") -> str:
    """Take the comment sign away before the setting that a text offers, or before all."""
    return OFFERED.sub(lambda found: "" if name in {"", found[1]} else found[0], text)


def holds(path: Path, text: str) -> ConfigFile:
    """Return what a configuration of this text says; it can be used."""
    path.write_text(text, "utf-8")
    settings.load(path)
    return ConfigFile.model_validate(toml_file.read(path))


def said(config: ConfigFile, name: str) -> object:
    """Return a setting, wherever it stands."""
    parts = (config, config.target, config.watch)
    return next(getattr(part, name) for part in parts if hasattr(part, name))


@pytest.mark.parametrize("name", EACH)
def test_each_line_that_the_configuration_offers_holds_where_it_stands(
    tmp_path: Path, name: str
) -> None:
    """Without its comment sign, nothing else changed."""
    path = tmp_path / "ita-sync.toml"
    path.write_text(taken_up(SHIPPED, name), "utf-8")
    lines = toml_file.lines(path)
    assert any(place[-1] == name for place in lines)
    assert said(holds(path, taken_up(SHIPPED, name)), name) is not None


def test_all_lines_that_the_configuration_offers_hold_together(tmp_path: Path) -> None:
    """They are these; a number of a tab decides over its title."""
    first = ["credentials", "key_without_code", "scheme"]
    assert EACH[:8] == [*first, "gid", "header_row", "any_year", "mode", "running"]
    config = holds(tmp_path / "ita-sync.toml", taken_up(SHIPPED))
    assert all(said(config, name) is not None for name in EACH)
    assert (config.target.gid, config.target.tab) == (0, None)
    assert str(config.target) == "sandbox · gid=0"


def test_a_configuration_for_agencies_with_a_code_alone_stays_good(tmp_path: Path) -> None:
    """Nobody who has no such agency needs a column for it; whoever names fields does."""
    columns = config(tmp_path, "", drop="agency.province").columns
    assert [one.header for one in columns if one.key] == ["รหัส อปท.", "ปีงบประมาณ"]
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


def test_the_key_file_is_named_at_the_top_or_below_target(tmp_path: Path) -> None:
    """There older files offered its line; relative to the configuration; never twice."""
    line, below = 'credentials = "service-account.json"', "[target]\n"
    assert SHIPPED.index(f"# {line}") < SHIPPED.index(below)
    path = tmp_path / "ita-sync.toml"
    for text in (taken_up(SHIPPED, "credentials"), SHIPPED.replace(below, f"{below}{line}\n")):
        path.write_text(text, "utf-8")
        assert settings.load(path).credentials == tmp_path / "service-account.json"
    path.write_text('credentials = "a"\n' + text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        settings.load(path)
    assert [str(detail) for detail in caught.value.details] == [
        "target.credentials: is not a setting of this file"
    ]


def test_a_key_file_below_target_is_a_path(tmp_path: Path) -> None:
    """What is wrong with it is said as anywhere else."""
    text = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
    path = tmp_path / "ita-sync.toml"
    path.write_text(text.replace("[target]", "[target]\ncredentials = 5"), "utf-8")
    with pytest.raises(ConfigError) as caught:
        settings.load(path)
    assert [str(detail) for detail in caught.value.details] == [
        "credentials: must be a text in quotes"
    ]


ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abc_-g"
SHEETS = "docs.google.com/spreadsheets"


@pytest.mark.parametrize(
    ("given", "gid"),
    [
        (ID, None),
        (f"https://{SHEETS}/d/{ID}", None),
        (f"https://{SHEETS}/d/{ID}/edit?gid=5#gid=5", 5),
        (f"https://{SHEETS}/d/{ID}/edit?usp=sharing&ouid=1&rtpof=true&sd=true", None),
        (f"https://{SHEETS}/d/{ID}/htmlview", None),
        (f"https://{SHEETS}/u/0/d/{ID}/edit#gid=7", 7),
        (f"https://docs.google.com/a/moi.go.th/spreadsheets/d/{ID}/edit", None),
        (f"https://docs.google.com/a/moi.go.th/spreadsheets/u/1/d/{ID}/edit", None),
        (f"http://{SHEETS}/d/{ID}/edit", None),
        (f"{SHEETS}/d/{ID}/edit", None),
        (f"HTTPS://Docs.Google.com/spreadsheets/d/{ID}/edit", None),
        (f"  https://{SHEETS}/d/ {ID}/edit\\n", None),
        (f"https://drive.google.com/open?id={ID}", None),
        (f"https://drive.google.com/open?authuser=0&id={ID}&usp=drive_fs", None),
        (f"https://drive.google.com/file/d/{ID}/view?usp=sharing", None),
        (f"https://drive.google.com/file/u/1/d/{ID}/view", None),
        (f"https://drive.google.com/a/moi.go.th/file/d/{ID}/view", None),
    ],
)
def test_addresses_that_people_paste(tmp_path: Path, given: str, gid: int | None) -> None:
    """The id in them is what counts; a tab in them, where none is configured."""
    target = pasted(tmp_path, given).target
    assert (target.spreadsheet_id, target.tab, target.gid) == (ID, "ITA 2566", None)
    if gid is not None:
        assert pasted(tmp_path, given, tab=False).target.gid == gid


def pasted(tmp_path: Path, given: str, *, tab: bool = True) -> settings.Settings:
    """Load the configuration that comes along with an address, with or without its tab."""
    text = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
    text = text.replace('spreadsheet = "sandbox"', f'spreadsheet = "{given}"')
    path = tmp_path / "ita-sync.toml"
    path.write_text(text if tab else text.replace('\ntab = "ITA 2566"', ""), "utf-8")
    return settings.load(path)


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        (f"https://{SHEETS}/d/e/2PACX-1vQabc/pubhtml", "is the address of a published copy"),
        (f"https://{SHEETS}/u/0/d/e/2PACX-1vQabc/pub?output=csv", "of a published copy"),
        ("https://forms.gle/AbCdEf", "is the address of a form"),
        (f"https://docs.google.com/forms/d/{ID}/edit", "is the address of a form"),
        (f"https://docs.google.com/forms/d/e/{ID}/viewform", "is the address of a form"),
        (f"https://drive.google.com/drive/folders/{ID}", "is the address of a folder"),
        (f"https://drive.google.com/drive/u/0/folders/{ID}?usp=sharing", "address of a folder"),
        (f"https://docs.google.com/document/d/{ID}/edit", "of a document or of slides"),
        (f"https://docs.google.com/presentation/d/{ID}/edit", "of a document or of slides"),
        (f"https://{SHEETS}/", "is neither 'sandbox' nor an address"),
        ("https://docs.google.com/", "is neither 'sandbox' nor an address"),
        ("https://drive.google.com/open", "is neither 'sandbox' nor an address"),
        ("https://drive.google.com/drive/my-drive", "is neither 'sandbox' nor an address"),
        (f"https://docs.google.com.example/spreadsheets/d/{ID}", "that is not Google's"),
        (f"https://example.org/docs.google.com/spreadsheets/d/{ID}", "that is not Google's"),
        ("ITA 2566", "is neither 'sandbox' nor an address"),
    ],
)
def test_addresses_of_something_else_are_refused_by_what_they_are(
    tmp_path: Path, given: str, rule: str
) -> None:
    """With a way to the right one."""
    with pytest.raises(ConfigError) as caught:
        pasted(tmp_path, given)
    [detail] = caught.value.details
    assert caught.value.code == "config-invalid"
    assert str(detail).startswith("target: `spreadsheet` is ")
    assert rule in str(detail)


@pytest.mark.parametrize("encoding", ["utf-16", "cp874", "utf-8"])
def test_a_file_that_cannot_be_read_is_corrected_where_it_is_wrong(
    tmp_path: Path, encoding: str
) -> None:
    """Its path is right; what is advised works. A wrong path is another matter."""
    path = tmp_path / "ita-sync.toml"
    text = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
    slip = text.replace('"sandbox"', "“sandbox”", 2) if encoding == "utf-8" else text
    path.write_text(slip, encoding, errors="replace")
    with pytest.raises(ConfigError) as caught:
        settings.load(path)
    assert any(told in str(caught.value.what) for told in ("Type: ", "choose the encoding UTF-8"))
    advice = "Correct that place in the file, and save it as text in UTF-8."
    assert (caught.value.code, str(caught.value.next_step)) == ("config-unreadable", advice)
    path.write_text(text, "utf-8")
    assert settings.load(path).path == path
    with pytest.raises(ConfigError) as caught:
        settings.load(tmp_path / "none.toml")
    assert str(caught.value.next_step) == "Check the path given with --config or ITA_SYNC_CONFIG."
