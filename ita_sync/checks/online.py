"""Does the link open for everybody, and is a report behind it? Asked only with `check --online`."""

from collections.abc import Iterator

from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T, Text
from ita_sync.links import fetch
from ita_sync.links import visit as links
from ita_sync.links.addresses import is_public
from ita_sync.links.fetch import Public, Resolve
from ita_sync.links.visit import Seen, State
from ita_sync.links.web import split
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
OTHER = Rule(
    "ONLINE-OTHER",
    ERROR,
    T("The document at the link is not the signed one"),
    T("The link in the row must lead to the document that was acknowledged and published."),
)
UNCOMPARED = Rule(
    "ONLINE-UNCOMPARED",
    WARNING,
    T("The document at the link could not be compared with the signed one"),
    T("The link in the row must lead to the document that was acknowledged and published."),
)
RULES = (
    *(MISSING, LOGIN, PRIVATE, REDIRECT, UNREACHABLE, ERROR_PAGE, CONTENT),
    *(OTHER, UNCOMPARED),
)

_LOC: Loc = ("url",)
_STRANGER = T("a link that opens in a private window")
_RULES = {
    State.LOGIN: (LOGIN, _STRANGER),
    State.REFUSED: (UNREACHABLE, _STRANGER),
    State.MISSING: (MISSING, _STRANGER),
    State.ERROR_PAGE: (ERROR_PAGE, T("the page of the report")),
    State.NO_DOCUMENT: (CONTENT, T("a page, a PDF, an office document or a picture")),
    State.PRIVATE: (PRIVATE, _STRANGER),
    State.ENDLESS: (REDIRECT, T("the address of the report itself")),
    State.CERTIFICATE: (UNREACHABLE, _STRANGER),
    State.UNREACHABLE: (UNREACHABLE, _STRANGER),
}
"""The rule that each state breaks, and what should be there."""


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
    seen = links.visit(url, resolve=resolve, public=public, seconds=seconds)
    return list(findings(seen))


def findings(seen: Seen) -> Iterator[Finding]:
    """Yield what is wrong with what was seen."""
    if seen.why is None:
        return
    rule, expected = _RULES[seen.state]
    said = T("The link cannot be opened: {reason}.", reason=seen.why)
    yield rule.at(_LOC, said if rule is UNREACHABLE else seen.why, expected=expected)


def compared(why: Text, *, other: bool) -> Finding:
    """Return what is wrong with a document at the link that is not known to be the signed one.

    Args:
        why: what comparing them showed.
        other: it is another one; else nobody can tell.
    """
    if other:
        return OTHER.at(_LOC, why, expected=T("the document that was signed"))
    return UNCOMPARED.at(_LOC, why, expected=T("a look at both of them by a person"))
