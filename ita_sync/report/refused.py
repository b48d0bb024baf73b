"""What a report file has no use for, in words: anchors, tags, control characters, broken YAML."""

import re

import yaml

from ita_sync.i18n import T, Text

MAX_DEPTH = 20
MAX_PARTS = 20_000
"""Fields, entries and values in a file: all 88 items weak with long measures make some 6,000."""
MAX_TEXT = 10_000
"""Characters in one value: far above any remedy, far below the 50,000 of a sheet's cell."""

_NULLS = {"", "~", "null", "Null", "NULL"}
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Controls but tab and line ends, the C1 block, surrogates, and unusual line separators.

Editors count the latter differently.
"""

TOO_DEEP = T("nested deeper than {limit} levels.", limit=MAX_DEPTH)
_UNCLOSED = T("a quote or bracket is opened and not closed before the end of the file.")
NOT_YAML = T(
    "this cannot be read as YAML; check indentation, quotes and colons here and just above."
)


def unwanted(event: yaml.Event) -> Text | None:
    """Return what is wrong with a value or key that is an alias, or has an anchor or a tag."""
    anchor = str(getattr(event, "anchor", None) or "")[:40]
    tag = str(getattr(event, "tag", None) or "")[:40]
    if isinstance(event, yaml.AliasEvent):
        return T("aliases (*{name}) are not read; write the value out.", name=anchor)
    if anchor:
        return T("anchors (&{name}) are not read; write the value out.", name=anchor)
    if tag:
        return T("tags ({name}) are not read; write the plain value.", name=tag)
    return None


def no_key(event: yaml.Event, key: str) -> Text | None:
    """Return what is wrong with a key that names no field."""
    if key == "<<":
        return T("merging with << is not read; write the fields out.")
    if not key or is_null(event) or len(key) > MAX_TEXT or CONTROL.search(key):
        return T("expected the name of a field here.")
    return None


def is_null(event: yaml.Event) -> bool:
    """Say whether a value is empty, or a word that YAML has for nothing."""
    return isinstance(event, yaml.ScalarEvent) and not event.style and event.value in _NULLS


def control(character: str) -> Text:
    """Return that a character is there which nobody sees."""
    return T(
        "there is an invisible control character (U+{code}) here; delete it and type the place "
        "again.",
        code=f"{ord(character):04X}",
    )


# What yaml's English problems contain, with either loader -> a sentence for whoever edits a report.
_SYNTAX = {
    "mapping values are not allowed": T(
        "this line cannot be read; check its indentation, and put a text that contains a colon in "
        "quotes."
    ),
    "maximum nesting depth": TOO_DEEP,  # libyaml stops there before the first event reaches us
    "unexpected end": _UNCLOSED,
    "end of stream": _UNCLOSED,
    "cannot start any token": T("a value cannot begin with this sign; put the value in quotes."),
    "expected ':'": T("a colon is missing after the name of a field, here or just above."),
    "expected ','": T("a bracket is opened and not closed, or a comma is missing."),
    "escape": T("in double quotes \\ has a meaning of its own; use single quotes."),
    "directive": T("a line cannot begin with %; put the value in quotes."),
}


def syntax(problem: str, line: str) -> Text:
    """Return what is wrong with a line of which yaml says `problem`."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return T("there is a tab here; indent with spaces.")
    fitting = (text for words, text in _SYNTAX.items() if words in problem)
    return next(fitting, NOT_YAML)
