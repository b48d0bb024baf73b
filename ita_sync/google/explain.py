"""A refusal of Google's, told apart: what a person has to put right, in words (pure).

Source of the sentences and codes: recorded replies, and what people reported of others.
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from ita_sync.config_file import Target
from ita_sync.errors import ConfigError, ItaSyncError, SheetConflict
from ita_sync.google import network
from ita_sync.google.transport import CallFailed
from ita_sync.i18n import T, Text

_PROTECTED = re.compile("edit a protected", re.IGNORECASE)
_FULL = re.compile("above the limit of [0-9]+ cells", re.IGNORECASE)
_NO_SHEET = re.compile("operation is not supported for this document", re.IGNORECASE)
_NO_SCOPE = re.compile("insufficient authentication scopes", re.IGNORECASE)
_NO_QUOTA_PROJECT = re.compile("requires a quota project", re.IGNORECASE)
_QUOTA_DENIED = re.compile("serviceusage[.]services[.]use|permission to use project", re.IGNORECASE)
_SCOPE = {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"}
_QUOTA = {"USER_PROJECT_DENIED", "CONSUMER_INVALID"}
_OFF = {"SERVICE_DISABLED", "accessNotConfigured"}
_EXCEL = "rtpof=true"
"""What Drive puts into the address of an Excel file that it shows as if it were a sheet."""


def refusal(failure: CallFailed, target: Target, principal: str | None) -> ItaSyncError | None:
    """Return what a person has to put right after a refused call, None if nothing known.

    Args:
        failure: of a look or a write.
        target: the sheet that was meant.
        principal: the account at work, None if its name is not known.
    """
    match failure.status:
        case HTTPStatus.BAD_REQUEST:
            return _bad_request(failure, target, principal or T("the account in use"))
        case HTTPStatus.UNAUTHORIZED:
            return _unauthorized(failure)
        case HTTPStatus.FORBIDDEN:
            return _forbidden(failure, principal or T("the account in use"))
        case HTTPStatus.NOT_FOUND:
            return _missing(failure, target)
        case HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
            return network.proxy_login()
    return None


def refused_look(failure: CallFailed, target: Target, titles: Mapping[int, str]) -> ConfigError:
    """Return the error for a look that was refused for no reason known: perhaps there is no tab.

    Args:
        failure: a 400.
        target: the tab that was meant.
        titles: of the tabs there are, by number; empty if they cannot be listed.
    """
    if not titles or target.tab in titles.values() or target.gid in titles:
        return ConfigError(
            "look-refused",
            T("Google refused to show the tab: {reason}", reason=failure.reason),
            next_step=T("Run again later; if it stays so, report it with this sentence."),
        )
    wanted = f"gid={target.gid}" if target.tab is None else quoted(target.tab)
    return ConfigError(
        "tab-missing",
        T("The spreadsheet has no tab {tab}.", tab=wanted),
        details=[T("Tabs found: {tabs}", tabs=[quoted(title) for title in titles.values()])],
        next_step=T("Put the tab's title, exactly as in the sheet, into `tab`."),
    )


def unclear_tab(wanted: str, alike: Sequence[str]) -> ConfigError:
    """Return the error for a title that several tabs have, but for spaces, digits or case."""
    return ConfigError(
        "tab-unclear",
        T("Several tabs are called nearly {tab}, and none exactly so.", tab=quoted(wanted)),
        details=[T("Tabs found: {tabs}", tabs=[quoted(title) for title in alike])],
        next_step=T(
            "Put the tab's title, exactly as in the sheet, into `tab`, or the number behind gid= "
            "in its address into `gid`."
        ),
    )


def quoted(title: str) -> str:
    """Return a title so that spaces at its ends are seen."""
    return f"“{title}”"


def _bad_request(failure: CallFailed, target: Target, who: Text | str) -> ItaSyncError | None:
    said = str(failure.reason)
    if _NO_SHEET.search(said):
        return _excel(failure, target)
    if _PROTECTED.search(said):
        return SheetConflict(
            "protected",
            T("The sheet is protected where the row goes."),
            details=_said(failure),
            next_step=T(
                "Ask the sheet's owner to let {who} edit the protected range, then run again.",
                who=who,
            ),
        )
    if _FULL.search(said):
        return SheetConflict(
            "workbook-full",
            T("The spreadsheet is full: its tabs together have as many cells as Google allows."),
            details=_said(failure),
            next_step=T(
                "Ask the sheet's owner to delete empty rows and columns, or tabs that are not "
                "needed, then run again."
            ),
        )
    return None


def _excel(failure: CallFailed, target: Target) -> ConfigError:
    hint = T("The address contains {sign}, as that of an Excel file does.", sign=_EXCEL)
    return ConfigError(
        "not-a-sheet",
        T("The address leads to a file that is no Google spreadsheet, such as an Excel file."),
        details=[*_said(failure), *([hint] if _EXCEL in target.spreadsheet else [])],
        next_step=T(
            "Open it in the browser, choose File > Save as Google Sheets, and put the address of "
            "the new sheet into `spreadsheet`. Agree with its owner which of the two counts."
        ),
    )


def _unauthorized(failure: CallFailed) -> ConfigError:
    return ConfigError(
        "credentials-refused",
        T("Google did not accept the credentials: {reason}", reason=failure.reason),
        next_step=T(
            "Run `ita-sync login --client FILE` again, or check the file given with --credentials."
        ),
    )


def _missing(failure: CallFailed, target: Target) -> ConfigError:
    return ConfigError(
        "spreadsheet-missing",
        T("There is no spreadsheet {id} that this account can see.", id=target.spreadsheet_id),
        details=_said(failure),
        next_step=T("Copy the address of the sheet from the browser into `spreadsheet`."),
    )


def _forbidden(failure: CallFailed, who: Text | str) -> ConfigError:
    codes, said = set(failure.details), str(failure.reason)
    if isinstance(failure.reason, Text):
        return ConfigError(
            "way-blocked",
            T("Somebody on the way to Google refused the call (403), not Google: a firewall?"),
            next_step=network.OPEN_THE_WAY,
        )
    if codes & _SCOPE or _NO_SCOPE.search(said):
        return _scope_missing(failure)
    # Google gives SERVICE_DISABLED for a missing quota project, too; the sentence decides.
    if codes & _QUOTA or _NO_QUOTA_PROJECT.search(said) or _QUOTA_DENIED.search(said):
        return _quota_project(failure, who)
    if codes & _OFF:
        return ConfigError(
            "api-off",
            T("The Google Sheets API is switched off for this project."),
            details=_said(failure),
            next_step=T(
                "Switch on the Google Sheets API in the Google Cloud console, then run again."
            ),
        )
    return ConfigError(
        "not-shared",
        T("Google refused access: {reason}", reason=failure.reason),
        next_step=T("Share the sheet with {who} as Editor, then run again.", who=who),
    )


def _scope_missing(failure: CallFailed) -> ConfigError:
    return ConfigError(
        "scope-missing",
        T("The credentials were made without access to spreadsheets."),
        details=_said(failure),
        next_step=T(
            "Run `ita-sync login --client FILE` and allow access to spreadsheets, or give a "
            "service account's key with --credentials FILE."
        ),
    )


def _quota_project(failure: CallFailed, who: Text | str) -> ConfigError:
    missing = bool(_NO_QUOTA_PROJECT.search(str(failure.reason)))
    name_one = T(
        "Run `gcloud auth application-default set-quota-project PROJECT` with a project in which "
        "the Google Sheets API is on, or give a service account's key with --credentials FILE."
    )
    let_use = T(
        "Let the project's owner give {who} the role Service Usage Consumer "
        "(roles/serviceusage.serviceUsageConsumer), or give a service account's key with "
        "--credentials FILE.",
        who=who,
    )
    return ConfigError(
        "quota-project",
        T("The credentials name no project to which Google may count the calls.")
        if missing
        else T("The account may not use the project to which Google would count the calls."),
        details=_said(failure),
        next_step=name_one if missing else let_use,
    )


def _said(failure: CallFailed) -> list[Text]:
    """Return Google's own sentence as a line, none where the words are ours."""
    if isinstance(failure.reason, Text):
        return []
    return [T("Google says: {reason}", reason=failure.reason)]
