"""The sheets of a form that was filled in from a document which hold nothing of the report."""

from ita_sync.document.form.layout import FormColumn, FormSheet, What
from ita_sync.i18n import T

_AS_PRINTED = T("As the report prints it.")

TO_DECIDE = FormSheet(
    "ที่ต้องตัดสิน",
    "To decide",
    (
        FormColumn("number", "ข้อ", "No.", What.TEXT, _AS_PRINTED, must=True, width=7),
        FormColumn("ticked", "ตรวจแล้ว", "Checked", What.TEXT, _AS_PRINTED, must=True, width=13),
        FormColumn("mark", "เครื่องหมาย", "Mark", What.TEXT, _AS_PRINTED, must=True, width=14),
        FormColumn("what", "เรื่อง", "What", What.TEXT, _AS_PRINTED, width=38),
        FormColumn("value", "ค่าที่อ่านได้", "As read", What.TEXT, _AS_PRINTED, width=24),
        FormColumn("origin", "ในเอกสาร", "In the document", What.TEXT, _AS_PRINTED, width=64),
        FormColumn("place", "ช่อง", "Cell", What.TEXT, _AS_PRINTED, must=True, width=24),
    ),
    T("Compare each line with the document, correct its cell if need be, then choose ✓."),
)
"""What a person decides about a report that was read from a document, first what is sent."""
ORIGINS = FormSheet(
    "ที่มา",
    "Origins",
    (
        FormColumn("sheet", "แผ่นงาน", "Sheet", What.TEXT, _AS_PRINTED, must=True, width=24),
        FormColumn("row", "รายการ", "Entry", What.TEXT, _AS_PRINTED, must=True, width=28),
        FormColumn("column", "คอลัมน์", "Column", What.TEXT, _AS_PRINTED, must=True, width=28),
        FormColumn("value", "ค่าที่อ่านได้", "As read", What.TEXT, _AS_PRINTED, must=True, width=40),
        FormColumn("origin", "ในเอกสาร", "In the document", What.TEXT, _AS_PRINTED, width=64),
    ),
    T("What was read from the document, as it was read. Nothing here is to be filled in."),
)
"""What reading the document gave, so that reading it again keeps what a person decided since."""
BESIDE = (TO_DECIDE, ORIGINS)
"""Sheets of a form that was filled in from a document; they hold nothing of the report."""
