"""The memo that reports the analysis: number, date, subject, the letter that it refers to."""

import pytest

from ita_sync.document.draft import Trust
from ita_sync.document.find.about import memos
from ita_sync.document.find.words.records import Context, Records, seen
from ita_sync.document.parts import Spot
from tests.document.conftest import Word
from tests.document.plans import SCORES
from tests.document.texts import GOOD, MEMO, Read, table


def test_memo(read_text: Read) -> None:
    """Number and date on one line, a subject over two, the letter that it refers to."""
    fields = read_text(MEMO + table(GOOD))
    names = ("memo.number", "memo.date", "memo.refers_to.number", "memo.refers_to.date")
    values = ["นม 52001.1/77", "3 พฤศจิกายน 2566", "นม 0023.4/ว12", "1 พฤศจิกายน 2566"]
    assert [fields[name].value for name in names] == values
    assert (fields["memo.subject"].value or "").endswith("ประจำปีงบประมาณ พ.ศ. ๒๕๖๖")


@pytest.mark.parametrize("drawn", ["_" * 60, "-" * 40, "…………………"])
def test_a_line_that_was_drawn_with_signs_ends_the_subject(read_text: Read, drawn: str) -> None:
    """Below the subject of a memo stands a rule, which some type."""
    subject = "เรื่อง รายงานการวิเคราะห์ผลการประเมิน ITA ปี ๒๕๖๖"
    before = next(n for n, line in enumerate(MEMO.splitlines()) if line.startswith("เรื่อง"))
    typed = [*MEMO.splitlines()[:before], subject, drawn, "เรียน นายกเทศมนตรี", ""]
    found = read_text("\n".join(typed) + table(GOOD))["memo.subject"].value or ""
    assert found.endswith("๒๕๖๖")


@pytest.mark.parametrize("number", ["ชย 0033.301/พิเศษ 125", "ปช 0059(สข)/ว 0412"])
def test_unusual_numbers(read_text: Read, number: str) -> None:
    """Of a special letter, and of an office within an office."""
    fields = read_text(MEMO.replace("นม ๕๒๐๐๑.๑ / ๗๗", number) + table(GOOD))
    assert (fields["memo.number"].value, fields["memo.date"].value) == (number, "3 พฤศจิกายน 2566")


@pytest.mark.parametrize(
    "line",
    [
        (
            "อ้างถึง 1. หนังสือจังหวัด ที่ นม 0023.4/ว 12 ลงวันที่ 1 พฤศจิกายน 2566 2. หนังสือ ที่ นม 0023.4/ว 13 "
            "ลงวันที่ 9 ธันวาคม 2566"
        ),
        "ตามหนังสือจังหวัดนครราชสีมา ด่วนที่สุด ที่ นม 0023.4/ว 12 ลงวันที่ 1 พฤศจิกายน 2566 แจ้งผลการประเมิน",
    ],
)
def test_the_letter_that_a_memo_refers_to(read_text: Read, line: str) -> None:
    """The first of several, or one that the first paragraph names."""
    fields = read_text(MEMO.replace(MEMO.splitlines()[-1], line) + table(GOOD))
    named = fields["memo.refers_to.number"].value, fields["memo.refers_to.date"].value
    assert named == ("นม 0023.4/ว 12", "1 พฤศจิกายน 2566")


def test_letters_of_another_province_are_mended_by_one_letter_only(read_text: Read) -> None:
    """นน for นม is a misread letter; กข is something else and stays."""
    mended = read_text(MEMO.replace("ที่ นม ๕๒", "ที่ นน ๕๒") + table(GOOD))["memo.number"]
    kept = read_text(MEMO.replace("ที่ นม ๕๒", "ที่ กข ๕๒") + table(GOOD))["memo.number"]
    assert (mended.value, mended.trust) == ("นม 52001.1/77", Trust.MENDED)
    assert (kept.value, kept.trust) == ("กข 52001.1/77", Trust.SINGLE)


def test_an_impossible_date_is_left_empty(read_text: Read) -> None:
    """31 November is no day."""
    assert (
        read_text(MEMO.replace("๓ พฤศจิกายน", "๓๑ พฤศจิกายน") + table(GOOD))["memo.date"].value
        is None
    )


