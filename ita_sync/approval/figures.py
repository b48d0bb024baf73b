"""The figures of the page: total and level, the indicators as a chart, the sum, what is weak."""

import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from ita_sync import thai
from ita_sync.approval.preview import Bar, Preview, Term, Weak, WeakItem, bars, terms_of, weak_of
from ita_sync.i18n import N, T, Text
from ita_sync.markup import both, boxes, cell, head, plain, said, section, table
from ita_sync.report import Measure, Tool, meaning
from ita_sync.rules import Framework
from ita_sync.rules.scoring import CENT, round2

_PATTERN = (
    '<svg class="defs" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="striped" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" class="weak"/>'
    '<rect width="2" height="6" class="stripe"/></pattern></defs></svg>'
)


def result(preview: Preview) -> str:
    """Return total and level, as the report prints them."""
    report, mark = preview.report, preview.framework.agency_pass_mark
    beneath = "" if mark is None else said(T("An agency passes from {mark}.", mark=mark))
    if preview.former:
        before = preview.former
        told = {"total": _printed(before.total), "level": before.level}
        beneath += said(T("Last year: {total}, {level}", **told))
    return (
        '<div class="result">'
        f'<p class="total"><span class="label">{both(meaning(("total",)))}</span>'
        f"<strong>{_printed(report.total)}</strong></p>"
        f'<p class="level"><span class="label">{both(meaning(("level",)))}</span>'
        f"<strong>{plain(report.level)}</strong></p>{beneath}</div>\n"
    )


def chart(preview: Preview) -> str:
    """Return the indicators against the pass mark; words and stripes tell what colour does, too."""
    found = bars(preview)
    heads = [T("Indicator"), T("0 to 100 points"), T("Score"), T("Against the mark")]
    rows = [
        [
            head(f"<b>{bar.number}</b> {plain(bar.name)} <small>{bar.tool}</small>"),
            cell(_drawn(bar), "bar"),
            cell(_scores(bar), "n"),
            cell(_verdict(bar), "verdict"),
        ]
        for bar in found
    ]
    inside = _PATTERN + table(heads, rows, "chart") + said(_legend(found), "legend")
    if any(bar.former is not None for bar in found):
        inside += said(T("In brackets, and as a thin bar: last year's score."), "legend")
    return section("indicators", T("The ten indicators against the pass mark"), inside)


def _drawn(bar: Bar) -> str:
    """Return the bar of an indicator; lengths are shares of its cell, so that nothing is bent."""
    kind = 'fill="url(#striped)" class="edge"' if bar.below else 'class="good"'
    mark = (
        ""
        if bar.mark is None
        else f'<line x1="{bar.mark}%" x2="{bar.mark}%" y1="0" y2="100%" class="mark"/>'
    )
    before = (
        ""
        if bar.former is None
        else f'<rect y="84%" width="{_within(bar.former)}%" height="10%" class="former"/>'
    )
    return (
        f'<svg role="img" aria-label="{_printed(bar.score)} / 100">'
        f'<rect width="100%" height="100%" class="all"/><rect y="20%" '
        f'width="{_within(bar.score)}%" height="60%" {kind}/>{before}{mark}</svg>'
    )


def _within(score: Decimal) -> Decimal:
    """Return a score as a length: what is no score is an error, and no longer than its cell."""
    return min(max(score, Decimal(0)), Decimal(100))


def _scores(bar: Bar) -> str:
    before = "" if bar.former is None else f" <small>({_printed(bar.former)})</small>"
    return f"<b>{_printed(bar.score)}</b>{before}"


def _verdict(bar: Bar) -> str:
    if bar.below is None:
        return both(T("not known"))
    if not bar.below:
        return both(T("passed"))
    below = both(T("below"))
    return f'<span class="below"><b aria-hidden="true">▼</b> {below}</span>'


def _legend(found: list[Bar]) -> Text:
    marks = sorted({bar.mark for bar in found if bar.mark is not None})
    if not marks:
        return T(
            "The pass mark of the year is not known: passed or not is as the report prints it."
        )
    return T(
        "The upright line is the pass mark, {marks} points; striped bars marked ▼ are below it.",
        marks=marks,
    )


def arithmetic(preview: Preview) -> str:
    """Return how the total is made of the tools."""
    report, terms = preview.report, terms_of(preview.report, preview.framework)
    title = T("How the total is made")
    if not terms:
        return section("sum", title, _printed_tools(preview))
    total = sum((term.adds for term in terms), Decimal(0))
    parts = [(plain(term.name), _term(term)) for term in terms]
    parts.append((both(T("Total, recomputed")), f"<b>= {_score(total)}</b>"))
    told, kind = T("It agrees with the total of the report, {total}.", total=report.total), ""
    if abs(round2(total) - report.total) > CENT:
        kind = "below"
        told = T("It does not agree with the total of the report, {total}.", total=report.total)
    return section("sum", title, boxes(parts) + said(told, kind))


def _term(term: Term) -> str:
    share = (term.weight * 100).normalize()
    return f"{_score(term.score)} × {share:f} % = {_score(term.adds)}"


