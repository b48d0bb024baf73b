"""Gspread talks to the sandbox: through the adapter without a socket, and over HTTP on loopback."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gspread
import pytest
import requests

from ita_sync.sandbox import Fault, Sandbox, SandboxAdapter, serve, session
from ita_sync.sandbox.server import build_server
from tests.sandbox.talk import BOOK, ROOT

API = "https://sheets.googleapis.com/"


def client_of(session: requests.Session) -> gspread.Client:
    """Gspread over a session, without credentials."""
    return gspread.Client(auth=None, session=session)  # type: ignore[arg-type]  # a session needs none


@pytest.fixture
def local(box: Sandbox) -> Iterator[requests.Session]:
    """A session on the adapter."""
    with session(box) as made:
        yield made


@pytest.fixture
def served(box: Sandbox) -> Iterator[requests.Session]:
    """A session on a server in a thread."""
    server = build_server(box)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with session(f"http://127.0.0.1:{server.server_port}") as made:
        yield made
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.mark.parametrize("way", ["local", "served"])
def test_gspread_reads_and_writes(way: str, request: pytest.FixtureRequest) -> None:
    """Open, read, append, update in batches, add and delete tabs."""
    client = client_of(request.getfixturevalue(way))
    book = client.open_by_key(BOOK)
    sheet = book.worksheet("Data")
    sheet.append_row(["c", "สาม", 3])
    assert sheet.get_all_values()[2:] == [["b", "two", "2"], ["c", "สาม", "3"]]
    sheet.batch_update([{"range": "A5:C5", "values": [["d", "four", 4]]}])
    assert sheet.row_values(5) == ["d", "four", "4"]
    assert sheet.get_all_records()[-1] == {"id": "d", "name": "four", "score": 4}
    found = sheet.find("four")
    assert found is not None
    assert (found.row, found.col) == (5, 2)
    body = {
        "requests": [
            {"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 1}}}
        ]
    }
    book.batch_update(body)
    assert sheet.acell("A2").value == "id"
    extra = book.add_worksheet("More", 2, 2)
    book.del_worksheet(extra)
    assert [each.title for each in book.worksheets()] == ["Data", "Other"]


@pytest.mark.parametrize("way", ["local", "served"])
def test_gspreads_everyday_calls(way: str, request: pytest.FixtureRequest) -> None:
    """What a gspread program does with a spreadsheet, its tabs, rows, cells and ranges."""
    client = client_of(request.getfixturevalue(way))
    created = client.create('ตาราง "1"\'s')
    assert client.open("A book").id == BOOK
    assert [each.title for each in client.openall()] == ["A book", 'ตาราง "1"\'s']
    sheet = created.sheet1
    sheet.update([["b", 2], ["a", 10], ["c", "=1/4"]], "A1", raw=False)
    assert sheet.get_all_values() == [["b", "2"], ["a", "10"], ["c", "0.25"]]
    sheet.sort((2, "des"))
    assert sheet.col_values(1) == ["a", "b", "c"]
    sheet.insert_row(["name", "score"], 1)
    sheet.insert_cols([["n", 1, 2, 3]], 1)
    sheet.delete_columns(1)
    sheet.delete_rows(3)
    assert sheet.get("A1:B3") == [["name", "score"], ["a", "10"], ["c", "0.25"]]
    assert [each.address for each in sheet.findall("c")] == ["A3"]
    sheet.format("A1:B1", {"textFormat": {"bold": True}, "backgroundColor": {"red": 0.5}})
    sheet.update_note("A1", "หมายเหตุ")
    assert sheet.get_note("A1") == "หมายเหตุ"
    sheet.merge_cells("A5:B5")
    sheet.copy_range("A2:B3", "D2")
    sheet.cut_range("D2:E2", "G2")
    assert sheet.row_values(2) == ["a", "10", "", "", "", "", "a", "10"]
    sheet.hide_rows(1, 2)
    sheet.freeze(rows=1)
    sheet.set_basic_filter("A1:B3")
    sheet.clear_basic_filter()
    sheet.add_protected_range("A1:B1")
    sheet.update_tab_color("#ff7f00")
    assert sheet.get_tab_color() == "#FF7F00"
    sheet.batch_clear(["A2:B2"])
    sheet.resize(10, 12)
    created.update_title("renamed")
    assert client.open("renamed").sheet1.get("A1:B3") == [["name", "score"], [], ["c", "0.25"]]
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open("none")


def test_a_session_is_for_this_machine_only(tmp_path: Path) -> None:
    """An address elsewhere is refused, a path opens its file, and no proxy comes between."""
    with pytest.raises(ValueError, match="this machine only"):
        session("https://example.org/")
    with session(tmp_path / "new.sqlite") as made:
        assert client_of(made).openall() == []
        assert not made.trust_env


@pytest.mark.parametrize("way", ["local", "served"])
def test_gspread_sees_googles_errors(
    way: str, request: pytest.FixtureRequest, box: Sandbox
) -> None:
    """Not found, refused, not shared, and a body that is no JSON."""
    client = client_of(request.getfixturevalue(way))
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key("unknown")
    book = client.open_by_key(BOOK)
    with pytest.raises(gspread.exceptions.APIError) as refusal:
        book.batch_update({"requests": [{"deleteSheet": {"sheetId": 9}}]})
    assert refusal.value.code == 400
    box.fault(Fault("http-403", match="any"))
    with pytest.raises(PermissionError):
        client.open_by_key(BOOK)
    box.fault(Fault("http-502-html", match="any"))
    with pytest.raises(gspread.exceptions.APIError) as broken:
        book.fetch_sheet_metadata()
    assert broken.value.response.status_code == 502


@pytest.mark.parametrize("way", ["local", "served"])
@pytest.mark.parametrize("name", ["refused", "cut"])
def test_a_lost_connection_is_a_connection_error(
    name: str, way: str, request: pytest.FixtureRequest, box: Sandbox
) -> None:
    """After the request was applied, nothing came back."""
    way_in = request.getfixturevalue(way)
    box.fault(Fault(name, when="after"))
    with pytest.raises(requests.ConnectionError):
        way_in.post(f"{API}{ROOT[1:]}/values/Data!A1:clear")
    assert box.rows(BOOK, "Data")[0] == [None, "name", "score"]


@pytest.mark.parametrize("way", ["local", "served"])
def test_a_timeout_is_a_read_timeout(
    way: str, request: pytest.FixtureRequest, box: Sandbox
) -> None:
    """The client gives up; the server lets the connection go."""
    way_in = request.getfixturevalue(way)
    box.fault(Fault("hang", match="any"))
    with pytest.raises(requests.ReadTimeout):
        way_in.get(f"{API}{ROOT[1:]}", timeout=(5, 0.2))
    assert way_in.get(f"{API}{ROOT[1:]}").status_code == 200


@pytest.mark.parametrize(
    ("timeout", "waited"), [((3, 7.5), 7.5), (4, 4.0), (None, 300.0), ((3, None), 300.0)]
)
def test_the_adapter_says_how_long_the_client_would_have_waited(
    box: Sandbox, timeout: float | tuple[float, float | None] | None, waited: float
) -> None:
    """So that a test can move its clock instead of waiting."""
    seen: list[float] = []
    box.fault(Fault("hang", match="any"))
    with requests.Session() as way_in:
        way_in.mount(API, SandboxAdapter(box, on_wait=seen.append))
        with pytest.raises(requests.ReadTimeout):
            way_in.get(f"{API}{ROOT[1:]}", timeout=timeout)
    assert seen == [waited]


def _serve(path: Path, port: Any) -> None:
    serve(Sandbox(path), on_ready=port.put)


@pytest.mark.skipif(
    sys.platform == "win32", reason="Ctrl-C reaches a child of its own group only on POSIX"
)
def test_ctrl_c_ends_the_server(box: Sandbox) -> None:
    """It serves from another process, and ends without a word."""
    context = multiprocessing.get_context("spawn")
    ports = context.Queue()
    process = context.Process(target=_serve, args=(box.path, ports))
    process.start()
    try:
        port = ports.get(timeout=60)
        with requests.Session() as way_in:
            way_in.trust_env = False
            reply = way_in.get(
                f"http://127.0.0.1:{port}{ROOT}", params={"fields": "properties.title"}, timeout=30
            )
            assert reply.json() == {"properties": {"title": "A book"}}
        assert process.pid is not None
        os.kill(process.pid, signal.SIGINT)
        process.join(30)
        assert process.exitcode == 0
    finally:
        process.kill()
        process.join()
        ports.close()
