"""Which addresses belong to the internet."""

import pytest

from ita_sync.links import addresses


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to refuse
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("2002:808:808::", False),  # RFC 7526: nobody takes it on
        # Wrapped in every other way, for the loopback, the office, the metadata of a cloud.
        ("::ffff:127.0.0.1", False),
        ("::ffff:a9fe:a9fe", False),
        ("::ffff:0:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("64:ff9b::127.0.0.1", False),
        ("64:ff9b::169.254.169.254", False),
        ("64:ff9b::8.8.8.8", True),
        ("64:ff9b:1::8.8.8.8", False),
        ("2002:7f00:1::", False),
        ("2002:a9fe:a9fe::1", False),
        ("2001:0:808:808:0:ffff:80ff:fffe", False),
        ("2001:4860::5efe:127.0.0.1", False),
        ("2001:4860::200:5efe:10.0.0.1", False),
        # What clouds tell their machines' secrets from.
        ("168.63.129.16", False),
        ("::ffff:168.63.129.16", False),
        ("100.100.100.200", False),
        ("192.0.0.192", False),
        ("fd00:ec2::254", False),
        # Reserved, for documents, for groups.
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("198.18.0.1", False),
        ("192.0.2.1", False),
        ("ff02::1", False),
        ("fec0::1", False),
        ("2001:db8::1", False),
        ("3fff::1", False),
        ("5f00::1", False),
        ("100::1", False),
        ("4000::1", False),
    ],
)
def test_public_addresses(address: str, expected: bool) -> None:  # noqa: FBT001 - the value expected
    """Only addresses of the internet are public, however they are wrapped."""
    assert addresses.is_public(address) is expected
