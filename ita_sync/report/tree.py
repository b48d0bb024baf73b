"""YAML text -> plain values with the place of each, nothing interpreted.

Every scalar stays a text, so a score keeps the decimals it was written with and Thai digits
survive; only an empty value (nothing, `~`, `null`) becomes None. What a report file has no use for
is refused with its place: anchors, merge keys, tags, duplicate keys, deep nesting, several
documents.

The values are built from parser events rather than from yaml's nodes, because only events
distinguish an alias or an explicit tag from the value it stands for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import yaml

from ita_sync.i18n import T, Text
from ita_sync.report import refused
from ita_sync.report.models import Loc
from ita_sync.report.places import Position

Plain = str | None | list["Plain"] | dict[str, "Plain"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BEFORE_COMMA = re.compile(r"(?:ร้อยละ\s*)?[0-9๐-๙]{1,6}")
_AFTER_COMMA = re.compile(r"[0-9๐-๙]{1,6}\s*(?:คะแนน|%)?")
"""The parts of a figure such as `98,01`."""
_BLOCK_STYLES = {"|", ">"}


@dataclass(frozen=True)
class Problem:
    """Something wrong at one place of the file."""

    mark: Position
    loc: Loc
    text: Text


class Scalar(NamedTuple):
    """Where a value or key begins and ends in the file; lines and columns from 0."""

    line: int
    column: int
    last: int
    end: int
    block: bool


@dataclass
class Tree:
    """The values of a file.

    Attributes:
        value: what the document holds; meaningless when `broken`.
        marks: place of each value.
        keys: place of each mapping key.
        scalars: where each value and key begins and ends, in file order.
        refused: values replaced by None because a problem was already reported for them.
        broken: the text could not be read to its end.
    """

    value: Plain = None
    marks: dict[Loc, Position] = field(default_factory=dict)
    keys: dict[Loc, Position] = field(default_factory=dict)
    scalars: list[Scalar] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: set[Loc] = field(default_factory=set)
    broken: bool = False


class _Position(Protocol):
    """The marks of both yaml loaders; they count from 0."""

    line: int
    column: int


class _Stop(Exception):  # noqa: N818 - control flow inside this module
    """Reading on makes no sense; the problem is recorded."""


def build(text: str) -> Tree:
    """Return the values of `text` and all problems found; never raises for bad input."""
    tree = Tree()
    if found := refused.CONTROL.search(text):
        tree.broken = True
        tree.problems.append(Problem(_place(text, found.start()), (), refused.control(found[0])))
        return tree
    try:
        _Builder(tree, _events(text, tree.scalars)).document()
    except _Stop:
        tree.broken = True
    except yaml.MarkedYAMLError as error:
        tree.broken = True
        mark = _mark(error.problem_mark)
        tree.problems.append(
            Problem(mark, (), refused.syntax(error.problem or "", _line(text, mark)))
        )
    except (yaml.YAMLError, ValueError, OverflowError):
        # ValueError: the pure Python loader hands escapes such as "\UFFFFFFFF" to chr() unchecked.
        tree.broken = True
        tree.problems.append(Problem(Position(1, 1), (), refused.NOT_YAML))
    return tree


def _events(text: str, scalars: list[Scalar]) -> Iterator[yaml.Event]:
    """Yield the events of a text, and note where its scalars are: nobody need parse it again."""
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent):
            start, end, block = event.start_mark, event.end_mark, event.style in _BLOCK_STYLES
            if start and end:
                scalars.append(Scalar(start.line, start.column, end.line, end.column, block))
        yield event


class _Builder:
    """Turns the event stream into values, one call a value."""

    def __init__(self, tree: Tree, events: Iterator[yaml.Event]) -> None:
        self.tree = tree
        self.events = events
        self.parts = 0

    def document(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                break
        else:
            self.stop(
                Position(1, 1),
                (),
                T("the file is empty; write a report as in the examples folder."),
            )
        root = next(self.events)
        self.tree.value = self.value(root, (), 1)
        if not isinstance(self.tree.value, dict):
            self.stop(
                _mark(root.start_mark),
                (),
                T(
                    "expected fields such as {example} at the beginning of the line.",
                    example="fiscal_year: 2566",
                ),
            )
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.stop(
                    _mark(event.start_mark),
                    (),
                    T("a second report begins here (---); keep one report in a file."),
                )

    def count(self, event: yaml.Event, loc: Loc) -> None:
        """Stop at the part that makes the file larger than any report can be.

        Each part costs time and memory in all that follows.
        """
        self.parts += 1
        if self.parts > refused.MAX_PARTS:
            self.tree.problems.clear()  # thousands of others would hide this one
            trouble = T(
                "the file holds more than {limit} fields and values up to here.",
                limit=refused.MAX_PARTS,
            )
            self.stop(_mark(event.start_mark), loc, trouble)

    def value(self, event: yaml.Event, loc: Loc, depth: int) -> Plain:
        self.count(event, loc)
        self.tree.marks[loc] = _mark(event.start_mark)
        if depth > refused.MAX_DEPTH:
            self.stop(_mark(event.start_mark), loc[:3], refused.TOO_DEEP)
        trouble = refused.unwanted(event)
        if trouble is not None:
            self.skip(event)
            self.refuse(event, loc, trouble)
            return None
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(loc, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(loc, depth, flow=bool(event.flow_style))
        return self.scalar(event, loc)

    def scalar(self, event: yaml.Event, loc: Loc) -> Plain:
        if not isinstance(event, yaml.ScalarEvent) or refused.is_null(event):
            return None
        if len(event.value) > refused.MAX_TEXT:
            trouble = T(
                "holds {found} characters; at most {limit} are read.",
                found=len(event.value),
                limit=refused.MAX_TEXT,
            )
            self.refuse(event, loc, trouble)
            return None
        if found := refused.CONTROL.search(event.value):
            self.refuse(event, loc, refused.control(found[0]))
            return None
        return str(event.value)

    def sequence(self, loc: Loc, depth: int) -> Plain:
        values: list[Plain] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.value(event, (*loc, len(values)), depth + 1))
        return values

    def mapping(self, loc: Loc, depth: int, *, flow: bool) -> Plain:
        values: dict[str, Plain] = {}
        last = None
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self.count(event, loc)
            key = self.key(event, loc, values)
            value = next(self.events)
            if key is None:
                self.skip(value)
            elif flow and last is not None and _is_rest(key, value, values[last]):
                self.refuse_parted(f"{values[last]},{key}", (*loc, last))
                values[last], key = None, None
            else:
                values[key] = self.value(value, (*loc, key), depth + 1)
            last = key
        return values

    def refuse_parted(self, figure: str, loc: Loc) -> None:
        """Record that the figure at `loc` was taken for a value and the name of a field."""
        trouble = T(
            'found "{figure}", but between brackets a comma ends the value; write its decimals '
            "after a point, or put it in quotes.",
            figure=figure,
        )
        self.tree.problems.append(Problem(self.tree.marks[loc], loc, trouble))
        self.tree.refused.add(loc)

    def key(self, event: yaml.Event, loc: Loc, seen: dict[str, Plain]) -> str | None:
        """Return the key, or None when it was refused (then its value is to be skipped)."""
        key = event.value if isinstance(event, yaml.ScalarEvent) else ""
        trouble = refused.unwanted(event) or refused.no_key(event, key)
        if trouble is None and key in seen:
            first = self.tree.keys[(*loc, key)].line
            trouble = T(
                '"{key}" is given twice, first on line {line}.',
                key=key[:40],
                line=first,
            )
        if trouble is None:
            self.tree.keys[(*loc, key)] = _mark(event.start_mark)
            return key
        self.skip(event)
        where = (*loc, key) if key and len(key) <= refused.MAX_TEXT else loc
        self.tree.problems.append(Problem(_mark(event.start_mark), where, trouble))
        return None

    def skip(self, event: yaml.Event) -> None:
        """Consume the rest of the value that `event` begins."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            event = next(self.events)
            self.count(event, ())
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)

    def refuse(self, event: yaml.Event, loc: Loc, trouble: Text) -> None:
        """Record the problem of a value; it counts as None from here on."""
        self.tree.problems.append(Problem(_mark(event.start_mark), loc, trouble))
        self.tree.refused.add(loc)

    def stop(self, mark: Position, loc: Loc, trouble: Text) -> None:
        self.tree.problems.append(Problem(mark, loc, trouble))
        raise _Stop


def _is_rest(key: str, value: yaml.Event, before: Plain) -> bool:
    """Say whether a key is the end of a figure that its comma parted: `{score: 98,01}`."""
    return (
        refused.is_null(value)
        and isinstance(before, str)
        and _BEFORE_COMMA.fullmatch(before) is not None
        and _AFTER_COMMA.fullmatch(key) is not None
    )


def _mark(mark: _Position | None) -> Position:
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)


def _place(text: str, index: int) -> Position:
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return Position(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _line(text: str, mark: Position) -> str:
    lines = text.splitlines()
    return lines[mark.line - 1] if mark.line <= len(lines) else ""
