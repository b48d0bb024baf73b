"""What people call columns, and what such a column can show."""

import pytest

from ita_sync.table.known_headers import counts_rows, fields_called


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
