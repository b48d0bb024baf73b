"""What a run prints: people's lines on stdout, talk on stderr, or one JSON document on stdout.

The one door: whatever is printed goes through here, and no control or unseen character of a file, a
name or a sheet gets out as it is.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TextIO

import click

from ita_sync.characters import LAYOUT, shown, shown_in_json
from ita_sync.errors import UNCHANGED, Exit, ItaSyncError
from ita_sync.i18n import Language, T, Text

if TYPE_CHECKING:
    from ita_sync.settings import Settings

SCHEMA_VERSION = 1
SANDBOX_NOTICE = T("SANDBOX: nothing was sent to NACC.")


@dataclass
class Console:
    """Prints in one language.

    Attributes:
        lang: the language.
        as_json: lines for people go to stderr, and stdout gets one document.
        practising: the run works on the practice sheet, and says so.
        unwritten: what to say of an error that does not say itself what was written.
        muted: nothing is said to people for a while: a schedule says a thing once, in its own way.
    """

    lang: Language
    as_json: bool = False
    practising: bool = False
    unwritten: Text = UNCHANGED
    muted: bool = False
    _noticed: bool = field(default=False, init=False)
    _config: dict[str, Any] = field(default_factory=dict, init=False)

    def line(self, text: Text | str = "", *, indent: int = 0, colour: str | None = None) -> None:
        """Print a line for people; the colour shows on a terminal only."""
        if self.muted:
            return
        shown = text.render(self.lang) if isinstance(text, Text) else text
        with _printing():
            _print("  " * indent + shown, err=self.as_json, colour=colour)

    def talk(self, text: Text, *, indent: int = 0) -> None:
        """Say something on stderr while work goes on."""
        if not self.muted:
            _print("  " * indent + text.render(self.lang), err=True)

    def notice(self) -> None:
        """Say, once, that this is practice."""
        if self.practising and not self._noticed and not self.muted:
            self._noticed = True
            _print(SANDBOX_NOTICE.render(self.lang), err=True, colour="yellow")

    def tell_config(self, chosen: "Settings") -> None:
        """Say which configuration is in use: to whoever watches, and in the JSON document."""
        over = [str(path) for path in chosen.passed_over]
        self._config = {"config": str(chosen.path), "config_found": chosen.origin}
        self._config |= {"config_passed_over": over} if over else {}
        if not watched():
            return
        if chosen.origin == "built-in":
            self.talk(T("Configuration: the practice one built in"))
        elif over:
            told = {"path": chosen.path, "others": over}
            self.talk(T("Configuration: {path}; not {others}, beside the report", **told))
        else:
            self.talk(T("Configuration: {path}", path=chosen.path))

    def emit_json(self, command: str, code: Exit, **content: Any) -> None:  # noqa: ANN401 - JSON
        """Print the JSON document of a run, if JSON was asked for."""
        if not self.as_json:
            return
        import json  # only programs that read us pay for it

        head = {
            "schema_version": SCHEMA_VERSION,
            "command": command,
            "exit": int(code),
            "sandbox": self.practising,
        }
        if self.practising:
            head["notice"] = SANDBOX_NOTICE.both()
        document = json.dumps(
            head | self._config | content, ensure_ascii=False, indent=1, default=str
        )
        self.data(shown_in_json(document) + "\n")

    def data(self, text: str) -> None:
        """Print what a program or a file takes: in UTF-8, whatever the console speaks."""
        text = shown(text, keep=LAYOUT)
        with _printing():
            if sys.stdout is None or at_terminal():
                click.echo(text, nl=False)
                return
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()

    def trace(self, text: str) -> None:
        """Print the lines of a traceback on stderr."""
        for line in text.splitlines():
            _print(line, err=True)

    def usage(self, error: click.ClickException) -> None:
        """Say what is wrong with a command line: click quotes it as it was typed."""
        ctx = error.ctx if isinstance(error, click.UsageError) else None
        click.UsageError(shown(error.format_message()), ctx).show()

    def error(self, error: ItaSyncError) -> None:
        """Explain a failure: what happened, what was written, what to do next."""
        if self.muted:
            return
        _print(error.what.render(self.lang), err=True, colour="red")
        for detail in error.details:
            _print("  " + detail.render(self.lang), err=True)
        _print(self.written(error).render(self.lang), err=True)
        _print("→ " + error.next_step.render(self.lang), err=True)

    def error_data(self, error: ItaSyncError) -> dict[str, Any]:
        """Return an error as JSON data, in both languages."""
        return {
            "code": error.code,
            "exit": int(error.exit_code),
            "what": error.what.both(),
            "details": [detail.both() for detail in error.details],
            "written": self.written(error).both(),
            "next": error.next_step.both(),
        }

    def written(self, error: ItaSyncError) -> Text:
        """Return what was and was not written when an error ended the work."""
        return error.written or self.unwritten


def at_terminal() -> bool:
    """Say whether a person watches stdout."""
    return _is_terminal(sys.stdout)


def watched() -> bool:
    """Say whether a person watches talk and progress, which go to stderr."""
    return _is_terminal(sys.stderr)


def can_ask() -> bool:
    """Say whether there is a person to answer a question."""
    return _is_terminal(sys.stdin)


def _is_terminal(stream: Any) -> bool:  # noqa: ANN401 - a stream, or None where it was closed before the start
    return stream is not None and stream.isatty()


def _print(text: str, *, err: bool, colour: str | None = None) -> None:
    """Print one line; no colour where NO_COLOR is set (no-color.org)."""
    plain = bool(os.environ.get("NO_COLOR"))
    with _unheard() if err else nullcontext():
        click.secho(shown(text), err=err, fg=colour, color=False if plain else None)


@contextmanager
def _unheard() -> Iterator[None]:
    """Go on with the work where nobody can hear the talk: the exit code tells how it ended."""
    try:
        yield
    except OSError:
        mute(sys.stderr)


def mute(stream: TextIO) -> None:
    """Let nothing more come of a stream, at the exit neither."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def _printing() -> Iterator[None]:
    """Take a full disk behind stdout as a reader who has gone: it is no bug of ours."""
    try:
        yield
    except OSError as error:
        raise BrokenPipeError(str(error)) from error
