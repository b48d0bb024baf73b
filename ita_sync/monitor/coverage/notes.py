"""What to know of a tab before its coverage is believed: said once, above everything else."""

from collections.abc import Iterator

from ita_sync.i18n import T, Text
from ita_sync.monitor.coverage.asked import Asked
from ita_sync.table import Listed, letter


def notes(listed: Listed, asked: Asked, year: int | None) -> Iterator[Text]:
    """Yield a line for each.

    Args:
        listed: the rows of the tab.
        asked: what the configured columns ask for.
        year: the fiscal year that somebody asked about; None where nobody did.
    """
    yield from _of_year(listed, year)
    if not asked.result:
        yield T(
            "No configured column is of a result (total, tools or level): who is in the tab can be "
            "said, and nobody can be called complete."
        )

    for header in listed.no_places:
        yield T(
            "Column {header} has figures for a place and was not read as one: name and code "
            "decide. Correct its field in the configuration.",
            header=header,
        )
    for part in listed.unread.tables:
        rows, columns = (f"{row + 1}" for row in part.rows), map(letter, part.columns)
        yield T(
            "Rows {rows}, columns {columns}: another table, which was not read. To have it read, "
            "put header_row under [target] in the configuration.",
            rows="–".join(rows),
            columns="–".join(columns),
        )


def _of_year(listed: Listed, year: int | None) -> Iterator[Text]:
    if listed.years:
        if year and year not in listed.years:
            yield T("Careful: the tab is of fiscal year {years}", years=sorted(listed.years))
    elif any(row.years for row in listed.rows):
        yield T("The tab states no fiscal year; few of its rows do. Rows without one are counted.")
    elif year:
        yield T("The tab states no fiscal year; its rows are taken for those of {year}.", year=year)
    else:
        yield T("The tab states no fiscal year; its rows are counted, whatever year they are of.")
