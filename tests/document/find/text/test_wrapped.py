"""Lines that a page has wrapped."""

from pathlib import Path

import pytest

from ita_sync.document.find.text import wrapped
from ita_sync.document.parts import Content, Document, Kind, Line, Spot
from tests.document.texts import GOOD, Read, table

FULL = "ตามที่สำนักงาน ป.ป.ช. ได้ประกาศผลการประเมินคุณธรรมและความโปร่งใสของหน่วยงาน"


def paragraphs(*lines: str, kind: Kind = Kind.TEXT) -> list[str]:
    """Return the paragraphs that lines make; an empty one parts them."""
    blocks = tuple(
        Line(line, Spot(line=n), apart=n > 1 and not lines[n - 2])
        for n, line in enumerate(lines, 1)
        if line
    )
    document = Document(Path("x"), "", kind, Content(blocks, lossy=True))
    return [block.text for block in wrapped.paragraphs(document) if isinstance(block, Line)]


def test_a_full_line_goes_on() -> None:
    """Thai has no space at the joint; figures have."""
    assert paragraphs(FULL, "ภาครัฐ", FULL, "2566", "", FULL) == [
        f"{FULL}ภาครัฐ",
        f"{FULL} 2566",
        FULL,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "ข้อ o13 ได้ 0.00 คะแนน",
        "- รวบรวมเอกสาร",
        "2. การใช้งบประมาณ",
        "ผู้รับผิดชอบ: กองคลัง",
        "เรื่อง รายงานผล",
        "เทศบาลตำบลบ้านใหม่ อำเภอโนนสูง จังหวัดนครราชสีมา",
    ],
)
def test_what_begins_something_of_its_own_goes_on_with_nothing(line: str) -> None:
    """An item, a step, a label, a field of a memo, the agency."""
    assert paragraphs(FULL, line, FULL, FULL[5:])[1] == line


def test_what_a_full_line_announces_goes_on_with_nothing() -> None:
    """Measures by indicator, and the title of a list by itself."""
    above = f"{FULL} เห็นควรกำหนดมาตรการ ดังนี้"
    first, title = "- ตัวชี้วัดที่ 4 การใช้ทรัพย์สิน : ทำทะเบียน", "สิ่งที่จะดำเนินการในปี 2567"
    assert paragraphs(above, first) == [above, first]
    assert paragraphs(FULL, title, FULL[5:])[1] == title


