"""Reading a report file: what is accepted, and how clearly the rest is refused."""

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_sync.checks import Severity, Subject, reading
from ita_sync.errors import ReportError
from ita_sync.report import Position, ReportFile, load_report, report_schema, text, tree
from ita_sync.report.load import MAX_DETAILS
from ita_sync.report.problems import guess_item
from ita_sync.rules import Framework

Write = Callable[..., Path]
Refuse = Callable[..., ReportError]


@pytest.fixture
def example(example_path: Path) -> str:
    """Return the example's text."""
    return example_path.read_text("utf-8")


@pytest.fixture
def write(tmp_path: Path, example: str) -> Write:
    """Return a function that writes the example with texts, which must be there, replaced once each."""

    def write(*pairs: tuple[str, str], encoding: str = "utf-8") -> Path:
        text = example
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "report.yaml"
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def refuse(tmp_path: Path) -> Refuse:
    """Return a function that writes a text or bytes and gives the error of reading it."""

    def refuse(content: str | bytes) -> ReportError:
        path = tmp_path / "report.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(ReportError) as caught:
            load_report(path)
        return caught.value

    return refuse


def lines(error: ReportError) -> list[str]:
    """Return the details without the path."""
    return [str(detail).partition("report.yaml:")[2] for detail in error.details]


def problems(path: Path) -> list[str]:
    """Return the details of reading `path`, without the path."""
    with pytest.raises(ReportError) as caught:
        load_report(path)
    assert caught.value.code == "report-invalid"
    return lines(caught.value)


def read(path: Path) -> ReportFile | ReportError:
    """Return the report or the error of reading it."""
    try:
        return load_report(path)
    except ReportError as error:
        return error


def place(path: Path, text: str) -> str:
    """Return `line:column` of the only place of a text in a file."""
    before, found, after = path.read_text("utf-8").partition(text)
    assert found
    assert text not in after
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_values_and_digest(write: Write) -> None:
    """Scores are exact decimals, dates are days, the digest is that of the file's bytes."""
    path = write(("score: 98.01", "score: ๙๘.๐๑๐"))
    loaded = load_report(path)
    assert str(loaded.report.indicators[0].score) == "98.010"
    assert str(loaded.report.indicators[8].score) == "75.00"
    assert loaded.report.memo.date == date(2023, 10, 27)
    assert loaded.report.agency.code == "5360601"
    assert loaded.path == path
    assert loaded.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert loaded.encoding == "utf-8"


def test_unquoted_code_keeps_its_digits(write: Write) -> None:
    """A code without quotes stays a text, a leading zero included."""
    loaded = load_report(write(('"5360601"', "0360601")))
    assert loaded.report.agency.code == "0360601"


def test_marks_point_at_values(write: Write) -> None:
    """Every field knows the line and column of its value; an absent one that of its parent."""
    path = write()
    loaded = load_report(path)
    for loc, words in [
        (("total",), "78.41"),
        (("indicators", 6, "score"), "84.85"),
        (("weak", 0, "items", 2, "item"), "e10\n        score"),
        (("url",), "https://"),
    ]:
        mark = loaded.mark(loc)
        assert f"{mark.line}:{mark.column}" == place(path, words)
    assert loaded.mark(("measures", 0, "due_date")) == loaded.mark(("measures", 0))
    assert loaded.mark(("tools", "IIT")) == loaded.mark(())


