"""Report files made to do harm, or broken beyond all measure: said with place, in bounded time, memory and length."""

import os
import threading
import time
import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Self

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_sync import checks
from ita_sync.__main__ import run
from ita_sync.checks import Subject
from ita_sync.errors import Exit, ReportError
from ita_sync.report import Measure, Strength, WeakIndicator, WeakItem, load_report
from ita_sync.report.text import MAX_BYTES
from ita_sync.rules import Framework

SECONDS, MEGABYTES, LETTERS = 20, 200, 60_000
"""Far above what any refusal takes, on a busy machine too.

A mistake in kind goes far beyond. Processor time.
"""

LINE = 700
"""The longest line of a message, the path not counted."""

Said = Callable[..., tuple[int, list[str]]]
WEAK = "      - {item: o13, score: 0.00}\n"
NUMBERS = {
    "schema_version": "schema_version: 1",
    "fiscal_year": "fiscal_year: 2566",
    "total": "total: 78.41",
    "indicators[0].score": "score: 98.01",
    "indicators[0].number": "number: 1,",
    "weak[0].indicator": "indicator: 7",
    "weak[0].items[0].score": "score: 83.50",
    "strengths[0].score": "score: 100.00",
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


@pytest.fixture
def example(example_path: Path) -> str:
    """Return the example's text."""
    return example_path.read_text("utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the hostile file is put."""
    return tmp_path / "r.yaml"


@pytest.fixture
def said(place: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Return a function that checks a file of this content and gives exit code and lines, without the path.

    Whatever the content, the run is bounded in time, memory and length, and is no bug.
    """

    def check(content: str | bytes | None = None, path: Path = place) -> tuple[int, list[str]]:
        if content is not None:
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
        capsys.readouterr()
        tracemalloc.start()
        start = time.process_time()
        try:
            code = run(["check", str(path)])
            seconds, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        shown = "".join(capsys.readouterr())
        lines = [line.strip() for line in shown.replace(str(path), "r").splitlines()]
        assert code in {Exit.OK, Exit.FINDINGS, Exit.CONFIG}
        assert "Traceback" not in shown
        assert seconds < SECONDS
        assert peak < MEGABYTES * 1_000_000
        assert len(shown) < LETTERS
        assert max(map(len, lines)) < LINE
        return code, lines

    return check


def first(lines: list[str]) -> str:
    """Return the first problem of a file that was refused."""
    return next(line for line in lines if line.startswith("r:"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("x" * MAX_BYTES, "r:1:1: the file: holds 1048576 characters"),
        ("#" * MAX_BYTES, "r:1:1: the file: the file is empty"),
        ("\n" * MAX_BYTES, "r:1:1: the file: the file is empty"),
        ("[" * MAX_BYTES, "nested deeper than 20 levels"),
        ("{" * MAX_BYTES, "nested deeper than 20 levels"),
        ("- " * (MAX_BYTES // 2), "r:1:41: [0][0][0]: nested deeper than 20 levels"),
        ("? " * (MAX_BYTES // 2), "nested deeper than 20 levels"),
        ("a: " + "[" * 500_000 + "]" * 500_000, "nested deeper than 20 levels"),
        ("a: [" + "[]," * 300_000 + "]", "the file holds more than 20000 fields and values"),
        (
            "a: [" + "1," * 500_000 + "]",
            "a[19997]: the file holds more than 20000 fields and values",
        ),
        ("a: !x [" + "1," * 500_000 + "]", "the file holds more than 20000 fields and values"),
        ("---\n" * 200_000, "expected fields such as fiscal_year: 2566"),
        ("%" + "x" * 1_000_000, "found unknown directive name"),
        ('"' + "\\x41" * 250_000 + '": 1', "r:1:1: the file: holds 250000 characters"),
        ('a: "\\UFFFFFFFF"', "r:1:7: the file: this cannot be read as YAML"),
        ("subject: a\0b", "r:1:11: the file: an invisible control character (U+0000)"),
        (
            "x: 1\n" * 100_000 + "\x01",
            "r:100001:1: the file: an invisible control character (U+0001)",
        ),
    ],
    ids=range(17),
)
def test_shapes(said: Said, content: str, problem: str) -> None:
    """Depth, size and number are bounded, and the place is named."""
    code, lines = said(content)
    assert code == Exit.FINDINGS
    assert problem in first(lines)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("indicators:\n", "indicators:\n" + "  - {}\n" * 100_000, "indicators["),
        ("indicators:\n", "indicators:\n" + "  -\n" * 150_000, "indicators["),
        (WEAK, WEAK * 25_000, "weak[1].items["),
        ("measures:\n", "measures:\n" + "  - {item: o13}\n" * 40_000, "measures["),
        ("strengths:\n", "strengths:\n" + "  - {indicator: 1, point: x}\n" * 25_000, "strengths["),
        ("agency:\n", "agency:\n" + "".join(f"  k{n}: 1\n" for n in range(80_000)), "agency"),
        ("agency:\n", "".join(f"k{n}: 1\n" for n in range(80_000)) + "agency:\n", "the file"),
        ("agency:\n", "total: 1\n" * 90_000 + "agency:\n", "the file"),
    ],
    ids=["entries", "blanks", "weak", "measures", "strengths", "fields", "top", "doubles"],
)
def test_enormous_lists_are_refused_where_they_get_too_long(
    said: Said, example: str, old: str, new: str, problem: str
) -> None:
    """One problem, in the list concerned."""
    assert old in example
    code, lines = said(example.replace(old, new, 1))
    assert code == Exit.FINDINGS
    told = [line for line in lines if "the file holds more than 20000 fields and values" in line]
    assert len(told) == 1
    assert problem in told[0]


def test_the_longest_report_is_far_from_the_limit(place: Path, example: str) -> None:
    """Beside the example's own lists 88 measures of ten steps and ten follow-ups, three times over."""
    steps = "[" + ", ".join(["x"] * 10) + "]"
    entry = f"  - {{item: o13, division: x, steps: {steps}, follow_up: {steps}, due: x, due_date: 1/10/2566}}\n"
    full = example.replace("measures:\n", "measures:\n" + entry * 88 * 3, 1).replace(
        WEAK, WEAK * 88, 1
    )
    loaded = load_report(_written(place, full))
    assert len(loaded.report.measures) > 88 * 3


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


@pytest.mark.parametrize(
    "content",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "a: &" + "a" * 900_000 + " x\n",
        "".join(f"k{n}: &a{n} x\n" for n in range(40_000)),
        "a: !" + "t" * 900_000 + " x\n",
        "".join(f"k{n}: !!python/object:os.system x\n" for n in range(20_000)),
        "<<: {a: 1}\n" * 50_000,
    ],
    ids=["bomb", "long anchor", "anchors", "long tag", "tags", "merges"],
)
def test_what_yaml_could_do_is_not_done(said: Said, content: str) -> None:
    """No alias, anchor, tag or merge is followed."""
    code, lines = said(content)
    assert code == Exit.FINDINGS
    assert any("not read" in line or "fields and values" in line for line in lines)


def test_doubled_keys_name_the_first(said: Said, example: str) -> None:
    """At every depth; neither of the values is taken."""
    code, lines = said(example.replace("\n  district:", "\n  district: ชัยภูมิ\n  district:", 1))
    assert code == Exit.FINDINGS
    assert (
        first(lines)
        == 'r:17:3: agency.district: "district" stands twice; it was first given on line 16.'
    )


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        *[("utf-8", Exit.OK), ("utf-8-sig", Exit.OK), ("utf-16", Exit.OK), ("tis-620", Exit.OK)],
        *[("utf-16-le", Exit.FINDINGS), ("utf-16-be", Exit.FINDINGS), ("utf-7", Exit.FINDINGS)],
        *[("utf-32", Exit.FINDINGS), ("utf-32-le", Exit.FINDINGS), ("utf-32-be", Exit.FINDINGS)],
    ],
)
def test_encodings(said: Said, example: str, encoding: str, expected: Exit) -> None:
    """What can be told for sure is read.

    The rest is refused as another encoding, not as strange letters.
    """
    code, lines = said(example.encode(encoding, "replace"))
    assert code == expected
    if encoding.startswith(("utf-32", "utf-16-")):
        assert lines[0].startswith("The file is not text in UTF-8: r (byte ")


