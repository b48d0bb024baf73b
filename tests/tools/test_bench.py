"""The benchmark's parts run at tiny sizes, and calls are as promised; nothing is timed here."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.bench import runs, table
from tools.bench.__main__ import SIZES, main, runs_of
from tools.bench.runs import Bench, Measured, measured, write_rows
from tools.bench.served import in_new_process
from tools.bench.ways import READING, WAYS, WRITING
from tools.bench.wire import LATENCY_S, MEGABYTE_S, Time


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Return a folder of measurements with rows for the sizes of these tests."""
    return Bench(tmp_path, in_new_process(write_rows, tmp_path / "rows", 200))


def test_each_way_leaves_the_rows_and_makes_its_calls() -> None:
    """Whoever leaves other rows than asked for ends the benchmark; gspread looks for its tab."""
    found = dict(measured(3, runs=1))
    assert list(found) == [*WRITING, *READING]
    calls = {way: [run.calls for run in took] for way, took in found.items()}
    opening = 2
    assert calls == {
        "ita-sync push": [2],
        "of that, its checks": [0],
        "the same bytes by hand": [2],
        "gspread append_rows": [opening + 1],
        "gspread append_row, in a loop": [opening + 3],
        "gspread find, then append_row": [opening + 3 * 2],
        "ita-sync verify": [1],
        "gspread get_all_records": [opening + 1],
    }
    (ours,), (floor,) = found["ita-sync push"], found["the same bytes by hand"]
    assert (ours.sent, ours.received) == (floor.sent, floor.received)
    assert all(run.cpu > 0 and run.peak > 1e6 for took in found.values() for run in took)


def test_143_rows_are_two_calls_and_one_to_verify(bench: Bench) -> None:
    """However many rows: one look and one write, as long as they go under one mark."""
    pushed = bench.written("ita-sync push", 143)
    assert (pushed.calls, pushed.refused) == (2, 0)
    assert bench.read("ita-sync verify", 143).calls == 1


def test_a_long_loop_is_calculated_from_a_part_of_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the quota is used up each row takes at least a second, and calls are refused."""
    monkeypatch.setattr(runs, "WHOLE", 10)
    found = bench.written("gspread append_row, in a loop", 12)
    assert found.sampled
    assert found.wall >= 12 - 1
    assert found.refused > 0
    assert found.calls == pytest.approx(12 + found.refused)


def test_what_failed_is_not_taken_for_fast(bench: Bench) -> None:
    """To look for rows that nobody wrote is an error."""
    (bench.folder / "ours").mkdir()
    with pytest.raises(RuntimeError, match="\\[\\]"):
        bench.read("gspread get_all_records", 1)


def test_time_passes_without_being_slept(tmp_path: Path) -> None:
    """All who share the file share the clock."""
    (tmp_path / "clock").write_bytes(bytes(8))
    one, other = Time(tmp_path / "clock"), Time(tmp_path / "clock")
    before = one.monotonic()
    other.sleep(3600)
    assert 3600 <= one.monotonic() - before < 3700
    assert other.now() > 3600


def test_sizes_and_runs() -> None:
    """What is asked for is what is measured; large sizes are measured once."""
    assert [runs_of(int(size), 5) for size in SIZES.split(",")] == [5, 5, 5, 3, 1]
    for wrong in ("", "1,x", "0", "1,,2", "-1"):
        refused = CliRunner().invoke(main, ["--rows", wrong])
        assert refused.exit_code == 2
        assert "numbers of rows" in refused.output


def test_the_table_compares_neighbours() -> None:
    """The ratio is that of runs side by side, not that of the medians."""

    def took(cpu: float) -> Measured:
        return Measured(2, 0, 277_060, 1_881, cpu, 7200 * cpu, 46e6)

    ours = table.Found(1000, "ita-sync push", [took(1), took(4)])
    theirs = table.Found(1000, "gspread append_rows", [took(2), took(8)])
    sampled = table.Found(1000, "gspread find, then append_row", [took(1).times(2)] * 2)
    lines = "\n".join(table.writing([ours, theirs, sampled])).splitlines()
    assert len({line.count("|") for line in lines if line.startswith("|")}) == 1
    gspread, loop = ([cell.strip() for cell in line.split("|")[3:-1]] for line in lines[-2:])
    assert gspread == ["2", "0", "277.1 KB", "1.9 KB", "5.0 s", "2", "10.0 h", "2", "46.0 MB"]
    assert loop[:4] == ["~4", "~0", "~554.1 KB", "~3.8 KB"]
    assert loop[4:] == ["~2.0 s", "~1.2", "~4.0 h", "~1.2", "~46.0 MB"]


def test_numbers_are_as_people_read_them() -> None:
    """One unit each, and no more digits than count."""
    sizes = (0, 94_700, 277_060, 16_200_000, 16_518_800_000)
    assert [*map(table.bytes_of, sizes)] == ["0", "94.7 KB", "277.1 KB", "16.2 MB", "16.5 GB"]
    times = (0.016, 1.3, 119, 120, 7199, 7200)
    told = ["16 ms", "1.3 s", "119.0 s", "2.0 min", "120.0 min", "2.0 h"]
    assert [*map(table.duration, times)] == told
    assert [*map(table.ratio, (0.0014, 0.8, 1, 9.94, 117.4))] == [
        "0.0014",
        "0.8",
        "1",
        "9.9",
        "117",
    ]


def test_the_page_says_what_was_counted_and_not_slept() -> None:
    """Latency and line are those of the code."""
    text = " ".join("\n".join(table.writing([])).split())
    assert f"{LATENCY_S} s for each request" in text
    assert f"{MEGABYTE_S:g} s for each million bytes" in text
    assert set(WAYS) == {*WRITING, *READING}
