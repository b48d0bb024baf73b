"""Checks of the link."""

from collections.abc import Callable, Mapping

import pytest

Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"url": "https://www.chaturat.go.th/ita/2566/report.pdf"}, []),
    ({"url": "https://เทศบาล.ไทย/รายงาน 2566.pdf"}, ["URL-FORM"]),
    ({"url": "https://เทศบาล.ไทย/รายงาน-๒๕๖๖.pdf"}, []),
    ({"url": "https://ที่นี่.ไทย/รายงาน-๒๕๖๖.pdf"}, []),
    ({"url": "https://www.chaturat.go.th/X"}, []),
    ({"url": "https://www.chaturat.go.th../r.pdf"}, ["URL-FORM"]),
    ({"url": "https://chaturat.go.th:8443/r.pdf?id=1#page=2"}, []),
    ({"url": "https://8.8.8.8/r.pdf"}, []),
    ({"url": "#"}, ["URL-FORM"]),
    ({"url": "www.chaturat.go.th/r.pdf"}, ["URL-FORM"]),
    ({"url": "ftp://chaturat.go.th/r.pdf"}, ["URL-FORM"]),
    ({"url": "file:///C:/ITA/r.pdf"}, ["URL-FORM"]),
    ({"url": "C:\\ITA\\r.pdf"}, ["URL-FORM"]),
    ({"url": "javascript:alert(1)"}, ["URL-FORM"]),
    ({"url": "https:///r.pdf"}, ["URL-FORM"]),
    ({"url": "https://chaturat..go.th/r.pdf"}, ["URL-FORM"]),
    ({"url": "https://chaturat.go.th:99999/r.pdf"}, ["URL-FORM"]),
    ({"url": "https://[::1/r.pdf"}, ["URL-FORM"]),
    ({"url": "https://a@chaturat.go.th/r.pdf"}, ["URL-USER"]),
    ({"url": "https://a:b@chaturat.go.th/r.pdf"}, ["URL-USER"]),
    ({"url": "https://localhost/r.pdf"}, ["URL-LOCAL"]),
    ({"url": "https://fileserver/r.pdf"}, ["URL-LOCAL"]),
    ({"url": "https://nas.local/r.pdf"}, ["URL-LOCAL"]),
    ({"url": "https://192.168.1.10/r.pdf"}, ["URL-LOCAL"]),
    ({"url": "https://127.0.0.1/r.pdf"}, ["URL-LOCAL"]),
    ({"url": "https://[fe80::1]/r.pdf"}, ["URL-LOCAL"]),
    ({"url": "https://2130706433/r.pdf"}, ["URL-LOCAL"]),
    ({"url": "https://itas.nacc.go.th/go/eit/abc123"}, ["URL-SURVEY"]),
    ({"url": "https://www.nacc.go.th/r.pdf"}, []),
    ({"url": "https://forms.gle/abcdefgh12345"}, ["URL-SURVEY"]),
    ({"url": "https://docs.google.com/forms/d/e/1/viewform"}, ["URL-SURVEY"]),
    ({"url": "https://accounts.google.com/ServiceLogin?continue=x"}, ["URL-LOGIN"]),
    ({"url": "https://banmai-my.sharepoint.com/personal/r.pdf"}, ["URL-LOGIN"]),
    ({"url": "https://www.chaturat.go.th/wp-login.php?redirect_to=r"}, ["URL-LOGIN"]),
    ({"url": "https://www.chaturat.go.th/logins/r.pdf"}, []),
    ({"url": "https://test.chaturat.go.th/r.pdf"}, ["URL-TEST"]),
    ({"url": "https://ita-dev2.chaturat.go.th/r.pdf"}, ["URL-TEST"]),
    ({"url": "https://ab12.ngrok-free.app/r.pdf"}, ["URL-TEST"]),
    ({"url": "https://www.testament.go.th/r.pdf"}, []),
    ({"url": "https://www.chaturat.go.th/"}, ["URL-HOME"]),
    ({"url": "https://www.chaturat.go.th/#"}, ["URL-HOME"]),
    ({"url": "https://www.chaturat.go.th/?id=12"}, []),
    ({"url": "https://drive.google.com/drive/my-drive"}, ["URL-DRIVE"]),
    ({"url": "https://0177.0.0.1/r.pdf"}, ["URL-FORM"]),
    ({"url": "https://10.1/r.pdf"}, ["URL-FORM"]),
    ({"url": "https://192.168.0.0x1/r.pdf"}, ["URL-FORM"]),
    ({"url": "https://drive.google.com/file/d/1/view?usp=drive_fs"}, ["URL-DRIVE"]),
    ({"url": "https://docs.google.com/document/d/1/edit?usp=sharing"}, ["URL-DRIVE"]),
    ({"url": "https://drive.google.com/drive/u/0/folders/1"}, ["URL-DRIVE"]),
    ({"url": "https://drive.google.com/file/d/1/view?usp=sharing"}, []),
    ({"url": "https://www.chaturat.example/r.pdf"}, ["URL-RESERVED"]),
    ({"url": "https://example.com/r.pdf"}, ["URL-RESERVED"]),
    ({"url": "https://www.example.org./r.pdf"}, ["URL-RESERVED"]),
    ({"url": "https://ita.test/r.pdf"}, ["URL-RESERVED"]),
    ({"url": "https://myexample.com/r.pdf"}, []),
    ({"url": "http://www.chaturat.go.th/r.pdf"}, ["URL-HTTP"]),
    ({"url": "https://www.chaturat.go.th/2565/r.pdf"}, ["URL-YEAR"]),
    ({"url": "https://www.chaturat.go.th/2567/r.pdf"}, []),
    ({"url": "https://www.chaturat.go.th/1256500/r.pdf"}, []),
    (
        {"url": "https://www.chaturat.go.th/%E0%B9%92%E0%B9%95%E0%B9%96%E0%B9%95/r.pdf"},
        ["URL-YEAR"],
    ),
    ({"url": "https://www.chaturat.go.th/ITA65/r.pdf"}, ["URL-YEAR"]),
    ({"url": "https://www.chaturat.go.th/ita-66/r.pdf"}, []),
    ({"url": "https://www.chaturat.go.th/digital65/r.pdf"}, []),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_link(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each link gives exactly these codes."""
    assert codes(edits) == expected
