"""The numbers before paragraphs are those that Word would show."""

import pytest

from ita_sync.document.word.docx import read
from tests.document.word.drawn_xml import (
    abstract,
    at,
    box,
    cells,
    labels,
    level,
    num,
    p,
    span,
    style,
    tbl,
    tc,
    texts,
    tr,
    word,
)


def test_levels_count_inside_of_the_level_above() -> None:
    """A level begins anew after one above it."""
    levels = (
        level(0, "thaiNumbers", "%1."),
        level(1, "thaiNumbers", "%1.%2"),
        level(2, "thaiLetters", "(%3)"),
    )
    numbering = abstract(1, *levels) + num(1, 1)
    given = [at(depth) for depth in (0, 1, 1, 2, 2, 0, 1, 2)]
    assert labels(numbering, *given) == [
        "๑. ",
        "๑.๑ ",
        "๑.๒ ",
        "(ก) ",
        "(ข) ",
        "๒. ",
        "๒.๑ ",
        "(ก) ",
    ]


def test_a_level_that_was_left_out_counts_as_begun() -> None:
    """So Word and LibreOffice count."""
    numbering = abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")) + num(1, 1)
    assert labels(numbering, at(1), at(1), at(0)) == ["1.1 ", "1.2 ", "2. "]


def test_a_level_may_count_on_over_others() -> None:
    """A level says which of those above make it begin anew."""
    never = level(1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>')
    numbering = abstract(1, level(0, "decimal", "%1."), never) + num(1, 1)
    assert labels(numbering, *map(at, (0, 1, 0, 1))) == ["1. ", "1) ", "2. ", "2) "]
    first = level(
        2, "decimal", "%3)", more='<w:lvlRestart w:val="1"/>'
    )  # restarts after the first level only
    numbering = abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "%2."), first) + num(
        1, 1
    )
    assert labels(numbering, *map(at, (0, 1, 2, 1, 2, 0, 1, 2)))[2::2] == ["1) ", "2) ", "1. "]
    assert labels(numbering, *map(at, (0, 1, 2, 1, 2, 0, 1, 2)))[-1] == "1) "


def test_lists_of_one_definition_share_their_count_unless_they_start_anew() -> None:
    """An override of the start takes effect once."""
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 1) + num(3, 1, anew)
    given = [at(0, of) for of in (1, 2, 3, 3, 1)]
    assert labels(numbering, *given) == ["1. ", "2. ", "5. ", "6. ", "7. "]


def test_a_list_may_change_a_level() -> None:
    """A list may show a level of its definition otherwise."""
    changed = f'<w:lvlOverride w:ilvl="0">{level(0, "thaiLetters", "%1)")}</w:lvlOverride>'
    assert labels(
        abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 1, changed), at(0, 2)
    ) == ["ก) "]


def test_legal_numbers_show_the_levels_above_in_decimal() -> None:
    """The level itself keeps its format."""
    legal = level(1, "decimalZero", "%1.%2", more="<w:isLgl/>")
    assert labels(abstract(1, level(0, "upperRoman", "%1."), legal) + num(1, 1), at(0), at(1)) == [
        "I. ",
        "1.01 ",
    ]


def test_what_follows_a_number() -> None:
    """A tab or space is read as a space; it may be nothing."""
    nothing = level(0, "decimal", "%1.", more='<w:suff w:val="nothing"/>')
    assert labels(abstract(1, nothing) + num(1, 1), at(0)) == ["1."]


def test_a_bullet_has_no_number_that_a_deeper_level_could_show() -> None:
    """Nothing is shown for it."""
    numbering = abstract(1, level(0, "bullet", "-"), level(1, "decimal", "%1%2.")) + num(1, 1)
    assert labels(numbering, at(0), at(1)) == ["- ", "1. "]


def test_a_level_shows_no_deeper_one() -> None:
    """Nor one that the list does not have."""
    numbering = abstract(1, level(0, "decimal", "%1%2%9."), level(1, "decimal", "%2")) + num(1, 1)
    assert labels(numbering, at(0), at(12)) == ["1. ", ""]


