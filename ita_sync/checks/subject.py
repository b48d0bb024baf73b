"""What the checks are given: one value, so that every family has the same signature."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel

from ita_sync.report import Decision, Loc, Origin, Report, ReportFile, tree
from ita_sync.rules import Framework, Official


@dataclass(frozen=True)
class Subject:
    """What is checked, and all that is known about it.

    Attributes:
        report: the report as read.
        framework: the rules of its fiscal year.
        texts: the texts as the file has them, by field, so that what reading evens out is seen;
            None where there is no file, as for a reading that is only tried.
        origins: where a document has each value, and which values are still in doubt.
        listed: the imported list of agencies, by code; empty if none is imported.
        decision: the executive's decision, where the report is being signed.
        today: today's date (UTC), where the decision's date is to be held against it.
        encoding: how the file is encoded.
    """

    report: Report
    framework: Framework
    texts: Mapping[Loc, str] | None = None
    origins: Mapping[Loc, Origin] = field(default_factory=dict)
    listed: Mapping[str, Official] = field(default_factory=dict)
    decision: Decision | None = None
    today: date | None = None
    encoding: str = "utf-8"

    @classmethod
    def of_file(
        cls,
        file: ReportFile,
        framework: Framework,
        listed: Mapping[str, Official],
        *,
        decision: Decision | None = None,
        today: date | None = None,
    ) -> "Subject":
        """Return what is known about a report file."""
        return cls(
            file.report,
            framework,
            texts=dict(texts_of(tree.build(file.text).value)),
            origins=file.origins,
            listed=listed,
            decision=decision,
            today=today,
            encoding=file.encoding,
        )


def texts_of(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Yield every text within a value (a model, or the lists and mappings of a file), by field.

    In a file, numbers are texts too.
    """
    if isinstance(value, str):
        yield loc, value
        return
    for part, inner in _parts(value):
        yield from texts_of(inner, (*loc, part))


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, tuple | list):
        yield from enumerate(value)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, BaseModel):
        yield from value
