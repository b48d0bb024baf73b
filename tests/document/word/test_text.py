"""The text of a paragraph as a reader sees it."""

import pytest

from ita_sync.document.word.docx import read
from tests.document.word.drawn_xml import field, p, t, texts, word


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:tab/></w:r>", "๑\t๒"),
        ("<w:r><w:ptab/></w:r>", "๑\t๒"),
        ("<w:r><w:noBreakHyphen/></w:r>", "๑-๒"),
        ("<w:r><w:softHyphen/></w:r>", "๑๒"),
        ("<!-- a note -->", "๑๒"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "๑✓๒"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "๑≥๒"),
        ('<w:r><w:sym w:font="TH SarabunPSK" w:char="0E01"/></w:r>', "๑ก๒"),
        ('<w:r><w:sym w:font="Symbol" w:char="ZZ"/></w:r>', "๑๒"),
        (f"<w:hyperlink>{t('x')}</w:hyperlink>", "๑x๒"),
        (f"<w:smartTag>{t('x')}</w:smartTag>", "๑x๒"),
        (f'<w:fldSimple w:instr="PAGE">{t("7")}</w:fldSimple>', "๑7๒"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>", "๑๒"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>x</w:t></w:r>', "๑x๒"),
        (t(" "), "๑ ๒"),
        (
            "<m:f><m:num><m:r><m:t>75</m:t></m:r></m:num><m:den><m:r><m:t>100</m:t></m:r></m:den></m:f>",
            "๑75/100๒",
        ),
        (
            f"<w:r><w:ruby><w:rt>{t('x')}</w:rt><w:rubyBase>{t('y')}</w:rubyBase></w:ruby></w:r>",
            "๑y๒",
        ),
        (
            f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{t('x')}</mc:Fallback></mc:AlternateContent>",
            "๑x๒",
        ),
    ],
)
def test_what_stands_inside_a_paragraph(inside: str, text: str) -> None:
    """Every kind of content of a paragraph gives what is seen of it."""
    assert texts(read(word(p("๑", inside, "๒")))) == [text]


def test_of_a_field_only_the_result_is_read() -> None:
    """Also where a field stands in the code of another."""
    inner = (
        field("begin")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + field("separate")
        + t("8")
        + field("end")
    )
    outer = field("begin") + t("IF ") + inner + field("separate") + t("ผล") + field("end")
    assert texts(read(word(p("๑", outer, "๒")))) == ["๑ผล๒"]


def test_a_field_that_is_not_ended_does_not_swallow_the_rest() -> None:
    """It ends with its paragraph at the latest."""
    assert texts(read(word(p("๑", field("begin"), "x") + p("๒") + p(field("end"), "๓")))) == [
        "๑",
        "๒",
        "๓",
    ]
