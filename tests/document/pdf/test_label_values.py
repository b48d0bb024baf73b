"""Labels at half height beside values of several lines."""

from tests.document.drawing import Sheet
from tests.document.pdf.drawn import lines


def test_a_label_at_half_height_stands_before_its_value() -> None:
    """The value's first line stands above the label.

    Without ruling lines only their places tie them.
    """
    sheet = Sheet().text(60, 100, "ที่").text(200, 100, "๑๒๓")
    sheet.text(200, 130, "รายงานการวิเคราะห์").text(60, 139, "เรื่อง").text(200, 148, "ปีงบประมาณ ๒๕๖๗")
    sheet.text(60, 178, "วันที่").text(200, 178, "๑ มีนาคม ๒๕๖๗").text(200, 208, "นายก")
    sheet.text(60, 226, "เรียน").text(200, 226, "เทศมนตรี").text(200, 244, "เมือง").text(60, 274, "จบ")
    assert lines(sheet) == [
        "ที่ ๑๒๓",
        "เรื่อง รายงานการวิเคราะห์\nปีงบประมาณ ๒๕๖๗",
        "วันที่ ๑ มีนาคม ๒๕๖๗",
        "เรียน นายก\nเทศมนตรี\nเมือง",
        "จบ",
    ]
