"""The XML of a workbook, walked through without keeping it, and the texts in it."""

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

from ita_sync.document.package import Package

Node = ET.Element
BROKEN = ET.ParseError

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def each(part: bytes | None, *names: str, starts: str = "") -> Iterator[Node]:
    """Yield the elements of these names as they end, and those named `starts` as they begin.

    Nothing else is kept.
    """
    above: list[Node] = []
    inside = 0
    # Package has refused what declares a document type: there are no entities to expand or fetch.
    for event, node in ET.iterparse(BytesIO(part), ("start", "end")) if part else ():  # noqa: S314 - no document type
        name = name_of(node)
        if event == "start":
            above.append(node)
            inside += name in names
            if name == starts:
                yield node
            continue
        above.pop()
        inside -= name in names
        if not inside:
            if name in names:
                yield node
            if above:
                del above[-1][:]


def references(package: Package, part: str) -> Iterator[tuple[Node, str]]:
    """Yield what a part refers to inside of its file: each reference, and the name of its part."""
    folder, _, name = part.rpartition("/")
    for node in each(package.xml(f"{folder}/_rels/{name}.rels"), "Relationship"):
        if node.get("TargetMode") != "External":
            target = node.get("Target", "").replace("\\", "/")
            yield node, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def name_of(node: Node) -> str:
    """Return the name of an element without its namespace.

    Workbooks of the strict and of the usual kind have different ones.
    """
    return node.tag.rpartition("}")[2]


def text_of(node: Node | None) -> str:
    """Return the text of a string, its runs joined.

    Readings above the letters (rPh) do not belong to it.
    """
    if node is None:
        return ""
    runs = [
        child
        for part in node
        for child in ([part] if name_of(part) == "t" else part if name_of(part) == "r" else [])
    ]
    return plain("".join(run.text or "" for run in runs if name_of(run) == "t"))


def plain(text: str) -> str:
    """Return a stored text with escapes resolved, line ends unified, and no control characters."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
