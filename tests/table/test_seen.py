"""What a person sees in our cells: each way in which a right value can be wrong, and no other."""

from typing import Any

import pytest

from ita_sync.errors import Exit
from ita_sync.google import Snapshot
from ita_sync.journal import How
from ita_sync.publish import Done, View, stand
from ita_sync.table import Difference, Fault
from tests.promise.edits import delete_cells, dress, insert, merge, put
from tests.promise.histories import amended
from tests.promise.outcomes import failure
from tests.promise.world import BOOK, TAB, World

CODE, NAME, PROVINCE, YEAR, IIT, SCORE, MEMO, DATE, LINK = 0, 1, 3, 4, 5, 8, 11, 14, 15
ELSEWHERE = "https://elsewhere.example/"
NUMBER = {"type": "NUMBER", "pattern": "#,##0.00"}


def cell(column: int, fields: str, **given: Any) -> dict[str, Any]:
    """Return the request by which somebody gives a cell of our row some of its parts."""
    start = {"sheetId": 0, "rowIndex": 2, "columnIndex": column}
    return {"updateCells": {"rows": [{"values": [given]}], "start": start, "fields": fields}}


def formula(column: int, text: str) -> dict[str, Any]:
    """Return the request by which somebody puts a formula into a cell of our row."""
    return cell(column, "userEnteredValue", userEnteredValue={"formulaValue": text})


def shape(column: int, kind: str, pattern: str = "") -> dict[str, Any]:
    """Return the request by which somebody gives a cell of our row a number format."""
    form = {"type": kind} | ({"pattern": pattern} if pattern else {})
    return dress(2, 3, column, column + 1, numberFormat=form)


def link(column: int, address: str | None) -> dict[str, Any]:
    """Return the request by which somebody links a cell of our row."""
    form = {"textFormat": {"link": {"uri": address}}} if address else {}
    return cell(column, "userEnteredFormat.textFormat.link", userEnteredFormat=form)


def run(column: int, start: int, address: str) -> dict[str, Any]:
    """Return the request by which somebody links a part of a text of our row."""
    runs = [{"format": {}}, {"startIndex": start, "format": {"link": {"uri": address}}}]
    return cell(column, "textFormatRuns", textFormatRuns=runs)


def pushed(world: World) -> Done:
    """Push."""
    outcome = world.machine().push()
    assert isinstance(outcome, Done), outcome
    return outcome


def look(world: World) -> Snapshot:
    """Return what a look shows."""
    shown: Snapshot = world.machine().door().look()
    return shown


def seen(world: World) -> list[Difference]:
    """Return what is wrong with our row."""
    view = View(look(world))
    standing = stand(world.row(), view)
    assert standing.how in {How.AS_SENT, How.CHANGED}
    return list(standing.differences)


WRONG: list[tuple[str, Fault, dict[str, Any], str]] = [
    ("value", Fault.VALUE, put(2, SCORE, 87.41), "the sheet has 87.41, the report says 78.41"),
    ("blank", Fault.VALUE, delete_cells(2, MEMO), "the sheet has nothing, the report says ชย"),
    ("text", Fault.AS_TEXT, put(2, SCORE, "78.41"), "78.41 stands there as text ('78.41')"),
    ("thai digits", Fault.AS_TEXT, put(2, SCORE, "๗๘.๔๑"), "stands there as text ('๗๘.๔๑')"),
    ("percent", Fault.SHOWN, shape(SCORE, "PERCENT", "0%"), "the sheet shows '7841%' for 78.41"),
    ("date", Fault.SHOWN, shape(YEAR, "DATE", "d/m/yyyy"), "the sheet shows '9/1/1907' for 2566"),
    ("currency", Fault.SHOWN, shape(SCORE, "CURRENCY"), "the sheet shows '$78.41' for 78.41"),
    ("rounded", Fault.SHOWN, shape(SCORE, "NUMBER", "0"), "the sheet shows '78' for 78.41"),
    ("tens", Fault.SHOWN, shape(SCORE, "NUMBER", "0.0"), "the sheet shows '78.4' for 78.41"),
    ("hidden", Fault.SHOWN, shape(SCORE, "NUMBER", ";;;"), "the sheet shows nothing for 78.41"),
    ("a word", Fault.SHOWN, shape(SCORE, "NUMBER", '"ผ่าน"'), "shows 'ผ่าน' for 78.41"),
    ("formula", Fault.FORMULA, formula(SCORE, "=39.205*2"), "a formula gives 78.41 (=39.205*2)"),
    ("other formula", Fault.FORMULA, formula(SCORE, "=40*2"), "a formula gives 80 (=40*2)"),
    ("error", Fault.FORMULA, formula(SCORE, "=1/0"), "a formula gives '#DIV/0!' (=1/0)"),
    ("link", Fault.LINK, link(LINK, ELSEWHERE), f"the link leads to {ELSEWHERE}"),
    ("link to a row", Fault.LINK, link(LINK, "#gid=0"), "the link leads to #gid=0"),
    ("a part leads elsewhere", Fault.LINK, run(LINK, 8, ELSEWHERE), f" {ELSEWHERE}"),
    ("merge", Fault.HIDDEN, merge(2, 3, 7, 9), "merged cells hide it and show 61.88"),
]


