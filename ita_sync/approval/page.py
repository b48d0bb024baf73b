"""The page that the executive reads and may sign by hand: one file, no network, no script.

Thai with English beneath; A4 on paper. It shows what a sign-off would bind, and is none itself.
"""

from collections.abc import Iterable
from pathlib import Path

from ita_sync import __version__, thai
from ita_sync.approval import figures
from ita_sync.approval.preview import Preview
from ita_sync.checks import SEVERITIES, Finding, Severity
from ita_sync.i18n import N, T, Text
from ita_sync.links import web
from ita_sync.markup import Style, both, boxes, document, facts, plain, said, section
from ita_sync.report import meaning
from ita_sync.row import Cell, by_whom

_STYLE = Style.for_paper(Path(__file__).with_suffix(".css"))
_SHORT = 12
"""Characters of a digest that are shown: enough to compare by eye."""


def to_page(preview: Preview) -> str:
    """Return the page as HTML."""
    title = T("ITA report of fiscal year {year}", year=preview.report.fiscal_year)
    return document(
        "preview",
        f"{title.render('th')} {preview.agency}",
        _STYLE,
        f"{_header(preview, title)}<main>\n"
        f"{figures.chart(preview)}{figures.arithmetic(preview)}{figures.weak(preview)}"
        f"{_findings(preview)}{_open(preview)}{_row(preview)}{_bound(preview)}{_signature(preview)}"
        f"</main>\n<footer>{said(_footer(preview))}</footer>\n",
    )


def _header(preview: Preview, title: Text) -> str:
    agency = preview.report.agency
    place = [(T("District"), agency.district or ""), (T("Province"), agency.province)]
    memo = preview.report.memo
    told = f"{memo.number} · {thai.format_date(memo.date)}"
    known = [*place, (T("Memo"), told)]
    practice = said(T("Practice: nothing of this reaches NACC."), "practice")
    note = practice if preview.practice else ""
    return (
        f'<header>{note}<div class="top"><div><h1>{plain(preview.agency)}</h1>'
        f'<p class="year">{both(title)}</p>{facts(known)}{_link(preview)}</div>\n'
        f"{figures.result(preview)}</div>{_state(preview)}</header>\n"
    )


def _link(preview: Preview) -> str:
    """Return the link of the report, to be followed where it is an address of the web."""
    url = plain(preview.report.url)
    if web.split(preview.report.url):
        url = f'<a href="{url}" rel="noreferrer noopener">{url}</a>'
    name = both(T("Link of the report"))
    return f'<dl class="link"><dt>{name}</dt><dd>{url}</dd></dl>'


def _state(preview: Preview) -> str:
    """Return how things stand with the decision; a sign and words say what colour does, too."""
    kind, sign, words = _standing(preview)
    changes = (
        "" if preview.errors else "".join(f"<li>{both(text)}</li>" for text in preview.changed)
    )
    listed = f"<ul>{changes}</ul>" if changes else ""
    return (
        f'<div class="state {kind}"><p><b aria-hidden="true">{sign}</b> '
        f"<strong>{both(words)}</strong></p>{listed}</div>"
    )


def _standing(preview: Preview) -> tuple[str, str, Text]:
    """Return a kind, a sign and words for how things stand."""
    if preview.errors:
        wrong = N(
            "{count} error: it has to be corrected before anybody signs.",
            "{count} errors: they have to be corrected before anybody signs.",
            count=preview.errors,
        )
        return "wrong", "✕", wrong
    if preview.decision:
        decision = preview.decision
        told = {"post": by_whom(decision), "date": thai.format_date(decision.date)}
        return "signed", "✓", T("Signed off: {post}, {date}", **told)
    code, why = preview.unsigned or ("not-signed", _WAITS)
    # What the program says of these names the file, which is nothing to the executive.
    return "waits", "○", {"not-signed": _WAITS, "signoff-void": _CHANGED}.get(code, why)


_WAITS = T("Not signed off yet.")
_CHANGED = T("It changed after it was signed off, and has to be decided on again.")


def _findings(preview: Preview) -> str:
    title, found = T("What the checks found"), preview.findings
    if not found:
        return section("findings", title, said(T("Nothing.")))
    listed = "".join(map(_finding, found))
    return section("findings", title, f'<ul class="findings">{listed}</ul>')


def _finding(each: Finding) -> str:
    kind = ' class="below"' if each.severity is Severity.ERROR else ""
    where = meaning(each.loc[:1]) if each.loc else T("the file")
    told = T("{where}: {what}", where=where, what=each.what)
    if each.expected:
        more = {"where": where, "what": each.what, "expected": each.expected}
        told = T("{where}: {what} Expected: {expected}", **more)
    severity = f"<b{kind}>{both(SEVERITIES[each.severity])}</b>"
    return f"<li>{severity} <small>{plain(each.code)}</small> {both(told)}</li>"


def _open(preview: Preview) -> str:
    texts = (*preview.unchecked, *preview.unknown)
    return section("open", T("What could not be checked"), _list(texts)) if texts else ""


def _list(texts: Iterable[Text]) -> str:
    inside = "".join(f"<li>{both(text)}</li>" for text in texts)
    return f"<ul>{inside}</ul>" if inside else ""


def _row(preview: Preview) -> str:
    title, row = T("The row in the shared sheet"), preview.row
    plan = said(preview.plan) if preview.plan else ""
    if row is None:
        none = T("The report makes no row before its errors are corrected.")
        return section("row", title, said(none))
    if preview.source:
        plan += said(T("The row is shown {source}.", source=preview.source))
    return section("row", title, plan + boxes(_cell(each, preview) for each in row.cells))


def _cell(each: Cell, preview: Preview) -> tuple[str, str]:
    now = "–" if each.value in (None, "") else plain(each.value)
    if each.header in preview.was:
        was = f"<del>{plain(preview.was[each.header])}</del>"
        now = f"{was} → <ins>{now}</ins>"
    return plain(each.header), now


def _bound(preview: Preview) -> str:
    """Return what a sign-off would bind; nothing can be bound where there are errors."""
    if preview.errors:
        return ""
    short = [(name, one[:_SHORT] if _digest(one) else one) for name, one in preview.bound]
    return section("bound", T("What a sign-off binds"), f'<div class="bound">{facts(short)}</div>')


def _digest(one: str) -> bool:
    return len(one) == 64 and set(one) <= set("0123456789abcdef")  # noqa: PLR2004 - SHA-256 in hex


def _signature(preview: Preview) -> str:
    """Return a block to sign by hand; none where there are errors: nobody is to sign those."""
    if preview.errors:
        return ""
    lines = (T("Signature"), T("Post"), T("Date"))
    blanks = "".join(f'<p>{both(line)}<span class="blank"></span></p>' for line in lines)
    choices = (T("Acknowledged"), T("To be corrected"))
    boxes = "".join(f'<p><span class="box"></span>{both(choice)}</p>' for choice in choices)
    inside = f'<div class="sign"><div>{boxes}</div><div>{blanks}</div></div>'
    return section("sign", T("Decision of the executive"), inside)


def _footer(preview: Preview) -> Text:
    day, time = thai.format_date(preview.at.date()), f"{preview.at:%H:%M}"
    return T(
        "Made by ita-sync {version} on {day}, {time} (Thai time). A paper to decide by: the record "
        "of the decision is made with `ita-sync sign`.",
        version=__version__,
        day=day,
        time=time,
    )
