"""The one error boundary: expected failures, bugs, Ctrl-C."""

import contextlib
import gettext
import os
import sys
from collections.abc import Mapping, Sequence

import click

from ita_sync import __version__, files, i18n
from ita_sync.characters import shown
from ita_sync.cli.app import app
from ita_sync.cli.commands import UsageError
from ita_sync.cli.console import Console, mute
from ita_sync.cli.options import Options
from ita_sync.errors import SENT, Exit, ItaSyncError, os_reason
from ita_sync.i18n import LANGUAGES, Language, N, T, Text

_BUG = T("This is a bug in ita-sync.")
_NOTHING_SENT = T("Interrupted. This run sent nothing to the sheet.")


def command(given: Sequence[str]) -> int:
    """Run one command and return the exit code; nothing is raised but a Ctrl-C upon a Ctrl-C."""
    options = Options(lang=i18n.asked(given), as_json="--json" in given)
    _teach_click(options.language())
    try:
        return _run(given, options)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return Exit.OK
    except click.ClickException as error:
        options.console().usage(error)
        _end(options.console(), Exit.USAGE, _in_every_language(error, given, options.language()))
        return Exit.USAGE
    except ItaSyncError as error:
        console = options.console()
        console.error(error)
        console.emit_json("error", error.exit_code, error=console.error_data(error))
        return error.exit_code
    except BrokenPipeError as error:  # whoever read our output has gone, or there is no room
        mute(sys.stdout)  # a second error at the exit would only confuse
        options.console().talk(_unprinted(options, error))
        return Exit.INTERRUPTED
    except (KeyboardInterrupt, click.Abort):
        text = _interrupted(options)
        options.console().talk(text)
        _end(options.console(), Exit.INTERRUPTED, text.both())
        return Exit.INTERRUPTED
    except Exception:  # noqa: BLE001 - the boundary: everything unexpected is a bug and becomes a report
        _report_bug(options.console())
        _end(options.console(), Exit.BUG, _BUG.both())
        return Exit.BUG


def _run(given: Sequence[str], options: Options) -> int:
    """Run one command and return its exit code; whatever goes wrong is raised."""
    try:
        code = app.main(list(given), prog_name="ita-sync", standalone_mode=False, obj=options)
    except Exception as error:
        if is_interrupt(error):
            raise KeyboardInterrupt from error
        raise
    return int(code or 0)


def is_interrupt(error: Exception) -> bool:
    """Return whether an error is a Ctrl-C that struck while pydantic was building a model.

    pydantic makes an error of its own of it, in which only the words are left.
    """
    return type(error).__name__ == "SchemaError" and "KeyboardInterrupt" in str(error)


def _interrupted(options: Options) -> Text:
    """Return what can have been sent when a run was ended."""
    if options.reached:
        return T("Interrupted. {sent}", sent=_sent())
    return _NOTHING_SENT if options.calls_sheet else T("Interrupted.")


def _unprinted(options: Options, error: OSError) -> Text:
    """Return what was done by a run whose output nobody could take."""
    cause = error.__cause__
    why = os_reason(cause if isinstance(cause, OSError) else error)
    if not options.reached:
        return T("The output could not be printed: {why}.", why=why)
    return T("The output could not be printed: {why}. {sent}", why=why, sent=_sent())


def _sent() -> Text:
    """Return what the journal knows of what was sent."""
    from ita_sync.cli import left_open

    try:
        batches = [batch for batch in left_open.found() if batch.doubtful]
    except ItaSyncError:
        return SENT
    keys = [str(change.row.key) for batch in batches for change in batch.changes]
    if not keys:
        return T("No attempt to write is open; `ita-sync history` shows what was written.")
    return N(
        "An attempt to write {keys} is open: `ita-sync settle` or the next push decides it.",
        "Attempts to write {keys} are open: `ita-sync settle` or the next push decides them.",
        count=len(keys),
        keys=keys,
    )


def _in_every_language(
    error: click.ClickException, given: Sequence[str], lang: Language
) -> Mapping[str, str]:
    """Return what is wrong with a command line, in every language.

    click puts its sentences together where it finds the error, in the language of that moment; so
    the command line is read once more for each language, without running anything.
    """
    if isinstance(error, UsageError):
        return error.text.both()
    texts: dict[str, str] = {}
    for each in LANGUAGES:
        _teach_click(each)
        texts[each] = error.format_message()
        with contextlib.suppress(SystemExit):
            try:
                _run(given, Options(parse_in=each))
            except click.ClickException as again:
                texts[each] = again.format_message()
    _teach_click(lang)
    return {each: shown(text) for each, text in texts.items()}


def _end(console: Console, code: Exit, what: Mapping[str, str]) -> None:
    """Print the JSON document of a run that ended before it had one."""
    error = {"code": code.name.lower(), "exit": int(code), "what": what}
    console.emit_json("error", code, error=error)


def _teach_click(lang: Language) -> None:
    """Let click's own texts ("Usage", "Missing argument") come out of our catalogue."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(i18n.DOMAIN, str(i18n.LOCALE_DIR))
    gettext.textdomain(i18n.DOMAIN)


def _report_bug(console: Console) -> None:
    """Keep the traceback in a file that only its owner reads; print where."""
    import traceback  # a run without a bug does without
    from datetime import UTC, datetime

    version = f"ita-sync {__version__}, Python {sys.version}, {datetime.now(UTC).isoformat()}"
    text = f"{version}\n\n{traceback.format_exc()}"
    from ita_sync.settings import state_folder  # it brings pydantic, which a run may do without

    path = state_folder() / "crash.log"
    try:
        files.make_folder(path.parent)
        with files.atomic_write(path, files.PRIVATE, keep=False) as fresh:
            fresh.write_text(text, "utf-8")
        where = T("Please report it with the file {path}.", path=path)
    except OSError:
        console.trace(text)
        where = T("Please report it with the text above.")
    console.talk(T("This is a bug in ita-sync. {where}", where=where))
    console.talk(SENT)
