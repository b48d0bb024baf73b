"""The text of a Word paragraph as a reader sees it: without what was deleted or hidden, and how a field is made."""

from dataclasses import dataclass, field

from ita_sync.document.word.signs import symbol
from ita_sync.document.word.xml import MC, Element, M, W, branch, on

PAGE = "\f"
"""Stands in a text where a page ends; XML can hold no such letter itself."""

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
"""A soft hyphen is seen only where a line ends at it."""


@dataclass
class Inline:
    """Gathers the text of one paragraph.

    Args:
        rendered: the document says where its pages ended when Word laid it out; else only breaks
            set by hand count.

    Attributes:
        parts: pieces of the text.
        boxes: contents of the text boxes that hang on the paragraph.
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
        match tag.removeprefix(W):
            case "r":
                if not on(element, "rPr/vanish"):
                    self.take(element)
            case "br":
                ends = element.get(W + "type") == "page" and not self.rendered
                self._add("\n" + PAGE if ends else "\n")
            case "lastRenderedPageBreak":
                self._add(PAGE)
            case "sym":
                self._add(_symbol(element.get(W + "font"), element.get(W + "char") or ""))
            case "fldChar":
                self._field(element.get(W + "fldCharType"))
            case "sdt":
                if not on(element, "sdtPr/showingPlcHdr"):
                    self.take(element)
            case "txbxContent":
                self.boxes.append(element)
            case _:
                self._foreign(element, tag)

    def _foreign(self, element: Element, tag: str) -> None:
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
        """Follow a field: from `begin` to `separate` stands how it is made, from there to `end` what it gives."""
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
