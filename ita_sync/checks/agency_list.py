"""Is the agency written as the imported list has it? Part of the family `agency`."""

from collections.abc import Iterator, Mapping

from ita_sync import thai
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, Rule
from ita_sync.i18n import T
from ita_sync.report import Agency
from ita_sync.rules import Official
from ita_sync.rules.agencies import SOURCE
from ita_sync.rules.kinds import KINDS, expand

_LIST = T("The imported list of agencies says how each agency is written.")

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

BEGINNINGS = {"district": ("อำเภอ", "อ."), "province": ("จังหวัด", "จ.")}
"""Words that stand before the name of a district or province and are no part of it."""
_FIELDS = ("type", "name", "district", "province")


def check(agency: Agency, code: str, listed: Mapping[str, Official]) -> Iterator[Finding]:
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
                T(
                    'Agency {code} is written "{value}".',
                    code=code,
                    value=getattr(agency, field) or "–",
                ),
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
            district=agency.district or "–",
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
        and _bare(field, getattr(agency, field) or "") != _bare(field, getattr(official, field))
    ]


def _bare(field: str, value: str) -> str:
    """Return a value without its kind and abbreviations, so that only true differences remain."""
    folded = thai.fold(expand(value))
    kinds = [*KINDS, *KINDS.values()] if field == "name" else BEGINNINGS.get(field, ())
    for kind in kinds:
        shorter = folded.removeprefix(thai.fold(kind))
        if shorter and shorter != folded:
            return shorter
    return folded
