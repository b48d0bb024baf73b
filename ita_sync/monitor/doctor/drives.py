"""Where a folder is: on this machine, on another one's disk, or in one that is copied elsewhere."""

import os
import re
from pathlib import Path
from typing import Literal

_SHARED = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "9p"),
        *("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "davfs", "fuse.davfs2"),
    }
)
"""Kinds of file systems, as Linux names them, that lie on another machine."""
_SYNCED = re.compile(
    r"onedrive( - .+)?|google ?drive.*|googledrive.*|my drive|ไดรฟ์ของฉัน|dropbox( \(.+\))?"
    r"|icloud ?drive|nextcloud|box sync",
    re.IGNORECASE,
)
"""Names of folders that a program copies to and from other machines."""
_MOUNTS = Path("/proc/self/mounts")
_REMOTE = 4
"""What Windows answers of a drive that is another machine's."""

Where = Literal["here", "network", "synced"]


def where(folder: Path, mounts: Path = _MOUNTS) -> Where:
    """Return where a folder is, or would be once it is made.

    SQLite's locks are not to be relied on over a network, and a program that copies the file
    while it is written, or puts an older one in its place, makes the journal forget.

    Args:
        folder: it need not be there yet.
        mounts: the list of file systems, as Linux writes it; where there is none, none is known.
    """
    path = Path(os.path.realpath(folder))
    if any(_SYNCED.fullmatch(part) for part in path.parts):
        return "synced"
    return "network" if _on_share(path) or _kind(path, mounts) in _SHARED else "here"


def _on_share(path: Path) -> bool:
    """Say whether a path of Windows leads to another machine."""
    if os.name != "nt":
        return False
    import ctypes  # only Windows has such drives

    drive = path.drive
    found = ctypes.windll.kernel32.GetDriveTypeW(drive + "\\")  # type: ignore[attr-defined, unused-ignore] # known on Windows only
    return drive.startswith("\\\\") or found == _REMOTE


def _kind(path: Path, mounts: Path) -> str:
    """Return the kind of the file system that holds a path, empty if it is not known."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    entries = [line.split(" ") for line in lines if line.count(" ") >= 2]  # noqa: PLR2004 - device, place, kind
    places = [(Path(_plain(entry[1])), entry[2]) for entry in entries]
    holding = [(len(place.parts), kind) for place, kind in places if path.is_relative_to(place)]
    return max(holding, default=(0, ""), key=lambda each: each[0])[1]


def _plain(place: str) -> str:
    """Return a path as it is: a blank in it is written as its number."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)
