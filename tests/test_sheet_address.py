"""Addresses as people copy them: which spreadsheet and tab, or what else they lead to."""

import pytest

from ita_sync import sheet_address
from tests.test_config_file import ID, SHEETS


@pytest.mark.parametrize(
    ("given", "gid"),
    [
        (f"<https://{SHEETS}/d/{ID}/edit#gid=3>", 3),
        (f'"https://{SHEETS}/d/{ID}/edit?gid=3"', 3),
        (f"“https://{SHEETS}/d/{ID}/edit”", None),
        (f"({SHEETS}/d/{ID})", None),
        (f"\u200bhttps://{SHEETS}/d/{ID}/edit\ufeff", None),
        (f" {ID} ", None),
        (f"spreadsheets/d/{ID}", None),
        (f"/spreadsheets/u/0/d/{ID}/edit#gid=0", 0),
        (f"https://{SHEETS}/u/0/d/{ID}/edit?gid=1&range=A1#gid=1", 1),
        (f"https://{SHEETS}/d/{ID}/edit?range=A1&gid=12&rtpof=true", 12),
        (f"https://{SHEETS}/d/{ID}/export?format=xlsx&id={ID}&gid=4", 4),
        (f"https://{SHEETS}/export?id={ID}&exportFormat=csv", None),
        (f"https://{SHEETS}/ccc?key={ID}&hl=th", None),
        (f"https://{SHEETS}/d/{ID}/copy", None),
        (f"https://{SHEETS}/d/{ID}/preview", None),
        (f"https://{SHEETS}/d/{ID}/htmlview#", None),
        (f"https://{SHEETS}/d/{ID}/htmlembed", None),
        (f"https://docs.google.com/a/moi.go.th/u/1/spreadsheets/d/{ID}/edit", None),
        (f"https://docs.google.com/open?id={ID}", None),
        (f"https://drive.google.com/uc?export=download&id={ID}", None),
        (f"https://www.google.com/url?q=https%3A%2F%2F{SHEETS}/d/{ID}/edit%23gid%3D9&sa=D", 9),
        ("sandbox", None),
    ],
)
def test_where_an_address_leads(given: str, gid: int | None) -> None:
    """Whatever was copied along, it is the same spreadsheet; and the address written of it, too."""
    spreadsheet = sheet_address.spreadsheet_id(given)
    assert spreadsheet == ("sandbox" if given == "sandbox" else ID)
    assert (sheet_address.gid(given), sheet_address.fault(given)) == (gid, None)
    assert sheet_address.spreadsheet_id(sheet_address.address(spreadsheet)) == spreadsheet


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("2PACX-1vQabcdefghijk", "published"),
        (
            "https://docs.google.com/a/moi.go.th/spreadsheets/d/e/2PACX-1/pubhtml",
            "published",
        ),
        (f"{SHEETS}/d/e/2PACX-1vQabc/pub?gid=0&single=true&output=csv", "published"),
        ("spreadsheets/d/e/2PACX-1vQabc/pubhtml", "published"),
        (f"https://doc-0s-1c-sheets.googleusercontent.com/export/x/y/{ID}?format=xlsx", "download"),
        ("https://www.google.com/url?q=https://forms.gle/AbC", "form"),
        ("https://bit.ly/3abc", "other-host"),
        ("https://1drv.ms/x/s!abc", "other-host"),
        (f"https://evil.example/?u={SHEETS}/d/{ID}", "other-host"),
        (f"https://docs.google.com@evil.example/spreadsheets/d/{ID}", "other-host"),
        ("ITA 2566", "spreadsheet"),
        ("", "spreadsheet"),
        ("<>", "spreadsheet"),
    ],
)
def test_what_leads_to_no_spreadsheet(given: str, fault: str) -> None:
    """By its name, with a way to the right address in words."""
    assert sheet_address.fault(given) == fault
    assert fault in sheet_address.FAULTS
