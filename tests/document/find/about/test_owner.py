"""Whose report it is: only where the document names its own agency as such."""

import pytest

from ita_sync.document.draft import Field, Trust
from ita_sync.document.find.about import owner, place
from ita_sync.document.find.words.records import Context, Records, seen
from ita_sync.document.parts import Spot
from tests.document.texts import GOOD, Read, table


def named(*lines: str) -> tuple[str | None, ...]:
    """Return kind, name, district and province that lines give the agency."""
    said = Records(
        [(seen(line, Spot(line=number)), Context()) for number, line in enumerate(lines, 1)]
    )
    found = (*owner.agency(said), place.district(said), place.province(said))
    return tuple(one.value if one else None for one in found)


@pytest.mark.parametrize(
    ("lines", "kind", "name"),
    [
        # the title page
        (["เทศบาลตำบลโนนตาล อำเภอท่าอุเทน จังหวัดนครพนม"], "เทศบาลตำบล", "โนนตาล"),
        (["อบต.ท่าช้าง"], "องค์การบริหารส่วนตำบล", "ท่าช้าง"),
        (["กรมส่งเสริมที่ดอน"], "กรม", "ส่งเสริมที่ดอน"),
        (["มหาวิทยาลัยราชภัฏทุ่งเศรษฐี"], "มหาวิทยาลัย", "ราชภัฏทุ่งเศรษฐี"),
        (["สำนักงานสาธารณสุขจังหวัดน่าน"], "สำนักงาน", "สาธารณสุขจังหวัดน่าน"),
        (["สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตาก เขต 1"], "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา", "ตาก เขต 1"),
        # the longest kind: what else stands before the name
        (["วิทยาลัยเทคนิคโนนตาล"], "วิทยาลัยเทคนิค", "โนนตาล"),
        (["เรียน ผู้อำนวยการวิทยาลัยการอาชีพโนนตาล"], "วิทยาลัยการอาชีพ", "โนนตาล"),
        (["วิทยาลัยนาฏศิลปโนนตาล"], "วิทยาลัย", "นาฏศิลปโนนตาล"),
        # a unit of it above its name, and before it
        (["กองแผนงาน", "สำนักงานอธิการบดี", "มหาวิทยาลัยโนนตาล"], "มหาวิทยาลัย", "โนนตาล"),
        (["สำนักงานอธิการบดี มหาวิทยาลัยโนนตาล"], "มหาวิทยาลัย", "โนนตาล"),
        (["ส่วนราชการ กองแผนงาน สำนักงานอธิการบดี มหาวิทยาลัยโนนตาล"], "มหาวิทยาลัย", "โนนตาล"),
        (["สำนักงานปลัดกระทรวงป่าดอน"], "สำนักงาน", "ปลัดกระทรวงป่าดอน"),
        (["ธนาคารเพื่อดอนเจดีย์"], "รัฐวิสาหกิจ", "ธนาคารเพื่อดอนเจดีย์"),
        # the title
        (
            ["รายงานผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566 ของเทศบาลตำบลวังน้ำเขียว"],
            "เทศบาลตำบล",
            "วังน้ำเขียว",
        ),
        (["ประกาศโรงเรียนบ้านดอนมะขาม"], "โรงเรียน", "บ้านดอนมะขาม"),
        (["รายงานการวิเคราะห์ ของสถาบันวิจัยหม่อนไหม (องค์การมหาชน)"], "องค์การมหาชน", "สถาบันวิจัยหม่อนไหม"),
        (
            ["มาตรการส่งเสริมคุณธรรมและความโปร่งใสเทศบาลเมืองหนองไทรประจำปีงบประมาณ พ.ศ. 2567"],
            "เทศบาลเมือง",
            "หนองไทร",
        ),
        (["ITA 2569 เทศบาลตำบลโนนตาล"], "เทศบาลตำบล", "โนนตาล"),
        (["เปรียบเทียบผลการประเมิน เทศบาลตำบลโนนตาล ปี 2565 - 2566"], "เทศบาลตำบล", "โนนตาล"),
        (["ผลคะแนน ITA อบต.โนนตาล ปี 2566"], "องค์การบริหารส่วนตำบล", "โนนตาล"),
        (["ของ เทศบาลตำบลโนนตาล ประจำปีงบประมาณ พ.ศ. 2566"], "เทศบาลตำบล", "โนนตาล"),
        (["รายงานการประชุมคณะกรรมการบริหารเทศบาลตำบลโนนตาล ครั้งที่ 2/2566"], "เทศบาลตำบล", "โนนตาล"),
        # letterhead and addressee
        (["ส่วนราชการ กลุ่มงานจริยธรรม กรมส่งเสริมที่ดอน โทร. 0 2555 1234"], "กรม", "ส่งเสริมที่ดอน"),
        (["ส่วนราชการ สำนักงานเลขานุการกรม กรมส่งเสริมที่ดอน"], "กรม", "ส่งเสริมที่ดอน"),
        (["ส่วนราชการ สำนักปลัดเทศบาลตำบลโนนตาล"], "เทศบาลตำบล", "โนนตาล"),
        (["ส่วนราชการ กองคลัง เทศบาลตำบลโนนตาลที่"], "เทศบาลตำบล", "โนนตาล"),
        (["ส่วนราชการ กองคลัง เทศบาลตำบลโนนตาล\nที่ นพ ๕๓๓๕๗.๕/๔๗"], "เทศบาลตำบล", "โนนตาล"),
        (
            ["ส่วนราชการ สำนักงานปลัด อบต. องค์การบริหารส่วนตำบลโนนตาล"],
            "องค์การบริหารส่วนตำบล",
            "โนนตาล",
        ),
        (["ที่ กนน 0200/1145 การนิคมแห่งดอนเจดีย์"], "รัฐวิสาหกิจ", "การนิคมแห่งดอนเจดีย์"),
        (["เรียน นายกเทศมนตรีตำบลโนนตาล"], "เทศบาลตำบล", "โนนตาล"),
        (["เรียน อธิการบดีมหาวิทยาลัยโนนตาล"], "มหาวิทยาลัย", "โนนตาล"),
        # who got the score
        (["โรงพยาบาลบ้านสร้างได้คะแนนรวมทั้งสิ้น 88.39 คะแนน"], "โรงพยาบาล", "บ้านสร้าง"),
        (["ในปีนี้ เทศบาลตำบลโนนตาลได้เข้ารับการประเมินเป็นปีที่สาม"], "เทศบาลตำบล", "โนนตาล"),
    ],
)
def test_an_agency_is_named_as_such(lines: list[str], kind: str, name: str) -> None:
    """In a line of its own, the title, the letterhead, as addressee, as who got the score."""
    assert named(*lines)[:2] == (kind, name)


