"""A draft -> the text of its report file: YAML for an officer, each value's origin beside it.

`origins` reads the comments back. Whatever a document holds, the text is a report file that can be
read: values are quoted where YAML needs it, and what is quoted from the document stays within its
comment.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_args, get_origin

import yaml

from ita_sync.characters import visible
from ita_sync.document import describe, limits
from ita_sync.document.asked import Asked, ask
from ita_sync.document.draft import Draft, Field, Node, Trust
from ita_sync.i18n import Language, N, T, Text
from ita_sync.report import Loc, called, field_at, meaning, model_at
from ita_sync.report.origins import MARKS
from ita_sync.report.refused import MAX_PARTS, MAX_TEXT
from ita_sync.report.text import MAX_BYTES
from ita_sync.rules.kinds import other_kind

_COMMENT = 1000
"""Characters in one comment."""
_LISTED = 100
"""Missing fields, and notes, that the head of the file lists."""
_DIGEST = 12
OF_LOCAL = frozenset({("agency", "code"), ("agency", "district")})
"""Fields that a report file can do without, but no local agency's."""
_SINGLE, _DOUBTFUL = MARKS[1:]
_FIGURE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_ENDS = re.compile(r"[ \t]*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def render(draft: Draft, lang: Language) -> str:
    """Return the report file of a draft, its comments in `lang`.

    Raises:
        ReportError: `document-too-large`, the file would be larger than a report file may be.
    """
    asked = ask(draft)
    writer = _Writer(draft, lang, frozenset(loc for loc, _ in asked.single))
    lines = [f"# {line}" for line in _head(draft, lang)]
    for key, node in complete(draft).items():
        lines += ["", f"# {meaning((key,)).render(lang)}", *_mark_section(key, asked, draft, lang)]
        lines += writer.write_entry(key, node, (key,))
    whole = "\n".join(lines) + "\n"
    most_lines = MAX_PARTS // 3  # a line is a group, a key and a value at most
    if len(whole.encode()) > MAX_BYTES or len(lines) > most_lines:
        raise limits.too_large(
            N(
                "its report file would have {count} line",
                "its report file would have {count} lines",
                count=len(lines),
            )
        )
    return whole


def _mark_section(key: str, asked: Asked, draft: Draft, lang: Language) -> Iterator[str]:
    """Yield the marked line above a section that is compared as a whole."""
    for section in asked.sections:
        if section.loc == (key,):
            said = describe.ask_section(section, draft).render(lang)
            yield f"# {_SINGLE} {describe.quote(said, _COMMENT)}"


def complete(draft: Draft) -> dict[str, Node]:
    """Return the fields of a draft in the order of a report file, missing ones empty."""
    fields: dict[str, Node] = {"schema_version": Field("1"), **draft.fields}
    for loc in draft.missing:
        key = str(loc[0])
        fields[key] = _insert_empty(fields.get(key), loc[1:], (key,))
    return {key: _sort(node, (key,)) for key, node in sorted(fields.items(), key=_rank_in(()))}


def put_on_one_line(value: str) -> str:
    """Return a value on one line, without what a report file may not hold and nobody would see."""
    return _UNREADABLE.sub("", visible(_ENDS.sub(" ", value)))


def _insert_empty(node: Node | None, loc: Loc, at: Loc) -> Node:
    """Return a node with a field below it, which is empty where it is missing.

    Args:
        node: what the report has at `at`, None where it has nothing.
        loc: the field's place below the node.
        at: the node's own place.
    """
    if not loc:
        return make_empty(at) if node is None else node
    if isinstance(node, Field):
        return node
    part, rest = loc[0], loc[1:]
    if isinstance(part, str):
        entries = dict(node) if isinstance(node, dict) else {}
        return {**entries, part: _insert_empty(entries.get(part), rest, (*at, part))}
    listed = list(node) if isinstance(node, list) else []
    here = min(part, len(listed))
    entry = listed[here] if here < len(listed) else None
    return [*listed[:here], _insert_empty(entry, rest, (*at, here)), *listed[here + 1 :]]


def make_empty(at: Loc) -> Node:
    """Return an empty field for one that was not found; of a group all fields that it must have."""
    model, field = model_at(at), field_at(at)
    if model is None or field is None:
        return Field(None)
    is_list = get_origin(field.annotation) is tuple and isinstance(at[-1], str)
    if is_list:
        return Field(None)
    return {
        name: make_empty((*at, name))
        for name, part in model.model_fields.items()
        if part.is_required() or (*at, name) in OF_LOCAL
    }


def add_required(given: Mapping[str, Node], at: Loc = ()) -> dict[str, Node]:
    """Return a group of a form with all fields that a report file must have.

    Those that were not filled in are empty.
    """
    model, fields = model_at(at), dict(given)
    for name, part in model.model_fields.items() if model else ():
        node, here = fields.pop(name, None), (*at, name)
        if isinstance(node, dict):
            fields[name] = add_required(node, here)
        elif isinstance(node, list):
            fields[name] = [
                add_required(entry, (*here, number)) if isinstance(entry, dict) else entry
                for number, entry in enumerate(node)
            ]
        elif node is not None:
            fields[name] = node
        elif part.is_required() or here in OF_LOCAL:
            fields[name] = make_empty(here)
    return fields


def without_needless(fields: dict[str, Node]) -> dict[str, Node]:
    """Return the fields without empty ones that an agency of this kind need not have."""
    agency = fields.get("agency")
    if not isinstance(agency, dict):
        return fields
    kind = agency.get("type")
    if not isinstance(kind, Field) or other_kind(kind.value or "") is None:
        return fields
    return {
        **fields,
        "agency": {name: node for name, node in agency.items() if not _is_needless(name, node)},
    }


def _is_needless(name: str, node: Node) -> bool:
    return isinstance(node, Field) and node.value is None and ("agency", name) in OF_LOCAL


def _sort(node: Node, loc: Loc) -> Node:
    """Return a node with the fields of each group in the order of a report file."""
    if isinstance(node, dict):
        sorted_fields = sorted(node.items(), key=_rank_in(loc))
        return {key: _sort(child, (*loc, key)) for key, child in sorted_fields}
    if isinstance(node, list):
        return [_sort(child, (*loc, number)) for number, child in enumerate(node)]
    return node


def _rank_in(loc: Loc) -> Callable[[tuple[str, Node]], int]:
    """Return the key to sort the fields of a group by: unknown ones come last."""
    model = model_at(loc)
    names = list(model.model_fields) if model else []
    return lambda entry: names.index(entry[0]) if entry[0] in names else len(names)


@dataclass(frozen=True)
class _Writer:
    """Turns nodes into lines, not yet indented."""

    draft: Draft
    lang: Language
    asked: frozenset[Loc]
    """Values that nothing confirms and that are asked one by one."""

    def write_entry(self, key: str, node: Node, loc: Loc) -> Iterator[str]:
        """Yield the lines of one field of a group."""
        lines = list(self.write_lines(node, loc))
        if isinstance(node, Field) or not node:
            yield f"{key}:{lines[0]}" if lines[0][:1] in ("", " ") else f"{key}: {lines[0]}"
            return
        yield f"{key}:"
        yield from (f"  {line}" for line in lines)

    def write_lines(self, node: Node, loc: Loc) -> Iterator[str]:
        """Yield the lines of a value, a list or a group."""
        if isinstance(node, Field):
            field = cut_to_fit(node)
            yield write_scalar(field.value, loc) + self.write_comment(field, loc)
        elif not node:
            yield "{}" if isinstance(node, dict) else "[]"
        elif isinstance(node, dict):
            for key, child in node.items():
                yield from self.write_entry(key, child, (*loc, key))
        else:
            for number, child in enumerate(node):
                for place, line in enumerate(self.write_lines(child, (*loc, number))):
                    yield f"  {line}" if place else f"- {line}"

    def write_comment(self, field: Field, loc: Loc) -> str:
        """Return the comment beside a value, with two spaces before it; empty for none."""
        said = describe.explain(field, self.draft)
        if said is None and field.value is None:
            said = T(describe.MISSING.msgid, meaning=meaning(loc))
        quoted = describe.quote(said.render(self.lang), _COMMENT) if said else ""
        words = [word for word in (self._mark(field, loc), quoted) if word]
        return f"  # {' '.join(words)}" if words else ""

    def _mark(self, field: Field, loc: Loc) -> str:
        if field.trust is Trust.DOUBTFUL:
            return _DOUBTFUL
        return _SINGLE if loc in self.asked else ""


def write_scalar(value: str | None, loc: Loc) -> str:
    """Return a value as YAML on one line: figures bare, texts in quotes where they need some."""
    if value is None:
        return ""
    if _FIGURE.fullmatch(value) and _holds_figure(loc):
        return value
    dumped: str = yaml.safe_dump({"k": value}, allow_unicode=True, width=float("inf"))
    return dumped.removeprefix("k: ").removesuffix("\n")


def _holds_figure(loc: Loc) -> bool:
    field = field_at(loc)
    return field is not None and any(
        kind in {"int", "Decimal", "1"} for kind in _kinds(field.annotation)
    )


def _kinds(annotation: object) -> Iterator[str]:
    yield getattr(annotation, "__name__", str(annotation))
    for argument in get_args(annotation):
        yield from _kinds(argument)


def cut_to_fit(field: Field) -> Field:
    """Return a field as a report file can hold it: on one line and cut, which makes it doubtful."""
    value = None if field.value is None else put_on_one_line(field.value)
    if value is None or len(value) <= MAX_TEXT:
        return replace(field, value=value)
    cut = T("the text was cut; a report file takes {limit} characters", limit=MAX_TEXT)
    return replace(field, value=value[:MAX_TEXT], trust=Trust.DOUBTFUL, why=cut)


def _head(draft: Draft, lang: Language) -> Iterator[str]:
    """Yield the lines of the comment at the head of the file; none begins with a mark."""
    name, digest = draft.document.path.name, draft.document.sha256[:_DIGEST]
    said = [
        T(
            "ITA report, read from {name} (sha256 {digest}); a person has to compare it.",
            name=name,
            digest=digest,
        ),
        T("Beside each value is where the document has it. What the marks mean:"),
        T("- no mark: the document says so"),
        T(
            "- mended: the document says something else there; all the rest fits only with this "
            "value"
        ),
        T("- ? before the place: it stands in one place only, nothing confirms it"),
        T("- ? on a line of its own: of the section below it"),
        T("- ?? before the place: it may be wrong; `push` waits until a person has decided"),
        T(
            "Next: compare the marked lines with the document; delete a mark once its value is "
            "right."
        ),
        T("Fill in what is missing, then check this file with `ita-sync check`."),
    ]
    yield from (describe.quote(line.render(lang), _COMMENT) for line in said)
    missing = [called(loc, draft.value).render(lang) for loc in draft.missing]
    yield from _list(T("Missing ({count}):", count=len(missing)), missing, lang)
    notes = [note.cut(describe.WHY).render(lang) for note in draft.notes]
    yield from _list(T("About the document:"), notes, lang)


def _list(heading: Text, entries: list[str], lang: Language) -> Iterator[str]:
    """Yield a heading and its entries, the first of them if they are many; nothing for none."""
    if entries:
        yield heading.render(lang)
    yield from (f"- {describe.quote(entry, _COMMENT)}" for entry in entries[:_LISTED])
    if len(entries) > _LISTED:
        yield T("… and {count} more.", count=len(entries) - _LISTED).render(lang)
