"""Where a field is in its file, and what the file says of its origin."""

from ita_sync.report import Origin, Position, ReportFile, load_report
from tests.report.conftest import Write, position


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
        assert f"{mark.line}:{mark.column}" == position(path, words)
    assert loaded.mark(("measures", 0, "due_date")) == loaded.mark(("measures", 0))
    assert loaded.mark(("tools", "IIT")) == loaded.mark(())


def test_a_file_tells_the_origin_of_a_field_or_of_its_entry() -> None:
    """An entry, and a field that it lacks, have the origin of its first field; a section none."""
    told = {
        ("weak", 0, "indicator"): Origin("a"),
        ("weak", 0, "items", 0, "score"): Origin("b"),
        ("url",): Origin("c"),
    }
    places = [
        ("weak",),
        ("weak", 0),
        ("weak", 0, "indicator"),
        ("weak", 0, "items"),
        ("weak", 0, "items", 0),
    ]
    marks = {loc: Position(1, 1) for loc in [(), *places, *told]}
    file = ReportFile(None, None, "", marks, origins=told)  # type: ignore[arg-type] # only places matter
    expected = {
        (): None, ("weak",): None, ("total",): None, ("url",): "c",
        ("weak", 0): "a", ("weak", 0, "remedy"): "a", ("weak", 0, "items"): None,
        ("weak", 0, "items", 0): "b", ("weak", 0, "items", 0, "score"): "b",
    }  # fmt: skip
    assert {
        loc: (origin.told if (origin := file.origin(loc)) else None) for loc in expected
    } == expected
