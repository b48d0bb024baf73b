"""Cells of a workbook, however it is written; what is hostile or damaged is refused in words."""

import re
import zipfile
from io import BytesIO
from random import Random

import pytest
from openpyxl.workbook import Workbook

from ita_sync.document.form import read
from ita_sync.errors import ReportError
from ita_sync.i18n import Text
from ita_sync.report import Report
from tests.document.filling import data_of, report_of, rules, values
from tests.document.form.reading_back import (
    FIRST,
    INDICATORS,
    changed_part,
    fields,
    garble,
    notes,
    refused,
    with_shared_texts,
)


def test_formulas(book: Workbook) -> None:
    """A stored result is read.

    A formula that was never computed and an error are left empty and listed.
    """
    first, second, third = (book[INDICATORS].cell(FIRST + n, 4) for n in range(3))
    first.value, second.value, third.value = "=90+8.01", "=1", "#N/A"
    data = changed_part(
        data_of(book),
        "sheet3.xml",
        lambda xml: re.sub(r"(<f>90\+8.01</f>)<v ?/?>(</v>)?", r"\1<v>98.01</v>", xml),
    )
    found = fields(data)
    assert found["indicators", 0, "score"].value == "98.01"
    assert ("indicators", 1, "score") not in found
    assert notes(data) == [
        f"ตัวชี้วัด!D{FIRST + n}: a formula without a stored result, or an error; nothing was read."
        for n in (1, 2)
    ]


def test_xml_written_otherwise(book: Workbook, example: Report) -> None:
    """Other programs write prefixes, shared strings, runs, escapes, and cells without a place."""

    def prefixed(xml: str) -> str:
        xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
        return xml.replace(
            'xmlns="http://schemas.openxmlformats.org', 'xmlns:x="http://schemas.openxmlformats.org'
        )

    def unplaced(xml: str) -> str:
        return re.sub(r'<c r="[A-Z]+[0-9]+"', "<c", xml)

    data = changed_part(with_shared_texts(data_of(book)), "sheet4.xml", prefixed)
    data = changed_part(data, "sheet3.xml", unplaced)
    data = changed_part(
        data,
        "sharedStrings.xml",
        lambda xml: xml.replace(
            "<t>ชัยภูมิ</t>", "<r><t>ชัย</t></r><r><rPr/><t>ภูมิ_x000D_</t></r><rPh><t>x</t></rPh>"
        ),
    )
    assert report_of(data) == example


def _zip(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document-damaged"),
        (b"PK\x03\x04 and no more", "document-damaged"),
        (_OLE, "document-old"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "document-locked"),
        (_zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "document-not-form"),
        (_zip(**{"word/document.xml": b"<w/>"}), "document-not-form"),
        (_zip(**{"xl/workbook.xml": b"<workbook><sheets>"}), "document-damaged"),
    ],
)
def test_files_that_are_no_workbook(data: bytes, code: str) -> None:
    """Each by its own name."""
    assert refused(data).code == code


def _with(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return a workbook in one part of which a text is another."""

    def change(xml: str) -> str:
        assert old in xml
        return xml.replace(old, new, 1)

    return changed_part(data, name, change)


_XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (
            "sheet3.xml",
            "<sheetData>",
            "<sheetData>" + '<row r="1"/>' * 1_500_000,
            "document-too-large",
        ),
        ("sharedStrings.xml", "<si>", "<si/>" * 2_100_000 + "<si>", "document-too-large"),
        ("sharedStrings.xml", "<t>ชัยภูมิ</t>", f"<t>{'ก' * 2_100_000}</t>", "document-too-large"),
        ("sharedStrings.xml", "<sst", _XXE + "<sst", "document-damaged"),
        (
            "sheet3.xml",
            "</sheetData>",
            "</sheetData>" + '<mergeCell ref="A1:XFD1048576"/>' * 2,
            "document-too-large",
        ),
        ("sheet3.xml", '<row r="5"', '<row r="x"', "document-damaged"),
        (
            "sheet3.xml",
            "</sheetData>",
            '<row r="9"><c r="A9" t="s"><v>99999</v></c></row></sheetData>',
            "document-damaged",
        ),
        ("styles.xml", "</styleSheet>", "", "document-damaged"),
        ("workbook.xml", "<sheets>", "<sheets>" + '<sheet name="a"/>' * 60, "document-too-large"),
    ],
)
def test_hostile_workbooks_are_refused(
    book: Workbook, name: str, old: str, new: str, code: str
) -> None:
    """Bounded, and said in a sentence."""
    assert refused(_with(with_shared_texts(data_of(book)), name, old, new)).code == code


def test_a_zip_bomb_is_refused(book: Workbook) -> None:
    """A part that unpacks to more than any report has."""
    data = _with(
        with_shared_texts(data_of(book)), "sharedStrings.xml", "<si>", " " * 120_000_000 + "<si>"
    )
    assert len(data) < 1_000_000
    assert refused(data).code == "document-too-large"


def test_what_a_workbook_only_claims_costs_nothing(book: Workbook, example: Report) -> None:
    """A million rows declared, a cell at the far end, links to other files: the form is read."""
    book[INDICATORS].cell(1_048_576, 16_384).value = "far"
    data = data_of(book)
    data = changed_part(
        data,
        "sheet3.xml",
        lambda xml: re.sub('<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', xml),
    )
    data = _with(
        data,
        "sheet2.xml",
        "</sheetData>",
        '</sheetData><mergeCells><mergeCell ref="D200:H1048576"/></mergeCells>',
    )
    data = _with(
        data,
        "workbook.xml.rels",
        "</Relationships>",
        '<Relationship Id="x" TargetMode="External" Type="a" '
        'Target="http://example.invalid/a.xlsx"/></Relationships>',
    )
    data = _with(
        data,
        "workbook.xml",
        "</sheets>",
        '<sheet xmlns:r="r" name="ext" sheetId="99" r:id="x"/></sheets>',
    )
    assert report_of(data) == example
    assert notes(data) == [
        "Sheet ตัวชี้วัด is larger than a form; what is far below or to the right was not read."
    ]


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_never_more_than_an_error(untouched: bytes, seed: int) -> None:
    """Bytes of a part, or of the file, at random: a reading or a clear refusal, nothing else."""
    rng = Random(seed)  # noqa: S311 - repeatable
    data = untouched
    if seed % 3 == 0:
        raw = bytearray(data)
        for _ in range(rng.randint(1, 30)):
            raw[rng.randrange(len(raw))] = rng.randrange(256)
        data = bytes(raw)
    else:
        name = rng.choice(
            [
                "sheet2.xml",
                "sheet3.xml",
                "sharedStrings.xml",
                "styles.xml",
                "workbook.xml",
                "workbook.xml.rels",
            ]
        )
        data = changed_part(data, name, lambda xml: garble(rng, xml))
    try:
        found, said = read(data, rules)
    except ReportError as error:
        assert error.code.startswith("document-")  # noqa: PT017 - not every damage is an error
    else:
        assert values(found)
        assert all(isinstance(note, Text) for note in said)
