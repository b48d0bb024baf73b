"""The row: what the report says, laid into the sheet's columns; its key and its digest."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import rfc8785

from ita_sync import thai
from ita_sync.config_file import KEY_WITHOUT_CODE, Column, key_columns_without_code
from ita_sync.errors import ConfigError, ReportError
from ita_sync.i18n import T
from ita_sync.report import Agency, Decision, Memo, Report, Tool, tools_line
from ita_sync.row.values import Cell, RowKey, SummaryRow, Value, fold_value
from ita_sync.rules import Framework, agencies, kinds, scoring


def field_values(
    report: Report, framework: Framework, decision: Decision | None
) -> dict[str, Value]:
    """Return everything a column can show, by the name used in the mapping.

    Tool scores are recomputed from the indicators and rounded half up to two places, as reports
    print them; where the year does not say how, they are those that the report prints, if it does.
    Fields of the sign-off are None before there is one.
    """
    return {
        "fiscal_year": Decimal(report.fiscal_year),
        **_of_agency(report.agency),
        **_of_memo(report.memo),
        "total": report.total,
        "level": _level(report.level, framework),
        "weak.indicators": ", ".join(str(weak.indicator) for weak in report.weak) or None,
        "weak.items": ", ".join(item.item for weak in report.weak for item in weak.items) or None,
        "url": report.url,
        **_of_signoff(decision),
        **_of_tools(report, framework),
        **_of_indicators(report, framework),
    }


def as_printed(report: Report, framework: Framework) -> list[str]:
    """Return the fields that are taken from the report because the year's rules do not give them.

    Everything else is what a report alone can say, or follows from the rules.
    """
    if scoring.scores_tools(framework):
        return []
    return [f"tools.{tool}" for tool in Tool if getattr(report.tools, tool, None) is not None]


def _level(level: str, framework: Framework) -> str:
    """Return a level as the year's framework spells it, however the report does."""
    named = scoring.level_named(framework, level)
    return named.name if named else level


def _of_agency(agency: Agency) -> dict[str, Value]:
    # With a code the two are only put together, as they always were: rows are signed and written.
    together = agency.type + agency.name
    by_code = _has_own_code(agency)
    called = together if by_code else kinds.full_name(agency.type, agency.name)
    return {
        "agency.code": agency.code,
        "agency.type": agency.type,
        "agency.name": agency.name,
        "agency.full_name": called,
        "agency.district": agency.district,
        "agency.province": agency.province,
    }


def _of_memo(memo: Memo) -> dict[str, Value]:
    return {
        "memo.number": memo.number,
        "memo.date": thai.format_date(memo.date),
        "memo.subject": memo.subject,
    }


def _of_signoff(decision: Decision | None) -> dict[str, Value]:
    return {
        "signoff.by": by_whom(decision) if decision else None,
        "signoff.post": decision.post if decision else None,
        "signoff.acting": decision.acting if decision else None,
        "signoff.date": thai.format_date(decision.date) if decision else None,
        "signoff.reference": decision.reference if decision else None,
    }


def _of_tools(report: Report, framework: Framework) -> dict[str, Value]:
    computed = scoring.tool_scores(framework, _scores(report))
    parts = report.eit_parts
    return {
        **{f"tools.{tool}": _tool(report, tool, computed) for tool in Tool},
        "eit_parts.part1": parts.part1 if parts else None,
        "eit_parts.part2": parts.part2 if parts else None,
    }


def _scores(report: Report) -> dict[int, Decimal]:
    return {indicator.number: indicator.score for indicator in report.indicators}


def _tool(report: Report, tool: Tool, computed: Mapping[Tool, Decimal]) -> Decimal | None:
    if tool in computed:
        return scoring.round2(computed[tool])
    printed = getattr(report.tools, tool, None)
    return None if printed is None else scoring.round2(printed)


def _of_indicators(report: Report, framework: Framework) -> dict[str, Value]:
    scored = {indicator.number: indicator for indicator in report.indicators}
    values: dict[str, Value] = {}
    for rule in framework.indicators:
        indicator = scored[rule.number]
        values[f"indicators.{rule.number}.score"] = indicator.score
        values[f"indicators.{rule.number}.result"] = indicator.result and str(indicator.result)
    return values


