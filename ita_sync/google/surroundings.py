"""The way to Google as the environment describes it: refused in words before anything is sent."""

import os
from collections.abc import Iterator
from pathlib import Path

from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies, prepend_scheme_if_needed, select_proxy
from urllib3.util import parse_url

from ita_sync import files
from ita_sync.errors import ConfigError, os_reason
from ita_sync.i18n import T

_CERTIFICATES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Variables that name the certificates to trust; requests takes the first that is set."""
_KEYS = "SSLKEYLOGFILE"
"""The variable that names a file for the keys of each connection, made if it is not there."""


def check(address: str) -> None:
    """Refuse an environment from which `address` cannot be reached, whatever the network does.

    Raises:
        ConfigError: `file-unreadable`, one that a variable names; `proxy-unusable`, whose address
            is not quoted, as it may hold a password.
    """
    _check_files()
    try:
        proxy = select_proxy(address, get_environ_proxies(address))
        usable = not proxy or _is_usable(prepend_scheme_if_needed(proxy, "http"))
    except Exception:  # noqa: BLE001 - what an odd address makes requests raise has no end
        usable = False
    if not usable:
        raise ConfigError(
            "proxy-unusable",
            T("The environment names a proxy (HTTPS_PROXY, ALL_PROXY) whose address is none."),
            next_step=T("Write it as http://HOST:PORT, or remove the variable."),
        )


def _is_usable(proxy: str) -> bool:
    """Say whether requests could begin with a proxy; it raises all sorts of errors if not."""
    HTTPAdapter().proxy_manager_for(proxy)
    return bool(parse_url(proxy).host)


def _check_files() -> None:
    """Look at the files that requests and TLS would open: at a pipe they would wait for ever."""
    for name, path in _named():
        try:
            with files.opened(path):
                pass
        except OSError as error:
            reason = os_reason(error)
            raise ConfigError(
                "file-unreadable",
                T("{path} ({name}) cannot be read: {reason}", path=path, name=name, reason=reason),
                next_step=T("Correct the variable, or remove it."),
            ) from None


def _named() -> Iterator[tuple[str, Path]]:
    """Yield each variable that names such a file, and the file."""
    certificates = next((name for name in _CERTIFICATES if os.environ.get(name)), None)
    if certificates and not files.is_folder(path := Path(os.environ[certificates])):
        yield certificates, path
    if os.environ.get(_KEYS) and files.is_taken(path := Path(os.environ[_KEYS])):
        yield _KEYS, path
