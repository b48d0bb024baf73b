"""The XML of a Word document: parsed without entities or network, and what its elements are asked.

The one door for lxml. All other modules know its elements by the protocol here.
"""

from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_OFF = {"0", "false", "off", "none"}


class Element(Protocol):
    """What is needed of an lxml element; the `tag` of a comment is no text."""

    @property
    def tag(self) -> str: ...  # noqa: D102 - as in lxml
    @property
    def text(self) -> str | None: ...  # noqa: D102 - as in lxml
    def get(self, key: str, /) -> str | None: ...  # noqa: D102 - as in lxml
    def find(self, path: str, /) -> "Element | None": ...  # noqa: D102 - as in lxml
    def findall(self, path: str, /) -> list["Element"]: ...  # noqa: D102 - as in lxml
    def iter(self, *tags: str) -> Iterator["Element"]: ...  # noqa: D102 - as in lxml
    def __iter__(self) -> Iterator["Element"]: ...


def parse(part: bytes) -> Element:
    """Return the root element of an XML part.

    Nothing outside of the part is read: no entity is resolved, no document type is loaded, nothing
    is fetched. Depth and the length of a text are bounded by libxml2: 256 elements, 10 MB.

    Raises:
        ValueError: the part is not well-formed, goes beyond these bounds, or declares a document
            type.
    """
    from lxml import etree  # other formats need not wait for it

    parser = etree.XMLParser(
        attribute_defaults=False,
        dtd_validation=False,
        huge_tree=False,
        load_dtd=False,
        no_network=True,
        recover=False,
        remove_blank_text=False,
        resolve_entities=False,
    )
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    # `package` refuses these already; what this parser makes is safe without it, too.
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type is declared")
    return cast("Element", root)


@cache  # asked for a few constants, a million times
def path(names: str) -> str:
    """Return `pPr/numPr` with the namespace before each name."""
    return "/".join(W + name for name in names.split("/"))


def value(element: Element | None, names: str) -> str | None:
    """Return the `w:val` of the property at `names`, None where there is none."""
    found = element.find(path(names)) if element is not None else None
    return None if found is None else found.get(W + "val")


def number(element: Element | None, names: str) -> int | None:
    """Return a property as a number, None where it is none or has ten digits or more."""
    digits = value(element, names) or ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None  # noqa: PLR2004 - no int that C cannot hold


def on(element: Element | None, names: str) -> bool:
    """Return whether a property is there and not switched off."""
    found = element.find(path(names)) if element is not None else None
    return found is not None and found.get(W + "val") not in _OFF


def branch(alternate: Element) -> Element | None:
    """Return the one branch of `mc:AlternateContent` to read: the first that has text.

    They all say the same.
    """
    for choice in alternate:
        if next(choice.iter(W + "t", W + "txbxContent", W + "sym", W + "tbl"), None) is not None:
            return choice
    return None
