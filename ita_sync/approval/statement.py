"""What is decided, in words: the sentence that is shown, recorded, and meant."""

from collections.abc import Sequence

from ita_sync import thai
from ita_sync.i18n import T, Text
from ita_sync.report import Decision, Report
from ita_sync.row import RowKey, by_whom
from ita_sync.rules import kinds


def signed(
    report: Report,
    key: RowKey,
    decision: Decision,
    target: str,
    *,
    changes: Sequence[Text] = (),
    source: Text | None = None,
) -> Text:
    """Return what is decided when a report is acknowledged.

    Args:
        report: the report.
        key: of its row.
        decision: who decided, and when.
        target: the sheet, in words.
        changes: what becomes of the row that stands there, if one does.
        source: by what it is known how that stands.
    """
    told = {
        "post": by_whom(decision),
        "day": thai.format_date(decision.date),
        "agency": kinds.full_name(report.agency.type, report.agency.name),
        "year": report.fiscal_year,
        "total": report.total,
        "level": report.level,
        "number": report.memo.number,
        "written": thai.format_date(report.memo.date),
        "key": key,
        "url": report.url,
        "target": target,
    }
    if changes:
        return T(
            "On {day} {post} acknowledged the corrected ITA report of {agency}, fiscal year {year}"
            " (total {total}, level {level}; memo {number} of {written}; {url}), and decided that "
            "the row {key} that stands in {target} be changed ({source}): {changes}.",
            **told,
            source=source,
            changes=list(changes),
        )
    return T(
        "On {day} {post} acknowledged the ITA report of {agency}, fiscal year {year} (total "
        "{total}, level {level}; memo {number} of {written}; {url}), and decided that the row "
        "{key} be entered in {target}.",
        **told,
    )


def withdrawn(day: str, decision: Decision, reason: str) -> Text:
    """Return what is decided when the decision of a day is withdrawn."""
    return T(
        "On {now} {post} withdrew the decision of {day}, because: {reason}. The row is not to be "
        "sent.",
        now=thai.format_date(decision.date),
        post=by_whom(decision),
        day=day,
        reason=reason,
    )


def published(report: Report, decision: Decision) -> Text:
    """Return what is decided when the report may be published."""
    return T(
        "On {day} {post} permitted, by memo {number}, that the ITA report of {agency}, fiscal year "
        "{year}, be published at {url}.",
        day=thai.format_date(decision.date),
        post=by_whom(decision),
        number=decision.reference,
        agency=kinds.full_name(report.agency.type, report.agency.name),
        year=report.fiscal_year,
        url=report.url,
    )
