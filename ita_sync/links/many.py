"""Open many addresses: several hosts at a time, each host one request at a time, with an end."""

import http.client
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from ita_sync.links import fetch
from ita_sync.links.addresses import is_public
from ita_sync.links.fetch import Public, Resolve, Version
from ita_sync.links.visit import Seen, State, visit
from ita_sync.links.web import host_of, split

_LOOK = 0.2
"""Seconds after which a Ctrl-C is looked for: on Windows nothing wakes who waits for a queue."""
_BUSY = {http.client.TOO_MANY_REQUESTS, http.client.SERVICE_UNAVAILABLE}


@dataclass(frozen=True)
class Manners:
    """How we behave towards the sites, and how long they may take.

    Attributes:
        hosts: asked at the same time.
        pause: seconds between two requests to one host.
        patience: links of a host that get no answer, one after the other, before the rest of its
            links is not tried.
        seconds: for each link.
        overall: seconds after which no further link is opened.
        resolve: gives the addresses behind a name.
        public: judges them.
    """

    hosts: int = 8
    pause: float = 1.0
    patience: int = 3
    seconds: float = fetch.SECONDS
    overall: float = 900.0
    resolve: Resolve = fetch.resolve
    public: Public = is_public


MANNERS = Manners()


@dataclass(frozen=True)
class Asked:
    """An address to open, and what of it is known already."""

    url: str
    version: Version | None = None


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


class _Turns:
    """Let one request at a time go to a host; redirects of other hosts' links lead there, too."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._guard = threading.Lock()

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        with self._guard:
            host = self._hosts[name.casefold()]
        with host.lock:
            time.sleep(max(0.0, host.free_at - time.monotonic()))
            try:
                yield
            finally:
                host.free_at = time.monotonic() + self._pause


@dataclass
class _Round:
    """What the threads of one round share."""

    manners: Manners
    turns: _Turns
    until: float
    stop: threading.Event = field(default_factory=threading.Event)
    seen: queue.Queue[tuple[str, Seen] | None] = field(default_factory=queue.Queue)

    def visit_host(self, links: list[Asked]) -> None:
        """Open the links of one host, one after the other; end with None in the queue."""
        silent: list[Seen] = []
        try:
            for link in links:
                if self.stop.is_set() or time.monotonic() >= self.until:
                    return
                given_up = len(silent) >= self.manners.patience
                found = silent[-1] if given_up else self._visit(link)
                silent = [*silent, found] if _turns_away(found) else []
                self.seen.put((link.url, found))
        finally:
            self.seen.put(None)

    def _visit(self, link: Asked) -> Seen:
        return visit(
            link.url,
            resolve=self.manners.resolve,
            public=self.manners.public,
            seconds=self.manners.seconds,
            turn=self.turns,
            version=link.version,
        )

    def come_in(self, threads: list["Future[None]"]) -> Iterator[tuple[str, Seen]]:
        """Yield what the threads see until the last one ends."""
        left = len(threads)
        while left:
            try:
                found = self.seen.get(timeout=_LOOK)
            except queue.Empty:
                continue
            if found is None:
                left -= 1
            else:
                yield found
        for thread in threads:
            thread.result()  # what failed in a thread fails here


def _turns_away(seen: Seen) -> bool:
    """Return whether a site is down, or asks to be left alone."""
    busy = seen.page is None or seen.page.status in _BUSY
    return seen.state is State.UNREACHABLE and busy


def visit_all(links: Iterable[Asked], manners: Manners = MANNERS) -> Iterator[tuple[str, Seen]]:
    """Yield each address with what was seen there, as they come in.

    Those that are left when the time is over are not yielded. Hosts are begun in the order of
    their first link. Whoever leaves the loop early ends the work within the time of one link.
    """
    by_host: dict[str, list[Asked]] = {}
    for link in links:
        parts = split(link.url)
        by_host.setdefault(host_of(parts) if parts else "", []).append(link)
    this = _Round(manners, _Turns(manners.pause), time.monotonic() + manners.overall)
    pool = ThreadPoolExecutor(max_workers=manners.hosts)
    try:
        yield from this.come_in([pool.submit(this.visit_host, each) for each in by_host.values()])
    finally:
        this.stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
