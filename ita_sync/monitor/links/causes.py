"""What is wrong with links, told once for each: a site that is down is one, whatever it held."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ita_sync import thai
from ita_sync.errors import ItaSyncError, LinkFault, Unavailable
from ita_sync.files import shell_quoted
from ita_sync.i18n import N, T, Text
from ita_sync.links.visit import State
from ita_sync.links.web import site_of
from ita_sync.monitor.causes import Cause
from ita_sync.monitor.links.judge import CHANGED, DEAD, ELSEWHERE, NOT_OPENED, Stand
from ita_sync.monitor.links.known import Print

NAMED = 10
"""Links and rows that one cause names; `--json` has all."""

_CORRECT = T(
    "Ask whoever keeps the website to put the report back under this address; or correct the link "
    "in the report, have it signed again, and push it."
)
_SHARE = T(
    "Open the link in a private window. Share the document with everybody who has the link, or put "
    "it on the agency's website; if its address is another then, correct the report, have it "
    "signed again, and push it."
)
_SITE = T("Ask whoever keeps the website to mend it; browsers warn people of it or stop them.")


@dataclass(frozen=True)
class _Kind:
    what: Text
    then: Text


_KINDS = {
    State.LOGIN: _Kind(T("behind a login"), _SHARE),
    State.REFUSED: _Kind(T("the site forbids programs or strangers to open it"), _SHARE),
    State.MISSING: _Kind(T("there is no page any more"), _CORRECT),
    State.ERROR_PAGE: _Kind(T("an error page stands in its place"), _CORRECT),
    State.NO_DOCUMENT: _Kind(T("there is neither a document nor a page"), _CORRECT),
    State.PRIVATE: _Kind(T("the name leads into a private network; nothing was asked"), _CORRECT),
    State.ENDLESS: _Kind(
        T("redirected endlessly, or to something that is not a web address"), _CORRECT
    ),
    State.CERTIFICATE: _Kind(T("the site's certificate is not valid"), _SITE),
    DEAD: _Kind(T("has not opened for more than a day, on three runs or more"), _CORRECT),
    ELSEWHERE: _Kind(
        T("leads elsewhere now"),
        T(
            "Open the link. If the report stands where it leads, write that address into the "
            "report, have it signed again, and push it; if not, ask whoever keeps the website."
        ),
    ),
}


def causes(stands: Sequence[Stand], *, offline: bool = False) -> list[Cause]:
    """Return what is wrong, in the order of the rows.

    Args:
        stands: how each link stands.
        offline: no site at all answered.
    """
    if offline:
        return [Cause(_offline(), keys=_keys(stands))]
    wrong = [stand for stand in stands if stand.wrong and stand.state != NOT_OPENED]
    left = [stand for stand in stands if stand.state == NOT_OPENED]
    found = [_cause(group) for group in _grouped(wrong, stands)]
    return [*found, Cause(_not_opened(len(left)), keys=_keys(left))] if left else found


def _keys(stands: Iterable[Stand]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for stand in stands for key in stand.address.keys))


def _grouped(wrong: Sequence[Stand], stands: Sequence[Stand]) -> Iterator[list[Stand]]:
    """Yield the links of a host together where all of them are in one state, the others alone."""
    by_host: dict[str, list[Stand]] = {}
    for stand in stands:
        by_host.setdefault(stand.address.host, []).append(stand)
    told: set[str] = set()
    for stand in wrong:
        host = stand.address.host
        if not _is_one(by_host[host]):
            yield [stand]
        elif host not in told:
            told.add(host)
            yield by_host[host]


def _is_one(of_host: Sequence[Stand]) -> bool:
    """Return whether what is wrong with the links of a host is one thing."""
    alike = {(each.state, _site(each), each.quiet) for each in of_host}
    return len(of_host) > 1 and len(alike) == 1 and of_host[0].state != CHANGED


def _site(stand: Stand) -> str:
    return site_of(stand.landed) if stand.landed else ""


def _cause(group: Sequence[Stand]) -> Cause:
    stand, keys = group[0], _keys(group)
    url = stand.address.url
    link: object = url
    if len(group) > 1:
        link = N(
            "{count} link to {host}",
            "all {count} links to {host}",
            count=len(group),
            host=stand.address.host,
        )
    details = [*_evidence(stand), *_named(group)]
    return Cause(_error(stand, link, details), keys=keys)


def _first_few(names: Sequence[str]) -> list[str]:
    return [*names[:NAMED], "…"] if len(names) > NAMED else list(names)


def _named(group: Sequence[Stand]) -> list[Text]:
    """Return the links of a host that are named one by one."""
    if len(group) == 1:
        return []
    return [T("{value}", value=url) for url in _first_few([each.address.url for each in group])]


def _evidence(stand: Stand) -> list[Text]:
    """Return what was seen; of a passing failure nothing, as that differs from run to run."""
    found = []
    if stand.state == ELSEWHERE:
        found = [T("It leads to {url}.", url=stand.landed)]
    elif stand.first and stand.last and stand.state == CHANGED:
        found = [
            T("At first: {document}", document=_told(stand.first)),
            T("Now: {document}", document=_told(stand.last)),
        ]
    elif stand.why and stand.state not in {State.UNREACHABLE, DEAD}:
        found = [stand.why]
    return [*found, T("So since {day}.", day=_day(stand.since))]


def _told(document: Print) -> Text:
    return T(
        "{size} bytes, changed {modified}, SHA-256 of the beginning {digest}",
        size="–" if document.size is None else document.size,
        modified=document.modified or "–",
        digest=document.digest[:16] or "–",
    )


def _day(at: float) -> dict[str, str]:
    day = datetime.fromtimestamp(at, UTC).astimezone().date()
    return {"th": thai.format_date(day), "en": day.isoformat()}


def _error(stand: Stand, link: object, details: list[Text]) -> ItaSyncError:
    code = f"link-{stand.state}"
    if stand.state == State.UNREACHABLE:
        return Unavailable(
            code,
            T("{link}: could not be opened now", link=link),
            details=details,
            next_step=T(
                "Nothing to do yet: the next run opens it again ({why}). What does not open on "
                "three runs and for a day counts as dead.",
                why=stand.why,
            ),
        )
    if stand.state == CHANGED:
        return LinkFault(
            code,
            T("{link}: another document stands there than at first", link=link),
            details=details,
            next_step=T(
                "Compare it with the report that was signed. If it should stand there: "
                "`ita-sync verify --online --accept {key} --reason …`.",
                key=shell_quoted(_keys([stand])[0]),
            ),
        )
    kind = _KINDS[stand.state]
    what = T("{link}: {what}", link=link, what=kind.what)
    return LinkFault(code, what, details=details, next_step=kind.then)


def _offline() -> Unavailable:
    return Unavailable(
        "links-offline",
        T("No link could be opened: none of the sites answered."),
        next_step=T(
            "Probably it is this machine's network: programs here must be allowed to open web "
            "pages without a proxy. Then run it again; no link is held to have failed."
        ),
    )


def _not_opened(count: int) -> Unavailable:
    return Unavailable(
        "links-not-opened",
        T("Not all links could be opened in the time that one run takes."),
        next_step=N(
            "{count} link is left; the next run begins with it.",
            "{count} links are left; the next run begins with them.",
            count=count,
        ),
    )
