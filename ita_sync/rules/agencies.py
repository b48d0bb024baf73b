"""Kinds of agency; and, if imported, the list of local ones: `agencies.csv` beside the settings.

The Department of Local Administration (กรมส่งเสริมการปกครองท้องถิ่น) publishes it as open data, in
several forms over the years, so columns are found by their header. It never comes with ita-sync.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from ita_sync import thai
from ita_sync.errors import ConfigError, os_reason
from ita_sync.files import atomic_write
from ita_sync.i18n import T, Text

FILE = "agencies.csv"
SOURCE = "Department of Local Administration (กรมส่งเสริมการปกครองท้องถิ่น): list of local agencies"
KINDS = {
    "เทศบาลตำบล": "ทต.",
    "เทศบาลเมือง": "ทม.",
    "เทศบาลนคร": "ทน.",
    "องค์การบริหารส่วนตำบล": "อบต.",
    "องค์การบริหารส่วนจังหวัด": "อบจ.",
    "เมืองพัทยา": "",
}
"""The kinds of local agency and their abbreviations."""


@dataclass(frozen=True)
class OtherKind:
    """A kind of agency that is no local one: it has no seven-digit code.

    Attributes:
        name: the word with which the kind begins: มหาวิทยาลัย, or มหาวิทยาลัยราชภัฏ.
        heads: how the posts of its head begin, the usual one first.
        short: its abbreviations.
        label: the word says what the agency is, and is no part of its name.
    """

    name: str
    heads: tuple[str, ...]
    short: tuple[str, ...] = ()
    label: bool = False


_HEADS_OF_OFFICES = (
    *("เลขาธิการ", "ผู้อำนวยการ", "ปลัดกระทรวง", "ปลัดสำนัก", "อธิบดี", "หัวหน้าสำนักงาน"),
    *("นายแพทย์สาธารณสุขจังหวัด", "สาธารณสุขอำเภอ", "อัยการสูงสุด", "ผู้บัญชาการ", "ผู้ว่าการ"),
)
OTHER_KINDS = (
    OtherKind("มหาวิทยาลัย", ("อธิการบดี",), ("ม.",)),
    OtherKind("วิทยาลัย", ("ผู้อำนวยการ", "อธิการบดี", "คณบดี")),
    OtherKind("โรงพยาบาล", ("ผู้อำนวยการ",), ("รพ.",)),
    OtherKind("โรงพยาบาลส่งเสริมสุขภาพตำบล", ("ผู้อำนวยการ",), ("รพ.สต.",)),
    OtherKind("โรงเรียน", ("ผู้อำนวยการ", "ครูใหญ่", "อาจารย์ใหญ่"), ("รร.", "ร.ร.")),
    OtherKind("สถาบัน", ("ผู้อำนวยการ", "อธิการบดี", "เลขาธิการ")),
    OtherKind("สถาบันอุดมศึกษา", ("อธิการบดี", "ผู้อำนวยการ"), label=True),
    OtherKind("สถานศึกษา", ("ผู้อำนวยการ", "ครูใหญ่", "อธิการบดี"), label=True),
    OtherKind("กรม", ("อธิบดี", "เจ้ากรม", "ผู้อำนวยการ")),
    OtherKind("สำนักงาน", _HEADS_OF_OFFICES, ("สนง.",)),
    OtherKind("กระทรวง", ("ปลัดกระทรวง", "รัฐมนตรี")),
    OtherKind("ส่วนราชการ", ("อธิบดี", "เจ้ากรม", "รัฐมนตรี", *_HEADS_OF_OFFICES), label=True),
    OtherKind("องค์การมหาชน", ("ผู้อำนวยการ", "เลขาธิการ", "ผู้จัดการ", "ประธาน"), label=True),
    OtherKind(
        "รัฐวิสาหกิจ",
        ("ผู้ว่าการ", "กรรมการผู้จัดการ", "กรรมการผู้อำนวยการ", "ผู้อำนวยการ", "ผู้จัดการ"),
        label=True,
    ),
    OtherKind("จังหวัด", ("ผู้ว่าราชการ",)),
    OtherKind("อำเภอ", ("นายอำเภอ",)),
)
"""The kinds of agency that are no local ones, as far as they are known by their words.

