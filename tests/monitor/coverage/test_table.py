"""The table as a spreadsheet opens it: a line for each thing to be done, nothing that runs."""

import csv
import io

from ita_sync.i18n import T
from ita_sync.monitor.coverage.findings import Found, Presence
from ita_sync.monitor.coverage.table import to_csv
from tests.monitor.coverage.test_page import MISSING, agency, coverage


def lines(data: bytes) -> list[list[str]]:
    """Return the cells as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_file_is_as_excel_and_rfc_4180_want_it() -> None:
    """A byte-order mark, CRLF, as many cells in each line, quotes doubled."""
    what = T("Row {row}: “{said}” is of no agency in the list", row=9, said='a,"b"')
    data = to_csv(coverage(strays=(Found(Presence.UNKNOWN, (9,), what),)), "en")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    assert b'""b""' in data
    assert {len(line) for line in lines(data)} == {8}


def test_each_agency_has_a_line_and_each_finding() -> None:
    """Complete ones, too: the file is the whole list."""
    double = Found(Presence.DOUBLE, (3, 9), T("Rows {rows} are all its", rows=(3, 9)))
    found = coverage(
        agency("5360601", "จัตุรัส", "จัตุรัส"),
        agency("5360602", "หนองบัวโคก", "จัตุรัส", double, MISSING),
    )
    en, th = lines(to_csv(found, "en")), lines(to_csv(found, "th"))
    assert [line[0] for line in en] == ["Code", "5360601", "5360602", "5360602"]
    assert en[1] == ["5360601", "เทศบาลตำบลจัตุรัส", "จัตุรัส", "ชัยภูมิ", "Complete", "", "", ""]
    assert en[2][4:7] == ["More than one row", "3, 9", "Rows 3, 9 are all its"]
    assert th[0][:4] == ["รหัส", "หน่วยงาน", "อำเภอ", "จังหวัด"]
    assert th[3][7].startswith("แจ้งให้หน่วยงานส่งรายงาน")


def test_nothing_in_it_is_run_or_hidden() -> None:
    """What begins like a formula gets an apostrophe; what nobody sees is shown by its code."""
    found = coverage(agency("5360601", "x", "=1+1"), agency("5360602", "y", "\u202e@SUM(A1)"))
    texts = [line[2] for line in lines(to_csv(found, "en"))[1:]]
    assert texts == ["'=1+1", "\\u202e@SUM(A1)"]