def test_marks_agree_between_loaders(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The C parser and the Python parser see every value at the same place."""
    text = example.replace("name: จัตุรัส", "name:").replace("total: 78.41", 'total: "78.41"')
    marks = []
    for loader in (tree._LOADER, yaml.SafeLoader):
        monkeypatch.setattr(tree, "_LOADER", loader)
        marks.append(tree.build(text).marks)
    assert marks[0] == marks[1]
    assert marks[0]["total",] == Position(29, 8)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings(write: Write, example: str, encoding: str, newline: str) -> None:
    """UTF-8 with and without mark, and UTF-16 with its mark, give the same report and the same places."""
    expected = load_report(write())
    path = write()
    bom = "\ufeff" if encoding.startswith("utf-16-") else ""
    path.write_bytes((bom + example.replace("\n", newline)).encode(encoding))
    loaded = load_report(path)
    assert loaded.report == expected.report
    assert loaded.marks == expected.marks
    assert loaded.encoding in {"utf-8", "utf-16"}


def test_tis620_is_read_and_noted(write: Write, framework_2566: Framework) -> None:
    """A file in the old Thai encoding is read, and the officer is told to save it as UTF-8."""
    loaded = load_report(write(encoding="tis-620"))
    assert loaded.report.agency.name == "จัตุรัส"
    (note,) = reading.check(Subject.of_file(loaded, framework_2566, {}))
    assert (note.code, note.severity) == ("FILE-TIS620", Severity.NOTE)
    assert "UTF-8" in str(note.expected)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:400] + b"\xff" + data[400:],
        lambda data: data[:-1] + b"\xe0",
        # Every one of these bytes is a letter in the old encoding, too.
        lambda _: "name: สวยมาร".encode() + b"\xe0",
        lambda _: "é: ü".encode("latin-1"),
        lambda _: bytes(range(128, 256)),
        lambda _: b"\xff\xfea",
    ],
)
def test_other_bytes_are_refused(
    write: Write, refuse: Refuse, damage: Callable[[bytes], bytes]
) -> None:
    """Damaged UTF-8 is not taken for the old encoding, and no other encoding is guessed."""
    error = refuse(damage(write().read_bytes()))
    assert error.code == "report-encoding"
    assert "UTF-8" in str(error.next_step)


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(ReportError) as caught:
        load_report(tmp_path / "no.yaml")
    assert caught.value.code == "report-missing"
    assert "no.yaml" in str(caught.value.what)


def test_folder(tmp_path: Path) -> None:
    """A folder is called a folder."""
    with pytest.raises(ReportError) as caught:
        load_report(tmp_path)
    assert caught.value.code == "report-unreadable"
    assert "folder" in str(caught.value.what)


def test_unreadable_file(write: Write) -> None:
    """A path through a file cannot be read, and the system's reason is given."""
    with pytest.raises(ReportError) as caught:
        load_report(write() / "inner.yaml")
    assert caught.value.code in {"report-unreadable", "report-missing"}


def test_size_limit(refuse: Refuse, write: Write, example: str) -> None:
    """A file of exactly 1 MiB is read; one byte more is refused."""
    path = write()
    data = example.encode()
    path.write_bytes(data + b"#" * (text.MAX_BYTES - len(data)))
    assert load_report(path).report.fiscal_year == 2566
    assert refuse(path.read_bytes() + b"#").code == "report-too-large"


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        ("", "1:1: the file: the file is empty"),
        ("# only a comment\n", "1:1: the file: the file is empty"),
        ("just words", "1:1: the file: expected fields such as fiscal_year: 2566"),
        ("- a\n- b\n", "1:1: the file: expected fields"),
        ("\n~\n", "2:1: the file: expected fields"),
        ("a: 1\n---\nb: 2\n", "2:1: the file: a second report begins here"),
        ("a:\n\tb: 1\n", "2:1: the file: a tab stands here"),
        ("a: b: c\n", "1:5: the file: this line cannot be read"),
        ('a: "b\n', "2:1: the file: a quote or bracket is opened and not closed"),
        ("a: [1\n", "2:1: the file: this cannot be read as YAML"),
        ("a: 1\n b: 2\n", "2:3: the file: this line cannot be read"),
        ("a: 1\nb: x\0y\n", "2:5: the file: an invisible control character (U+0000)"),
        ("a: 1\r\nb: \x1b[31m\r\n", "2:4: the file: an invisible control character (U+001B)"),
        ("a: \u2028\n", "1:4: the file: an invisible control character (U+2028)"),
        ("a: " + "[" * 30 + "]" * 30, "1:23: a[0][0]: nested deeper than 20 levels"),
    ],
)
def test_what_is_no_report_file(refuse: Refuse, content: str, detail: str) -> None:
    """A file that cannot be read to its end gives one problem at its place."""
    error = refuse(content)
    assert error.code == "report-invalid"
    assert len(error.details) == 1
    assert lines(error)[0].startswith(detail)


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_hopeless_nesting_is_one_problem(
    refuse: Refuse, monkeypatch: pytest.MonkeyPatch, loader: str
) -> None:
    """Newer libyaml gives up by itself, at a place of its own; the sentence is the same."""
    monkeypatch.setattr(tree, "_LOADER", getattr(yaml, loader))
    error = refuse("[" * 100_000)
    assert error.code == "report-invalid"
    assert len(error.details) == 1
    assert lines(error)[0].endswith("nested deeper than 20 levels.")


