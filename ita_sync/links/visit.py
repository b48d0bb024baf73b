"""What stands at an address, in one word and a sentence: opened once, as a stranger would."""

import http.client
import re
import ssl
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from ita_sync.i18n import T, Text
from ita_sync.links import fetch
from ita_sync.links.addresses import is_public
from ita_sync.links.fetch import Page, Public, Resolve, Turn, Version
from ita_sync.links.reasons import network_reason
from ita_sync.links.web import LOGIN_HOST, SIGN_IN

NOT_MODIFIED = 304


class State(StrEnum):
    """What a link can be."""

    ALIVE = "alive"
    LOGIN = "login"
    REFUSED = "refused"
    MISSING = "missing"
    ERROR_PAGE = "error-page"
    NO_DOCUMENT = "no-document"
    PRIVATE = "private"
    ENDLESS = "endless"
    CERTIFICATE = "certificate"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class Seen:
    """What was seen at an address.

    Attributes:
        state: what it is.
        why: how that was seen: a sentence, or for what could not be opened the words after a
            colon; None where it is alive.
        page: what the site answered, None where it did not.
    """

    state: State
    why: Text | None = None
    page: Page | None = None


PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
"""Media types of web pages."""
_GONE = {404, 410}
_OK = range(200, 300)
# Each part is bounded: a page may repeat the beginning of a match as often as it likes.
_TITLE = re.compile(rb"<title[^>]{0,300}>([^<]{0,300})", re.IGNORECASE)
_SAYS_ERROR = re.compile(
    r"\b(404|403|error|forbidden)\b|not found|ไม่พบ(หน้า|ไฟล์|เอกสาร|ข้อมูล)|ข้อผิดพลาด", re.IGNORECASE
)
_PASSWORD = re.compile(rb"<input[^>]{0,300}type\s{0,9}=\s{0,9}[\"']?password", re.IGNORECASE)
_PDF = {"application/pdf", "application/x-pdf"}
_DOCUMENT = re.compile(
    r"text/|image/|application/(pdf|xhtml|msword|rtf|zip|octet-stream|vnd\.|x-pdf|force-download)"
)


def visit(
    url: str,
    *,
    resolve: Resolve = fetch.resolve,
    public: Public = is_public,
    seconds: float = fetch.SECONDS,
    turn: Turn = nullcontext,
    version: Version | None = None,
    most: int = fetch.MAX_BYTES,
) -> Seen:
    """Open an address once, within `seconds` whatever the site does; the rest as `fetch.get`."""
    try:
        page = fetch.get(
            url,
            resolve=resolve,
            public=public,
            seconds=seconds,
            turn=turn,
            version=version,
            most=most,
        )
    except fetch.PrivateError as error:
        why = T("{host} has an address that is not public; it was not asked.", host=str(error))
        return Seen(State.PRIVATE, why)
    except fetch.RedirectError as error:
        return Seen(State.ENDLESS, T("The redirects end at {url}.", url=str(error)))
    except ssl.SSLCertVerificationError as error:
        return Seen(State.CERTIFICATE, network_reason(error))
    except TimeoutError:
        return Seen(State.UNREACHABLE, T("no answer in {seconds} seconds", seconds=f"{seconds:g}"))
    # UnicodeError, of a host name, is a ValueError.
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Seen(State.UNREACHABLE, network_reason(error))
    return judge(page, asked_for_news=version is not None)


def judge(page: Page, *, asked_for_news: bool = False) -> Seen:
    """Return what a page is: by the first thing that is wrong, the rest may follow from it."""
    if asked_for_news and page.status == NOT_MODIFIED:
        return Seen(State.ALIVE, page=page)
    found = (look(page) for look in _LOOKS)
    return next((seen for seen in found if seen), Seen(State.ALIVE, page=page))


def title_of(page: Page) -> bytes:
    """Return the title of a web page, in the bytes of its own encoding; empty where it has none."""
    found = _TITLE.search(page.body) if page.kind in PAGES else None
    return found[1].strip() if found else b""


def _login(page: Page) -> Seen | None:
    parts = urlsplit(page.url)
    refused = page.status == http.client.UNAUTHORIZED
    if refused or LOGIN_HOST.search(parts.hostname or "") or SIGN_IN.search(parts.path):
        return Seen(State.LOGIN, T("The link leads to a login: {url}", url=page.url), page)
    return None


def _status(page: Page) -> Seen | None:
    if page.status in _GONE:
        return Seen(State.MISSING, T("The site answers {status}.", status=page.status), page)
    if page.status in _OK:
        return None
    refused = page.status == http.client.FORBIDDEN
    state = State.REFUSED if refused else State.UNREACHABLE
    return Seen(state, T("the site answers {status}", status=page.status), page)


def _password(page: Page) -> Seen | None:
    if page.kind in PAGES and _PASSWORD.search(page.body):
        return Seen(State.LOGIN, T("The page asks for a password: {url}", url=page.url), page)
    return None


def _error_page(page: Page) -> Seen | None:
    title = title_of(page).decode(errors="replace")
    if not _SAYS_ERROR.search(title):
        return None
    return Seen(State.ERROR_PAGE, T('The page is titled "{title}".', title=title), page)


def _content(page: Page) -> Seen | None:
    problem = _no_document(page)
    return Seen(State.NO_DOCUMENT, problem, page) if problem else None


def _no_document(page: Page) -> Text | None:
    if not page.body.strip():
        return T("The page is empty.")
    if page.kind and not _DOCUMENT.match(page.kind):
        return T("The link leads to {kind}.", kind=page.kind)
    # Readers look for the mark within the first kilobyte.
    if page.kind in _PDF and b"%PDF" not in page.body[:1024]:
        return T("The document is called a PDF but is not one.")
    return None


_LOOKS: tuple[Callable[[Page], Seen | None], ...] = (
    _login,
    _status,
    _password,
    _error_page,
    _content,
)
