"""Errors in words, document numbers, dates, codes and links: each breaks a rule of its field."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from ita_sync import thai
from ita_sync.report import Loc
from ita_sync.rules import Framework
from tests.checks.wording import PROVINCES

Data = dict[str, Any]
Blunder = Callable[[Random, Data, Framework], Loc | None]

LINKS = {
    "no address": (
        "#",
        "-",
        "รายงาน ITA",
        "www.banmai.go.th/ita.pdf",
        "https://",
        "https://www.banmai.go.th/a b.pdf",
    ),
    "local path": (
        r"C:\Users\ita\report.pdf",
        "file:///D:/ita/report.pdf",
        r"\\server\share\ita.pdf",
    ),
    "intranet": (
        "http://192.168.1.10/ita.pdf",
        "http://intranet/ita.pdf",
        "http://localhost:8080/ita.pdf",
    ),
    "survey": ("https://itas.nacc.go.th/go/eit/abc123", "https://itas.nacc.go.th/go/iit/xyz789"),
    "drive for some": (
        "https://drive.google.com/file/d/1aB2cD3eF4gH5iJ6/view?usp=drive_fs",
        "https://docs.google.com/document/d/1aB2cD3eF4gH5iJ6/edit",
    ),
    "password": ("https://admin:1234@www.banmai.go.th/ita.pdf",),
    "example domain": ("https://www.example.com/ita.pdf", "https://banmai.example/ita.pdf"),
}


def _link(texts: tuple[str, ...]) -> Blunder:
    def change(rng: Random, data: Data, _: Framework) -> Loc | None:
        data["url"] = rng.choice(texts)
        return ("url",)

    return change


def last_years_link(rng: Random, data: Data, framework: Framework) -> Loc | None:
    """Link to a folder of an earlier year."""
    data["url"] = (
        f"https://www.banmai.go.th/ita/{framework.fiscal_year - rng.randint(1, 3)}/report.pdf"
    )
    return ("url",)


def memo_year(rng: Random, data: Data, framework: Framework) -> Loc | None:
    """Date the memo in another decade, or count the Buddhist era twice or not at all."""
    day = thai.parse_date(data["memo"]["date"])
    year = day.year + thai.BE_OFFSET
    wrong = rng.choice(
        [
            year + rng.choice([-20, -10, 10, 20]),
            year + thai.BE_OFFSET,
            day.year - thai.BE_OFFSET + 1000,
        ]
    )
    month = thai.MONTHS[day.month - 1]
    if framework.fiscal_year <= wrong <= framework.fiscal_year + 1:
        return None
    data["memo"]["date"] = f"{min(day.day, 28)} {month} {wrong}"
    return "memo", "date"


def letter_after_memo(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Refer to a letter that is newer than the memo."""
    if not data["memo"].get("refers_to"):
        return None
    day = thai.parse_date(data["memo"]["date"]) + timedelta(days=rng.randint(1, 300))
    data["memo"]["refers_to"]["date"] = day.isoformat()
    return "memo", "refers_to", "date"


