"""The coverage as one page to send around: no network, no script, Thai with English beneath it.

It says nothing but what stands in the list and in the sheet under the configured columns; the
address of the sheet, which may be all that keeps it closed, is not in it.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from ita_sync.characters import shown
from ita_sync.i18n import T, Text
from ita_sync.monitor.coverage.cover import STRAYS, Coverage, Covered
from ita_sync.monitor.coverage.findings import STEPS, TITLES, Found, Presence

_STYLE = Path(__file__).with_suffix(".css").read_text("utf-8")
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"


def to_page(coverage: Coverage) -> str:
    """Return the page as HTML."""
    of_year = T("ITA reports of fiscal year {year}", year=coverage.year)
    title = of_year if coverage.year else T("ITA reports")
    where = coverage.district or coverage.province
    head = f"{title.render('th')} {where}".strip()
    return (
        '<!DOCTYPE html>\n<html lang="th"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_plain(head)}</title>\n<style>{_STYLE}</style></head>\n<body>\n"
        f"<header><h1>{_both(title)}</h1>\n{_facts(coverage)}</header>\n<main>\n"
        f"{_summary(coverage)}{_districts(coverage)}{_to_do(coverage)}{_strays(coverage)}"
        f"</main>\n<footer><p>{_both(_footer(coverage))}</p></footer>\n</body></html>\n"
    )


def _facts(coverage: Coverage) -> str:
    facts: list[tuple[Text, Text | str]] = [
        (T("Province"), coverage.province),
        (T("District"), coverage.district),
        (T("Tab of the sheet"), coverage.tab),
        (T("Looked at"), coverage.moment),
    ]
    notes = "".join(f'<p class="big">{_both(note)}</p>' for note in coverage.notes)
    pairs = (f"<dt>{_both(name)}</dt><dd>{_value(value)}</dd>" for name, value in facts if value)
    return f"<dl>{''.join(pairs)}</dl>{notes}"


def _summary(coverage: Coverage) -> str:
    return _section(
        "sum",
        T("At a glance"),
        f'<p class="big">{_both(coverage.done)}</p>'
        + _table(
            [T("State"), T("Number")],
            (
                [_head(_both(name)), f'<td class="n">{number}</td>']
                for name, number in coverage.figures
            ),
        ),
    )


def _districts(coverage: Coverage) -> str:
    def cells(place: tuple[str, str], its: Sequence[Covered]) -> list[str]:
        done = sum(each.presence is Presence.COMPLETE for each in its)
        name = place[1] if coverage.province or not place[0] else f"{place[1]} · {place[0]}"
        return [
            _head(_plain(name)),
            f'<td class="n">{done}/{len(its)}</td>',
            f"<td>{_bar(done, len(its))}</td>",
        ]

    rows = (cells(place, its) for place, its in coverage.by_district.items())
    heads = [T("District"), T("Complete"), T("Share")]
    return _section("districts", T("By district"), _table(heads, rows))


def _bar(done: int, count: int) -> str:
    """Return a bar; the figure stands beside it, so that nothing hangs on its colour."""
    share = 100 * done // count
    return (
        f'<svg viewBox="0 0 100 10" role="img" aria-label="{share}%" preserveAspectRatio="none">'
        '<rect width="100" height="10" class="all"/>'
        f'<rect width="{share}" height="10" class="done"/></svg>'
    )


def _to_do(coverage: Coverage) -> str:
    parts = []
    for place, its in coverage.by_district.items():
        rows = [row for each in its for row in _of_agency(each)]
        if rows:
            heads = [T("Agency"), T("What"), T("What to do")]
            parts.append(f"<h3>{_plain(' · '.join(filter(None, place[::-1])))}</h3>")
            parts.append(_table(heads, rows))
    nothing = _both(T("Nothing: every agency is complete."))
    told = "".join(parts) or f"<p>{nothing}</p>"
    return _section("todo", T("What to do, by agency"), told)


def _of_agency(each: Covered) -> Iterator[list[str]]:
    who = f"{_plain(each.name)} <small>{_plain(each.agency.code)}</small>"
    for at, found in enumerate(each.found):
        yield [_head(who if at == 0 else f'<span class="again">{who}</span>'), *_told(found)]


def _told(found: Found) -> list[str]:
    what = f"<strong>{_both(TITLES[found.presence])}</strong><div>{_both(found.what)}</div>"
    return [f"<td>{what}</td>", f"<td>{_both(STEPS[found.presence])}</td>"]


def _strays(coverage: Coverage) -> str:
    if not coverage.strays:
        return ""
    rows = ([_head(", ".join(map(str, found.rows))), *_told(found)] for found in coverage.strays)
    table = _table([T("Row"), T("What"), T("What to do")], rows)
    return _section("strays", STRAYS, table)


def _footer(coverage: Coverage) -> Text:
    links = T("Links were opened.") if coverage.online else T("Links were not opened.")
    return T(
        "Made by ita-sync, which only reads the sheet; the sheet may have changed since. {links}",
        links=links,
    )


def _section(name: str, title: Text, inside: str) -> str:
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}">{_both(title)}</h2>{inside}</section>\n'
    )


def _table(heads: Iterable[Text], rows: Iterable[list[str]]) -> str:
    head = "".join(f'<th scope="col">{_both(each)}</th>' for each in heads)
    body = "".join(f"<tr>{''.join(cells)}</tr>\n" for cells in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"


def _head(inside: str) -> str:
    return f'<th scope="row">{inside}</th>'


def _both(text: Text) -> str:
    """Return a text in Thai, and in English beneath."""
    return (
        f'<span lang="th">{_plain(text.render("th"))}</span>'
        f'<span lang="en" class="en">{_plain(text.render("en"))}</span>'
    )


def _value(value: Text | str) -> str:
    return _both(value) if isinstance(value, Text) else _plain(value)


def _plain(text: str) -> str:
    return escape(shown(text))
