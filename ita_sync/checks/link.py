"""Can the public open the report's link? Judged by its text alone; nothing is fetched."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote

from ita_sync import thai
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, NOTE, WARNING, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.links.web import (
    LOGIN_HOST,
    SHORTENERS,
    SIGN_IN,
    SOCIAL_SITES,
    host_of,
    is_of,
    public_name,
    split,
)
from ita_sync.report import Loc

_RFC = T("{value}", value="RFC 2606, RFC 6761")
_CONFUSABLE = T("{value}", value="Unicode Technical Standards 39 and 46")
_PUBLIC = T("The sheet takes a link that everybody can open.")

FORM = Rule("URL-FORM", ERROR, T("The link is not a web address"), _PUBLIC)
USER = Rule("URL-USER", ERROR, T("The link contains a user name or password"), _PUBLIC)
LOCAL = Rule("URL-LOCAL", ERROR, T("The link works only inside the office"), _PUBLIC)
LOOKALIKE = Rule(
    "URL-LOOKALIKE",
    ERROR,
    T("The name of the site is written in signs that look like others"),
    T(
        "Browsers turn signs such as ① into the digits that they look like, and letters of other "
        "scripts that look like Latin ones lead to another site."
    ),
    _CONFUSABLE,
)
MIXED = Rule(
    "URL-MIXED",
    WARNING,
    T("The name of the site mixes Thai and Latin letters"),
    T("A part of a site's name is written in one script; a mixture may imitate another name."),
    _CONFUSABLE,
)
SURVEY = Rule(
    "URL-SURVEY",
    ERROR,
    T("The link leads to a survey"),
    T("The link must lead to the report, not to a questionnaire."),
)
DRIVE = Rule(
    "URL-DRIVE",
    WARNING,
    T("The Google Drive link may not be open to the public"),
    T(
        "Links copied from Drive on a desktop, and links for editing, open only for people with "
        "access."
    ),
)
LOGIN = Rule("URL-LOGIN", WARNING, T("The link leads to a page that asks for a login"), _PUBLIC)
TEST = Rule(
    "URL-TEST",
    WARNING,
    T("The link leads to a test site"),
    T("Test sites and tunnels vanish or are closed; the report belongs on the agency's own site."),
)
HOME = Rule(
    "URL-HOME",
    WARNING,
    T("The link leads to a home page"),
    T("The link must lead to the report itself, not to a page that links to it."),
)
SHORT = Rule(
    "URL-SHORT",
    WARNING,
    T("The link is a shortened one"),
    T(
        "Whoever runs the service can let a short link end or lead elsewhere, and nobody sees "
        "beforehand where it leads."
    ),
)
SOCIAL = Rule(
    "URL-SOCIAL",
    WARNING,
    T("The link leads to a social network"),
    T("Posts ask strangers for a login, and are edited, hidden or deleted without a trace."),
)
RESERVED = Rule(
    "URL-RESERVED",
    WARNING,
    T("The link uses a domain reserved for examples"),
    T("Nothing can be published under a reserved domain."),
    _RFC,
)
YEAR = Rule(
    "URL-YEAR",
    WARNING,
    T("The link may lead to another year's report"),
    T("The link must lead to the report of the fiscal year."),
)
HTTP = Rule(
    "URL-HTTP",
    NOTE,
    T("The link is not encrypted (http)"),
    T("Browsers warn of pages without https."),
)
RULES = (
    *(FORM, USER, LOCAL, LOOKALIKE, MIXED),
    *(SURVEY, DRIVE, LOGIN, TEST, HOME, SHORT, SOCIAL, RESERVED, YEAR, HTTP),
)

_LOC: Loc = ("url",)
_EXAMPLE = T("an address such as {example}", example="https://www.<agency>.go.th/ita/report.pdf")
_OPEN = T('a link shared with "anyone with the link", tried in a private window')
_OWN_SITE = T("the report on the agency's website")
_OWN_FILE = T("the report's file put on the agency's own website, and its address there")
_RESERVED = re.compile(r"(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)$")
_INSIDE = re.compile(
    r"(^|\.)(local|localhost|localdomain|lan|intranet|internal|corp|home|home\.arpa)$"
    r"|^metadata\.tencentyun\.com$"
)
# A label that says test, or a service that lends an address for hours.
_TEST = re.compile(
    r"(^|[.-])(test|testing|dev|staging|uat|demo|sandbox)[0-9]*([.-]|$)"
    r"|(^|\.)(ngrok\.io|ngrok-free\.app|trycloudflare\.com|loca\.lt|serveo\.net)$"
    r"|(^|\.)((nip|sslip|xip)\.io|localtest\.me|lvh\.me)$"
)
_FORM = re.compile(r"^forms\.(gle|google\.com|office\.com)$")
_DRIVE_HOSTS = {"drive.google.com", "docs.google.com"}
_DRIVE_CLOSED = re.compile(r"/edit$|/u/\d+(/|$)|/(my-drive|shared-with-me|recent|home)$")
_OWN_LETTERS = re.compile("[a-z0-9_:ก-๎-]*")
_ONE_SCRIPT = re.compile("[a-z0-9_:-]*|[0-9ก-๎-]*")
_LONGEST_LABEL = 63


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the link."""
    url = thai.digits(subject.report.url)
    parts = split(url)
    if parts is None:
        yield FORM.at(_LOC, T('The link is "{url}".', url=subject.report.url), expected=_EXAMPLE)
        return
    if parts.username is not None or parts.password is not None:
        yield USER.at(_LOC, T("The link contains a user name or password."), expected=_EXAMPLE)
    yield from _where(host_of(parts))
    yield from _spelt(parts)
    yield from _target(parts)
    yield from _year(url, subject.framework.fiscal_year)
    if parts.scheme == "http":
        yield HTTP.at(
            _LOC, T("The link begins with http://."), expected=T("https://, if the site offers it")
        )


