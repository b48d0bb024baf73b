"""The gate of density: it fails where it should."""

from pathlib import Path

import pytest

from tools.census import Block, Module, circle, dense, modules

ROOT = Path(__file__).parents[2]


def code(*ways: int) -> Module:
    """Return a module with blocks of so many ways."""
    blocks = tuple(Block("checks.x", f"f{n}", way) for n, way in enumerate(ways))
    return Module("checks.x", 100, 0, blocks)


def test_the_code_is_within_the_limits() -> None:
    """What `make density` says here."""
    assert dense(modules(ROOT / "ita_sync")) == []


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ([20, *[1] * 19], []),
        ([21, *[1] * 19], ["checks.x: f0 has 21 ways through it, 20 are allowed"]),
        ([11, 11, *[1] * 18], ["2 of 20 blocks (10.0%) are at C or worse, 5% are allowed:"]),
        ([10] * 20, []),
    ],
)
def test_too_dense(ways: list[int], said: list[str]) -> None:
    """One block of more than twenty ways, or more than one in twenty of eleven."""
    assert dense([code(*ways)])[: len(said) or 1] == said


def test_a_circle_is_found() -> None:
    """By name, and none where there is none."""
    assert circle({("a", "b"), ("b", "c")}) == ()
    assert set(circle({("a", "b"), ("b", "a"), ("b", "c")})) == {"a", "b"}


def test_boolean_operators_count(tmp_path: Path) -> None:
    """A long line is as dense as it reads."""
    (tmp_path / "x.py").write_text("def f(a, b, c):\n    return a and b or c\n", "utf-8")
    ((block,),) = [module.blocks for module in modules(tmp_path)]
    assert (block.name, block.ways) == ("f", 3)
