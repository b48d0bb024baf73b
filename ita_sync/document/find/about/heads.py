"""What a document says once: the code of its agency, the link."""

import re
from collections.abc import Iterator

from ita_sync import thai
from ita_sync.document.find.words.records import Records, Said, Seen

_LINK = re.compile(r"https?://[^\s<>\"'，、]+")
_CODE = re.compile(r"รหัส[^\d]{0,40}(\d{7})(?!\d)")


def link(said: Records) -> Said | None:
    """Return the public link of the report, where the document has one."""
    votes: dict[str, list[Seen]] = {}
    for url, seen in _links(said):
        votes.setdefault(url, []).append(seen)
    if not votes:
        return None
    told = (url for url, seen in votes.items() if any("เผยแพร่" in one.text for one in seen))
    best = next(told, next(iter(votes)))
    return Said(best, tuple(votes[best]), tuple(url for url in votes if url != best))


def _links(said: Records) -> Iterator[tuple[str, Seen]]:
    for seen, _ in said.lines:
        for found in _LINK.finditer(seen.raw if "://" in seen.raw else seen.text):
            yield found[0].rstrip(").,;"), seen


def code(said: Records) -> Said | None:
    """Return the agency's code, where the document has it."""
    for seen, _ in said.lines:
        if found := _CODE.search(thai.digits(seen.text)):
            return Said(found[1], (seen,))
    return None
