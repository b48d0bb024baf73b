"""Sites by their names."""

import pytest

from ita_sync.links import web

SITE = "https://www.chaturat.go.th/ita/r.pdf"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("http://chaturat.go.th/x", True),
        ("https://ita.chaturat.go.th:8443/", True),
        ("https://www.CHATURAT.go.th./", True),
        ("https://www.banmai.go.th/ita/r.pdf", False),
        ("https://www.chaturat.or.th/", False),
        ("https://chaturat.go.th.casino.example/", False),
        ("https://8.8.8.8/", False),
    ],
)
def test_names_of_one_site(other: str, *, expected: bool) -> None:
    """Parts of a site and its two schemes are one; names that are given out beside it are not."""
    assert web.same_site(SITE, other) is expected


def test_sites_of_one_owner() -> None:
    """Drive hands documents over to another name; addresses are no names with parts."""
    assert web.same_site("https://drive.google.com/uc?id=1", "https://x.googleusercontent.com/1")
    assert not web.same_site("https://drive.google.com/uc?id=1", "https://google.com.example/1")
    assert not web.same_site("http://8.8.8.8/r", "http://1.1.8.8/r")
    assert web.same_site("http://เทศบาล.ไทย/r", "http://www.เทศบาล.ไทย/r")
    assert web.site_of("https://th/") == "th"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.go.th", True),
        ("https://a.go.th/", True),
        ("https://a.go.th/index.php", True),
        ("https://a.go.th/Home", True),
        ("https://a.go.th/main.aspx", True),
        ("https://a.go.th/?id=1", False),
        ("https://a.go.th/homework.pdf", False),
        ("https://a.go.th/ita/index.php", False),
        ("https://a.go.th/r.pdf", False),
    ],
)
def test_start_pages(url: str, *, expected: bool) -> None:
    """A page of its own name is no start page, nor is one that is asked for something."""
    assert web.is_start(url) is expected


def test_parts_of_a_site_are_of_it() -> None:
    """By whole labels: a name that merely ends so is another one."""
    assert web.is_of("bit.ly", web.SHORTENERS)
    assert web.is_of("m.facebook.com", web.SOCIAL_SITES)
    assert not web.is_of("rabbit.ly", web.SHORTENERS)
    assert not web.is_of("facebook.com.example", web.SOCIAL_SITES)
