"""A field in the words of people: `item o13 · Score`, never `weak[1].items[0].score`."""

import re
from collections.abc import Callable

from ita_sync.i18n import T, Text
from ita_sync.report.meanings import meaning
from ita_sync.report.models import Loc

_OWNERS = {
    "indicators": ("number", T("indicator {owner}")),
    "weak": ("indicator", T("weak points of indicator {owner}")),
    "items": ("item", T("item {owner}")),
    "strengths": ("indicator", T("strength of indicator {owner}")),
    "measures": ("item", T("measure for {owner}")),
}
"""By list: the field that tells its entries apart, and what an entry is called by it."""


_GROUPS = {
    "agency": T("agency"),
    "memo": T("memo"),
    "refers_to": T("letter referred to"),
}
"""Groups of fields that are the same in several: a number, a date, a name."""

_OWNER = {"item": re.compile("[ieo][0-9]{1,3}"), "": re.compile("[0-9]{1,2}")}
"""What tells an entry, if it is written so that nobody has to guess."""


def called(loc: Loc, value: Callable[[Loc], str | None]) -> Text:
    """Return a field as an officer calls it, by the indicator or item that it belongs to.

    An entry whose item is not known is called by its place in the list, from 1.

    Args:
        loc: place of the field; the empty one is the whole file.
        value: what the report has in a place, None where it has nothing.
    """
    entries = [at for at in range(1, len(loc)) if isinstance(loc[at], int)]
    owned = [at for at in entries if loc[at - 1] in _OWNERS]
    if not owned:
        return _grouped(loc, _numbered(meaning(loc), loc, entries))
    entry = owned[-1]
    known, below = _owner(loc[: entry + 1], value), loc[entry + 1 :]
    owner = known or _numbered(meaning(loc[:entry]), loc, [entry])
    its_own = _OWNERS[str(loc[entry - 1])][0]
    if not below or (known and below == (its_own,)):
        return owner
    said = _numbered(meaning(loc), loc, entries[entries.index(entry) + 1 :])
    return T("{owner} · {field}", owner=owner, field=said)


def _owner(entry: Loc, value: Callable[[Loc], str | None]) -> Text | None:
    """Return what an entry of a list is called, None where its own field does not tell it."""
    name, words = _OWNERS[str(entry[-2])]
    known = value((*entry, name)) or ""
    well_formed = _OWNER.get(name, _OWNER[""]).fullmatch(known)
    return T(words.msgid, owner=known) if well_formed else None


def _grouped(loc: Loc, said: Text) -> Text:
    """Return the name of a field with that of the group that it is in, if it is in one."""
    group = _GROUPS.get(str(loc[-2])) if len(loc) > 1 else None
    return T("{owner} · {field}", owner=group, field=said) if group else said


def _numbered(said: Text, loc: Loc, entries: list[int]) -> Text:
    """Return the name of a field with its place in the list that it stands in, if it is in one."""
    if not entries:
        return said
    return T("{field}, no. {number}", field=said, number=int(loc[entries[-1]]) + 1)
