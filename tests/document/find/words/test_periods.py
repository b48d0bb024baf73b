"""Misread years and months, read as the only thing that they can be."""

import pytest

from ita_sync.document.find.words import periods


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ภายในเดือนมีนาคม ๒๕๖๗", "ภายในเดือนมีนาคม ๒๕๖๗"),
        ("ภายในเดือนมีนาคม ๒๕๖๓", "ภายในเดือนมีนาคม ๒๕๖๗"),
        ("ภายในเดือนมีนาคม ๖๕๖๗", "ภายในเดือนมีนาคม ๒๕๖๗"),
        ("ภายในเดือนเมษายยน 2567", "ภายในเดือนเมษายน 2567"),
        ("31 มีนคม 2567", "31 มีนาคม 2567"),
        ("ภายในเดือนมีนาคม 2540", "ภายในเดือนมีนาคม 2540"),
        ("ทุกเดือน", "ทุกเดือน"),
        ("๑๓/ ตุลาคม ๒๕๖๓/", "๑๗ ตุลาคม ๒๕๖๗"),
        ("กายในวันที่ ๑๙ ธันวาคม ๒๕๖๕", "ภายในวันที่ ๑๙ ธันวาคม ๒๕๖๕"),
        ("ททุกไตรมาส", "ทุกไตรมาส"),
        ("31/3/2567", "31/3/2567"),
        ("ไตรมาส ๓/ปี ๒๕๖๗", "ไตรมาส ๓/ปี ๒๕๖๗"),
        ("ทุก ๓/ เดือน", "ทุก ๓/ เดือน"),
        ("๓/ตุลาคม/๒๕๖๗", "๓/ตุลาคม/๒๕๖๗"),
    ],
)
def test_deadlines(seen: str, meant: str) -> None:
    """Of a report of 2566: a year near by, a month that there is; what is further off stays."""
    assert periods.deadline(seen, 2566) == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ปี ๖๕๖๖", "ปี ๒๕๖๖"),
        ("พ.ศ. ๒๕๔๐", "พ.ศ. ๒๕๔๐"),
        ("โทร. ๐-๔๔๘๕-๑๓๕๙", "โทร. ๐-๔๔๘๕-๑๓๕๙"),
        ("1,234", "1,234"),
    ],
)
def test_years(seen: str, meant: str) -> None:
    """Only what is no year at all, and can be one near by."""
    assert periods.years(seen, 2566) == meant
