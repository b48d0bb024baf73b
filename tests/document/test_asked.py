"""What is asked of a person: once, where it matters."""

from ita_sync.document import describe, write
from ita_sync.document.asked import ask
from ita_sync.document.draft import Draft, Field, Node, Trust
from ita_sync.document.parts import Spot
from ita_sync.i18n import T
from tests.document.drafts import at, draft

SHOWN = frozenset({"agency.full_name", "weak.items", "memo.date"})
NUMBERS = ("o13", "o14", "o21", "o22")


def _single(value: str, line: int) -> Field:
    return Field(value, Trust.SINGLE, (at(value, line=line),))


def _read(shown: frozenset[str] | None = SHOWN) -> Draft:
    mended = [
        Field(item, Trust.MENDED, (at(f"๐{item[1:]}", line=20),), T("its number is {n}", n=item))
        for item in NUMBERS
    ]
    measures: Node = [
        {"item": item, "division": _single("กองคลัง", 30 + n), "due": _single("มีนาคม", 40 + n)}
        for n, item in enumerate(mended)
    ]
    fields: dict[str, Node] = {
        "agency": {"name": _single("หนองไผ่", 3), "district": _single("เมือง", 4)},
        "memo": {"date": _single("1 ตุลาคม 2566", 5), "subject": _single("รายงาน", 6)},
        "total": Field("78.41", Trust.SINGLE, (at("78.41", line=7),)),
        "indicators": [{"number": Field("1"), "score": _single("90.00", 8)}],
        "weak": [{"indicator": Field("9"), "items": [{"item": _single("o13", 9)}]}],
        "measures": measures,
        "url": Field(None, Trust.DOUBTFUL, (at("htp", line=99),)),
    }
    made = draft(fields)
    return Draft(made.document, made.fields, shown=shown)


def test_what_reaches_the_sheet_is_asked_first_then_what_a_sum_uses() -> None:
    """A name behind a column that puts two fields together counts; free texts do not."""
    asked = ask(_read())
    assert [loc for loc, _ in asked.single] == [
        ("agency", "name"),
        ("memo", "date"),
        ("weak", 0, "items", 0, "item"),
        ("total",),
        ("indicators", 0, "score"),
    ]
    assert [loc for loc, _ in asked.doubtful] == [("url",)]


def test_the_rest_is_asked_by_section() -> None:
    """Each with its size, and where the document begins and ends to say it."""
    assert [
        (each.loc, each.count, each.first.line, each.last.line) for each in ask(_read()).sections
    ] == [
        (("agency",), 1, 4, 4),
        (("memo",), 1, 6, 6),
        (("measures",), 4, 30, 43),
    ]


def test_everything_is_asked_where_nobody_knows_the_columns() -> None:
    """No section, and no value left out."""
    asked = ask(_read(None))
    assert len(asked.single) == 15
    assert not asked.sections


def test_mends_of_one_kind_are_told_as_one() -> None:
    """Two are told by themselves."""
    asked = ask(_read())
    assert not asked.mended
    assert [len(group) for group in asked.alike] == [4]
    said = [str(line) for line in describe.summarise(_read())]
    (told,) = [line for line in said if "4 of them" in line]
    assert told == (
        '- Item, 4 of them; for example measure for o13: o13 (mended, read from line 20: "๐13"; '
        "its number is o13)"
    )


def test_the_file_has_a_mark_where_something_is_asked_and_nowhere_else() -> None:
    """Beside a value, or on a line of its own above a section; one mark a section."""
    lines = write.render(_read(), "en").splitlines()
    marked = [line.split("#")[0].strip() for line in lines if "  # ? " in line]
    assert marked == [
        "name: หนองไผ่",
        "date: 1 ตุลาคม 2566",
        "total: 78.41",
        "score: 90.00",
        "- item: o13",
    ]
    above = [lines[number + 1] for number, line in enumerate(lines) if line.startswith("# ? ")]
    assert above == ["agency:", "memo:", "measures:"]
    (measures,) = [line for line in lines if line.startswith("# ? ") and "(4)" in line]
    assert "read from Next year's measures (4): lines 30 to 43; nothing confirms it" in measures


def test_a_section_without_places_is_asked_without_them() -> None:
    """Nothing is made up."""
    made = draft({"strengths": [{"point": Field("ดี", Trust.SINGLE)}]})
    asked = ask(Draft(made.document, made.fields, shown=SHOWN))
    (section,) = asked.sections
    assert section.first == Spot()
    assert str(describe.describe_section(section, made)) == "Strengths (1)"
