"""The row: what the report says, laid into the sheet's columns; its key and its digest."""

import difflib
from collections.abc import Iterable, Mapping
from decimal import Decimal

import rfc8785

from ita_sync import thai
from ita_sync.errors import ConfigError
from ita_sync.i18n import T
from ita_sync.report import Decision, Report, Tool
from ita_sync.row.values import Cell, RowKey, SummaryRow, Value, digest_of, fold_value
from ita_sync.rules import Framework, scoring
from ita_sync.settings import Column


def field_values(
    report: Report, framework: Framework, decision: Decision | None
) -> dict[str, Value]:
    """Return everything a column can show, by the name used in the mapping.

    Tool scores are recomputed from the indicators and rounded half up to two places, as reports
    print them. Fields of the sign-off are None before there is one.
    """
    agency, memo = report.agency, report.memo
    tools = scoring.tool_scores(framework, {i.number: i.score for i in report.indicators})
    values: dict[str, Value] = {
        "fiscal_year": Decimal(report.fiscal_year),
        "agency.code": agency.code,
        "agency.type": agency.type,
        "agency.name": agency.name,
        "agency.full_name": agency.type + agency.name,
        "agency.district": agency.district,
        "agency.province": agency.province,
        "memo.number": memo.number,
        "memo.date": thai.format_date(memo.date),
        "memo.subject": memo.subject,
        "total": report.total,
        "level": report.level,
        "weak.indicators": ", ".join(str(w.indicator) for w in report.weak) or None,
        "weak.items": ", ".join(i.item for w in report.weak for i in w.items) or None,
        "url": report.url,
        "signoff.by": None,
        "signoff.post": None,
        "signoff.acting": None,
        "signoff.date": None,
        "signoff.reference": None,
    }
    values |= {
        f"tools.{tool}": scoring.round2(tools[tool]) if tool in tools else None for tool in Tool
    }
    values["eit_parts.part1"] = report.eit_parts.part1 if report.eit_parts else None
    values["eit_parts.part2"] = report.eit_parts.part2 if report.eit_parts else None
    scored = {i.number: i for i in report.indicators}
    for number in (i.number for i in framework.indicators):
        one = scored.get(number)
        values[f"indicators.{number}.score"] = one.score if one else None
        values[f"indicators.{number}.result"] = str(one.result) if one else None
    if decision:
        values |= {
            "signoff.by": by_whom(decision),
            "signoff.post": decision.post,
            "signoff.acting": decision.acting,
            "signoff.date": thai.format_date(decision.date),
            "signoff.reference": decision.reference,
        }
    return values


def by_whom(decision: Decision) -> str:
    """Return the post that decided, and for which it acted: `ปลัดเทศบาล รักษาราชการแทน นายกเทศมนตรี`."""
    return f"{decision.post} รักษาราชการแทน {decision.acting}" if decision.acting else decision.post


def build_row(
    report: Report, framework: Framework, columns: Iterable[Column], decision: Decision | None
) -> SummaryRow:
    """Lay the report into the columns of the sheet.

    Raises:
        ConfigError: a column names a field that does not exist, or a type that the value cannot
            have.
    """
    known = field_values(report, framework, decision)
    columns = tuple(columns)
    cells = tuple(_cell(column, known) for column in columns)
    parts = tuple((cell.header, fold_value(cell.value)) for cell in cells if cell.key)
    of_agency = {c.header for c in columns if c.key and (c.field or "").startswith("agency.")}
    blank = [header for header, value in parts if not value]
    if blank:
        raise ConfigError(
            "key-blank",
            T("The key columns {columns} would be blank for this report.", columns=blank),
            next_step=T(
                "Choose key columns that every report fills, e.g. agency.code and fiscal_year."
            ),
        )
    names = [column.field or column.header for column in columns if column.key]
    identity = rfc8785.dumps(
        {name: value for name, (_, value) in zip(names, parts, strict=True)}
    ).decode()
    content = {thai.fold(c.header): _plain(c.value) for c in cells}
    return SummaryRow(
        cells, RowKey(parts, identity, frozenset(of_agency or dict(parts))), digest_of(content)
    )


def _plain(value: Value) -> str | None:
    """Decimals as strings without trailing zeros (78.40 and 78.4 are one number), text in NFC."""
    if isinstance(value, Decimal):
        return fold_value(value)
    return None if value is None else thai.clean(value)


def _cell(column: Column, known: Mapping[str, Value]) -> Cell:
    if column.field is None:
        raw = column.constant
        value: Value = Decimal(raw) if isinstance(raw, int | Decimal) else raw
    elif column.field in known:
        value = known[column.field]
    else:
        near = difflib.get_close_matches(column.field, known, n=3)
        raise ConfigError(
            "field-unknown",
            T(
                "Column {header}: there is no field {field}.",
                header=column.header,
                field=column.field,
            ),
            details=[T("Near to it: {near}", near=near)] if near else [],
            next_step=T(
                "`ita-sync fields` lists the fields; correct the column in the configuration."
            ),
        )
    of_agency = (column.field or "").startswith("agency.")
    return Cell(column.header, column.type, _typed(column, value), column.key, of_agency)


def _typed(column: Column, value: Value) -> Value:
    if value is None:
        return None
    if column.type == "number" and not isinstance(value, Decimal):
        raise ConfigError(
            "field-type",
            T(
                "Column {header} is a number, but {field} is text.",
                header=column.header,
                field=column.field,
            ),
            next_step=T('Set type = "text" for this column in the configuration.'),
        )
    return value if column.type == "number" else thai.clean(str(value)) or None
