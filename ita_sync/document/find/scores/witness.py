"""A place that prints a score, and what words say that it is the score of."""

import re
from dataclasses import dataclass

from ita_sync.document.find.words import lexicon
from ita_sync.document.find.words.records import Seen
from ita_sync.report import Tool

Key = tuple[str, int | str]
"""`("indicator", 7)`, `("tool", "EIT")`, `("part", 1)` or `("total", 0)`."""

TOTAL: Key = ("total", 0)
TOOL = re.compile(r"(?<![A-Za-z])(IIT|EIT|OIT)(?![A-Za-z])")
TOOL_NAMED = re.compile(
    r"^[\d.)\s-]*(?:แบบวัด|แบบตรวจ|เครื่องมือ)\D*(?<![A-Za-z])(?:IIT|EIT|OIT)\W*$"
    r"|แบบ(?:ตรวจ|วัด)การเปิดเผยข้อมูลสาธารณะ"
    r"|การเปิดเผยข้อมูลสาธารณะ\W*OIT(?![A-Za-z])|(?<![A-Za-z])OIT\W*การเปิดเผยข้อมูลสาธารณะ"
)
"""A tool by its name, which may contain an indicator's: `แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)`."""
_TOOLS = {"ภายใน": "IIT", "ภายนอก": "EIT", "การเปิดเผยข้อมูลสาธารณะ": "OIT"}
_IN_FULL = re.compile(
    r"(?:ผู้มีส่วนได้(?:ส่วน)?เสีย(?=ภาย)|แบบ(?:ตรวจ|วัด)(?=การเปิด))(ภายใน|ภายนอก|การเปิดเผยข้อมูลสาธารณะ)"
)
_PART = re.compile(r"ส่วนที่\s*([12])|EIT\s*\(?\s*([12])\)?")


@dataclass(frozen=True)
class Witness:
    """One place that prints a score: the token, and the text around it.

    Attributes:
        token: the figure.
        seen: the text.
        told: a sentence says that it was got, and does not call it the total.
    """

    token: str
    seen: Seen
    told: bool = False

    @property
    def tokens(self) -> tuple[str, ...]:
        """The figure, and those beside it that it may be as well."""
        return (self.token, *self.seen.rivals)


def is_total(text: str) -> bool:
    """Say whether words name the total."""
    return lexicon.meaning("totals", text) is not None


def _called(text: str) -> str | None:
    """Return the tool that a text names in full alone, its letters misread or left out."""
    found = _IN_FULL.findall(text)
    return _TOOLS[found[-1]] if found else None


def tool_in(text: str) -> Key | None:
    """Return the tool, or the part of EIT, that a text names last."""
    tools, part = TOOL.findall(text), _PART.search(text)
    last = tools[-1] if tools else _called(text)
    if part and last == Tool.EIT:
        return "part", int(part[1] or part[2])
    return ("tool", last) if last else None
