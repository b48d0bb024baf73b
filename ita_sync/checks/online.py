"""Does the link open for everybody, and is a report behind it? Asked only with `check --online`."""

import http.client
import queue
import re
import ssl
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

from ita_sync.checks.findings import Finding
from ita_sync.checks.link import LOGIN_HOST, SIGN_IN, split
from ita_sync.checks.rule import ERROR, WARNING, Rule
from ita_sync.i18n import T, Text
from ita_sync.links import fetch
from ita_sync.links.fetch import Page, Public, Resolve
from ita_sync.report import Loc

_PUBLIC = T("The sheet takes a link that everybody can open.")

MISSING = Rule("ONLINE-MISSING", ERROR, T("There is no page at the link"), _PUBLIC)
LOGIN = Rule("ONLINE-LOGIN", ERROR, T("The link opens only after a login"), _PUBLIC)
PRIVATE = Rule("ONLINE-PRIVATE", ERROR, T("The link leads into a private network"), _PUBLIC)
REDIRECT = Rule(
    "ONLINE-REDIRECT",
    WARNING,
    T("The link is redirected without end, or to no web address"),
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
    T("There is no document and no page at the link"),
    T("The link must lead to the report: a page, a PDF, an office document or a picture."),
)
RULES = (MISSING, LOGIN, PRIVATE, REDIRECT, UNREACHABLE, ERROR_PAGE, CONTENT)

_LOC: Loc = ("url",)
_EXPECTED = T("a link that opens in a private window")
_GONE = {404, 410}
_OK = range(200, 300)
_TITLE = re.compile(r"<title[^>]*>([^<]{0,300})", re.IGNORECASE)
_SAYS_ERROR = re.compile(
    r"\b(404|403|error|forbidden)\b|not found|ไม่พบ(หน้า|ไฟล์|เอกสาร|ข้อมูล)|ข้อผิดพลาด", re.IGNORECASE
)
_PASSWORD = re.compile(rb"<input[^>]{0,300}type\s*=\s*[\"']?password", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"text/|image/|application/(pdf|xhtml|msword|rtf|zip|octet-stream|vnd\.|x-pdf|force-download)"
)


def look(
    url: str,
    *,
    resolve: Resolve = fetch.resolve,
    public: Public = fetch.is_public,
    seconds: float = fetch.SECONDS,
) -> list[Finding]:
    """Open the link once and return what is wrong with it.

    Within `seconds`, whatever the other side does.
    """
    if split(url) is None:
        return []  # URL-FORM says so
    answers: queue.Queue[list[Finding]] = queue.Queue()

    def work() -> None:
        answers.put(list(_look(url, resolve, public, seconds)))

    # Neither a resolver nor a server that sends a byte a second can be interrupted; so somebody
    # else waits for them.
    threading.Thread(target=work, daemon=True).start()
    try:
        return answers.get(timeout=seconds)
    except queue.Empty:
        return [_unreachable(T("no answer in {seconds} seconds", seconds=f"{seconds:g}"))]


def _look(url: str, resolve: Resolve, public: Public, seconds: float) -> Iterator[Finding]:
    try:
        page = fetch.get(url, resolve=resolve, public=public, seconds=seconds)
    except fetch.PrivateError as error:
        yield PRIVATE.at(
            _LOC,
            T("{host} has an address that is not public; it was not asked.", host=error),
            expected=_EXPECTED,
        )
    except fetch.RedirectError as error:
        yield REDIRECT.at(
            _LOC,
            T("The redirects end at {url}.", url=str(error)[:200]),
            expected=T("the address of the report itself"),
        )
    except TimeoutError:
        yield _unreachable(T("no answer in {seconds} seconds", seconds=f"{seconds:g}"))
    except ssl.SSLError as error:
        yield _unreachable(T("the certificate is refused: {reason}", reason=error.reason or error))
    except (
        OSError,
        http.client.HTTPException,
        ValueError,
    ) as error:  # UnicodeError of a host name is a ValueError
        yield _unreachable(T("{error}", error=str(error) or type(error).__name__))
    else:
        yield from _judge(page)


def _unreachable(reason: Text) -> Finding:
    return UNREACHABLE.at(
        _LOC, T("The link cannot be opened: {reason}.", reason=reason), expected=_EXPECTED
    )


def _judge(page: Page) -> Iterator[Finding]:
    parts = urlsplit(page.url)
    text = (
        page.body.decode("utf-8", "replace")
        if page.kind in {"", "text/html", "application/xhtml+xml"}
        else ""
    )
    title = found[1].strip() if (found := _TITLE.search(text)) else ""
    if (
        LOGIN_HOST.search(parts.hostname or "")
        or SIGN_IN.search(parts.path)
        or page.status == http.client.UNAUTHORIZED
    ):
        yield LOGIN.at(
            _LOC, T("The link leads to a login: {url}", url=page.url[:200]), expected=_EXPECTED
        )
    elif page.status in _GONE:
        yield MISSING.at(
            _LOC, T("The site answers {status}.", status=page.status), expected=_EXPECTED
        )
    elif page.status not in _OK:
        yield _unreachable(T("the site answers {status}", status=page.status))
    elif text and _PASSWORD.search(page.body):
        yield LOGIN.at(
            _LOC, T("The page asks for a password: {url}", url=page.url[:200]), expected=_EXPECTED
        )
    elif _SAYS_ERROR.search(title):
        yield ERROR_PAGE.at(
            _LOC,
            T('The page is titled "{title}".', title=title[:80]),
            expected=T("the page of the report"),
        )
    elif problem := _no_document(page):
        yield CONTENT.at(
            _LOC, problem, expected=T("a page, a PDF, an office document or a picture")
        )


def _no_document(page: Page) -> Text | None:
    if not page.body.strip():
        return T("The page is empty.")
    if page.kind and not _DOCUMENT.match(page.kind):
        return T("The link leads to {kind}.", kind=page.kind[:80])
    # Readers look for the mark within the first kilobyte.
    if page.kind in {"application/pdf", "application/x-pdf"} and b"%PDF" not in page.body[:1024]:
        return T("The document is called a PDF and is none.")
    return None
