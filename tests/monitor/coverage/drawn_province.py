"""A province of 143 agencies, drawn from a seed, and its sheet, in which faults are planted.

What was planted is kept beside it: the truth that `coverage` is compared with.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any

from ita_sync.config_file import Column
from ita_sync.monitor.coverage.findings import Presence
from ita_sync.rules import Official
from ita_sync.rules.kinds import KINDS

COUNT, DISTRICTS, YEAR = 143, 16, 2566
PROVINCE = "ชัยภูมิ"
FIRST = (
    "หนอง",
    "บ้าน",
    "โนน",
    "ห้วย",
    "โคก",
    "นา",
    "ท่า",
    "วัง",
    "คลอง",
    "ซับ",
    "ป่า",
    "ดอน",
    "บึง",
    "ลาด",
)
SECOND = (
    "แดง",
    "ใหญ่",
    "ไผ่",
    "ขาม",
    "บัวระเหว",
    "สะอาด",
    "ทองคำ",
    "มะกรูด",
    "กระทุ่ม",
    "ตะแบก",
    "สีดา",
    "พลวง",
)
PLACES = ("เมืองชัยภูมิ", *(first + "สำโรง" for first in FIRST), "จัตุรัส", "คอนสาร")

IN_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

Row = dict[str, Any]


def drawn_list(rng: Random) -> list[Official]:
    """Return 143 agencies in 16 districts; three pairs share kind and name, as they do."""
    names = ["".join(pair) for pair in product(FIRST, SECOND)]
    rng.shuffle(names)
    listed = []
    for at in range(COUNT):
        kind = rng.choice(["เทศบาลตำบล", "องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนตำบล"])
        district = at % DISTRICTS
        code = f"{6 if kind.startswith('อ') else 5}36{district + 1:02}{at // DISTRICTS + 1:02}"
        listed.append(Official(code, kind, names[at], PLACES[district], PROVINCE))
    for one, other in ((0, 1), (2, 3), (4, 5)):
        twin, own = listed[one], listed[other]
        code = twin.code[0] + own.code[1:]
        listed[other] = Official(code, twin.type, twin.name, own.district, PROVINCE)
    return listed


def row_of(agency: Official) -> Row:
    """Return a complete row, by field."""
    return {
        "agency.code": agency.code,
        "agency.full_name": agency.type + agency.name,
        "agency.district": agency.district,
        "agency.province": agency.province,
        "fiscal_year": YEAR,
        "tools.IIT": 90.12,
        "total": 88.5,
        "url": f"https://www.a{agency.code}.go.th/ita/{YEAR}.pdf",
    }


def as_people_type(row: Row, agency: Official, rng: Random) -> Row:
    """Return the same row in another spelling that says the same."""
    short = KINDS[agency.type]
    ways: list[Row] = [
        {},
        {"agency.full_name": short + agency.name},
        {"agency.full_name": f"{short.rstrip('.')} {agency.name}"},
        {"agency.full_name": f"{agency.type}{agency.name} อ.{agency.district}"},
        {"agency.code": agency.code.translate(IN_THAI)},
        {"agency.code": float(agency.code)},
        {"agency.code": f" {agency.code[0]}-{agency.code[1:]}"},
        {"agency.district": f"อำเภอ{agency.district}", "agency.province": "จ.ชัยภูมิ"},
        {"agency.district": "", "agency.province": ""},
        {"fiscal_year": "พ.ศ. ๒๕๖๖"},
        {"fiscal_year": ""},
        {"url": f"www.a{agency.code}.go.th/ita"},
        {"tools.IIT": ""},
    ]
    return row | rng.choice(ways)


@dataclass
class Planted:
    """The sheet and the truth.

    Attributes:
        agencies: the list.
        states: how it stands with each, by code.
        rows: of the sheet, by field, in its order.
        strays: what is to be said of a row of no agency, by its place among the rows.
    """

    agencies: list[Official]
    states: dict[str, Presence]
    rows: list[Row] = field(default_factory=list)
    strays: dict[int, Presence] = field(default_factory=dict)

    def grid(self, columns: tuple[Column, ...]) -> list[list[Any]]:
        """Return the rows of the tab: a title, the header, the rows, a total, a note."""
        cells = [[row.get(c.field or "", "") for c in columns] for row in self.rows]
        return [
            [f"ผลการประเมิน ITA ปีงบประมาณ {YEAR} จังหวัดชัยภูมิ"],
            [c.header for c in columns],
            *cells,
            ["รวม", f"{COUNT} แห่ง"],
            [],
            ["หมายเหตุ: กรอกภายในกำหนด"],
        ]


def without_letter(name: str, rng: Random) -> str:
    """Return a name without one of its consonants, so that no other agency is called so."""
    places = [at for at, letter in enumerate(name) if "ก" <= letter <= "ฮ" and at > 1]
    at = rng.choice(places)
    return name[:at] + name[at + 1 :]


def another_code(agency: Official, taken: set[str]) -> str:
    """Return a code of no agency, of the same district."""
    return next(c for n in range(99, 0, -1) if (c := f"{agency.code[:5]}{n:02}") not in taken)


Fault = Callable[[Official, Row, Random, set[str]], tuple[Presence, list[Row]]]


def _faults() -> Iterator[tuple[int, Fault]]:
    """Yield how often each fault is planted, and what it makes of an agency's row."""
    yield 6, lambda _a, _r, _rng, _t: (Presence.MISSING, [])
    yield 3, lambda _a, r, _rng, _t: (Presence.DOUBLE, [r, r | {"total": 12}])
    yield 2, lambda _a, r, _rng, _t: (Presence.DOUBLE, [blank(r), r])
    yield 3, lambda _a, r, _rng, _t: (Presence.WRONG_YEAR, [r | {"fiscal_year": 2565}])
    yield 4, lambda _a, r, _rng, _t: (Presence.NO_DATA, [blank(r)])
    yield 1, lambda _a, r, _rng, _t: (Presence.NO_DATA, [blank(r) | {"total": "-", "url": "–"}])
    yield 2, lambda _a, r, _rng, _t: (Presence.INCOMPLETE, [r | {"url": ""}])
    yield 1, lambda _a, r, _rng, _t: (Presence.INCOMPLETE, [r | {"url": "กำลังดำเนินการ"}])
    yield 1, lambda _a, r, _rng, _t: (Presence.INCOMPLETE, [r | {"total": "-"}])
    yield 3, _misspelt
    yield 2, lambda _a, r, _rng, _t: (Presence.SPELLING, [r | {"agency.district": "ภูเขียว"}])
    yield 2, lambda a, r, _rng, t: (Presence.SPELLING, [r | {"agency.code": another_code(a, t)}])


