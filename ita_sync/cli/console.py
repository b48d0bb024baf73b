"""What a run prints: people's lines on stdout, talk on stderr, or one JSON document on stdout."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import click

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.i18n import Language, T, Text

SCHEMA_VERSION = 1
SANDBOX_NOTICE = T("SANDBOX: nothing was sent to NACC.")


@dataclass
class Console:
    """Prints in one language.

    With `as_json`, lines for people go to stderr and stdout gets one document.
    """

    lang: Language
    as_json: bool = False
    practising: bool = False
    _noticed: bool = field(default=False, init=False)

    def line(self, text: Text | str = "", *, indent: int = 0, colour: str | None = None) -> None:
        """Print a line for people; the colour shows on a terminal only."""
        shown = text.render(self.lang) if isinstance(text, Text) else text
        with _written():
            click.secho("  " * indent + shown, err=self.as_json, fg=colour)

    def talk(self, text: Text) -> None:
        """Say something on stderr while work goes on."""
        click.echo(text.render(self.lang), err=True)

    def notice(self) -> None:
        """Say, once, that this is practice."""
        if self.practising and not self._noticed:
            self._noticed = True
            click.secho(SANDBOX_NOTICE.render(self.lang), err=True, fg="yellow")

    def emit_json(self, command: str, code: Exit, **content: Any) -> None:  # noqa: ANN401 - JSON
        """Print the JSON document of a run, if JSON was asked for."""
        if self.as_json:
            head = {
                "schema_version": SCHEMA_VERSION,
                "command": command,
                "exit": int(code),
                "sandbox": self.practising,
            }
            if self.practising:
                head["notice"] = SANDBOX_NOTICE.both()
            self.file(json.dumps(head | content, ensure_ascii=False, indent=1, default=str) + "\n")

    def file(self, text: str) -> None:
        """Print what other programs read, or goes into a file: in UTF-8, whatever the console speaks."""
        with _written():
            if sys.stdout is None or at_terminal():
                click.echo(text, nl=False)
                return
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()

    def error(self, error: ItaSyncError) -> None:
        """Explain a failure: what happened, what was written, what to do next."""
        click.secho(error.what.render(self.lang), err=True, fg="red")
        for detail in error.details:
            click.echo("  " + detail.render(self.lang), err=True)
        click.echo(error.written.render(self.lang), err=True)
        click.echo("→ " + error.next_step.render(self.lang), err=True)


def error_document(error: ItaSyncError) -> dict[str, Any]:
    """Return an error as JSON data, in both languages."""
    return {
        "code": error.code,
        "exit": int(error.exit_code),
        "what": error.what.both(),
        "details": [d.both() for d in error.details],
        "written": error.written.both(),
        "next": error.next_step.both(),
    }


def at_terminal() -> bool:
    """Whether a person watches: stdout is a terminal."""
    return (
        sys.stdout is not None and sys.stdout.isatty()
    )  # it is None where it was closed before the start


def watched() -> bool:
    """Whether a person watches talk and progress: stderr is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


@contextmanager
def _written() -> Iterator[None]:
    """A full disk behind stdout is no bug of ours: as if whoever reads it had gone."""
    try:
        yield
    except OSError as error:
        raise BrokenPipeError(str(error)) from error
