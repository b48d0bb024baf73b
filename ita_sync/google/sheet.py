"""The one door to Google Sheets: gspread's client, our timeouts, and the meaning of each failure.

Two calls matter: `Sheet.look`, one GET that gives a consistent `Snapshot`, and `Sheet.write`, one
batchUpdate whose reply carries a snapshot of what it touched. `Sheet.tabs` looks at several tabs
in one GET. None retries: only the caller knows what a repetition may do.
"""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from ita_sync import thai
from ita_sync.config_file import Target
from ita_sync.errors import ItaSyncError
from ita_sync.google import explain
from ita_sync.google.fence import Mark, by_number
from ita_sync.google.snapshot import (
    LOOK_FIELDS,
    MARK_FIELDS,
    WRITE_FIELDS,
    Json,
    Snapshot,
    snapshot_of,
)
from ita_sync.google.tabs import Tabs, marks_only, tabs_of
from ita_sync.google.transport import CallFailed, as_sent, guarded
from ita_sync.i18n import T
from ita_sync.settings import Settings

if TYPE_CHECKING:
    import gspread
    import requests

API = "https://sheets.googleapis.com"
Params = Mapping[str, str | list[str]]
_JSON = {"Content-Type": "application/json"}


class Sheet:
    """One tab of one spreadsheet.

    Args:
        http: gspread's HTTP client, its session mounted and its timeout set.
        target: which spreadsheet and tab.
        principal: e-mail of the account at work, for messages; never a secret.

    `reads` and `writes` count the calls made, answered or not.
    """

    def __init__(
        self, http: "gspread.HTTPClient", target: Target, principal: str | None = None
    ) -> None:
        self._http = http
        self._target = target
        self._title = target.tab
        self.principal = principal
        self.reads = 0
        self.writes = 0

    def look(self) -> Snapshot:
        """Return the tab and the marks, read in one GET.

        It takes two for a tab that is configured by gid, three for one whose title is configured
        in another spelling.

        Raises:
            CallFailed: passing trouble; a read changes nothing.
            ConfigError: no such spreadsheet or tab, no permission, no credentials.
        """
        try:
            if self._title is None:
                self._title = self._title_of(self._target.gid)
            wanted = {"ranges": quote_title(self._title), "fields": LOOK_FIELDS}
            body, at = self._get({**wanted, "prettyPrint": "false"})  # half as many bytes
        except CallFailed as failure:
            unknown = failure.status == HTTPStatus.BAD_REQUEST and not self.explain(failure)
            titles = self._titles() if unknown else {}
            asked, self._title = self._title, self._target.tab
            spelled = self._spelled(titles)
            if spelled in (None, asked):
                raise self._explained(failure, titles) from failure
            self._title = spelled
            return self.look()
        snapshot = snapshot_of(body, at)
        if self._target.gid not in (None, snapshot.sheet_id):
            self._title = None
            raise CallFailed(T("the tabs were renamed meanwhile"), maybe_applied=False)
        return snapshot

    def tabs(self, known: Mapping[int, str]) -> Tabs:
        """Return several tabs and the marks, read in one GET; tabs that are gone are left out.

        Where a title leads to no such tab any more, it takes two more: the titles, and a look.

        Args:
            known: the titles under which the tabs were known, by Google's number for them.

        Raises:
            CallFailed, ConfigError: as `look`.
        """
        try:
            try:
                found = self._tabs(known, {})
            except CallFailed as failure:
                if failure.status != HTTPStatus.BAD_REQUEST or self.explain(failure):
                    raise
                found = None
            if found and found.tabs.keys() >= known.keys():
                return found
            titles = self._listed()
            left = {gid: titles[gid] for gid in known if gid in titles}
            if left:
                return self._tabs(left, titles)
        except CallFailed as failure:
            raise self._explained(failure, {}) from failure
        return marks_only(*self.marks(), titles)

    def _tabs(self, known: Mapping[int, str], titles: Mapping[int, str]) -> Tabs:
        ranges = [quote_title(title) for title in known.values()]
        wanted: Params = {"ranges": ranges, "fields": LOOK_FIELDS, "prettyPrint": "false"}
        body, at = self._get(wanted)
        return tabs_of(body, at, titles)

    def marks(self) -> tuple[dict[int, Mark], float]:
        """Return the marks of the spreadsheet and the server's time, whatever its tabs are.

        Raises:
            CallFailed, ConfigError: as `look`.
        """
        marks, at = self._marks()
        return by_number(marks), at

    def write(self, body: Json) -> Snapshot | None:
        """Send one batchUpdate and return what its reply shows, None if it shows no tab.

        The reply to a bare mark shows none.

        Raises:
            CallFailed: with what is known about the write.
        """
        reply, at = self._call("post", ":batchUpdate", {"fields": WRITE_FIELDS}, body)
        updated = reply.get("updatedSpreadsheet")
        return snapshot_of(updated, at) if updated and updated.get("sheets") else None

    def mark(self, number: int) -> Mark | None:
        """Return one mark by its number, None if none is visible to us.

        Raises:
            CallFailed, ConfigError: as `look`.
        """
        try:
            body, _ = self._call("get", f"/developerMetadata/{number}", {}, None)
        except CallFailed as failure:
            if failure.status == HTTPStatus.NOT_FOUND:
                return None
            raise self._explained(failure) from failure
        return Mark.read(body)

    def twice(self, number: int) -> bool:
        """Return whether one look shows a number on two marks.

        Raises:
            CallFailed, ConfigError: as `look`.
        """
        marks, _ = self._marks()
        return sum(mark.number == number for mark in marks) > 1

    def _marks(self) -> tuple[list[Mark], float]:
        """Return each mark, also those that share a number, and the server's time."""
        try:
            body, at = self._get({"fields": MARK_FIELDS})
        except CallFailed as failure:
            raise self.explain(failure) or failure from failure
        return list(map(Mark.read, body.get("developerMetadata", ()))), at

    def titles(self) -> dict[int, str]:
        """Return the titles of the tabs, by number.

        Raises:
            CallFailed, ConfigError: as `look`.
        """
        try:
            return self._listed()
        except CallFailed as failure:
            raise self._explained(failure, {}) from failure

    def explain(self, failure: CallFailed) -> ItaSyncError | None:
        """Return the error that tells a person what to put right, None if nothing of theirs is."""
        return explain.refusal(failure, self._target, self.principal)

    def _explained(self, failure: CallFailed, titles: Mapping[int, str] | None = None) -> Exception:
        problem = self.explain(failure)
        if problem is None and failure.status == HTTPStatus.BAD_REQUEST:
            found = self._titles() if titles is None else titles
            problem = explain.refused_look(failure, self._target, found)
        return problem or failure

    def _spelled(self, titles: Mapping[int, str]) -> str | None:
        """Return the title that is spelled otherwise than configured, None where there is none.

        Raises:
            ConfigError: `tab-unclear`, there are several.
        """
        wanted = self._target.tab or ""
        if wanted in titles.values():  # exactly so: something else is wrong
            return None
        folded = thai.fold(wanted)
        alike = [title for title in titles.values() if folded and thai.fold(title) == folded]
        if len(alike) > 1:
            raise explain.unclear_tab(wanted, alike)
        return alike[0] if alike else None

    def _titles(self) -> dict[int, str]:
        try:
            return self._listed()
        except CallFailed:
            return {}

    def _listed(self) -> dict[int, str]:
        """Return the titles of all tabs, by Google's number for them."""
        body, _ = self._get({"fields": "sheets/properties(sheetId,title)"})
        properties = [sheet["properties"] for sheet in body.get("sheets", ())]
        return {p.get("sheetId", 0): str(p["title"]) for p in properties}

    def _title_of(self, gid: int | None) -> str:
        titles = self._listed()
        if gid in titles:
            return titles[gid]
        raise CallFailed(T("no such tab"), status=400, maybe_applied=False, passing=False)

    def _get(self, params: Params) -> tuple[Json, float]:
        return self._call("get", "", params, None)

    def _call(
        self, method: str, verb: str, params: Params, body: Json | None
    ) -> tuple[Json, float]:
        url = f"{API}/v4/spreadsheets/{quote(self._target.spreadsheet_id)}{verb}"
        if body is None:
            self.reads += 1
        else:
            self.writes += 1
        data, headers = (None, None) if body is None else (as_sent(body), dict(_JSON))
        response = guarded(
            lambda: self._http.request(method, url, dict(params), data, headers=headers)
        )
        try:
            document = response.json()
            date = parsedate_to_datetime(response.headers["Date"]).timestamp()
        except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
            raise CallFailed(
                T("the answer is not readable"), status=response.status_code, maybe_applied=True
            ) from None
        if not isinstance(document, dict):
            raise CallFailed(
                T("the answer is no object"), status=response.status_code, maybe_applied=True
            )
        return document, date


def quote_title(title: str) -> str:
    """Return a tab's title as A1 notation wants it: `'Bob''s tab'`."""
    return "'" + title.replace("'", "''") + "'"


def connect(settings: Settings, adapter: "requests.adapters.BaseAdapter | None" = None) -> Sheet:
    """Return the door to a tab; no request is made yet.

    Args:
        settings: target, credentials, timeouts.
        adapter: where to send Sheets calls instead of Google (the embedded spreadsheet).

    Raises:
        ConfigError: no usable credentials.
    """
    import gspread  # half a second; only commands that reach the sheet pay for it

    from ita_sync.google import credentials

    session, principal = credentials.session(settings, adapter)
    # gspread documents that `auth` may be None where a session is given.
    client = gspread.Client(auth=None, session=session)  # type: ignore[arg-type]  # its types do not
    client.http_client.set_timeout((settings.patience.connect, settings.patience.read))
    return Sheet(client.http_client, settings.target, principal)
