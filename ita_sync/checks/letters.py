"""Are the texts free of what only misreading, copying from a PDF or careless typing puts there?

Reading a report removes invisible characters and joins split sara am (`thai.clean`); the texts as
the file has them, where they are known, still show both.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from ita_sync import characters, thai
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, NOTE, WARNING, Rule, blank
from ita_sync.checks.subject import Subject
from ita_sync.i18n import N, T, Text
from ita_sync.report import Loc, texts_of

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
    T("A vowel or tone mark is where it cannot be"),
    T(
        "A mark belongs on a consonant: one vowel mark, then one tone mark. "
        "Copying from a PDF moves and doubles them."
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
UNSEEN = Rule(
    "FIELD-INVISIBLE",
    ERROR,
    T("A link, code, number or name contains invisible characters"),
    T(
        "It is looked up and compared sign by sign, and a person sees another value than programs "
        "do."
    ),
)
HIDDEN = Rule(
    "TEXT-HIDDEN",
    WARNING,
    T("A text contains characters that hide something or turn it round"),
    T("Nobody types them; they make a text look like another one. ita-sync removes them."),
    T("{value}", value="Unicode Standard Annex 9, Technical Report 36"),
)
INVISIBLE = Rule(
    "TEXT-INVISIBLE",
    NOTE,
    T("A text contains invisible characters"),
    T("Word processors put them between Thai words; ita-sync removes them."),
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
RULES = (LETTERS, MOJIBAKE, DIGITS, MARKS, DOUBLE_E, SARA_AM, UNSEEN, HIDDEN, INVISIBLE, FORMULA)

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
_PROSE = frozenset(
    {"subject", "level", "name", "remedy", "point", "keep", "division", "due"}
    | {"steps", "follow_up"}
)
"""Fields, outside of the agency's, that are read by people alone, or compared in any spelling."""
_SHEET = {("agency",), ("memo",), ("level",), ("url",)}
"""The parts of a report whose texts can become cells."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with each text; at most one finding of a kind for one text."""
    texts = subject.texts
    for loc, text in texts_of(subject.report) if texts is None else texts.items():
        # Figures and ids, the most of them: of all looks only one can find.
        if text.isascii() and text.isprintable():
            yield from _formula(loc, thai.clean(text))
            continue
        yield from _unseen(loc, text)
        plain = unicodedata.normalize("NFC", thai.clean(text))
        for look in _LOOKS:
            yield from look(loc, plain)


def _unseen(loc: Loc, text: str) -> Iterator[Finding]:
    """Yield what nobody sees in a text as the file has it."""
    visible = characters.visible(text)
    prose = _is_prose(loc)
    # A line break shows in prose; within a number it makes two of it.
    unseen = characters.UNSEEN.findall(text) if prose else characters.unprintable(text.strip())
    if unseen:
        rule = UNSEEN if not prose else INVISIBLE if _between_words(unseen) else HIDDEN
        value = " ".join(visible.split())
        yield rule.at(
            loc,
            N(
                "The text contains {count} invisible character ({codes}).",
                "The text contains {count} invisible characters ({codes}).",
                count=len(unseen),
                codes=characters.codes(unseen),
            ),
            expected=T("the text without them")
            if prose
            else T('"{value}", typed by hand', value=value),
        )
    if match := _SPLIT.search(visible):
        near = visible[max(0, match.start() - 4) : match.end()]
        yield SARA_AM.at(
            loc,
            T('"{found}" has a sara am in two parts.', found=near),
            expected=T("{value}", value=thai.clean(near)),
        )


def _is_prose(loc: Loc) -> bool:
    name = next((part for part in reversed(loc) if isinstance(part, str)), "")
    return name in _PROSE and loc[0] != "agency"


def _between_words(unseen: list[str]) -> bool:
    return characters.BETWEEN_WORDS.issuperset(unseen)


def _odd(loc: Loc, text: str) -> Iterator[Finding]:
    if match := _ODD.search(text):
        yield LETTERS.at(loc, _contains(match[0]), expected=_WORDS)


def _latin(loc: Loc, text: str) -> Iterator[Finding]:
    if match := _LATIN.search(text):
        yield MOJIBAKE.at(loc, _contains(match[0]), expected=_WORDS)


def _digits(loc: Loc, text: str) -> Iterator[Finding]:
    mixed = next((number for number in _NUMBER.findall(text) if _is_mixed(number)), None)
    if mixed:
        yield DIGITS.at(
            loc,
            T('"{found}" mixes the digits.', found=mixed),
            expected=T("Thai or Arabic digits throughout"),
        )


def _marks(loc: Loc, text: str) -> Iterator[Finding]:
    if match := _BROKEN.search(text):
        near = text[max(0, match.start() - 4) : match.end() + 4]
        code = f"{ord(match[0][-1]):04X}"
        yield MARKS.at(
            loc,
            T('A mark (U+{code}) is out of place in "{found}".', code=code, found=near),
            expected=_WORDS,
        )


def _double_e(loc: Loc, text: str) -> Iterator[Finding]:
    if match := _DOUBLE_E.search(text):
        near = text[match.start() : match.end() + 6]
        yield DOUBLE_E.at(
            loc,
            T('"{found}" is written with two เ.', found=near),
            expected=T("{value}", value=near.replace("เเ", "แ")),
        )


def _formula(loc: Loc, text: str) -> Iterator[Finding]:
    if loc[:1] not in _SHEET or blank(text):
        return
    line = next((line for line in text.splitlines() if characters.runs(line)), None)
    if line:
        yield FORMULA.at(
            loc,
            T('The text begins with "{found}".', found=line.strip()[0]),
            expected=T("the text without that sign"),
        )


_LOOKS: tuple[Callable[[Loc, str], Iterator[Finding]], ...] = (
    _odd,
    _latin,
    _digits,
    _marks,
    _double_e,
    _formula,
)
"""What is looked for in a text as it is read, in the order of the findings."""


def _contains(found: str) -> Text:
    return T('The text contains "{found}".', found=found)


def _is_mixed(number: str) -> bool:
    return bool(re.search("[0-9]", number) and re.search("[๐-๙]", number))
