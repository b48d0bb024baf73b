"""Which permissions the files have that the program makes: docs/figures/permissions.md.

`python -m tests.cli.permissions --write` makes them all, looks, and writes the page; its test makes
them again and compares.
"""

import os
import shutil
import socket
import sqlite3
import stat
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import click
import pytest

from ita_sync.__main__ import run
from tests.cli.conftest import LIST, REPORT, SIGN, TEXT
from tests.cli.test_login import GIVEN, LOGIN, Officer, write_client
from tests.google.endpoint import serving
from tools import figures

ROOT = Path(__file__).parents[2]
KNOWN, OPEN, BEFORE = 0o022, 0o000, 0o640
MADE_BY = {
    "state/": "any command that keeps something",
    "state/journal.sqlite": "push",
    "state/journal.sqlite-journal": "push, while it writes",
    "state/lock": "push, verify",
    "state/verify.json": "verify",
    "state/sandbox.sqlite": "practice",
    "state/sandbox.sqlite-journal": "practice, while it writes",
    "state/links.json": "verify --online",
    "state/withdrawn.json": "sign --withdraw",
    "state/crash.log": "a bug",
    "home/ita-sync/": "login",
    "home/ita-sync/token.json": "login",
    "desk/chaturat-2566.signoff.json": "sign",
    "desk/plan.json": "push --dry-run",
    "desk/chaturat-2566.undo.json": "sign --undo",
    "desk/scan.yaml": "read",
    "desk/form.xlsx": "form",
    "desk/sheet.xlsx": "sandbox export",
    "desk/sheet.csv": "sandbox export",
    "desk/ita/config/ita-sync.toml": "init",
    "desk/ita/report-example.yaml": "init",
    "desk/config/ita-sync.toml": "year new",
    "desk/config/frameworks/2570.toml": "year new",
    "desk/config/agencies.csv": "agencies import",
}
"""Each file as it is called in the folder in which all are made, and which command makes it."""
_LEGEND = (
    "`state/` is the folder of `ITA_SYNC_STATE`, `home/` the user's folder for configuration, "
    "`desk/` wherever the officer works. The last column: the file was there with these "
    "permissions, and was made again or used. The journal has no `-wal` and no `-shm`."
)
_BESIDE = ("state/journal.sqlite", "state/sandbox.sqlite")


def body(folder: Path) -> list[str]:
    """Make every file in an empty folder, thrice, and return the table."""
    columns = []
    for umask in (KNOWN, OPEN):
        place = folder / f"{umask:03o}"
        with _surroundings(place, umask):
            columns.append(_made(place))
    for path in place.rglob("*"):
        if path.is_file():
            path.chmod(BEFORE)
    with _surroundings(place, KNOWN):
        columns.append(_made(place))
    rows = [
        f"| `{name}` | {by} | {' | '.join(column[name] for column in columns)} |"
        for name, by in MADE_BY.items()
    ]
    return [
        f"| file | made by | umask {KNOWN:03o} | umask {OPEN:03o} | was {BEFORE:04o} before |",
        "|---|---|---|---|---|",
        *rows,
        "",
        _LEGEND,
    ]


@contextmanager
def _surroundings(place: Path, umask: int) -> Iterator[None]:
    """Set up folders and variables, and the officer who agrees at once."""
    desk, here, before = place / "desk", Path.cwd(), os.umask(umask)
    desk.mkdir(parents=True, exist_ok=True)
    try:
        with pytest.MonkeyPatch.context() as patch, serving() as endpoint:
            patch.chdir(desk)
            patch.setenv("ITA_SYNC_STATE", str(place / "state"))
            patch.setenv("XDG_CONFIG_HOME", str(place / "home"))
            patch.setenv("HOME", str(place / "home"))
            patch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
            patch.setenv("DISPLAY", ":0")
            patch.setattr(webbrowser, "get", lambda _name: Officer())
            endpoint.answer(200, GIVEN)
            write_client(desk, token_uri=f"{endpoint.url}/token")
            yield
    finally:
        os.umask(before)
        os.chdir(here)


def _made(place: Path) -> dict[str, str]:
    """Make the files, some of which are there only for a moment, and return their permissions."""
    desk, force = place / "desk", "--force"
    shutil.copyfile(ROOT / "examples" / REPORT, desk / REPORT)
    (desk / "scan.txt").write_text(TEXT, "utf-8")
    (desk / "list.csv").write_text(LIST, "utf-8")
    if not (desk / "config").exists():
        _run("year", "new", "2570", "--from", "2569")
    for command in (
        SIGN,
        ("push", REPORT),
        ("push", REPORT, "--dry-run", "-o", "plan.json"),
        ("sign", "--undo", *SIGN[1:]),
        ("read", "scan.txt", force),
        ("form", "form.xlsx", "--year", "2566", force),
        ("sandbox", "export", "sheet.xlsx", force),
        ("sandbox", "export", "sheet.csv", force),
        ("init", "ita", "--sandbox", force),
        ("agencies", "import", "list.csv"),
        ("verify",),
        (*SIGN, "--withdraw", "--reason", "…"),
        LOGIN,
    ):
        _run(*command)
    _open_links()
    moments = dict(_moments(place))
    _bug(place)
    assert {path.name for path in (place / "state").iterdir()} <= {
        Path(name).name for name in MADE_BY
    }
    return moments | {
        name: _permissions(place / name) for name in MADE_BY if (place / name).exists()
    }


def _run(*command: str) -> None:
    with redirect_stdout(StringIO()) as out, redirect_stderr(out):
        code = run(command)
    assert code == 0, (command, out.getvalue())


def _open_links() -> None:
    """Let verify find no site by its name: that is remembered, too."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.MonkeyPatch.context() as patch, redirect_stderr(StringIO()):
        patch.setattr(socket, "getaddrinfo", unknown)
        assert run(("verify", "--online")) == 5


def _moments(place: Path) -> Iterator[tuple[str, str]]:
    """Yield what SQLite keeps beside its files while it writes."""
    for name in _BESIDE:
        path = place / name
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("CREATE TABLE moment (x)")
            yield f"{name}-journal", _permissions(place / f"{name}-journal")
            db.execute("ROLLBACK")


def _bug(place: Path) -> None:
    """Let a command stumble over a practice sheet that lies about its format; put it right."""
    path = place / "state" / "sandbox.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        (head,) = db.execute("SELECT head FROM spreadsheet").fetchone()
        db.execute("UPDATE spreadsheet SET head = '[]'")
        with redirect_stderr(StringIO()):
            assert run(("sandbox", "show")) == 70
        db.execute("UPDATE spreadsheet SET head = ?", (head,))


def _permissions(path: Path) -> str:
    return f"{stat.S_IMODE(path.stat().st_mode):04o}"


@click.command()
@figures.options
def main(*, keep: bool, anyhow: bool) -> None:
    """Print the page; with --write, keep it."""
    at = figures.commit(keep=keep, anyhow=anyhow)
    with tempfile.TemporaryDirectory() as folder:
        text = figures.page(
            what="Permissions of the files that the program makes",
            command="python -m tests.cli.permissions --write",
            seeds="none",
            at=at,
            body=body(Path(folder)),
        )
    click.echo(text)
    if keep:
        figures.write("permissions", text)


if __name__ == "__main__":
    main()
