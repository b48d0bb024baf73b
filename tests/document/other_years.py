"""Documents about years whose rules are known in part, or not at all."""

from decimal import Decimal
from pathlib import Path
from random import Random

import docx

from ita_sync.document.draft import Field
from ita_sync.rules import Framework
from ita_sync.rules.scoring import round2, sums_up, tool_scores, total
from tests.checks.generator import draw, whole_years
from tests.document.conftest import Rows, rules
from tests.document.layouts import told
from tests.document.texts import NAMES

YEARS = (2567, 2568, 2569, 2570)


def scores(rng: Random) -> list[str]:
    """Return ten scores as they may well be, whatever other years allow."""
    return [f"{rng.randint(0, 10000) / 100:.2f}" for _ in NAMES]


def read_scores(fields: dict[str, Field]) -> list[str | None]:
    """Return the scores of the indicators in a draft."""
    return [fields[f"indicators.{place}.score"].value for place in range(len(NAMES))]


def as_word(path: Path, given: list[str], year: int, *parts: str | Rows) -> Path:
    """Write a Word file with a table of scores, and lines and tables below it."""
    made = docx.Document()
    made.add_paragraph(f"ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}")
    rows = [("ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนน")]
    rows += [
        (str(n), name, score) for n, (name, score) in enumerate(zip(NAMES, given, strict=True), 1)
    ]
    for part in (rows, *parts):
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(rows=len(part), cols=len(part[0]))
        for row, texts in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    made.save(str(path))
    return path


def right_total(given: list[str], year: int, rng: Random) -> str:
    """Return the total of ten scores by what is known of a year, else any."""
    framework = rules(year)
    if not sums_up(framework):
        return scores(rng)[0]
    tools = tool_scores(framework, {n: Decimal(score) for n, score in enumerate(given, 1)})
    return str(round2(total(framework, tools)))


def moved(framework: Framework, year: int) -> Framework:
    """Return the rules of a year as if they were another's."""
    return framework.model_copy(update={"fiscal_year": year})


def tell_of(seed: int, year: int) -> told.Told:
    """Return a drawn report as if it were of another year, its items those of a known one."""
    framework = moved(whole_years()[seed % len(whole_years())], year)
    return told.worded(seed, draw(seed, framework))
