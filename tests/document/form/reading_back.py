"""What is read of a workbook."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from ita_sync.document.draft import Draft, Field
from ita_sync.document.form import read
from ita_sync.document.form.layout import HEADER_ROW, SHEETS
from ita_sync.document.parts import Content, Document, Kind
from ita_sync.errors import ReportError
from ita_sync.report import Loc, Report, Tools
from tests.document.filling import rules

FIRST = HEADER_ROW + 1
GENERAL, INDICATORS, WEAK, STRENGTHS, MEASURES = (sheet.title for sheet in SHEETS)


def fields(data: bytes) -> dict[Loc, Field]:
    """Return the fields that a form gives, by place in the report file."""
    found, _ = read(data, rules)
    draft = Draft(Document(Path("form.xlsx"), "", Kind.FORM, Content(())), found)
    return dict(draft.walk())


def notes(data: bytes) -> list[str]:
    """Return what is said about a form."""
    return [str(note) for note in read(data, rules)[1]]


def refused(data: bytes) -> ReportError:
    """Return the error that a file meets."""
    with pytest.raises(ReportError) as caught:
        read(data, rules)
    return caught.value


def same(found: Report, wanted: Report) -> bool:
    """Whether two reports say the same; a section of tools without any score says nothing."""
    return found == (
        wanted if wanted.tools != Tools() else wanted.model_copy(update={"tools": None})
    )


def changed_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return a workbook with one part changed."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            part = old.read(info)
            new.writestr(
                info, change(part.decode()).encode() if info.filename.endswith("/" + name) else part
            )
    return buffer.getvalue()


def with_shared_texts(data: bytes) -> bytes:
    """Return a workbook with its texts in one part, as Excel keeps them."""
    texts: list[str] = []

    def taken(found: re.Match[str]) -> str:
        texts.append(re.sub("&#([0-9]+);", lambda sign: chr(int(sign[1])), found[2]))
        return f'{found[1]} t="s"><v>{len(texts) - 1}</v></c>'

    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            part = old.read(info)
            if info.filename.startswith("xl/worksheets/"):
                whole = re.sub(
                    r'(<c [^>]*?) t="inlineStr"><is>(.*?)</is></c>',
                    taken,
                    part.decode(),
                    flags=re.DOTALL,
                )
                part = whole.encode()
            new.writestr(info, part)
        new.writestr(
            "xl/sharedStrings.xml",
            "<sst>" + "".join(f"<si>{text}</si>" for text in texts) + "</sst>",
        )
    return buffer.getvalue()


def garble(rng: Random, xml: str) -> str:
    """Return a part in which numbers and texts are others."""
    for _ in range(rng.randint(1, 20)):
        numbers = [
            found.span()
            for found in re.finditer(
                r'(?<=")(?:rId|[A-Z]*)[0-9]+(?=")|(?<=<v>)[^<]+|(?<=<t>)[^<]+', xml
            )
        ]
        if not numbers:
            break
        start, end = rng.choice(numbers)
        xml = (
            xml[:start]
            + rng.choice(["", "-1", "9" * 5000, "1e999", "nan", "x", "A0", "ZZZ9999999"])
            + xml[end:]
        )
    return xml
