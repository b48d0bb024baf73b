"""The report file of a draft: an officer reads it, `check` reads it back, no document breaks it."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_sync import characters
from ita_sync.document import write
from ita_sync.document.draft import Copy, Draft, Field, Node, Trust
from ita_sync.document.parts import Kind, Spot
from ita_sync.errors import ReportError
from ita_sync.i18n import LANGUAGES, T
from ita_sync.report import load_report, origins, refused, tree
from tests.document.drafts import at, draft

TEXTS = st.text(max_size=30) | st.sampled_from(
    ["null", "~", "- x", "a: b", "x # y", "'", '"', "?? x", "read from", "๐๑", "=", "%"]
)
SAYING = TEXTS.filter(
    lambda words: "read from" not in words.casefold()
)  # else it names a place of its own
PLACES = st.builds(Spot, *(st.none() | st.integers(1, 99) for _ in range(4)), TEXTS)
FIELDS = st.builds(
    Field,
    TEXTS,
    st.sampled_from(Trust),
    st.lists(st.builds(Copy, TEXTS, PLACES), max_size=5).map(tuple),
    st.none() | SAYING.map(lambda words: T("sum of {words}", words=words)),
    st.lists(SAYING, max_size=7).map(tuple),
)


def line(field: Field, key: str = "total", kind: Kind = Kind.TEXT) -> str:
    """Return the line on which a field of the top level stands."""
    text = write.render(draft({key: field}, kind=kind), "en")
    return next(entry for entry in text.splitlines() if entry.startswith(f"{key}:"))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (Field("75.00"), "total: 75.00"),
        (
            Field(
                "75.00", copies=(at("๗๕.๐๐", page=5, table=2, row=3), at("75.00", page=1, line=4))
            ),
            "total: 75.00  # read from page 5, table 2, row 3",
        ),
        (
            Field("75.00", copies=(at("๗๕,๐๐", line=3),)),
            'total: 75.00  # read from line 3: "๗๕,๐๐"',
        ),
        (
            Field(
                "75.00",
                Trust.MENDED,
                (at("๓/๕.๐๐", line=47), at("75.00", line=9)),
                T("all sums fit"),
            ),
            (
                'total: 75.00  # mended, read from line 47: "๓/๕.๐๐"; elsewhere line 9: "75.00"; '
                "all sums fit"
            ),
        ),
        (
            Field("80.20", Trust.SINGLE, (at("๘๐.๒๐", line=3),)),
            "total: 80.20  # ? read from line 3",
        ),
        (
            Field(
                "39.41",
                Trust.DOUBTFUL,
                (at("๓๙.๔๑", line=3),),
                T("the sum differs"),
                ("78.41", "1"),
            ),
            'total: 39.41  # ?? read from line 3: "๓๙.๔๑"; the sum differs; may be 78.41, 1',
        ),
        (
            Field("39.41", why=T("computed from the scores")),
            "total: 39.41  # computed from the scores",
        ),
        (
            Field(None, Trust.DOUBTFUL, (at("๘x.๑", line=3),)),
            'total:  # ?? read from line 3: "๘x.๑"',
        ),
        (Field(None), "total:  # not found in the document: Total score"),
        (Field("1", copies=(Copy("2", Spot()),)), 'total: 1  # read from "2"'),
        (Field("1", copies=(Copy("1\n\x00\u200b#", Spot()),)), 'total: 1  # read from "1 ··#"'),
        (
            Field("1", Trust.DOUBTFUL, tuple(at("x", line=n) for n in range(1, 7))),
            (
                'total: 1  # ?? read from line 1: "x"; elsewhere line 2: "x"; '
                'elsewhere line 3: "x"; … and 3 more.'
            ),
        ),
    ],
)
def test_each_trust_has_its_comment(field: Field, expected: str) -> None:
    """What is sure is short; what is not shows what was read, why, and what else it may be."""
    assert line(field) == expected


def test_a_word_file_has_paragraphs() -> None:
    """Its places count paragraphs, a text's count lines."""
    assert (
        line(Field("1", copies=(at("1", line=3),)), kind=Kind.WORD)
        == "total: 1  # read from paragraph 3"
    )


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("total", "75.00", "75.00"),
        ("total", "1:30", "'1:30'"),
        ("url", "5360601", "'5360601'"),
        ("url", "null", "'null'"),
        ("url", "https://x.go.th/a#b", "https://x.go.th/a#b"),
        ("level", "A # B", "'A # B'"),
        ("level", "ก:\nข", "'ก: ข'"),
        ("level", "ต้อง\r\n  ปรับปรุง", "ต้อง ปรับปรุง"),
        ("level", "", "''"),
        ("level", "\u00a0", "\u00a0"),
    ],
)
def test_values_are_quoted_where_yaml_needs_it(key: str, value: str, expected: str) -> None:
    """Figures stand as they are.

    A text that another program would take for something else is in quotes.
    """
    assert line(Field(value), key) == f"{key}: {expected}"


