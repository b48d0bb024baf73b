"""The readings that are offered for the example with texts replaced."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ita_sync import checks
from ita_sync.checks import Finding, Subject, suggest
from ita_sync.report import Loc, load_report
from ita_sync.rules import Framework

Reading = tuple[list[tuple[Loc, str | None, str | None]], list[str], bool]
"""The changes of a reading, why it is offered, and whether it is the only one."""
Offers = Callable[[Mapping[str, str]], dict[str, list[Reading]]]
"""From texts replaced to the readings offered, by code of finding."""

BY_DIGITS = "a common misreading of Thai digits"


def offered(
    edits: Mapping[str, str], example: Path, folder: Path, framework: Framework
) -> dict[str, list[Reading]]:
    """Return the readings offered for the example with texts replaced, by code of finding."""
    found = _read(edits, example, folder, framework)
    return {
        f.code: [_plain(f, index) for index in range(len(f.suggestions))]
        for f in found
        if f.suggestions
    }


def _read(
    edits: Mapping[str, str], example: Path, folder: Path, framework: Framework
) -> list[Finding]:
    """Return the findings of the example with texts replaced, each of which must be there."""
    text = example.read_text("utf-8")
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "edited.yaml"
    path.write_text(text, "utf-8")
    subject = Subject(load_report(path).report, framework)
    return suggest.attach(subject, checks.run(subject))


def _plain(finding: Finding, index: int) -> Reading:
    offer = finding.suggestions[index]
    return [(c.loc, c.printed, c.proposed) for c in offer.changes], [str(offer.why)], offer.only