They have no list of ours, so the words are those with which such agencies are named. Heads: the
Acts on the administration of the state (2534), on public organisations (2542), and on each
institution.
"""
_LOCAL_WORDS = ("เทศบาล", "องค์การบริหารส่วน", "อบต", "อบจ", "เมืองพัทยา")
"""What tells a local kind, also where its spelling is wrong."""

COLUMNS = ("dla_code", "type", "name_th", "district_th", "province_th")
CODE_LENGTH = 7
MAX_BYTES = 8 * 1024 * 1024
_MAX_DETAILS = 20
_HEADER_ROWS = 10
"""Rows in which a header is looked for: titles may stand above it."""

# Spellings of each column's header, folded and without punctuation.
_HEADERS = {
    "dla_code": "dlacode code laocode orgcode รหัส รหัสอปท รหัสหน่วยงาน รหัสองค์กรปกครองส่วนท้องถิ่น",
    "type": "type laotype orgtype ประเภท ประเภทอปท ประเภทหน่วยงาน ประเภทองค์กรปกครองส่วนท้องถิ่น",
    "name_th": "nameth name laoname orgname ชื่อ ชื่ออปท ชื่อหน่วยงาน ชื่อองค์กรปกครองส่วนท้องถิ่น อปท",
    "district_th": "districtth district amphoe amphur amphurname อำเภอ ชื่ออำเภอ",
    "province_th": "provinceth province changwat provincename จังหวัด ชื่อจังหวัด",
}
_OPTIONAL = {"province_th"}


@dataclass(frozen=True)
class Official:
    """One agency as the list has it: the kind in full, the name without it.

    The province is empty where the list does not give it.
    """

    code: str
    type: str
    name: str
    district: str
    province: str = ""


@dataclass(frozen=True)
class Imported:
    """What a file held: the header found for each column, and its agencies in order."""

    headers: Mapping[str, str]
    agencies: tuple[Official, ...]


def expand(kind: str) -> str:
    """Return the kind of agency in full: เทศบาลตำบล for ทต. or ทต; another text as it is."""
    folded = thai.fold(kind).rstrip(".")
    return next(
        (full for full, short in KINDS.items() if short and thai.fold(short).rstrip(".") == folded),
        kind,
    )


def is_local(kind: str) -> bool:
    """Return whether a kind of agency, in full or short, is a local one."""
    return thai.fold(expand(kind)) in {thai.fold(name) for name in KINDS}


def other_kind(kind: str) -> OtherKind | None:
    """Return which kind that is no local one a text begins with, None if it begins with none."""
    folded = thai.fold(kind)
    if any(word in folded for word in _LOCAL_WORDS):
        return None
    fitting = [
        other
        for other in OTHER_KINDS
        if folded.startswith(thai.fold(other.name)) or _is_short(kind, other)
    ]
    return max(fitting, key=lambda other: len(other.name), default=None)


def expand_other(kind: str) -> str:
    """Return a kind that is no local one in full: โรงพยาบาล for รพ.; another text as it is."""
    return next((other.name for other in OTHER_KINDS if _is_short(kind, other)), kind)


def full_name(kind: str, name: str) -> str:
    """Return what an agency that is no local one is called: มหาวิทยาลัย and ราชภัฏชัยภูมิ in one.

    The kind is not given twice where the name has it already, and not at all where it is no part of
    a name; abbreviations are written out, so that both spellings are one agency.
    """
    other = other_kind(kind)
    if other is None:
        return kind + name
    begins = expand_other(kind)
    bare = _without_kind(name, begins, other)
    return (bare or name) if other.label else begins + bare


def written_kind(name: str, kind: str, other: OtherKind) -> str:
    """Return the kind with which a name begins, as it is written there; nothing if with none."""
    shorts = [short for each in OTHER_KINDS for short in each.short if name.startswith(short)]
    short = max(shorts, key=len, default="")  # รพ.สต. is not รพ.
    spellings = [kind, other.name, *([short] if short in other.short else [])]
    return next((spelling for spelling in spellings if name.startswith(spelling)), "")


def _without_kind(name: str, kind: str, other: OtherKind) -> str:
    return name.removeprefix(written_kind(name, kind, other)).strip()


def _is_short(kind: str, other: OtherKind) -> bool:
    folded = thai.fold(kind).rstrip(".")
    return folded in {thai.fold(short).rstrip(".") for short in other.short}


def is_code(text: str) -> bool:
    """Return whether a text is seven digits, Arabic or Thai, as each local agency's code is."""
    code = thai.digits(text)
    return code.isascii() and code.isdigit() and len(code) == CODE_LENGTH


def load(folder: Path) -> dict[str, Official]:
    """Return the imported agencies by code, none where nothing was imported.

    Raises:
        ConfigError: `agencies-…`, the file is there and cannot be used.
    """
    path = folder / FILE
    return {agency.code: agency for agency in read(path).agencies} if path.is_file() else {}


def read(path: Path) -> Imported:
    """Read a list in UTF-8 or TIS-620, separated by commas, semicolons or tabs.

    Its columns are known by their headers.

    Raises:
        ConfigError: `agencies-unreadable`, `agencies-header`, or `agencies-rows` with one detail a
            line.
    """
    text = _text(path)
    known: dict[str, int] = {}
    for delimiter in ",;\t":
        rows = _split(path, text, delimiter)
        for number, row in enumerate(rows[:_HEADER_ROWS]):
            columns = _columns(row)
            if not _missing(columns):
                headers = {name: row[at] for name, at in columns.items()}
                return Imported(headers, _agencies(path, rows[number + 1 :], number + 2, columns))
            known = max(known, columns, key=len)
    raise ConfigError(
        "agencies-header",
        T("The list of agencies has no header that names its columns: {path}", path=path),
        details=[
            T("missing: {name}, for example {example}", name=name, example=_example(name))
            for name in _missing(known)
        ],
        next_step=T("Name the columns in the first line of the file and import it again."),
    )


