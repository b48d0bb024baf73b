"""The report that a document tells: a drawn one with the variety of words that people write."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from random import Random
from typing import Any

from ita_sync import thai
from ita_sync.report import Indicator, Measure, Report, Tool, WeakIndicator
from ita_sync.rules import Framework
from tests.checks.generator import Drawn, draw, whole_years
from tests.document.layouts import words

TOOL_NAMES = {
    Tool.IIT: "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน",
    Tool.EIT: "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก",
    Tool.OIT: "แบบวัดการเปิดเผยข้อมูลสาธารณะ",
}
_SHORT = (
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
)
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True)
class Told:
    """A true report with its rules, to be laid out; the seed repeats it."""

    seed: int
    report: Report
    framework: Framework

    @property
    def year(self) -> int:
        """Return the fiscal year, B.E."""
        return self.report.fiscal_year

    @property
    def agency(self) -> str:
        """Return the agency as it writes itself."""
        return f"{self.report.agency.type}{self.report.agency.name}"

    @property
    def place(self) -> str:
        """Return district and province."""
        return f"อำเภอ{self.report.agency.district} จังหวัด{self.report.agency.province}"

    @cached_property
    def indicators(self) -> dict[int, Indicator]:
        """Return the indicators by number."""
        return {indicator.number: indicator for indicator in self.report.indicators}

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Return the measures by item."""
        return {measure.item: measure for measure in self.report.measures}

    def title(self, item: str) -> str:
        """Return the wording of an item: published, or invented where none is."""
        return words.QUESTIONS.get(item) or _titles()[item]

    def tool(self, number: int) -> str:
        """Return the long name of an indicator's tool."""
        tool = self.indicators[number].tool
        return f"{TOOL_NAMES[tool]} ({tool})"

    def rng(self, layout: str) -> Random:
        """Return the chances of one layout."""
        return Random(f"{layout} {self.seed}")  # noqa: S311 - repeatable draws, no secret


@dataclass(frozen=True)
class Hand:
    """How a writer writes figures: in Thai digits or Arabic ones."""

    thai: bool = True

    def __call__(self, text: object) -> str:
        """Return a text with its digits as this hand writes them."""
        plain = thai.digits(str(text))
        return plain.translate(_TO_THAI) if self.thai else plain

    def day(self, day: date) -> str:
        """Return a date in words."""
        return self(thai.format_date(day))

    def brief(self, day: date) -> str:
        """Return a date with a short month and a whole year."""
        return self(f"{day.day} {_SHORT[day.month - 1]} {day.year + thai.BE_OFFSET}")

    def numbered(self, texts: tuple[str, ...], gap: str = " ") -> str:
        """Return texts as numbered lines; a single one has no number."""
        if len(texts) < 2:
            return self("\n".join(texts))
        return "\n".join(f"{self(n)}.{gap}{self(text)}" for n, text in enumerate(texts, 1))

    def score(self, score: Decimal | None) -> str:
        """Return a score, a dash where there is none."""
        return "-" if score is None else self(score)

    def due(self, measure: Measure) -> str:
        """Return when a measure is due, as it is written."""
        if measure.due:
            return self(measure.due)
        return self.day(measure.due_date) if measure.due_date else ""


@cache
def tell(seed: int) -> Told:
    """Return the report of a seed with varied words."""
    return worded(seed, draw(seed, whole_years()[seed % len(whole_years())]))


def worded(seed: int, drawn: Drawn) -> Told:
    """Return a drawn report with the varied words of a seed."""
    rng = Random(f"words {seed}")  # noqa: S311 - repeatable draws, no secret
    report = drawn.report
    framework = drawn.truth.framework
    told: dict[str, Any] = {
        "memo": report.memo.model_copy(
            update={"subject": rng.choice(words.SUBJECTS).format(year=report.fiscal_year)}
        ),
        "indicators": tuple(_named(indicator, framework) for indicator in report.indicators),
        "weak": tuple(_weak(rng, entry) for entry in report.weak),
        "strengths": tuple(
            strength.model_copy(
                update={"point": rng.choice(words.POINTS), "keep": rng.choice(words.KEEPS)}
            )
            for strength in report.strengths
        ),
        "measures": tuple(_measure(rng, measure) for measure in report.measures),
    }
    return Told(seed, report.model_copy(update=told), framework)


def _named(indicator: Indicator, framework: Framework) -> Indicator:
    """Return an indicator with the name that a document always prints."""
    rule = framework.indicator(indicator.number)
    return indicator.model_copy(update={"name": indicator.name or (rule.name if rule else None)})


def _weak(rng: Random, entry: WeakIndicator) -> WeakIndicator:
    if entry.remedy:
        return entry.model_copy(update={"remedy": rng.choice(words.REMEDIES)})
    items = tuple(
        item.model_copy(update={"remedy": rng.choice(words.REMEDIES)}) for item in entry.items
    )
    return entry.model_copy(update={"items": items})


def _measure(rng: Random, measure: Measure) -> Measure:
    return measure.model_copy(
        update={
            "division": rng.choice(words.DIVISIONS),
            "steps": tuple(rng.sample(words.STEPS, rng.choice([1, 1, 2, 2, 3, 4]))),
            "follow_up": tuple(rng.sample(words.FOLLOW_UPS, rng.choice([1, 2, 2, 3]))),
        }
    )


@cache
def _titles() -> dict[str, str]:
    """Return the published titles of open data items.

    Other years' documents are taken to word them alike.
    """
    return next(year.titles.items for year in whole_years() if year.titles.items)
