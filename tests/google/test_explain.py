"""Refusals of Google's: each told apart, with Google's own sentence and what to do."""

from typing import Any

import pytest

from ita_sync.errors import ConfigError, Exit, ItaSyncError
from ita_sync.google import CallFailed, sheet
from ita_sync.i18n import LANGUAGES
from tests.google.servers import door, opened, refusal, words_of
from tests.promise.world import BOOK, World

ROBOT = "robot@project.example"
GOOGLE = "type.googleapis.com/google.rpc.ErrorInfo"
NO_SCOPE = "Request had insufficient authentication scopes."
NO_QUOTA_PROJECT = (
    "Your application is authenticating by using local Application Default Credentials. The "
    "sheets.googleapis.com API requires a quota project, which is not set by default."
)
QUOTA_DENIED = (
    "Caller does not have required permission to use project p. Grant the caller the "
    "roles/serviceusage.serviceUsageConsumer role, or a custom role with the "
    "serviceusage.services.use permission, and then retry."
)
OFF = "Google Sheets API has not been used in project 1 before or it is disabled. Enable it by …"
NO_PERMISSION = "The caller does not have permission"
NO_SHEET = "This operation is not supported for this document"
PROTECTED = (
    "Invalid requests[1].insertDimension: You are trying to edit a protected cell or object. Please"
    " contact the spreadsheet owner to remove protection if you need to edit."
)
FULL = (
    "Invalid requests[1].insertDimension: This action would increase the number of cells in the "
    "workbook above the limit of 10000000 cells."
)
NONE = "Requested entity was not found."
KEY = "a service account's key with --credentials FILE."


def coded(reason: str) -> dict[str, Any]:
    """Return the details of a refusal as Google gives them now."""
    return {"details": [{"@type": GOOGLE, "reason": reason}, "junk"]}


def old(reason: str) -> dict[str, Any]:
    """Return them as Google gave them before."""
    return {"errors": [{"reason": reason, "domain": "global"}, 5]}


CASES: list[tuple[int, str, dict[str, Any], Exit, str, str]] = [
    (403, NO_SCOPE, coded("ACCESS_TOKEN_SCOPE_INSUFFICIENT"), Exit.CONFIG, "scope-missing", KEY),
    (403, "m", old("insufficientPermissions"), Exit.CONFIG, "scope-missing", KEY),
    (403, NO_SCOPE, {}, Exit.CONFIG, "scope-missing", "allow access to spreadsheets"),
    (403, NO_QUOTA_PROJECT, coded("SERVICE_DISABLED"), Exit.CONFIG, "quota-project", "gcloud"),
    (403, QUOTA_DENIED, coded("USER_PROJECT_DENIED"), Exit.CONFIG, "quota-project", ROBOT),
    (403, QUOTA_DENIED, {}, Exit.CONFIG, "quota-project", "Service Usage Consumer"),
    (403, "m", coded("CONSUMER_INVALID"), Exit.CONFIG, "quota-project", ROBOT),
    (403, OFF, coded("SERVICE_DISABLED"), Exit.CONFIG, "api-off", "Switch on"),
    (403, OFF, old("accessNotConfigured"), Exit.CONFIG, "api-off", "Google Cloud console"),
    (403, NO_PERMISSION, {}, Exit.CONFIG, "not-shared", f"Share the sheet with {ROBOT} as Editor"),
    (403, "m", old("forbidden"), Exit.CONFIG, "not-shared", ROBOT),
    (400, NO_SHEET, old("failedPrecondition"), Exit.CONFIG, "not-a-sheet", "Save as Google Sheets"),
    (400, PROTECTED, {}, Exit.CONFLICT, "protected", f"let {ROBOT} edit the protected range"),
    (400, FULL, {}, Exit.CONFLICT, "workbook-full", "delete empty rows and columns"),
    (404, NONE, {}, Exit.CONFIG, "spreadsheet-missing", "Copy the address"),
    (401, "expired", {}, Exit.CONFIG, "credentials-refused", "ita-sync login --client FILE"),
    (407, "login", {}, Exit.CONFIG, "proxy-login", "HTTPS_PROXY"),
]


