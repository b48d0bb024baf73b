"""Are the texts free of letters that only misreading puts there?"""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from ita_sync.checks.rules import WARNING, Rule
from ita_sync.framework import Framework
from ita_sync.i18n import T
from ita_sync.models import Finding, Loc, Report

LETTERS = Rule(
    "TEXT-LETTERS",
    WARNING,
    T("A text contains letters that do not belong to Thai"),
    T("Text recognition takes some Thai letters for Lao ones, and puts a mark where it reads nothing."),
)
RULES = (LETTERS,)

# Lao, the replacement character, and the private-use area that old fonts fill with Thai marks.
_ODD = re.compile("[\u0e80-\u0eff\ufffd\ue000-\uf8ff]+")


def check(report: Report, framework: Framework) -> Iterator[Finding]:  # noqa: ARG001 - all families have one form
    """Yield the texts with such letters."""
    for loc, text in _texts(report, ()):
        if found := _ODD.search(text):
            yield LETTERS.at(
                loc,
                T('"{found}" stands in the text.', found=found[0][:40]),
                expected=T("the words as the document has them"),
            )


def _texts(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _texts(entry, (*loc, index))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*loc, name))
