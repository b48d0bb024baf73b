"""The numbers that Word puts before paragraphs, counted by the rules in numbering.xml."""

import re
from dataclasses import dataclass, field

from ita_sync.document.word.signs import counted, symbol
from ita_sync.document.word.xml import MC, Element, W, number, on, path, value

_LONGEST = 60
"""Characters of a number at most."""
_PLACE = re.compile("%([1-9])")
_PRIVATE = range(0xF000, 0xF100)
"""Where the letters of symbol fonts are, in Unicode's area for private use."""


@dataclass(frozen=True)
class Label:
    """What is shown before a paragraph; no bullet is shown before one without text."""

    text: str
    bullet: bool = False

    def before(self, text: str) -> str:
        """Return the text with the label before it."""
        if text.strip():
            return self.text + text
        return text if self.bullet else self.text.rstrip()


@dataclass(frozen=True)
class _Level:
    """One level of a list.

    Attributes:
        start: its first number.
        style: how numbers are written, as Word calls it.
        text: what is shown, `%1.%2` with the numbers of the first two levels.
        after: what separates it from the paragraph.
        restart: the level above which it begins again, None for any above it.
        legal: numbers of the levels above are written in plain digits.
    """

    start: int
    style: str
    text: str
    after: str
    restart: int | None
    legal: bool

    def restarts(self, used: int) -> bool:
        """Return whether this level begins again after a paragraph of the level `used` above it."""
        return self.restart is None or used < self.restart


@dataclass(frozen=True)
class _List:
    """A `w:num`.

    Attributes:
        abstract: id of the `w:abstractNum` whose counters it shares.
        levels: by depth, from 0.
        starts: first numbers of its own, by depth.
    """

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]

    def start(self, depth: int) -> int:
        """Return the first number of a level."""
        return self.starts.get(depth, self.levels[depth].start)

    def advance(self, counts: dict[int, int], depth: int) -> None:
        """Count one more paragraph of a level in `counts`, the last numbers by level."""
        for above in range(depth - 1, -1, -1):  # a level that was left out counts as begun
            if depth in counts or above in counts or above not in self.levels:
                break
            counts[above] = self.start(above)
        counts[depth] = counts[depth] + 1 if depth in counts else self.start(depth)
        for deeper, level in self.levels.items():
            if deeper > depth and level.restarts(depth):
                counts.pop(deeper, None)

    def label(self, counts: dict[int, int], depth: int) -> Label | None:
        """Return what Word shows before a paragraph of a level, None where it shows nothing."""
        level = self.levels[depth]
        bullet = level.style == "bullet"
        text = level.text
        if not bullet:
            text = _PLACE.sub(lambda found: self._shown(int(found[1]) - 1, counts, depth), text)
        text = text[:_LONGEST]
        return Label(text + level.after, bullet=bullet) if text.strip() else None

    def _shown(self, place: int, counts: dict[int, int], depth: int) -> str:
        """Return the number of the level `place` in a label of the level `depth`."""
        level = self.levels.get(place)
        if level is None or place > depth or level.style in {"bullet", "none"}:
            return ""
        legal = self.levels[depth].legal and place < depth
        return counted(counts.get(place, self.start(place)), "decimal" if legal else level.style)


@dataclass
class Numbering:
    """The counters of a document; `label` must be called once for each paragraph, in order.

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
        styles, nums = _children(self.styles, "style"), _children(self.numbering, "num")
        self._styles = {style.get(W + "styleId") or "": style for style in styles}
        self._default = next(
            (name for name, style in self._styles.items() if _is_default(style)), ""
        )
        self._inherited: dict[str, tuple[str | None, int | None]] = {"": (None, None)}
        self._nums = {num.get(W + "numId") or "": num for num in nums}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}
        self._ties: dict[tuple[str, str], int] = {}
        for abstract in _children(self.numbering, "abstractNum"):
            self._define(abstract, abstract.get(W + "abstractNumId") or "")

    def label(self, properties: Element | None, story: str = "") -> Label | None:
        """Count a paragraph and return what Word shows before it.

        Args:
            properties: its `w:pPr`.
            story: the text that it belongs to; each story has counters of its own.
        """
        if not self._nums:
            return None
        name, depth = self._list_of(properties)
        if name not in self._lists:
            self._lists[name] = self._read(name)
        numbered = self._lists[name]
        return None if numbered is None else self._count(story, name, numbered, depth)

    def _list_of(self, properties: Element | None) -> tuple[str, int]:
        """Return the list of a paragraph and its level there: its own, or those of its style."""
        name, depth = value(properties, "numPr/numId"), number(properties, "numPr/ilvl")
        if name is None:
            style = value(properties, "pStyle")
            name, inherited = self._of_style(self._default if style is None else style)
            depth = inherited if depth is None else depth
        return name or "", depth or 0

    def _define(self, abstract: Element, name: str) -> None:
        levels = abstract.findall(path("lvl"))
        self._levels[name] = {_depth(level): _level(level) for level in levels}
        self._ties |= {(name, value(level, "pStyle") or ""): _depth(level) for level in levels}
        link = value(abstract, "numStyleLink")
        if link is not None:  # the list is defined by a style of lists
            self._links[name] = link

    def _abstract(self, name: str | None) -> str:
        """Return the id of the `w:abstractNum` that a list takes its levels from."""
        return value(self._nums.get(name or ""), "abstractNumId") or ""

    def _count(self, story: str, name: str, numbered: _List, depth: int) -> Label | None:
        counts = self._counts.setdefault((story, numbered.abstract), {})
        if (story, name) not in self._begun:
            self._begun.add((story, name))
            for restarted in numbered.starts:
                counts.pop(restarted, None)
        if depth not in numbered.levels:
            return None
        numbered.advance(counts, depth)
        return numbered.label(counts, depth)

    def _of_style(self, name: str) -> tuple[str | None, int | None]:
        """Return list and level of a paragraph style, its own or of a style it is based on."""
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
        """Return a list by its id, None where the document does not define it."""
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


def _children(root: Element | None, name: str) -> list[Element]:
    return [] if root is None else root.findall(path(name))


def _is_default(style: Element) -> bool:
    """Return whether a style is that of paragraphs which name none."""
    return style.get(W + "default") == "1" and style.get(W + "type") == "paragraph"


def _depth(element: Element) -> int:
    digits = element.get(W + "ilvl") or ""
    return int(digits) if len(digits) == 1 and digits in "012345678" else 0


def _level(level: Element) -> _Level:
    style = _number_style(level)
    text = (value(level, "lvlText") or "")[:_LONGEST]
    if style == "bullet":
        text = _bullet(level, text)
    start = number(level, "start")
    return _Level(
        start=0 if start is None else start,
        style=style,
        text="" if on(level, "rPr/vanish") else text,
        after="" if value(level, "suff") == "nothing" else " ",
        restart=number(level, "lvlRestart"),
        legal=on(level, "isLgl"),
    )


def _number_style(level: Element) -> str:
    """Return how a level writes its numbers; newer styles come with a fallback for old readers."""
    style = value(level, "numFmt") or "decimal"
    fallback = level.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    return style if fallback is None else fallback.get(W + "val") or style


def _bullet(level: Element, text: str) -> str:
    """Return a bullet, letters of a symbol font as what they look like: • where that is unknown."""
    fonts = level.find(path("rPr/rFonts"))
    font = None if fonts is None else fonts.get(W + "ascii")
    return "".join(
        (symbol(font, ord(letter)) or "•") if ord(letter) in _PRIVATE else letter for letter in text
    )