def on_a_page(*lines: str) -> list[str]:
    """Return the paragraphs that one block of a page holds."""
    block = Line("\n".join(lines), Spot(page=1, line=1))
    document = Document(Path("x"), "", Kind.PDF, Content((block, block)))
    found = [each.text for each in wrapped.paragraphs(document) if isinstance(each, Line)]
    return found[: len(found) // 2]


def test_what_begins_within_a_block_of_a_page() -> None:
    """A counted section, the next measure, the day below an address; a figure with its unit not."""
    for second in ("3.2 o12 รายงานสรุป", "มาตรการที่ 2 ทำทะเบียน", "❖ ด้านการมีส่วนร่วม"):
        assert on_a_page(FULL, second) == [FULL, second]
    item, below = f"i12 {FULL} ได้ 78.14", "e7 การเผยแพร่ผลงาน ได้ 82.25"
    assert on_a_page(item, below) == [item, below]
    address, day = "อำเภอโนนสูง จังหวัดนครราชสีมา 30160", "3 พฤศจิกายน 2566"
    assert on_a_page(address, day) == [address, day]
    for second in ("86.27 คะแนน จากคะแนนเต็ม 100 คะแนน", day):
        assert on_a_page(FULL, second) == [f"{FULL}\n{second}"]


def test_a_label_that_is_cut_goes_on() -> None:
    """Its first syllable ends the line above, however short that is."""
    above = "ระยะเวลา : มกราคม 2567 การ"
    assert paragraphs(FULL, FULL, above, "ติดตาม : สรุปผล")[2:] == [f"{above}ติดตาม : สรุปผล"]
    whole = "ระยะเวลา : มกราคม 2567"
    assert paragraphs(FULL, FULL, whole, "ติดตาม : สรุปผล")[2:] == [whole, "ติดตาม : สรุปผล"]


def test_a_list_of_items_goes_on_behind_a_comma() -> None:
    """However short the line is, and though the next begins with an item."""
    above, below = "ข้อที่ได้ 0 คะแนน ได้แก่ o7, o15,", "o31 และ o36"
    assert paragraphs(FULL, FULL, above, below)[2:] == [f"{above} {below}"]


def test_a_short_line_an_empty_one_and_a_paragraph_end(read_text: Read) -> None:
    """A file of Word has no lines."""
    assert paragraphs(FULL, "", "ภาครัฐ", FULL, FULL)[:2] == [FULL, "ภาครัฐ"]
    assert paragraphs("หน่วยงาน", "ภาครัฐ", FULL, FULL)[:2] == ["หน่วยงาน", "ภาครัฐ"]
    assert paragraphs(FULL, "ภาครัฐ", FULL, kind=Kind.WORD)[0] == FULL
    assert read_text(table(GOOD))["fiscal_year"].value == "2566"


def test_a_year_on_the_next_line_is_the_reports(read_text: Read) -> None:
    """As a title is wrapped."""
    title = "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ."
    report = table(GOOD).partition("\n")[2]
    fields = read_text(f"{title}\n2566\n\n{FULL}\n\n{FULL}\n\n{report}")
    assert fields["fiscal_year"].value == "2566"


@pytest.mark.parametrize("line", ["ข้อมูลของหน่วยงาน", "มาตรการที่กำหนดไว้", "แนวทางที่ได้รับ"])
def test_a_word_that_only_looks_like_a_beginning_goes_on(line: str) -> None:
    """A label has a colon, an item a number."""
    assert paragraphs(FULL, line, "", FULL, "", FULL)[0] == FULL + line


def test_an_unfinished_line_goes_on_whatever_comes() -> None:
    """`ได้แก่` at its end."""
    full = f"{FULL} ได้แก่"
    assert paragraphs(full, "ข้อ e6 การเข้าถึงข้อมูล", "", FULL, "", FULL)[0].endswith("ข้อมูล")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("1.1 แบบวัด IIT ได้คะแนน 88.30 คะแนน ประกอบ", "ด้วย การปฏิบัติหน้าที่"),
        ("และการใช้ทรัพย์สิน", "83.19 คะแนน และการแก้ไขปัญหา"),
        ("ข้อบกพร่อง ได้แก่ ข้อ o 11 สรุปผลการจัด", "ซื้อจัดจ้าง 0 คะแนน"),
        ("เทศบาลได้ 88.10 คะแนน อยู่ในระดับ", "ผ่านดี แยกเป็นสามส่วน"),
    ],
)
def test_a_sentence_that_is_cut_goes_on_however_short_its_line(above: str, below: str) -> None:
    """What its end or the next beginning says counts more than how full the line is."""
    joined = paragraphs(FULL, "", above, below, "", FULL)[1]
    assert joined.replace(" ", "") == (above + below).replace(" ", "")


def test_a_line_that_ends_in_the_word_for_a_part_is_not_cut() -> None:
    """`องค์ประกอบ` is whole, and only `ประกอบ` goes on with `ด้วย`; a page may part it, too."""
    head = "ตัวชี้วัดที่ 10 การป้องกันการทุจริต"
    for end in ("ยังไม่ครบองค์ประกอบ", "ยังไม่ครบองค์\nประกอบ"):
        assert paragraphs(FULL, "", end, head, "", FULL)[1:3] == [end, head]


def test_a_rule_of_characters_and_the_spaces_of_a_justified_line_make_none_longer() -> None:
    """A page that justifies its lines puts spaces between letters."""
    spaced = " ".join(FULL)
    assert paragraphs(FULL, "ภาครัฐ", FULL, "", spaced, "-" * 90 + FULL)[0] == FULL + "ภาครัฐ"


def test_a_paragraph_of_a_page_is_parted_where_a_numbered_one_begins() -> None:
    """A PDF draws `2.1 จุดแข็ง …` and `2.2 จุดที่ต้องพัฒนา …` with no room between."""
    text = "2.1 จุดแข็ง ได้แก่การปฏิบัติหน้าที่ (96.11)\n2.2 จุดที่ต้องพัฒนา พบว่าแบบวัด OIT มี\nข้อที่ได้ 0 คะแนน"
    block = Line(text, Spot(page=2))
    document = Document(Path("x"), "", Kind.PDF, Content((block,)))
    found = [one.text for one in wrapped.paragraphs(document) if isinstance(one, Line)]
    assert found == [text[: text.index("\n")], text[text.index("\n") + 1 :]]


@pytest.mark.parametrize("sign", ["❖", "➢", "■", "✗"])
def test_a_sign_of_a_list_begins_a_paragraph(sign: str) -> None:
    """However full the line above is."""
    line = f"{sign} ด้านการใช้ทรัพย์สิน"
    assert paragraphs(FULL, line, "", FULL) == [FULL, line, FULL]


