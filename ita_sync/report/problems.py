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
from ita_sync.characters import UNSEEN
from ita_sync.i18n import T, Text
from ita_sync.report.meanings import meaning
from ita_sync.report.models import Loc, Report
from ita_sync.report.places import Position
from ita_sync.report.tree import Problem, Tree
from ita_sync.validation import choices

_SHOWN = 40
_WHOLE_EXAMPLES = {"fiscal_year": "2566", "schema_version": "1"}
_SCORE = T("a score from 0 to 100, for example 84.85")
_DATE = T("an existing date, for example 27 ตุลาคม 2566, 27/10/2566 or 2566-10-27")
_EXPECTED = {
    "score": _SCORE,
    "score_comma": T(
        "a score with a point before its decimals, for example 98.01, as this comma may part "
        "thousands"
    ),
    "decimal_type": _SCORE,
    "date": _DATE,
    "date_year": T(
        "the year with four digits, for example 2569, as these two do not say which year is meant"
    ),
    "date_era": T("a year of the era before it, for example พ.ศ. 2566 or ค.ศ. 2023"),
    "date_type": _DATE,
    "item": T("an item such as i1, e6 or o13"),
    "string_type": T("a text"),
    "tuple_type": T('a list, each entry on its own line after "- "'),
}
"""What is expected in place of a value, by the type of the error."""

_HOSPITAL_ITEM = re.compile(r"(MOIT|EB)[\s.\-_:]*0*([1-9][0-9]?)(?:[.\-/][0-9]{1,2})*")
_HOSPITAL_SCHEMES = {
    "MOIT": T("the hospitals' own assessment (MOIT 1-22, Ministry of Public Health)"),
    "EB": T("the hospitals' former assessment (EB, Ministry of Public Health)"),
}
"""Assessments of the Ministry of Public Health: MOPH Open Data Integrity and Transparency, and the
evidence-based one before it."""


def path_of(loc: Loc) -> str:
    """Return a field as people write it.

    `indicators[7].score`; entries count from 1, as people do.
    """
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{_short(part)}" for part in loc)
    return "".join(parts).lstrip(".")


def explain(error: ValidationError, tree: Tree) -> Iterator[Problem]:
    """Yield one problem for each of pydantic's, but none inside a value refused before."""
    for entry in error.errors(include_url=False):
        loc = tuple(entry["loc"])
        if any(loc[:n] in tree.refused for n in range(1, len(loc) + 1)):
            continue
        kind = entry["type"]
        mark = _mark(tree, loc, at_key=kind == "extra_forbidden")
        yield Problem(mark, loc, _sentence(kind, loc, entry["input"], entry.get("ctx", {})))


def _mark(tree: Tree, loc: Loc, *, at_key: bool) -> Position:
    if at_key and loc in tree.keys:
        return tree.keys[loc]
    while loc and loc not in tree.marks:
        loc = loc[:-1]
    return tree.marks.get(loc, Position(1, 1))


def _sentence(kind: str, loc: Loc, found: object, ctx: Mapping[str, Any]) -> Text:
    if kind == "missing":
        return T("is missing; it holds: {meaning}.", meaning=meaning(loc))
    if kind == "extra_forbidden":
        return _unknown_field(loc)
    if found is None or kind == "empty":
        return _empty(loc)
    if kind == "item" and (scheme := _other_scheme(str(found))):
        return scheme
    expected = _expected(kind, loc, ctx)
    if guess := _guess(kind, found, ctx):
        return T(
            "found {found}, expected {expected}. Did you mean {guess}?",
            found=_found(found),
            expected=expected,
            guess=guess,
        )
    return T("found {found}, expected {expected}.", found=_found(found), expected=expected)


def _empty(loc: Loc) -> Text:
    if _optional(loc):
        return T("is empty; write {meaning}, or leave the field out.", meaning=meaning(loc))
    return T("is empty; it holds: {meaning}.", meaning=meaning(loc))