@pytest.mark.parametrize(
    ("written", "value", "recognised", "typed"),
    [
        ("๓/๑๑/๖๖", "3 พฤศจิกายน 2566", Trust.SINGLE, Trust.MENDED),
        ("3 พ.ย. 66", "3 พฤศจิกายน 2566", Trust.SINGLE, Trust.MENDED),
        ("3/11/23", "3 พฤศจิกายน 2566", Trust.DOUBTFUL, Trust.DOUBTFUL),
        ("3 พ.ย. 23", None, Trust.SURE, Trust.SURE),
    ],
)
def test_a_year_of_two_digits_is_told(  # noqa: PLR0917 - two readers, and a row of the table
    read_text: Read, word: Word, written: str, value: str | None, recognised: Trust, typed: Trust
) -> None:
    """Its century is supplied, which is said; a Christian year may as well be a misread one."""
    memo = MEMO.replace("๓ พฤศจิกายน ๒๕๖๖", written)
    assert memo != MEMO
    scanned = read_text(memo + table(GOOD))["memo.date"]
    assert (scanned.value, scanned.trust) == (value, recognised)
    found = word(SCORES, *memo.splitlines())["memo.date"]
    assert (found.value, found.trust) == (value, typed)
    assert (found.why is None) == (value is None)


def test_without_a_memo_its_fields_are_empty(read_text: Read) -> None:
    """They are there to be filled in."""
    fields = read_text(table(GOOD))
    assert [fields[f"memo.{name}"].value for name in ("number", "date", "subject")] == [None] * 3
    assert "memo.refers_to.number" not in fields


def test_a_memo_whose_number_and_day_are_to_be_written_by_hand(word: Word) -> None:
    """No other day of the document is taken for it, and half a number is doubted."""
    for line in ("วันที่ ..............", "วันที่      พฤศจิกายน 2566"):
        fields = word(
            "บันทึกข้อความ", "ที่ ชย 53204/", line, "เรื่อง รายงานผล", "วันที่ 15 ธันวาคม 2566", SCORES
        )
        assert (fields["memo.number"].trust, fields["memo.date"].value) == (Trust.DOUBTFUL, None)
    fields = word(
        "บันทึกข้อความ", "ที่ ชย 53204/1", "เรื่อง รายงานผล", "วันที่ 15 ธันวาคม 2566 รองนายกลงนาม", SCORES
    )
    assert fields["memo.date"].value is None


def test_the_memo_goes_before_a_letter_to_others(word: Word) -> None:
    """Both report; the one that is titled บันทึกข้อความ is the executive's."""
    letter = ("ที่ นม 52002/1845", "วันที่ 10 พฤศจิกายน 2566", "เรื่อง รายงานผลการวิเคราะห์", "เรียน นายอำเภอ")
    memo = (
        "บันทึกข้อความ",
        "ที่ นม 52002/77",
        "วันที่ 3 พฤศจิกายน 2566",
        "เรื่อง รายงานผลการวิเคราะห์",
        "เรียน นายก",
    )
    for parts in ((*letter, *memo), (*memo, *letter)):
        fields = word(*parts, SCORES)
        assert (fields["memo.number"].value, fields["memo.date"].value) == (
            "นม 52002/77",
            "3 พฤศจิกายน 2566",
        )


def test_the_announcement_of_results_stands_in_for_a_memo(read_text: Read) -> None:
    """Its date and subject, marked; a memo goes before it."""
    announced = (
        "ประกาศเทศบาลตำบลบ้านใหม่\nเรื่อง ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566\n"
        "ประกาศ ณ วันที่ 15 สิงหาคม พ.ศ. 2566\n"
    )
    fields = read_text(announced + table(GOOD))
    assert fields["memo.number"].value is None
    assert fields["memo.subject"].value == "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566"
    assert fields["memo.date"].value == "15 สิงหาคม 2566"
    assert fields["memo.date"].trust is fields["memo.subject"].trust is Trust.SINGLE
    assert fields["memo.date"].why is not None
    fields = read_text(announced + MEMO + table(GOOD))
    assert (fields["memo.number"].value, fields["memo.date"].value) == (
        "นม 52001.1/77",
        "3 พฤศจิกายน 2566",
    )


