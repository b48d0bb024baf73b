"""Where a line goes on that a person typed below the text behind a colon.

`ทำอะไร: ติดป้าย`, and `แจกแบบสอบถาม` below the word behind the colon.
"""

import re

from ita_sync.document.text.gutters import pieces

_LABEL = re.compile(r"\s*(?:[-–•]\s*)?[^\s:：][^:：\d]{1,40}?\s*[:：]\s+(?=\S)")


def places(text: str) -> set[int]:
    """Return where text begins behind the colon of a line: marks counted as places, or not."""
    found = _LABEL.match(text)
    if found is None:
        return set()
    behind = f"{found[0].rstrip()}{' ' * (found.end() - len(found[0].rstrip()))}x"
    return {pieces(behind, marks=marks)[-1].end - 1 for marks in (True, False)}
