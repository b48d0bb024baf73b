"""Digits that a recogniser does not know: what it read in their place is doubted, and nothing else.

One that takes ๗ for ๓ does so everywhere: then no copy contradicts another, and however many of
them there are, they confirm nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ita_sync import thai
from ita_sync.document.draft import Node, Trust
from ita_sync.document.find.words.figures import TOKEN, shaped
from ita_sync.document.find.words.repair import mend
from ita_sync.document.parts import Document, texts
from ita_sync.i18n import T, Text
from ita_sync.rules import misreadings

_ENOUGH = 50
"""Digits in scores, zeros apart, among which one that is never there is one that is not known."""
_FIGURES = frozenset(
    {
        "fiscal_year",
        "score",
        "total",
        "item",
        "date",
        "due_date",
        "due",
        "number",
        "IIT",
        "EIT",
        "OIT",
    }
)
"""Fields whose digits mean something by themselves."""
_THAI = frozenset("๐๑๒๓๔๕๖๗๘๙")


def taken_for(document: Document) -> dict[str, str]:
    """Return each digit that stands for another as well, which is recognised nowhere."""
    if not document.content.lossy:
        return {}
    counted: Counter[str] = Counter()
    scores: Counter[str] = Counter()
    for text in texts(document.content.blocks):
        plain = thai.digits(mend(text))
        counted.update(one for one in plain if one.isdigit())
        for match in filter(lambda match: shaped(match[0]), TOKEN.finditer(plain)):
            scores.update(one for one in match[0] if one.isdigit() and one != "0")
    if scores.total() < _ENOUGH:
        return {}
    return {
        seen: meant
        for seen, meant in misreadings.CONFUSED.items()
        if not counted[meant] and scores[seen]
    }


def doubted(
    fields: Mapping[str, Node], document: Document, taken: Mapping[str, str]
) -> dict[str, Node]:
    """Return the fields, those doubted whose digits the recogniser may not have known.

    Args:
        fields: as read.
        document: what they were read from.
        taken: digits that stand for others as well.
    """
    lacking = document.content.unknown_digits
    if not taken and not lacking:
        return dict(fields)
    return {name: _doubted(node, name, lacking, taken) for name, node in fields.items()}


def _doubted(node: Node, name: str, lacking: str, taken: Mapping[str, str]) -> Node:
    if isinstance(node, dict):
        return {key: _doubted(child, key, lacking, taken) for key, child in node.items()}
    if isinstance(node, list):
        return [_doubted(child, name, lacking, taken) for child in node]
    if name not in _FIGURES or not node.value or node.trust is Trust.DOUBTFUL:
        return node
    if lacking and any(_THAI & set(copy.seen) for copy in node.copies):
        return replace(node, trust=Trust.DOUBTFUL, why=lacks(lacking))
    read = [one for one in taken if one in thai.digits(node.value)]
    sure = node.trust is not Trust.SINGLE and name != "fiscal_year"
    if not read or sure or not node.copies:
        return node
    meant = tuple(thai.digits(node.value).replace(one, taken[one]) for one in read)
    why = T(
        "{meant} is recognised nowhere in the document, and may have been read as {seen}",
        meant=[taken[one] for one in read],
        seen=read,
    )
    return replace(
        node, trust=Trust.DOUBTFUL, why=why, others=tuple(dict.fromkeys((*node.others, *meant)))
    )


def lacks(digits: str) -> Text:
    """Return why what stands for these digits is doubted."""
    return T("the program that recognised it does not know {digits}", digits=[*digits])


def notes(taken: Mapping[str, str]) -> Iterable[Text]:
    """Yield what the officer should know of it."""
    for seen, meant in taken.items():
        yield T(
            "The digit {meant} is recognised nowhere in the document: it was probably read as "
            "{seen} throughout. Compare every {seen} with the document.",
            meant=meant,
            seen=seen,
        )