@pytest.mark.parametrize(
    ("fault", "damage", "words"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG]
)
def test_verify_and_push_see_what_a_person_sees(
    world: World, fault: Fault, damage: dict[str, Any], words: str
) -> None:
    """Both say it in the same words; push writes nothing, and calls no such row its own."""
    pushed(world)
    assert seen(world) == []
    world.edit(damage)
    (found,) = seen(world)
    assert found.fault is fault
    assert words in str(found.told(2))
    machine, other = world.machine(), world.machine("b")
    code, (stood,) = machine.verify()
    assert (code, stood.row) == (Exit.FINDINGS, 3)
    assert stood.problem is not None
    assert [str(each) for each in stood.problem.details] == [str(found.told(2))]
    expected = "row-shown" if found.of_looks else "content-differs"
    emptied = found.value is None  # which an office that wrote nothing there may fill
    for office in (machine, other)[: 1 if emptied else 2]:
        before = world.box.rows(BOOK, TAB)
        outcome = office.push()
        assert failure(outcome) == (Exit.CONFLICT, expected)
        assert world.box.rows(BOOK, TAB) == before


@pytest.mark.parametrize(
    ("column", "damage", "form"),
    [
        (SCORE, shape(SCORE, "PERCENT", "0%"), NUMBER),
        (YEAR, shape(YEAR, "DATE", "d/m/yyyy"), NUMBER),
        (SCORE, shape(SCORE, "NUMBER", "0"), NUMBER),
    ],
)
def test_what_is_said_of_a_look_puts_it_right(
    world: World, column: int, damage: dict[str, Any], form: dict[str, str]
) -> None:
    """Format > Number > Number, as it is said: then nothing is left to say."""
    pushed(world)
    world.edit(damage)
    assert world.machine().code() == Exit.CONFLICT
    world.edit(dress(2, 3, column, column + 1, numberFormat=form))
    assert world.machine().code() == Exit.OK
    assert world.machine().verify()[0] == Exit.OK


def test_a_number_that_stands_as_text_is_put_right_as_it_is_said(world: World) -> None:
    """The format first: in a cell for text the number would be text again."""
    pushed(world)
    world.edit(shape(SCORE, "TEXT", "@"), put(2, SCORE, "78.41"))
    assert world.machine().verify()[0] == Exit.FINDINGS
    world.edit(dress(2, 3, SCORE, SCORE + 1, numberFormat=NUMBER), put(2, SCORE, 78.41))
    assert world.machine().verify()[0] == Exit.OK


def test_an_amendment_mends_what_only_looks_wrong(world: World) -> None:
    """Where the report is signed anew; the formula of a person is left alone."""
    pushed(world)
    world.edit(shape(SCORE, "PERCENT", "0%"))
    outcome = world.machine().push(amended(world.report))
    assert isinstance(outcome, Done), outcome
    assert (outcome.how, len(world.mine())) == ("amended", 1)
    assert (2, SCORE) not in look(world).shown
    world.edit(formula(SCORE, "=39.205*2"))
    assert failure(world.machine().push()) == (Exit.CONFLICT, "content-differs")
    assert look(world).formulas[2, SCORE] == "=39.205*2"


HARMLESS: list[tuple[str, list[dict[str, Any]]]] = [
    ("more decimals", [shape(SCORE, "NUMBER", "0.000")]),
    ("thousands", [shape(YEAR, "NUMBER", "#,##0.00")]),
    ("a cell for text", [shape(SCORE, "TEXT", "@")]),
    ("a number format of a text", [shape(NAME, "PERCENT", "0%")]),
    ("the link is gone", [link(LINK, None)]),
    ("a slash", [link(LINK, "https://www.CHATURAT.example/ita/2566/analysis-report.pdf/")]),
    ("a link on the name", [link(NAME, ELSEWHERE)]),
    ("a line through the text", [dress(2, 3, 0, 16, textFormat={"strikethrough": True})]),
    ("a name looked up", [formula(NAME, '="เทศบาลตำบลจัตุรัส"')]),
    ("Thai digits", [put(2, CODE, "๕๓๖๐๖๐๑")]),
    ("a date in Thai digits", [put(2, DATE, "๒๗ ตุลาคม ๒๕๖๖")]),
    ("a line break", [put(2, DATE, "27 ตุลาคม\n2566")]),
    ("a line broken in a word", [put(2, DATE, "27 ตุลา\nคม 2566")]),
    ("merged with the blank column beside it", [insert("COLUMNS", 4), merge(2, 3, 3, 5)]),
    ("a province for all", [insert("ROWS", 3), merge(2, 4, PROVINCE, PROVINCE + 1)]),
]


@pytest.mark.parametrize(
    "edits", [each for _, each in HARMLESS], ids=[name for name, _ in HARMLESS]
)
def test_what_says_the_same_is_silent(world: World, edits: list[dict[str, Any]]) -> None:
    """A person reads what was confirmed; push finds it there."""
    pushed(world)
    world.edit(*edits)
    assert world.machine().verify()[0] == Exit.OK
    outcome = world.machine().push()
    assert isinstance(outcome, Done), outcome
    assert (outcome.how, outcome.warnings) == ("already", ())


def test_a_formula_that_leads_elsewhere_is_told_as_a_link(world: World) -> None:
    """The address that it shows is right."""
    pushed(world)
    address = world.row().cells[LINK].value
    world.edit(link(LINK, None), formula(LINK, f'=HYPERLINK("{ELSEWHERE}","{address}")'))
    (found,) = seen(world)
    assert (found.fault, found.shown) == (Fault.LINK, ELSEWHERE)
    world.edit(formula(LINK, f'=HYPERLINK("{ELSEWHERE}","ดูรายงาน")'))
    (found,) = seen(world)
    assert found.fault is Fault.FORMULA
