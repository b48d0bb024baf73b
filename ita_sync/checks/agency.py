"""Is the agency written as the sheet needs it: a code of seven digits, bare names?"""

import difflib
import re
from collections.abc import Iterator

from ita_sync import thai
from ita_sync.checks.rules import ERROR, WARNING, Rule
from ita_sync.framework import Framework
from ita_sync.i18n import T
from ita_sync.models import Finding, Report

DLA = "Department of Local Administration (กรมส่งเสริมการปกครองท้องถิ่น): list of local agencies"

_BARE = T("Kind and name stand in columns of their own; together they must not say the kind twice.")

CODE = Rule(
    "AGENCY-CODE",
    ERROR,
    T("The agency code has not seven digits"),
    T("The code finds the agency's row; every local agency has one of exactly seven digits."),
)
TYPE = Rule(
    "AGENCY-TYPE",
    WARNING,
    T("The kind of agency is not one of the local kinds"),
    T("Names alone are shared by several agencies; kind, name, district and province tell them apart."),
)
NAME = Rule("AGENCY-NAME", WARNING, T("A name contains its kind"), _BARE)
PROVINCE = Rule(
    "AGENCY-PROVINCE",
    WARNING,
    T("There is no such province"),
    T("The province is one of the names of the official list."),
)
RULES = (CODE, TYPE, NAME, PROVINCE)

TYPES = {
    "เทศบาลตำบล": "ทต.",
    "เทศบาลเมือง": "ทม.",
    "เทศบาลนคร": "ทน.",
    "องค์การบริหารส่วนตำบล": "อบต.",
    "องค์การบริหารส่วนจังหวัด": "อบจ.",
    "เมืองพัทยา": "",
}
# Bangkok (กรุงเทพมหานคร) is no province and has no agency of this list.
PROVINCES = tuple(
    """
    กระบี่ กาญจนบุรี กาฬสินธุ์ กำแพงเพชร ขอนแก่น จันทบุรี ฉะเชิงเทรา ชลบุรี ชัยนาท ชัยภูมิ ชุมพร เชียงราย เชียงใหม่
    ตรัง ตราด ตาก นครนายก นครปฐม นครพนม นครราชสีมา นครศรีธรรมราช นครสวรรค์ นนทบุรี นราธิวาส น่าน บึงกาฬ บุรีรัมย์
    ปทุมธานี ประจวบคีรีขันธ์ ปราจีนบุรี ปัตตานี พระนครศรีอยุธยา พะเยา พังงา พัทลุง พิจิตร พิษณุโลก เพชรบุรี เพชรบูรณ์
    แพร่ ภูเก็ต มหาสารคาม มุกดาหาร แม่ฮ่องสอน ยโสธร ยะลา ร้อยเอ็ด ระนอง ระยอง ราชบุรี ลพบุรี ลำปาง ลำพูน เลย
    ศรีสะเกษ สกลนคร สงขลา สตูล สมุทรปราการ สมุทรสงคราม สมุทรสาคร สระแก้ว สระบุรี สิงห์บุรี สุโขทัย สุพรรณบุรี
    สุราษฎร์ธานี สุรินทร์ หนองคาย หนองบัวลำภู อ่างทอง อำนาจเจริญ อุดรธานี อุตรดิตถ์ อุทัยธานี อุบลราชธานี
    """.split()  # noqa: SIM905 - 76 quoted names would fill a page
)
_KINDS = {
    "name": ("เทศบาล", "องค์การบริหารส่วน", *(short for short in TYPES.values() if short)),
    "district": ("อำเภอ", "อ."),
    "province": ("จังหวัด", "จ."),
}


def check(report: Report, framework: Framework) -> Iterator[Finding]:  # noqa: ARG001 - all families have one form
    """Yield what is wrong with the agency's fields."""
    agency = report.agency
    if not re.fullmatch("[0-9]{7}", thai.digits(agency.code)):
        yield CODE.at(
            ("agency", "code"),
            T('The agency code is "{code}".', code=agency.code[:40]),
            expected=T('seven digits in quotes, for example "5360601"'),
            source=DLA,
        )
    if thai.fold(agency.type) not in {thai.fold(name) for name in TYPES}:
        yield _type(agency.type)
    for field, kinds in _KINDS.items():
        value = getattr(agency, field)
        kind = next((kind for kind in kinds if thai.fold(value).startswith(thai.fold(kind))), None)
        if kind:
            yield NAME.at(
                ("agency", field),
                T('"{value}" begins with its kind ({kind}).', value=value, kind=kind),
                expected=T("the name alone"),
                source=DLA,
            )
    bare = re.sub(r"^(จังหวัด|จ\.)", "", thai.fold(agency.province))
    if bare not in {thai.fold(name) for name in PROVINCES}:
        close = difflib.get_close_matches(agency.province[:40], PROVINCES, n=1)
        yield PROVINCE.at(
            ("agency", "province"),
            T('There is no province "{province}".', province=agency.province),
            expected=T("{value}", value=close[0]) if close else T("the name of a province"),
            source=DLA,
        )


def _type(kind: str) -> Finding:
    full = next((name for name, short in TYPES.items() if thai.fold(short) == thai.fold(kind)), None)
    return TYPE.at(
        ("agency", "type"),
        T('The kind of agency is "{kind}".', kind=kind),
        expected=T("{value}", value=[full] if full else list(TYPES)),
        source=DLA,
    )
