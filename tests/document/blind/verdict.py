"""One blind document, field by field: what it prints against what was read of it.

The truth is a flat list of what the document prints: `indicator.7.score`, `weak.o13.remedy`,
`measure.3.steps`. Digits, spaces, spellings of sara am and the signs before entries of a list are
evened out; nothing else is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from ita_sync import thai
from ita_sync.document.asked import ask
from ita_sync.document.draft import Draft, Field, Node, Trust
from ita_sync.rules.kinds import KINDS

Truth = Mapping[str, str]


class Outcome(StrEnum):
    """What became of a field."""

    RIGHT = "right"
    MARKED = "wrong, marked"
    SILENT = "wrong, no mark"
    SAID = "missing, said"
    UNSAID = "missing, not said"
    REFUSED = "refused"


@dataclass
class Verdict:
    """The outcomes of a document's fields.

    Attributes:
        counts: by outcome.
        wrong: each field that is not right: its name, what is printed, what was read.
        asked: values that a person is asked one by one.
    """

    counts: Counter[Outcome] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str, Outcome]] = field(default_factory=list)
    asked: int = 0

    def add(self, name: str, printed: str, read: str, outcome: Outcome) -> None:
        """Count a field."""
        self.counts[outcome] += 1
        if outcome is not Outcome.RIGHT:
            self.wrong.append((name, printed, read, outcome))


@dataclass(frozen=True)
class Read:
    """What was read of one field, and whether a person is told to look at it."""

    text: str
    marked: bool


def refused(truth: Truth) -> Verdict:
    """Return the verdict on a document that was not read at all."""
    made = Verdict()
    for name, printed in truth.items():
        made.add(name, printed, "", Outcome.REFUSED)
    return made


def judge(truth: Truth, draft: Draft) -> Verdict:
    """Return what became of each field that a document prints, and of each that it does not."""
    truth = _of_one_item(truth)
    made, read = Verdict(asked=len(ask(draft).doubtful) + len(ask(draft).single)), _flat(draft)
    measures = _paired(truth, read)
    said = " ".join(str(note) for note in draft.notes)
    for name, printed in truth.items():
        found = read.pop(measures.get(name, name), None)
        if found is None or (not found.text and not found.marked):
            told = found is not None or _told(name, draft, said)
            made.add(name, printed, "", Outcome.SAID if told else Outcome.UNSAID)
        elif _same(name, printed, found.text, draft) or _is_whole(name, truth, draft):
            made.add(name, printed, found.text, Outcome.RIGHT)
        elif not found.text:
            made.add(name, printed, "", Outcome.SAID)
        else:
            made.add(name, printed, found.text, Outcome.MARKED if found.marked else Outcome.SILENT)
    for name, found in read.items():
        if name == "agency.province" and found.text == truth.get("agency.name"):
            continue  # a provincial administration's own name
        if found.text and not found.marked and _asserts(name, truth):
            made.add(name, "", found.text, Outcome.SILENT)
    return made


def _of_one_item(truth: Truth) -> Truth:
    """Return the truth, a measure of several items as one of each: a report has no other.

    A theme or an indicator in the place of an item is none.
    """
    items = {
        name.split(".")[1]: re.split(r"\s*,\s*", text)
        for name, text in truth.items()
        if name.startswith("measure.") and name.endswith(".item")
    }
    flat: dict[str, str] = {}
    for name, text in truth.items():
        measure, number, key = name.split(".", 2) if name.startswith("measure.") else ("", "", "")
        of = items.get(number, [])
        if key == "item" and not all(_ID.fullmatch(item) for item in of):
            continue
        several = len(of) > 1 and all(_ID.fullmatch(item) for item in of)
        for n, item in enumerate(of if several else [text]):
            of_one = f"{measure}.{number}{'+' * n}.{key}" if several else name
            flat[of_one] = item if several and key == "item" else text
    return flat


_ID = re.compile(r"[ieo]\d{1,2}")


_SAID_BY = ("agency.type", "agency.name", "agency.district", "agency.province", "level", "total")
"""Fields of which a document has one: a value where it prints none is made up."""


def _asserts(name: str, truth: Truth) -> bool:
    """Say whether a value that the document does not print claims something that is not so."""
    if name.startswith("weak."):
        return "." not in name.removeprefix("weak.") and name not in truth
    if name.startswith("indicator."):
        return name.endswith(".score")
    if name.startswith("tool."):
        return True
    return name in _SAID_BY or (name.startswith("measure.") and name.endswith(".item"))


def _flat(draft: Draft) -> dict[str, Read]:
    """Return what was read, by the names of the truth."""
    found: dict[str, Read] = {}
    for name, node in _named(draft.fields):
        if isinstance(node, Field):
            marked = node.trust in (Trust.SINGLE, Trust.DOUBTFUL)
            found[name] = Read(node.value or "", marked)
    return found


def _named(fields: Mapping[str, Node]) -> Iterator[tuple[str, Node]]:
    yield "fiscal_year", fields.get("fiscal_year", Field(None))
    yield from ((name, fields[name]) for name in ("total", "level") if name in fields)
    for group in ("agency", "memo", "tools"):
        node = fields.get(group)
        inside = node.items() if isinstance(node, dict) else ()
        name = "tool" if group == "tools" else group
        yield from ((f"{name}.{key}", one) for key, one in inside if key not in _NOT_ASKED)
    for each in _entries(fields.get("indicators")):
        number = _text(each["number"])
        yield from (
            (f"indicator.{number}.{key}", each[key]) for key in ("score", "result") if key in each
        )
    yield from _weak(fields)
    yield from _planned(fields)


_NOT_ASKED = {"code", "refers_to"}


def _planned(fields: Mapping[str, Node]) -> Iterator[tuple[str, Node]]:
    for number, each in enumerate(_entries(fields.get("measures")), 1):
        for key, node in each.items():
            if key != "due_date":
                yield f"measure.{number}.{key}", _joined(node)
        if "due" not in each and "due_date" in each:  # a day is kept as one
            yield f"measure.{number}.due", each["due_date"]


def _weak(fields: Mapping[str, Node]) -> Iterator[tuple[str, Node]]:
    for entry in _entries(fields.get("weak")):
        for item in _entries(entry.get("items")):
            name = f"weak.{_text(item.get('item'))}"
            own = item.get("item")
            yield name, Field("yes", own.trust if isinstance(own, Field) else Trust.SURE)
            if "score" in item:
                yield f"{name}.score", item["score"]
            if remedy := item.get("remedy") or entry.get("remedy"):
                yield f"{name}.remedy", remedy


def _entries(node: Node | None) -> list[dict[str, Node]]:
    return [entry for entry in node if isinstance(entry, dict)] if isinstance(node, list) else []


def _text(node: Node | None) -> str:
    return (node.value or "") if isinstance(node, Field) else ""


def _joined(node: Node) -> Node:
    """Return the entries of a list as one value, marked if one of them is."""
    if not isinstance(node, list):
        return node
    inside = [one for one in node if isinstance(one, Field)]
    trust = next((one.trust for one in inside if one.trust is not Trust.SURE), Trust.SURE)
    return Field(" | ".join(one.value or "" for one in inside) or None, trust)


def _paired(truth: Truth, read: Mapping[str, Read]) -> dict[str, str]:
    """Return for each field of a measure in the truth the field that was read as it.

    By item, and by the text of its steps where it names none or several have it; the likeliest
    first, or a measure that was not read takes that of another.
    """
    ours, theirs = _measures(truth), _measures({name: each.text for name, each in read.items()})
    alike = [
        (-likeness, number, other)
        for number, printed in ours.items()
        for other, found in theirs.items()
        if (likeness := _likeness(printed, found))
    ]
    best: dict[str, str] = {}
    for _, number, other in sorted(alike, key=lambda pair: pair[0]):
        if number not in best and other not in best.values():
            best[number] = other
    return {
        f"measure.{number}.{key}": f"measure.{best.get(number, 'none')}.{key}"
        for number, printed in ours.items()
        for key in printed
    }


def _measures(flat: Mapping[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, text in flat.items():
        if name.startswith("measure."):
            _, number, key = name.split(".", 2)
            found.setdefault(number, {})[key] = text
    return found


def _likeness(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    same = sum(
        _even(one[key]) == _even(other[key]) for key in one.keys() & other.keys() if one[key]
    )
    same += 2 * (bool(one.get("item")) and one.get("item") == other.get("item"))
    begin, there = _even(one.get("steps", ""))[:20], _even(other.get("steps", ""))
    return same + (bool(begin) and begin in there)


def _told(name: str, draft: Draft, said: str) -> bool:
    """Say whether somebody is told that a field is missing, by its own name or that of its kind."""
    missing = {".".join(map(str, loc)) for loc in draft.missing}
    if name in missing:
        return True
    kind, _, rest = name.partition(".")
    match kind:
        case "weak" | "measure":
            item = rest.split(".")[0]
            kinds = {"weak": "weak item", "measure": "easure"}
            return "was not taken" in said or kinds[kind] in said or f"{item}," in said
        case "indicator":
            return any(loc[:1] == ("indicators",) for loc in draft.missing)
    return False


_SIGNS = re.compile(
    r"^\s*(?:[-–•*]|\(?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙])|ขั้น(?:ตอน)?ที่\s*[0-9๐-๙]{1,2})\s*"
)


_FAILED = re.compile(r"^(?:(?:ต้อง|ควร)(?:ปรับปรุง|พัฒนา)|(?:ต่ำกว่า|ไม่ถึง)(?:เกณฑ์|เป้าหมาย))$")
"""A result that a report has in one spelling: of two, passed or not."""
_REACHED = re.compile(r"^(ไม่)?บรรลุ(?:เป้าหมาย)?$")
"""The same, told of a goal: `บรรลุ`."""
_WITHIN = re.compile(r"^\s*(?:ภายใน)?\s*(?:วันที่)?\s*")


def _even(text: str) -> str:
    parts = (_SIGNS.sub("", part) for part in re.split(r"\s*\|\s*|\n", text))
    return re.sub(r"[\s.,;:–\-|()“”\"]", "", thai.fold("".join(parts)))


def _same(name: str, printed: str, read: str, draft: Draft) -> bool:
    if name == "memo.date" or name.endswith(".due"):
        with suppress(ValueError):
            day = thai.parse_date(_WITHIN.sub("", read)).isoformat()
            return day == printed or day == thai.parse_date(_WITHIN.sub("", printed)).isoformat()
    if name == "memo.date":
        return False
    if name.endswith(".result"):
        printed, read = _FAILED.sub("ไม่ผ่าน", _even(printed)), _FAILED.sub("ไม่ผ่าน", _even(read))
        printed = _REACHED.sub(r"\1ผ่าน", printed)
        printed, read = printed.removesuffix("เกณฑ์"), read.removesuffix("เกณฑ์")
    if name.startswith("agency.") and name.split(".")[1] in ("type", "name"):
        return _even(printed) == _even(read) or _whole(draft) == _even(printed)
    if name.endswith(".score") or name == "total" or name.startswith("tool."):
        try:
            return float(thai.figure(printed)) == float(thai.figure(read))
        except ValueError:
            return False
    return _even(printed) == _even(read)


def _is_whole(name: str, truth: Truth, draft: Draft) -> bool:
    """Say whether kind and name of a body are right together: `วิทยาลัย` + `การอาชีพโนนตาล`.

    Where the one ends and the other begins is fixed for the kinds of local government alone.
    """
    printed = [truth.get("agency.type", ""), truth.get("agency.name", "")]
    if not name.startswith("agency.") or name.split(".")[1] not in ("type", "name"):
        return False
    return printed[0] not in KINDS and _whole(draft) == _even("".join(printed))


def _whole(draft: Draft) -> str:
    agency = draft.fields.get("agency")
    parts = [_text(agency.get(key)) for key in ("type", "name")] if isinstance(agency, dict) else []
    return _even("".join(parts))