@pytest.mark.parametrize(
    "line",
    [
        "และศึกษาดูงาน ณ เทศบาลตำบลโพธิ์ทอง อำเภอเมือง จังหวัดน่าน",
        "รวมทั้งเข้าร่วมประชุมที่ศาลากลางจังหวัดเชียงราย กับองค์การบริหารส่วนจังหวัดลำพูน",
        "เปรียบเทียบกับค่าเฉลี่ยของเทศบาลตำบลโพธิ์ทอง ปี 2566",
        "ตามที่สำนักงาน ป.ป.ช. ประจำจังหวัดขอนแก่น แจ้งผลการประเมิน",
        "เรียน ผู้อำนวยการสำนักงาน ป.ป.ช. ประจำจังหวัดขอนแก่น",
        "ตามหนังสือจังหวัดขอนแก่น ที่ ขก 0023.3/ว 4410 ลงวันที่ 1 กันยายน 2566",
    ],
)
def test_a_body_that_the_text_mentions_is_nobodys(line: str) -> None:
    """Neither as agency nor as its district or province."""
    assert named(line) == (None, None, None, None)
    assert named("กรมส่งเสริมที่ดอน", line) == ("กรม", "ส่งเสริมที่ดอน", None, None)


@pytest.mark.parametrize(
    "lines",
    [
        ["เทศบาลตำบลโนนตาล", "อำเภอท่าอุเทน จังหวัดนครพนม"],
        ["เทศบาลตำบลโนนตาล", "123 หมู่ 4 ตำบลโนนตาล อำเภอท่าอุเทน จังหวัดนครพนม 48120"],
        ["เรียน นายกเทศมนตรีตำบลโนนตาล", "เทศบาลตำบลโนนตาล อำเภอท่าอุเทน จังหวัดนครพนม มีผลคะแนน"],
        ["เทศบาลตำบลโนนตาล อำเภอท่าอุเทนจังหวัดนครพนม", "ศึกษาดูงานที่อำเภอเมือง จังหวัดน่าน"],
        ["ทต.โนนตาล  อ.ท่าอุเทน จ.นครพนม"],
        ["ทต.โนนตาล ท่าอุเทน นครพนม"],
        ["เทศบาลตำบลโนนตาล อำเภอท่าอุเทน นครพนม"],
        ["เทศบาลตำบลโนนตาล (อำเภอท่าอุเทน จังหวัดนครพนม)"],
        ["เทศบาลตำบลโนนตาล", "อำเภอ / จังหวัด : ท่าอุเทน / นครพนม"],
        ["เทศบาลตำบลโนนตาล", "อำเภอท่าอุเทน จังหวัดนครพนม | ปีงบประมาณ พ.ศ. 2566"],
    ],
)
def test_district_and_province_stand_with_the_name(lines: list[str]) -> None:
    """Or in an address of their own."""
    assert named(*lines) == ("เทศบาลตำบล", "โนนตาล", "ท่าอุเทน", "นครพนม")