@settings(max_examples=150, deadline=None)
@given(
    fields=st.lists(FIELDS, min_size=7, max_size=7),
    lang=st.sampled_from(LANGUAGES),
    name=TEXTS,
    note=TEXTS,
)
def test_no_document_breaks_its_report_file(
    fields: list[Field], lang: str, name: str, note: str
) -> None:
    """Whatever was read, the values come back exactly, with their marks and no other error."""
    url, total, district, score, step, other, point = fields
    tree_of: dict[str, Node] = {
        "url": url,
        "total": total,
        "agency": {"district": district},
        "indicators": [{"score": score}],
        "measures": [{"steps": [step, other]}],
        "strengths": [{"point": point}],
    }
    made = Draft(
        draft({}, name="x" + name.replace("/", "")).document,
        tree_of,
        (),
        (T("note {note}", note=note),),
    )
    text = write.render(made, "th" if lang == "th" else "en")
    built = tree.build(text)
    assert built.problems == []

    def plain(field: Field) -> str:
        assert field.value is not None
        return write.put_on_one_line(field.value)

    assert built.value == {
        "schema_version": "1",
        "agency": {"district": plain(district)},
        "total": plain(total),
        "indicators": [{"score": plain(score)}],
        "strengths": [{"point": plain(point)}],
        "measures": [{"steps": [plain(step), plain(other)]}],
        "url": plain(url),
    }
    found = origins.read(text, built)
    marks = {Trust.SINGLE: "?", Trust.DOUBTFUL: "??"}
    for loc, field in made.walk():
        assert (found[loc].mark if loc in found else "") == marks.get(field.trust, "")
        assert bool(loc in found and found[loc].told) == bool(field.copies)


@given(TEXTS.filter(lambda text: text.isprintable() and not characters.unprintable(text)))
def test_a_value_that_can_stand_on_one_line_is_not_changed(value: str) -> None:
    """Only line ends, what a report file refuses and what nobody sees are taken out."""
    assert write.put_on_one_line(value) == value


def test_what_nobody_sees_is_not_written() -> None:
    """An officer could not mend it, and `check` would refuse it in a name."""
    hidden = "จัต\u200bุ\u202eรั\u3164ส\U000e0041\ufe0f\u2800"
    text = line(Field(hidden, Trust.DOUBTFUL, (at(f"{hidden}x", line=3),)))
    assert text == 'total: จัตุรัส  # ?? read from line 3: "จัต·ุ·รั·ส···x"'


def test_the_order_is_that_of_the_model() -> None:
    """Sections and fields stand as a report file has them, each section under its heading."""
    made = draft(
        {"url": Field("u"), "agency": {"name": Field("n"), "type": Field("t")}, "total": Field("1")}
    )
    lines = write.render(made, "en").splitlines()
    kept = [entry for entry in lines[lines.index("") :] if entry]
    assert kept == [
        "# Version of this file format",
        "schema_version: 1",
        "# The agency assessed",
        "agency:",
        "  type: t",
        "  name: n",
        "# Total score",
        "total: 1",
        "# Public link of the report",
        "url: u",
    ]