def test_a_telephone_number_is_of_an_imprint() -> None:
    """Below the last line of the text, however full that is."""
    line = "สอบถามเพิ่มเติมที่กองคลัง โทร. 0 5512 3456 ในวันทำการ"
    assert paragraphs(FULL, line) == [FULL, line]


def test_a_title_that_wraps_before_the_name_of_its_province_goes_on() -> None:
    """In the middle of a page, a body and where it is: short, and no part of the title above."""
    lines = ("การนำผลการประเมินไปสู่การพัฒนาองค์กร", "เทศบาลตำบลโนนตาล อำเภอวังทอง จังหวัด", "พิษณุโลก")
    assert paragraphs(FULL, "", FULL, "", *lines)[2:] == [lines[0], f"{lines[1]}{lines[2]}"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ทำบัญชี\nผู้รับผิดชอบ กองคลัง\nกำหนดแล้วเสร็จ มีนาคม 2567", 3),
        ("ทำบัญชี\nผู้รับผิดชอบ ทุกคนในบ้าน\nกำหนดราคา อาคาร", 1),  # neither who nor when
        ("มีผลดังนี้\nคะแนนรวม 90.10 คะแนน", 2),
        ("มีผลดังนี้\nคะแนนเฉลี่ยภาพรวม : 90.10", 2),
        ("มีผลดังนี้\nคะแนนรวม อาคาร", 1),
    ],
)
def test_a_paragraph_of_a_page_is_parted_at_what_its_lines_say(text: str, parts: int) -> None:
    """Who does it, when it is due, the total."""
    document = Document(Path("x"), "", Kind.PDF, Content((Line(text, Spot(page=2)),)))
    found = [one.text for one in wrapped.paragraphs(document) if isinstance(one, Line)]
    assert "\n".join(found) == text
    assert len(found) == parts


@pytest.mark.parametrize("label", ["ใครทำ: กองคลัง", "เมื่อไร: ทุกเดือน", "จุดแข็ง: การใช้อำนาจ"])
def test_a_label_begins_a_paragraph(label: str) -> None:
    """However full the line above is."""
    assert paragraphs(FULL, label, "", FULL) == [FULL, label, FULL]


def test_the_lines_of_a_sheet_are_no_lines_of_a_page() -> None:
    """A cell is full of what it says."""
    assert paragraphs(FULL, "ภาครัฐ", FULL, kind=Kind.SHEET) == [FULL, "ภาครัฐ", FULL]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("ข้อ e9 (75.66) ข้อ e13", "(74.10)"),
        ("ข้อ e9 (75.66) และ e13", "(74.10) ตามลำดับ"),
        ("ทบทวนคู่มือ", "(ผู้รับผิดชอบ กองคลัง)"),
        ("ได้แก่ การใช้อำนาจ", "(91.42 คะแนน) และการใช้งบประมาณ (88.10 คะแนน)"),
    ],
)
def test_what_stands_in_brackets_on_the_next_line(above: str, below: str) -> None:
    """The score of the last item of a list, or of any name in one, or who does it."""
    assert paragraphs(FULL, "", above, below, "", FULL)[1].replace(" ", "") == (
        above + below
    ).replace(" ", "")
    assert paragraphs(FULL, "", "ทบทวนคู่มือ", "(แบบ ก)", "", FULL)[1] == "ทบทวนคู่มือ"


@pytest.mark.parametrize("line", ["แผนปี 2567", "มาตรการ ข้อ e9"])
def test_a_plan_begins_a_paragraph(line: str) -> None:
    """However full the line above is."""
    assert paragraphs(FULL, line, "", FULL) == [FULL, line, FULL]


def test_a_name_that_wraps_goes_on() -> None:
    """The rest of it is all that the next line has."""
    joined = paragraphs(FULL, "", "เทศบาลตำบลโนน", "ตาล", "", FULL)
    assert joined[1] == "เทศบาลตำบลโนนตาล"
    for line in ("อำเภอวัง", "ประกาศ", "ของปีงบประมาณก่อนหน้า"):
        assert paragraphs(FULL, "", "เทศบาลตำบลโนน", line, "", FULL)[1] == "เทศบาลตำบลโนน"


