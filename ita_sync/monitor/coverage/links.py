"""Opens the links of many agencies, as `check --online` opens one."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from ita_sync.checks import Finding
from ita_sync.errors import Unavailable
from ita_sync.i18n import T, Text

HOSTS = 8
"""Sites that are asked at once; the pages of one site one after the other."""

Visit = Callable[[str], Sequence[Finding]]


def dead_links(addresses: Iterable[str], visit: Visit | None = None) -> Mapping[str, Text]:
    """Return what is wrong with the addresses that do not lead to a page that everybody can open.

    Args:
        addresses: with or without `https://`.
        visit: opens one, and returns what is wrong with it.

    Raises:
        Unavailable: none of several sites can be reached, which says nothing of their links.
    """
    if visit is None:
        from ita_sync.checks import online  # what speaks to the network is slow to import

        visit = online.visit
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(_whole(address)).netloc.casefold()].append(address)

    over = threading.Event()

    def of_host(its: Sequence[str]) -> dict[str, Sequence[Finding]]:
        return {each: visit(_whole(each)) for each in its if not over.is_set()}

    with ThreadPoolExecutor(HOSTS) as pool:
        try:
            found = [each for host in pool.map(of_host, by_host.values()) for each in host.items()]
        finally:  # who interrupts waits for the pages that are open, not for all that are left
            over.set()
    wrong = {address: findings[0] for address, findings in found if findings}
    if len(by_host) > 1 and all(address in wrong and _away(wrong[address]) for address, _ in found):
        raise Unavailable(
            "links-unavailable",
            T(
                "None of {count} links could be opened: most likely this machine is cut off.",
                count=len(found),
            ),
            next_step=T(
                "Links are opened without the office's proxy, as a stranger would: run this from "
                "another network, or without --online."
            ),
        )
    return {address: finding.what for address, finding in wrong.items()}


def _away(finding: Finding) -> bool:
    return finding.code == "ONLINE-UNREACHABLE"


def _whole(address: str) -> str:
    return address if "://" in address else f"https://{address}"
