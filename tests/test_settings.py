"""Where the program keeps its things, and what the key of a row is made of."""

import os
from pathlib import Path

import pytest

from ita_sync import settings
from ita_sync.errors import ConfigError, Exit
from ita_sync.i18n import Language
from tests.test_config_file import config


def test_without_a_state_setting_the_user_s_own_folder_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Never the current folder, never the installation."""
    monkeypatch.delenv("ITA_SYNC_STATE")
    assert str(settings.state_folder()).startswith(str(tmp_path)) or os.name == "nt"
    assert settings.state_folder().name == "ita-sync"


def test_the_key_of_agencies_without_a_code(tmp_path: Path) -> None:
    """Name with kind, province and year; or as configured."""
    plain = config(tmp_path, "")
    assert plain.key_without_code == ("agency.full_name", "agency.province", "fiscal_year")
    line = 'key_without_code = ["agency.full_name", "agency.district", "fiscal_year"]'
    chosen = config(tmp_path, line)
    assert chosen.key_without_code == ("agency.full_name", "agency.district", "fiscal_year")


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("http://127.255.0.199:65535", "http://127.255.0.199:65535"),
        ("http://localhost:1", "http://localhost:1"),
        ("HTTP://LocalHost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://[::1]", "http://[::1]"),
    ],
)
def test_where_an_emulator_may_stand(given: str, taken: str) -> None:
    """On this machine, in any of the ways in which its address is written."""
    assert settings.load(env={"ITA_SYNC_API_ROOT": given}).api_root == taken


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    "given",
    [
        *("http://", "http:", "http:///", "http://:80", "http://@", "x", ".", " ", "\t", "0"),
        *("https://127.0.0.1:1", "ftp://127.0.0.1", "//127.0.0.1", "127.0.0.1:8080", "localhost"),
        *("http:/127.0.0.1", "http:\\\\127.0.0.1", "http://127.0.0.1:", "http://127.0.0.1:0"),
        *("http://127.0.0.1:00080", "http://127.0.0.1:65536", "http://127.0.0.1:99999999999"),
        *(
            "http://127.0.0.1:-1",
            "http://127.0.0.1:+80",
            "http://127.0.0.1:8o",
            "http://127.0.0.1:๘๐",
        ),
        *(
            "http://127.0.0.1:80:80",
            "http://127.0.0.1: 80",
            " http://127.0.0.1",
            "http://127.0.0.1 ",
        ),
        *(
            "http://127.0.0.1:80\n",
            "http://127.0.0.1\r\nX: y",
            "http://127.0.0.1\0",
            "http://127.\t0.0.1",
        ),
        *(
            "http://127.0.0.1/v4",
            "http://127.0.0.1//",
            "http://127.0.0.1/../",
            "http://127.0.0.1?x=y",
        ),
        *(
            "http://127.0.0.1/?",
            "http://127.0.0.1#x",
            "http://127.0.0.1;x",
            "http://127.0.0.1,192.0.2.1",
        ),
        *(
            "http://127.0.0.1.example:1",
            "http://127.0.0.1.",
            "http://localhost.",
            "http://localhost.example",
        ),
        *("http://192.0.2.1:80", "http://0.0.0.0", "http://0", "http://127.1", "http://2130706433"),
        *("http://0x7f000001", "http://0177.0.0.1", "http://127.0.0.01", "http://127.0.0.256"),
        *(
            "http://127.0.0.1.1",
            "http://127.0.0",
            "http://128.0.0.1",
            "http://127。0。0。1",
            "http://①27.0.0.1",
        ),
        *(
            "http://localhoſt",
            "http://ʟocalhost",
            "http://[::1",
            "http://::1",
            "http://[::1]]",
            "http://[[::1]]",
        ),
        *(
            "http://[::1%25lo]",
            "http://[::2]",
            "http://[::ffff:127.0.0.1]",
            "http://[0:0:0:0:0:0:0:1]",
        ),
        *("http://[127.0.0.1]", "http://[localhost]", "http://[::1]80", "http://[::1].example"),
        "http://user:PASSWORD@127.0.0.1:80",
        "http://PASSWORD@127.0.0.1",
        "http://127.0.0.1@PASSWORD.example",
        "http://127.0.0.1:PASSWORD@192.0.2.1",
        "http://127.0.0.2:8099\\@127.0.0.1:9",
        "http://127.0.0.1\\@192.0.2.1",
        "http://192.0.2.1\\@127.0.0.1",
        "http://192.0.2.1#@127.0.0.1",
        "http://192.0.2.1?@127.0.0.1",
        "http://127.0.0.1%40192.0.2.1",
        "http://127.0.0.1" + "0" * 5000,
    ],
)
def test_no_other_address_is_an_emulator_s(given: str, lang: Language) -> None:
    """Matched whole, so that nobody reads another host in it; and never shown."""
    with pytest.raises(ConfigError) as caught:
        settings.load(env={"ITA_SYNC_API_ROOT": given})
    assert (caught.value.exit_code, caught.value.code) == (Exit.CONFIG, "api-root")
    said = caught.value.what.render(lang)
    assert said.startswith("ITA_SYNC_API_ROOT ")
    assert "PASSWORD" not in said
    assert len(said) < 80