def _expected(kind: str, loc: Loc, ctx: Mapping[str, Any]) -> Text:
    match kind:
        case "enum" | "literal_error":
            return T("one of: {choices}", choices=choices(ctx))
        case "whole" | "int_type":
            field = next((part for part in reversed(loc) if isinstance(part, str)), "")
            example = _WHOLE_EXAMPLES.get(field, "7")
            return T("a whole number, for example {example}", example=example)
        case "model_type":
            example = _example_fields(loc)
            return T("fields on lines of their own, such as {example}", example=example)
    return _EXPECTED.get(kind, T("another kind of value"))


def _guess(kind: str, found: object, ctx: Mapping[str, Any]) -> str | None:
    if not isinstance(found, str):
        return None
    match kind:
        case "item":
            return guess_item(found)
        case "score":
            return guess_score(found)
        case "enum":
            same = {thai.fold(choice): choice for choice in choices(ctx)}
            close = difflib.get_close_matches(thai.fold(found[:_SHOWN]), same, n=1, cutoff=0.5)
            return same[close[0]] if close else None
    return None


def _other_scheme(text: str) -> Text | None:
    """Return of which other assessment an item is, by how it is printed; None if it tells nothing.

    The kind of agency does not tell: a hospital or a college may be assessed by NACC, too.
    """
    plain = thai.digits(thai.clean(text[:_SHOWN])).upper().removeprefix("ข้อ").strip()
    if not (found := _HOSPITAL_ITEM.fullmatch(plain)):
        return None
    scheme = _HOSPITAL_SCHEMES[found[1]]
    return T(
        "{item} is an item of {scheme}; ita-sync checks reports of NACC's ITA only.",
        item=f"{found[1]} {found[2]}",
        scheme=scheme,
    )


def guess_item(text: str) -> str | None:
    """Return the item that `text` probably means: `013` and `๐๑๓` o13, `๕๗` e7, `๑๓๒` o32.

    `๐๕๐` is o40 or o50: ๔ is often read as ๕, and no known year has fifty items. Source:
    misreadings seen in recognised reports. A guess is only proposed, never used silently.
    """
    plain = re.sub(r"[\s.\-_:ข้อ]", "", thai.digits(thai.clean(text[:_SHOWN])).lower())
    if found := re.fullmatch(r"([ieo])0*([1-9]\d{0,2})", plain):
        return found[1] + found[2]
    if found := re.fullmatch(r"0+(5\d)", plain):
        return f"o4{found[1][1]} / o{found[1]}"
    if found := re.fullmatch(r"0+([1-9]\d?)|1([1-4]\d)", plain):
        return "o" + (found[1] or found[2])
    if found := re.fullmatch(r"5([1-9]|1\d)", plain):
        return "e" + found[1]
    return None


def guess_score(text: str) -> str | None:
    """Return the score that `text` probably means: ๗๕.๐๐ for `๓/๕.๐๐`, as ๗ is read as two signs.

    A guess is only proposed, never used silently.
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


def _optional(loc: Loc) -> bool:
    field = field_at(loc)
    return field is not None and not field.is_required() and isinstance(loc[-1], str)


def field_at(loc: Loc) -> FieldInfo | None:
    """Return the field at `loc`, or the one that holds the list entry there."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    parent = model_at(loc[:-1]) if loc else None
    return parent.model_fields.get(str(loc[-1])) if parent else None


def model_at(loc: Loc) -> type[BaseModel] | None:
    """Return the model of the fields at `loc`, None if that place holds a plain value."""
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
    """Return `text` on one line and cut; invisible characters are named by their codes."""
    line = " ".join(text[: _SHOWN * 2].split())
    line = "".join(
        c if c.isprintable() and not UNSEEN.match(c) else f"<U+{ord(c):04X}>" for c in line
    )
    return line if len(line) <= _SHOWN and len(text) <= _SHOWN * 2 else line[:_SHOWN] + "…"
