"""Is the agency written as the sheet needs it: its code, bare names, official spelling?"""

import difflib
import re
from collections.abc import Iterator

from ita_sync import thai
from ita_sync.checks import agency_list
from ita_sync.checks.agency_list import BEGINNINGS
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T, Text
from ita_sync.report import Agency
from ita_sync.rules.agencies import CODE_LENGTH, SOURCE, is_code
from ita_sync.rules.kinds import (
    KINDS,
    OtherKind,
    expand,
    expand_other,
    is_local,
    other_kind,
    written_kind,
)
from ita_sync.rules.provinces import NUMBERS_SOURCE, PROVINCES, find

_BARE = T("Kind and name have columns of their own; together they must not give the kind twice.")
CODE = Rule(
    "AGENCY-CODE",
    ERROR,
    T("The agency code is missing, or does not have seven digits"),
    T("The code finds the agency's row; every local agency has one of exactly seven digits."),
    SOURCE,
)
CODE_KIND = Rule(
    "AGENCY-CODE-KIND",
    WARNING,
    T("The code is none of the local agencies' codes"),
    T(
        "Only local agencies have a code of seven digits; the row of another agency is found by "
        "its name."
    ),
    SOURCE,
)
CODE_PROVINCE = Rule(
    "AGENCY-CODE-PROVINCE",
    WARNING,
    T("The agency code belongs to another province"),
    T("The second and third digit of the code are the number of the province."),
    NUMBERS_SOURCE,
)
TYPE = Rule(
    "AGENCY-TYPE",
    WARNING,
    T("The kind of agency is not known, or not written in full"),
    T(
        "Names alone are shared by several agencies; kind, name, district and province tell them "
        "apart."
    ),
    SOURCE,
)
DISTRICT = Rule(
    "AGENCY-DISTRICT",
    ERROR,
    T("The district is missing"),
    T("Names alone are shared by several local agencies; the district tells them apart."),
    SOURCE,
)
NAME = Rule("AGENCY-NAME", WARNING, T("A name contains its kind"), _BARE, SOURCE)
PROVINCE = Rule(
    "AGENCY-PROVINCE",
    WARNING,
    T("There is no such province"),
    T("The province is one of the names of the official list."),
    SOURCE,
)
RULES = (
    *(CODE, CODE_KIND, CODE_PROVINCE, TYPE, DISTRICT, NAME, PROVINCE),
    *(agency_list.UNLISTED, agency_list.OTHER, agency_list.SPELLING),
)

_KINDS = {
    "name": ("เทศบาล", "องค์การบริหารส่วน", *(short for short in KINDS.values() if short)),
    **BEGINNINGS,
}
_BANGKOK = "กรุงเทพมหานคร"
"""No province, and without local agencies of the list; but the seat of many others."""
_EXAMPLES = ["มหาวิทยาลัย", "โรงพยาบาล", "กรม", "ส่วนราชการ", "องค์การมหาชน", "รัฐวิสาหกิจ"]
"""Kinds that are no local ones: every such agency is of one of them."""
_NO_CODE = T("no code; a local agency's has seven digits")
_LIKE_DIGITS = str.maketrans("oli|", "0111")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the agency's fields, by themselves and by the imported list."""
    agency = subject.report.agency
    other = other_kind(agency.type)
    code = thai.digits(agency.code) if agency.code and is_code(agency.code) else None
    if code:
        yield from _code_province(agency, code)
    else:
        yield from _no_code(agency, other)
    yield from _type(agency.type, other)
    yield from _names(agency, other)
    if find(agency.province) is None and not _is_in_bangkok(agency, other):
        yield _province(agency.province)
    if code:
        yield from agency_list.check(agency, code, subject.listed)


def _no_code(agency: Agency, other: OtherKind | None) -> Iterator[Finding]:
    """Yield what is wrong where a report gives no code of seven digits.

    A code of another list is no fault of an agency that is no local one, as long as nobody can take
    it for a local agency's.
    """
    if agency.code is None:
        if other is None:
            what = T("There is no agency code.")
            yield CODE.at(("agency", "code"), what, expected=_expected_code(agency.type))
        return
    rule = CODE_KIND if other and not _looks_local(agency.code) else CODE
    yield rule.at(
        ("agency", "code"),
        T('The agency code is "{code}".', code=agency.code),
        expected=_NO_CODE if other else _expected_code(agency.type),
    )