def memo_number(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Damage the memo's number: no slash, no letters before it, nothing after the slash."""
    number = data["memo"]["number"]
    head, _, tail = number.partition("/")
    data["memo"]["number"] = rng.choice(
        [f"{head}{tail}", head, f"{head}/", number.partition(" ")[2]]
    )
    return "memo", "number"


def memo_letters(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Misread the letters of the province: ชย as ขย."""
    number = data["memo"]["number"]
    known = {letters for _, _, letters in PROVINCES}
    wrong = [
        number[:2].replace(a, b)
        for a, b in (("ช", "ซ"), ("ข", "ฃ"), ("น", "ฬ"), ("อ", "ฮ"), ("ส", "ศ"), ("ภ", "ฎ"))
    ]
    choices = [letters for letters in wrong if letters not in known]
    data["memo"]["number"] = rng.choice(choices) + number[2:]
    return "memo", "number"


def code_length(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Lose a digit of the agency code, add one, or take a letter for one."""
    code = data["agency"]["code"]
    data["agency"]["code"] = rng.choice(
        [code[:-1], code + "0", code.replace("0", "O", 1).replace("1", "l", 1)]
    )
    return ("agency", "code") if data["agency"]["code"] != code else None


def code_province(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Take the agency code of another province."""
    code, own = data["agency"]["code"], data["agency"]["province"]
    number = rng.choice([number for name, number, _ in PROVINCES if name != own])
    data["agency"]["code"] = f"{code[0]}{number}{code[3:]}"
    return "agency", "code"


def province(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Misspell the province by a letter left out."""
    name = data["agency"]["province"]
    at = rng.randrange(len(name))
    data["agency"]["province"] = name[:at] + name[at + 1 :]
    return "agency", "province"


def kind(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Give a kind that no local agency has, or an abbreviation."""
    data["agency"]["type"] = rng.choice(["เทศบาล", "ทต.", "อบต.", "สำนักงานเทศบาล", "เทศบาลตำบน"])
    return "agency", "type"


def kind_in_name(_: Random, data: Data, __: Framework) -> Loc | None:
    """Put the kind before the name."""
    data["agency"]["name"] = data["agency"]["type"] + data["agency"]["name"]
    return "agency", "name"


def _letters(strange: str) -> Blunder:
    def change(rng: Random, data: Data, _: Framework) -> Loc | None:
        places: list[tuple[Loc, Data, str]] = [
            (("memo", "subject"), data["memo"], "subject"),
            (("agency", "district"), data["agency"], "district"),
            *(
                (("strengths", i, "point"), each, "point")
                for i, each in enumerate(data["strengths"])
            ),
            *(
                (("measures", i, "division"), each, "division")
                for i, each in enumerate(data["measures"])
            ),
        ]
        loc, holder, key = rng.choice(places)
        at = rng.randint(1, len(holder[key]) - 1)
        holder[key] = holder[key][:at] + rng.choice(strange) + holder[key][at:]
        return loc

    return change


def formula(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Begin a text as a spreadsheet's formula begins."""
    data["memo"]["subject"] = rng.choice(["=1+1", "=HYPERLINK(A1)", "+66 2000", "@A1"])
    return "memo", "subject"


def mixed_digits(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Write one digit of the memo's subject in Thai and the others in Arabic."""
    text = data["memo"]["subject"]
    last = text[-rng.randint(1, 3)]
    data["memo"]["subject"] = text[:-4] + text[-4:].replace(last, last.translate(THAI), 1)
    return "memo", "subject"


THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def _measure(change: Callable[[Random, Data, int], None]) -> Blunder:
    def plant(rng: Random, data: Data, framework: Framework) -> Loc | None:
        if not data["measures"]:
            return None
        at = rng.randrange(len(data["measures"]))
        change(rng, data["measures"][at], framework.fiscal_year)
        return "measures", at

    return plant


def _no_division(_: Random, measure: Data, __: int) -> None:
    measure["division"] = None


def _no_steps(_: Random, measure: Data, __: int) -> None:
    measure["steps"] = []


def _no_time(_: Random, measure: Data, __: int) -> None:
    measure["due"] = measure["due_date"] = None


def _due_date(rng: Random, measure: Data, year: int) -> None:
    day = date(year - thai.BE_OFFSET + rng.choice([-1, 2]), 6, rng.randint(1, 28))
    measure["due"], measure["due_date"] = None, day.isoformat()


def _due_month(rng: Random, measure: Data, year: int) -> None:
    measure["due"], measure["due_date"] = (
        f"ภายในเดือนมิถุนายน {year + rng.choice([-9, 0, 2, 10])}",
        None,
    )


def measure_stray(rng: Random, data: Data, framework: Framework) -> Loc | None:
    """Add a measure for an item that is not weak."""
    if not data["measures"]:
        return None
    weak = {item["item"] for entry in data["weak"] for item in entry["items"]}
    free = [item for rule in framework.indicators for item in rule.all_items if item not in weak]
    if not free:
        return None
    data["measures"].append({**data["measures"][0], "item": rng.choice(free)})
    return "measures", len(data["measures"]) - 1, "item"


def three_decimals(rng: Random, data: Data, _: Framework) -> Loc | None:
    """Print a score with a third decimal."""
    at = rng.randrange(len(data["indicators"]))
    data["indicators"][at]["score"] += str(rng.randint(1, 9))
    return "indicators", at, "score"


CLASSES: dict[str, Blunder] = {
    "score with three decimals": three_decimals,
    "measure without division": _measure(_no_division),
    "measure without steps": _measure(_no_steps),
    "measure without time": _measure(_no_time),
    "measure due on a day of another year": _measure(_due_date),
    "measure due in a month of another year": _measure(_due_month),
    "measure for an item that is not weak": measure_stray,
    "memo: wrong year": memo_year,
    "memo: letter after it": letter_after_memo,
    "memo: damaged number": memo_number,
    "memo: letters of no province": memo_letters,
    "agency: damaged code": code_length,
    "agency: another province's code": code_province,
    "agency: misspelt province": province,
    "agency: no such kind": kind,
    "agency: kind in the name": kind_in_name,
    **{f"link: {name}": _link(texts) for name, texts in LINKS.items()},
    "link: last year's": last_years_link,
    "text: Lao letter": _letters("ຄຂງຈ"),
    "text: unreadable mark": _letters("\ufffd\uf70a\uf710"),
    "text: like a formula": formula,
    "text: mixed digits": mixed_digits,
}
