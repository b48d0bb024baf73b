"""The address of a spreadsheet, as people copy it -> id and tab, or what it leads to instead."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from ita_sync import characters
from ita_sync.i18n import T, Text

SANDBOX = "sandbox"

_GOOGLE = re.compile(r"(?:https?://)?(?:docs|drive)\.google\.com/(.*)", re.IGNORECASE)
_REDIRECT = re.compile(r"(?:https?://)?(?:www\.)?google\.[a-z.]{2,6}/url\?", re.IGNORECASE)
"""What mail programs and documents of Google put before an address."""
_AROUND = "<>()[]{}\"'“”‘’«»"
"""What people copy along: signs that stand around an address in a mail."""
_USER = r"(?:u/\d+/)?"
_OFFICE = rf"(?:a/[^/]+/)?{_USER}"
_ID = r"([\w-]+)"
_QUERY = r"\?(?:[^#]*&)?"
# The editor's address, that of an office's domain, those that Drive gives, and downloads.
_SHEETS = (
    re.compile(rf"{_OFFICE}spreadsheets/{_USER}d/(?!e/){_ID}"),
    re.compile(rf"{_OFFICE}spreadsheets/{_USER}(?:export|ccc){_QUERY}(?:id|key)={_ID}"),
    re.compile(rf"{_OFFICE}file/{_USER}d/{_ID}"),
    re.compile(rf"{_OFFICE}(?:open|uc){_QUERY}id={_ID}"),
)
_WITHOUT_HOST = re.compile(rf"/?((?:a/[^/]+/)?spreadsheets/{_USER}d/.*)")
_BARE = re.compile(r"(?!2PACX-)[\w-]+")
_ELSEWHERE = {
    "published": re.compile(rf"{_OFFICE}spreadsheets/{_USER}d/e/"),
    "folder": re.compile(rf"{_OFFICE}drive/(?:[^?#]*/)?folders/"),
    "form": re.compile(rf"{_OFFICE}forms/"),
    "no-sheet": re.compile(rf"{_OFFICE}(?:document|presentation)/"),
}
"""Addresses at Google that lead to something else, by the name of their fault."""
_OTHER_HOSTS = {
    "form": re.compile(r"(?:https?://)?forms\.gle/", re.IGNORECASE),
    "download": re.compile(r"(?:https?://)?[^/]*\.googleusercontent\.com/", re.IGNORECASE),
    "published": re.compile(r"2PACX-"),
    "other-host": re.compile(r"https?://(?!(?:docs|drive)\.google\.com/)", re.IGNORECASE),
}
_GID = re.compile(r"[#?&]gid=([0-9]{1,18})(?![0-9])")

FAULTS: Mapping[str, Text] = {
    "spreadsheet": T(
        "`spreadsheet` is neither 'sandbox' nor an address or id of a Google spreadsheet"
    ),
    "published": T(
        "`spreadsheet` is the address of a published copy, which can only be read; open the sheet "
        "itself and copy the address from the browser"
    ),
    "folder": T(
        "`spreadsheet` is the address of a folder; open the sheet in it and copy the address from "
        "the browser"
    ),
    "form": T(
        "`spreadsheet` is the address of a form; open the sheet of its responses and copy the "
        "address from the browser"
    ),
    "no-sheet": T(
        "`spreadsheet` is the address of a document or of slides; open the sheet and copy the "
        "address from the browser"
    ),
    "download": T(
        "`spreadsheet` is the address of a download, which lasts for minutes; open the sheet "
        "itself and copy the address from the browser"
    ),
    "other-host": T(
        "`spreadsheet` is an address that is not Google's; open it, and where it leads to a Google "
        "sheet, copy the address from the browser"
    ),
}
"""What is wrong with an address, by the name of the fault."""


def spreadsheet_id(given: str) -> str:
    """Return the id inside an address; what is no address of a spreadsheet, as it is."""
    plain = _plain(given)
    rest = _at_google(plain)
    found = (pattern.match(rest) for pattern in _SHEETS) if rest else ()
    return next((each[1] for each in found if each), plain)


def gid(given: str) -> int | None:
    """Return the tab inside an address, by Google's number for it; None where it names none."""
    found = _GID.search(_plain(given))
    return int(found[1]) if found else None


def fault(given: str) -> str | None:
    """Return why a text leads to no spreadsheet, by name (`FAULTS`); None where it does."""
    plain = _plain(given)
    rest = _at_google(plain)
    for kind, pattern in _ELSEWHERE.items():
        if rest and pattern.match(rest):
            return kind
    for kind, pattern in _OTHER_HOSTS.items():
        if pattern.match(plain):
            return kind
    return None if _BARE.fullmatch(spreadsheet_id(plain)) else "spreadsheet"


def address(spreadsheet: str) -> str:
    """Return how the address of a spreadsheet is written, given its id."""
    if spreadsheet == SANDBOX:
        return spreadsheet
    return f"https://docs.google.com/spreadsheets/d/{spreadsheet}/edit"


def _plain(given: str) -> str:
    """Return an address without what was copied along.

    Blanks are taken out of an address: a mail or a cell may have broken it into lines.
    """
    given = characters.visible(given)
    plain = ("".join(given.split()) if "/" in given else given.strip()).strip(_AROUND)
    if _REDIRECT.match(plain):
        plain = next(iter(parse_qs(urlsplit(plain).query).get("q", ())), plain)
    return plain


def _at_google(plain: str) -> str | None:
    """Return what follows Google's name in an address, None if it is no address of Google's."""
    found = _GOOGLE.match(plain) or _WITHOUT_HOST.fullmatch(plain)
    return found[1] if found else None
