"""Does the link open for everybody, and is a report behind it? Asked only with `check --online`."""

import http.client
import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from ita_sync.checks.findings import Finding
from ita_sync.checks.link import LOGIN_HOST, SIGN_IN, split
from ita_sync.checks.network_reasons import network_reason
from ita_sync.checks.rule import ERROR, WARNING, Rule
from ita_sync.checks.subject import Subject
from ita_sync.deadline import within
from ita_sync.i18n import T, Text
from ita_sync.links import fetch
from ita_sync.links.addresses import is_public
from ita_sync.links.fetch import Page, Public, Resolve
from ita_sync.report import Loc

_PUBLIC = T("The sheet takes a link that everybody can open.")

MISSING = Rule("ONLINE-MISSING", ERROR, T("There is no page at the link"), _PUBLIC)
LOGIN = Rule("ONLINE-LOGIN", ERROR, T("The link opens only after a login"), _PUBLIC)
PRIVATE = Rule("ONLINE-PRIVATE", ERROR, T("The link leads into a private network"), _PUBLIC)
REDIRECT = Rule(
    "ONLINE-REDIRECT",
    WARNING,
    T("The link is redirected endlessly, or to something that is not a web address"),
    _PUBLIC,
)
UNREACHABLE = Rule("ONLINE-UNREACHABLE", WARNING, T("The link cannot be opened now"), _PUBLIC)
ERROR_PAGE = Rule(
    "ONLINE-ERROR-PAGE",
    WARNING,
    T("The page at the link looks like an error page"),
    T("Some sites answer with a page that says in words that nothing was found."),
)
CONTENT = Rule(
    "ONLINE-CONTENT",
    WARNING,
    T("There is neither a document nor a page at the link"),
    T("The link must lead to the report: a page, a PDF, an office document or a picture."),
)
RULES = (MISSING, LOGIN, PRIVATE, REDIRECT, UNREACHABLE, ERROR_PAGE, CONTENT)

_LOC: Loc = ("url",)
_EXPECTED = T("a link that opens in a private window")
_GONE = {404, 410}
_OK = range(200, 300)
# Each part is bounded: a page may repeat the beginning of a match as often as it likes.
_TITLE = re.compile(r"<title[^>]{0,300}>([^<]{0,300})", re.IGNORECASE)
_SAYS_ERROR = re.compile(
    r"\b(404|403|error|forbidden)\b|not found|ไม่พบ(หน้า|ไฟล์|เอกสาร|ข้อมูล)|ข้อผิดพลาด", re.IGNORECASE
)
_PASSWORD = re.compile(rb"<input[^>]{0,300}type\s{0,9}=\s{0,9}[\"']?password", re.IGNORECASE)
_PAGES = {"", "text/html", "application/xhtml+xml"}
_PDF = {"application/pdf", "application/x-pdf"}
_DOCUMENT = re.compile(
    r"text/|image/|application/(pdf|xhtml|msword|rtf|zip|octet-stream|vnd\.|x-pdf|force-download)"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Open the report's link once and yield what is wrong with it."""
    yield from visit(subject.report.url)


def visit(
    url: str,
    *,
    resolve: Resolve = fetch.resolve,
    public: Public = is_public,
    seconds: float = fetch.SECONDS,
) -> list[Finding]:
    """Open a link and return what is wrong with it, within `seconds` whatever the site does."""
    if split(url) is None:
        return []  # URL-FORM says so
    try:
        return within(seconds, lambda: list(_open(url, resolve, public, seconds)))
    except TimeoutError:
        return [_unreachable(_no_answer(seconds))]


def _open(url: str, resolve: Resolve, public: Public, seconds: float) -> Iterator[Finding]:
    try:
        page = fetch.get(url, resolve=resolve, public=public, seconds=seconds)
    except fetch.PrivateError as error:
        yield PRIVATE.at(
            _LOC,
            T("{host} has an address that is not public; it was not asked.", host=str(error)),
            expected=_EXPECTED,
        )
    except fetch.RedirectError as error:
        yield REDIRECT.at(
            _LOC,
            T("The redirects end at {url}.", url=str(error)),
            expected=T("the address of the report itself"),
        )
    except TimeoutError:
        yield _unreachable(_no_answer(seconds))
    # UnicodeError, of a host name, is a ValueError.
    except (OSError, http.client.HTTPException, ValueError) as error:
        yield _unreachable(network_reason(error))
    else:
        yield from judge(page)


def _no_answer(seconds: float) -> Text:
    return T("no answer in {seconds} seconds", seconds=f"{seconds:g}")


def _unreachable(reason: Text) -> Finding:
    return UNREACHABLE.at(
        _LOC, T("The link cannot be opened: {reason}.", reason=reason), expected=_EXPECTED
    )


def judge(page: Page) -> Iterator[Finding]:
    """Yield the first thing that is wrong with a page; the rest may follow from it."""
    found = (look(page) for look in _LOOKS)
    first = next((finding for finding in found if finding), None)
    if first:
        yield first


def _login(page: Page) -> Finding | None:
    parts = urlsplit(page.url)
    refused = page.status == http.client.UNAUTHORIZED
    if refused or LOGIN_HOST.search(parts.hostname or "") or SIGN_IN.search(parts.path):
        return LOGIN.at(
            _LOC, T("The link leads to a login: {url}", url=page.url), expected=_EXPECTED
        )
    return None


def _status(page: Page) -> Finding | None:
    if page.status in _GONE:
        return MISSING.at(
            _LOC, T("The site answers {status}.", status=page.status), expected=_EXPECTED
        )
    if page.status not in _OK:
        return _unreachable(T("the site answers {status}", status=page.status))
    return None


def _password(page: Page) -> Finding | None:
    if page.kind in _PAGES and _PASSWORD.search(page.body):
        return LOGIN.at(
            _LOC, T("The page asks for a password: {url}", url=page.url), expected=_EXPECTED
        )
    return None


def _error_page(page: Page) -> Finding | None:
    if page.kind not in _PAGES:
        return None
    found = _TITLE.search(page.body.decode(errors="replace"))
    if found is None or not _SAYS_ERROR.search(found[1]):
        return None
    return ERROR_PAGE.at(
        _LOC,
        T('The page is titled "{title}".', title=found[1].strip()),
        expected=T("the page of the report"),
    )


def _content(page: Page) -> Finding | None:
    problem = _no_document(page)
    if problem is None:
        return None
    return CONTENT.at(_LOC, problem, expected=T("a page, a PDF, an office document or a picture"))


def _no_document(page: Page) -> Text | None:
    if not page.body.strip():
        return T("The page is empty.")
    if page.kind and not _DOCUMENT.match(page.kind):
        return T("The link leads to {kind}.", kind=page.kind)
    # Readers look for the mark within the first kilobyte.
    if page.kind in _PDF and b"%PDF" not in page.body[:1024]:
        return T("The document is called a PDF but is not one.")
    return None


_LOOKS: tuple[Callable[[Page], Finding | None], ...] = (
    _login,
    _status,
    _password,
    _error_page,
    _content,
)