def test_a_plan_of_the_next_year_is_a_title_though_the_line_above_is_full() -> None:
    """Unless a sentence leads on to it."""
    plan = "มาตรการเพื่อยกระดับในปีงบประมาณ พ.ศ. 2568"
    for title in (plan, "ข้อเสนอแนะและผู้รับผิดชอบ", "ข้อเสนอ"):
        assert paragraphs(FULL, title, FULL, FULL[5:])[1] == title
    led = f"{FULL[:-8]}จึงกำหนด"
    assert paragraphs(led, plan, FULL, FULL)[0].endswith(f"กำหนด{plan}")


def test_a_score_that_a_full_line_leads_to_begins_no_section() -> None:
    """`87.99 ประกอบด้วย` is numbered like `2.1 จุดแข็ง`, which does."""
    place = Spot(page=1, line=1)
    for text, count in (
        ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT) ได้คะแนนเฉลี่ย\n87.99 ประกอบด้วย", 1),
        ("แบบตรวจการเปิดเผยข้อมูล (OIT) มีคะแนนอยู่ที่\n๙๑.๒๕ ประกอบด้วย", 1),
        ("ผลการวิเคราะห์คะแนนเฉลี่ย\n2.1 จุดแข็ง การใช้อำนาจ", 2),
    ):
        document = Document(Path("x"), "", Kind.PDF, Content((Line(text, place),)))
        assert len([*wrapped.paragraphs(document)]) == count


def test_a_sentence_of_items_without_scores_is_its_own() -> None:
    """`ข้อมูลที่ไม่ได้คะแนน …` below a full line."""
    line = "ข้อมูลที่ไม่ได้คะแนนตามแบบ OIT คือ O6 O15 O22"
    assert paragraphs(FULL, line, FULL, FULL[5:])[1] == line


def test_the_first_of_announced_measures_is_no_rest_of_the_sentence() -> None:
    """Items that a sentence announces are."""
    announced, first = f"{FULL[:-6]} มีมาตรการ ดังนี้", "มาตรการที่ 1 ปรับปรุงเว็บไซต์"
    assert paragraphs(announced, first, FULL, FULL)[:2] == [announced, first]
    joined = f"{announced}ข้อ i7 แผนงบประมาณ"
    assert paragraphs(announced, "ข้อ i7 แผนงบประมาณ", FULL, FULL)[0] == joined


def test_a_title_goes_on_with_its_abbreviation() -> None:
    """However short its first line is: it stands in the middle of a page."""
    title, more = "เรื่อง ผลการประเมินคุณธรรมของสถานศึกษา", "(ITA) ปีงบประมาณ 2567 และแนวทางการพัฒนา"
    long = "ด้วยวิทยาลัยได้รับแจ้งผลการประเมินของสถานศึกษาในสังกัดอาชีวศึกษาจังหวัดดอน"
    assert paragraphs(title, more, long, long)[0] == f"{title} {more}"


def test_a_list_of_items_with_results_on_one_page_is_parted() -> None:
    """A print-out of the system: an item a line, its result behind its score."""
    items = [
        "o9 คู่มือการให้บริการ 100.00 ผ่าน",
        "o10 บริการออนไลน์ 0.00 ไม่ผ่าน",
        "o11 สรุปผลการจัดซื้อ 100.00 ผ่านเกณฑ์",
        "o12 รายงานสรุปผล 100.00 ผ่าน",
    ]
    assert on_a_page(*items) == items


@pytest.mark.parametrize("item", ["034", "112", "e7", "๐12"])
def test_the_item_below_a_score_is_the_next(item: str) -> None:
    """However full the line of the one above is, and whatever its letter was recognised as."""
    scored = f"{FULL} ได้ 82.25"
    lines = [scored, f"{item} การประเมินความเสี่ยง ได้ 0.00"]
    assert paragraphs(*lines, FULL) == [*lines, FULL]
    assert on_a_page(*lines) == lines


def test_labels_without_a_colon_on_lines_of_one_paragraph_are_parted() -> None:
    """The first tells by who does it; below it the label itself is enough."""
    lines = ["ผู้รับผิดชอบ กองคลัง กำหนดเสร็จ มี.ค. 67", "ติดตามผลโดย รายงานการประชุมหัวหน้าส่วน"]
    assert on_a_page(*lines) == lines
    assert paragraphs(*lines, FULL[:40]) == [*lines, FULL[:40]]
    above = "ดำเนินการเผยแพร่ข้อมูลแล้ว"
    assert on_a_page(above, lines[1]) == [f"{above}\n{lines[1]}"]
    said, remark = ["[ผู้รับผิดชอบ] กองคลัง", "[การติดตามผล] ทุกเดือน"], "[ดูแบบท้าย] ไม่มี"
    assert on_a_page(*said, remark) == [said[0], f"{said[1]}\n{remark}"]