def write(path: Path, agencies: Iterable[Official]) -> None:
    """Write the list, whole or not at all; with a byte-order mark, so that Excel shows its Thai.

    Raises:
        ConfigError: `agencies-unwritable`.
    """
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(astuple(agency) for agency in agencies)
    try:
        with atomic_write(path) as fresh:
            fresh.write_bytes(buffer.getvalue().encode("utf-8-sig"))
            fresh.chmod(0o644)  # whatever the umask: it is for everybody who uses the folder
    except OSError as error:
        raise ConfigError(
            "agencies-unwritable",
            T("{path} cannot be written: {reason}", path=path, reason=os_reason(error)),
            next_step=T("Use a configuration in a folder that you may write to: --config FILE."),
        ) from None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _unreadable(path, os_reason(error)) from None
    if len(data) > MAX_BYTES:
        raise _unreadable(path, T("it is larger than {limit} MiB", limit=MAX_BYTES // 1024**2))
    text = _decode(data)
    if text is None or "\0" in text:
        raise _unreadable(path, T("it is no text in UTF-8 or TIS-620"))
    return text


def _decode(data: bytes) -> str | None:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp874"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _split(path: Path, text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:  # a cell longer than any: a quote that is never closed swallows the rest
        raise _unreadable(path, T("a quote is opened and not closed")) from None


def _columns(row: list[str]) -> dict[str, int]:
    """Return the position of each known column in a row of headers."""
    known = {
        spelling: name for name, spellings in _HEADERS.items() for spelling in spellings.split()
    }
    found: dict[str, int] = {}
    for at, header in enumerate(row):
        name = known.get("".join(c for c in thai.fold(header) if c not in "_.-/()"))
        if name:
            found.setdefault(name, at)
    return found


def _missing(found: Mapping[str, int]) -> list[str]:
    return [name for name in COLUMNS if name not in found and name not in _OPTIONAL]


def _example(name: str) -> str:
    spellings = _HEADERS[name].split()
    return next(spelling for spelling in spellings if not spelling.isascii())


def _agencies(
    path: Path, rows: list[list[str]], first: int, columns: Mapping[str, int]
) -> tuple[Official, ...]:
    """Return the agencies of the rows below the header, the first of which is line `first`."""
    lines = {
        line: _agency({name: _cell(row, at) for name, at in columns.items()})
        for line, row in enumerate(rows, first)
        if any(cell.strip() for cell in row)
    }
    if not lines:
        raise _unusable(T("The list of agencies is empty: {path}", path=path), [])
    problems = [
        T("row {line}: {problem}", line=line, problem=problem)
        for line, agency in lines.items()
        for problem in _faults(agency)
    ]
    problems.extend(_doubled(lines.values()))
    if problems:
        what = T("The list of agencies has rows that cannot be used: {path}", path=path)
        raise _unusable(what, problems)
    return tuple(lines.values())


def _unusable(what: Text, problems: list[Text]) -> ConfigError:
    more = len(problems) - _MAX_DETAILS
    if more > 0:
        problems = [*problems[:_MAX_DETAILS], T("… and {count} more.", count=more)]
    return ConfigError(
        "agencies-rows",
        what,
        details=problems,
        next_step=T("Correct them, or fetch the list again, and import it."),
    )


def _cell(row: list[str], at: int) -> str:
    return thai.clean(row[at]) if at < len(row) else ""


def _doubled(agencies: Iterable[Official]) -> Iterator[Text]:
    for code, count in Counter(agency.code for agency in agencies).items():
        if count > 1:
            yield T("code {code} is in the list {count} times", code=code, count=count)


def _agency(cells: Mapping[str, str]) -> Official:
    kind, name = expand(cells["type"]), cells["name_th"]
    for spelling in (kind, KINDS.get(kind) or kind):
        name = name.removeprefix(spelling).strip()
    name = name or cells["name_th"]  # เมืองพัทยา is kind and name in one
    return Official(
        thai.digits(cells["dla_code"]),
        kind,
        name,
        cells["district_th"],
        cells.get("province_th", ""),
    )


def _faults(agency: Official) -> Iterator[Text]:
    if not is_code(agency.code):
        yield T('the code is "{code}", not seven digits', code=agency.code[:40])
    needed = {"type": agency.type, "name_th": agency.name, "district_th": agency.district}
    for name, value in needed.items():
        if not value:
            yield T("{name} is empty", name=name)


def _unreadable(path: Path, reason: Text) -> ConfigError:
    return ConfigError(
        "agencies-unreadable",
        T("The list of agencies cannot be read: {path} ({reason})", path=path, reason=reason),
        next_step=T("Name the CSV file as the Department publishes it, or save the table as CSV."),
    )
