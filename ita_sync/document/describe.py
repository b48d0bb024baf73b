"""What a person is told about a draft: where each value came from, and what to look at next."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ita_sync import thai
from ita_sync.characters import UNSEEN
from ita_sync.document.draft import Copy, Draft, Field, Node, Trust
from ita_sync.document.parts import Kind, Spot
from ita_sync.files import shell_quoted
from ita_sync.i18n import N, T, Text
from ita_sync.report import Loc, meaning, path_of
from ita_sync.report.origins import MENDED, READ

QUOTED = 80
"""Characters quoted of a text as it was read."""
COPIES = 3
"""Places named of one value."""
OTHERS = 5
"""Other values named that it may be."""
WHY = 200
"""Characters of each part of a reason."""
LISTED = 200
"""Values that the summary lists under one heading; the file has a mark at each."""
MISSING = T("not found in the document: {meaning}")

_SURE = {Trust.SURE, Trust.SINGLE}
_HOW = {
    ("agency", "code"): T(
        "look up the agency's number in the Department's list and write it in, or read with --code"
    ),
    ("url",): T("publish the report and write in its public link"),
}
_WRITE = T("write it in: {meaning}")


def quote(text: str, limit: int = QUOTED) -> str:
    """Return a text of the document for quoting: one line, cut, a dot for what cannot be seen."""
    line = " ".join(text[: limit * 2].split())
    line = UNSEEN.sub("·", line)
    line = "".join(character if character.isprintable() else "·" for character in line)
    return line if len(line) <= limit and len(text) <= limit * 2 else line[:limit].rstrip() + "…"


def explain(field: Field, draft: Draft) -> Text | None:
    """Return where a value came from, why it is so, and what else it may be.

    None where there is nothing to say.
    """
    parts = list(_describe_origins(field, draft))
    if field.why:
        parts.append(field.why.cut(WHY))
    if field.others:
        parts.append(T("may be {values}", values=[quote(other) for other in field.others[:OTHERS]]))
    whole = None
    for part in parts:
        whole = T("{one}; {other}", one=whole, other=part) if whole else part
    return whole


def _describe_origins(field: Field, draft: Draft) -> Iterator[Text]:
    """Yield where a value was read; of a sure one only the first place."""
    places = [_describe_copy(copy, field, draft) for copy in field.copies[:COPIES]]
    if not places:
        return
    first, *others = places
    yield T((MENDED if field.trust is Trust.MENDED else READ).msgid, origin=first)
    if field.trust is Trust.SURE:
        return
    yield from (T("elsewhere {origin}", origin=place) for place in others)
    if (more := len(field.copies) - COPIES) > 0:
        yield T("… and {count} more.", count=more)


def _describe_copy(copy: Copy, field: Field, draft: Draft) -> Text:
    """Return the place of a copy, and what it says there if that is not simply the value."""
    place = copy.place.describe(paragraphs=draft.document.kind is Kind.WORD)
    if copy.place == Spot():
        return T('"{seen}"', seen=quote(copy.seen))
    if field.trust in _SURE and thai.fold(copy.seen) == thai.fold(field.value or ""):
        return place
    return T('{place}: "{seen}"', place=place, seen=quote(copy.seen))


def summarise(draft: Draft, target: Path = Path("report.yaml")) -> list[Text]:
    """Return what `read` says when it is done.

    How much was read, what to compare with the document, what is missing, what to do next.

    Args:
        draft: what was read.
        target: the report file.
    """
    fields = [
        (loc, field) for loc, field in draft.walk() if field.value is not None or field.copies
    ]
    count = Counter(field.trust for _, field in fields)
    by_trust = {
        trust: [_describe_field(loc, field, draft) for loc, field in fields if field.trust is trust]
        for trust in (Trust.DOUBTFUL, Trust.MENDED)
    }
    return [
        _count_values(len(fields), count, missing=len(draft.missing)),
        *draft.notes,
        *_list(T("Doubtful, to be decided with the document at hand:"), by_trust[Trust.DOUBTFUL]),
        *_list(T("Mended, to be compared with the document:"), by_trust[Trust.MENDED]),
        *_list(T("Missing, to be filled in:"), [_describe_missing(loc) for loc in draft.missing]),
        *_list_next_steps(count, target),
    ]


def _count_values(read: int, count: Counter[Trust], *, missing: int) -> Text:
    return N(
        "Read {count} value: {sure} for certain, {mended} mended, {single} confirmed by nothing "
        "(?), {doubtful} doubtful (??); missing: {missing}.",
        "Read {count} values: {sure} for certain, {mended} mended, {single} confirmed by nothing "
        "(?), {doubtful} doubtful (??); missing: {missing}.",
        count=read,
        missing=missing,
        **{trust.value: count[trust] for trust in Trust},
    )


def _list(heading: Text, entries: list[Text]) -> Iterator[Text]:
    """Yield a heading and its entries, the first of them if they are many; nothing for none."""
    if entries:
        yield heading
    yield from (T("- {entry}", entry=entry) for entry in entries[:LISTED])
    if len(entries) > LISTED:
        yield T("… and {count} more.", count=len(entries) - LISTED)


def _describe_field(loc: Loc, field: Field, draft: Draft) -> Text:
    return T(
        "{field}: {value} ({why})",
        field=name_field(loc, draft),
        value=quote(field.value) if field.value is not None else "–",
        why=explain(field, draft) or "–",
    )


def _describe_missing(loc: Loc) -> Text:
    what = _HOW.get(tuple(map(str, loc))) or T(_WRITE.msgid, meaning=meaning(loc))
    return T("{field}: {what}", field=path_of(loc), what=what)


def name_field(loc: Loc, draft: Draft) -> Text:
    """Return a field as its file calls it, and what it means: `indicators[7].score (score, 7)`.

    The last word is the indicator or item that it belongs to, where there is one.
    """
    if owner := _owner(loc, draft):
        return T(
            "{field} ({meaning}, {owner})",
            field=path_of(loc),
            meaning=meaning(loc),
            owner=quote(owner),
        )
    return T("{field} ({meaning})", field=path_of(loc), meaning=meaning(loc))


def _owner(loc: Loc, draft: Draft) -> str:
    """Return the innermost indicator or item that a field belongs to, empty where there is none."""
    node: Node | None = draft.fields
    owner = ""
    for part in loc[:-1]:
        node = _child(node, part)
        named = [_child(node, key) for key in ("number", "indicator", "item")]
        owner = next((key.value for key in named if isinstance(key, Field) and key.value), owner)
    return owner


def _child(node: Node | None, part: str | int) -> Node | None:
    if isinstance(node, dict) and isinstance(part, str):
        return node.get(part)
    if isinstance(node, list) and isinstance(part, int) and part < len(node):
        return node[part]
    return None


def _list_next_steps(count: Counter[Trust], target: Path) -> Iterator[Text]:
    yield T("Next: open the report file and compare each marked line with the document.")
    if count[Trust.DOUBTFUL] or count[Trust.SINGLE]:
        yield T("Delete the ? or ?? of a line once its value is right; `push` waits for every ??.")
    yield T("Then check it: ita-sync check {file}", file=shell_quoted(target))
