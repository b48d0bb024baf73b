"""Files as people meet them: typed again in a shell, read at once, replaced whole or not at all."""

import errno
import os
import stat
import subprocess
from pathlib import Path

import pytest

from ita_sync import files
from tests.odd import KINDS, contents, make


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
        ("5360601 / 2566", '"5360601 / 2566"'),
        ("-o.yaml", r".\-o.yaml"),
    ],
)
def test_on_windows_a_name_is_quoted_for_cmd_and_powershell(name: str, typed: str) -> None:
    """Signs that either of the two takes for its own are in quotes: & ( ) ' @ , ; =."""
    assert files.shell_quoted(name, windows=True) == typed


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


def test_a_folder_means_the_reports_that_lie_in_it(tmp_path: Path) -> None:
    """By name; not what is hidden, lies deeper or is no report; one without any stays."""
    for name in ("b.yaml", "a.YML", "c.signoff.json", ".d.yaml", "deeper/e.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "empty").mkdir()
    both = (tmp_path / "a.YML", tmp_path / "b.yaml")
    assert files.expanded((tmp_path, tmp_path / "x")) == (*both, tmp_path / "x")
    assert files.expanded((tmp_path / "empty",)) == (tmp_path / "empty",)


def test_a_file_that_is_named_twice_is_found_by_whatever_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link, another way there, a name that no system takes."""
    monkeypatch.chdir(tmp_path)
    one, two = Path("one.yaml"), Path("two.yaml")
    one.touch()
    Path("link.yaml").symlink_to(one)
    odd = Path("a\0b")
    again = (tmp_path / one, Path("link.yaml"), odd)
    assert files.repeated((one, two, odd, *again)) == again
    assert files.repeated((one, two)) == ()


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


POSIX = pytest.mark.skipif(os.name == "nt", reason="links, pipes and permissions as POSIX has them")


@POSIX
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_neither_replaced_nor_waited_for(tmp_path: Path, kind: str) -> None:
    """It stays what it was, and nothing is left beside it; a link to a file may be read."""
    odd = make(tmp_path / "odd", kind)
    before = contents(tmp_path)
    with pytest.raises(OSError), files.atomic_write(odd):  # noqa: PT011 - the system words it
        pytest.fail("it would be replaced")
    with pytest.raises(OSError):  # noqa: PT011 - as above
        files.make_private(odd)
    if kind == "link":
        assert files.read(odd, 100) == b"theirs"
    else:
        with pytest.raises(OSError):  # noqa: PT011 - as above
            files.read(odd, 100)
    assert files.is_taken(odd)
    assert contents(tmp_path) == before


@POSIX
def test_a_name_that_becomes_a_pipe_meanwhile_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the name and the opening somebody puts a pipe there."""
    path, openly = tmp_path / "file", os.open
    path.write_text("x", "utf-8")

    def swapped(name: str, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return openly(name, flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(OSError) as caught:  # noqa: PT011 - its number says what it is
        files.read(path, 100)
    assert caught.value.errno == errno.ENXIO


def test_no_more_is_read_than_was_asked_for(tmp_path: Path) -> None:
    """One byte more tells that there is more."""
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert [files.read(path, most) for most in (3, 4, 5, 6)] == [
        b"1234",
        *[b"12345"] * 3,
    ]


@POSIX
@pytest.mark.parametrize("umask", [0o022, 0o077, 0])
@pytest.mark.parametrize("was", [None, 0o600, 0o640, 0o444])
@pytest.mark.parametrize(
    ("how", "new", "kept"),
    [
        ({}, None, True),
        ({"mode": 0o644}, 0o644, True),
        ({"mode": 0o600}, 0o600, True),
        ({"mode": 0o600, "keep": False}, 0o600, False),
    ],
)
def test_permissions_of_what_is_written(
    tmp_path: Path, how: dict[str, int], new: int | None, was: int | None, umask: int, *, kept: bool
) -> None:
    """A file that is replaced hands them on; while it is written nobody reads more of it."""
    path, before = tmp_path / "file", os.umask(umask)
    try:
        if was is not None:
            path.touch()
            path.chmod(was)
        expected = was if was is not None and kept else (0o666 & ~umask if new is None else new)
        with files.atomic_write(path, **how) as fresh:  # type: ignore[arg-type] # a table
            assert stat.S_IMODE(fresh.stat().st_mode) & ~expected & 0o077 == 0
            fresh.write_text("x", "utf-8")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == expected


@POSIX
@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_root_leaves_a_file_to_its_owner(tmp_path: Path) -> None:
    """Replaced for somebody else, it stays theirs; a secret becomes root's own."""
    for keep, owner in ((True, (1234, 5678)), (False, (0, 0))):
        path = tmp_path / "file"
        path.touch()
        os.chown(path, 1234, 5678)
        with files.atomic_write(path, files.PRIVATE, keep=keep) as fresh:
            fresh.write_text("x", "utf-8")
        found = path.stat()
        assert (found.st_uid, found.st_gid) == owner


@POSIX
def test_a_group_that_cannot_be_handed_on_loses_its_permissions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the group of whoever writes would read what it could not read before."""
    path = tmp_path / "file"
    path.touch()
    path.chmod(0o664)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", refuse)
    with files.atomic_write(path) as fresh:
        fresh.write_text("x", "utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


@POSIX
def test_a_private_file_is_made_once(tmp_path: Path) -> None:
    """What is there stays as it is, with its permissions."""
    path, before = tmp_path / "file", os.umask(0)
    try:
        files.make_private(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.write_text("x", "utf-8")
        path.chmod(0o640)
        files.make_private(path)
    finally:
        os.umask(before)
    assert (path.read_text("utf-8"), stat.S_IMODE(path.stat().st_mode)) == ("x", 0o640)
