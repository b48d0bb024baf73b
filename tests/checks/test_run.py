"""All families at once."""

import time
from decimal import Decimal
from pathlib import Path

from ita_sync import checks
from ita_sync.checks import Subject
from ita_sync.report import Measure, Strength, WeakIndicator, WeakItem, load_report
from ita_sync.rules import Framework

SECONDS = 20
"""Of processor time: far above what it takes on a busy machine."""


def test_no_check_is_quadratic(example_path: Path, framework_2566: Framework) -> None:
    """Ten thousand weak items, strengths and measures take a second, or minutes if squared."""
    plain = load_report(example_path).report
    items = [f"o{n}" for n in range(1, 44)] * 250
    odd = plain.model_copy(
        update={
            "weak": tuple(
                WeakIndicator(
                    indicator=n % 12, items=(WeakItem(item=item, score=Decimal(n % 90)),) * 2
                )
                for n, item in enumerate(items[:5_000])
            ),
            "strengths": tuple(
                Strength(indicator=n % 12, point=f"{n}", score=Decimal(90)) for n in range(10_000)
            ),
            "measures": tuple(
                Measure(item=item, division=f"d{n}") for n, item in enumerate(items[:10_000])
            ),
        }
    )
    start = time.process_time()
    found = checks.run(Subject(odd, framework_2566))
    assert time.process_time() - start < SECONDS
    assert len(found) > 20_000
