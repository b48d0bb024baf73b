"""The text of a Word paragraph as a reader sees it.

Without what was deleted or hidden, and without the instructions of fields.
"""

from dataclasses import dataclass, field

from ita_sync.document.word.signs import symbol
from ita_sync.document.word.xml import MC, Element, M, W, branch, on

PAGE = "\f"
"""In a text where a page ends; XML cannot contain this character itself."""

_FIXED = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_LEFT_OUT = {
    W + name
    for name in (
        "pPr",
        "rPr",
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "sdtPr",
        "sdtEndPr",
        "rt",
        "fldData",
        "softHyphen",
    )
}
"""A soft hyphen is among them, as it is seen only where a line ends at it."""
_HIDDEN_BY = {"r": "rPr/vanish", "sdt": "sdtPr/showingPlcHdr"}
"""The property that hides an element: hidden text, the prompt of an empty content control."""


@dataclass
class Inline:
    """Gathers the text of one paragraph.

    Args:
        rendered: the document says where its pages ended when Word laid it out; else only breaks
            set by hand count.

    Attributes:
        parts: pieces of the text.
        boxes: contents of the text boxes anchored to the paragraph.
    """

    rendered: bool
    parts: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    _codes: list[bool] = field(default_factory=list)

    def take(self, parent: Element) -> None:
        """Add the text of an element of a paragraph."""
        for element in parent:
            tag = element.tag
            if tag == W + "t" or tag == M + "t":
                self._add(element.text or "")
            elif tag in _FIXED:
                self._add(_FIXED[tag])
            elif isinstance(tag, str) and tag not in _LEFT_OUT:  # a comment has none
                self._special(element, tag)

    def _special(self, element: Element, tag: str) -> None:
        """Add the text of an element that is more than text itself."""
        name = tag.removeprefix(W)
        if name in _HIDDEN_BY and on(element, _HIDDEN_BY[name]):
            return
        match name:
            case "br":
                self._break(element)
            case "lastRenderedPageBreak":
                self._add(PAGE)
            case "sym":
                self._add(_symbol(element.get(W + "font"), element.get(W + "char") or ""))
            case "fldChar":
                self._field(element.get(W + "fldCharType"))
            case "txbxContent":
                self.boxes.append(element)
            case _:
                self._foreign(element, tag)

    def _break(self, element: Element) -> None:
        ends_page = element.get(W + "type") == "page" and not self.rendered
        self._add("\n" + PAGE if ends_page else "\n")

    def _foreign(self, element: Element, tag: str) -> None:
        """Add the text inside of an element that has none of its own."""
        if tag == MC + "AlternateContent":
            chosen = branch(element)
            if chosen is not None:
                self.take(chosen)
        elif tag == M + "den":  # of a fraction: 75/100 is not 75100
            self._add("/")
            self.take(element)
        else:
            self.take(element)

    def _add(self, text: str) -> None:
        if not any(self._codes):
            self.parts.append(text)

    def _field(self, kind: str | None) -> None:
        """Follow a field: its instruction up to `separate`, then its result up to `end`."""
        if kind == "begin":
            self._codes.append(True)
        elif self._codes and kind == "separate":
            self._codes[-1] = False
        elif self._codes and kind == "end":
            self._codes.pop()


def _symbol(font: str | None, code: str) -> str:
    try:
        number = int(code, 16)
        return symbol(font, number) or chr(number)
    except (ValueError, OverflowError):
        return ""
