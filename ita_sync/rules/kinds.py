"""Kinds of agency, local ones and others: their words, and what agencies are called in full."""

from dataclasses import dataclass

from ita_sync import thai

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
