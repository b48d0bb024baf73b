"""What does not fit a field: said with place, what was found, what is expected, and a guess."""

from pathlib import Path

import pytest

from ita_sync.errors import Exit
from ita_sync.report import load_report
from ita_sync.report.problems import guess_item
from tests.report.conftest import Refuse, Said, Write, first, lines, problems, written


@pytest.mark.parametrize(
    ("old", "new", "at", "detail"),
    [
        ("total: 78.41", "total: &t 78.41", "&t", "total: anchors (&t) are not read"),
        ("total: 78.41", "total: *t", "*t", "total: aliases (*t) are not read"),
        (
            "total: 78.41",
            "total: !!float 78.41",
            "!!float",
            "total: tags (tag:yaml.org,2002:float)",
        ),
        ("total: 78.41", "total: ! 78.41", "! 78.41", "total: tags (!) are not read"),
        (
            "total: 78.41",
            "total: 78.41\ntotal: 78.42",
            "total: 78.42",
            'total: "total" is given twice, first on line 29',
        ),
        ("total: 78.41", "total: 78.41\n<<: {a: 1}", "<<", "<<: merging with << is not read"),
        (
            "total: 78.41",
            "total: 78.41\n? [a, b]\n: 1",
            "[a, b]",
            "the file: expected the name of a field",
        ),
        ("total: 78.41", "total: 78.41\n~: 1", "~: 1", "~: expected the name of a field"),
        ("total: 78.41", "total: 78.41\n1: x", "1: x", "1: is not a field here"),
        (
            "total: 78.41",
            'total: "7\\0"',
            '"7\\0"',
            "total: there is an invisible control character (U+0000) here",
        ),
        (
            "total: 78.41",
            "total: 78,410",
            "78,410",
            'total: found "78,410", expected a score with a point before its decimals',
        ),
        (
            "total: 78.41",
            "total: 1,234",
            "1,234",
            'total: found "1,234", expected a score with a p',
        ),
        (
            "score: 98.01",
            "score: 98,01",
            "98,01",
            'indicator 1 · Score: found "98,01", but between brackets a comma ends the value',
        ),
        (
            "score: 98.01",
            "score: ๙๘,๐๑ คะแนน",
            "๙๘,๐๑ คะแนน",
            'indicator 1 · Score: found "๙๘,๐๑ คะแนน", but between brackets a comma',
        ),
        ("total: 78.41", "total: 7.8e1", "7.8e1", 'total: found "7.8e1", expected a score'),
        ("total: 78.41", "total: nan", "nan", 'total: found "nan", expected a score'),
        ("total: 78.41", "total: [1]", "[1]", "total: found a list, expected a score"),
        (
            "total: 78.41",
            "total: {a: 1}",
            "{a: 1}",
            "total: found a group of fields, expected a score",
        ),
        (
            "fiscal_year: 2566",
            "fiscal_year: 2566.0",
            "2566.0",
            'fiscal_year: found "2566.0", expected a whole',
        ),
        (
            "fiscal_year: 2566",
            "fiscal_year: []",
            "[]",
            "fiscal_year: found a list, expected a whole number",
        ),
        (
            "schema_version: 1",
            "schema_version: 2",
            "2\n",
            'schema_version: found "2", expected one of: 1',
        ),
        (
            "27 ตุลาคม 2566",
            "31 กันยายน 2566",
            "31 กัน",
            'memo.date: found "31 กันยายน 2566", expected an exist',
        ),
        (
            "27 ตุลาคม 2566",
            "27 ต.ค. 26",
            "27 ต",
            'memo.date: found "27 ต.ค. 26", expected the year with four digits, for example 2569',
        ),
        (
            "27 ตุลาคม 2566",
            "27 ต.ค. พ.ศ. 2023",
            "27 ต",
            'memo.date: found "27 ต.ค. พ.ศ. 2023", expected a year of the era before it',
        ),
        ("27 ตุลาคม 2566", "[1]", "[1]", "memo.date: found a list, expected an existing date"),
        (
            "  province: ชัยภูมิ",
            "  province: ''",
            "''",
            "agency.province: is empty; it holds: Province",
        ),
        (
            "  district: จัตุรัส",
            "  district: {a: b}",
            "{a: b}",
            "agency.district: found a group of fields, expected",
        ),
        (
            "tool: OIT, name: การเปิด",
            "tool: oit, name: การเปิด",
            "oit",
            'indicator 9 · Tool: IIT, EIT or OIT: found "oit", expected',
        ),
        ("- ขยายช่องทาง", "- ~ #", "~", "measure for e7 · Steps, no. 1: is empty; it holds: Steps"),
        (
            "item: e10",
            "item: ๐๑๓",
            "๐๑๓",
            'Weak items, no. 3 · Item: found "๐๑๓", expected an item such as',
        ),
        (
            "item: e10",
            "item: MOIT ๕",
            "MOIT",
            "Weak items, no. 3 · Item: MOIT 5 is an item of the hospitals' own assessment",
        ),
        (
            "  - item: e6\n    division",
            "  - item: ข้อ moit-22.1\n    division",
            "ข้อ",
            "Next year's measures, no. 1 · Item: MOIT 22 is an item of the hospitals' own",
        ),
        (
            "item: e10",
            "item: EB13",
            "EB13",
            "Weak items, no. 3 · Item: EB 13 is an item of the hospitals' former assessment (EB,",
        ),
        (
            "item: e10",
            "item: MOIT",
            "MOIT",
            'Weak items, no. 3 · Item: found "MOIT", expected an item such as',
        ),
        (
            "strengths:\n",
            "strengths: x\nmore:\n",
            "x\nmore",
            'strengths: found "x", expected a list',
        ),
    ],
)
def test_each_problem_at_its_place(write: Write, old: str, new: str, at: str, detail: str) -> None:
    """A wrong value is reported first: line, column, field, what was found, what is expected."""
    path = write((old, new))
    text = path.read_text("utf-8")
    index = text.index(new) + new.index(at.rstrip("\n"))
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    assert problems(path)[0].startswith(f"{line}:{column}: {detail}")