@pytest.mark.parametrize(
    "first", ["คำสั่งเทศบาลตำบลบ้านใหม่\nที่ 12/2566", "คำสั่งเทศบาลตำบลบ้านใหม่ ที่ 12/2566"]
)
def test_an_order_stands_in_for_a_memo(read_text: Read, first: str) -> None:
    """Its number, which is counted by year, its date and subject, marked; no other paper's."""
    text = "\nเรื่อง มอบหมายงานตามผลการประเมิน ITA\nสั่ง ณ วันที่ 15 ตุลาคม พ.ศ. 2566\n"
    fields = read_text(first + text + table(GOOD))
    assert fields["memo.number"].value == "12/2566"
    assert fields["memo.subject"].value == "มอบหมายงานตามผลการประเมิน ITA"
    assert fields["memo.date"].value == "15 ตุลาคม 2566"
    assert fields["memo.number"].trust is fields["memo.date"].trust is Trust.SINGLE
    assert read_text("คำสั่งแต่งตั้งคณะทำงาน\n" + table(GOOD))["memo.number"].value is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("สำนักปลัด จัดทำเมื่อวันที่ 9 พฤศจิกายน 2566", "9 พฤศจิกายน 2566"),
        ("โทร. 0 4412 0000 | เผยแพร่เมื่อ 9 พฤศจิกายน 2566", "9 พฤศจิกายน 2566"),
        ("นำเสนอที่ประชุมหัวหน้าส่วนราชการ 9 พฤศจิกายน 2566", "9 พฤศจิกายน 2566"),
        ("เผยแพร่ภายในวันที่ 9 พฤศจิกายน 2566", None),
        ("เผยแพร่เมื่อวันที่ 9 พฤศจิกายน 2566 เป็นต้นมา", None),
        ("จัดทำเมื่อวันที่ 1 มกราคม 2566\nเผยแพร่เมื่อวันที่ 9 พฤศจิกายน 2566", None),
    ],
)
def test_the_day_on_which_a_document_without_a_memo_was_made(
    read_text: Read, line: str, day: str | None
) -> None:
    """Marked, where one line alone says it; a memo's own day goes before it."""
    made = read_text(f"{table(GOOD)}\n{line}\n")["memo.date"]
    assert made.value == day
    assert (made.why is None) is (day is None)
    assert read_text(f"{MEMO}{table(GOOD)}\n{line}\n")["memo.date"].value == "3 พฤศจิกายน 2566"


def test_the_memo_that_a_report_is_attached_to(read_text: Read) -> None:
    """Its number and day stand in the title; where a number is left out, the day alone."""
    attached = "เอกสารแนบบันทึกข้อความ สำนักปลัด ที่ นม 52604/771 ลงวันที่ 12 พ.ย. 2566\n\n"
    fields = read_text(attached + table(GOOD))
    memo = (fields["memo.number"].value, fields["memo.date"].value)
    assert memo == ("นม 52604/771", "12 พฤศจิกายน 2566")
    fields = read_text("บันทึกข้อความ\nที่ -       วันที่ 12 พ.ย. 2566\n" + table(GOOD))
    assert (fields["memo.number"].value, fields["memo.date"].value) == (None, "12 พฤศจิกายน 2566")


def test_of_two_memos_the_one_about_the_results(read_text: Read) -> None:
    """Not the one that appoints who is to work on them."""
    other = (
        "บันทึกข้อความ\nที่ นม 52001/5 วันที่ 3 มกราคม 2566\nเรื่อง แต่งตั้งคณะทำงาน\n"
        "บันทึกข้อความ\nที่ นม 52001/99 วันที่ 5 ตุลาคม 2566\nเรื่อง สรุปผลการประเมิน ITA\n"
    )
    fields = read_text(other + table(GOOD))
    assert fields["memo.number"].value == "นม 52001/99"


def test_a_form_that_names_the_letter_it_is_sent_with(read_text: Read) -> None:
    """`หนังสือนำส่ง ที่ …`, and its day behind it or on the next line."""
    for said in (
        "หนังสือนำส่ง ที่ นม 52604/771\n",
        "เลขที่หนังสือนำส่งของ อปท. นม 52604/771\n",
        "เอกสารแนบท้ายบันทึกกองคลัง ที่ นม 52604/771 ",
    ):
        fields = read_text(table(GOOD) + f"{said}ลงวันที่ 12 พฤศจิกายน 2566\n")
        memo = (fields["memo.number"].value, fields["memo.date"].value)
        assert memo == ("นม 52604/771", "12 พฤศจิกายน 2566")


