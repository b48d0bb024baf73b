"""Are the texts free of what only misreading, copying out of a PDF, or a careless keyboard puts there?

`check` looks at the report as it was read, from which invisible characters are gone and in which
split sara am is joined (`thai.clean`). `look` takes the texts as the file has them, and sees those
too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from ita_sync import thai
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import NOTE, WARNING, Rule
from ita_sync.i18n import T, Text
from ita_sync.report import Loc, Report, tree
from ita_sync.rules import Framework

LETTERS = Rule(
    "TEXT-LETTERS",
    WARNING,
    T("A text contains letters that do not belong to Thai"),
    T(
        "Text recognition takes some Thai letters for Lao ones, and puts a mark where it reads "
        "nothing."
    ),
)
MOJIBAKE = Rule(
    "TEXT-MOJIBAKE",
    WARNING,
    T("A text was read in the wrong encoding"),
    T("Thai read as a Western encoding turns into rows of accented letters."),
)
DIGITS = Rule(
    "TEXT-DIGITS",
    WARNING,
    T("A number mixes Thai and Arabic digits"),
    T(
        "A number is written in one kind of digits; a mixture comes from misreading or from half a "
        "correction."
    ),
)
MARKS = Rule(
    "TEXT-MARKS",
    WARNING,
    T("A vowel or tone mark stands where it cannot"),
    T(
        "A mark stands on a consonant: one vowel mark, then one tone mark. Copying out of a PDF "
        "moves and doubles them."
    ),
)
DOUBLE_E = Rule(
    "TEXT-DOUBLE-E",
    WARNING,
    T("Two เ stand for one แ"),
    T("Both look alike, but searching and comparing tell them apart."),
)
SARA_AM = Rule(
    "TEXT-SARA-AM",
    NOTE,
    T("Sara am is written in two parts"),
    T("ํ and า look like ำ, but searching and comparing tell them apart; ita-sync joins them."),
)
INVISIBLE = Rule(
    "TEXT-INVISIBLE",
    NOTE,
    T("A text contains invisible characters"),
    T("Nobody sees them, but searching and comparing do; ita-sync removes them."),
)
FORMULA = Rule(
    "TEXT-FORMULA",
    WARNING,
    T("A text for the sheet begins like a formula"),
    T(
        "ita-sync sends texts as texts, but whoever copies or exports the sheet may run them as "
        "formulas (OWASP)."
    ),
)
RULES = (LETTERS, MOJIBAKE, DIGITS, MARKS, DOUBLE_E, SARA_AM, INVISIBLE, FORMULA)

_WORDS = T("the words as the document has them")
# Lao, the replacement character, and the private-use area that old fonts fill with Thai marks.
_ODD = re.compile("[\u0e80-\u0eff\ufffd\ue000-\uf8ff]+")
# UTF-8 read as Latin (à¸…), or TIS-620 read as Latin: no language has such rows.
_LATIN = re.compile("(?:à[¸¹][\u0080-\u00bf\u2010-\u2122]?)+|[\u00a1-\u00fb]{4,}")
_NUMBER = re.compile("[0-9๐-๙][0-9๐-๙.,]*")
_MARK = "ัิ-ฺ็-๎"
_BROKEN = re.compile(
    f"(?<![ก-ฮ{_MARK}])[{_MARK}]"  # on no consonant
    f"|([{_MARK}])\\1"  # twice
    "|[่-๋][่-๋]"  # two tones
    "|[่-๋์][ัิ-ู็]"  # tone before vowel
    "|[ัิ-ู][ัิ-ู]"  # two vowels
    "|(?<![ก-ฮ่-๋])ำ"  # sara am on no consonant
)
_DOUBLE_E = re.compile("เเ")
_SPLIT = re.compile("\u0e4d[\u0e48-\u0e4b]?\u0e32")
_FORMULA = re.compile(r"[=+\-@].*[^\W_]", re.DOTALL)
_SHEET = {("agency",), ("memo",), ("level",), ("url",)}
"""The parts of a report whose texts can become cells."""


def check(report: Report, framework: Framework) -> Iterator[Finding]:  # noqa: ARG001 - all families have one form
    """Yield what is wrong with the texts of a report."""
    yield from look(texts(report, ()))


def look(found: Iterable[tuple[Loc, str]]) -> Iterator[Finding]:
    """Yield what is wrong with texts, each with its place; at most one finding of a kind a text."""
    for loc, text in found:
        yield from _unseen(loc, text)
        plain = unicodedata.normalize("NFC", thai.clean(text))
        if match := _ODD.search(plain):
            yield LETTERS.at(loc, _stands(match[0]), expected=_WORDS)
        if match := _LATIN.search(plain):
            yield MOJIBAKE.at(loc, _stands(match[0]), expected=_WORDS)
        if match := next((m for m in _NUMBER.finditer(plain) if _mixed(m[0])), None):
            yield DIGITS.at(
                loc,
                T('"{found}" mixes the digits.', found=match[0]),
                expected=T("Thai or Arabic digits throughout"),
            )
        if match := _BROKEN.search(plain):
            near = plain[max(0, match.start() - 4) : match.end() + 4]
            yield MARKS.at(
                loc,
                T(
                    'A mark (U+{code}) is out of place in "{found}".',
                    code=f"{ord(match[0][-1]):04X}",
                    found=near,
                ),
                expected=_WORDS,
            )
        if match := _DOUBLE_E.search(plain):
            near = plain[match.start() : match.end() + 6]
            yield DOUBLE_E.at(
                loc,
                T('"{found}" is written with two เ.', found=near),
                expected=T("{value}", value=near.replace("เเ", "แ")),
            )
        if loc[:1] in _SHEET and _FORMULA.match(plain):
            yield FORMULA.at(
                loc,
                T('The text begins with "{found}".', found=plain[0]),
                expected=T("the text without that sign"),
            )


def raw(text: str) -> dict[Loc, str]:
    """Return the texts of a report file (`ReportFile.text`) as they stand there, by field.

    Numbers are texts, too.
    """
    return dict(texts(tree.build(text).value, ()))


def _unseen(loc: Loc, text: str) -> Iterator[Finding]:
    visible = thai.visible(text)
    if visible != text:
        codes = sorted(
            {f"U+{ord(character):04X}" for character in text if not thai.visible(character)}
        )
        yield INVISIBLE.at(
            loc,
            T(
                "{count} invisible characters ({codes}) stand in the text.",
                count=len(text) - len(visible),
                codes=codes,
            ),
            expected=T("the text without them"),
        )
    if match := _SPLIT.search(visible):
        near = visible[max(0, match.start() - 4) : match.end()]
        yield SARA_AM.at(
            loc,
            T('"{found}" has a sara am in two parts.', found=near),
            expected=T("{value}", value=thai.clean(near)),
        )


def _stands(found: str) -> Text:
    return T('"{found}" stands in the text.', found=found)


def _mixed(number: str) -> bool:
    return bool(re.search("[0-9]", number) and re.search("[๐-๙]", number))


def texts(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Yield every text of a value with its place: of a model's fields, of a file's lists and mappings."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, tuple | list):
        for index, entry in enumerate(value):
            yield from texts(entry, (*loc, index))
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from texts(entry, (*loc, name))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), (*loc, name))