@pytest.mark.parametrize(
    ("old", "new", "end"),
    [
        (
            "  district: จัตุรัส",
            "  distric: จัตุรัส",
            "agency.distric: is not a field here. Did you mean district?",
        ),
        ("item: e10", "item: 013", "Did you mean o13?"),
        ("tool: OIT, name: การเปิด", "tool: 0IT, name: การเปิด", "Did you mean OIT?"),
        ("result: ผ่านเกณฑ์", "result: ผ่าน", "Did you mean ผ่านเกณฑ์?"),
        ("total: 78.41", "total: 78.41\nxyzzyx: 1", "measures, url."),
        ("follow_up:", "follow_up:\n    reviewd: x\n    follow_ups:", "Did you mean follow_up?"),
    ],
)
def test_near_names_are_proposed(write: Write, old: str, new: str, end: str) -> None:
    """A field, item or word that is nearly right brings the right one, and is still refused."""
    assert any(line.endswith(end) for line in problems(write((old, new))))


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("013", "o13"),
        ("๐๑๓", "o13"),
        ("๐๓", "o3"),
        ("ข้อ o13", "o13"),
        ("O-13", "o13"),
        ("o013", "o13"),
        ("๐100", None),
        ("o0100", "o100"),
        ("๕๗", "e7"),
        ("๕๑๐", "e10"),
        ("13", None),
        ("o", None),
        ("x13", None),
        ("0", None),
        ("9" * 1_000_000, None),
    ],
)
def test_guess_item(text: str, item: str | None) -> None:
    """Common misreadings have one guess; what may mean several items has none."""
    assert guess_item(text) == item


def test_figures_parted_by_their_commas_are_each_told_once(write: Write) -> None:
    """`{part1: 98,01, part2: 97,01}` would be two fields, and two more that have the same name."""
    parts = "eit_parts: {part1: 98,01, part2: 97,01}"
    found = problems(write(("total: 78.41", f"total: 78.41\n{parts}")))
    assert [line.split(": ")[0] for line in found] == ["30:20", "30:34"]
    assert ["98,01" in found[0], "97,01" in found[1]] == [True, True]


@pytest.mark.parametrize("entry", ["1: 2", "1: ~", "x", "name: 7, ๑ ก: ~"])
def test_no_other_field_is_taken_for_the_end_of_a_figure(write: Write, entry: str) -> None:
    """A number that is the name of a field, has a value, or follows no figure."""
    eit = f"eit_parts: {{part1: a, {entry}}}"
    found = problems(write(("total: 78.41", f"total: 78.41\n{eit}")))
    assert not any("between brackets" in line for line in found)


@pytest.mark.parametrize("giant", ["9" * 900_000, "๙" * 300_000, "ก" * 300_000, "{" * 5 + "}" * 5])
def test_extreme_values_give_short_messages(write: Write, giant: str) -> None:
    """A giant value is refused at its place in a message that fits a screen."""
    found = problems(write(("total: 78.41", f"total: '{giant}'")))
    assert len(found) == 1
    assert found[0].startswith("29:8: total: ")
    assert len(found[0]) < 200


def test_required_and_optional_lists_left_empty(write: Write) -> None:
    """An empty optional list is to be left out; that is said."""
    found = problems(write(("strengths:\n", "strengths:\nother:\n")))
    assert any(
        "strengths: is empty; write" in line and "leave the field out" in line for line in found
    )


@pytest.mark.parametrize("score", ["７８.４１", "٧٨.٤١", "໗໘.໔໑", "78.4१"])
def test_only_thai_and_arabic_digits_are_figures(refuse: Refuse, example: str, score: str) -> None:
    """Digits of other writings only look like figures: they come from misreading, and are said."""
    error = refuse(example.replace("total: 78.41", f"total: {score}"))
    assert [line.split(":")[2].strip() for line in lines(error)] == ["total"]


