"""The table in a tab: its header, its rows by key, and what differs."""

from decimal import Decimal

import pytest

from ita_sync.config_file import Column
from ita_sync.errors import Exit, ItaSyncError, SheetConflict
from ita_sync.journal import Journal
from ita_sync.monitor import Stood
from ita_sync.publish import Done, Publisher
from ita_sync.report import Report
from tests.promise.edits import delete_cells, delete_row, insert, put
from tests.promise.histories import aimed, leave_open, with_settings
from tests.promise.outcomes import done, failure, plain, words_of
from tests.promise.world import BOOK, TAB, World

# the header


def test_a_header_renamed_before_the_push_is_exit_7_with_a_proposal(world: World) -> None:
    """What was found and a near name are in the details."""
    cell = {"rows": [{"values": [{"userEnteredValue": {"stringValue": "คะแนนรวมทั้งหมด"}}]}]}
    start = {"sheetId": 0, "rowIndex": 1, "columnIndex": 8}
    world.edit({"updateCells": {**cell, "start": start, "fields": "userEnteredValue"}})
    outcome = world.machine().push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.CONFLICT, "header-missing")
    assert any("คะแนนรวมทั้งหมด" in str(detail) for detail in outcome.details)
    assert world.methods().count("WRITE") == 1  # the edit above; ours made none


def test_a_doubled_header_is_exit_7_with_its_columns(world: World) -> None:
    """Nobody can tell which of the two is meant."""
    world.edit(insert("COLUMNS", 3), put(1, 3, " คะแนน รวม "))
    outcome = world.machine().push()
    assert failure(outcome) == (Exit.CONFLICT, "header-doubled")
    assert isinstance(outcome, ItaSyncError)
    assert "D, J" in str(outcome.details[0])


def below_another_header(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a row that looks like the header above it, and configure the right one.

    In the upper row the key has another name.
    """
    first, second, *others = (str(text) for text in world.box.rows(BOOK, TAB)[1])
    other = enumerate([second, first, *others])
    world.edit(insert("ROWS", 1), *(put(1, column, text) for column, text in other))
    aimed(monkeypatch, tab=TAB, header_row=3)


def test_a_configured_header_row_counts_everywhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two rows that look like the header only the configured one is read.

    So it is for planning, settling, explaining and verifying.
    """
    below_another_header(world, monkeypatch)
    machine = world.machine()
    assert done(machine.push()) == Done("written", plain(world.row()), TAB, 4, 1)
    assert done(machine.push()) == Done("already", plain(world.row()), TAB, 4, 1)
    code, (stood,) = machine.verify()
    assert (code, stood) == (Exit.OK, Stood(stood.change, Exit.OK, 4))
    name = world.mine()[0][1]
    world.edit(put(3, 1, "อื่น"))
    assert words_of(machine.push())[1] == "content-differs"
    code, (standing,) = machine.verify()
    assert (code, words_of(standing.problem)[5]) == (
        Exit.FINDINGS,
        [f"Row 4, หน่วยงาน: the sheet has 'อื่น', the report says {name}"],
    )
    with Journal(machine.settings.state, read_only=True) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings, world.clock)
        with pytest.raises(ItaSyncError):
            publisher.plan(world.draft())
        table = publisher.table(publisher.look())
    assert table is not None
    assert table.header_row == 2


def test_a_configured_header_row_counts_when_an_attempt_is_found_changed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the push itself, with the changed cell under its right name; it was written."""
    below_another_header(world, monkeypatch)
    leave_open(world, applied=True)
    world.edit(put(3, 2, "อื่น"))
    world.box.clear_calls()
    machine = world.machine()
    outcome = words_of(machine.push())
    assert (outcome[1], outcome[5]) == (
        "content-differs",
        ["Row 4, อำเภอ: the sheet has 'อื่น', the report says จัตุรัส"],
    )
    assert outcome[3] == "The row was written, once."
    assert world.methods() == ["GET", "GET"]


# rows


def test_rows_are_found_wherever_people_sort_or_move_them(world: World) -> None:
    """By key, not by number: inserted rows, a moved header and a shifted table change nothing."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(insert("ROWS", 0, 3), insert("COLUMNS", 2), insert("ROWS", 5))
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert (outcome.how, outcome.row) == ("already", 7)
    assert machine.verify()[0] == Exit.OK


def test_notes_below_the_table_stay_below(world: World) -> None:
    """The new row goes under the last row of data; nothing is overwritten."""
    assert world.machine().code() == Exit.OK
    rows = world.box.rows(BOOK, TAB)
    assert rows[0] == ["แบบสรุป"]
    assert rows[-1] == ["หมายเหตุ: กรอกภายในกำหนด"]


