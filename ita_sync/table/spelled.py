"""How people type who an agency is and which year they mean: one form for all of their spellings.

A cell that says nothing gives nothing: an empty text, no year, None.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from ita_sync import thai
from ita_sync.google import CellValue
from ita_sync.row import Value, fold_value
from ita_sync.rules import kinds, provinces
from ita_sync.rules.agencies import CODE_LENGTH, is_code

_NOTHING = re.compile(r"[\s\-‐-―_.…/]*|n/?a|ไม่มี|ไม่ระบุ|#[a-z/0]+[!?]?")
"""A cell that was filled so that it should not be empty; or an error of the sheet."""
_WHOLE = re.compile(r"\.0+$")
_NO_SIGN = re.compile(r"[^0-9a-zก-๎]")
_SEVEN = re.compile(rf"(?<!\d)\d{{{CODE_LENGTH}}}(?!\d)")
_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_TWO = re.compile(r"\D*(\d{2})")
_LAST_YEAR = 2699
_COMMON_ERA = range(1990, 2100)
_BETWEEN = re.compile(r"[\s*.,:;'\"’‘“”`´\-‐-―_/ฯ)\]]")
_OFFICE = re.compile("^(?:สำนักงาน|สนง|ที่ทำการ)(?=เทศบาล|องค์ก|อบ[ตจ]|ท[ตมน])")
_FORMERLY = re.compile(r"\((?:ชื่อ)?(?:เดิม|อดีต|ยกฐานะ)[^(]*|เดิม(?=อบต|องค์ก|สุขาภิบาล|เทศบาล|ท[ตมน]).*")
"""What an agency was before: (เดิม อบต.)"""
_DISTRICT = re.compile(r"^(?:กิ่งอำเภอ|กิ่งอ\.|อำเภอ|อ\.|เขต)")
_PROVINCE = re.compile(r"^(?:จังหวัด|จ\.)")
_ITS_PROVINCE = re.compile(r"(?<=.)(?:จังหวัด|จ\.).*")
_CAPITAL = "เมือง"
_OTHER_PROVINCES = {
    "กรุงเทพ": "กรุงเทพมหานคร",
    "กทม": "กรุงเทพมหานคร",
    "อยุธยา": "พระนครศรีอยุธยา",
    "โคราช": "นครราชสีมา",
}
_DRIVE = re.compile(r"(?:/d/|[?&]id=)([\w-]{20,})")

_MARKS = dict.fromkeys(c for c in range(0xE00, 0xE60) if unicodedata.category(chr(c)) == "Mn")
_MUNICIPALITY = "เทศบาล"
# Beside the word in full and its abbreviation; `องค์กร` for `องค์การ` is a common slip.
_ALSO = {
    "เทศบาลตำบล": ("เทศบาลต", "ทตำบล"),
    "เทศบาลเมือง": ("เทศบาลม", "ทเมือง"),
    "เทศบาลนคร": ("เทศบาลน", "ทนคร"),
    "องค์การบริหารส่วนตำบล": (
        *("องค์การบริหารส่วนต", "องค์กรบริหารส่วนตำบล", "องค์กรบริหารส่วนต", "องค์การบริหารตำบล"),
        *("อบตำบล", "อบตตำบล"),
    ),
    "องค์การบริหารส่วนจังหวัด": (
        *("องค์การบริหารส่วนจ", "องค์กรบริหารส่วนจังหวัด", "องค์กรบริหารส่วนจ"),
        *("องค์การบริหารจังหวัด", "อบจังหวัด", "อบจจังหวัด"),
    ),
}


def blank(value: CellValue | Value) -> bool:
    """Return whether a cell says nothing: empty, or a dash in the place of a value."""
    return value is None or _NOTHING.fullmatch(thai.fold(str(value))) is not None


def code(value: CellValue | Value) -> str:
    """Return an agency's code without zeros before it: 5-36-06-01 and '5360601.0 are one.

    A text without a figure is no code.
    """
    text = _WHOLE.sub("", fold_value(value))
    packed = _NO_SIGN.sub("", text)
    found = _SEVEN.search(packed)
    packed = found[0] if found else packed
    return packed.lstrip("0") if any(map(str.isdecimal, packed)) else ""


def years(value: CellValue | Value) -> frozenset[int]:
    """Return the fiscal years (B.E.) that a text states: พ.ศ. ๒๕๖๖, 2566.0, 2023, 66."""
    text = fold_value(value).replace(",", "")
    stated = map(int, _FOUR.findall(text))
    found = {year + thai.BE_OFFSET if year in _COMMON_ERA else year for year in stated}
    if not found and (short := _TWO.fullmatch(text)):
        found = {_of_two_digits(short[1])}
    return frozenset(year for year in found if thai.FIRST_BE_YEAR <= year <= _LAST_YEAR)


def stated_years(value: CellValue | Value) -> frozenset[int]:
    """Return the fiscal years that a cell states: an address that was moved there states none."""
    return frozenset() if "://" in str(value) else years(value)


def _of_two_digits(year: str) -> int:
    try:
        return thai.year_of(year, None, in_thai=True) + thai.BE_OFFSET
    except thai.UnclearYearError:
        return 0


@lru_cache(maxsize=16384)
def name(text: str) -> str:
    """Return what an agency is called without spaces, dots and its word for office.

    Its number in a list may stand before it, or its code; behind it its kind, or what it once was.
    """
    return _kind_in_front(_FORMERLY.sub("", _packed(text)))


def _packed(text: str) -> str:
    packed = _BETWEEN.sub("", thai.fold(text).replace("[", "(")).lstrip("(0123456789")
    return _OFFICE.sub("", packed) if any(map(str.isalpha, packed)) else ""


def _kind_in_front(packed: str) -> str:
    """Return a name such as จัตุรัส (ทต.) with its kind where it belongs."""
    bare, bracket, behind = packed.rpartition("(")
    if not bracket:
        behind = next((word for word in _LONG_WORDS if packed.endswith(word)), "")
        bare = packed.removesuffix(behind) if behind else ""
    has_kind = any(bare.startswith(word) for word in (*_LOCAL_WORDS, *_OTHER_WORDS))
    return behind + bare if bare and behind in _LOCAL_WORDS and not has_kind else packed


def bones(named: str) -> str:
    """Return a name without the marks above and below, by which it is looked up."""
    return named.translate(_MARKS)


@lru_cache(maxsize=4096)
def parts(full_name: str) -> tuple[str, str]:
    """Return the kind of a local agency, in full, and its name; another agency has no kind."""
    packed = name(full_name)
    for word, of_kind in _by_word():
        if len(packed) > len(word) and packed.startswith(word):
            return of_kind, packed.removeprefix(word)
    return "", packed


def kind(text: str) -> str:
    """Return the kind of agency that a text is or begins with, in full; empty where it is none."""
    packed = name(text)
    local = next((full for full in kinds.KINDS if packed in _words(full)), "")
    other = None if local else kinds.other_kind(kinds.expand_other(text)) if packed else None
    return local or (other.name if other else "")


def with_kind(of_kind: str, bare: str) -> Iterator[str]:
    """Yield the spellings of a local agency's name that say its kind."""
    yield from (word + bare for word in _words(of_kind))
    plain = _MUNICIPALITY + bare
    # เทศบาล + เมืองพล is not เทศบาลตำบลเมืองพล, but another agency.
    if of_kind.startswith(_MUNICIPALITY) and parts(plain)[0] in {"", of_kind}:
        yield plain


