"""Files as people meet them: typed again in a shell, named by a pattern, replaced whole."""

import subprocess
from pathlib import Path

import pytest

from ita_sync import files


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("report-2566.yaml", "report-2566.yaml"),
        ("รายงานผลการวิเคราะห์.yaml", "รายงานผลการวิเคราะห์.yaml"),
        ("", "''"),
        ("two words.yaml", "'two words.yaml'"),
        ("a&b.yaml", "'a&b.yaml'"),
        ("it's.yaml", "'it'\"'\"'s.yaml'"),
        ("-o.yaml", "./-o.yaml"),
    ],
)
def test_a_name_is_quoted_as_a_shell_takes_it(name: str, typed: str) -> None:
    """What a person copies into a shell arrives as it was."""
    assert files.shell_quoted(name) == typed
    if name:
        echoed = subprocess.run(
            ["/bin/sh", "-c", f"printf %s {files.shell_quoted(name)}"],
            capture_output=True,
            check=True,
        )
        assert echoed.stdout.decode().removeprefix("./") == name


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (r"C:\reports\report-2566.yaml", r"C:\reports\report-2566.yaml"),
        (r"\\server\share\รายงาน.yaml", r"\\server\share\รายงาน.yaml"),
        ("two words.yaml", '"two words.yaml"'),
        ("a&b.yaml", '"a&b.yaml"'),
        ("(1).yaml", '"(1).yaml"'),
        ("it's.yaml", '"it\'s.yaml"'),
        ("@a.yaml", '"@a.yaml"'),
        ("a,b;c=d.yaml", '"a,b;c=d.yaml"'),
    ],
)
def test_on_windows_a_name_is_quoted_for_cmd_and_powershell(
    monkeypatch: pytest.MonkeyPatch, name: str, typed: str
) -> None:
    """Signs that either of the two takes for its own are in quotes: & ( ) ' @ , ; =."""
    monkeypatch.setattr(files, "WINDOWS", True)
    assert files.shell_quoted(name) == typed


def test_on_windows_patterns_are_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The shell there leaves them to the program; a name that is there is no pattern."""
    for name in ("b.yaml", "a.yaml", "c.txt"):
        (tmp_path / name).touch()
    pattern, unfit = tmp_path / "*.yaml", tmp_path / "?.docx"
    assert files.expanded((pattern,)) == (pattern,)
    monkeypatch.setattr(files, "WINDOWS", True)
    both = (tmp_path / "a.yaml", tmp_path / "b.yaml")
    assert files.expanded((pattern, unfit, tmp_path / "c.txt")) == (
        *both,
        unfit,
        tmp_path / "c.txt",
    )
    pattern.touch()
    assert files.expanded((pattern,)) == (pattern,)


def test_a_name_that_no_system_takes_is_not_there(tmp_path: Path) -> None:
    """Too long, or with a NUL in it."""
    assert files.exists(tmp_path)
    assert not files.exists(tmp_path / ("ก" * 300))
    assert not files.exists(Path("a\0b"))


def fail_halfway(target: Path) -> None:
    """Begin to replace a file, and fail."""
    with files.atomic_write(target) as fresh:
        fresh.write_text("tw", "utf-8")
        raise ValueError("NUL")


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    """Where writing fails, the old one stays, with nothing beside it; long names have room."""
    target = tmp_path / f"{'ก' * 80}.yaml"
    with files.atomic_write(target) as fresh:
        fresh.write_text("one", "utf-8")
    with pytest.raises(ValueError, match="NUL"):
        fail_halfway(target)
    assert target.read_text("utf-8") == "one"
    assert list(tmp_path.iterdir()) == [target]
