"""Configurations and year files with wrong values: whatever is wrong, the Thai text is Thai."""

import copy
import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ita_sync import settings, toml_file
from ita_sync.errors import ConfigError
from ita_sync.i18n import Text
from ita_sync.rules import load_framework
from ita_sync.validation import UNFORESEEN, choices, place_of
from tests.conftest import ROOT
from tests.today import TODAY

CONFIG = ROOT / "config" / "ita-sync.toml"
YEAR = ROOT / "config" / "frameworks" / "2566.toml"
WRONG: list[object] = [
    *[-1, 0, 10**30, Decimal("1.5"), Decimal("NaN"), Decimal("Infinity"), True],
    *["", " ", "x", "o10-o1", "x" * 600, dt.date(2023, 10, 27)],
    *[[], [1], ["x"], [{}], {}, {"x": 1}],
]
SETTINGS = """
    target spreadsheet tab gid header_row credentials patience connect read deadline columns
    header field constant type key text number link true false sandbox fiscal_year pass_mark
    pass_mark_source confidence sources parts levels other_levels indicators titles items
    items_source name also sub source tool weight min all_tools_min names years sure likely guess
    unknown format scheme scoring tool_score tool_score_source open_data open_data_source eit
    eit_source eit_in_levels eit_in_levels_source one mean levels_complete
""".split()  # noqa: SIM905 - reads as a list
"""What stays as it is typed: settings and the values that they take."""
PROPER = {"Google", "id", "IIT", "EIT", "OIT", "i1", "i2", "e1", "e2", "o1", "o2", "o10"}

Load = Callable[[dict[str, Any]], object]
Path_ = tuple[str | int, ...]


@pytest.fixture
def load_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Return a function that loads a configuration of these values."""

    def load(data: dict[str, Any]) -> object:
        monkeypatch.setattr(toml_file, "read", lambda _: data)
        return settings.load(tmp_path / "x.toml", env={"ITA_SYNC_STATE": "."})

    return load


@pytest.fixture
def load_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Return a function that loads a year's rules of these values."""
    (tmp_path / "2566.toml").touch()

    def load(data: dict[str, Any]) -> object:
        monkeypatch.setattr(toml_file, "read", lambda _: data)
        return load_framework(2566, [tmp_path], TODAY)

    return load


def values(path: Path) -> dict[str, Any]:
    """Return the values of a file that comes along."""
    return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)


def places(value: object, loc: Path_ = ()) -> Iterator[Path_]:
    """Yield every place in the values of a file; of a list only its first and last entry."""
    if loc:
        yield loc
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from places(entry, (*loc, key))
    if isinstance(value, list):
        for index in {0, len(value) - 1} if value else ():
            yield from places(value[index], (*loc, index))


