"""The parser by itself is safe: what `package` refuses before it, it refuses too."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ita_sync.document.word.xml import parse

DEEPEST, LONGEST = 256, 10_000_000


def nested(depth: int) -> bytes:
    """Elements inside of each other."""
    return b"<a>" * depth + b"</a>" * depth


def long(length: int) -> bytes:
    """An element with a text of many letters."""
    return b"<a>" + b"x" * length + b"</a>"


def test_text_is_kept_as_it_is() -> None:
    """Blanks too, and the five entities that are part of XML."""
    root = parse("<a> <b> </b><b>&lt;ก&#3585;&amp;</b></a>".encode())
    assert (root.text, [child.text for child in root]) == (" ", [" ", "<กก&"])


@pytest.mark.parametrize(("made", "most"), [(nested, DEEPEST), (long, LONGEST)])
def test_depth_and_length_are_bounded(made: Callable[[int], bytes], most: int) -> None:
    """The most that is allowed is read, one more is refused."""
    assert parse(made(most)).tag == "a"
    with pytest.raises(ValueError, match="XML_PARSE_HUGE"):
        parse(made(most + 1))


@pytest.mark.parametrize("part", [b"", b"<a>", b"<a/><b/>", b"<a>&b;</a>", b"text", b"<a b=c/>"])
def test_what_is_no_complete_xml_is_refused(part: bytes) -> None:
    """As one kind of error, whatever lxml calls it."""
    with pytest.raises(ValueError, match=r"."):
        parse(part)


def test_no_document_type_is_read(tmp_path: Path) -> None:
    """Neither one inside of the part nor one beside it, and no file that it names."""
    secret = tmp_path / "secret"
    secret.write_text("secret", "utf-8")
    types = tmp_path / "types.dtd"
    types.write_text('<!ENTITY b "secret"><!ATTLIST a c CDATA "secret">', "utf-8")
    for declared in (
        "<!DOCTYPE a>",
        '<!DOCTYPE a [<!ENTITY b "secret">]>',
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE a SYSTEM "{types.as_uri()}">',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/types.dtd">',
        f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{types.as_uri()}"> %p;]>',
    ):
        for content in ("", "&b;"):
            with pytest.raises(ValueError, match=r".") as caught:
                parse(f"{declared}<a>{content}</a>".encode())
            assert "secret" not in str(caught.value)
