"""The options that every command takes, and the surroundings that a command opens with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ita_sync import files, i18n, thai
from ita_sync.cli.console import Console
from ita_sync.errors import NOTHING_WRITTEN, UNCHANGED, ConfigError, os_reason, sqlite_reason
from ita_sync.i18n import Language, T, Text

if TYPE_CHECKING:
    from ita_sync.checks import Checked
    from ita_sync.config_file import Target
    from ita_sync.google import Sheet
    from ita_sync.report import Report, ReportFile
    from ita_sync.rules import Framework, Official
    from ita_sync.sandbox import Sandbox
    from ita_sync.settings import Settings

SANDBOX_TITLE = "ITA sandbox"

Seen = TypeVar("Seen")


@dataclass
class Options:
    """What was asked for on the command line, before or after the command's name.

    Attributes:
        calls_sheet: the command reads or writes the configured sheet.
        names_sheet: it speaks of that sheet, and says so where that is only the practice sheet.
        parse_in: the command line is only read, for what is wrong with it in this language.
        reports: files or folders that the command line names: a configuration may lie beside them.
        any_year: the configured tab is the one meant, whatever year it is of.
        reached: a door to the sheet was opened: something may have been sent.
    """

    config: Path | None = None
    lang: str | None = None
    as_json: bool = False
    credentials: Path | None = None
    calls_sheet: bool = False
    names_sheet: bool = False
    parse_in: Language | None = None
    reports: tuple[Path, ...] = ()
    any_year: bool = False
    reached: bool = False
    _console: Console | None = field(default=None, repr=False)
    _settings: "Settings | None" = field(default=None, repr=False)
    _frameworks: "dict[int, Framework]" = field(default_factory=dict, repr=False)
    _listed: "Mapping[str, Official] | None" = field(default=None, repr=False)
    _open: set[Path] = field(default_factory=set, repr=False)

    def console(self) -> Console:
        """Return the console of this run, the same at each call."""
        if self._console is None:
            unwritten = NOTHING_WRITTEN if self.calls_sheet else UNCHANGED
            self._console = Console(self.language(), self.as_json, unwritten=unwritten)
        return self._console

    def language(self) -> Language:
        """Return the language of this run."""
        return self.parse_in or i18n.pick_language(self.lang)

    def settings(self) -> "Settings":
        """Read the configuration, once."""
        from ita_sync import settings  # it brings pydantic, and help must not wait for that

        if self._settings is None:
            self._settings = settings.load(
                self.config,
                credentials=self.credentials,
                any_year=self.any_year,
                reports=self.reports,
            )
            self.console().tell_config(self._settings)
            if self.names_sheet:
                self.console().practising = self._settings.practising
        return self._settings

    def begin(self, target: "Target") -> None:
        """Aim at a sheet for which there is no configuration yet: all else is as it comes along."""
        from ita_sync import config_path, settings  # as above

        own = settings.load(config_path.bundled() / config_path.FILE, credentials=self.credentials)
        practice = target.spreadsheet_id == settings.SANDBOX
        self._settings = own if practice else replace(own, target=target)
        self.console().practising = self._settings.practising

    def framework(self, year: int) -> "Framework":
        """Read the rules of a fiscal year, once each."""
        from ita_sync.rules import load_framework  # as above

        if year not in self._frameworks:
            chosen = self.settings()
            self._frameworks[year] = load_framework(
                year, chosen.framework_folders, thai.today(), chosen.scheme
            )
        return self._frameworks[year]

    def shown(self) -> frozenset[str]:
        """Return the report fields that the configured columns show."""
        return frozenset(column.field for column in self.settings().columns if column.field)

    def examine(self, path: Path, *, online: bool = False) -> "Checked":
        """Read and check a report file; `checks.examine` says what may go wrong."""
        from ita_sync.checks import examine  # as above

        listed, shown = self.listed(), self.shown()
        return examine(
            path, self.framework, listed, online=online, shown=shown, forms=self._workbook
        )

    def report(self, path: Path) -> "Report":
        """Read a report file, YAML or a form; `report.load_report` says what may go wrong."""
        from ita_sync.report import load_report  # as above

        return load_report(path, self._workbook).report

    def _workbook(self, path: Path, data: bytes) -> "ReportFile":
        """Read a report file that is a workbook."""
        from ita_sync.document.form import load  # brings what matches texts

        if path not in self._open and files.is_open(path):
            self._open.add(path)
            self.console().talk(
                T(
                    "{file} seems to be open in Excel or LibreOffice: what is not saved is not "
                    "seen. Save and close it.",
                    file=path,
                )
            )
        return load(path, data, self.framework)

    def listed(self) -> "Mapping[str, Official]":
        """Read the imported list of agencies, once, by code; empty where none was imported."""
        from ita_sync.rules import agencies  # as above

        if self._listed is None:
            self._listed = agencies.load(self.settings().path.parent)
        return self._listed

    def sandbox(self, copied_to: Path | None = None) -> "Sandbox":
        """Open the practice sheet; the first time it gets a tab with the configured header.

        Args:
            copied_to: a folder for a copy, to be looked at without a trace in the sheet itself.
        """
        import shutil
        import sqlite3  # as below

        from ita_sync.sandbox import Sandbox  # only practice pays for it

        chosen = self.settings()
        path = chosen.state / "sandbox.sqlite"
        try:
            if copied_to and files.replaced(path):
                shutil.copy(path, copied_to)
            if copied_to:
                path = copied_to / path.name
            files.make_folder(path.parent)
            files.replaced(path)  # SQLite would follow a link and wait at a pipe
            box = Sandbox(path)
            self.prepare(box)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(
                "sandbox-unusable",
                T(
                    "The practice sheet in {folder} cannot be used: {reason}",
                    folder=chosen.state,
                    reason=_reason(error),
                ),
                next_step=_way_on(error),
            ) from None
        return box

    def prepare(self, box: "Sandbox", sheet_id: int = 0) -> None:
        """Put the practice sheet into the box unless it is there.

        Args:
            box: the sandbox.
            sheet_id: the number of its tab, where none is configured.
        """
        from ita_sync.settings import SANDBOX

        chosen = self.settings()
        target = chosen.target
        title = T("Practice sheet (sandbox): nothing here reaches NACC").render(self.language())
        headers: list[object] = [column.header for column in chosen.columns]
        tab = {
            "title": target.tab or "ITA",
            "sheetId": sheet_id if target.gid is None else target.gid,
            "rows": [[title], headers],
        }
        box.ensure(SANDBOX, SANDBOX_TITLE, [tab])

    def sheet(self, target: "Target | None" = None) -> "Sheet":
        """Open the door to a sheet, by default to the configured one."""
        from ita_sync import google
        from ita_sync.google import credentials

        self.reached = True
        chosen = self.settings()
        chosen = replace(chosen, target=target) if target else chosen
        key = chosen.credentials
        if key and key.is_file() and credentials.exposed(key):
            self.console().talk(
                T(
                    "Careful: others can read the key file {path}, or it lies in a git work tree.",
                    path=key,
                )
            )
        if not chosen.on_sandbox:
            return google.connect(chosen)
        from ita_sync.sandbox import SandboxAdapter  # only practice pays for it

        return google.connect(chosen, SandboxAdapter(self.sandbox()))

    def patiently(self, look: Callable[[], Seen]) -> Seen:
        """Return what a look shows that needs no journal, with the patience of a first look.

        Raises:
            Unavailable: it cannot be had in that time.
        """
        from ita_sync.journal import SystemClock
        from ita_sync.publish import Deadline, patiently  # brings tenacity

        patience = Deadline(SystemClock(), self.settings().patience.look, self.console().talk)
        return patiently(patience, look, ())


def _way_on(error: Exception) -> Text:
    if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return T(
            "The file is not damaged: do not delete it. End the other program that holds it, for"
            " example a database viewer or a copy being made, and run this again."
        )
    return T(
        "Set ITA_SYNC_STATE to a folder that can be written. If sandbox.sqlite is damaged, delete"
        " it, and then run `ita-sync sandbox reset --yes`."
    )


def _reason(error: Exception) -> Text:
    if isinstance(error, OSError):
        return os_reason(error)
    return sqlite_reason(error, foreign=T("it is not a practice sheet of ita-sync"))
