"""Reports to look at: a good one, weak ones, a wrong one, one of a year known in part."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

KINDS = ("good", "weak", "many", "wrong", "partial")
GOOD = (98.01, 97.22, 96.14, 97.21, 96.18, 97.45, 96.85, 95.61, 100, 100)
"""The scores of a report in which all is well; its total is computed by hand below."""


def write_all(example: Path, folder: Path) -> dict[str, Path]:
    """Write the reports into a folder; return their files by kind."""
    source = example.read_text("utf-8")
    files = {kind: folder / f"{kind}.yaml" for kind in KINDS}
    changes: list[Callable[[dict[str, Any]], dict[str, Any]]] = [good, dict, many, wrong, partial]
    for kind, change in zip(KINDS, changes, strict=True):
        changed = change(yaml.safe_load(source))
        files[kind].write_text(yaml.safe_dump(changed, allow_unicode=True, sort_keys=False))
    return files


def good(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report in which every indicator passes and no item is weak."""
    for indicator, score in zip(report["indicators"], GOOD, strict=True):
        indicator |= {"score": score, "result": "ผ่านเกณฑ์"}
    iit, eit = sum(GOOD[:5]) / 5, sum(GOOD[5:8]) / 3
    total = round(0.3 * iit + 0.3 * eit + 0.4 * 100, 2)
    url = "https://www.chaturat.go.th/ita/2566/report.pdf"
    without = {"weak": [], "measures": [], "eit_parts": {"part1": 96.10, "part2": 97.17}}
    return report | without | {"total": total, "level": "ผ่านดีเยี่ยม", "url": url}


def many(report: dict[str, Any], count: int = 40) -> dict[str, Any]:
    """Return the example with so many weak items, each with a remedy and a measure."""
    items = [
        *((7, f"e{number}") for number in range(6, 11)),
        *((9, f"o{number}") for number in range(1, 31)),
        *((1 + (number - 1) // 6, f"i{number}") for number in range(1, 31)),
    ][:count]
    remedies = [
        one["remedy"] for each in report["weak"] for one in each["items"] if "remedy" in one
    ]
    measure = report["measures"][0]
    weak: dict[int, list[dict[str, Any]]] = {}
    for at, (indicator, item) in enumerate(items):
        score = 0 if item.startswith("o") else 70
        remedy = remedies[at % len(remedies)]
        weak.setdefault(indicator, []).append({"item": item, "score": score, "remedy": remedy})
    for indicator in report["indicators"]:
        failed = indicator["number"] in weak
        score = {9: 0, 10: 100}.get(indicator["number"], 70 if failed else indicator["score"])
        indicator |= {"score": score, "result": "ไม่ผ่านเกณฑ์" if score < 85 else "ผ่านเกณฑ์"}
    scores = [indicator["score"] for indicator in report["indicators"]]
    total = round(0.3 * sum(scores[:5]) / 5 + 0.3 * sum(scores[5:8]) / 3 + 0.4 * 50, 2)
    return report | {
        "weak": [{"indicator": number, "items": found} for number, found in weak.items()],
        "measures": [{**copy.deepcopy(measure), "item": item} for _, item in items],
        "total": total,
        "level": "ต้องปรับปรุง" if total >= 70 else "ต้องปรับปรุงโดยด่วน",
    }


def wrong(report: dict[str, Any]) -> dict[str, Any]:
    """Return the example with a total and a level that cannot be, and an item that is none."""
    report["weak"][0]["items"][0] |= {"item": "e99", "remedy": '<b>ดู</b> & "แก้"\' \u202e ย้อน'}
    return report | {"total": 39.41, "level": "ผ่านดี"}


def partial(report: dict[str, Any]) -> dict[str, Any]:
    """Return the example as a report of a year of which little is known, with tools as printed."""
    report["agency"]["name"] = "ตัวอย่างที่มีชื่อยาวเป็นพิเศษเพื่อดูการตัดบรรทัด"
    report["memo"] |= {
        "date": "27 ตุลาคม 2570",
        "subject": "รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2570",
        "refers_to": None,
    }
    tools = {"IIT": 92.55, "EIT": 86.30, "OIT": 61.88}
    url = "https://www.chaturat.go.th/ita/2570/report.pdf"
    weak = report["weak"][:1]
    measures = report["measures"][:3]
    for indicator in report["indicators"]:
        indicator.pop("name")
    more = {"fiscal_year": 2570, "tools": tools, "weak": weak, "measures": measures, "url": url}
    return report | more
