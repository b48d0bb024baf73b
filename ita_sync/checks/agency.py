"""Is the agency written as the sheet needs it: seven-digit code, bare names, official spelling?"""

import difflib
import re
from collections.abc import Iterator, Mapping

from ita_sync import thai
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.report import Agency
from ita_sync.rules import Official
from ita_sync.rules.agencies import KINDS, SOURCE, expand
from ita_sync.rules.provinces import NUMBERS_SOURCE, PROVINCES, find

_BARE = T("Kind and name have columns of their own; together they must not give the kind twice.")
_LIST = T("The imported list of agencies says how each agency is written.")

CODE = Rule(
    "AGENCY-CODE",
    ERROR,
    T("The agency code does not have seven digits"),
    T("The code finds the agency's row; every local agency has one of exactly seven digits."),
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
    T("The kind of agency is not one of the local kinds"),
    T(
        "Names alone are shared by several agencies; kind, name, district and province tell them "
        "apart."
    ),
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
UNLISTED = Rule(
    "AGENCY-UNLISTED", WARNING, T("The imported list has no agency of this code"), _LIST, SOURCE
)
OTHER = Rule(
    "AGENCY-OTHER",
    ERROR,
    T("The agency code is another agency's"),
    T("The code finds the agency's row; under another agency's code its row would be filled."),
    SOURCE,
)
SPELLING = Rule(
    "AGENCY-SPELLING",
    WARNING,
    T("The agency is spelled differently in the imported list"),
    _LIST,
    SOURCE,
)
RULES = (CODE, CODE_PROVINCE, TYPE, NAME, PROVINCE, UNLISTED, OTHER, SPELLING)

_KINDS = {
    "name": ("เทศบาล", "องค์การบริหารส่วน", *(short for short in KINDS.values() if short)),
    "district": ("อำเภอ", "อ."),
    "province": ("จังหวัด", "จ."),
}
_FIELDS = ("type", "name", "district", "province")
_CODE = re.compile("[0-9]{7}")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the agency's fields, by themselves and by the imported list."""
    agency = subject.report.agency
    code = thai.digits(agency.code)
    known = _CODE.fullmatch(code) is not None
    if known:
        yield from _code_province(agency)
    else:
        yield CODE.at(
            ("agency", "code"),
            T('The agency code is "{code}".', code=agency.code),
            expected=T('seven digits in quotes, for example "5360601"'),
        )
    if thai.fold(agency.type) not in {thai.fold(name) for name in KINDS}:
        yield _type(agency.type)
    for field, kinds in _KINDS.items():
        yield from _bare_name(field, getattr(agency, field), kinds)
    if find(agency.province) is None:
        yield _province(agency.province)
    if known:
        yield from _compare(agency, code, subject.listed)


def _code_province(agency: Agency) -> Iterator[Finding]:
    province, number = find(agency.province), thai.digits(agency.code)[1:3]
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


def _type(kind: str) -> Finding:
    full = expand(kind)
    return TYPE.at(
        ("agency", "type"),
        T('The kind of agency is "{kind}".', kind=kind),
        expected=T("{value}", value=[full] if full != kind else list(KINDS)),
    )


def _bare_name(field: str, value: str, kinds: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding if a name begins with one of the kinds that have a column of their own."""
    kind = next((kind for kind in kinds if thai.fold(value).startswith(thai.fold(kind))), None)
    if kind:
        yield NAME.at(
            ("agency", field),
            T('"{value}" begins with its kind ({kind}).', value=value, kind=kind),
            expected=T("the name alone"),
        )


def _province(name: str) -> Finding:
    close = difflib.get_close_matches(name, [province.name for province in PROVINCES])
    return PROVINCE.at(
        ("agency", "province"),
        T('There is no province "{province}".', province=name),
        expected=T("{value}", value=close[0]) if close else T("the name of a province"),
    )


def _compare(agency: Agency, code: str, listed: Mapping[str, Official]) -> Iterator[Finding]:
    """Yield where the agency differs from the imported list; an empty list says nothing."""
    if not listed:
        return
    own = listed.get(code)
    codes_of_name = [
        official.code
        for official in listed.values()
        if official.code != code and not _differs(agency, official)
    ]
    if codes_of_name and _is_elsewhere(agency, own):
        yield _other(agency, code, codes_of_name)
    elif own is None:
        yield UNLISTED.at(
            ("agency", "code"),
            T("The list has no agency {code}.", code=code),
            expected=T("a code of the list, or a newer list: ita-sync agencies import FILE"),
        )
    else:
        for field in _differs(agency, own):
            yield SPELLING.at(
                ("agency", field),
                T('Agency {code} is written "{value}".', code=code, value=getattr(agency, field)),
                expected=T("{value}", value=getattr(own, field)),
            )


def _is_elsewhere(agency: Agency, own: Official | None) -> bool:
    """Return whether the list has the code under another name or district, or not at all."""
    return own is None or not {"name", "district"}.isdisjoint(_differs(agency, own))


def _other(agency: Agency, code: str, codes: list[str]) -> Finding:
    return OTHER.at(
        ("agency", "code"),
        T(
            "{kind}{name}, district {district}, has a code other than {code}.",
            kind=agency.type,
            name=agency.name,
            district=agency.district,
            code=code,
        ),
        expected=T("{value}", value=codes),
    )


def _differs(agency: Agency, official: Official) -> list[str]:
    """Return the fields that the list spells differently; what it leaves empty is no difference."""
    return [
        field
        for field in _FIELDS
        if getattr(official, field)
        and _bare(field, getattr(agency, field)) != _bare(field, getattr(official, field))
    ]


def _bare(field: str, value: str) -> str:
    """Return a value without its kind and abbreviations, so that only true differences remain."""
    folded = thai.fold(expand(value))
    kinds = [*KINDS, *KINDS.values()] if field == "name" else _KINDS.get(field, ())
    for kind in kinds:
        shorter = folded.removeprefix(thai.fold(kind))
        if shorter and shorter != folded:
            return shorter
    return folded
