"""What formulas show: literals, one operation, links, errors; any other shows its own text."""

import time

import pytest

from ita_sync.sandbox.formula import address, effective
from tests.sandbox.talk import Json, Talk

USER = {"valueInputOption": "USER_ENTERED"}
TOO_LARGE = "Numeric value is greater than 1.79769E+308 and cannot be displayed properly."


def first_cell(talk: Talk) -> Json:
    """All that the API gives for the first cell, which is alone in its row."""
    data = talk.get(ranges="Data!A1", fields="sheets.data.rowData.values")["sheets"][0]["data"][0]
    (row,) = data["rowData"]
    assert row.keys() == {"values"}
    cell: Json
    (cell,) = row["values"]
    return cell


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+1", 2),
        ("=1/1024", 0.0009765625),
        ("= 3 * -2 ", -6),
        ("=-1.5e1-.5", -15.5),
        ("=7", 7),
        ('="a ""text"""', 'a "text"'),
        ('=HYPERLINK("https://example.org/", "รายงาน")', "รายงาน"),
        ('=hyperlink( "https://example.org/" , 5 )', 5),
        ('=HYPERLINK("https://example.org/")', "https://example.org/"),
    ],
)
def test_literals_one_operation_and_links_are_computed(formula: str, value: object) -> None:
    """Numbers and texts as they are written, with blanks between."""
    assert next(iter(effective(formula).values())) == value


@pytest.mark.parametrize(
    "formula",
    [
        *("=A1+1", "=SUM(1,2)", "=TRUE", "=#", "=1+1+1", "=2^3", "=50%", '="1"+1', '="a"&"b"'),
        *("=", "=1+", "=(1)", "=๑+1", '="', '=HYPERLINK("https://example.org/", A1)'),
        *('=HYPERLINK(A1, "x")', "=HYPERLINK()", "=1_000", "=1+1\n=2"),
        *(f"={sign * 40_000}x" for sign in ("(", "-", '"', " ", "1", "1.", "9e", "HYPERLINK(")),
        *('=HYPERLINK("' + mark * 40_000 for mark in ('"', '""', '","', "a", "\\")),
    ],
    ids=lambda formula: formula[:20],
)
def test_other_formulas_show_their_text_at_no_cost(formula: str) -> None:
    """They are not computed, and that is plain to see; no length makes one slow."""
    before = time.perf_counter()
    assert effective(formula) == {"stringValue": formula}
    assert time.perf_counter() - before < 1


def test_where_a_link_leads() -> None:
    """With literal arguments; doubled quotes stand for one."""
    assert (
        address('= HYPERLINK("https://example.org/?q=""a""", "x")') == 'https://example.org/?q="a"'
    )
    assert address('=HYPERLINK("https://example.org/", A1)') is None
    assert address("") is None


@pytest.mark.parametrize(
    ("formula", "kind", "code", "message"),
    [
        ("=1/0", "DIVIDE_BY_ZERO", "#DIV/0!", "Function DIVIDE parameter 2 cannot be zero."),
        ("=0/-0.0", "DIVIDE_BY_ZERO", "#DIV/0!", "Function DIVIDE parameter 2 cannot be zero."),
        *(
            (each, "NUM", "#NUM!", TOO_LARGE)
            for each in (
                *(
                    "=1e308*10",
                    "=-1e308-1e308",
                    "=1e308/1e-10",
                    "=1e400",
                    "=1e400*0",
                    "=-1e400+1e400",
                ),
                '=HYPERLINK("https://example.org/", 1e400)',
            )
        ),
    ],
)
def test_a_formula_shows_its_error(
    talk: Talk, formula: str, kind: str, code: str, message: str
) -> None:
    """Its code where values are formatted, the message too where not, the formula on request."""
    talk.put("Data!A1", [[formula]], **USER)
    assert talk.get("/values/Data!A1")["values"] == [[code]]
    assert talk.get("/values/Data!A1", valueRenderOption="UNFORMATTED_VALUE")["values"] == [
        [f"{code} ({message})"]
    ]
    assert talk.get("/values/Data!A1", valueRenderOption="FORMULA")["values"] == [[formula]]
    cell = first_cell(talk)
    assert cell["effectiveValue"] == {"errorValue": {"type": kind, "message": message}}


def test_an_empty_text_is_no_value(talk: Talk) -> None:
    """A cell with ="" comes with its formula alone."""
    talk.put("Data!A1", [['=""']], **USER)
    cell = first_cell(talk)
    assert cell.pop("effectiveFormat")
    assert cell == {"userEnteredValue": {"formulaValue": '=""'}}
