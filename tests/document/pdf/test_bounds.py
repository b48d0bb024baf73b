"""Reading a PDF takes bounded memory."""

import zlib

import pytest

from tests.document.drawing import assembled
from tests.document.pdf.drawn import refusal


def bomb(data: bytes, filters: str) -> bytes:
    """Return a document whose page unpacks to far more than it is."""
    content = (
        f"<</Length {len(data)}/Filter[{filters}]>>\nstream\n".encode() + data + b"\nendstream"
    )
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return assembled(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content]
    )


def zeros() -> bytes:
    """Return many zero bytes, packed."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(300)), packer.flush()])


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_to_far_more_is_refused(times: int) -> None:
    """A stream that unpacks to far more is refused."""
    data = zeros() if times == 1 else zlib.compress(zeros(), 9)
    assert refusal(bomb(data, "/FlateDecode " * times)).code == "document-too-large"


def test_a_broken_stream_that_unpacks_to_far_more_is_refused() -> None:
    """A broken stream that unpacks to far more is refused."""
    assert refusal(bomb(zeros()[:-4] + b"\0\0\0\0", "/FlateDecode")).code == "document-too-large"


def test_a_document_that_takes_too_much_memory_is_refused() -> None:
    """A document that takes too much memory is refused: it is no bug of ours."""
    stream = b"q " * 6_000_000
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    content = b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (
        len(packed := zlib.compress(stream)),
        packed,
    )
    kids = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    found = refusal(assembled(["<</Type/Catalog/Pages 2 0 R>>", kids, page, content]))
    assert found.code in {
        "document-too-large",
        "document-damaged",
    }  # where memory ends, the process may just stop
