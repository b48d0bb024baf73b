"""Which addresses belong to the internet, and how a browser reads the name of a site."""

import ipaddress
import unicodedata
from collections.abc import Iterator

from ita_sync import thai

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that is given out; the rest is private, reserved, or wraps an address of IPv4."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "2002::/16", "3fff::/20"),
    )
)
"""What Python, or an older one, takes for public.

Where Azure tells a machine its secrets, protocols (RFC 6890; Oracle's 192.0.0.192), relays that are
no more and what they led to (RFC 7526), examples (RFC 9637).
"""
_ISATAP, _ISATAP_MASK = 0x5EFE, 0xFDFFFFFF
_DOTS = str.maketrans("。．｡", "...")


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the internet, whatever it is wrapped in.

    Raises:
        ValueError: it is none.
    """
    return _is_public(ipaddress.ip_address(address.partition("%")[0]))


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(ip, ipaddress.IPv4Address):
        return _is_given_out(ip)
    if ip.ipv4_mapped or ip in _NAT64:
        return _is_given_out(_last_of(ip))
    own = ip in _GLOBAL_UNICAST and _is_given_out(ip)
    return own and all(map(_is_given_out, _wrapped(ip)))


def _is_given_out(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    special = any(ip in network for network in _SPECIAL)
    return ip.is_global and not ip.is_multicast and not special


def _wrapped(ip: ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """Yield the addresses of IPv4 to which routers may take what is sent to one of IPv6."""
    yield from ip.teredo or ()
    if int(ip) >> 32 & _ISATAP_MASK == _ISATAP:  # RFC 5214
        yield _last_of(ip)


def _last_of(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    """Return the address of IPv4 in the last four bytes."""
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)


def as_read(host: str) -> str:
    """Return a host as browsers read it: `①②⑦.0.0.1` is 127.0.0.1 (UTS #46)."""
    plain = unicodedata.normalize("NFKC", host.translate(_DOTS)).casefold()
    return thai.clean(plain)  # NFKC parts sara am