def test_the_head_says_what_it_is_from_and_what_is_missing() -> None:
    """Document, digest, marks, each missing field with a word, and the notes."""
    made = draft({}, ("agency", "code"), ("url",), name="a\n#: b.docx")
    made = Draft(made.document, made.fields, made.missing, (T("Pages 3 to 5 hold pictures only."),))
    head = write.render(made, "en").partition("\n\n")[0].splitlines()
    assert all(entry.startswith("# ") for entry in head)
    origin = r"# ITA report, read from a\n#: b.docx (sha256 ab12ab12ab12)"
    assert head[0] == f"{origin}; a person has to compare it."
    at_missing = head.index("# Missing (2):")
    assert head[at_missing + 1 : at_missing + 3] == [
        "# - agency · DLA code, 7 digits",
        "# - Public link of the report",
    ]
    assert head[-1] == "# - Pages 3 to 5 hold pictures only."


def test_missing_fields_are_empty_and_check_lists_them_all(tmp_path: Path) -> None:
    """A group that is missing has all that it must hold.

    The refusal names each with its line and what it holds; whether the agency must have a code is
    asked when its kind is known.
    """
    made = draft(
        {"indicators": [{"number": Field("1")}]},
        *(("agency", "code"), ("memo",), ("indicators", 0, "score"), ("indicators", 9)),
        *(("total",), ("url",)),
    )
    path = tmp_path / "report.yaml"
    path.write_text(write.render(made, "en"), "utf-8")
    lines = path.read_text("utf-8").splitlines()
    with pytest.raises(ReportError) as caught:
        load_report(path)
    details = [str(detail).removeprefix(f"{path}:") for detail in caught.value.details]
    empty = [detail for detail in details if "is empty; it holds:" in detail]
    assert [re.split(":[0-9]+: |: is empty", detail)[1] for detail in empty] == [
        *("memo.number", "memo.date", "memo.subject", "total"),
        "indicator 1 · Score",
        "The ten indicators, no. 2 · Number of the indicator, 1-10",
        "The ten indicators, no. 2 · Tool: IIT, EIT or OIT",
        "The ten indicators, no. 2 · Score",
        "url",
    ]
    names = ["number", "date", "subject", "total", "score", "number", "tool", "score", "url"]
    for detail, name in zip(empty, names, strict=True):
        place = lines[int(detail.split(":")[0]) - 1]
        assert place.strip(" -").startswith(f"{name}:  # not found in the document: ")


def test_a_missing_field_that_was_read_in_part_is_kept() -> None:
    """What stands there says more than that it is missing."""
    made = draft(
        {"total": Field(None, Trust.DOUBTFUL, (at("x", line=1),))}, ("total",), ("total", "part")
    )
    assert 'total:  # ?? read from line 1: "x"\n' in write.render(made, "en")


def test_a_text_beyond_a_report_files_limit_is_cut_and_doubtful() -> None:
    """It is not refused later without a word, and not cut without one."""
    text = write.render(draft({"url": Field("ก" * (refused.MAX_TEXT + 1))}), "en")
    built = tree.build(text)
    assert built.problems == []
    assert origins.read(text, built)[("url",)].mark == "??"
    assert "the text was cut; a report file takes 10000 characters" in text


@pytest.mark.parametrize(("count", "size"), [(200, 9000), (7000, 1)])
def test_a_draft_larger_than_a_report_file_is_refused(count: int, size: int) -> None:
    """In bytes, or in lines; `check` would refuse the file."""
    with pytest.raises(ReportError, match="too large to be a report") as caught:
        write.render(draft({"measures": [{"steps": [Field("x" * size)] * count}]}), "en")
    assert caught.value.code == "document-too-large"