def test_python_parser_refuses_impossible_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the C parser an impossible escape is a problem too, not a crash."""
    monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)
    assert tree.build('a: "\\UFFFFFFFF"').broken
    lone = tree.build('a: "\\ud800"')
    assert [str(problem.text)[:41] for problem in lone.problems] == [
        "an invisible control character (U+D800) s"
    ]


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
            'total: "total" stands twice',
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
            "total: an invisible control character (U+0000)",
        ),
        (
            "total: 78.41",
            "total: 78,41",
            "78,41",
            'total: found "78,41", expected a score from 0 to 100, for',
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
        ("27 ตุลาคม 2566", "[1]", "[1]", "memo.date: found a list, expected an existing date"),
        (
            "  district: จัตุรัส",
            "  district: ''",
            "''",
            "agency.district: is empty; it holds: District",
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
            'indicators[8].tool: found "oit", expected',
        ),
        ("- ขยายช่องทาง", "- ~ #", "~", "measures[1].steps[0]: is empty; it holds: Steps"),
        (
            "item: e10",
            "item: ๐๑๓",
            "๐๑๓",
            'weak[0].items[2].item: found "๐๑๓", expected an item such as',
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
    """A wrong value is reported first, with its line, column, field, what was found and what is expected."""
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


def test_all_problems_in_file_order(write: Write) -> None:
    """One run names every problem of every kind, in the order of the file."""
    path = write(
        ("fiscal_year: 2566\n", ""),
        ('code: "5360601"', "code: &c x"),
        ("  district: จัตุรัส", "  distrikt: จัตุรัส"),
        ("total: 78.41", "total: ๗๘,๔๑"),
        ("score: 84.85", "score: ~"),
        ("level: ต้องปรับปรุง", "level: ต้องปรับปรุง\nlevel: ผ่าน"),
        ("item: e6", "item: 06"),
    )
    found = problems(path)
    fields = [line.split(": ")[1] for line in found]
    assert fields == [
        "fiscal_year",
        "agency.district",  # absent, so it stands where the agency begins
        "agency.code",
        "agency.distrikt",
        "total",
        "level",
        "indicators[6].score",
        "weak[0].items[0].item",
    ]
    places = [tuple(int(n) for n in line.split(": ")[0].split(":")) for line in found]
    assert places == sorted(places)
    assert found[0].startswith("8:1: fiscal_year: is missing; it holds: Fiscal year")


def test_details_begin_with_the_path(write: Write) -> None:
    """Editors can jump to a detail: it begins with path, line and column."""
    path = write(("total: 78.41", "total: x"))
    with pytest.raises(ReportError) as caught:
        load_report(path)
    assert str(caught.value.details[0]).startswith(f"{path}:29:8: total: ")
    assert caught.value.next_step
    assert "wrote nothing" in str(caught.value.written)


@pytest.mark.parametrize("giant", ["9" * 900_000, "๙" * 300_000, "ก" * 300_000, "{" * 5 + "}" * 5])
def test_extreme_values_give_short_messages(write: Write, giant: str) -> None:
    """A giant value is refused at its place in a message that fits a screen."""
    found = problems(write(("total: 78.41", f"total: '{giant}'")))
    assert len(found) == 1
    assert found[0].startswith("29:8: total: ")
    assert len(found[0]) < 200


def test_longest_text(write: Write) -> None:
    """A remedy of 10,000 characters is read; one more is refused with both numbers."""
    old = "remedy: จัดทำแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566-2570"
    loaded = load_report(write((old, f"remedy: {'ก' * 10_000}")))
    assert loaded.report.weak[2].items[2].remedy == "ก" * 10_000
    found = problems(write((old, f"remedy: {'ก' * 10_001}")))
    assert [line.split(": ", 2)[2] for line in found] == [
        "holds 10001 characters; at most 10000 are read."
    ]


def test_giant_keys_give_short_messages(write: Write) -> None:
    """A giant field name is refused in short."""
    found = problems(
        write(("total: 78.41", f"total: 78.41\n? {'k' * 100_000}\n: 1\n? {'x' * 9_000}\n: 2"))
    )
    assert len(found) == 2
    assert max(map(len, found)) < 400


def test_number_of_details_is_bounded(refuse: Refuse) -> None:
    """A file of nothing but problems gives a hundred of them and the number of the others."""
    error = refuse("".join(f"x{n}: 1\n" for n in range(500)))
    assert len(error.details) == MAX_DETAILS + 1
    # 500 unknown fields and the eight required ones.
    assert str(error.details[-1]) == "… and 408 more."
    assert "(508)" in str(error.what)


def test_optional_empty_fields_count_as_absent(write: Write) -> None:
    """`remedy:` with nothing after it is as good as no remedy."""
    loaded = load_report(write(("remedy: ประชาสัมพันธ์เว็บไซต์", "remedy: ~ # ประชาสัมพันธ์")))
    assert loaded.report.weak[1].remedy is None


def test_required_and_optional_lists_left_empty(write: Write) -> None:
    """An empty optional list is to be left out; that is said."""
    found = problems(write(("strengths:\n", "strengths:\nother:\n")))
    assert any(
        "strengths: is empty; write" in line and "leave the field out" in line for line in found
    )


def test_problems_inside_a_refused_value_are_not_repeated(write: Write) -> None:
    """What was refused once is not reported as missing on top."""
    found = problems(write(("agency:\n", "agency: !x\n")))
    assert len(found) == 1
    assert "tags (!x)" in found[0]


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    start=st.integers(0, 11_000),
    length=st.integers(0, 12),
    junk=st.text("ก๑1.:-[]{}'\"!&*<>?|%@`#, \n\t\\x\0~", max_size=8),
)
def test_damaged_files_never_crash(
    write: Write, example: str, start: int, length: int, junk: str
) -> None:
    """Any small damage is read, or refused with at least one place."""
    path = write()
    path.write_bytes((example[:start] + junk + example[start + length :]).encode())
    outcome = read(path)
    if isinstance(outcome, ReportError):
        assert outcome.code == "report-invalid"
        assert outcome.details
    else:
        assert isinstance(outcome.report.total, Decimal)


def test_schema_is_versioned_and_complete() -> None:
    """The JSON Schema names its draft and every required field of the report."""
    schema = report_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "ITA report"
    assert schema["additionalProperties"] is False
    required = schema["required"]
    assert isinstance(required, list)
    assert {
        "schema_version",
        "fiscal_year",
        "agency",
        "memo",
        "total",
        "level",
        "indicators",
        "url",
    } == set(required)


@pytest.mark.parametrize("score", ["７８.４１", "٧٨.٤١", "໗໘.໔໑", "78.4१"])
def test_only_thai_and_arabic_digits_are_figures(refuse: Refuse, example: str, score: str) -> None:
    """Digits of other writings only look like figures: they come from misreading, and are said."""
    error = refuse(example.replace("total: 78.41", f"total: {score}"))
    assert [line.split(":")[2].strip() for line in lines(error)] == ["total"]
