"""Is the agency written as the sheet needs it: a code of seven digits, bare names, the official spelling?"""

import difflib
import re
from collections.abc import Iterator, Mapping

from ita_sync import thai
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, Rule
from ita_sync.i18n import T
from ita_sync.report import Agency, Report
from ita_sync.rules import Framework, Official
from ita_sync.rules.agencies import KINDS, SOURCE, expand
from ita_sync.rules.provinces import NUMBERS_SOURCE, PROVINCES, find

_BARE = T("Kind and name stand in columns of their own; together they must not say the kind twice.")
_LIST = T("The imported list of agencies says how each agency is written.")

CODE = Rule(
    "AGENCY-CODE",
    ERROR,
    T("The agency code has not seven digits"),
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
    "AGENCY-SPELLING", WARNING, T("The agency is spelled unlike the imported list"), _LIST, SOURCE
)
RULES = (CODE, CODE_PROVINCE, TYPE, NAME, PROVINCE, UNLISTED, OTHER, SPELLING)

_KINDS = {
    "name": ("เทศบาล", "องค์การบริหารส่วน", *(short for short in KINDS.values() if short)),
    "district": ("อำเภอ", "อ."),
    "province": ("จังหวัด", "จ."),
}
_FIELDS = ("type", "name", "district", "province")


def check(report: Report, framework: Framework) -> Iterator[Finding]:  # noqa: ARG001 - all families have one form
    """Yield what is wrong with the agency's fields."""
    agency = report.agency
    if not re.fullmatch("[0-9]{7}", thai.digits(agency.code)):
        yield CODE.at(
            ("agency", "code"),
            T('The agency code is "{code}".', code=agency.code),
            expected=T('seven digits in quotes, for example "5360601"'),
        )
    else:
        yield from _code_province(agency)
    if thai.fold(agency.type) not in {thai.fold(name) for name in KINDS}:
        yield _type(agency.type)
    for field, kinds in _KINDS.items():
        value = getattr(agency, field)
        kind = next((kind for kind in kinds if thai.fold(value).startswith(thai.fold(kind))), None)
        if kind:
            yield NAME.at(
                ("agency", field),
                T('"{value}" begins with its kind ({kind}).', value=value, kind=kind),
                expected=T("the name alone"),
            )
    if find(agency.province) is None:
        close = difflib.get_close_matches(
            agency.province, [province.name for province in PROVINCES]
        )
        yield PROVINCE.at(
            ("agency", "province"),
            T('There is no province "{province}".', province=agency.province),
            expected=T("{value}", value=close[0]) if close else T("the name of a province"),
        )


def compare(agency: Agency, listed: Mapping[str, Official]) -> Iterator[Finding]:
    """Yield where the agency differs from the imported list, by code.

    An empty list says nothing.
    """
    code = thai.digits(agency.code)
    if not listed or not re.fullmatch("[0-9]{7}", code):
        return
    own = listed.get(code)
    others = [
        official
        for official in listed.values()
        if official.code != code and not _differs(agency, official)
    ]
    if others and (
        own is None or "name" in _differs(agency, own) or "district" in _differs(agency, own)
    ):
        yield OTHER.at(
            ("agency", "code"),
            T(
                "{kind}{name}, district {district}, has another code than {code}.",
                kind=agency.type,
                name=agency.name,
                district=agency.district,
                code=code,
            ),
            expected=T("{value}", value=[official.code for official in others]),
        )
        return
    if own is None:
        yield UNLISTED.at(
            ("agency", "code"),
            T("The list has no agency {code}.", code=code),
            expected=T("a code of the list, or a newer list: ita-sync agencies import FILE"),
        )
        return
    for field in _differs(agency, own):
        yield SPELLING.at(
            ("agency", field),
            T('Agency {code} is written "{value}".', code=code, value=getattr(agency, field)),
            expected=T("{value}", value=getattr(own, field)),
        )


def _differs(agency: Agency, official: Official) -> list[str]:
    """Return the fields in which an agency is written otherwise.

    What the list leaves empty is no difference.
    """
    return [
        field
        for field in _FIELDS
        if getattr(official, field)
        and _bare(field, getattr(agency, field)) != _bare(field, getattr(official, field))
    ]


def _bare(field: str, value: str) -> str:
    """Return a form in which only true differences of spelling remain: no kind before it, no abbreviation."""
    folded = thai.fold(expand(value))
    kinds = [*KINDS, *KINDS.values()] if field == "name" else _KINDS.get(field, ())
    for kind in kinds:
        if len(shorter := folded.removeprefix(thai.fold(kind))) < len(folded) and shorter:
            return shorter
    return folded


def _code_province(agency: Agency) -> Iterator[Finding]:
    province, number = find(agency.province), thai.digits(agency.code)[1:3]
    if province is None or number in province.numbers:
        return
    owner = next((other.name for other in PROVINCES if number in other.numbers), None)
    told = T("{number} is the number of {province}.", number=number, province=owner)
    yield CODE_PROVINCE.at(
        ("agency", "code"),
        told if owner else T("{number} is the number of no province.", number=number),
        expected=T(
            "{number} for {province}", number=" / ".join(province.numbers), province=province.name
        ),
    )


def _type(kind: str) -> Finding:
    full = expand(kind)
    return TYPE.at(
        ("agency", "type"),
        T('The kind of agency is "{kind}".', kind=kind),
        expected=T("{value}", value=[full] if full != kind else list(KINDS)),
    )
