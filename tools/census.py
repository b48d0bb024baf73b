"""Count what the code is made of: rooms and who imports whom, density, tests.

`make census` prints it.

`make density` is the gate: it fails where too many blocks are dense. A block is a function or
method; the ways through it are radon's, boolean operators counted, and C begins at eleven. (Classes
are left out: radon counts them as the mean of their methods, which would count twice.)

Another checkout can be counted with the same words: `python -m tools.census FOLDER`.
"""

import argparse
import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
from radon.complexity import cc_visit
from radon.raw import analyze

ROOT = Path(__file__).parents[1]
PACKAGE = "ita_sync"
C_BEGINS = 11
MOST_AT_C = 0.05
MOST_IN_ONE = 20


@dataclass(frozen=True)
class Block:
    """A function or method, and the ways through it."""

    module: str
    name: str
    ways: int


@dataclass(frozen=True)
class Module:
    """What one file holds; `branches` are the ways beyond the first of each function."""

    name: str
    code_lines: int
    comments: int
    blocks: tuple[Block, ...]

    @property
    def branches(self) -> int:
        """Return the decisions in it."""
        return sum(block.ways - 1 for block in self.blocks)


def modules(root: Path) -> list[Module]:
    """Return the modules of a package, by name without that of the package."""
    return [_module(root, path) for path in sorted(root.rglob("*.py"))]


def _module(root: Path, path: Path) -> Module:
    name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
    source = path.read_text("utf-8")
    raw = analyze(source)
    # A class counts as the mean of its methods and would count them twice: functions and methods
    # only.
    blocks = [
        Block(name, found.fullname, found.complexity)
        for found in cc_visit(source)
        if found.letter != "C"
    ]
    return Module(name, raw.sloc, raw.comments, tuple(blocks))


def dense(found: list[Module]) -> list[str]:
    """Return what the gate has to say of modules; nothing where all is well."""
    blocks = [block for module in found for block in module.blocks]
    at_c = [block for block in blocks if block.ways >= C_BEGINS]
    problems = [
        f"{block.module}: {block.name} has {block.ways} ways through it, {MOST_IN_ONE} are allowed"
        for block in at_c
        if block.ways > MOST_IN_ONE
    ]
    if len(at_c) > MOST_AT_C * len(blocks):
        share = f"{len(at_c)} of {len(blocks)} blocks ({len(at_c) / len(blocks):.1%})"
        problems.append(f"{share} are at C or worse, {MOST_AT_C:.0%} are allowed:")
        problems += [f"  {b.ways} {b.module}.{b.name}" for b in sorted(at_c, key=lambda b: -b.ways)]
    return problems


def density_table(found: list[Module]) -> Iterator[str]:
    """Yield the density of each room, and of the whole."""
    columns = (
        *("room", "modules", "code lines", "branches a line", "comments a 100 lines"),
        *("blocks", "C or worse", "most"),
    )
    yield "| " + " | ".join(columns) + " |"
    yield "|---" * len(columns) + "|"
    rooms: dict[str, list[Module]] = defaultdict(list)
    for module in found:
        rooms[_room(module.name) or "(top)"].append(module)
    for room, inside in sorted(rooms.items()):
        yield _density_line(room, inside)
    yield _density_line("all", found)


def _density_line(name: str, inside: list[Module]) -> str:
    lines = max(sum(module.code_lines for module in inside), 1)
    ways = [block.ways for module in inside for block in module.blocks]
    at_c = sum(way >= C_BEGINS for way in ways)
    cells = (
        name,
        len(inside),
        lines,
        f"{sum(module.branches for module in inside) / lines:.2f}",
        f"{100 * sum(module.comments for module in inside) / lines:.1f}",
        len(ways),
        f"{at_c} ({at_c / max(len(ways), 1):.1%})",
        max(ways, default=0),
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def _room(module: str) -> str:
    """Return the room of a module, empty for one that stands at the top of the package alone."""
    return module.partition(".")[0] if "." in module else ""


def structure_table(folder: Path) -> Iterator[str]:
    """Yield modules, arrows and circles, of single modules and of rooms."""
    sys.path.insert(0, str(folder))
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    names = {name: name.removeprefix(f"{PACKAGE}.") for name in graph.modules if name != PACKAGE}
    folders = {
        names[name] for name in names if (folder / PACKAGE / names[name].replace(".", "/")).is_dir()
    }
    arrows = {
        (names[one], names[other])
        for one in names
        for other in graph.find_modules_directly_imported_by(one)
        if other in names
    }
    of_rooms = {(_place(one, folders), _place(other, folders)) for one, other in arrows}
    of_rooms = {(one, other) for one, other in of_rooms if one != other}
    rooms = {_place(name, folders) for name in names.values()}
    yield "| | count | arrows | a circle |"
    yield "|---|---|---|---|"
    yield f"| modules | {len(names)} | {len(arrows)} | {' → '.join(circle(arrows)) or 'none'} |"
    found = " → ".join(circle(of_rooms)) or "none"
    yield f"| rooms and modules at the top | {len(rooms)} | {len(of_rooms)} | {found} |"
    yield f"| modules at the top | {len(rooms - folders)} | | |"


def _place(module: str, folders: set[str]) -> str:
    head = module.partition(".")[0]
    return head if head in folders else module


def circle(arrows: set[tuple[str, str]]) -> tuple[str, ...]:
    """Return names that import one another in a circle, none where there is no circle."""
    ways: dict[str, set[str]] = defaultdict(set)
    for one, other in arrows:
        ways[one].add(other)
    try:
        TopologicalSorter(ways).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def tests_table(folder: Path) -> Iterator[str]:
    """Yield how many test functions and assertions the tests have."""
    total: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.py")):
        total += _tests_in(ast.parse(path.read_text("utf-8")))
    yield "| test functions | assert | pytest.raises |"
    yield "|---|---|---|"
    yield f"| {total['tests']} | {total['assert']} | {total['raises']} |"


def _tests_in(tree: ast.AST) -> Mapping[str, int]:
    count: Counter[str] = Counter()
    for node in ast.walk(tree):
        count["tests"] += isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        count["assert"] += isinstance(node, ast.Assert)
        count["raises"] += isinstance(node, ast.Attribute) and node.attr == "raises"
    return count


def main() -> int:
    """Print the tables, or only what the gate has to say; 1 where it has something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT, help="a checkout; this one unless given"
    )
    parser.add_argument(
        "--gate", action="store_true", help="only hold the density against its limits"
    )
    chosen = parser.parse_args()
    found = modules(chosen.folder / PACKAGE)
    if chosen.gate:
        problems = dense(found)
        print(*(problems or ["density: within its limits"]), sep="\n")
        return 1 if problems else 0
    tables = (
        structure_table(chosen.folder),
        density_table(found),
        tests_table(chosen.folder / "tests"),
    )
    for table in tables:
        print(*table, sep="\n")
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
