"""The cast of every history: a few signed reports as rows, the header, the neighbours."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ita_sync import settings
from ita_sync.report import load_report
from ita_sync.row import SummaryRow, build_row
from ita_sync.rules import load_framework
from ita_sync.settings import Settings
from tests.promise.simulator.history import ALL_REPORTS, TOO_LONG
from tests.promise.world import DECISION, ROOT
from tests.today import TODAY

CODES = tuple(str(5360601 + each) for each in range(ALL_REPORTS))
VERSIONS = (0, 1, 2)
"""Of a report: as signed first, and amended twice; each is decided later than the one before."""

MOST = 50_000  # characters of a cell, at Google


@dataclass(frozen=True)
class Cast:
    """Rows by (report, version), and the settings that all machines share."""

    base: Settings
    rows: dict[tuple[int, int], SummaryRow]

    @property
    def codes(self) -> set[str]:
        """The agency codes of the reports."""
        return set(CODES)

    @property
    def headers(self) -> list[str]:
        """The header as it is in the sheet at first."""
        return [column.header for column in self.base.columns]

    def row(self, number: int, version: int = 0) -> SummaryRow:
        """The row of a report, by its version: the same key, other content."""
        return self.rows[number, version]

    def settings(self, state: Path, deadline: float, *, fills: bool = False) -> Settings:
        """The settings of a machine with that state folder. `fills`: only what is listed."""
        patience = self.base.patience.model_copy(update={"deadline": deadline})
        target = self.base.target.model_copy(update={"mode": "fill" if fills else "add"})
        return replace(self.base, state=state, patience=patience, target=target)

    def other(self, number: int) -> list[object]:
        """The row of a neighbour that somebody else typed."""
        return [
            f"536070{number}",
            f"เทศบาลตำบลเพื่อนบ้าน {number}",
            "จัตุรัส",
            "ชัยภูมิ",
            2566,
            88.1,
            90.2,
            79.9,
            86.0 + number,
        ]


@cache
def spellings(report: int) -> tuple[str, ...]:
    """The name of a report's agency as the report has it, and as people type it into lists."""
    bare = f"จัตุรัส {report or ''}".strip()
    return f"เทศบาลตำบล{bare}", f"ทต.{bare}", f"ทต. {bare}", f"เทศบาลตำบล {bare}"


@cache
def the_cast() -> Cast:
    """Read once."""
    base = settings.load(ROOT / "config" / "ita-sync.toml", env={"ITA_SYNC_STATE": "."})
    rules = load_framework(2566, [ROOT / "config" / "frameworks"], TODAY)
    example = load_report(ROOT / "examples" / "chaturat-2566.yaml").report
    rows = {}
    for number, code in enumerate(CODES):
        agency = example.agency.model_copy(
            update={"code": code, "name": f"{example.agency.name} {number or ''}".strip()}
        )
        for version in VERSIONS:
            office = f"ชย 5250{number}" if version else "ชย 52506"
            letter = f"{office}.2/{62 + version}" + ("x" * MOST if number == TOO_LONG else "")
            memo = example.memo.model_copy(update={"number": letter})
            path = "ita-2566-2.pdf" if version == VERSIONS[-1] else "ita-2566.pdf"
            given = {
                "agency": agency,
                "memo": memo,
                "url": f"https://www.agency{number}.go.th/{path}",
            }
            rows[number, version] = build_row(
                example.model_copy(update=given), rules, base.columns, DECISION
            )
    return Cast(base, rows)
