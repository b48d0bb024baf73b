"""Why a connection to a web site failed, in words of ours; those of the system are in English."""

import errno
import http.client
import socket
import ssl

from ita_sync.errors import os_reason
from ita_sync.i18n import T, Text

_CERTIFICATE = {
    9: T("the site's certificate is not valid yet"),
    10: T("the site's certificate has expired"),
    18: T("the site's certificate is signed by the site itself"),
    62: T("the site's certificate is for another name"),
}
"""By the number that OpenSSL gives the reason (X509_V_ERR_…)."""

_UNTRUSTED = T("the site's certificate is not trusted")
_REFUSED = T("the site refuses the connection")
_BROKEN_OFF = T("the site broke off the connection")
_UNREACHABLE = T("the site cannot be reached from this network")
_FORBIDDEN = T("this machine or its network forbids the connection")

_NETWORK = {
    errno.ECONNREFUSED: _REFUSED,
    errno.ECONNRESET: _BROKEN_OFF,
    errno.ECONNABORTED: _BROKEN_OFF,
    errno.EPIPE: _BROKEN_OFF,
    errno.ENETUNREACH: _UNREACHABLE,
    errno.EHOSTUNREACH: _UNREACHABLE,
    errno.ENETDOWN: _UNREACHABLE,
    errno.EADDRNOTAVAIL: _UNREACHABLE,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
}


def network_reason(error: OSError | http.client.HTTPException | ValueError) -> Text:
    """Return why a page could not be fetched."""
    match error:
        case ssl.SSLCertVerificationError():
            return _CERTIFICATE.get(error.verify_code, _UNTRUSTED)
        case ssl.SSLError():
            return T("the site offers no secure connection")
        case socket.gaierror() if error.errno == socket.EAI_AGAIN:
            return T("names of sites cannot be looked up now")
        case socket.gaierror():
            return T("no site of this name was found")
        case http.client.RemoteDisconnected():
            return _BROKEN_OFF
        case OSError():
            return _NETWORK.get(error.errno or 0) or os_reason(error)
        case http.client.HTTPException():
            return T("what answered is not a web site")
    return T("the name of the site is not valid")