def test_a_subject_that_ends_with_its_year_is_whole(word: Word) -> None:
    """What stands below it is a heading, unless a word says that it goes on."""
    for below, rest in (("ความเป็นมา", ""), ("ของเทศบาล", "ของเทศบาล")):
        subject = "วิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566"
        memo = ("บันทึกข้อความ", "ที่ นม 52604/7 วันที่ 5 ตุลาคม 2566", f"เรื่อง {subject}", below)
        assert word(*memo, SCORES)["memo.subject"].value == subject + rest


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("เรื่อง รายงานการวิเคราะห์ผลการประเมิน ITA", "รายงานการวิเคราะห์ผลการประเมิน ITA"),
        ("เรื่อง ขอเชิญประชุมประจำเดือน", None),
    ],
)
def test_the_subject_of_a_report_without_a_memo(
    read_text: Read, line: str, subject: str | None
) -> None:
    """At its top, and about the results; further below it is another's."""
    fields = read_text(f"{line}\n{table(GOOD)}")
    assert (fields["memo.subject"].value, fields["memo.number"].value) == (subject, None)
    below = "\n".join([*["รายละเอียดของหน่วยงาน"] * 8, line])
    assert read_text(f"{table(GOOD)}{below}\n")["memo.subject"].value is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("กองคลัง จัดทำเมื่อวันที่ 3 ตุลาคม 2566", "3 ตุลาคม 2566"),
        ("เผยแพร่ ณ วันที่ 3 ต.ค. 2566", "3 ตุลาคม 2566"),
        ("นำเสนอที่ประชุมพนักงาน 3 ตุลาคม 2566", "3 ตุลาคม 2566"),
        ("จัดทำคู่มือภายในวันที่ 3 ตุลาคม 2566", None),
        ("เผยแพร่เมื่อ 3 ตุลาคม 2566 แล้วแก้ไข", None),
    ],
)
def test_the_day_of_a_text_that_is_no_memo(word: Word, line: str, day: str | None) -> None:
    """It says when it was made, at its top or end; that is guessed to be the report's day."""
    for lines in ((line, SCORES), (SCORES, line)):
        field = word(*lines)["memo.date"]
        assert field.value == day
        assert day is None or field.trust is Trust.SINGLE
    middle = word(*["- ก"] * 9, line, *["- ก"] * 4, SCORES)["memo.date"]
    assert middle.value is None


def test_a_day_below_the_address_of_a_letter() -> None:
    """In the middle of the page, in one paragraph with it."""
    letter = ("ที่ นม 52604/7", "โนนสูง นครราชสีมา\n3 ตุลาคม 2566", "เรื่อง รายงานผล ITA")
    said = Records()
    said.lines += [(seen(text, Spot(page=1, line=n)), Context()) for n, text in enumerate(letter)]
    day = memos.find(said).day
    assert day
    assert day[1] == "3 ตุลาคม 2566"


def test_number_day_and_subject_in_one_line(read_text: Read) -> None:
    """A letter typed into a row of a sheet."""
    line = "ที่ นม 54803/733 ลงวันที่ 9 พฤศจิกายน 2566 เรื่อง ขอส่งผลการวิเคราะห์ ITA และมาตรการ"
    fields = read_text(line + "\nเรียน ท้องถิ่นอำเภอ\n" + table(GOOD))
    told = [fields[f"memo.{name}"].value for name in ("number", "date", "subject")]
    assert told == ["นม 54803/733", "9 พฤศจิกายน 2566", "ขอส่งผลการวิเคราะห์ ITA และมาตรการ"]


def test_a_letter_that_a_mail_quotes(read_text: Read) -> None:
    """Each of its lines behind a sign; a ministry's letters are no misread ones of the province."""
    letter = MEMO.replace("นม ๕๒๐๐๑.๑ / ๗๗", "สธ 0639.21/1184")
    quoted = "".join(f"> {line}\n" for line in letter.splitlines())
    fields = read_text("ขอส่งฉบับแก้ไข\n" + quoted + table(GOOD).replace("นครราชสีมา", "สุโขทัย"))
    assert fields["memo.number"].value == "สธ 0639.21/1184"


def test_pictograms_before_the_lines_of_a_chat(read_text: Read) -> None:
    """Whose it is stands behind one."""
    typed = table(GOOD).replace("เทศบาลตำบลบ้านใหม่\n", "📌 ทต.บ้านใหม่\n")
    assert read_text(typed)["agency.name"].value == "บ้านใหม่"


@pytest.mark.parametrize("below", ["", " Guu ผู้อำนวยการโรงพยาบาลบ้านใหม่"])
def test_a_subject_whose_label_is_misread(below: str) -> None:
    """Its letters were recognised as those of another script; a sentence about ITA is none."""
    subject = "รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567"
    said = Records()
    for text in ("ที่ รพภ 0102/388 วันที่ 12 กันยายน 2567", f"Fay {subject}{below}"):
        said.lines.append((seen(text, Spot(page=1)), Context()))
    assert (memos.find(said).subject or ("",))[0] == subject
    said.lines[1] = (seen(f"ITA {subject}", Spot(page=1)), Context())
    assert memos.find(said).subject is None
