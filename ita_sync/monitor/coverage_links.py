"""Opens the links of many agencies, as `check --online` opens one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from ita_sync.checks import Finding
from ita_sync.i18n import Text

HOSTS = 8
"""Sites that are asked at once; the pages of one site one after the other."""

Visit = Callable[[str], Sequence[Finding]]


def dead_links(addresses: Iterable[str], visit: Visit | None = None) -> Mapping[str, Text]:
    """Return what is wrong with the addresses that do not lead to a page that everybody can open.

    Args:
        addresses: with or without `https://`.
        visit: opens one, and returns what is wrong with it.
    """
    if visit is None:
        from ita_sync.checks import online  # what speaks to the network is slow to import

        visit = online.visit
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(_whole(address)).netloc.casefold()].append(address)

    def of_host(its: Sequence[str]) -> dict[str, Text]:
        found = {address: visit(_whole(address)) for address in its}
        return {address: wrong[0].what for address, wrong in found.items() if wrong}

    with ThreadPoolExecutor(HOSTS) as pool:
        found = pool.map(of_host, by_host.values())
        return {address: what for each in found for address, what in each.items()}


def _whole(address: str) -> str:
    return address if "://" in address else f"https://{address}"
