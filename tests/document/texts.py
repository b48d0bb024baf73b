"""Texts and types that several tests of the reader share."""

from collections.abc import Callable

from ita_sync.document.draft import Field

Read = Callable[[str], dict[str, Field]]
NAMES = (
    *("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต"),
    *(
        "คุณภาพการดำเนินงาน",
        "ประสิทธิภาพการสื่อสาร",
        "การปรับปรุงการทำงาน",
        "การเปิดเผยข้อมูล",
        "การป้องกันการทุจริต",
    ),
)
GOOD = ["95.00", "96.10", "95.50", "97.25", "98.00", "96.40", "95.80", "97.00", "100.00", "100.00"]


def table(scores: list[str], year: int = 2566) -> str:
    """Return the least a report says: whose it is, the year, ten scores."""
    rows = [
        f"{n}\t{name}\t{score}"
        for n, (name, score) in enumerate(zip(NAMES, scores, strict=True), 1)
    ]
    head = (
        f"ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}\nเทศบาลตำบลบ้านใหม่\nอำเภอโนนสูง จังหวัดนครราชสีมา\n"
    )
    return head + "ตัวชี้วัดที่\tชื่อตัวชี้วัด\tคะแนน\n" + "\n".join(rows) + "\n"


MEMO = """บันทึกข้อความ
ส่วนราชการ สำนักปลัด เทศบาลตำบลบ้านใหม่ โทร. ๐-๔๔๘๐-๐๐๐๐
ที่ นม ๕๒๐๐๑.๑ / ๗๗ วันที่ ๓ พฤศจิกายน ๒๕๖๖
เรื่อง รายงานการวิเคราะห์ผลการประเมิน ITA
ประจำปีงบประมาณ พ.ศ. ๒๕๖๖
เรียน นายกเทศมนตรีตำบลบ้านใหม่
อ้างถึง หนังสือที่ นม ๐๐๒๓.๔/ว๑๒ ลงวันที่ ๑ พฤศจิกายน ๒๕๖๖
"""
