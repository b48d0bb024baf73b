"""A report and a row as plain data, and what differs between two of them, line by line."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ita_sync import thai
from ita_sync.i18n import T, Text
from ita_sync.report import Report
from ita_sync.row import SummaryRow, fold_value


def content_of(report: Report) -> dict[str, Any]:
    """Return the report as plain data: NFC text, decimals and dates as strings."""
    return {k: _plain(v) for k, v in report.model_dump().items()}


def columns(was: Mapping[str, str | None], now: Mapping[str, str | None]) -> list[Text]:
    """Return a line for each column that two rows fill differently."""
    return [
        T("Column {header}: {was} → {now}", header=h, was=was.get(h) or "–", now=now.get(h) or "–")
        for h in {**was, **now}
        if was.get(h) != now.get(h)
    ]


def differences(was: Any, now: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401 - JSON
    """Yield path, old and new value of each difference; entries of lists count from 1."""
    if was == now:
        return
    pairs = _pairs(was, now)
    if pairs is None:
        yield path, was, now
        return
    for key, old, new in pairs:
        yield from differences(old, new, f"{path}{key}".lstrip("."))


def _pairs(was: Any, now: Any) -> list[tuple[str, Any, Any]] | None:  # noqa: ANN401 - JSON
    """Return the parts of two values that can be compared one by one, None if they cannot."""
    if isinstance(was, dict) and isinstance(now, dict):
        return [(f".{key}", was.get(key), now.get(key)) for key in {**was, **now}]
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        numbered = enumerate(zip(was, now, strict=True), 1)
        return [(f"[{number}]", old, new) for number, (old, new) in numbered]
    return None


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a report holds
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if value is None or isinstance(value, int):
        return value
    # 83.50 and 83.5 are one score: a rewritten zero does not undo a decision.
    return fold_value(value) if isinstance(value, Decimal) else thai.clean(str(value))


def cells_of(row: SummaryRow) -> dict[str, str | None]:
    """Return the cells of a row as texts, by header."""
    return {c.header: None if c.value is None else str(c.value) for c in row.cells}


def short(value: object, most: int = 60) -> str:
    """Return a value on one line, cut."""
    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else text[: most - 1] + "…"
