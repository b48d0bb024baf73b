"""The example report with single fields changed."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ita_sync.report import Report, load_report
from ita_sync.rules import Framework, load_framework
from tests.today import TODAY

ROOT = Path(__file__).parents[2]
CLEAN_URL = "https://www.chaturat.go.th/ita/2566/analysis-report.pdf"


def edited(edits: Mapping[str, object]) -> Report:
    """Return the example under a clean link, with fields changed; unedited it has no findings.

    Args:
        edits: new values by field, as `indicators.6.score`; an ellipsis removes, a function gets
            the old value.
    """
    data = _example().model_dump(mode="json")
    for path, value in {"url": CLEAN_URL, **edits}.items():
        _set(data, path, value)
    return Report.model_validate(data)


@cache
def rules(year: int) -> Framework:
    """Return the rules of a fiscal year."""
    return load_framework(year, [ROOT / "config" / "frameworks"], TODAY)


@cache
def published() -> Framework:
    """Return the rules of 2566 as if they gave the day of the results, and a use of the report."""
    data = rules(2566).model_dump()
    data["published"] = {"day": "28 ตุลาคม 2566", "source": "report-form"}
    data["evidence"] = [{"year": 2567, "item": "o34", "source": "report-form"}]
    return Framework.model_validate(data).known()


@cache
def beside_a_college() -> Framework:
    """Return the rules of 2566 as if colleges had an assessment of their own, with more items."""
    data = rules(2566).model_dump()
    data["other_schemes"] = [{"name": "วิทยาลัย", "items": "o1-o50", "source": "item-map"}]
    return Framework.model_validate(data)


@cache
def sourced() -> Framework:
    """Return the rules of 2566, each with a source of its own that says what it is."""
    data = rules(2566).model_dump()
    data["sources"] = sources = {}

    def source(name: str) -> str:
        sources[name] = {"text": f"source of {name}", "confidence": "sure"}
        return name

    data["pass_mark_source"] = source("the pass mark")
    data["other_levels"]["source"] = source("other levels")
    for part in data["parts"]:
        part["source"] = source(f"part {part['name']}")
    for level in data["levels"]:
        level["source"] = source(f"level {level['name']}")
    for indicator in data["indicators"]:
        indicator["source"] = source(f"indicator {indicator['number']}")
        indicator["items_source"] = source(f"items of {indicator['number']}")
    data["titles"]["source"] = source("titles")
    for rule in ("tool_score", "open_data", "eit"):
        data["scoring"][f"{rule}_source"] = source(rule)
    return Framework.model_validate(data)


@cache
def one_eit() -> Framework:
    """Return the same as if the year weighed EIT as one."""
    first, eit, _, last = sourced().parts
    parts = (first, eit.model_copy(update={"weight": Decimal("0.30")}), last)
    scoring = sourced().scoring.model_copy(update={"eit": "one"})
    return sourced().model_copy(update={"parts": parts, "scoring": scoring})


@cache
def _example() -> Report:
    return load_report(ROOT / "examples" / "chaturat-2566.yaml").report


def _set(data: Any, path: str, value: object) -> None:
    *above, last = (int(part) if part.isdigit() else part for part in path.split("."))
    for part in above:
        data = data[part]
    if value is ...:
        del data[last]
    else:
        data[last] = value(data[last]) if callable(value) else value
