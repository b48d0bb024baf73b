"""A web address by its text alone: its parts as browsers read them, what its name gives away."""

import re
from urllib.parse import SplitResult, urlsplit

from ita_sync.links.addresses import as_read, is_public

LOGIN_HOST = re.compile(
    r"^(accounts\.google|mail\.google|login\.microsoftonline|login\.live)\.com$|-my\.sharepoint\.com$"
)
SIGN_IN = re.compile(r"(^|/)(wp-login\.php|wp-admin|login|signin|sign-in)(/|$)", re.IGNORECASE)
SHORTENERS = frozenset(
    (
        *("1url.com", "adf.ly", "bit.do", "bit.ly", "bitly.com", "buff.ly", "cutt.ly", "dub.sh"),
        *("goo.gl", "is.gd", "j.mp", "kutt.it", "lin.ee", "linktr.ee", "lnkd.in", "me-qr.com"),
        *("ow.ly", "qr.ae", "qr.io", "qrco.de", "qrcd.org", "rb.gy", "rebrand.ly", "s.id"),
        *("shorturl.asia", "shorturl.at", "shorturl.gg", "short.gy", "surl.li", "t.co", "t.ly"),
        *("tiny.cc", "tinyurl.com", "tny.im", "urlz.fr", "v.gd", "w.wiki"),
    )
)
"""Sites that lend a short address, which leads to another one for as long as they like."""
SOCIAL_SITES = frozenset(
    (
        *("facebook.com", "fb.com", "fb.me", "fb.watch", "instagram.com", "line.me", "threads.com"),
        *("threads.net", "tiktok.com", "twitter.com", "x.com"),
    )
)
"""Sites where people post."""
_ONE_OWNER = (
    frozenset({"google.com", "googleusercontent.com"}),
    frozenset({"dropbox.com", "dropboxusercontent.com"}),
    frozenset({"1drv.ms", "live.com", "sharepoint.com"}),
)
"""Sites that hand a document from one name to the other."""
_THAI_KINDS = frozenset({"ac", "co", "go", "in", "mi", "net", "or"})
"""Second levels of .th, below which names are given out."""
_START = re.compile(r"(/(index|default|home|main)(\.\w{2,5})?)?/*", re.IGNORECASE)
# Browsers read a host that ends in a number as an address, whatever its notation.
_NUMERIC = re.compile(r"(^|\.)(\d+|0x[0-9a-f]*)$")
# Thai vowels and tone marks do not match \w, but Thai domain names contain them.
_HOST = re.compile(r"[\wก-๎-]+(\.[\wก-๎-]+)*|[0-9a-f:.]*:[0-9a-f:.]*")


def split(url: str) -> SplitResult | None:
    """Return the parts of a web address, None if `url` is not one."""
    # urlsplit silently drops tabs and line ends, and browsers read a backslash as a slash.
    if re.search(r"[\s\\<>\"{}|^`]", url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port  # raises if it is not a port
    except ValueError:
        return None
    host = host_of(parts)
    if parts.scheme not in {"http", "https"} or port == 0 or not _HOST.fullmatch(host):
        return None
    address = ":" in host or ("." in host and _NUMERIC.search(host))
    return None if address and public_name(host) is None else parts


def host_of(parts: SplitResult) -> str:
    """Return the host as browsers read it, without the dot that it may end in."""
    return as_read(parts.hostname or "").removesuffix(".")


def public_name(host: str) -> bool | None:
    """Return whether a host is an address of the internet, None if it is no address."""
    try:
        return is_public(host)
    except ValueError:
        return None


def is_of(host: str, sites: frozenset[str]) -> bool:
    """Return whether a host is one of these sites, or a part of one: `m.facebook.com`."""
    labels = host.split(".")
    return any(".".join(labels[at:]) in sites for at in range(len(labels)))


def site_of(url: str) -> str:
    """Return what a site is called without its parts: `chaturat.go.th` of `www.chaturat.go.th`."""
    host = host_of(urlsplit(url))
    if public_name(host) is not None:
        return host
    labels = host.split(".")
    below_kind = labels[-1] == "th" and len(labels) > 1 and labels[-2] in _THAI_KINDS
    return ".".join(labels[-3 if below_kind else -2 :])


def same_site(one: str, other: str) -> bool:
    """Return whether two addresses belong to one site: `www.` or not, https or not."""
    both = {site_of(one), site_of(other)}
    return len(both) == 1 or any(both <= sites for sites in _ONE_OWNER)


def is_start(url: str) -> bool:
    """Return whether an address is that of a start page, where a site sends who asks for nothing.

    Some name it, as `index.php` or `home`.
    """
    parts = urlsplit(url)
    return not parts.query and _START.fullmatch(parts.path) is not None