def changes(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the values with each place gone, wrong in every way, or with an unknown neighbour."""
    for loc in places(data):
        for new in [None, *WRONG]:
            changed = copy.deepcopy(data)
            parent: Any = changed
            for part in loc[:-1]:
                parent = parent[part]
            if new is None:
                del parent[loc[-1]]
            else:
                parent[loc[-1]] = new
            yield changed
    yield {**data, "unknown": 1}


def refusals(load: Load, data: dict[str, Any]) -> Iterator[Text]:
    """Yield each different sentence of the refusals."""
    seen = set()
    for changed in changes(data):
        try:
            load(changed)
        except ConfigError as error:
            for detail in error.details:
                if detail.render("th") not in seen:
                    seen.add(detail.render("th"))
                    yield detail


def foreign(text: str, known: set[str]) -> list[str]:
    """Return the words in Latin letters that are no names of settings or values of the file."""
    return [word for word in re.findall(r"[A-Za-z][A-Za-z0-9_]*", text) if word not in known]


def texts_of(value: object) -> Iterator[str]:
    """Yield the words of all texts and keys in the values of a file."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield key
            yield from texts_of(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from texts_of(entry)
    elif isinstance(value, str):
        yield from re.findall(r"[A-Za-z][A-Za-z0-9_]*", value)


@pytest.mark.parametrize(("fixture", "path"), [("load_config", CONFIG), ("load_year", YEAR)])
def test_every_wrong_value_is_refused_in_thai(
    request: pytest.FixtureRequest, fixture: str, path: Path
) -> None:
    """No word of pydantic's, and none of the words for what nobody foresaw."""
    load, data = request.getfixturevalue(fixture), values(path)
    if path == CONFIG:
        data["target"] |= {"header_row": 2}
        data["credentials"] = "key.json"
        data["columns"] = [*data["columns"][:6], {"header": "a", "constant": 1}]
    known = {*SETTINGS, *PROPER, *texts_of(data), "x", "x" * 600}
    found = list(refusals(load, data))
    assert len(found) > 40
    for detail in found:
        thai = detail.render("th")
        assert foreign(thai, known) == [], thai
        assert UNFORESEEN.render("th") not in thai, thai
        assert re.search("[ก-๙]", thai), thai


BAD_SPREADSHEET = 'spreadsheet = "https://docs.google.com/spreadsheets/d/x/edit#gid=' + "9" * 5000


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('header = "IIT"', 'header = ""', "columns[6].header: must not be empty"),
        ('header = "IIT"', 'header = " "', "columns[6].header: must not be empty"),
        (
            'header = "IIT"',
            f'header = "{"x" * 501}"',
            "columns[6].header: must have at most 500 letters",
        ),
        ('field = "tools.IIT"', "constant = []", "must be a text in quotes or a number"),
        ('field = "tools.IIT"', "constant = nan", "must be a text in quotes or a number"),
        ('type = "number"', 'type = "no"', "columns[5].type: must be one of: text, number, link"),
        ("connect = 10", "connect = 0", "patience.connect: must be more than 0"),
        ("connect = 10", "connect = 121", "patience.connect: must be 120 or less"),
        ("connect = 10", 'connect = "x"', "patience.connect: must be a number"),
        ('\ntab = "ITA 2566"', "\ngid = -1", "target.gid: must be 0 or more"),
        ('\ntab = "ITA 2566"', "\ngid = 1.5", "target.gid: must be a whole number"),
        ("\nkey = true", "\nkey = []", "columns[1].key: must be true or false"),
        ('\ntab = "ITA 2566"', "", "target: give either `tab`"),
        ('spreadsheet = "sandbox"\ntab = "ITA 2566"', f'{BAD_SPREADSHEET}"', "target: give either"),
        ("[target]", "target = 5\n[x]", "target: must be a section with settings of its own"),
        ("[target]", 'credentials = "C:\\temp"\n[target]', "credentials: in double quotes \\ has"),
        ('header = "IIT"', 'header = "EIT"', "the file: two columns have the same header"),
    ],
)
def test_a_wrong_setting_is_named_once(tmp_path: Path, old: str, new: str, expected: str) -> None:
    """With its place, entries counted from 1, and what it has to be."""
    text = CONFIG.read_text("utf-8")
    assert old in text
    path = tmp_path / "x.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ConfigError) as caught:
        settings.load(path, env={"ITA_SYNC_STATE": "."})
    found = [str(detail) for detail in caught.value.details]
    assert [line for line in found if expected in line] == found[:1], found


def test_a_list_with_a_wrong_entry_is_not_called_empty(load_config: Load) -> None:
    """Only the entry is wrong."""
    with pytest.raises(ConfigError) as caught:
        load_config({**values(CONFIG), "columns": [{"header": 1, "constant": "x", "key": True}]})
    assert [str(detail) for detail in caught.value.details] == [
        "columns[1].header: must be a text in quotes"
    ]


def test_no_columns(load_config: Load) -> None:
    """A row without columns is no row."""
    with pytest.raises(ConfigError) as caught:
        load_config({**values(CONFIG), "columns": []})
    assert [str(detail) for detail in caught.value.details] == [
        "columns: must have at least 1 entry"
    ]


def test_too_many_columns(load_config: Load) -> None:
    """No sheet has as many."""
    column = {"header": "a", "field": "url"}
    with pytest.raises(ConfigError) as caught:
        load_config({**values(CONFIG), "columns": [column] * 501})
    assert [str(detail) for detail in caught.value.details] == [
        "columns: must have at most 500 entries"
    ]


def test_places() -> None:
    """As people write them."""
    assert place_of(("columns", 2, "header")) == "columns[3].header"
    assert place_of(()) == ""


def test_choices() -> None:
    """Out of the list that pydantic gives, whatever joins its entries."""
    assert choices({"expected": "'text', 'number' or 'link'"}) == ["text", "number", "link"]
    assert choices({"expected": "1"}) == ["1"]
