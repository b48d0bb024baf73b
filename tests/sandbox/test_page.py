"""The practice sheet as a page: everything shown, nothing run, nothing counted."""

import base64
import hashlib
import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ita_sync.sandbox import Fault, Sandbox
from ita_sync.sandbox.page import HEADERS, ROWS_A_PAGE, page
from tests.sandbox.talk import BOOK, Clock, Talk

Attributes = dict[str, str | None]


class Seen(HTMLParser):
    """What a browser finds: rows of cells (class, text), links, all text, tags and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.rows: list[list[tuple[str, str]]] = []
        self.links: list[tuple[Attributes, str]] = []
        self.text = ""
        self._cell: str | None = None
        self._in_link = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a row, a cell or a link."""
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append((dict(attrs).get("class") or "", ""))
            self._cell = tag
        elif tag == "a":
            self.links.append((dict(attrs), ""))
            self._in_link = True

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or a link."""
        if tag == self._cell:
            self._cell = None
        elif tag == "a":
            self._in_link = False

    def handle_data(self, data: str) -> None:
        """Add text to what is open."""
        self.text += data
        if self._cell:
            kind, text = self.rows[-1][-1]
            self.rows[-1][-1] = (kind, text + data)
        if self._in_link:
            attributes, text = self.links[-1]
            self.links[-1] = (attributes, text + data)


def look(box: Sandbox, status: int = 200, **query: str) -> Seen:
    """The page that a query gives."""
    found, text = page(box, list(query.items()))
    assert found == status
    return Seen(text)


def cells(seen: Seen) -> list[list[str]]:
    """The texts of the table."""
    return [[text.strip() for _, text in row] for row in seen.rows]


def test_the_first_tab_of_the_first_spreadsheet(box: Sandbox) -> None:
    """Letters on top, numbers at the left, and plainly practice."""
    seen = look(box)
    assert cells(seen) == [
        ["", "A", "B", "C"],
        ["1", "id", "name", "score"],
        ["2", "a", "one", "1"],
        ["3", "b", "two", "2"],
    ]
    assert [kind for kind, _ in seen.rows[2]] == ["", "", "", "number"]
    assert "ไม่มีข้อมูลใดถูกส่งถึง ป.ป.ช." in seen.text
    assert "nothing here reaches NACC" in seen.text
    assert "แถว 1–3 จาก 3 rows 1–3 of 3" in seen.text
    assert [(each["href"], each.get("aria-current")) for each, _ in seen.links] == [
        ("?book=book&tab=Data", "page"),
        ("?book=book&tab=Other", None),
    ]


def test_nothing_in_a_cell_becomes_markup(talk: Talk) -> None:
    """Texts, notes and titles are escaped; the page runs and loads nothing."""
    bad = "<script>alert('x')</script><img src=x onerror=\"y\">&amp;"
    talk.put("Data!A2", [[bad]])
    note = {"rows": [{"values": [{"note": '"><b>note'}]}], "fields": "note"}
    talk.batch(
        {"updateCells": {"start": {"rowIndex": 1}} | note},
        {"updateSheetProperties": {"properties": {"title": "<i>'Data'"}, "fields": "title"}},
        {
            "updateSpreadsheetProperties": {
                "properties": {"title": "</title><u>"},
                "fields": "title",
            }
        },
    )
    status, text = page(talk.box)
    seen = Seen(text)
    assert status == 200
    assert cells(seen)[2][1] == bad
    assert escape('"><b>note') in text
    assert not seen.tags & {"script", "img", "b", "i", "u", "link", "form", "iframe"}
    assert not {name for name in seen.names if name.startswith("on") or name == "style"}


def test_the_policy_lets_through_the_page_s_own_style_only(box: Sandbox) -> None:
    """The digest in the header is the one of the style in the page."""
    style = re.findall("<style>(.*?)</style>", page(box)[1], re.DOTALL)
    (digest,) = [
        base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in style
    ]
    assert HEADERS["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors 'none'"
    )


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        ("https://example.org/?a=1&b=2", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        (" data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("http://[", False),
    ],
)
def test_only_addresses_of_web_pages_are_links(talk: Talk, uri: str, shown: bool) -> None:  # noqa: FBT001 - a case
    """A link does not give away where it stood; everything else is plain text."""
    cell = {
        "userEnteredValue": {"stringValue": "open"},
        "userEnteredFormat": {"textFormat": {"link": {"uri": uri}}},
    }
    fields = "userEnteredValue,userEnteredFormat.textFormat.link"
    talk.batch(
        {"updateCells": {"start": {"rowIndex": 1}, "rows": [{"values": [cell]}], "fields": fields}}
    )
    seen = look(talk.box)
    assert cells(seen)[2][1] == "open"
    outward = [attributes for attributes, text in seen.links if text == "open"]
    assert outward == (
        [{"href": uri, "target": "_blank", "rel": "noreferrer noopener"}] if shown else []
    )


def test_what_is_hidden_is_marked(talk: Talk) -> None:
    """Rows, columns and tabs that a person would not see are there, and say so."""
    hide = {"properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    other = talk.get()["sheets"][1]["properties"]["sheetId"]
    shut = {
        "range": {"startRowIndex": 0, "endRowIndex": 3},
        "criteria": {"1": {"hiddenValues": ["two"]}},
    }
    talk.batch(
        {
            "updateDimensionProperties": {
                "range": {"dimension": "ROWS", "startIndex": 1, "endIndex": 2}
            }
            | hide
        },
        {
            "updateDimensionProperties": {
                "range": {"dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
            }
            | hide
        },
        {
            "updateSheetProperties": {
                "properties": {"sheetId": other, "hidden": True},
                "fields": "hidden",
            }
        },
        {"setBasicFilter": {"filter": shut}},
    )
    seen = look(talk.box)
    assert [row[0] for row in cells(seen)] == ["", "1", "2ซ่อน · hidden", "3กรองออก · filtered"]
    assert cells(seen)[0][3] == "C ซ่อน · hidden"
    assert cells(seen)[2][1:] == ["a", "one", "1"]
    assert seen.links[1][0]["class"] == "hidden"
    assert seen.links[1][1].startswith("Other ซ่อน · hidden")


def test_many_rows_are_turned_over_in_pages(box: Sandbox) -> None:
    """Two hundred a page, with links on and back; a number out of range gives the nearest."""
    rows = [[number, "x"] for number in range(1, 10_001)]
    box.ensure("long", "Long", [{"title": "ยาว & ใหญ่", "rows": rows}])
    first = look(box, book="long")
    assert len(first.rows) == 1 + ROWS_A_PAGE
    assert cells(first)[-1] == ["200", "200", "x"]
    tab = "?book=long&tab=%E0%B8%A2%E0%B8%B2%E0%B8%A7+%26+%E0%B9%83%E0%B8%AB%E0%B8%8D%E0%B9%88"
    assert [each["href"] for each, _ in first.links[-2:]] == [f"{tab}&page=2", f"{tab}&page=50"]
    middle = look(box, book="long", tab="ยาว & ใหญ่", page="3")
    assert cells(middle)[1] == ["401", "401", "x"]
    assert [each["href"] for each, _ in middle.links[-4:]] == [
        tab,
        f"{tab}&page=2",
        f"{tab}&page=4",
        f"{tab}&page=50",
    ]
    for asked, at in (
        ("51", "9801"),
        ("0", "1"),
        ("-1", "1"),
        ("x", "1"),
        ("9" * 5000, "1"),
        ("", "1"),
    ):
        assert cells(look(box, book="long", page=asked))[1][0] == at


def test_all_spreadsheets_are_listed_when_there_are_several(box: Sandbox) -> None:
    """In the order they were made."""
    box.ensure("a-second", "Second", [{"title": "T", "rows": [[True, None, "x"]]}])
    seen = look(box, book="a-second")
    assert [(each["href"], each.get("aria-current")) for each, _ in seen.links] == [
        ("?book=book", None),
        ("?book=a-second", "page"),
        ("?book=a-second&tab=T", "page"),
    ]
    assert seen.rows[1] == [("", "1"), ("boolean", "TRUE"), ("", ""), ("", "x")]


def test_what_is_not_there_is_404_with_ways_back(box: Sandbox, tmp_path: Path) -> None:
    """Unknown books and tabs; a blank tab and a box without spreadsheets are no errors."""
    assert "ไม่พบสเปรดชีตนี้" in look(box, 404, book="none").text
    missing = look(box, 404, tab="none")
    assert "ไม่พบแท็บนี้" in missing.text
    assert len(missing.links) == 2
    assert "แท็บนี้ยังว่าง" in look(box, tab="Other").text
    assert "ยังไม่มีสเปรดชีต" in look(Sandbox(tmp_path / "empty.sqlite")).text


def test_a_look_is_not_counted_and_meets_no_fault(box: Sandbox) -> None:
    """The call log and the faults are for clients."""
    box.fault(Fault("http-503", match="any"))
    look(box)
    assert box.calls() == []
    assert box.faults() == [Fault("http-503", match="any")]


def test_a_late_write_is_seen_once_it_has_landed(talk: Talk, clock: Clock) -> None:
    """The page shows the sheet of this moment."""
    talk.box.fault(Fault("late", seconds=10))
    talk.raw("PUT", "/values/Data!A2", {"values": [["late"]]}, [("valueInputOption", "RAW")])
    assert cells(look(talk.box))[2][1] == "a"
    clock.now += 11
    assert cells(look(talk.box, book=BOOK))[2][1] == "late"


def test_a_title_alone_in_its_row_reaches_over_the_table_and_long_texts_scroll(talk: Talk) -> None:
    """So that one text does not make a column or a row larger than the screen."""
    talk.put("Data!A1:C1", [["A long title", "", ""]])
    talk.put("Data!B2", [["x" * 1000]])
    text = page(talk.box)[1]
    assert '<td colspan="3">A long title</td></tr>' in text
    assert f"<td><div>{'x' * 1000}</div></td>" in text
