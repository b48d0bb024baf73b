"""Commands, options and arguments that speak the language of the run, on top of click's."""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from ita_sync import i18n
from ita_sync.cli.options import Options
from ita_sync.files import exists
from ita_sync.i18n import Language, T, Text, translate

F = TypeVar("F", bound=Callable[..., Any])


class UsageError(click.UsageError):
    """Something about the command line that click cannot know; a sentence in every language."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text

    def format_message(self) -> str:
        """Return the sentence in the language of the run."""
        return self.text.render(language_of(self.ctx) if self.ctx else i18n.pick_language())


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
    """A command whose help is translated when it is shown.

    Args:
        calls_sheet: it reads or writes the configured sheet.
        names_sheet: it speaks of that sheet, and says where it is only the practice sheet.
    """

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401 - click's own
        calls_sheet: bool = False,
        names_sheet: bool = False,
        **more: Any,  # noqa: ANN401 - click's own
    ) -> None:
        super().__init__(*arguments, **more)
        self.calls_sheet = calls_sheet
        self.names_sheet = names_sheet or calls_sheet

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run it: the one place that says what kind of run this is."""
        options = ctx.ensure_object(Options)
        if not isinstance(self, click.Group):
            if options.parse_in:
                return None
            options.calls_sheet, options.names_sheet = self.calls_sheet, self.names_sheet
            options.reports = tuple(_reports(ctx))
        return super().invoke(ctx)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the body of `--help`."""
        source = self.help
        try:
            self.help = translate(inspect.cleandoc(source or ""), language_of(ctx))
            super().format_help_text(ctx, formatter)
        finally:
            self.help = source

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the line that is shown in the list of commands."""
        ctx = click.get_current_context(silent=True)
        text = translate(inspect.cleandoc(self.help or ""), language_of(ctx) if ctx else "en")
        summary = " ".join(text.split("\n\n")[0].split())
        return summary.rstrip(".")[: max(limit, 100)]


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type


class Whole(click.IntRange):
    """A whole number within limits, in Thai or Arabic digits; refused in the run's language."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(least, most)
        self.least = least
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's signature
        """Return the number."""
        from ita_sync import thai  # as below

        digits = thai.digits(str(value).strip())
        if digits.isdecimal() and self.least <= int(digits) <= self.most:
            return int(digits)
        text = T(
            "{value} is no whole number from {least} to {most}",
            value=value,
            least=self.least,
            most=self.most,
        )
        return self.fail(text.render(_language(ctx)), param, ctx)


class Year(click.ParamType):  # type: ignore[type-arg] # generic only in newer click
    """A year, in Thai or Arabic digits; whether there are rules for it is not known here."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's signature
        """Return the year as a number."""
        from ita_sync import thai  # as below

        digits = thai.digits(str(value).strip())
        if re.fullmatch(r"-?[0-9]{1,6}", digits):
            return int(digits)
        text = T("{value} is no year; write it with four digits, for example 2566", value=value)
        return self.fail(text.render(_language(ctx)), param, ctx)


class Day(click.ParamType):  # type: ignore[type-arg] # generic only in newer click
    """A date as people write it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's signature
        """Return the day as a `datetime.date`."""
        from ita_sync import thai  # dates are slow to import, and help has none

        try:
            return thai.parse_date(value) if isinstance(value, str) else value
        except thai.UnclearYearError:
            text = T(
                "{value} does not say which year is meant; write the year with four digits, for "
                "example 27 ตุลาคม 2569",
                value=value,
            )
        except thai.WrongEraError:
            text = T(
                "{value} has a year that is not of the era before it; write, for example, "
                "พ.ศ. 2566 or ค.ศ. 2023",
                value=value,
            )
        except ValueError:
            text = T(
                "{value} is no date; write 27 ตุลาคม 2566, 27/10/2566 or 2566-10-27", value=value
            )
        return self.fail(text.render(_language(ctx)), param, ctx)


report_path = click.Path(path_type=Path)
ROW = "KEY|REPORT"
"""How help calls what names a row: its key, or its report."""


def _reports(ctx: click.Context) -> Iterator[Path]:
    """Yield the files and folders of reports that a command line names."""
    for parameter in ctx.command.params:
        value = ctx.params.get(parameter.name or "")
        if value and parameter.type is report_path:
            yield from value if isinstance(value, tuple) else (value,)
        elif value and parameter.metavar == ROW and exists(Path(value)):
            yield Path(value)


def _language(ctx: click.Context | None) -> Language:
    return language_of(ctx) if ctx else i18n.pick_language()


def language_of(ctx: click.Context) -> Language:
    """Return the language of the run that a context belongs to."""
    options = ctx.find_object(Options)
    return options.language() if options else i18n.pick_language()


def option(*names: str, help: Text, **more: Any) -> Callable[[F], F]:  # noqa: A002, ANN401 - click's own names
    """Declare an option with a translatable help."""
    return click.option(*names, cls=Option, help=help.msgid, **more)


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """Return a callback that keeps an option's value among the run's options."""

    def callback(ctx: click.Context, _parameter: click.Parameter, value: Any) -> Any:  # noqa: ANN401 - click's signature
        if value:
            setattr(ctx.ensure_object(Options), name, value)
        return value

    return callback


class File(click.Path):
    """A file, whatever is there: whoever opens it says what is wrong. Help calls it FILE."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)
        self.name = "file"


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
            type=File(),
            expose_value=False,
            callback=_keep("config"),
            help=T(
                "Configuration; else ITA_SYNC_CONFIG, else config/ita-sync.toml from here upwards,"
                " beside the report, or your own; else the one built in."
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
        type=File(),
        expose_value=False,
        callback=_keep("credentials"),
        help=T("Key file: service account, external account or authorised user."),
    )(command)
