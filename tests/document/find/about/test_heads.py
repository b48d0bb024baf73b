"""What a document says once: whose it is, the link."""

import pytest

from ita_sync.document.draft import Trust
from tests.document.texts import GOOD, Read, table


@pytest.mark.parametrize(
    ("kind", "name"),
    [("วิทยาลัยการอาชีพ", "โนนสูง"), ("โรงพยาบาล", "โนนสูง"), ("องค์การบริหารส่วนตำบล", "ท่าช้าง")],
)
def test_other_kinds_of_agency(read_text: Read, kind: str, name: str) -> None:
    """A college or a hospital reports as an agency does."""
    fields = read_text(table(GOOD).replace("เทศบาลตำบลบ้านใหม่", f"{kind}{name}"))
    assert (fields["agency.type"].value, fields["agency.name"].value) == (kind, name)


def test_a_short_kind_is_told_in_full(read_text: Read) -> None:
    """อบต. is องค์การบริหารส่วนตำบล."""
    fields = read_text(table(GOOD).replace("เทศบาลตำบลบ้านใหม่", "อบต.ท่าช้าง"))
    assert (fields["agency.type"].value, fields["agency.name"].value) == (
        "องค์การบริหารส่วนตำบล",
        "ท่าช้าง",
    )


def test_link_and_code(read_text: Read) -> None:
    """The one that says it is published goes first; two are doubtful."""
    lines = "https://www.banmai.go.th/\nรหัส อปท. ๖๓๐๐๑๐๑\nเผยแพร่ที่ https://www.banmai.go.th/ita/2566.pdf\n"
    fields = read_text(table(GOOD) + lines)
    assert fields["url"].value == "https://www.banmai.go.th/ita/2566.pdf"
    assert fields["url"].trust is Trust.DOUBTFUL
    assert fields["agency.code"].value == "6300101"