def abbreviated(full_name: str) -> Iterator[str]:
    """Yield the spellings of an agency that is no local one: รพ.ชัยภูมิ."""
    packed = name(full_name)
    yield packed
    other = kinds.other_kind(full_name)
    if other and packed.startswith(other.name):
        yield from (name(short) + packed.removeprefix(other.name) for short in other.short)


def beside(district: str, province: str) -> Iterator[str]:
    """Yield what people add to an agency's name: nothing, its district, its province, or both."""
    in_district = ["", *(f"{word}{district}" for word in ("อำเภอ", "อ") if district)]
    in_province = ["", *(f"{word}{province}" for word in ("จังหวัด", "จ") if province)]
    for each in in_district:
        for other in in_province:
            yield each + other
            yield "(" + each + other
    if district:
        yield "(" + district


@lru_cache(maxsize=4096)
def district(text: str) -> str:
    """Return a district without อำเภอ or เขต before it and its province behind it."""
    plain = _ITS_PROVINCE.sub("", thai.fold(text))
    return _said(_DISTRICT.sub("", plain))


@lru_cache(maxsize=4096)
def province(text: str) -> str:
    """Return a province without จังหวัด before it, in full: ชย. is ชัยภูมิ."""
    said = _said(_PROVINCE.sub("", thai.fold(text)))
    by_letters = provinces.of_letters(said)
    return by_letters.name if by_letters else _OTHER_PROVINCES.get(said, said)


