"""The coverage for people, and as data for programs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ita_sync.cli.console import Console
from ita_sync.i18n import T

if TYPE_CHECKING:
    from ita_sync.monitor.coverage.cover import Coverage, Covered
    from ita_sync.monitor.coverage.findings import Found


def tell(found: "Coverage", console: Console) -> None:
    """Print the counts, then district by district what is wrong, then what to do about it."""
    from ita_sync.monitor.coverage.cover import STRAYS  # what it brings, `--help` does not wait for

    told = {"year": found.year, "tab": found.tab, "moment": found.moment}
    dated = T("Fiscal year {year}, tab {tab}, looked at {moment}", **told)
    console.line(dated if found.year else T("Tab {tab}, looked at {moment}", **told))
    for note in found.notes:
        console.line(note, colour="yellow")
    place = ", ".join(filter(None, (found.district, found.province)))
    console.line(T("{place}: {done}", place=place, done=found.done) if place else found.done)
    for what, number in found.figures:
        console.line(T("{what}: {number}", what=what, number=number), indent=1)
    for (province, district), its in found.by_district.items():
        place = district if found.province else " · ".join(filter(None, (district, province)))
        _show_district(place, its, console)
    if found.strays:
        console.line()
        console.line(STRAYS)
        for each in found.strays:
            console.line(each.what, indent=1, colour="yellow")
    _show_steps(found, console)


def _show_district(place: str, its: "Sequence[Covered]", console: Console) -> None:
    from ita_sync.monitor.coverage.cover import done_of
    from ita_sync.monitor.coverage.findings import TITLES

    console.line()
    console.line(T("{place}: {done}", place=place, done=done_of(its)))
    for each in its:
        for found in each.found:
            what = T(
                "{what}: {name} ({code}). {found}",
                what=TITLES[found.presence],
                name=each.name,
                code=each.agency.code,
                found=found.what,
            )
            console.line(what, indent=1, colour="yellow")


def _show_steps(found: "Coverage", console: Console) -> None:
    from ita_sync.monitor.coverage.findings import STEPS, TITLES

    if not found.states:
        return
    console.line()
    console.line(T("What to do"))
    for state in found.states:
        console.line(T("{what}: {step}", what=TITLES[state], step=STEPS[state]), indent=1)


def as_data(found: "Coverage") -> dict[str, Any]:
    """Return the coverage as JSON has it: states and keys in English, texts in both languages."""
    return {
        "fiscal_year": found.year,
        "province": found.province or None,
        "district": found.district or None,
        "tab": found.tab,
        "tab_years": found.tab_years,
        "notes": [note.both() for note in found.notes],
        "looked_at": found.at.isoformat(timespec="seconds"),
        "online": found.online,
        "total": len(found.agencies),
        "handed_in": found.handed_in,
        "counts": found.counts,
        "other_years": found.other_years,
        "agencies": [_agency(each) for each in found.agencies],
        "rows": [_found(each) for each in found.strays],
    }


def _agency(each: "Covered") -> dict[str, Any]:
    agency = each.agency
    return {
        "code": agency.code,
        "type": agency.type,
        "name": agency.name,
        "full_name": each.name,
        "district": agency.district,
        "province": each.province or None,
        "presence": each.presence,
        "handed_in": each.handed_in,
        "rows": each.rows,
        "found": [_found(found) for found in each.found],
    }


def _found(found: "Found") -> dict[str, Any]:
    from ita_sync.monitor.coverage.findings import STEPS

    return {
        "presence": found.presence,
        "rows": found.rows,
        "what": found.what.both(),
        "next": STEPS[found.presence].both(),
    }
