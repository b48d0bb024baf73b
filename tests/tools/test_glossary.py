"""docs/glossary.md names what the code has, and everything that the rooms show each other."""

import importlib
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

import pytest
from pydantic import BaseModel

from tests.conftest import ROOT

ROW = re.compile(r"\| ([^|]+) \| ([^|]+) \| `([^`|]+)` \| `([^`|]+)` \| ([^|]+) \|")
ROOMS = ("report", "rules", "row", "checks", "journal", "google", "publish")
CLEAR = {"CallFailed", "Checked", "Done", "Publisher", "SystemClock"}
"""Exported classes whose name says all there is to say."""


@dataclass(frozen=True)
class Word:
    """One line of the table."""

    thai: str
    english: str
    name: str
    where: str
    meaning: str


def words() -> list[Word]:
    """Return the lines of the table."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    lines = text[text.index("|---") :].splitlines()[1:]
    return [Word(*found.groups()) for line in lines if (found := ROW.fullmatch(line))]


WORDS = words()


def attribute(owner: object, name: str) -> object | None:
    """Return a class's or module's own, a field's declaration, or a module inside a package."""
    if inspect.isclass(owner) and issubclass(owner, BaseModel) and name in owner.model_fields:
        return owner.model_fields[name]
    if name in getattr(owner, "__dataclass_fields__", {}):
        return owner
    found: object | None = getattr(owner, name, None)
    if found is None and isinstance(owner, ModuleType) and hasattr(owner, "__path__"):
        return importlib.import_module(f"{owner.__name__}.{name}")
    return found


def exported(room: str) -> Iterator[str]:
    """Yield the names of the classes that a room exports."""
    module = importlib.import_module(f"ita_sync.{room}")
    return (name for name in module.__all__ if inspect.isclass(getattr(module, name)))


def test_every_line_of_the_table_is_read() -> None:
    """A line that the pattern does not know would be held by nothing."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(lines) == len(WORDS) + len(["the header"])
    assert all(re.search("[ก-๙]", word.thai) and word.meaning.strip() for word in WORDS)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.english)
def test_every_name_exists(word: Word) -> None:
    """Where the table says; of an enumeration, a member counts."""
    found: object | None = importlib.import_module(f"ita_sync.{word.where}")
    for part in word.name.split("."):
        found = attribute(found, part)
    assert found is not None


def test_words_are_in_the_order_of_the_alphabet() -> None:
    """By their English, each once."""
    english = [word.english.lower() for word in WORDS]
    assert english == sorted(set(english))


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_room_exports_is_explained(room: str) -> None:
    """Each class, unless its name alone is clear; and nothing is called clear that is gone."""
    here = {word.name for word in WORDS if word.where == room}
    classes = set(exported(room))
    assert classes - here - CLEAR == set()


def test_what_is_called_clear_is_exported_and_has_no_line() -> None:
    """The list does not outlive its classes."""
    assert {name for room in ROOMS for name in exported(room)} >= CLEAR
    assert CLEAR & {word.name for word in WORDS} == set()
