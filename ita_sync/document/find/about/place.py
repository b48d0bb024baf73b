"""Where the agency is: its district and province, where a document says so.

They stand beside its name, or in an address.
"""

import re
from collections.abc import Callable, Iterator

from ita_sync.document.find.about import owner
from ita_sync.document.find.words import repair
from ita_sync.document.find.words.records import Records, Said, Seen
from ita_sync.rules import provinces
from ita_sync.rules.kinds import KINDS

_DISTRICT = re.compile(r"(?:อำเภอ|อ\.)\s?(?::\s?)?([ก-๎]{2,}?)(?=$|[^ก-๎]|จังหวัด)")
_PROVINCE = re.compile(r"(?:จังหวัด|จ\.)\s?(?::\s?)?([ก-๎]{1,40})|(กรุงเทพ[ก-๎]*)")
"""A province, and letters that may come after it: each beginning of them is looked up."""
_BOTH = re.compile(r"^อำเภอ\s*[/,]\s*จังหวัด\s*[:：]?\s*([ก-๎]+)\s*[/,]\s*([ก-๎]+)$")
"""Both in one line: `อำเภอ / จังหวัด : จัตุรัส / ชัยภูมิ`."""
_FORM = re.compile(r"องค์กรปกครองส่วนท้องถิ่น\s?(?:ใน)?(?:เขต)?(?:พื้นที่)?\s?จังหวัด\s?([ก-๎]{1,40})")
_TITLES = 8
"""Lines among which the title of a form is."""
_BESIDE = re.compile(
    rf"(?:\s*\([^()]{{1,40}}\)|\s*ตั้งอยู่(?:ที่)?(?:\s*(?:เลขที่|หมู่(?:ที่)?|ถนน)\s?\S{{1,20}})*)?\s*\(?{owner.PLACE}+"
)
"""Places right behind a name, or behind its division: `เทศบาลตำบล… (สำนักปลัด) อ.บ้านไผ่ จ.ขอนแก่น`.

So, too, where a sentence says that it stands there: `วิทยาลัย… ตั้งอยู่เลขที่ 9 หมู่ 4 อำเภอ…`.
"""


def district(said: Records) -> Said | None:
    """Return the district that stands with the agency's name, or in an address of its own."""
    return _placed(said, _DISTRICT, lambda name: name)


def province(said: Records) -> Said | None:
    """Return the province that stands so, of those that there are; its own agency has its name."""

    def known(name: str) -> str | None:
        found = (provinces.find(name[:end]) for end in range(len(name), 2, -1))
        return next((one.name for one in found if one), None)

    kind, name = owner.agency(said)
    of_one = kind is not None and kind.value == "องค์การบริหารส่วนจังหวัด"
    its_own = name if of_one and name and provinces.find(name.value) else None
    return _placed(said, _PROVINCE, known) or its_own or _of_form(said, kind, known)


def _of_form(said: Records, kind: Said | None, known: Callable[[str], str | None]) -> Said | None:
    """Return the province whose form the report is: `ขององค์กรปกครองส่วนท้องถิ่น จังหวัดชัยภูมิ`."""
    if kind is None or kind.value not in KINDS:
        return None
    for seen, _ in said.lines[:_TITLES]:
        found = _FORM.search(repair.flat(seen.text))
        if found and (name := known(found[1])):
            return Said(name, (seen,))
    return None


def _placed(
    said: Records, pattern: re.Pattern[str], known: Callable[[str], str | None]
) -> Said | None:
    votes: dict[str, list[Seen]] = {}
    for text, seen in _places(said):
        for found in pattern.finditer(text):
            name = known(next(filter(None, found.groups())))
            if name and not (name == "เมือง" and _is_cut(text, found, seen)):
                votes.setdefault(name, []).append(seen)
    if not votes:
        return None
    best = max(votes, key=lambda name: len(votes[name]))
    others = tuple(
        name for name in votes if name != best and 2 * len(votes[name]) > len(votes[best])
    )

    def mentioned(seen: Seen) -> bool:
        found = pattern.finditer(repair.flat(seen.text))
        return any(best == known(next(filter(None, one.groups()))) for one in found)

    mentions = (seen for seen, _ in said.lines if mentioned(seen))
    # What names it nowhere confirms how it is spelt.
    return Said(best, tuple(dict.fromkeys((*votes[best], *mentions))), others)


def _is_cut(text: str, found: re.Match[str], seen: Seen) -> bool:
    """Say whether a name is what a line of a page ends with: the rest of it may be on the next."""
    return seen.place.page is not None and found.end() == len(text)


def _places(said: Records) -> Iterator[tuple[str, Seen]]:
    """Yield the texts that say where the agency is, with their lines."""
    known = owner.best(said)
    own = _spelt(*known) if known else None
    for seen, _ in said.lines:
        text = _BOTH.sub(r"อำเภอ\1 จังหวัด\2", owner.spelled(repair.flat(seen.text)))
        if owner.is_address(text):
            yield text, seen
        elif own:
            for found in own.finditer(text):
                if beside := _BESIDE.match(text, found.end()):
                    yield beside[0], seen


def _spelt(kind: str, name: str) -> re.Pattern[str]:
    """Return the pattern of an agency's name, its kind in full or short."""
    kinds = "|".join(re.escape(each) for each in (kind, KINDS.get(kind)) if each)
    return re.compile(rf"(?:{kinds})\s?{re.escape(name)}\s*")
