"""What pydantic found wrong with a report -> sentences for the officer, each at its place.

Pydantic's own messages are English and speak of types; ours say what was found and show what is
expected.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from ita_sync import thai
from ita_sync.i18n import Language, T, Text
from ita_sync.report.file import Position
from ita_sync.report.models import Loc, Report
from ita_sync.report.tree import Problem, Tree

_SHOWN = 40
_WHOLE_EXAMPLES = {"fiscal_year": "2566", "schema_version": "1"}


def path_of(loc: Loc) -> str:
    """Return a field as people write it: `indicators[6].score`; indexes count from 0."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{_short(part)}" for part in loc)
    return "".join(parts).lstrip(".")


def explain(error: ValidationError, tree: Tree) -> Iterator[Problem]:
    """Yield one problem for each of pydantic's, but those in values that were refused before."""
    for entry in error.errors(include_url=False):
        loc = tuple(entry["loc"])
        if any(loc[:n] in tree.refused for n in range(1, len(loc) + 1)):
            continue
        kind, ctx = entry["type"], entry.get("ctx", {})
        word = str(ctx.get("error", "")) if kind == "value_error" else kind
        mark = _mark(tree, loc, at_key=kind == "extra_forbidden")
        yield Problem(mark, loc, _sentence(word, loc, entry["input"], ctx))


def _mark(tree: Tree, loc: Loc, *, at_key: bool) -> Position:
    if at_key and loc in tree.keys:
        return tree.keys[loc]
    while loc and loc not in tree.marks:
        loc = loc[:-1]
    return tree.marks.get(loc, Position(1, 1))


def _sentence(word: str, loc: Loc, found: object, ctx: Mapping[str, Any]) -> Text:
    if word == "missing":
        return T("is missing; it holds: {meaning}.", meaning=_meaning(loc))
    if word == "extra_forbidden":
        return _unknown_field(loc)
    if found is None or word == "empty":
        return _empty(loc)
    expected = _expected(word, loc, ctx)
    if guess := _guess(word, found, ctx):
        return T(
            "found {found}, expected {expected}. Did you mean {guess}?",
            found=_found(found),
            expected=expected,
            guess=guess,
        )
    return T("found {found}, expected {expected}.", found=_found(found), expected=expected)


def _empty(loc: Loc) -> Text:
    if _optional(loc):
        return T("is empty; write {meaning}, or leave the field out.", meaning=_meaning(loc))
    return T("is empty; it holds: {meaning}.", meaning=_meaning(loc))


def _expected(word: str, loc: Loc, ctx: Mapping[str, Any]) -> Text:
    field = next((part for part in reversed(loc) if isinstance(part, str)), "")
    if word in {"enum", "literal_error"}:
        return T("one of: {choices}", choices=_choices(ctx))
    simple = {
        "score": T("a score from 0 to 100, for example 84.85"),
        "decimal_type": T("a score from 0 to 100, for example 84.85"),
        "whole": T(
            "a whole number, for example {example}", example=_WHOLE_EXAMPLES.get(field, "7")
        ),
        "int_type": T(
            "a whole number, for example {example}", example=_WHOLE_EXAMPLES.get(field, "7")
        ),
        "date": T("an existing date, for example 27 ตุลาคม 2566, 27/10/2566 or 2566-10-27"),
        "date_type": T("an existing date, for example 27 ตุลาคม 2566, 27/10/2566 or 2566-10-27"),
        "item": T("an item such as i1, e6 or o13"),
        "string_type": T("a text"),
        "tuple_type": T('a list, each entry on its own line after "- "'),
        "model_type": T(
            "fields on lines of their own, such as {example}", example=_example_fields(loc)
        ),
    }
    return simple.get(word, T("another kind of value"))


def _choices(ctx: Mapping[str, Any]) -> str:
    listed = str(ctx.get("expected", "")).replace("'", "")
    return listed.replace(" or ", ", ")


def _guess(word: str, found: object, ctx: Mapping[str, Any]) -> str | None:
    if not isinstance(found, str):
        return None
    if word in {"item", "score"}:
        return guess_item(found) if word == "item" else guess_score(found)
    if word == "enum":
        choices = _choices(ctx).split(", ")
        same = {thai.fold(choice): choice for choice in choices}
        close = difflib.get_close_matches(thai.fold(found[:_SHOWN]), same, n=1, cutoff=0.5)
        return same[close[0]] if close else None
    return None


