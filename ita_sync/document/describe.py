"""What is said of a draft: where each value came from, and what a person has to look at next."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ita_sync import thai
from ita_sync.document.draft import Copy, Draft, Field, Node, Trust
from ita_sync.document.parts import Kind, Spot
from ita_sync.files import shell_quoted
from ita_sync.i18n import Language, T, Text
from ita_sync.report import Loc
from ita_sync.report.meanings import meaning
from ita_sync.report.origins import MENDED, READ
from ita_sync.report.problems import path_of

QUOTED = 80
"""Characters quoted of a text as it was read."""
COPIES = 3
OTHERS = 5
WHY = 200
LISTED = 200
"""Values that the transcript goes through; the file has a mark at each."""
MISSING = T("not found in the document: {meaning}")

_SURE = {Trust.SURE, Trust.SINGLE}
_HOW = {
    ("agency", "code"): T(
        "look up the agency's number in the Department's list and write it in, or read with --code"
    ),
    ("url",): T("publish the report and write in its public link"),
}
_WRITE = T("write it in: {meaning}")


def shown(text: str, limit: int = QUOTED) -> str:
    """Return a text of the document for quoting: one line, cut, a dot for each character that cannot be seen."""
    line = " ".join(text[: limit * 2].split())
    line = "".join(character if character.isprintable() else "·" for character in line)
    return line if len(line) <= limit and len(text) <= limit * 2 else line[:limit].rstrip() + "…"


def beside(field: Field, draft: Draft) -> Text | None:
    """Return where a value came from, why it is so, and what else it may be.

    None where there is nothing to say.
    """
    places = [_origin(copy, field, draft) for copy in field.copies[:COPIES]]
    if field.trust is Trust.SURE:
        places = places[:1]
    parts = [T("elsewhere {origin}", origin=place) for place in places[1:]]
    if places:
        parts.insert(
            0, T((MENDED if field.trust is Trust.MENDED else READ).msgid, origin=places[0])
        )
    if len(field.copies) > COPIES and field.trust is not Trust.SURE:
        parts.append(T("… and {count} more.", count=len(field.copies) - COPIES))
    if field.why:
        parts.append(field.why.cut(WHY))
    if field.others:
        parts.append(T("may be {values}", values=[shown(other) for other in field.others[:OTHERS]]))
    whole = None
    for part in parts:
        whole = T("{one}; {other}", one=whole, other=part) if whole else part
    return whole


def _origin(copy: Copy, field: Field, draft: Draft) -> Text:
    place = copy.place.told(paragraphs=draft.document.kind is Kind.WORD)
    if copy.place == Spot():
        return T('"{seen}"', seen=shown(copy.seen))
    if field.trust in _SURE and thai.fold(copy.seen) == thai.fold(field.value or ""):
        return place
    return T('{place}: "{seen}"', place=place, seen=shown(copy.seen))


def summary(draft: Draft, lang: Language, target: Path = Path("report.yaml")) -> list[Text]:
    """Return what `read` says when it is done: how much was read, what to compare, what is missing, what to do next.

    Args:
        draft: what was read.
        lang: of the descriptions of fields, which come out of the model.
        target: the report file.
    """
    fields = [
        (loc, field) for loc, field in draft.walk() if field.value is not None or field.copies
    ]
    count = Counter(field.trust for _, field in fields)
    told = [
        T(
            "Read {all} values: {sure} for certain, {mended} mended, {single} confirmed by nothing "
            "(?), "
            "{doubtful} doubtful (??); missing: {missing}.",
            all=len(fields),
            missing=len(draft.missing),
            **{trust.value: count[trust] for trust in Trust},
        ),
        *draft.notes,
    ]
    for trust, words in (
        (Trust.DOUBTFUL, T("Doubtful, to be decided with the document at hand:")),
        (Trust.MENDED, T("Mended, to be compared with the document:")),
    ):
        found = [(loc, field) for loc, field in fields if field.trust is trust]
        told += _listed(words, [_line(loc, field, draft, lang) for loc, field in found])
    told += _listed(T("Missing, to be filled in:"), [_todo(loc, lang) for loc in draft.missing])
    return [*told, *_next(count, target)]


def _listed(heading: Text, entries: list[Text]) -> Iterator[Text]:
    if entries:
        yield heading
    yield from (T("- {entry}", entry=entry) for entry in entries[:LISTED])
    if len(entries) > LISTED:
        yield T("… and {count} more.", count=len(entries) - LISTED)


def _line(loc: Loc, field: Field, draft: Draft, lang: Language) -> Text:
    value = shown(field.value) if field.value is not None else "–"
    return T(
        "{field}: {value} ({why})",
        field=name(loc, draft, lang),
        value=value,
        why=beside(field, draft) or "–",
    )


def _todo(loc: Loc, lang: Language) -> Text:
    what = _HOW.get(tuple(map(str, loc))) or T(_WRITE.msgid, meaning=meaning(loc).render(lang))
    return T("{field}: {what}", field=path_of(loc), what=what)


def name(loc: Loc, draft: Draft, lang: Language) -> Text:
    """Return a field as its file calls it, with the indicator or item it belongs to: `indicators[6].score (7)`."""
    node: Node | None = draft.fields
    owner = ""
    for part in loc[:-1]:
        node = _child(node, part)
        if isinstance(node, dict):
            keys = [
                node[key]
                for key in ("number", "indicator", "item")
                if isinstance(node.get(key), Field)
            ]
            owner = next((key.value for key in keys if isinstance(key, Field) and key.value), owner)
    if owner:
        return T(
            "{field} ({meaning}, {owner})",
            field=path_of(loc),
            meaning=meaning(loc).render(lang),
            owner=shown(owner),
        )
    return T("{field} ({meaning})", field=path_of(loc), meaning=meaning(loc).render(lang))


def _child(node: Node | None, part: str | int) -> Node | None:
    if isinstance(node, dict) and isinstance(part, str):
        return node.get(part)
    return (
        node[part]
        if isinstance(node, list) and isinstance(part, int) and part < len(node)
        else None
    )


def _next(count: Counter[Trust], target: Path) -> Iterator[Text]:
    yield T("Next: open the report file and compare each marked line with the document.")
    if count[Trust.DOUBTFUL] or count[Trust.SINGLE]:
        yield T("Delete the ? or ?? of a line once its value is right; `push` waits for every ??.")
    yield T("Then check it: ita-sync check {file}", file=shell_quoted(target))
