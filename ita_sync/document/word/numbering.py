"""The numbers that Word puts before paragraphs: they stand in no text, but are counted from numbering.xml."""

import re
from dataclasses import dataclass, field

from ita_sync.document.word.signs import counted, symbol
from ita_sync.document.word.xml import MC, Element, W, number, on, path, value

_LONGEST = 60
"""Characters of a number; a longer one is no number."""
_PLACE = re.compile("%([1-9])")
_PRIVATE = range(0xF000, 0xF100)


@dataclass(frozen=True)
class Label:
    """What stands before a paragraph; a bullet says nothing where the paragraph has no text."""

    text: str
    bullet: bool = False

    def before(self, text: str) -> str:
        """Return the text with the label before it."""
        if text.strip():
            return self.text + text
        return text if self.bullet else self.text.rstrip()


@dataclass(frozen=True)
class _Level:
    start: int
    style: str
    text: str
    after: str
    restart: int | None
    legal: bool

    def restarts(self, used: int) -> bool:
        """Return whether this level begins anew after a paragraph of the level `used` above it."""
        return self.restart is None or used < self.restart


@dataclass(frozen=True)
class _List:
    """A `w:num`: whose counters it shares, what it changes."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]

    def start(self, depth: int) -> int:
        """Return the first number of a level."""
        return self.starts.get(depth, self.levels[depth].start)


@dataclass
class Numbering:
    """The counters of a document; `label` is asked once for each paragraph, in their order.

    Args:
        numbering: root of numbering.xml, None where the document has none.
        styles: root of styles.xml.
    """

    numbering: Element | None
    styles: Element | None
    _lists: dict[str, _List | None] = field(default_factory=dict, init=False)
    _counts: dict[tuple[str, str], dict[int, int]] = field(default_factory=dict, init=False)
    _begun: set[tuple[str, str]] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        styles = [] if self.styles is None else self.styles.findall(path("style"))
        self._styles = {style.get(W + "styleId") or "": style for style in styles}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(W + "default") == "1" and _of_paragraphs(style)
            ),
            "",
        )
        self._inherited: dict[str, tuple[str | None, int | None]] = {"": (None, None)}
        root = self.numbering
        self._nums = (
            {}
            if root is None
            else {num.get(W + "numId") or "": num for num in root.findall(path("num"))}
        )
        self._levels: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}
        self._ties: dict[tuple[str, str], int] = {}
        for abstract in [] if root is None else root.findall(path("abstractNum")):
            self._define(abstract, abstract.get(W + "abstractNumId") or "")

    def label(self, properties: Element | None, story: str = "") -> Label | None:
        """Count a paragraph with these `w:pPr` and return what Word shows before it.

        Each story counts for itself.
        """
        if not self._nums:
            return None
        name, depth = value(properties, "numPr/numId"), number(properties, "numPr/ilvl")
        if name is None:
            style = value(properties, "pStyle")
            name, inherited = self._of_style(self._default if style is None else style)
            depth = inherited if depth is None else depth
        if name not in self._lists:
            self._lists[name or ""] = self._read(name or "")
        numbered = self._lists[name or ""]
        return None if numbered is None else self._count(story, name or "", numbered, depth or 0)

    def _define(self, abstract: Element, name: str) -> None:
        levels = abstract.findall(path("lvl"))
        self._levels[name] = {_depth(level): _level(level) for level in levels}
        self._ties |= {(name, value(level, "pStyle") or ""): _depth(level) for level in levels}
        link = value(abstract, "numStyleLink")
        if link is not None:  # the list is defined by a style of lists
            self._links[name] = link

    def _abstract(self, name: str | None) -> str:
        """Return what a list takes its levels from."""
        return value(self._nums.get(name or ""), "abstractNumId") or ""

    def _count(self, story: str, name: str, numbered: _List, depth: int) -> Label | None:
        counts = self._counts.setdefault((story, numbered.abstract), {})
        if (story, name) not in self._begun:
            self._begun.add((story, name))
            for restarted in numbered.starts:
                counts.pop(restarted, None)
        level = numbered.levels.get(depth)
        if level is None:
            return None
        for above in range(depth - 1, -1, -1):  # a level that was left out counts as begun
            if depth in counts or above in counts or above not in numbered.levels:
                break
            counts[above] = numbered.start(above)
        counts[depth] = counts[depth] + 1 if depth in counts else numbered.start(depth)
        for deeper, other in numbered.levels.items():
            if deeper > depth and other.restarts(depth):
                counts.pop(deeper, None)

        def shown(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            there = numbered.levels.get(place)
            if there is None or place > depth or there.style in {"bullet", "none"}:
                return ""
            count = counts.get(place, numbered.start(place))
            return counted(count, "decimal" if level.legal and place < depth else there.style)

        text = (level.text if level.style == "bullet" else _PLACE.sub(shown, level.text))[:_LONGEST]
        return Label(text + level.after, bullet=level.style == "bullet") if text.strip() else None

    def _of_style(self, name: str) -> tuple[str | None, int | None]:
        """Return list and level of a paragraph style, its own or that of a style it is based on."""
        chain = []
        while name not in self._inherited:
            self._inherited[name] = (None, None)  # ends a circle of styles
            chain.append(name)
            style = self._styles.get(name)
            own = value(style, "pPr/numPr/numId")
            if own is not None:
                depth = self._ties.get((self._abstract(own), name))
                self._inherited[name] = (
                    own,
                    number(style, "pPr/numPr/ilvl") if depth is None else depth,
                )
                break
            name = value(style, "basedOn") or ""
        for heir in chain:
            self._inherited[heir] = self._inherited[name]
        return self._inherited[name]

    def _read(self, name: str) -> _List | None:
        num, shared = self._nums.get(name), self._abstract(name)
        if shared in self._links:
            shared = self._abstract(value(self._styles.get(self._links[shared]), "pPr/numPr/numId"))
        if num is None or shared not in self._levels:
            return None
        levels = dict(self._levels[shared])
        starts = {}
        for override in num.findall(path("lvlOverride")):
            changed = override.find(path("lvl"))
            if changed is not None:
                levels[_depth(override)] = _level(changed)
            start = number(override, "startOverride")
            if start is not None:
                starts[_depth(override)] = start
        return _List(shared, levels, starts)


def _of_paragraphs(style: Element) -> bool:
    return style.get(W + "type") == "paragraph"


def _depth(element: Element) -> int:
    digits = element.get(W + "ilvl") or ""
    return int(digits) if len(digits) == 1 and digits in "012345678" else 0


def _level(level: Element) -> _Level:
    style = value(level, "numFmt") or "decimal"
    text = (value(level, "lvlText") or "")[:_LONGEST]
    fallback = level.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    if fallback is not None:
        style = fallback.get(W + "val") or style
    if style == "bullet":
        fonts = level.find(path("rPr/rFonts"))
        font = None if fonts is None else fonts.get(W + "ascii")
        text = "".join(
            (symbol(font, ord(letter)) or "•") if ord(letter) in _PRIVATE else letter
            for letter in text
        )
    start = number(level, "start")
    return _Level(
        start=0 if start is None else start,
        style=style,
        text="" if on(level, "rPr/vanish") else text,
        after="" if value(level, "suff") == "nothing" else " ",
        restart=number(level, "lvlRestart"),
        legal=on(level, "isLgl"),
    )