def guess_item(text: str) -> str | None:
    """Return the item that `text` probably means: `013` and `๐๑๓` o13, `๕๗` e7, `๑๓๒` o32.

    Never used silently.

    `๐๕๐` is o40 or o50: ๔ is often read as ๕, and no year known has fifty items. Source:
    misreadings seen in recognised reports.
    """
    plain = re.sub(r"[\s.\-_:ข้อ]", "", thai.digits(thai.clean(text[:_SHOWN])).lower())
    if found := re.fullmatch(r"([ieo])0*([1-9]\d?)", plain):
        return found[1] + found[2]
    if found := re.fullmatch(r"0+(5\d)", plain):
        return f"o4{found[1][1]} / o{found[1]}"
    if found := re.fullmatch(r"0+([1-9]\d?)|1([1-4]\d)", plain):
        return "o" + (found[1] or found[2])
    if found := re.fullmatch(r"5([1-9]|1\d)", plain):
        return "e" + found[1]
    return None


def guess_score(text: str) -> str | None:
    """Return the score that `text` probably means: `๓/๕.๐๐` ๗๕.๐๐, as ๗ is read in two.

    Never used silently.
    """
    plain = text[:_SHOWN].strip().replace("๓/", "๗").replace("3/", "7")
    return plain if plain != text.strip() and re.fullmatch(r"\d{1,3}(\.\d{1,2})?", plain) else None


def _unknown_field(loc: Loc) -> Text:
    names = _fields(loc[:-1])
    close = difflib.get_close_matches(str(loc[-1])[:_SHOWN], names, n=1)
    if close:
        return T("is not a field here. Did you mean {guess}?", guess=close[0])
    return T("is not a field here. The fields are: {names}.", names=names)


def _fields(loc: Loc) -> Sequence[str]:
    model = model_at(loc)
    return list(model.model_fields) if model else []


def _example_fields(loc: Loc) -> str:
    return ", ".join(f"{name}: …" for name in _fields(loc)[:2])


def meaning(loc: Loc, lang: Language) -> str:
    """Return what a field holds in one language, in both where its description cannot be parted."""
    words = _words(loc)
    english, _, thai_words = words.partition(" / ")
    if not thai_words and (told := re.fullmatch(r"(.+) \(([^()]+)\)\.", words)):
        english, thai_words = told.groups()
    if not thai_words or not english.isascii():
        return words
    return thai_words if lang == "th" else english


def _meaning(loc: Loc) -> str:
    """Return the field's description, which is in both languages, as a part of a sentence."""
    return _words(loc).rstrip(".")


def _words(loc: Loc) -> str:
    field, model = field_at(loc), model_at(loc)
    words = (field.description if field else None) or (model.__doc__ if model else None) or "?"
    return words.splitlines()[0]


def _optional(loc: Loc) -> bool:
    field = field_at(loc)
    return field is not None and not field.is_required() and isinstance(loc[-1], str)


def field_at(loc: Loc) -> FieldInfo | None:
    """Return the field that stands at `loc` or holds the list entry there."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    parent = model_at(loc[:-1]) if loc else None
    return parent.model_fields.get(str(loc[-1])) if parent else None


def model_at(loc: Loc) -> type[BaseModel] | None:
    """Return the model whose fields stand at `loc`, None if that place holds a plain value."""
    model: type[BaseModel] | None = Report
    for part in loc:
        if isinstance(part, str):
            field = model.model_fields.get(part) if model else None
            model = next(_models_in(field.annotation), None) if field else None
    return model


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _found(value: object) -> object:
    if isinstance(value, dict):
        return T("a group of fields")
    if isinstance(value, list):
        return T("a list")
    return f'"{_short(str(value))}"'


def _short(text: str) -> str:
    """Return `text` on one line and cut.

    What could not be seen is named by its code, so that it can be found.
    """
    line = " ".join(text[: _SHOWN * 2].split())
    line = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in line)
    return line if len(line) <= _SHOWN and len(text) <= _SHOWN * 2 else line[:_SHOWN] + "…"