def test_a_heading_that_names_only_the_district_blocks_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where district and name are the key, a row listed beforehand names both."""
    machine = world.machine()
    keys = {"agency.district", "agency.full_name", "fiscal_year"}
    columns = tuple(c.model_copy(update={"key": c.field in keys}) for c in machine.settings.columns)
    with_settings(machine, monkeypatch, columns=columns)
    world.edit(put(2, 2, "จัตุรัส"))
    assert machine.code() == Exit.OK


def test_last_year_s_row_of_the_same_agency_is_no_trace_of_this_year_s(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With few columns the two share most values.

    A deleted row is still reported as removed, and can be restored.
    """
    few = (
        "agency.code",
        "agency.full_name",
        "agency.district",
        "agency.province",
        "fiscal_year",
        "total",
    )
    machine = world.machine()
    columns = tuple(c for c in machine.settings.columns if c.field in few)
    target = machine.settings.target.model_copy(update={"any_year": True})
    with_settings(machine, monkeypatch, columns=columns, target=target)
    scores = {"fiscal_year": 2565, "total": Decimal("71.9")}
    last_year = world.report.model_copy(update=scores)
    assert machine.code(report=last_year) == Exit.OK
    assert machine.code() == Exit.OK
    world.edit(delete_row(3))
    assert failure(machine.push()) == (Exit.CONFLICT, "row-removed")
    assert machine.code(restore=True) == Exit.OK
    assert len(world.mine()) == 2


# differences


def test_a_column_that_is_blank_for_this_report_is_no_difference(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A constant of spaces is sent and read back as nothing; a long number returns as a double."""
    world.edit(put(1, 20, "ว่าง"), put(1, 21, "ยาว"))
    more = (
        Column(header="ว่าง", constant=" "),
        Column(header="ยาว", constant="0.12345678901234567890"),
    )
    columns = (*world.settings("a").columns, *more)
    machine = with_settings(world.machine(), monkeypatch, columns=columns)
    assert machine.code() == Exit.OK
    assert machine.verify()[0] == Exit.OK


def test_the_link_is_a_link_and_a_link_that_leads_elsewhere_is_a_difference(world: World) -> None:
    """The cell shows the address and leads to it; a changed target under the same text is found."""
    assert world.machine().code() == Exit.OK
    (tab,) = world.box.spreadsheet(BOOK)["sheets"]
    cell = tab["data"][0]["rowData"][2]["values"][15]
    assert cell["userEnteredFormat"]["textFormat"]["link"] == {"uri": world.report.url}
    other = {"userEnteredFormat": {"textFormat": {"link": {"uri": "https://elsewhere.example/"}}}}
    start = {"sheetId": 0, "rowIndex": 2, "columnIndex": 15}
    fields = "userEnteredFormat.textFormat.link"
    world.edit({"updateCells": {"rows": [{"values": [other]}], "start": start, "fields": fields}})
    assert world.machine().verify()[0] == Exit.FINDINGS


def other(report: Report, kind: str, name: str, **changes: object) -> Report:
    """Return the report of an agency without a code."""
    agency = report.agency.model_copy(update={"code": None, "type": kind, "name": name, **changes})
    return report.model_copy(update={"agency": agency})


def test_rows_with_and_without_a_code_stand_below_each_other(world: World) -> None:
    """A new row goes below the last one, whichever key that has; and each is found again."""
    machine = world.machine()
    reports = [
        other(world.report, "วิทยาลัย", "เทคนิคชัยภูมิ"),
        other(world.report, "วิทยาลัย", "อาชีวศึกษาชัยภูมิ"),
        world.report,
        other(world.report, "วิทยาลัย", "เทคนิคชัยภูมิ", province="ขอนแก่น"),
    ]
    for how in ("written", "already"):
        outcomes = [machine.push(report) for report in reports]
        done = [outcome for outcome in outcomes if isinstance(outcome, Done)]
        assert [(one.how, one.row) for one in done] == [(how, 3), (how, 4), (how, 5), (how, 6)]
    assert machine.verify()[0] == Exit.OK
    assert len({change.row.key.identity for change in machine.changes()}) == 4
    rows = world.box.rows(BOOK, TAB)
    assert [row[0] for row in rows[2:6]] == [None, None, "5360601", None]


def test_a_row_without_a_code_is_found_by_machines_that_know_nothing_of_it(world: World) -> None:
    """By name, province and year, in the sheet alone; other content is for a person."""
    report = other(world.report, "โรงพยาบาล", "ชัยภูมิ")
    assert world.machine("a").code(report=report) == Exit.OK
    fresh = world.machine("b").push(report)
    assert isinstance(fresh, Done)
    assert (fresh.how, fresh.row) == ("already", 3)
    changed = report.model_copy(update={"level": "ผ่านดี"})
    refused = world.machine("c").push(changed)
    assert isinstance(refused, SheetConflict)
    assert refused.code == "content-differs"


def test_a_row_without_its_year_names_the_columns_of_its_own_key(world: World) -> None:
    """The key to be completed is that of the report, not that of agencies with a code."""
    report = other(world.report, "โรงพยาบาล", "ชัยภูมิ")
    assert world.machine("a").code(report=report) == Exit.OK
    world.edit(delete_cells(2, 4))
    refused = world.machine("b").push(report)
    assert isinstance(refused, SheetConflict)
    assert refused.code == "key-incomplete"
    assert "หน่วยงาน, จังหวัด, ปีงบประมาณ" in str(refused.next_step)