def test_a_format_of_newer_versions_has_a_fallback() -> None:
    """The fallback is a format that is known."""
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="thaiNumbers"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    assert labels(abstract(1, custom) + num(1, 1), at(0)) == ["๑. "]


def test_a_style_may_number_its_paragraphs() -> None:
    """Its own list, an inherited one, one taken off; circles and holes end."""
    tied = level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Second"/>')
    numbering = abstract(1, level(0, "decimal", "%1."), tied) + num(1, 1)
    styles = "".join(
        (
            style("First", at(0)),
            style("Second", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
            style("Heir", based="First"),
            style("Plain", '<w:numPr><w:numId w:val="0"/></w:numPr>', based="First"),
            style("Round", based="Circle"),
            style("Circle", based="Round"),
        )
    )
    named = [
        f'<w:pStyle w:val="{name}"/>'
        for name in ("First", "Second", "Heir", "Plain", "Round", "Missing")
    ]
    assert labels(numbering, *named, styles=styles) == ["1. ", "1.1 ", "2. ", "", "", ""]
    own = '<w:pStyle w:val="First"/><w:numPr><w:numId w:val="0"/></w:numPr>'  # taken off by hand
    assert labels(numbering, own, named[0], styles=styles) == ["", "1. "]
    assert labels(numbering, "", styles=style("Normal", at(0), more='w:default="1"')) == ["1. "]


def test_a_list_may_be_defined_by_a_style_of_lists() -> None:
    """The definition is looked up through the style."""
    numbering = (
        abstract(1, more='<w:numStyleLink w:val="Lists"/>')
        + abstract(2, level(0, "thaiNumbers", "%1)"))
        + num(1, 1)
        + num(2, 2)
    )
    properties = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    lists = f'<w:style w:type="numbering" w:styleId="Lists">{properties}</w:style>'
    assert labels(numbering, at(0), at(0), styles=lists) == ["๑) ", "๒) "]


def test_a_column_of_numbers_alone_is_read() -> None:
    """The order column of a table often has no text but its numbers; bullets alone say nothing."""
    row = tr(tc(p(properties=at(0))), tc(p(properties=at(0, 2))), "x")
    numbering = (
        abstract(1, level(0, "thaiNumbers", "%1."))
        + abstract(2, level(0, "bullet", "•"))
        + num(1, 1)
        + num(2, 2)
    )
    assert cells(read(word(tbl(row, row), numbering=numbering))) == [
        ("๑.", "", "x"),
        ("๒.", "", "x"),
    ]


def test_numbers_in_text_boxes_are_counted_apart() -> None:
    """The count of the body goes on past a text box."""
    one = p("x", properties=at(0))
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    content = read(word(one + p("y", box(one)) + one, numbering=numbering))
    assert texts(content) == ["1. x", "y", "1. x", "2. x"]


@pytest.mark.parametrize(
    "numbering",
    ["", num(1, 9), num(1, 1) + abstract(1), "<w:num/>", abstract(1, "<w:lvl/>") + num(1, 1)],
)
def test_numbering_with_holes_numbers_nothing(numbering: str) -> None:
    """Missing definitions, levels and names are no error."""
    assert labels(numbering, at(0), at(3)) == ["", ""]


def test_spans_and_numbers_out_of_bounds_cost_nothing() -> None:
    """Numbers in the file decide no amount of work."""
    wide = tbl(
        tr(tc("a", properties=span(999_999_999)), properties='<w:gridBefore w:val="99999999999"/>')
    )
    assert cells(read(word(wide))) == [("a",)]
    numbering = abstract(1, level(0, "lowerLetter", "%1" * 1000, start=999_999_999)) + num(1, 1)
    assert all(len(label) < 100 for label in labels(numbering, at(0), at(0)))


def test_many_styles_in_a_chain_are_followed_once() -> None:
    """What was found out about a style is kept."""
    styles = "".join(style(f"s{n}", based=f"s{n + 1}") for n in range(40_000)) + style(
        "s40000", at(0)
    )
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    named = [f'<w:pStyle w:val="s{n}"/>' for n in range(0, 10_000, 100)]
    assert labels(numbering, *named, styles=styles)[-1] == "100. "
