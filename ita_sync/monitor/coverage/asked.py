"""What is asked of an agency, and whether a row of it has that: a result, and a link."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from ita_sync import thai
from ita_sync.config_file import Column
from ita_sync.table import Fields, ListedRow

_ADDRESS = re.compile(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?", re.IGNORECASE)
_NOT_YET = re.compile("ยัง|รอ|กำลัง|อยู่ระหว่าง|ไม่(?:มี|ได้|ส่ง|เข้า|ระบุ|ประเมิน|รับ)")
"""How a text begins that says why there is no level; `ไม่ผ่าน` is one."""


@dataclass(frozen=True)
class Asked:
    """The headers of what is asked of an agency.

    Attributes:
        headers: of anything of a report.
        total: of its total.
        scores: of its scores, the total among them.
        level: of its level.
        link: of its link.
    """

    headers: tuple[str, ...]
    total: str | None
    scores: tuple[str, ...]
    level: str | None
    link: str | None

    @classmethod
    def of(cls, columns: Iterable[Column]) -> Self:
        """Return what the configured columns ask for."""
        by_field = {c.field: c.header for c in columns if c.field and not c.key}
        result = {f: h for f, h in by_field.items() if not f.startswith(("agency.", "fiscal_year"))}
        scores = Fields.of(columns).scores
        return cls(
            tuple(result.values()),
            result.get("total"),
            scores,
            result.get("level"),
            result.get("url"),
        )

    @property
    def result(self) -> bool:
        """Whether a result is asked for at all; else nobody can be called complete."""
        return bool(self.scores or self.level)

    def filled(self, row: ListedRow) -> bool:
        """Return whether a row says anything of a report; a tab without columns for it need not."""
        return not self.headers or any(header in row.values for header in self.headers)

    def address(self, row: ListedRow) -> str:
        """Return the web address in a row, empty where its link is none."""
        text = row.values.get(self.link or "", "")
        return text if _ADDRESS.fullmatch(text) else ""

    def lacks(self, row: ListedRow) -> list[str]:
        """Return the headers of result and link under which a row has none, with what is there."""
        lacking = [
            *self._no_result(row),
            *([self.link] if self.link and not self.address(row) else []),
        ]
        said = {header: row.values.get(header) for header in lacking}
        return [f"{header} (“{text}”)" if text else header for header, text in said.items()]

    def _no_result(self, row: ListedRow) -> Sequence[str]:
        """Return the headers under which a result is missed: total, else any score, else level."""
        scores = (self.total,) if self.total else self.scores
        if scores:
            return () if any(_is_figure(row.values.get(each, "")) for each in scores) else scores
        text = row.values.get(self.level or "", "")
        return [self.level] if self.level and (not text or _NOT_YET.match(text)) else []


def _is_figure(text: str) -> bool:
    try:
        thai.figure(text)
    except ValueError:
        return False
    return True
