"""The coverage as one page to send around: no network, no script, Thai with English beneath it.

It says nothing but what stands in the list and in the sheet under the configured columns; the
address of the sheet, which may be all that keeps it closed, is not in it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ita_sync.i18n import T, Text
from ita_sync.markup import Style, both, cell, document, facts, head, plain, section, table
from ita_sync.monitor.coverage.cover import STRAYS, Coverage, Covered
from ita_sync.monitor.coverage.findings import STEPS, TITLES, Found, Presence

_STYLE = Style.for_paper(Path(__file__).with_suffix(".css"))


def to_page(coverage: Coverage) -> str:
    """Return the page as HTML."""
    of_year = T("ITA reports of fiscal year {year}", year=coverage.year)
    title = of_year if coverage.year else T("ITA reports")
    where = coverage.district or coverage.province
    return document(
        "coverage",
        f"{title.render('th')} {where}".strip(),
        _STYLE,
        f"<header><h1>{both(title)}</h1>\n{_facts(coverage)}</header>\n<main>\n"
        f"{_summary(coverage)}{_districts(coverage)}{_to_do(coverage)}{_strays(coverage)}"
        f"</main>\n<footer><p>{both(_footer(coverage))}</p></footer>\n",
    )


def _facts(coverage: Coverage) -> str:
    known: list[tuple[Text, Text | str]] = [
        (T("Province"), coverage.province),
        (T("District"), coverage.district),
        (T("Tab of the sheet"), coverage.tab),
        (T("Looked at"), coverage.moment),
    ]
    notes = "".join(f'<p class="big">{both(note)}</p>' for note in coverage.notes)
    return facts(known) + notes


def _summary(coverage: Coverage) -> str:
    return section(
        "sum",
        T("At a glance"),
        f'<p class="big">{both(coverage.done)}</p>'
        + table(
            [T("State"), T("Number")],
            ([head(both(name)), cell(str(number), "n")] for name, number in coverage.figures),
        ),
    )


def _districts(coverage: Coverage) -> str:
    def cells(place: tuple[str, str], its: Sequence[Covered]) -> list[str]:
        done = sum(each.presence is Presence.COMPLETE for each in its)
        name = place[1] if coverage.province or not place[0] else f"{place[1]} · {place[0]}"
        return [
            head(plain(name)),
            cell(f"{done}/{len(its)}", "n"),
            cell(_bar(done, len(its))),
        ]

    rows = (cells(place, its) for place, its in coverage.by_district.items())
    heads = [T("District"), T("Complete"), T("Share")]
    return section("districts", T("By district"), table(heads, rows))


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
            parts.append(f"<h3>{plain(' · '.join(filter(None, place[::-1])))}</h3>")
            parts.append(table(heads, rows))
    nothing = both(T("Nothing: every agency is complete."))
    told = "".join(parts) or f"<p>{nothing}</p>"
    return section("todo", T("What to do, by agency"), told)


def _of_agency(each: Covered) -> Iterator[list[str]]:
    who = f"{plain(each.name)} <small>{plain(each.agency.code)}</small>"
    for at, found in enumerate(each.found):
        yield [head(who if at == 0 else f'<span class="again">{who}</span>'), *_told(found)]


def _told(found: Found) -> list[str]:
    what = f"<strong>{both(TITLES[found.presence])}</strong><div>{both(found.what)}</div>"
    return [cell(what), cell(both(STEPS[found.presence]))]


def _strays(coverage: Coverage) -> str:
    if not coverage.strays:
        return ""
    rows = ([head(", ".join(map(str, found.rows))), *_told(found)] for found in coverage.strays)
    rows_of = table([T("Row"), T("What"), T("What to do")], rows)
    return section("strays", STRAYS, rows_of)


def _footer(coverage: Coverage) -> Text:
    links = T("Links were opened.") if coverage.online else T("Links were not opened.")
    return T(
        "Made by ita-sync, which only reads the sheet; the sheet may have changed since. {links}",
        links=links,
    )
