"""The one error boundary: expected failures, bugs, Ctrl-C."""

import contextlib
import gettext
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from ita_sync import __version__, i18n
from ita_sync.cli import app
from ita_sync.cli.base import Options
from ita_sync.cli.console import Console, error_document
from ita_sync.errors import INTERRUPTED, Exit, ItaSyncError
from ita_sync.i18n import T, Text
from ita_sync.settings import state_folder


def command(given: Sequence[str]) -> int:
    """Run one command and return the exit code; nothing is raised but a Ctrl-C upon a Ctrl-C."""
    options = Options()
    options.lang, options.as_json = i18n.asked(given), "--json" in given
    _teach_click(options.language())
    try:
        found = app.main(list(given), prog_name="ita-sync", standalone_mode=False, obj=options)
        return int(found or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return Exit.OK
    except click.ClickException as error:
        error.show()
        _brief(options, Exit.USAGE, _usage(error, options.language()))
        return Exit.USAGE
    except ItaSyncError as error:
        console = Console(options.language(), options.as_json)
        console.error(error)
        console.emit_json("error", error.exit_code, error=error_document(error))
        return error.exit_code
    except BrokenPipeError:  # whoever read our output has gone
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # a second error at exit would only confuse
        with contextlib.suppress(OSError):
            click.echo(_interrupted(options).render(options.language()), err=True)
        return Exit.INTERRUPTED
    except (KeyboardInterrupt, click.Abort):
        click.echo(_interrupted(options).render(options.language()), err=True)
        _brief(options, Exit.INTERRUPTED, _interrupted(options))
        return Exit.INTERRUPTED
    except Exception:  # noqa: BLE001 - the boundary: everything unexpected is a bug and becomes a report
        _bug(Console(options.language()))
        _brief(options, Exit.BUG, T("This is a bug in ita-sync."))
        return Exit.BUG


def _interrupted(options: Options) -> Text:
    return INTERRUPTED if options.reached else T("Interrupted. This run sent nothing to the sheet.")


def _usage(error: click.ClickException, lang: i18n.Language) -> dict[str, str]:
    """Return what was wrong with a command line in both languages."""
    texts: dict[str, str] = {}
    for each in i18n.LANGUAGES:
        _teach_click(each)
        texts[each] = error.format_message()
    _teach_click(lang)
    return texts


def _brief(options: Options, code: Exit, what: Text | dict[str, str]) -> None:
    """Print the JSON document of a run that ended before it had one."""
    texts = (
        what.both() if isinstance(what, Text) else what
    )  # of a usage error, the words that click knows
    console = Console(options.language(), options.as_json)
    console.emit_json(
        "error", code, error={"code": code.name.lower(), "exit": int(code), "what": texts}
    )


def _teach_click(lang: i18n.Language) -> None:
    """Let click's own texts ("Usage", "Missing argument") come out of our catalogue."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(i18n.DOMAIN, str(i18n.LOCALE_DIR))
    gettext.textdomain(i18n.DOMAIN)


def _bug(console: Console) -> None:
    """Keep the traceback in a file that only its owner reads; print where."""
    text = (
        f"ita-sync {__version__}, Python {sys.version}, {datetime.now(UTC).isoformat()}\n\n"
        + traceback.format_exc()
    )
    path = state_folder() / "crash.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        where = T("Please report it with the file {path}.", path=path)
    except OSError:
        click.echo(text, err=True)
        where = T("Please report it with the text above.")
    console.talk(T("This is a bug in ita-sync. {where}", where=where))
    console.talk(T("What was sent is in the journal; the next run settles it."))