def _where(host: str) -> Iterator[Finding]:
    """Yield what is wrong with the host by its name."""
    if _is_inside(host):
        yield LOCAL.at(
            _LOC, T("{host} is an address inside an office.", host=host), expected=_EXAMPLE
        )
    elif _RESERVED.search(host):
        yield RESERVED.at(
            _LOC,
            T("{host} is reserved for examples.", host=host),
            expected=T("the address under which the report is published"),
        )
    elif _TEST.search(host):
        yield TEST.at(_LOC, T("{host} is a test site by its name.", host=host), expected=_EXAMPLE)


def _spelt(parts: SplitResult) -> Iterator[Finding]:
    """Yield what is odd about the letters of the host."""
    written, host = parts.hostname or "", host_of(parts)
    labels = [_decoded(label) for label in host.split(".")]
    if written.removesuffix(".") != host or not all(map(_OWN_LETTERS.fullmatch, labels)):
        spellings = dict.fromkeys((written, host, ".".join(labels)))
        yield LOOKALIKE.at(
            _LOC,
            T("The site is written {host}.", host=" = ".join(spellings)),
            expected=T("the site's name in plain Latin or Thai letters"),
        )
    elif mixed := next((label for label in labels if not _ONE_SCRIPT.fullmatch(label)), None):
        yield MIXED.at(
            _LOC,
            T('The part "{label}" has letters of both.', label=mixed),
            expected=T("the site's name as the browser shows it"),
        )


def _decoded(label: str) -> str:
    """Return a part of a host in the letters that its ASCII form stands for (RFC 3492)."""
    if not label.startswith("xn--") or len(label) > _LONGEST_LABEL:
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _is_inside(host: str) -> bool:
    """Return whether a host can be reached only from inside an office."""
    public = public_name(host)
    if public is not None:
        return not public
    return "." not in host or _INSIDE.search(host) is not None


def _target(parts: SplitResult) -> Iterator[Finding]:
    """Yield why the link cannot lead to the report itself."""
    host, path = host_of(parts), parts.path.rstrip("/")
    if host == "itas.nacc.go.th":
        yield SURVEY.at(
            _LOC,
            T("The link leads to the assessment's own site, where the surveys are."),
            expected=_OWN_SITE,
        )
    elif _is_form(host, path):
        yield SURVEY.at(_LOC, T("The link leads to a form to fill in."), expected=_OWN_SITE)
    elif LOGIN_HOST.search(host) or SIGN_IN.search(path):
        yield LOGIN.at(_LOC, T("The link leads to a login."), expected=_OPEN)
    elif host in _DRIVE_HOSTS and _is_closed_drive(path, parts.query):
        yield DRIVE.at(
            _LOC, T("This Google Drive link may open only for people with access."), expected=_OPEN
        )
    elif is_of(host, SHORTENERS):
        yield SHORT.at(
            _LOC, T("{host} is a service that shortens links.", host=host), expected=_OWN_FILE
        )
    elif is_of(host, SOCIAL_SITES):
        yield SOCIAL.at(_LOC, T("{host} is a social network.", host=host), expected=_OWN_FILE)
    elif not path and not parts.query:
        yield HOME.at(_LOC, T("The link names a site but no page of it."), expected=_EXAMPLE)


def _is_form(host: str, path: str) -> bool:
    return bool(_FORM.search(host)) or (host in _DRIVE_HOSTS and path.startswith("/forms/"))


def _is_closed_drive(path: str, query: str) -> bool:
    return "usp=drive_fs" in query or _DRIVE_CLOSED.search(path) is not None


def _year(url: str, year: int) -> Iterator[Finding]:
    """Yield a finding if the link names years, as 2566 or as ita66, and none of them fits.

    Digits of percent codes and of longer numbers are not taken for years.
    """
    text = unquote(url)
    full = {int(found) for found in re.findall(r"(?<!\d)25\d\d(?!\d)", thai.digits(text))}
    short = re.findall(r"(?i)(?<![a-z])ita[-_]?([5-7]\d)(?!\d)", text)
    found = full or {2500 + int(digits) for digits in short}
    # A folder may be named after the year of publication, so that year is as good.
    if found and found.isdisjoint({year, year + 1}):
        yield YEAR.at(
            _LOC,
            T("The link names {years}.", years=[str(y) for y in sorted(found)]),
            expected=T("a link to the report of fiscal year {year}", year=year),
        )
