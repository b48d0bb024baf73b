"""Which tool a document says that an indicator belongs to."""

import re
from collections.abc import Iterable, Iterator

from ita_sync.document.draft import Field, Trust
from ita_sync.document.find.words import indicators
from ita_sync.document.find.words.records import Records, Seen
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.i18n import T
from ita_sync.report import Tool

_TITLE = 80
"""Letters in a title."""
_OVER = re.compile(r"\W*(?:ส่วน|แบบ|เครื่องมือ|ด้าน|การรับรู้|การเปิดเผย|[IEO]IT)")
_TOOL = re.compile(r"(?<![A-Za-z])(IIT|EIT|OIT)(?![A-Za-z])")


def tool(number: int, said: Records, words: Vocabulary, *, lossy: bool) -> Field:
    """Return the tool of an indicator that the year does not tell: as printed, else as elsewhere.

    What other years say is never passed off as read.
    """
    printed = list(_printed(number, said, words))
    if not printed:
        lent = words.tools.get(number)
        why = T("the document does not say it; it is so in other years")
        return Field(lent.value, Trust.SINGLE, (), why) if lent else Field(None)
    named, seen = printed[0]
    others = tuple(dict.fromkeys(other.value for other, _ in printed if other is not named))
    if others:
        why = T("the document also says something else")
        return Field(named.value, Trust.DOUBTFUL, (seen.copy,), why, others)
    return Field(named.value, Trust.SINGLE if lossy else Trust.SURE, (seen.copy,))


def _printed(number: int, said: Records, words: Vocabulary) -> Iterator[tuple[Tool, Seen]]:
    """Yield the tools that rows of an indicator name; where none does, those of lines about it."""
    cells = [one.tool for one in said.records if one.tool and one.context.indicator == number]
    found = [(one, cell) for cell in cells if (one := _only(cell.text))]
    yield from found
    if found:
        return
    for seen, _ in said.lines:
        one = _only(seen.text)
        if one and indicators.heads(seen.text) and indicators.number_of(seen.text, words) == number:
            yield one, seen


def _only(text: str) -> Tool | None:
    """Return the tool that a text names, None where it names none or several."""
    named = named_in(text)
    return Tool(named.pop()) if len(named) == 1 else None


def heads(texts: Iterable[str]) -> bool:
    """Say whether texts name several tools, each of them once and nothing else."""
    told = [text.strip() for text in texts]
    names = [text for text in told if _TOOL.fullmatch(text)]
    return len(told) < 2 * len(names) and len({*names}) == len(names) > 1


def titles(text: str) -> bool:
    """Say whether a text is the title over the indicators of a tool, its mean perhaps in it."""
    return len(text) <= _TITLE and len(named_in(text)) == 1 and _OVER.match(text) is not None


def named_in(text: str) -> set[str]:
    """Return the tools that a text names."""
    return set(_TOOL.findall(text))