def blank(row: Row) -> Row:
    """Return a row that was listed beforehand."""
    return {name: value for name, value in row.items() if name.startswith(("agency.", "fiscal"))}


def _misspelt(
    agency: Official, row: Row, rng: Random, _taken: set[str]
) -> tuple[Presence, list[Row]]:
    name = agency.type + without_letter(agency.name, rng)
    return Presence.SPELLING, [row | {"agency.full_name": name}]


def planted(seed: int) -> Planted:
    """Return a province with its faults."""
    rng = Random(seed)  # noqa: S311 - the same each time
    agencies = drawn_list(rng)
    found = Planted(agencies, {agency.code: Presence.COMPLETE for agency in agencies})
    alone = agencies[6:]  # those whose name no other has
    rng.shuffle(alone)
    taken = {agency.code for agency in agencies}
    rows: list[tuple[Row, Presence | None]] = []
    for count, fault in _faults():
        for _ in range(count):
            agency = alone.pop()
            state, its = fault(agency, row_of(agency), rng, taken)
            found.states[agency.code] = state
            rows += [(row, None) for row in its]
    rows += _doubtful(found, alone, rng)
    rows += [(as_people_type(row_of(agency), agency, rng), None) for agency in alone]
    rng.shuffle(rows)
    found.rows = [row for row, _ in rows]
    found.strays = {at: state for at, (_, state) in enumerate(rows) if state}
    return found


def _doubtful(
    found: Planted, alone: list[Official], rng: Random
) -> Iterator[tuple[Row, Presence | None]]:
    """Yield rows that are of no agency for certain, and the rows of the twins."""
    one, other, close, gone = alone.pop(), alone.pop(), alone.pop(), alone.pop()
    found.states |= {each.code: Presence.UNCLEAR for each in (one, close)}
    yield row_of(other) | {"agency.code": one.code}, Presence.UNCLEAR
    yield row_of(other), None
    name = close.type + without_letter(close.name, rng)
    yield row_of(close) | {"agency.code": "", "agency.full_name": name}, Presence.UNCLEAR
    found.states[gone.code] = Presence.MISSING
    for at, twin in enumerate(found.agencies[:6]):
        if at < 2:
            found.states[twin.code] = Presence.UNCLEAR
            nowhere = {"agency.code": "", "agency.district": "", "agency.province": ""}
            yield row_of(twin) | nowhere, Presence.UNCLEAR
        else:
            yield row_of(twin) | ({"agency.code": ""} if at < 4 else {"agency.district": ""}), None
    for name in ("มหาวิทยาลัยราชภัฏชัยภูมิ", "เทศบาลตำบลฟ้าฮ่าม"):
        stranger = Official("", "", name, "", PROVINCE)
        yield row_of(stranger), Presence.UNKNOWN
