"""What a person is told about a draft: where each value came from, and what to look at next."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ita_sync import thai
from ita_sync.characters import UNSEEN
from ita_sync.document.asked import Section, Value, ask
from ita_sync.document.draft import Copy, Draft, Field, Trust
from ita_sync.document.parts import Kind, Spot
from ita_sync.files import FORM, shell_quoted
from ita_sync.i18n import N, T, Text
from ita_sync.report import Loc, called, meaning
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
    parts += _describe_others(field)
    whole = None
    for part in parts:
        whole = T("{one}; {other}", one=whole, other=part) if whole else part
    return whole


def _describe_others(field: Field) -> Iterator[Text]:
    """Yield what else the value may be; of one that is decided what other copies say instead."""
    shown = {thai.fold(copy.seen) for copy in field.copies[:COPIES]}
    decided = field.trust in (Trust.SURE, Trust.MENDED)
    others = [
        quote(other)
        for other in field.others[:OTHERS]
        if not (decided and thai.fold(other) in shown)
    ]
    if others and decided:
        yield T("elsewhere it says {values}", values=others)
    elif others:
        yield T("may be {values}", values=others)


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
    read = [field for _, field in draft.walk() if field.value is not None or field.copies]
    count = Counter(field.trust for field in read)
    asked = ask(draft)
    alike = [_describe_alike(values, draft) for values in asked.alike]
    return [
        _count_values(len(read), count, missing=len(draft.missing)),
        *draft.notes,
        *_list(
            T("Doubtful, to be decided with the document at hand:"),
            _described(asked.doubtful, draft),
        ),
        *_list(
            T("Confirmed by nothing, to be compared with the document one by one:"),
            _described(asked.single, draft),
        ),
        *_list(
            T("Mended, to be compared with the document:"),
            [*_described(asked.mended, draft), *alike],
        ),
        *_list(
            T("To be compared with the document as a whole:"),
            (describe_section(section, draft) for section in asked.sections),
        ),
        *_list(
            T("Missing, to be filled in:"), (_describe_missing(loc, draft) for loc in draft.missing)
        ),
        *_list_next_steps(count, target),
    ]


def _count_values(read: int, count: Counter[Trust], *, missing: int) -> Text:
    return N(
        "Read {count} value: {sure} for certain, {mended} mended, {single} confirmed by nothing, "
        "{doubtful} doubtful; missing: {missing}.",
        "Read {count} values: {sure} for certain, {mended} mended, {single} confirmed by nothing, "
        "{doubtful} doubtful; missing: {missing}.",
        count=read,
        missing=missing,
        **{trust.value: count[trust] for trust in Trust},
    )


def _list(heading: Text, entries: Iterable[Text]) -> Iterator[Text]:
    """Yield a heading and its entries, the first of them if they are many; nothing for none."""
    listed = list(entries)
    if listed:
        yield heading
    yield from (T("- {entry}", entry=entry) for entry in listed[:LISTED])
    if len(listed) > LISTED:
        yield T("… and {count} more.", count=len(listed) - LISTED)


def _describe_field(value: Value, draft: Draft) -> Text:
    loc, field = value
    return T(
        "{field}: {value} ({why})",
        field=called(loc, draft.value),
        value=quote(field.value) if field.value is not None else "–",
        why=explain(field, draft) or "–",
    )


def _described(values: Iterable[Value], draft: Draft) -> list[Text]:
    return [_describe_field(value, draft) for value in values]


def _describe_alike(values: tuple[Value, ...], draft: Draft) -> Text:
    """Return several mends of one kind as one, with the first of them for an example."""
    loc, field = values[0]
    return T(
        "{what}, {count} of them; for example {example}",
        what=meaning(loc),
        count=len(values),
        example=_describe_field((loc, field), draft),
    )


def describe_section(section: Section, draft: Draft) -> Text:
    """Return what is compared as a whole, and where: `Measures (16): pages 5 to 8`."""
    counted = T("{section} ({count})", section=meaning(section.loc), count=section.count)
    if section.first == Spot():
        return counted
    return T("{section}: {places}", section=counted, places=_range(section, draft))


def ask_section(section: Section, draft: Draft) -> Text:
    """Return what stands above a section that is compared as a whole, as of a place: `origins`."""
    told = T(
        "{origin}; nothing confirms it: compare the section, then delete this line",
        origin=describe_section(section, draft),
    )
    return T(READ.msgid, origin=told)


def _range(section: Section, draft: Draft) -> Text:
    """Return from where to where a section stands: by pages where there are some, else by lines."""
    first, last = section.first, section.last
    if first.page and last.page:
        first, last = Spot(page=first.page), Spot(page=last.page)
    paragraphs = draft.document.kind is Kind.WORD
    begin, end = first.describe(paragraphs=paragraphs), last.describe(paragraphs=paragraphs)
    if first == last:
        return begin
    numbers = {"first": first.page or first.line, "last": last.page or last.line}
    if first.page:
        return T("pages {first} to {last}", **numbers)
    if first.line and last.line and not paragraphs:
        return T("lines {first} to {last}", **numbers)
    return T("{first} to {last}", first=begin, last=end)


def _describe_missing(loc: Loc, draft: Draft) -> Text:
    name = called(loc, draft.value)
    how = _HOW.get(tuple(map(str, loc)))
    return T("{field}: {what}", field=name, what=how) if how else name


def _list_next_steps(count: Counter[Trust], target: Path) -> Iterator[Text]:
    if target.suffix.lower() == FORM:
        yield T("Next: open the form; its first sheet lists what is to be decided, and how.")
        yield T("Then check it: ita-sync check {file}", file=shell_quoted(target))
        return
    if count[Trust.DOUBTFUL] or count[Trust.SINGLE]:
        yield T("Next: open the report file and compare each marked line with the document.")
        yield T("Delete the ? or ?? of a line once its value is right; `push` waits for every ??.")
    yield T("Then check it: ita-sync check {file}", file=shell_quoted(target))
