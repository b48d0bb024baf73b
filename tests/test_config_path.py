"""Where a configuration is found that nobody names."""

import os
from pathlib import Path

import pytest

from ita_sync import config_path
from ita_sync.config_path import FILE, Found
from ita_sync.errors import ConfigError, Exit


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home folder of a person who stands in `home/ita/2566`."""
    home = tmp_path / "home"
    (home / "ita" / "2566").mkdir(parents=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.chdir(home / "ita" / "2566")
    return home


def put(*parts: str | Path) -> Path:
    """Make a configuration there; what it holds is nobody's matter here."""
    path = Path(*parts) / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def found(*reports: Path, given: Path | None = None, **env: str) -> Found:
    """Look for the configuration."""
    return config_path.find(given, env, reports)


def test_the_order(home: Path) -> None:
    """Named, by variable, from here upwards, beside the report, the user's own, the built-in."""
    assert found() == Found(config_path.bundled() / FILE, "built-in")
    own = put(config_path.user_config().parent)
    assert found() == Found(own, "user")
    report = home / "office" / "reports" / "r.yaml"
    beside = put(home, "office", "config")
    assert found(report) == Found(beside, "beside")
    assert found() == Found(own, "user")
    above = put(home, "ita")
    assert found(report) == Found(above, "upwards", (beside,))
    here = put("config")
    assert here == Path("config", FILE)
    assert found(report) == Found(here, "upwards", (beside,))
    assert found(report, ITA_SYNC_CONFIG="v.toml") == Found(Path("v.toml"), "variable")
    named = found(report, given=Path("n.toml"), ITA_SYNC_CONFIG="v.toml")
    assert named == Found(Path("n.toml"), "given")


def test_a_folder_config_comes_before_a_file_in_the_folder(home: Path) -> None:
    """In each folder the two places are looked at in this order."""
    put(home, "ita")
    below = put(home, "ita", "config")
    assert found().path == below


def test_nothing_above_home_and_nothing_for_everybody(tmp_path: Path, home: Path) -> None:
    """A file that anybody may have put there decides nothing; what is no file still counts."""
    outside = put(tmp_path)
    assert found().origin == "built-in"
    os.chdir(tmp_path)
    assert found().path == Path(FILE)
    below = tmp_path / "srv" / "reports"
    below.mkdir(parents=True)
    os.chdir(below)
    assert found().path == outside
    if os.name != "nt":
        tmp_path.chmod(0o1777)
        assert found().origin == "built-in"
        (tmp_path / "srv" / FILE).symlink_to("nowhere")
        assert found().path == tmp_path / "srv" / FILE


def test_reports_beside_different_configurations(home: Path) -> None:
    """Nobody knows which one counts; the same one found twice is one."""
    first, second = put(home, "a"), put(home, "b")
    one = [home / "a" / "x" / "r.yaml", home / "a" / "y" / "r.yaml", home / "a"]
    assert found(*one) == Found(first, "beside")
    with pytest.raises(ConfigError) as caught:
        found(*one, home / "b" / "r.yaml")
    assert (caught.value.exit_code, caught.value.code) == (Exit.CONFIG, "config-several")
    assert [str(detail) for detail in caught.value.details] == [
        f"Found: {first}",
        f"Found: {second}",
    ]
    assert found(home / "b" / "r.yaml", given=first).path == first


@pytest.mark.skipif(os.name == "nt", reason="the folder one stands in cannot be deleted there")
def test_a_folder_that_is_gone(home: Path) -> None:
    """Whoever stands in it finds what he names, and the report."""
    gone = home / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    beside = put(home, "office")
    assert found(Path("r.yaml")).origin == "built-in"
    assert found(home / "office" / "r.yaml") == Found(beside, "beside")


def test_the_example_comes_along() -> None:
    """In a checkout as in an installation."""
    assert config_path.example().is_file()
