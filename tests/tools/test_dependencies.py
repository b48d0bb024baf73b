"""docs/decisions/0003-dependencies.md, pyproject.toml and what the code imports agree."""

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PAGE = (ROOT / "docs" / "decisions" / "0003-dependencies.md").read_text("utf-8")
RUN_TIME, EXTRA, BUILD = "At run time", "With an extra", "To build"
DEVELOPMENT, BROUGHT = "For development", "Imported, and brought by another"
REQUIRED = {
    RUN_TIME: PROJECT["project"]["dependencies"],
    BUILD: PROJECT["build-system"]["requires"],
    EXTRA: PROJECT["project"]["optional-dependencies"]["notify"],
    DEVELOPMENT: PROJECT["project"]["optional-dependencies"]["dev"],
}


def named(requirement: str) -> str:
    """Return the name of the package that a requirement asks for."""
    found = re.match(r"[\w.-]+", requirement)
    assert found, requirement
    return found[0]


def usual(name: str) -> str:
    """Return a package's name as every tool compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def rows(section: str) -> list[list[str]]:
    """Return the cells of a section's table, without its head."""
    text = PAGE.split(f"## {section}\n")[1].split("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def imported(*folders: str) -> set[str]:
    """Return the packages of others that the code in some folders imports."""
    names: set[str] = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    names.update(alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    names.add(node.module)
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names


@pytest.mark.parametrize("section", REQUIRED)
def test_every_package_has_its_line(section: str) -> None:
    """And every line its package; both are in order."""
    listed = [row[0] for row in rows(section)]
    assert listed == sorted(map(named, REQUIRED[section]), key=str.lower)


@pytest.mark.parametrize("section", REQUIRED)
def test_every_line_is_complete(section: str) -> None:
    """It says what the package is for, under which licence, and why this one."""
    for row in rows(section):
        assert len(row) == 4, row
        assert all(row), row


def test_the_extras_are_these() -> None:
    """An extra that asks for no package would promise what it does not bring."""
    assert list(PROJECT["project"]["optional-dependencies"]) == ["notify", "dev"]


def test_the_program_imports_what_is_installed_with_it() -> None:
    """No package that only developers have, and none that comes along unsaid."""
    assert unlisted("ita_sync", sections=(RUN_TIME, EXTRA, BROUGHT)) == set()


def test_tests_and_tools_import_what_developers_install() -> None:
    """The same for all code."""
    folders = ("ita_sync", "tests", "tools", "examples")
    assert unlisted(*folders, sections=(RUN_TIME, DEVELOPMENT, BROUGHT)) == set()


def test_what_another_brings_is_imported() -> None:
    """The table of such packages names no more, and each is required by who brings it."""
    listed = {usual(name): bringer for name, bringer, _ in rows(BROUGHT)}
    used = imported("ita_sync", "tests", "tools")
    providers = metadata.packages_distributions()
    assert set(listed) <= {usual(one) for name in used for one in providers.get(name, [])}
    for name, bringer in listed.items():
        assert name in brought(bringer), (bringer, name)


def unlisted(*folders: str, sections: tuple[str, ...]) -> set[str]:
    """Return the imports that no package of these sections offers."""
    listed = {usual(row[0]) for section in sections for row in rows(section)}
    providers = metadata.packages_distributions()
    return {
        name
        for name in imported(*folders) - {"ita_sync", "tests", "tools"}
        if listed.isdisjoint(map(usual, providers.get(name, [name])))  # an extra may be missing
    }


def brought(package: str) -> set[str]:
    """Return the packages that one brings, with what those bring."""
    found: set[str] = set()
    waiting = [package]
    while waiting:
        for requirement in metadata.requires(waiting.pop()) or []:
            if "extra ==" in requirement or (name := usual(named(requirement))) in found:
                continue
            found.add(name)
            try:
                metadata.distribution(name)
            except metadata.PackageNotFoundError:  # of another Python or system
                continue
            waiting.append(name)
    return found
