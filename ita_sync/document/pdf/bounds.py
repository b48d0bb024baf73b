"""What the process that takes a PDF apart may use: memory, and room for unpacked streams."""

import contextlib
import io
import zlib

from ita_sync.document.limits import MAX_UNPACKED

MAX_MEMORY = 1024 * 1024 * 1024
"""Bytes that reading may take, where the system can hold a process to it."""


NO_MEMORY = 3
"""What the process ends with where it has none left."""
MAX_SECONDS = 240
"""Of work, after which the process ends though nobody waits for it any more.

Who waits ends it sooner.
"""


class Refused(Exception):  # noqa: N818 - an answer, not a failure of ours
    """The document cannot be read: `locked`, `pages`, `text`, `unpacked`, `memory` or `damaged`."""


def hold_down() -> None:
    """Bound the memory of this process, and what compressed streams may become together."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # Unix only

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    import pdfminer.pdftypes as streams
    from pdfminer.lzw import LZWDecoder

    left = [MAX_UNPACKED]

    def counted(chunk: bytes) -> bytes:
        left[0] -= len(chunk)
        if left[0] <= 0:
            raise Refused("unpacked")
        return chunk

    class Piecewise:
        """What pdfminer takes a broken stream apart with, a byte at a time."""

        def __init__(self) -> None:
            self.machine = zlib.decompressobj()

        def decompress(self, data: bytes) -> bytes:
            return counted(self.machine.decompress(data))

    class Bounded:
        """zlib as pdfminer uses it, which stops at a bomb."""

        error = zlib.error

        @staticmethod
        def decompressobj() -> "Piecewise":
            return Piecewise()

        @staticmethod
        def decompress(data: bytes) -> bytes:
            machine = zlib.decompressobj()
            out = counted(machine.decompress(data, left[0] + 1))
            if not machine.eof:
                raise zlib.error("incomplete")
            return out

    vars(streams)["zlib"] = Bounded
    vars(streams)["lzwdecode"] = lambda data: b"".join(
        map(counted, LZWDecoder(io.BytesIO(data)).run())
    )
