"""Item ids and indicators that a person wrote short in a form: `13` or `013` for o13, or nothing.

The rules of the year say which item can be meant; where that leaves several, the text is kept as it
is and doubtful.
"""

import re
from collections.abc import Sequence

from ita_sync.document.draft import Field, Node, Trust
from ita_sync.i18n import T
from ita_sync.rules import Framework

_SHORT = re.compile(r"0*([1-9][0-9]{0,2})")


class Names:
    """What short names mean in one report.

    Args:
        rules: of its year, as far as they are known; None of one that cannot be.
    """

    def __init__(self, rules: Framework | None) -> None:
        self._rules = rules
        self._weak: list[str] = []

    def indicator(self, given: Node | None, entry: dict[str, Node]) -> Field | None:
        """Return the indicator of a row of weak items: as given, else that of its item."""
        if isinstance(given, Field):
            return given
        item = entry.get("item")
        rule = (
            self._rules.indicator_of(item.value)
            if self._rules and isinstance(item, Field) and item.value
            else None
        )
        if rule is None or not isinstance(item, Field):
            return None
        why = T("The cell is empty; item {item} belongs to this indicator.", item=item.value)
        return Field(str(rule.number), Trust.MENDED, item.copies, why)

    def weak(self, entry: dict[str, Node], indicator: Field | None) -> dict[str, Node]:
        """Return a weak item with its id in full, as one of its indicator's items."""
        number = indicator.value if indicator else None
        items = (
            self._rules.items_of(int(number))
            if self._rules and number and number.isdecimal()
            else ()
        )
        full = _full(entry, items)
        if isinstance(item := full.get("item"), Field) and item.value:
            self._weak.append(item.value)
        return full

    def measured(self, entry: dict[str, Node]) -> dict[str, Node]:
        """Return a measure with its item's id in full, as one of the weak items."""
        return _full(entry, self._weak)


def _full(entry: dict[str, Node], items: Sequence[str]) -> dict[str, Node]:
    item = entry.get("item")
    found = _SHORT.fullmatch(item.value) if isinstance(item, Field) and item.value else None
    if found is None or not isinstance(item, Field):
        return entry
    meant = tuple(dict.fromkeys(each for each in items if each[1:] == found[1]))
    if len(meant) == 1:
        why = T("Written without its letter; only {item} can be meant.", item=meant[0])
        return entry | {"item": Field(meant[0], Trust.MENDED, item.copies, why)}
    why = T("Written without its letter i, e or o.")
    return entry | {"item": Field(item.value, Trust.DOUBTFUL, item.copies, why, meant)}