def _said(folded: str) -> str:
    return "" if blank(folded) else _BETWEEN.sub("", folded)


def whole_district(of_district: str, in_province: str) -> str:
    """Return a district's name in full: เมือง is short for เมืองชัยภูมิ in its province."""
    return of_district + in_province if of_district == _CAPITAL else of_district


def tells_year(address: str, of_years: frozenset[int]) -> bool:
    """Return whether an address (as `link` gives it) is of one of these years alone.

    Many an agency has one page for all years; a file of Google Drive is one report.
    """
    named = {str(year - era) for year in of_years for era in (0, thai.BE_OFFSET)}
    return "/" not in address or any(year in address for year in named)


def link(text: str) -> str:
    """Return where an address leads, however it is written; nothing where it is only a site.

    A site's first page says nothing of a year, and often nothing of an agency.
    """
    address = thai.clean(text)
    if found := _DRIVE.search(address):
        return found[1]
    try:
        where = urlsplit(address if "//" in address else f"//{address}")
    except ValueError:
        return ""
    path = unquote(where.path).rstrip("/")
    site = where.netloc.casefold().removeprefix("www.")
    return f"{site}{path}?{where.query}" if site and (path or where.query) else ""


def figure(value: CellValue | Value) -> Decimal | None:
    """Return a score, rounded as people round it; None where a cell has none."""
    try:
        plain = str(value) if isinstance(value, int | float | Decimal) else thai.figure(str(value))
        return Decimal(plain).quantize(Decimal("0.01"))
    except (ValueError, InvalidOperation):
        return None


def is_slip(one: str, other: str) -> bool:
    """Return whether one code is the other with a digit wrong, lost, added, or in another place."""
    if len(one) != len(other):
        return one in _shorter(other) or other in _shorter(one)
    return not _shorter(one).isdisjoint(_shorter(other))


def slips(text: str) -> set[str]:
    """Return the keys of which two texts share one if either is a slip of the other."""
    return {text} | _shorter(text)


def lacks_a_mark(one: str, other: str) -> bool:
    """Return whether two names are one but for a mark above or below: จตุรัส for จัตุรัส."""
    return bones(one) == bones(other) and (one in _shorter(other) or other in _shorter(one))


def _shorter(text: str) -> set[str]:
    return {text[:at] + text[at + 1 :] for at in range(len(text))}


def same_area(one: str, other: str) -> bool:
    """Return whether two codes are of one province and district, which digits 2 to 5 say."""
    return is_code(one) and is_code(other) and one[1:5] == other[1:5]


@lru_cache(maxsize=64)
def _words(of_kind: str) -> tuple[str, ...]:
    short = kinds.KINDS[of_kind]
    return (_packed(of_kind), *([_packed(short)] if short else []), *_ALSO.get(of_kind, ()))


@lru_cache(maxsize=1)
def _by_word() -> tuple[tuple[str, str], ...]:
    """Return each word for a local kind and the kind, the longest word first."""
    words = [(word, of_kind) for of_kind in kinds.KINDS for word in _words(of_kind)]
    return tuple(sorted(words, key=lambda each: -len(each[0])))


_LOCAL_WORDS = frozenset(word for of_kind in kinds.KINDS for word in _words(of_kind))
_LONG_WORDS = sorted((w for w in _LOCAL_WORDS if len(w) > len("ทต")), key=len, reverse=True)
"""Without ทต, ทม and ทน: a place may be called so at its end."""
_OTHER_WORDS = frozenset(
    word
    for kind in kinds.OTHER_KINDS
    for word in map(_packed, (kind.name, *kind.short))
    if len(word) > 1
)
