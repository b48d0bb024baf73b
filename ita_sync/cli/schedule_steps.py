"""What to do with a schedule: where it goes, what switches it on and what takes it away again."""

from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from ita_sync.files import shell_quoted
from ita_sync.i18n import T, Text

if TYPE_CHECKING:
    from ita_sync.monitor.schedule.job import Kind


def when(at: time, days: str) -> Text:
    """Return when it runs."""
    hour = f"{at:%H:%M}"
    if days == "daily":
        return T(
            "`verify` runs every day at {hour}, with the places that are named there.", hour=hour
        )
    return T(
        "`verify` runs from Monday to Friday at {hour}, with the places that are named there.",
        hour=hour,
    )


def steps(kind: "Kind", folder: Path | None) -> list[Text]:
    """Return the steps, in order.

    Args:
        kind: of which scheduler.
        folder: where the files were written; None if they were only printed.
    """
    return {"cron": _cron, "systemd": _systemd, "windows": _windows}[kind](folder)


def _cron(folder: Path | None) -> list[Text]:
    where = T("Install: `crontab -e`, and put the line at its end.")
    if folder:
        file = shell_quoted(folder / "ita-sync-verify.cron")
        where = T("Install: (crontab -l; cat {file}) | crontab -", file=file)
    return [
        where,
        T("Look: `crontab -l`, and `ita-sync schedule --check`."),
        T("Remove: `crontab -e`, and delete the line."),
        T("cron mails what a run says; a morning when the computer was off is not caught up on."),
    ]


def _systemd(folder: Path | None) -> list[Text]:
    own = Path("~/.config/systemd/user").expanduser()
    there = folder is not None and folder.expanduser() == own
    copy = T("Put both files into ~/.config/systemd/user.")
    return [
        *([] if there else [copy]),
        T(
            "Install: systemctl --user daemon-reload && "
            "systemctl --user enable --now ita-sync-verify.timer"
        ),
        T("So that it runs while nobody is logged in: loginctl enable-linger"),
        T("Look: systemctl --user list-timers; journalctl --user -u ita-sync-verify"),
        T(
            "Remove: systemctl --user disable --now ita-sync-verify.timer, "
            "then delete the two files."
        ),
        T("A morning when the computer was off is caught up on when it is on again."),
    ]


def _windows(folder: Path | None) -> list[Text]:
    name = "ita-sync-verify.xml"
    file = shell_quoted(folder / name) if folder else name
    said = [
        T("Install: schtasks /Create /TN ita-sync-verify /XML {file}", file=file),
        T("Look: schtasks /Query /TN ita-sync-verify; ita-sync schedule --check"),
        T("Remove: schtasks /Delete /TN ita-sync-verify"),
        T(
            "It runs while you are logged on, and catches up on a morning that it missed; nobody "
            "reads its window, so name whom to tell under [watch] of the configuration."
        ),
    ]
    if folder:
        return said
    return [T("Write the file with -o FOLDER: schtasks wants UTF-16, not what is printed."), *said]
