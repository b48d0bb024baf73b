"""Plans of measures in Word files, and what is read of them."""

from ita_sync.document.draft import Field

HEADS = ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "กำหนดแล้วเสร็จ")
PLAN = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปี 2567"
SCORES = [("ตัวชี้วัด", "คะแนน")] + [
    (name, "84.00")
    for name in ("1. การปฏิบัติหน้าที่", "2. การใช้งบประมาณ", "3. การใช้อำนาจ", "4. การใช้ทรัพย์สินของราชการ")
]


def measures(fields: dict[str, Field], name: str = "item") -> list[str | None]:
    """Return one value of each measure."""
    return [
        field.value
        for key, field in fields.items()
        if key.startswith("measures.") and key.endswith(f".{name}")
    ]
