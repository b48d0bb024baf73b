"""Where a table of a text ends whose columns are spaces: at what stands below it alone."""

import re
from collections.abc import Sequence

from ita_sync.document.text.gutters import pieces
from ita_sync.document.text.torn import Raw

_SEVERAL = 2
_SIGNED = re.compile(
    r"\s*(?:จึง(?:เรียน|ประกาศ|ขอ)|[(]?ลงชื่อ|(?:รอง)?(?:นายก|ปลัด|หัวหน้า|ผู้อำนวยการ)|ผู้(?:รายงาน|จัดทำ)|ประกาศ\s?ณ)"
)
"""How a memo ends below its last table."""
CLOSED = re.compile(r"\s*(?:จึง(?:ขอ)?(?:เรียน|ประกาศ)มา|ขอแสดงความนับถือ)")
"""With what it closes, which no cell says; below it is who signs, and what is decided."""


def below(lines: Sequence[Raw], keys: Sequence[int]) -> int:
    """Return where a table ends of which no two rows have an empty line between them: at one.

    What stands below it alone is none of its last row: `จึงเรียนมาเพื่อโปรดทราบ`, who signs. Of a
    single row that is only told where it is such. The sentence that closes a memo ends any.
    """
    last = range(keys[-1] + 1, len(lines))
    closed = next((n for n in last if CLOSED.match(lines[n].text)), None)
    return _alone_below(lines, keys, last) if closed is None else closed


def _alone_below(lines: Sequence[Raw], keys: Sequence[int], last: range) -> int:
    """Return where a table ends by what stands alone below it."""
    close = not any(line.after for line in lines[keys[0] + 1 : keys[-1] + 1])
    alone = (n for n in last if lines[n].after and len(pieces(lines[n].text)) == 1)
    end = next(alone, len(lines))
    told = len(keys) >= _SEVERAL or _SIGNED.match(lines[end].text if end < len(lines) else "")
    return end if close and told else len(lines)
