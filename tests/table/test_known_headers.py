"""What people call columns, and what such a column can show."""

import pytest

from ita_sync.table.known_headers import LEFT, counts_rows, fields_called, fields_of, years_of


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("agency.code", "รหัส อปท. | รหัส | รหัสหน่วยงาน | รหัส อปท. (7 หลัก) | Code | รหัส\nอปท."),
        (
            "agency.full_name",
            "หน่วยงาน | ชื่อหน่วยงาน | อปท. | ชื่อ อปท. | รายชื่อหน่วยงาน | ชื่อหน่วยงานภาครัฐ",
        ),
        ("agency.full_name", "ชื่อองค์กรปกครองส่วนท้องถิ่น | เทศบาล/อบต. | Agency"),
        ("agency.type", "ประเภท | ประเภทหน่วยงาน | ประเภท อปท."),
        ("agency.district", "อำเภอ | อำเภอ/เขต | District"),
        ("agency.province", "จังหวัด | Province"),
        ("fiscal_year", "ปี | ปีงบประมาณ | ปีงบประมาณ พ.ศ. | ประจำปีงบประมาณ | ปี พ.ศ."),
        (
            "tools.IIT",
            "IIT | คะแนน IIT | IIT (ร้อยละ 30) | คะแนน / IIT | ผลคะแนน IIT | ｉｉｔ",
        ),
        ("tools.IIT", "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT) | IIT คะแนน"),
        ("tools.EIT", "EIT | คะแนน (EIT) | ผู้มีส่วนได้ส่วนเสียภายนอก"),
        ("tools.OIT", "OIT | แบบตรวจการเปิดเผยข้อมูลสาธารณะ | คะแนนแบบตรวจ OIT"),
        ("eit_parts.part1", "EIT ส่วนที่ 1 | EIT / ส่วนที่ ๑"),
        ("eit_parts.part2", "EIT ส่วนที่ 2 | ส่วนที่ 2"),
        (
            "total",
            "คะแนนรวม | คะแนน | คะแนนเฉลี่ย | คะแนน ITA | ผลคะแนน | คะแนนรวม (เต็ม 100) | Total",
        ),
        ("total", "คะแนนที่ได้ | คะแนนรวม (IIT+EIT+OIT) | รวม"),
        ("level", "ระดับ | ระดับผลการประเมิน | ระดับคะแนน | ผลระดับ | ระดับ ITA | ผลการประเมิน"),
        ("weak.items", "ข้อที่ต้องปรับปรุง | ข้อที่ควรพัฒนา | จุดที่ต้องแก้ไข | จุดอ่อน | ประเด็นที่ต้องพัฒนา"),
        ("weak.indicators", "ตัวชี้วัดที่ต้องปรับปรุง | ตัวชี้วัดที่ไม่ผ่านเกณฑ์"),
        ("memo.number", "เลขที่หนังสือ | ที่หนังสือ | หนังสือที่ | เลขที่ | เลขที่บันทึกข้อความ"),
        ("memo.date", "ลงวันที่ | วันที่หนังสือ | วันที่ของบันทึกข้อความ | วันที่"),
        ("memo.subject", "เรื่อง"),
        ("signoff.by", "ผู้บริหารที่รับทราบ | ผู้รับทราบ | ผู้ลงนาม | ผู้บริหาร | ตำแหน่งผู้บริหาร | ตำแหน่ง"),
        ("signoff.date", "วันที่รับทราบ | วันที่ผู้บริหารรับทราบ | วันที่ลงนาม | การรับทราบ / วันที่"),
        ("url", "ลิงก์รายงาน | ลิงค์ | ลิ้งก์รายงานผลการวิเคราะห์ | URL | Link | ลิงก์ (URL)"),
        ("indicators.7.score", "ตัวชี้วัดที่ 7 | ตัวชี้วัดที่ ๗ การปรับปรุงระบบการทำงาน | คะแนนตัวชี้วัดที่ 7"),
        ("indicators.10.score", "ตัวชี้วัดที่ 10"),
        ("", "หมายเหตุ | ผู้ประสานงาน | โทรศัพท์ | ลำดับ | วิธีแก้ | อันดับ | ข้อมูล ณ วันที่ | "),
        ("", "คะแนนปีก่อน | จำนวนผู้ตอบ IIT | อีเมล | ส่งแล้ว | ปีที่ก่อตั้ง"),
        ("", "ตัวชี้วัดที่ 11 | ตัวชี้วัดที่ 0 | ตัวชี้วัดที่ 7 ข้อที่ต้องแก้"),
    ],
)
def test_what_a_header_means(field: str, headers: str) -> None:
    """By what provinces call them; what is not known stays people's."""
    for header in headers.split(" | "):
        assert (fields_called(header) or ("",))[0] == field, header