def test_the_agency_of_a_province_has_its_name(read_text: Read) -> None:
    """Where nothing else names the province, and only a province that there is."""
    head = "เทศบาลตำบลบ้านใหม่\nอำเภอโนนสูง จังหวัดนครราชสีมา"
    fields = read_text(table(GOOD).replace(head, "องค์การบริหารส่วนจังหวัดชัยภูมิ"))
    assert fields["agency.province"].value == "ชัยภูมิ"


def test_two_that_are_named_alike_are_doubtful(read_text: Read) -> None:
    """A person has to say which of them it is."""
    fields = read_text(table(GOOD) + "เทศบาลตำบลบ้านเก่า\n")
    assert fields["agency.name"].trust is Trust.DOUBTFUL


def test_an_agency_of_another_kind_needs_no_code(read_text: Read) -> None:
    """Nor a district: it is no local one."""
    fields: dict[str, Field] = read_text(
        table(GOOD).replace("เทศบาลตำบลบ้านใหม่", "กรมส่งเสริมที่ดอน").replace("อำเภอโนนสูง ", "")
    )
    assert "agency.code" not in fields
    assert "agency.district" not in fields


def test_a_kind_that_the_name_does_not_have_is_marked(read_text: Read) -> None:
    """A state enterprise is named by what it is: `การนิคมแห่งดอนเจดีย์`."""
    fields = read_text(table(GOOD).replace("เทศบาลตำบลบ้านใหม่", "การนิคมแห่งดอนเจดีย์"))
    kind = fields["agency.type"]
    assert (kind.value, kind.trust, kind.why is None) == ("รัฐวิสาหกิจ", Trust.SINGLE, False)


def test_who_begins_a_sentence_about_the_assessment() -> None:
    """As a newspaper has it."""
    line = "เทศบาลตำบลสระใหม่ อ.เมือง จ.สระแก้ว เปิดเผยว่า ผลการประเมิน ITA ปี 2565 ได้ลำดับที่ 3"
    assert named(line) == ("เทศบาลตำบล", "สระใหม่", "เมือง", "สระแก้ว")


@pytest.mark.parametrize(
    ("beside", "printed"),
    [
        ("ประเภทหน่วยงาน: รัฐวิสาหกิจ", True),
        ("เป็นรัฐวิสาหกิจในสังกัดกระทรวงพาณิชย์", False),
        ("เป็นลำดับที่ 31 จากรัฐวิสาหกิจทั้งหมด 51 แห่ง", False),
    ],
)
def test_the_kind_of_others_is_not_printed_for_the_agency(
    read_text: Read, beside: str, *, printed: bool
) -> None:
    """A rank among state enterprises does not say it, nor does a sentence that describes it."""
    text = table(GOOD).replace("เทศบาลตำบลบ้านใหม่", "การนิคมแห่งดอนเจดีย์")
    kind = read_text(f"{text}การนิคมแห่งดอนเจดีย์ ได้คะแนน 90.89 {beside}\n")["agency.type"]
    assert (kind.value, kind.why is None) == ("รัฐวิสาหกิจ", printed)


def test_kind_and_name_on_lines_of_their_own() -> None:
    """Of a form or export; several are a list of agencies."""
    lines = ("1.1 ประเภท อปท. อบต.", "ชื่อหน่วยงาน: โนนตาล")
    assert named("อบต.กรอก", *lines)[:2] == ("องค์การบริหารส่วนตำบล", "โนนตาล")
    assert named("อบต.ดอนกลาง", *lines, "ชื่อหน่วยงาน โนนหมู")[1] == "ดอนกลาง"
    assert named("ประเภท เทศบาลตำบล", "ชื่อ เทศบาลตำบลโนนตาล")[:2] != (
        "เทศบาลตำบล",
        "เทศบาลตำบลโนนตาล",
    )


@pytest.mark.parametrize(
    "line",
    [
        "เทศบาลตำบลโนนตาล ท่าอุเทน ริมฝั่งโขง",
        "เทศบาลตำบลโนนตาล (สังกัดกระทรวงมหาดไทย)",
        "โครงการส่งเสริมการอ่าน ท่าอุเทน นครพนม",
    ],
)
def test_words_behind_a_name_that_are_no_places(line: str) -> None:
    """The last is no province, or the first no agency."""
    assert named("เทศบาลตำบลโนนตาล", line) == ("เทศบาลตำบล", "โนนตาล", None, None)


def test_the_address_of_another_with_more_behind_it() -> None:
    """Only the year of the report may stand behind a stroke."""
    address = "อำเภอท่าอุเทน จังหวัดนครพนม"
    assert named("เทศบาลตำบลโนนตาล", f"{address} | เครือข่ายดูงาน")[2:] == (None, None)
