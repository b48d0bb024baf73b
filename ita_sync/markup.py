"""How our web pages are written: nothing loaded, nothing that runs, each value escaped, one style.

A text that has words in Thai and in English stands in Thai first, in English beneath.
"""

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Literal, Protocol

from ita_sync.characters import shown

_COMMON = Path(__file__).with_suffix(".css")

_LONG = 40
"""Characters of a value that takes a line of its own."""


class Says(Protocol):
    """What has words in both languages."""

    def render(self, lang: Literal["th", "en"]) -> str:
        """Return the words in `lang`."""
        ...


class Style:
    """The style of a page, and the policy that lets a browser apply it and load nothing."""

    def __init__(self, *files: Path) -> None:
        self.text = "".join(file.read_text("utf-8") for file in files)
        digest = base64.b64encode(hashlib.sha256(self.text.encode()).digest()).decode()
        self.policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )

    @classmethod
    def for_paper(cls, own: Path) -> "Style":
        """Return what pages to read and to print have in common, with what is a page's own."""
        return cls(_COMMON, own)


def beginning(command: str) -> str:
    """Return how each page of a command begins: a later run knows it by that as its own."""
    return (
        '<!DOCTYPE html>\n<html lang="th"><head><meta charset="utf-8">\n'
        f'<meta name="generator" content="ita-sync {command}">\n'
    )


def document(command: str, title: str, style: Style, body: str) -> str:
    """Return a page that a command writes as a file: it says itself what a browser may do."""
    return (
        f"{beginning(command)}"
        f'<meta http-equiv="Content-Security-Policy" content="{escape(style.policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{plain(title)}</title>\n<style>{style.text}</style></head>\n"
        f"<body>\n{body}</body></html>\n"
    )


def plain(text: object) -> str:
    """Return a value as text of the page: escaped, and nothing in it that is not seen."""
    return escape(shown(str(text)))


def both(text: Says) -> str:
    """Return a text in Thai, and in English beneath."""
    return (
        f'<span lang="th">{plain(text.render("th"))}</span>'
        f'<span lang="en" class="en">{plain(text.render("en"))}</span>'
    )


def said(text: Says, kind: str = "") -> str:
    """Return a paragraph in both languages."""
    return f'<p class="{kind}">{both(text)}</p>' if kind else f"<p>{both(text)}</p>"


def value(one: Says | str) -> str:
    """Return a text in both languages, or a value as it is."""
    return plain(one) if isinstance(one, str) else both(one)


def section(name: str, title: Says, inside: str) -> str:
    """Return a section with its heading, which is its name for who hears the page."""
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}">{both(title)}</h2>{inside}</section>\n'
    )


def facts(pairs: Iterable[tuple[Says, Says | str]]) -> str:
    """Return names and their values; those without a value are left out."""
    shown_ = (f"<dt>{both(name)}</dt><dd>{value(one)}</dd>" for name, one in pairs if one)
    return f"<dl>{''.join(shown_)}</dl>"


def boxes(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names and values, written as of a page, side by side; long ones take a line."""
    found = []
    for name, inside in pairs:
        kind = ' class="wide"' if len(inside) > _LONG else ""
        found.append(f"<div{kind}><dt>{name}</dt><dd>{inside}</dd></div>")
    return f'<dl class="boxes">{"".join(found)}</dl>'


def table(heads: Iterable[Says], rows: Iterable[list[str]], kind: str = "") -> str:
    """Return a table: its heads, and rows of cells of which the first is a `head`."""
    head = "".join(f'<th scope="col">{both(each)}</th>' for each in heads)
    body = "".join(f"<tr>{''.join(cells)}</tr>\n" for cells in rows)
    named = f' class="{kind}"' if kind else ""
    return f"<table{named}><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"


def head(inside: str) -> str:
    """Return the cell that names its row."""
    return f'<th scope="row">{inside}</th>'


def cell(inside: str, kind: str = "") -> str:
    """Return a cell."""
    return f'<td class="{kind}">{inside}</td>' if kind else f"<td>{inside}</td>"
