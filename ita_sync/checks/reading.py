"""Was the file read as it is meant, and has a person settled what reading a document left in doubt?

`ita-sync read` writes its marks into the comments of the file (`origins`); a person deletes them.
"""

from collections.abc import Iterator

from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, NOTE, WARNING, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import N, T
from ita_sync.report import Loc
from ita_sync.report.origins import MARKS
from ita_sync.report.text import READ_AS_TIS620, TIS620

_SOURCE = T("ita-sync: what was read from a document is decided by a person")

DOUBT = Rule(
    "READ-DOUBT",
    ERROR,
    T("A value read from a document may be wrong"),
    T("Where copies disagree or figures do not fit, only the document tells what is right."),
    _SOURCE,
)
SINGLE = Rule(
    "READ-SINGLE",
    WARNING,
    T("Values read from a document are confirmed by nothing"),
    T(
        "A value found in one place only, which no sum uses, shows no mistake of reading: letters "
        "that were recognised from a picture, or another column taken for it."
    ),
    _SOURCE,
)
ENCODING = Rule(
    "FILE-TIS620",
    NOTE,
    T("The file is in an old encoding"),
    T("Other programs may show its Thai letters wrongly."),
    source=None,
)
UNREAD = Rule(
    "FORM-UNREAD",
    WARNING,
    T("The form has something that is not read, or read otherwise than written"),
    T("Only what stands in the form's own columns is part of the report."),
    source=None,
)
RULES = (DOUBT, SINGLE, ENCODING, UNREAD)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield an error at each value marked `??`, and one warning for all that are marked `?`."""
    if subject.encoding == TIS620:
        yield ENCODING.at((), READ_AS_TIS620, expected=T("a file saved as UTF-8"))
    for loc, what in subject.unread:
        yield UNREAD.at(loc, what, expected=T("the report in the form's own columns, as it prints"))
    _, single, doubtful = MARKS
    texts = subject.texts or {}
    for loc in _marked(subject, doubtful):
        if loc in texts:
            what = T('It was read as "{value}" and may be wrong.', value=texts[loc])
        else:
            what = T("There is something here that could not be read.")
        yield DOUBT.at(
            loc,
            what,
            expected=T(
                "the value as the document has it: compare, correct it if need be, then delete the "
                "?? (in a form: tick its line)"
            ),
        )
    unconfirmed = _marked(subject, single)
    if unconfirmed:
        yield SINGLE.at(
            unconfirmed[0],
            N(
                "{count} mark ? is left, from here on: nothing confirms what stands there.",
                "{count} marks ? are left, from here on: nothing confirms what stands there.",
                count=len(unconfirmed),
            ),
            expected=T(
                "each value, or whole section, compared with the document, then its ? deleted (in "
                "a form: its line ticked)"
            ),
        )


def _marked(subject: Subject, mark: str) -> list[Loc]:
    return [loc for loc, origin in subject.origins.items() if origin.mark == mark]