@pytest.mark.parametrize(
    ("status", "message", "more", "exit_code", "code", "advice"),
    [pytest.param(*case, id=f"{case[4]}-{case[1][:20]}") for case in CASES],
)
def test_each_refusal_is_told_apart(
    *, status: int, message: str, more: dict[str, Any], exit_code: Exit, code: str, advice: str
) -> None:
    """By a look and by a write alike, in both languages, with Google's sentence."""
    body = refusal(message, **more)
    plain, _ = opened(*[(status, body)] * 4)
    named = sheet.Sheet(plain._http, plain._target, ROBOT)
    with pytest.raises(CallFailed) as sent:
        named.write({"requests": []})
    problem = named.explain(sent.value)
    assert problem is not None
    assert words_of(problem)[:2] == (exit_code, code)
    assert advice in str(problem.next_step)
    for lang in LANGUAGES:
        said = [text.render(lang) for text in (problem.what, *problem.details)]
        assert status == 407 or message in " ".join(said)
    if status in {401, 407}:
        return  # google-auth would first renew the credentials
    with pytest.raises(ItaSyncError) as caught:
        named.look()
    assert words_of(caught.value) == words_of(problem)


def test_the_account_is_not_always_known() -> None:
    """Of an officer's token nothing says whose it is."""
    with pytest.raises(ConfigError) as caught:
        door(403, refusal(NO_PERMISSION)).look()
    assert words_of(caught.value) == (
        Exit.CONFIG,
        "not-shared",
        f"Google refused access: {NO_PERMISSION}",
        "Share the sheet with the account in use as Editor, then run again.",
        [],
    )


@pytest.mark.parametrize("body", ["<html>blocked", ""])
def test_a_403_that_is_not_googles_blames_nobody_s_sharing(body: str) -> None:
    """A firewall answered; sharing the sheet would not help."""
    with pytest.raises(ConfigError) as caught:
        opened((403, body))[0].look()
    assert words_of(caught.value) == (
        Exit.CONFIG,
        "way-blocked",
        "Somebody on the way to Google refused the call (403), not Google: a firewall?",
        (
            "Ask whoever runs the network to let this computer reach sheets.googleapis.com and "
            "oauth2.googleapis.com, then run again."
        ),
        [],
    )


@pytest.mark.parametrize("sign", ["", "?usp=sharing&ouid=1&rtpof=true&sd=true"])
def test_an_excel_file_s_address_shows_it(sign: str) -> None:
    """What Drive adds to it is a hint, and no proof."""
    address = f"https://docs.google.com/spreadsheets/d/1aB/edit{sign}"
    with pytest.raises(ConfigError) as caught:
        opened((400, refusal(NO_SHEET)), spreadsheet=address, tab="x")[0].look()
    hint = ["The address contains rtpof=true, as that of an Excel file does."] if sign else []
    assert [str(line) for line in caught.value.details] == [f"Google says: {NO_SHEET}", *hint]


@pytest.mark.parametrize("message", ["m", "Unable to parse range", "Invalid requests[0]: id taken"])
def test_any_other_refusal_is_left_to_the_promise(message: str) -> None:
    """The number may be taken; only the sheet can say."""
    plain = opened()[0]
    assert plain.explain(CallFailed(message, status=400, maybe_applied=False)) is None
    assert plain.explain(CallFailed(PROTECTED, status=500, maybe_applied=True)) is None


def test_a_protected_tab_is_for_its_owner(world: World) -> None:
    """Nothing is written; what is advised, the owner's leave, works."""
    whole = {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}}}}
    assert world.box.owner_edit(BOOK, [whole])
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.CONFLICT, "protected")
    assert "protected cell or object" in str(outcome.details[0])
    assert world.mine() == []
    [shown] = world.box.spreadsheet(BOOK)["sheets"]
    number = shown["protectedRanges"][0]["protectedRangeId"]
    assert world.box.owner_edit(BOOK, [{"deleteProtectedRange": {"protectedRangeId": number}}])
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1


def test_a_full_workbook_is_for_its_owner(world: World) -> None:
    """Nothing is written; what is advised, to delete empty rows, works."""
    [shown] = world.box.spreadsheet(BOOK)["sheets"]
    grid = shown["properties"]["gridProperties"]
    rest = 10_000_000 - grid["rowCount"] * grid["columnCount"]
    size = {"rowCount": rest, "columnCount": 1}
    world.edit({"addSheet": {"properties": {"sheetId": 7, "title": "x", "gridProperties": size}}})
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.CONFLICT, "workbook-full")
    assert "above the limit of 10000000 cells" in str(outcome.details[0])
    assert world.mine() == []
    rows = {"sheetId": 7, "dimension": "ROWS", "startIndex": 1, "endIndex": 1_000}
    world.edit({"deleteDimension": {"range": rows}})
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1
