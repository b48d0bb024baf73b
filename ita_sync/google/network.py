"""A broken way to Google, in words: what broke, whether the request had left, and who mends it."""

import errno
import re
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ita_sync.errors import ConfigError
from ita_sync.i18n import T, Text

if TYPE_CHECKING:
    import requests


@dataclass(frozen=True)
class Loss:
    """What became of a request that got no answer.

    Attributes:
        words: what broke.
        left: whether the request may have left this machine.
        problem: what the operator has to mend before any request can leave; None where it may pass.
    """

    words: Text
    left: bool = True
    problem: ConfigError | None = None


_NO_NETWORK = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
# The words of http.client, the only ones that say what a proxy answered to CONNECT.
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_LOGIN_WANTED = 407
_MAY_PASS = {408, 429}
_NOT_YET_VALID, _EXPIRED, _OTHER_NAME, _OTHER_NUMBER = 9, 10, 62, 64
"""OpenSSL's numbers of reasons (X509_V_ERR_…)."""
_CERTIFICATE = {
    _NOT_YET_VALID: T("it is not valid yet"),
    _EXPIRED: T("it has expired"),
    _OTHER_NAME: T("it is for another name"),
    _OTHER_NUMBER: T("it is for another name"),
}
OPEN_THE_WAY = T(
    "Ask whoever runs the network to let this computer reach sheets.googleapis.com and "
    "oauth2.googleapis.com, then run again."
)


def loss_of(error: "requests.RequestException") -> Loss:
    """Return what broke. Anything less certain counts as a request that left."""
    found = tuple(_causes(error))
    certificate = next(
        (one for one in found if isinstance(one, ssl.SSLCertVerificationError)), None
    )
    if certificate:  # the handshake failed, before which nothing is sent
        return _to_mend(_certificate(_server(error), certificate.verify_code))
    for one in found:
        if isinstance(one, OSError) and (answer := _TUNNEL.match(str(one))):
            return _tunnel(int(answer[1]))
    return _unconnected(error, found) or Loss(_broken(error, found))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it says it comes of: never what happened to be handled meanwhile."""
    waiting = [error]
    for one in waiting:
        yield one
        inner = (*one.args, getattr(one, "reason", None), one.__cause__)
        waiting += [each for each in inner if isinstance(each, BaseException)]


def _server(error: "requests.RequestException") -> Text | str:
    """Return who was to be reached; of a proxy's address nothing, as it may hold a password."""
    import requests

    if isinstance(error, requests.exceptions.ProxyError):
        return T("the proxy")
    address = error.request.url if error.request is not None else None
    return urlsplit(str(address or "")).hostname or T("the server")


def _certificate(server: Text | str, number: int) -> ConfigError:
    firewall = T(
        "Does the network's firewall open encrypted connections? Get its certificate as a .pem "
        "file and set REQUESTS_CA_BUNDLE to the path of that file."
    )
    clock = T("Set date and time of this computer, then run again.")
    reason = _CERTIFICATE.get(number, T("this computer does not know who issued it"))
    return ConfigError(
        "certificate-refused",
        T(
            "The certificate shown for {server} is not accepted: {reason}",
            server=server,
            reason=reason,
        ),
        next_step=clock if number in {_NOT_YET_VALID, _EXPIRED} else firewall,
    )


def proxy_login() -> ConfigError:
    """Return the error for a proxy that wants to know who asks."""
    return ConfigError(
        "proxy-login",
        T("The proxy of the network wants a user name and a password (407)."),
        next_step=T(
            "Set HTTPS_PROXY to http://USER:PASS@HOST:PORT, with %40 for an @ and %3A for a : "
            "in the password."
        ),
    )


def _tunnel(status: int) -> Loss:
    """Return what it means that a proxy made no connection: nothing went through it."""
    if status == _LOGIN_WANTED:
        return _to_mend(proxy_login())
    if status in range(400, 500) and status not in _MAY_PASS:
        what = T(
            "The proxy of the network lets no connection through to Google ({status}).",
            status=status,
        )
        return _to_mend(ConfigError("way-blocked", what, next_step=OPEN_THE_WAY))
    return Loss(T("the proxy makes no connection ({status})", status=status), left=False)


def _to_mend(problem: ConfigError) -> Loss:
    return Loss(problem.what, left=False, problem=problem)


def _unconnected(
    error: "requests.RequestException", found: tuple[BaseException, ...]
) -> Loss | None:
    """Return what is known of a connection that was never made, None if it may have been."""
    import requests
    from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

    server = _server(error)
    if isinstance(error, requests.exceptions.InvalidSchema):
        return Loss(T("{server} is not where calls may go", server=server), left=False)
    new = next((one for one in found if isinstance(one, NewConnectionError)), None)
    if new:
        return Loss(_unreached(new.__cause__, server), left=False)
    timeouts = requests.ConnectTimeout | ConnectTimeoutError
    if any(isinstance(one, timeouts) for one in found):
        words = T("{server} cannot be reached: no connection in the time allowed", server=server)
        return Loss(words, left=False)
    return None


def _unreached(cause: BaseException | None, server: Text | str) -> Text:
    number = cause.errno if isinstance(cause, OSError) else None
    if isinstance(cause, socket.gaierror) and number == socket.EAI_AGAIN:
        return T(
            "there is no network, or names cannot be looked up there ({server})", server=server
        )
    if isinstance(cause, socket.gaierror):
        # Without a network Windows says the same of every name.
        return T("{server} is not found: is this computer on the network?", server=server)
    if number in _NO_NETWORK:
        return T("there is no network that leads to {server}", server=server)
    if number == errno.ECONNREFUSED:
        return T("{server} refuses the connection", server=server)
    return T("{server} cannot be reached", server=server)


def _broken(error: "requests.RequestException", found: tuple[BaseException, ...]) -> Text:
    """Return what broke once there was a connection, or there may have been."""
    import requests
    from urllib3.exceptions import ReadTimeoutError

    server = _server(error)
    if any(isinstance(one, requests.ReadTimeout | ReadTimeoutError) for one in found):
        return T("{server} gave no answer in the time allowed", server=server)
    if isinstance(error, requests.exceptions.SSLError):
        return T("no secure connection to {server} came about", server=server)
    return T("the connection to {server} was cut", server=server)