NUMBERS = {
    "schema_version": "schema_version: 1",
    "fiscal_year": "fiscal_year: 2566",
    "total": "total: 78.41",
    "indicator 1 · Score": "score: 98.01",
    "The ten indicators, no. 1 · Number of the indicator, 1-10": "number: 1,",
    "Weak points, no. 1 · Number of the indicator, 1-10": "indicator: 7",
    "item e6 · Score": "score: 83.50",
    "strength of indicator 1 · Score": "score: 100.00",
}


NO_NUMBERS = [
    *[
        "NaN",
        ".nan",
        "Infinity",
        "-.inf",
        "1e999",
        "1E5",
        "0x1F",
        "0o17",
        "0b1",
        "1_000",
        "+5",
        "--1",
        "1/2",
        "5.",
    ],
    *[
        "true",
        "๗๘.๔๑.๐",
        "1" * 10_000,
        "9" * 1_000_000,
        "0." + "9" * 9_000,
        "๙" * 9_000,
        "$x",
        "'%s'",
        "'{0}'",
    ],
]


@pytest.mark.parametrize("value", NO_NUMBERS, ids=lambda value: value[:10])
@pytest.mark.parametrize("field", NUMBERS)
def test_what_is_no_number(said: Said, example: str, field: str, value: str) -> None:
    """Python and YAML know many ways to write numbers, a report one.

    Place and field are named, the value cut.
    """
    old = NUMBERS[field]
    assert old in example
    name, tail = old.split(":")[0], "," if old.endswith(",") else ""
    code, lines = said(example.replace(old, f"{name}: {value}{tail}", 1))
    assert code == Exit.FINDINGS
    told = first(lines)
    assert f": {field}: " in told
    assert "expected a" in told or "holds" in told
    assert len(told) < 200


UNSEEN = ["\u200b", "\u200d", "\u202e", "\u2066", "\u2069", "\ufeff", "\u00ad", "\u061c"]
UNSEEN += ["\u3164", "\u115f", "\u2800", "\ufe0f", "\u034f", "\U000e0041", "\U000e0100"]


@pytest.mark.parametrize("unseen", UNSEEN, ids=ascii)
def test_unseen_letters_in_names_of_fields(said: Said, example: str, unseen: str) -> None:
    """A field is not known by another name, and the letter is shown by its number."""
    code, lines = said(example.replace("level: ต้อง", f'"le{unseen}vel": ต้อง', 1))
    assert code == Exit.FINDINGS
    shown = "".join(lines)
    assert f"U+{ord(unseen):04X}" in shown
    assert unseen not in shown


@pytest.mark.parametrize("unseen", [letter for letter in UNSEEN if letter != "\ufeff"], ids=ascii)
def test_unseen_letters_in_values_never_pass(
    said: Said, place: Path, example: str, unseen: str
) -> None:
    """Code, link, item, score and date are read without them, so that they stand in no row.

    A person has to delete them all the same: another program would not.
    """
    edits = [
        'code: "53606',
        "url: https://www.ch",
        "item: o1",
        "total: 78",
        "date: 27 ตุ",
        "level: ต้อง",
    ]
    text = example
    for old in edits:
        assert old in text
        text = text.replace(old, old + unseen, 1)
    code, lines = said(text)
    assert code == Exit.FINDINGS
    assert sum(" error FIELD-INVISIBLE" in line for line in lines) == len(edits) - 1
    assert unseen not in "".join(lines)
    assert (
        load_report(place).report
        == load_report(written(place.with_name("plain.yaml"), example)).report
    )


LONG = {
    **{
        f"9999 {kind}": letter * 9_990
        for kind, letter in (("Thai", "ก"), ("digits", "9"), ("marks", "ก่"[1]))
    },
    "words": '"' + "a " * 4_990 + '"',
    "lines": "|-\n" + "      x\n" * 1_200,
}


@pytest.mark.parametrize("value", LONG.values(), ids=LONG)
@pytest.mark.parametrize(
    "key", ["code", "type", "name", "district", "province", "number", "level", "url", "due"]
)
def test_long_values_are_cut_where_they_are_quoted(
    said: Said, example: str, key: str, value: str
) -> None:
    """Whatever a field holds, no line of the answer is longer than a screen or two."""
    line = next(line for line in example.splitlines() if line.strip().startswith(f"{key}: "))
    said(example.replace(line, f"{line.partition(':')[0]}: {value}", 1))


def test_a_value_cannot_pass_for_a_line_of_ours(said: Said, example: str) -> None:
    """Line ends inside of a value are shown as such."""
    text = example.replace(
        "level: ต้องปรับปรุง", "level: |-\n  x\n  r: 0 errors, 0 warnings, 0 notes", 1
    )
    code, lines = said(text)
    assert code == Exit.FINDINGS
    assert [line for line in lines if line.startswith("r: 0 errors")] == []
    assert any(r"x\nr: 0 errors" in line for line in lines)
