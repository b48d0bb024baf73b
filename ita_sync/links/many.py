"""Open many addresses: several hosts at a time, each host one request at a time, with an end."""

import http.client
import queue
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
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

    hosts: int = 16
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
    hosts: deque[list[Asked]]
    turns: _Turns
    until: float
    stop: threading.Event = field(default_factory=threading.Event)
    seen: queue.Queue[tuple[str, Seen] | BaseException | None] = field(default_factory=queue.Queue)

    def work(self) -> None:
        """Open host after host; the last thing in the queue is None, or why it ended early."""
        end: BaseException | None = None
        try:
            for links in iter(self._next_host, None):
                self._visit_host(links)
        except BaseException as error:  # noqa: BLE001 - whoever waits gets it, whatever it is
            end = error
        self.seen.put(end)

    def _next_host(self) -> list[Asked] | None:
        try:
            return self.hosts.popleft()
        except IndexError:
            return None

    def _visit_host(self, links: list[Asked]) -> None:
        """Open the links of one host, one after the other."""
        silent: list[Seen] = []
        for link in links:
            if self.stop.is_set() or time.monotonic() >= self.until:
                return
            given_up = len(silent) >= self.manners.patience
            found = silent[-1] if given_up else self._visit(link)
            silent = [*silent, found] if _turns_away(found) else []
            self.seen.put((link.url, found))

    def _visit(self, link: Asked) -> Seen:
        return visit(
            link.url,
            resolve=self.manners.resolve,
            public=self.manners.public,
            seconds=self.manners.seconds,
            turn=self.turns,
            version=link.version,
        )

    def come_in(self, threads: int) -> Iterator[tuple[str, Seen]]:
        """Yield what the threads see until the last one ends."""
        while threads:
            try:
                found = self.seen.get(timeout=_LOOK)
            except queue.Empty:
                continue
            if isinstance(found, BaseException):
                raise found
            if found is None:
                threads -= 1
            else:
                yield found


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
    hosts = deque(by_host.values())
    threads = min(manners.hosts, len(hosts))
    this = _Round(manners, hosts, _Turns(manners.pause), time.monotonic() + manners.overall)
    try:
        for _ in range(threads):  # daemons: those of an executor would keep Ctrl-C waiting
            threading.Thread(target=this.work, daemon=True).start()
        yield from this.come_in(threads)
    finally:
        this.stop.set()
