"""What a scheduler is to run: one command with nothing but absolute paths in it, and when.

Nothing comes from the surroundings of a shell: a scheduler has another folder, another path and
other variables, and a run without its journal would find all well.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Literal

from ita_sync.i18n import T, Text

NAME = "ita-sync-verify"
Kind = Literal["cron", "systemd", "windows"]
Days = Literal["mon-fri", "daily"]


class UnfitError(Exception):
    """A path that a scheduler cannot be given."""

    def __init__(self, why: Text) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True)
class Job:
    """A command, and when it is run, in local time.

    Attributes:
        command: the program and its arguments.
        at: hour and minute.
        days: on which days.
    """

    command: tuple[str, ...]
    at: time
    days: Days = "mon-fri"


@dataclass(frozen=True)
class Call:
    """What an installed command calls, as far as it says."""

    program: str
    config: str | None
    state: str | None
    scheduled: bool


def program() -> tuple[str, ...]:
    """Return how this very installation is called from anywhere."""
    python = os.path.abspath(sys.executable)  # noqa: PTH100 - a link is how a venv is called
    beside = Path(python).parent / ("ita-sync.exe" if os.name == "nt" else "ita-sync")
    # -P: what lies in the scheduler's folder under our name is not us.
    return (str(beside),) if beside.is_file() else (python, "-P", "-m", "ita_sync")


def command(
    config: Path, state: Path, *, lang: str, credentials: Path | None = None, online: bool = False
) -> tuple[str, ...]:
    """Return the command that verifies from anywhere.

    Args:
        config: the configuration in use.
        state: the folder of the journal in use.
        lang: the language to speak.
        credentials: the key file, where it is named on the command line.
        online: it opens the links, too.
    """
    asked = (*program(), "verify", "--scheduled", "--lang", lang)
    places = ("--config", absolute(config), "--state", absolute(state))
    key = ("--credentials", absolute(credentials)) if credentials else ()
    return (*asked, *places, *key, *(("--online",) if online else ()))


def absolute(path: Path) -> str:
    """Return a path as it is found from anywhere; links stay as they were named."""
    return os.path.abspath(path.expanduser())  # noqa: PTH100 - `absolute` leaves `..` inside


def require_text(words: Sequence[str]) -> None:
    """Refuse what no line of text can hold.

    Raises:
        UnfitError: a word has a control character, or bytes that are no text.
    """
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError:
            raise UnfitError(T("{path} has bytes that are no text", path=word)) from None
        if any(ord(each) < ord(" ") or each in "\x7f\x85\u2028\u2029" for each in word):
            raise UnfitError(T("{path} has a line break or another control character", path=word))


def called(words: Sequence[str]) -> Call | None:
    """Return what a command calls; None where it is no `verify` of ours."""
    names = [Path(word.replace("\\", "/")).name.lower() for word in words]
    ours = any(name in {"ita-sync", "ita-sync.exe", "ita_sync"} for name in names)
    if not ours or "verify" not in words:
        return None
    return Call(
        next((word for word in words if "=" not in word.partition("/")[0]), words[0]),
        _value(words, "--config"),
        _value(words, "--state"),
        "--scheduled" in words,
    )


def _value(words: Sequence[str], option: str) -> str | None:
    for word, following in zip(words, [*words[1:], None], strict=True):
        if word == option:
            return following
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None