@pytest.mark.parametrize("damage", ["latin", "cut", "half", "mixed", "odd"])
def test_damaged_text(said: Said, example: str, damage: str) -> None:
    """With the byte where it stops to be text."""
    good = example.encode()
    content = {
        "latin": ("x: " + "é" * 10).encode("latin-1") + b"\xff",
        "cut": good[:1000] + b"\xe0\xb8",
        "half": good[: len(good) // 2] + b"\xe0\n" + good[len(good) // 2 :],
        "mixed": good + example.encode("tis-620", "replace"),
        "odd": example.encode("utf-16") + b"x",
    }[damage]
    code, lines = said(content)
    assert code == Exit.FINDINGS
    assert lines[0].startswith("The file is not text in UTF-8: r (byte ")


UNSEEN = ["\u200b", "\u200d", "\u202e", "\u2066", "\u2069", "\ufeff", "\u00ad", "\u061c"]


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
    """Code, link, item, score and date are read without them, so that they stand in no row."""
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
    assert code == Exit.OK
    assert unseen not in "".join(lines)
    assert (
        load_report(place).report
        == load_report(_written(place.with_name("plain.yaml"), example)).report
    )


def _written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


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


KEYS = ["k" * 900_000, "? " + "k" * 900_000 + "\n", "? " + "k" * 9_990 + "\n", "{x} {0} {", "%s"]


@pytest.mark.parametrize("key", KEYS, ids=range(5))
def test_strange_keys(said: Said, example: str, key: str) -> None:
    """Long ones, and such as would be filled in if they were formats."""
    code, lines = said(f"{example}\n{key}: 1\n")
    assert code == Exit.FINDINGS
    assert first(lines)


def test_a_value_cannot_pass_for_a_line_of_ours(said: Said, example: str) -> None:
    """Line ends inside of a value are shown as such."""
    text = example.replace(
        "level: ต้องปรับปรุง", "level: |-\n  x\n  r: 0 errors, 0 warnings, 0 notes", 1
    )
    code, lines = said(text)
    assert code == Exit.FINDINGS
    assert [line for line in lines if line.startswith("r: 0 errors")] == []
    assert any(r"x\nr: 0 errors" in line for line in lines)


def test_no_check_is_quadratic(example_path: Path, framework_2566: Framework) -> None:
    """Ten thousand weak items, strengths and measures: in one second where each is looked at once, else in minutes."""
    plain = load_report(example_path).report
    items = [f"o{n}" for n in range(1, 44)] * 250
    odd = plain.model_copy(
        update={
            "weak": tuple(
                WeakIndicator(
                    indicator=n % 12, items=(WeakItem(item=item, score=Decimal(n % 90)),) * 2
                )
                for n, item in enumerate(items[:5_000])
            ),
            "strengths": tuple(
                Strength(indicator=n % 12, point=f"{n}", score=Decimal(90)) for n in range(10_000)
            ),
            "measures": tuple(
                Measure(item=item, division=f"d{n}") for n, item in enumerate(items[:10_000])
            ),
        }
    )
    start = time.process_time()
    found = checks.run(Subject(odd, framework_2566))
    assert time.process_time() - start < SECONDS
    assert len(found) > 20_000


@pytest.mark.skipif(os.name == "nt", reason="pipes, devices and links as POSIX has them")
class TestPlaces:
    """What is no regular file, or cannot be read."""

    def test_pipe(self, said: Said, tmp_path: Path) -> None:
        """Nobody writes into it: opening it would wait without end."""
        os.mkfifo(tmp_path / "pipe.yaml")
        assert said(path=tmp_path / "pipe.yaml") == (
            Exit.FINDINGS,
            [
                "This is a pipe or device, not a report file: r",
                "This run wrote nothing to the sheet.",
                "→ Save the report as a file and name that.",
            ],
        )

    @pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/tty"])
    def test_device(self, said: Said, device: str) -> None:
        """One never ends, one is empty, one waits for the keyboard."""
        code, lines = said(path=Path(device))
        assert code == Exit.FINDINGS
        assert lines[0] == "This is a pipe or device, not a report file: r"

    def test_loop_of_links(self, said: Said, tmp_path: Path) -> None:
        """A link to itself leads nowhere."""
        loop = tmp_path / "loop.yaml"
        loop.symlink_to(loop)
        code, lines = said(path=loop)
        assert code == Exit.FINDINGS
        assert lines[0].startswith("The file cannot be read: r (")

    def test_sparse_file(self, said: Said, tmp_path: Path) -> None:
        """Two GiB of nothing are not read."""
        with (tmp_path / "sparse.yaml").open("wb") as file:
            file.truncate(2 << 30)
        code, lines = said(path=tmp_path / "sparse.yaml")
        assert (code, lines[0]) == (Exit.FINDINGS, "The file is larger than 1024 KiB: r")

    def test_folder(self, said: Said, tmp_path: Path) -> None:
        """With what to name instead."""
        code, lines = said(path=tmp_path)
        assert (code, lines[0]) == (Exit.FINDINGS, "This is a folder, not a report file: r")

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything"
    )
    def test_unreadable(self, said: Said, example: str, place: Path) -> None:
        """A file of somebody else."""
        _written(place, example).chmod(0)
        code, lines = said(path=place)
        assert (code, lines[0]) == (Exit.FINDINGS, "The file cannot be read: r (Permission denied)")

    def test_name_too_long(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """No file system takes it."""
        assert run(["check", str(tmp_path / ("x" * 5_000))]) == Exit.FINDINGS
        assert "File name too long" in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["a\nb.yaml", "\x1b[2J.yaml", "{x} %s {0}.yaml"])
    def test_strange_names(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        """Shown on one line, without acting on the terminal."""
        assert run(["check", str(_written(tmp_path / name, "total: x"))]) == Exit.FINDINGS
        heading, detail, *_ = capsys.readouterr().err.splitlines()
        shown = str(tmp_path / ascii(name)[1:-1])
        assert heading.endswith(f": {shown}")
        assert detail.startswith(f"  {shown}:1:1: schema_version: is missing")


def test_a_file_that_changes_is_never_read_half(place: Path, example: str) -> None:
    """While another program saves two versions in turn, what is read is one of them, or the change is said."""
    versions = [example, example.replace("total: 78.41", "total: 39.41", 1) + "# longer\n" * 5_000]
    done = threading.Event()

    def save() -> None:
        while not done.is_set():
            for text in versions:
                new = place.with_name("new.yaml")
                new.write_text(text, "utf-8")
                new.replace(place)

    place.write_text(example, "utf-8")
    writer = threading.Thread(target=save)
    writer.start()
    try:
        found = {str(load_report(place).report.total) for _ in range(10)}
    finally:
        done.set()
        writer.join()
    assert found <= {"78.41", "39.41"}


@pytest.mark.skipif(os.name == "nt", reason="a class of paths of its own")
def test_a_change_during_the_read_is_said(place: Path, example: str) -> None:
    """Somebody writes into the very file between the look before and the look after."""

    class Restless(type(Path())):  # type: ignore[misc] # the class of this machine's paths
        def open(self, *arguments: Any, **options: Any) -> IO[bytes]:
            handle = super().open(*arguments, **options)
            look = handle.fileno
            looks = iter([lambda: None])

            def fileno() -> int:
                if next(looks, None) is None:
                    with open(str(self), "a") as other:  # noqa: PTH123 - Path.open is the method replaced here
                        other.write("# more")
                number: int = look()
                return number

            return _Disturbed(handle, fileno)  # type: ignore[return-value]  # stands in for the file

    with pytest.raises(ReportError) as caught:
        load_report(Restless(_written(place, example)))
    assert caught.value.code == "report-changing"


class _Disturbed:
    """A file handle whose number is asked of somebody else."""

    def __init__(self, handle: IO[bytes], fileno: Callable[[], int]) -> None:
        self.handle, self.fileno, self.read = handle, fileno, handle.read

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.handle.close()


BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(alphabet="-?:[]{},&*!|>'\"%@`#~ \n\tab1กำ", max_size=200).map(str.encode),
)
PIECES = st.sampled_from(
    [
        b"",
        b"\0",
        b"\xff",
        b"\n",
        b"\t",
        b": ",
        b"- ",
        b"[",
        b"{",
        b"'",
        b'"',
        b"&a ",
        b"*a",
        b"!!x ",
        b"|\n",
        b"null",
    ]
    + [
        text.encode()
        for text in (
            "\u202e",
            "\u200b",
            "๓",
            "ໆ",
            "ำ",
            "-1",
            "1e9",
            "2564",
            "o44",
            "e99",
            "{x}",
            "%",
        )
    ]
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=BYTES)
def test_random_bytes_are_no_bug(place: Path, content: bytes) -> None:
    """Whatever the file holds, it is no report, and this is said."""
    place.write_bytes(content)
    assert run(["check", str(place)]) == Exit.FINDINGS


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_mutations_of_a_report_are_no_bug(
    place: Path, example_path: Path, data: st.DataObject
) -> None:
    """Some places overwritten, cut out, doubled or moved: accepted, refused, or a year without rules."""
    content = example_path.read_bytes()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 60)))
        again = content[start:end] if data.draw(st.booleans()) else b""
        content = content[:start] + again + data.draw(PIECES) + again + content[end:]
    place.write_bytes(content)
    assert run(["check", str(place)]) in {Exit.OK, Exit.FINDINGS, Exit.CONFIG}