def _printed_tools(preview: Preview) -> str:
    """Return the scores of the tools as the report prints them, and why there is no sum."""
    why = T("It is not recomputed: how is not known of the year, or scores are missing.")
    printed = [(tool, getattr(preview.report.tools, tool, None)) for tool in Tool]
    known = [(plain(tool), _printed(score)) for tool, score in printed if score is not None]
    above = said(T("Scores of the tools, as the report prints them:")) + boxes(known)
    return (above if known else "") + said(why)


_COMPACT, _PRINTED = 16, 40
"""How many weak items stand on paper with all that is told of them; and how many stand there."""
_TITLE, _REMEDY, _WHO, _FOR_ALL = 29, 38, 32, 60
"""Letters of each that are printed where there are more items: a line for each item."""


def weak(preview: Preview) -> str:
    """Return what is weak, and what is planned, by indicator.

    Where there is much of it, paper has a line for each item and says what is not on it; the screen
    has all.
    """
    found, title = weak_of(preview.report), T("What is weak, and what is planned")
    if not found:
        return section("weak", title, said(T("The report lists nothing weak.")))
    heads = [T("Item"), T("Score"), T("Remedy; who, and by when")]
    names = {bar.number: bar.name for bar in bars(preview)}
    compact, left = sum(len(each.items) for each in found) > _COMPACT, _PRINTED
    rows, unprinted = [], []
    for each in found:
        rows.append([_group(each, names.get(each.indicator, ""), compact=compact, more=left <= 0)])
        for item in each.items:
            rows.append(_item(item, preview.framework, compact=compact, more=left <= 0))
            unprinted += [item.item.item] if left <= 0 else []
            left -= 1
    kind = "weak compact" if compact else "weak"
    notes = "".join(said(text, "printed") for text in _not_printed(unprinted, compact=compact))
    return section("weak", title, table(heads, rows, kind) + notes)


def _not_printed(unprinted: list[str], *, compact: bool) -> Iterator[Text]:
    """Yield what paper leaves out, to be read there."""
    if compact:
        yield T(
            "What ends with … or with + and a number is shortened on paper; it stands whole in the "
            "report."
        )
    if unprinted:
        yield N(
            "And {count} more item, which is not on this paper: {items}; see the report.",
            "And {count} more items, which are not on this paper: {items}; see the report.",
            count=len(unprinted),
            items=unprinted,
        )


def _group(each: Weak, name: str, *, compact: bool, more: bool) -> str:
    """Return the row above the items of an indicator, with the remedy that is for all of them."""
    number = both(T("Indicator {number}", number=each.indicator))
    remedy = _shortened(each.remedy, _FOR_ALL, compact=compact) if each.remedy else ""
    told = f"<b>{number} {plain(name)}</b> " + (
        f'<span class="remedy">{remedy}</span>' * bool(remedy)
    )
    return f'<th scope="rowgroup" colspan="3" class="group{_MORE * more}">{told}</th>'


_MORE = " more"
"""What is not on paper."""


def _item(each: WeakItem, framework: Framework, *, compact: bool, more: bool) -> list[str]:
    number, _, title = framework.title(each.item.item).partition(" ")
    remedy, who = each.item.remedy, [_who(one) for one in each.measures if _who(one)]
    told = [f"<p>{_shortened(remedy, _REMEDY, compact=compact)}</p>"] if remedy else []
    for at, one in enumerate(who):
        kind = "planned rest" if compact and at else "planned"
        told.append(f'<p class="{kind}">{_shortened(one, _WHO, compact=compact)}</p>')
    if compact and len(who) > 1:
        told.append(f'<span class="printed" aria-hidden="true">+{len(who) - 1}</span>')
    named = f"<b>{plain(number)}</b> {_shortened(title, _TITLE, compact=compact)}"
    return [
        head(named),
        cell(_printed(each.item.score), f"n{_MORE * more}"),
        cell("".join(told) or "–"),
    ]


def _shortened(text: str, most: int, *, compact: bool) -> str:
    """Return a text of which paper has so many letters; marks above and below are none."""
    letters = [at for at, one in enumerate(text) if unicodedata.category(one) != "Mn"]
    if not compact or len(letters) <= most:
        return plain(text)
    at = letters[most]
    while at and text[at - 1] in _LEADING:
        at -= 1  # such a vowel stands before its letter
    return (
        f'{plain(text[:at])}<span class="rest">{plain(text[at:])}</span>'
        '<span class="printed" aria-hidden="true">…</span>'
    )


_LEADING = "เแโใไ"


def _who(measure: Measure) -> str:
    """Return which division is to act, and until when."""
    day = thai.format_date(measure.due_date) if measure.due_date else None
    return " · ".join(filter(None, (measure.division, measure.due or day)))


def _score(value: Decimal) -> str:
    """Return a figure that was worked out, with two places."""
    return f"{round2(value):f}"


def _printed(value: Decimal) -> str:
    """Return a figure of the report with two places, or with as many more as it has there."""
    return f"{value:f}" if value != round2(value) else _score(value)
