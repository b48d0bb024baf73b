"""Where a folder is: here, on another machine's disk, or in a folder that is copied elsewhere."""

import os
from pathlib import Path

import pytest

from ita_sync.monitor.doctor.drives import where

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/office nfs4 rw 0 0
//server/share /mnt/office\\040share cifs rw 0 0
/dev/sdb1 /mnt/office/disk ext4 rw 0 0
not a line
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    """Return a list of file systems as Linux writes it."""
    path = tmp_path / "mounts"
    path.write_text(MOUNTS, "utf-8")
    return path


@pytest.mark.skipif(os.name == "nt", reason="Windows has drives instead")
@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("/home/ita", "here"),
        ("/mnt/office", "network"),
        ("/mnt/office/ita-sync/not/made/yet", "network"),
        ("/mnt/office share/ita", "network"),
        ("/mnt/office/disk/ita", "here"),
        ("/mnt/officer", "here"),
    ],
)
def test_the_file_system_that_holds_a_folder_decides(mounts: Path, folder: str, place: str) -> None:
    """The innermost one; a name that only begins alike is another."""
    assert where(Path(folder), mounts) == place


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("OneDrive", "synced"),
        ("OneDrive - เทศบาลตำบล", "synced"),
        ("Google Drive", "synced"),
        ("GoogleDrive-officer@example.go.th", "synced"),
        ("My Drive", "synced"),
        ("ไดรฟ์ของฉัน", "synced"),
        ("Dropbox", "synced"),
        ("Dropbox (Personal)", "synced"),
        ("iCloudDrive", "synced"),
        ("my dropbox notes", "here"),
        ("drive", "here"),
    ],
)
def test_the_names_of_folders_that_are_copied_elsewhere(
    tmp_path: Path, mounts: Path, name: str, place: str
) -> None:
    """By the whole name of a folder above."""
    assert where(tmp_path / name / "ita-sync", mounts) == place


def test_without_a_list_of_file_systems_nothing_is_known(tmp_path: Path) -> None:
    """Then it is taken for a folder of this machine."""
    assert where(tmp_path, tmp_path / "none") == "here"
