"""`agencies import`, and what `check` says once a list is there."""

from pathlib import Path

from tests.cli.conftest import LIST, REPORT, ROOT, Cli, own_config


def test_import(cli: Cli, desk: Path) -> None:
    """The list is written beside the configuration, and what was found is said."""
    folder = own_config(desk)
    ran = cli("agencies", "import", "list.csv")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        (
            "Columns found: dla_code = dla_code, type = type, name_th = name_th, district_th = "
            "district_th"
        ),
        "2 agencies: เทศบาลตำบล 2",
        f"Written: {Path('config') / 'agencies.csv'}",
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["agencies.csv", "ita-sync.toml"]
    again = cli("agencies", "import", "list.csv", "--json").document()
    assert {name: again[name] for name in ("command", "exit", "replaced", "count", "kinds")} == {
        "command": "agencies import",
        "exit": 0,
        "replaced": True,
        "count": 2,
        "kinds": {"เทศบาลตำบล": 2},
    }


def test_refusals(cli: Cli, desk: Path) -> None:
    """A list without header, and the built-in configuration, are refused with what to do."""
    (desk / "list.csv").write_text(LIST, "utf-8")
    built_in = cli("agencies", "import", "list.csv")
    assert built_in.code == 4
    assert "built in" in built_in.err
    assert not (ROOT / "config" / "agencies.csv").exists()
    own_config(desk)
    (desk / "list.csv").write_text("a,b\n1,2\n", "utf-8")
    ran = cli("agencies", "import", "list.csv")
    assert ran.code == 4
    assert "missing: dla_code" in ran.err
    assert not (desk / "config" / "agencies.csv").exists()


def test_a_damaged_list_is_said(cli: Cli, desk: Path) -> None:
    """A list that somebody broke by hand stops the check with exit 4; it is not passed over."""
    folder = own_config(desk)
    (folder / "agencies.csv").write_text("x\n", "utf-8")
    assert cli("check", REPORT).code == 4