def test_what_may_mean_several_things_is_not_decided() -> None:
    """The likeliest stands first."""
    assert fields_called("ผลการประเมิน") == ("level", "total")
    assert fields_called("วันที่") == ("memo.date", "signoff.date")
    assert fields_called("หน่วยงาน") == ("agency.full_name", "agency.name")


def test_running_numbers() -> None:
    """They are the sheet's, and show no field."""
    for header in ("ลำดับ", "ลำดับที่", "ที่", "No.", "#"):
        assert counts_rows(header)
        assert not fields_called(header)
    assert not counts_rows("เลขที่")


@pytest.mark.parametrize(
    "headers",
    [
        "คะแนนรวม (ปี 2565) | คะแนน 2565 | IIT ปี ๒๕๖๕ | ตัวชี้วัดที่ 1 ปี 2565 | IIT ปี 65 | IIT 65",
        "IIT (ปีก่อน) | ระดับ(เดิม) | คะแนนปีที่แล้ว | คะแนนรวม (ก่อนหน้า) | ผลการประเมิน (ปีก่อน)",
        "ตัวชี้วัดที่ 2 อันดับ | ตัวชี้วัดที่ 3 เพิ่มขึ้น/ลดลง | อันดับการเปิดเผยข้อมูลสาธารณะ | Rank",
        "จำนวนผู้มีส่วนได้ส่วนเสียภายใน (คน) | ผู้มีส่วนได้ส่วนเสียภายนอก (คน)",
        "คะแนนเต็ม | เป้าหมายคะแนนรวม | คะแนนรวม (เป้าหมาย) | ผลต่างคะแนน | คะแนนรวม (จังหวัด)",
    ],
)
def test_what_is_no_result_of_this_year_is_none(headers: str) -> None:
    """Words in brackets count as others do."""
    for header in headers.split(" | "):
        assert fields_of([header], 2566) == (), header


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("คะแนนรวม (ปี 2566)", "total"),
        ("ผลคะแนน ITA ปีงบประมาณ พ.ศ. ๒๕๖๖", "total"),
        ("IIT ปี 66", "tools.IIT"),
        ("Total score FY2023", "total"),
        ("ได้คะแนน", "total"),
        ("IIT (คะแนนเต็ม 30)", "tools.IIT"),
        ("คะแนนรวม (%)", "total"),
        ("ตัวชี้วัดที่ 1 ปี 2566 (ร้อยละ)", "indicators.1.score"),
        ("เว็บไซต์ที่เผยแพร่รายงาน", "url"),
    ],
)
def test_units_and_the_year_of_the_tab_say_no_more(header: str, field: str) -> None:
    """Where nothing says of which year the tab is, a year leaves the column open."""
    assert fields_of([header], 2566) == (field,)
    dated = {2566} & years_of([header])
    assert (fields_of([header], 2566, certain=False) == (field, LEFT)) is bool(dated)


@pytest.mark.parametrize(
    ("steps", "fields"),
    [
        (["คะแนน", "IIT"], ("tools.IIT",)),
        (["ผลการประเมิน ITA ปี 2566", "คะแนนรายเครื่องมือ", "IIT"], ("tools.IIT",)),
        (["คะแนน", "2566"], ("total",)),
        (["2566", "ระดับ"], ("level",)),
        (["EIT", "ส่วนที่ 1"], ("eit_parts.part1",)),
        (["การรับทราบ", "วันที่"], ("signoff.date",)),
        (["ที่ตั้ง", "อำเภอ"], ("agency.district",)),
        (["ปี 2565", "IIT"], ()),
        (["คะแนน", "2565"], ()),
        (["อันดับ", "รวม"], ()),
        (["อันดับ", "อำเภอ"], ()),
        (["ลำดับที่ของจังหวัด", "คะแนนรวม"], ()),
        (["คะแนนเต็ม", "IIT"], ()),
        (["ผลต่างจากปีก่อน", "OIT"], ()),
        (["เป้าหมาย", "คะแนนรวม"], ()),
        (["จำนวนผู้ตอบ", "IIT"], ()),
        (["กลุ่มตัวอย่าง", "IIT"], ("tools.IIT", LEFT)),
        (["อื่น ๆ", "ผลการประเมิน"], ("level", "total", LEFT)),
    ],
)
def test_each_band_above_a_column_counts(steps: list[str], fields: tuple[str, ...]) -> None:
    """One that says another thing leaves the column to people; an unknown one, to be asked."""
    assert fields_of(steps, 2566) == fields