def _require_tools(
    columns: Iterable[Column], report: Report, framework: Framework, known: Mapping[str, Value]
) -> None:
    """Refuse a row whose tool scores neither the year's rules nor the report give.

    Raises:
        ReportError: `rule-unknown`; it names all such columns at once.
    """
    wanted = {f"tools.{tool}": tool for tool in Tool}
    blank = [column for column in columns if column.field in wanted and known[column.field] is None]
    if not blank or scoring.scores_tools(framework):
        return
    tools = [wanted[column.field or ""] for column in blank]
    raise ReportError(
        "rule-unknown",
        T(
            "The columns {columns} show scores of tools; how these are made of the indicators is "
            "not known for fiscal year {year}, and the report does not print them.",
            columns=[column.header for column in blank],
            year=report.fiscal_year,
        ),
        next_step=T(
            "Write {example} into the report, with the figures of the official result, or take "
            "these columns out of the configuration.",
            example=tools_line(tools),
        ),
    )


def by_whom(decision: Decision) -> str:
    """Return who decided: `ปลัดเทศบาล`, or `ปลัดเทศบาล รักษาราชการแทน นายกเทศมนตรี` when acting."""
    return f"{decision.post} รักษาราชการแทน {decision.acting}" if decision.acting else decision.post


def build_row(
    report: Report,
    framework: Framework,
    columns: Iterable[Column],
    decision: Decision | None,
    key_without_code: Sequence[str] = KEY_WITHOUT_CODE,
) -> SummaryRow:
    """Lay the report into the columns of the sheet.

    Args:
        report: the report.
        framework: the rules of its year.
        columns: the columns, those of the key marked.
        decision: what the executive decided, None before.
        key_without_code: the fields that make the key where the agency has no code.

    Raises:
        ConfigError: `field-unknown`, `field-type`: a column names no field, or a type that its
            value cannot have; `key-columns`: the key lacks columns; `key-blank`: a key column
            would be empty.
        ReportError: `rule-unknown`: a column needs a rule that is not known for the year.
    """
    known = field_values(report, framework, decision)
    columns = tuple(columns)
    _require_tools(columns, report, framework, known)
    keys = _key_columns(report.agency, columns, key_without_code)
    cells = {column: _cell(column, known, key=column in keys) for column in columns}
    names = [column.field or column.header for column in keys]
    key = _key(names, [cells[column] for column in keys])
    place = report.agency.district or "", report.agency.province or ""
    return SummaryRow.of(tuple(cells.values()), key, report.fiscal_year, place)


def _key_columns(
    agency: Agency, columns: Sequence[Column], without_code: Sequence[str]
) -> tuple[Column, ...]:
    """Return the columns that say whose row it is."""
    marked = tuple(column for column in columns if column.key)
    by_code = any(column.field == "agency.code" for column in marked)
    if by_code and not _has_own_code(agency):
        return key_columns_without_code(columns, without_code)
    return marked


def _has_own_code(agency: Agency) -> bool:
    """Return whether an agency is known by its code.

    A number that an agency has in some other list may be another agency's in a third one.
    """
    if agency.code is None:
        return False
    return kinds.other_kind(agency.type) is None or agencies.is_code(agency.code)


def _key(names: list[str], cells: list[Cell]) -> RowKey:
    """Return the key that the key cells make, `names` being what they are called in the report."""
    parts = tuple((cell.header, fold_value(cell.value)) for cell in cells)
    blank = [header for header, value in parts if not value]
    if blank:
        raise ConfigError(
            "key-blank",
            T("The key columns {columns} would be blank for this report.", columns=blank),
            next_step=T(
                "Choose key columns that every report fills, e.g. agency.code and fiscal_year; "
                "for an agency without a code: key_without_code."
            ),
        )
    identity = dict(zip(names, (value for _, value in parts), strict=True))
    of_agency = [cell.header for cell in cells if cell.agency]
    return RowKey(parts, rfc8785.dumps(identity).decode(), frozenset(of_agency or dict(parts)))


def _cell(column: Column, known: Mapping[str, Value], *, key: bool) -> Cell:
    value = _constant(column) if column.field is None else _field(column, column.field, known)
    return Cell(column.header, column.type, _typed(column, value), key, column.field)


def _constant(column: Column) -> Value:
    value = column.constant
    return Decimal(value) if isinstance(value, int) else value


def _field(column: Column, name: str, known: Mapping[str, Value]) -> Value:
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3)
    raise ConfigError(
        "field-unknown",
        T("Column {header}: there is no field {field}.", header=column.header, field=name),
        details=[T("Near to it: {near}", near=near)] if near else [],
        next_step=T("`ita-sync fields` lists the fields; correct the column in the configuration."),
    )


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
