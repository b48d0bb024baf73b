"""Failures of connections in words."""

import errno
import http.client
import socket
import ssl

import pytest

from ita_sync.links.reasons import network_reason


def refused(number: int) -> ssl.SSLCertVerificationError:
    """Return the error of a certificate that is refused for a reason of OpenSSL's."""
    error = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED]")
    error.verify_code = number
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (refused(10), "the site's certificate has expired"),
        (refused(18), "the site's certificate is signed by the site itself"),
        (refused(62), "the site's certificate is for another name"),
        (refused(20), "the site's certificate is not trusted"),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER]"), "the site offers no secure connection"),
        (socket.gaierror(socket.EAI_NONAME, "x"), "no site of this name was found"),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "names of sites cannot be looked up now"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), "the site refuses the connection"),
        (ConnectionResetError(errno.ECONNRESET, "x"), "the site broke off the connection"),
        (http.client.RemoteDisconnected("x"), "the site broke off the connection"),
        (OSError(errno.ENETUNREACH, "x"), "the site cannot be reached from this network"),
        (OSError(errno.EACCES, "x"), "this machine or its network forbids the connection"),
        (OSError(errno.EMFILE, "x"), "too many files are open"),
        (OSError("x"), "no reason given"),
        (http.client.BadStatusLine("x"), "what answered is not a web site"),
        (UnicodeError("label too long"), "the name of the site is not valid"),
    ],
)
def test_reasons(error: OSError | http.client.HTTPException | ValueError, expected: str) -> None:
    """Each failure has words of our own, never the system's."""
    assert str(network_reason(error)) == expected
