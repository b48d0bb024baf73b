"""A key worth nothing, and servers on loopback."""

from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.google.endpoint import Endpoint, serving


@pytest.fixture(scope="session")
def service_account() -> dict[str, Any]:
    """Return a key file's content, made here and worth nothing."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return {
        "type": "service_account",
        "client_email": "robot@project.example",
        "token_uri": "https://oauth2.googleapis.com/token",
        "private_key": pem.decode(),
    }


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """Return a server that gives tokens."""
    with serving() as found:
        yield found


@pytest.fixture
def spreadsheets() -> Iterator[Endpoint]:
    """Return a server that stands for the Sheets API."""
    with serving() as found:
        found.answer(404, {"error": {"code": 404, "message": "none"}})
        yield found
