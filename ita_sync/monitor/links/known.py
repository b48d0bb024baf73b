"""What is remembered of the links of our rows: what stood there first, and how they are since.

A file of its own beside the journal: it can be lost without harm to any row; the documents that
stand there then are taken for the first ones.
"""

import hashlib
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from ita_sync import files
from ita_sync.links.fetch import MAX_BYTES as MOST_READ
from ita_sync.links.fetch import Page, Version
from ita_sync.links.visit import PAGES, title_of

NAME = "links.json"
MAX_BYTES = 64 * 1024 * 1024
FORGOTTEN = 400 * 24 * 3600.0
"""Seconds after which a link that nobody asked for any more is forgotten: a year, and some."""


class Print(BaseModel):
    """What tells one document from another.

    Attributes:
        url: where redirects ended.
        digest: SHA-256, of the document's beginning; of a web page's title, as the rest of it
            differs from visit to visit (counters, dates, tokens); empty where it has none.
        size: of the document, in bytes; None of a page, or where the site does not say.
        etag: the site's name for the version; empty where it gave none.
        modified: when the site says it was changed; likewise.
        whole: the digest is of all of the document.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    digest: str
    size: int | None
    etag: str
    modified: str
    whole: bool

    @classmethod
    def of(cls, page: Page) -> Self:
        """Return what tells a page or document from others."""
        is_page = page.kind in PAGES
        told = title_of(page) if is_page else page.body
        return cls(
            url=page.url,
            digest=hashlib.sha256(told[:MOST_READ]).hexdigest() if told else "",
            size=None if is_page else page.size,
            etag=page.etag,
            modified=page.modified,
            whole=is_page or len(page.body) < MOST_READ,
        )

    @property
    def version(self) -> Version | None:
        """What to ask the site for; None where it named no version."""
        named = self.etag or self.modified
        return Version(self.url, self.etag, self.modified) if named else None

    def differs(self, now: "Print") -> bool:
        """Return whether another document stands there now.

        Where the beginning and the size are the same, the site's word counts for the rest: a date
        of its own, else its name for the version. (Names change with the server, dates less so.)
        """
        if self.digest != now.digest or self.size != now.size:
            return True
        if self.whole:
            return False
        if self.modified and now.modified:
            return self.modified != now.modified
        return bool(self.etag and now.etag) and self.etag != now.etag


class Link(BaseModel):
    """What is remembered of one address.

    Attributes:
        state: how it stood last.
        since: when it stood so first, in epoch seconds.
        looked: when it was opened last.
        failed: on how many runs in a row it could not be opened.
        first: what stood there when it was right first; None until then.
        last: what stood there last; None where nothing was sent.
        published: what `check --online --published` found to be the signed document; it counts
            for the first whenever the row was written.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: str
    since: float
    looked: float
    failed: int = 0
    first: Print | None = None
    last: Print | None = None
    published: Print | None = None


class KnownLinks(BaseModel):
    """What is remembered of all of them, by address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    links: dict[str, Link]

    @classmethod
    def load(cls, state: Path) -> "KnownLinks | None":
        """Return what the state folder remembers; nothing where no file is; None if it is damaged.

        What is no file, or cannot be read, counts as damaged.
        """
        try:
            return cls.model_validate_json(files.read(state / NAME, MAX_BYTES))
        except FileNotFoundError:
            return cls(links={})
        except (OSError, ValidationError):
            return None

    def save(self, state: Path) -> None:
        """Keep it, whole, for its owner alone.

        Raises:
            OSError: the folder cannot be written.
        """
        files.make_folder(state)
        with files.atomic_write(state / NAME, files.PRIVATE) as fresh:
            fresh.write_text(self.model_dump_json(indent=1) + "\n", "utf-8")

    def with_published(self, url: str, document: Print, now: float) -> "KnownLinks":
        """Return it with what stands at an address, and is the signed document."""
        link = Link(
            state="alive", since=now, looked=now, first=document, last=document, published=document
        )
        return KnownLinks(links={**self.links, url: link})

    def with_seen(self, seen: dict[str, Link], now: float) -> "KnownLinks":
        """Return it with what was seen now, without what nobody asked for any more."""
        kept = {u: one for u, one in self.links.items() if now - one.looked < FORGOTTEN}
        return KnownLinks(links={**kept, **seen})
