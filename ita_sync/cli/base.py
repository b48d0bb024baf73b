"""What all commands share: translated help, the common options, and the surroundings they open."""

import inspect
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ita_sync import i18n, settings
from ita_sync.cli.console import Console
from ita_sync.errors import ConfigError
from ita_sync.google import credentials
from ita_sync.i18n import Language, T, Text, translate
from ita_sync.rules import Framework, load_framework

if TYPE_CHECKING:
    from ita_sync.google import Sheet
    from ita_sync.sandbox import Sandbox

F = TypeVar("F", bound=Callable[..., Any])
SANDBOX_TITLE = "ITA sandbox"


@dataclass
class Options:
    """The options that every command takes, before or after its name."""

    config: Path | None = None
    lang: str | None = None
    as_json: bool = False
    credentials: Path | None = None
    online: bool = False
    reached: bool = False
    """The sheet was: something may have been sent."""
    _settings: settings.Settings | None = None

    def console(self) -> Console:
        """Return the console of this run."""
        return Console(self.language(), self.as_json)

    def language(self) -> Language:
        """Return the language of this run."""
        return i18n.pick_language(self.lang)

    def settings(self) -> settings.Settings:
        """Read the configuration, once."""
        self._settings = self._settings or settings.load(self.config, credentials=self.credentials)
        return self._settings

    def framework(self, year: int) -> Framework:
        """Read the rules of a year."""
        return load_framework(year, self.settings().framework_folders)

    def sandbox(self) -> "Sandbox":
        """Open the embedded spreadsheet.

        The first time it gets a tab with the configured header.
        """
        from ita_sync.sandbox import Sandbox  # only practice pays for it

        chosen = self.settings()
        try:
            box = Sandbox(chosen.state / "sandbox.sqlite")
            self.prepare(box)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(
                "sandbox-unusable",
                T(
                    "The practice sheet in {folder} cannot be used: {reason}",
                    folder=chosen.state,
                    reason=error,
                ),
                next_step=T(
                    "Set ITA_SYNC_STATE to a folder that can be written; a damaged sandbox.sqlite "
                    "may be deleted."
                ),
            ) from None
        return box

    def prepare(self, box: "Sandbox", sheet_id: int = 0) -> None:
        """Put the practice sheet into the box unless it is there.

        A configured gid goes before `sheet_id`.
        """
        chosen = self.settings()
        headers: list[object] = [column.header for column in chosen.columns]
        title = T("Practice sheet (sandbox): nothing here reaches NACC").render(self.language())
        target = chosen.target
        tab = {
            "title": target.tab or "ITA",
            "sheetId": sheet_id if target.gid is None else target.gid,
            "rows": [[title], headers],
        }
        box.ensure(settings.SANDBOX, SANDBOX_TITLE, [tab])

    def sheet(self) -> "Sheet":
        """Open the door to the configured sheet."""
        from ita_sync.google import sheet  # pulls in what talks to Google

        self.reached = True
        chosen = self.settings()
        if (
            chosen.credentials
            and chosen.credentials.is_file()
            and credentials.exposed(chosen.credentials)
        ):
            text = T(
                "Careful: others can read the key file {path}, or it lies in a git work tree.",
                path=chosen.credentials,
            )
            self.console().talk(text)
        if not chosen.on_sandbox:
            return sheet.connect(chosen)
        from ita_sync.sandbox import SandboxAdapter  # only practice pays for it

        return sheet.connect(chosen, SandboxAdapter(self.sandbox()))


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the two columns of `--help`."""
        source = self.help
        try:
            self.help = translate(source or "", language_of(ctx))
            return super().get_help_record(ctx)
        finally:
            self.help = source


class Command(click.Command):
    """A command whose help is translated when it is shown."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the body of `--help`."""
        source = self.help
        try:
            self.help = translate(inspect.cleandoc(source or ""), language_of(ctx))
            super().format_help_text(ctx, formatter)
        finally:
            self.help = source

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the line that stands in the list of commands."""
        ctx = click.get_current_context(silent=True)
        text = translate(inspect.cleandoc(self.help or ""), language_of(ctx) if ctx else "en")
        return text.split("\n")[0].rstrip(".")[: max(limit, 100)]


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type


def language_of(ctx: click.Context) -> Language:
    """Return the language of the run that a context belongs to."""
    options = ctx.find_object(Options)
    return options.language() if options else i18n.pick_language()


def option(*names: str, help: Text, **more: Any) -> Callable[[F], F]:  # noqa: A002, ANN401 - click's own names
    """Declare an option with a translatable help."""
    return click.option(*names, cls=Option, help=help.msgid, **more)


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def callback(ctx: click.Context, _parameter: click.Parameter, value: Any) -> Any:  # noqa: ANN401 - click's signature
        if value:
            setattr(ctx.ensure_object(Options), name, value)
        return value

    return callback


_file = click.Path(path_type=Path, dir_okay=False)


def common(command: F) -> F:
    """Add the options that every command takes."""
    declared: list[Callable[[F], F]] = [
        option(
            "--lang",
            type=click.Choice(i18n.LANGUAGES),
            expose_value=False,
            is_eager=True,
            callback=_keep("lang"),
            help=T("Language of messages; else ITA_SYNC_LANG, else the locale."),
        ),
        option(
            "--config",
            type=_file,
            expose_value=False,
            callback=_keep("config"),
            help=T(
                "Configuration; else ITA_SYNC_CONFIG, else config/ita-sync.toml, else the one "
                "built in."
            ),
        ),
        option(
            "--json",
            is_flag=True,
            expose_value=False,
            callback=_keep("as_json"),
            help=T("Print one JSON document on stdout; everything else goes to stderr."),
        ),
    ]
    for add in reversed(declared):
        command = add(command)
    return command


def credentials_option(command: F) -> F:
    """Add `--credentials` to a command that reaches the sheet."""
    return option(
        "--credentials",
        type=_file,
        expose_value=False,
        callback=_keep("credentials"),
        help=T("Key file: service account, external account or authorised user."),
    )(command)
