"""The Department's list: read in the forms it is published in, refused when it is unusable."""

import os
from pathlib import Path

import pytest

from ita_sync.errors import ConfigError
from ita_sync.rules import Official, agencies
from ita_sync.rules.kinds import KINDS

ROWS = [
    ("5360601", "ทต.", "จัตุรัส", "จัตุรัส"),
    ("6360611", "อบต", "หนองบัวโคก", "จัตุรัส"),
]
EXPECTED = (
    Official("5360601", "เทศบาลตำบล", "จัตุรัส", "จัตุรัส"),
    Official("6360611", "องค์การบริหารส่วนตำบล", "หนองบัวโคก", "จัตุรัส"),
)
ENGLISH = ("dla_code", "type", "name_th", "district_th")
THAI = ("รหัส อปท.", "ประเภท อปท.", "ชื่อ อปท.", "อำเภอ")


def table(
    header: tuple[str, ...], delimiter: str = ",", rows: list[tuple[str, ...]] | None = None
) -> str:
    """Return a list as text."""
    return "".join(
        delimiter.join(row) + "\r\n" for row in [header, *(ROWS if rows is None else rows)]
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("header", [ENGLISH, THAI])
def test_forms(tmp_path: Path, encoding: str, delimiter: str, header: tuple[str, ...]) -> None:
    """Every encoding, delimiter and language of the header gives the same agencies."""
    path = tmp_path / "list.csv"
    path.write_bytes(table(header, delimiter).encode(encoding))
    found = agencies.read(path)
    assert found.agencies == EXPECTED
    assert found.headers == dict(zip(ENGLISH, header, strict=True))


def test_titles_columns_and_names_may_stand_otherwise(tmp_path: Path) -> None:
    """A title above, other columns, the kind before the name, a province, blank lines, digits."""
    path = tmp_path / "list.csv"
    path.write_text(
        "รายชื่อองค์กรปกครองส่วนท้องถิ่น,,,,,\n"
        "ที่,จังหวัด,อำเภอ,ชื่อ อปท.,ประเภท,รหัส\n"
        "1,ชัยภูมิ,จัตุรัส,เทศบาลตำบลจัตุรัส,เทศบาลตำบล,๕๓๖๐๖๐๑\n"
        ",,,,,\n"
        '2,ชลบุรี,บางละมุง,"เมืองพัทยา",เมืองพัทยา,1200401\n',
        "utf-8",
    )
    assert agencies.read(path).agencies == (
        Official("5360601", "เทศบาลตำบล", "จัตุรัส", "จัตุรัส", "ชัยภูมิ"),
        Official("1200401", "เมืองพัทยา", "เมืองพัทยา", "บางละมุง", "ชลบุรี"),
    )


REFUSED: list[tuple[str | bytes, str, list[str]]] = [
    ("", "agencies-header", ["dla_code", "type", "name_th", "district_th"]),
    ("dla_code,name_th\n1,2\n", "agencies-header", ["type", "district_th"]),
    (table(ENGLISH, rows=[]), "agencies-rows", []),
    (table(ENGLISH, rows=[("536060", *ROWS[0][1:])]), "agencies-rows", ["row 2: the code"]),
    (table(ENGLISH, rows=[("536060A", *ROWS[0][1:])]), "agencies-rows", ["row 2: the code"]),
    (
        table(ENGLISH, rows=[ROWS[0], ROWS[0]]),
        "agencies-rows",
        ["code 5360601 is in the list 2 times"],
    ),
    (
        table(ENGLISH, rows=[("5360601", "ทต.", "", "")]),
        "agencies-rows",
        ["row 2: name_th", "row 2: district_th"],
    ),
    (
        table(ENGLISH, rows=[("5360601",)]),
        "agencies-rows",
        ["row 2: type", "row 2: name_th", "row 2: district_th"],
    ),
    (
        table(ENGLISH, rows=[("5360601", "ทต.", "=cmd()", "จัต\x1bุรัส")]),
        "agencies-rows",
        ["row 2: name_th is no name", "row 2: district_th is no name"],
    ),
    (
        table(ENGLISH, rows=[("5360601", "ทต.", '"ก\n=ข"', "\u200b＝ค")]),
        "agencies-rows",
        ["row 2: name_th is no name", "row 2: district_th is no name"],
    ),
    (table(ENGLISH, rows=[("1", "x", "y", "z")] * 30), "agencies-rows", ["row 2: the code"] * 1),
    (b"\xff\xfe\x00", "agencies-unreadable", []),
    (table(ENGLISH) + "\0", "agencies-unreadable", []),
    ("x" * (agencies.MAX_BYTES + 1), "agencies-unreadable", []),
    (table(ENGLISH) + '"' + "x" * 200_000 + '"', "agencies-unreadable", []),
]


@pytest.mark.parametrize(("content", "code", "details"), REFUSED)
def test_refused(tmp_path: Path, content: str | bytes, code: str, details: list[str]) -> None:
    """What cannot be used is refused with a word on each place, at most twenty and a count."""
    path = tmp_path / "list.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ConfigError) as caught:
        agencies.read(path)
    assert caught.value.code == code
    assert len(caught.value.details) <= 21
    for expected, detail in zip(details, caught.value.details, strict=False):
        assert expected in str(detail)
    assert len(caught.value.details) >= len(details)


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there is refused on import.

    Where nothing was imported, there is nothing to compare.
    """
    with pytest.raises(ConfigError) as caught:
        agencies.read(tmp_path / "none.csv")
    assert caught.value.code == "agencies-unreadable"
    assert "there is no such file or folder" in str(caught.value.what)
    assert agencies.load(tmp_path) == {}


def test_written_and_read_again(tmp_path: Path) -> None:
    """What is written is what is read; nothing else is left in the folder."""
    agencies.write(tmp_path / agencies.FILE, EXPECTED)
    assert agencies.load(tmp_path) == {agency.code: agency for agency in EXPECTED}
    assert [path.name for path in tmp_path.iterdir()] == [agencies.FILE]
    assert (tmp_path / agencies.FILE).read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.skipif(os.name == "nt", reason="modes as POSIX has them")
def test_the_list_is_for_everybody(tmp_path: Path) -> None:
    """Whoever uses the folder may read it, whatever the umask of the one who imported it."""
    before = os.umask(0o077)
    try:
        agencies.write(tmp_path / agencies.FILE, EXPECTED)
    finally:
        os.umask(before)
    assert (tmp_path / agencies.FILE).stat().st_mode & 0o777 == 0o644


def test_nowhere_to_write(tmp_path: Path) -> None:
    """A folder that is not there is said, in words that are translated."""
    with pytest.raises(ConfigError) as caught:
        agencies.write(tmp_path / "none" / agencies.FILE, EXPECTED)
    assert caught.value.code == "agencies-unwritable"
    assert "there is no such file or folder" in str(caught.value.what)


DEPARTMENT = Path(__file__).parents[3] / "shared" / "data" / "chaiyaphum_lao.csv"


def test_the_departments_own_file() -> None:
    """The 143 agencies of one province, as published, are read.

    Their codes bear the province's number.
    """
    if not DEPARTMENT.is_file():
        pytest.skip(f"the Department's file is not beside this checkout: {DEPARTMENT}")
    found = agencies.read(DEPARTMENT).agencies
    assert len(found) == 143
    assert {agency.code[1:3] for agency in found} == {"36"}
    assert {agency.type for agency in found} < set(KINDS)


@pytest.mark.parametrize(
    ("text", "right"), [("5360601", True), ("๕๓๖๐๖๐๑", True), ("536060", False), ("53606O1", False)]
)
def test_seven_digits(text: str, right: bool) -> None:  # noqa: FBT001 - a table
    """Arabic or Thai, neither more nor fewer."""
    assert agencies.is_code(text) is right