def _expected_code(kind: str) -> Text:
    """Return what an agency needs whose kind does not say that it is no local one."""
    digits = T('seven digits in quotes, for example "5360601"')
    if is_local(kind):
        return digits
    return T(
        "{digits}; or, for an agency that is no local one, a kind that says so ({kinds} …)",
        digits=digits,
        kinds=_EXAMPLES,
    )


def _looks_local(code: str) -> bool:
    """Return whether a code may be a mistyped one of seven digits, or be taken for one in a sheet.

    A digit is missing or too many, a letter stands for a digit, or zeros precede seven digits: as a
    number in the sheet it is the same.
    """
    plain = re.sub(r"[\W_]", "", thai.fold(code)).translate(_LIKE_DIGITS)
    shown = plain.lstrip("0")
    lengths = range(CODE_LENGTH - 1, CODE_LENGTH + 2)
    return plain.isdecimal() and (len(plain) in lengths or len(shown) in lengths)


def _code_province(agency: Agency, code: str) -> Iterator[Finding]:
    province, number = find(agency.province), code[1:3]
    if province is None or number in province.numbers:
        return
    owner = next((other.name for other in PROVINCES if number in other.numbers), None)
    if owner:
        what = T("{number} is the number of {province}.", number=number, province=owner)
    else:
        what = T("{number} is the number of no province.", number=number)
    numbers = " / ".join(province.numbers)
    yield CODE_PROVINCE.at(
        ("agency", "code"),
        what,
        expected=T("{number} for {province}", number=numbers, province=province.name),
    )


def _type(kind: str, other: OtherKind | None) -> Iterator[Finding]:
    """Yield a finding if a kind is neither a local one nor begins with another, both in full."""
    full = expand_other(kind) if other else expand(kind)
    known = other is not None or thai.fold(kind) in {thai.fold(name) for name in KINDS}
    if known and full == kind:
        return
    if full != kind:
        expected = T("{value}", value=[full])
    else:
        expected = T("{local}; or no local kind: {kinds} …", local=list(KINDS), kinds=_EXAMPLES)
    yield TYPE.at(
        ("agency", "type"), T('The kind of agency is "{kind}".', kind=kind), expected=expected
    )


def _names(agency: Agency, other: OtherKind | None) -> Iterator[Finding]:
    """Yield which names begin with a kind that has a column of its own, and which is missing."""
    if agency.district is None and other is None:
        yield DISTRICT.at(
            ("agency", "district"),
            T("There is no district."),
            expected=T("the name of the district, without อำเภอ"),
        )
    written = {"name": agency.name, "district": agency.district, "province": agency.province}
    for field, value in written.items():
        if value is None:
            continue
        if field == "name" and other:
            kind = written_kind(value, agency.type, other)
        else:
            kind = _kind_before(value, _KINDS[field])
        if kind:
            yield NAME.at(
                ("agency", field),
                T('"{value}" begins with its kind ({kind}).', value=value, kind=kind),
                expected=T("the name alone"),
            )


def _kind_before(value: str, kinds: tuple[str, ...]) -> str:
    """Return which of the kinds a name begins with, nothing if with none."""
    return next((kind for kind in kinds if thai.fold(value).startswith(thai.fold(kind))), "")


def _is_in_bangkok(agency: Agency, other: OtherKind | None) -> bool:
    return other is not None and thai.fold(agency.province) == thai.fold(_BANGKOK)


def _province(name: str) -> Finding:
    close = difflib.get_close_matches(name, [province.name for province in PROVINCES])
    return PROVINCE.at(
        ("agency", "province"),
        T('There is no province "{province}".', province=name),
        expected=T("{value}", value=close[0]) if close else T("the name of a province"),
    )
