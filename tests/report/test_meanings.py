"""What each field holds: every field once, in both languages, whatever Python leaves out."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from ita_sync.report import Report, report_schema
from ita_sync.report.meanings import KINDS, MEANINGS, meaning
from ita_sync.report.problems import model_at
from tests.conftest import ROOT
from tests.report.conftest import Write


def fields(model: type[BaseModel], names: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every field of a model and of the models inside it."""
    for name in model.model_fields:
        yield (*names, name)
        inner = model_at((*names, name))
        if inner is not None:
            yield from fields(inner, (*names, name))


def test_every_field_has_a_meaning_in_both_languages() -> None:
    """And nothing else has one."""
    assert list(MEANINGS) == list(fields(Report))
    for text in [*MEANINGS.values(), *KINDS.values()]:
        assert text.render("en").isascii()
        assert re.search("[ก-๙]", text.render("th"))


def test_an_entry_has_the_meaning_of_its_list() -> None:
    """Positions are left out."""
    assert meaning(("weak", 0, "items", 2, "score")) is MEANINGS["weak", "items", "score"]
    assert meaning(("measures", 0, "steps", 1)) is MEANINGS["measures", "steps"]
    assert meaning(("indicators", 3)) is MEANINGS["indicators",]


def test_what_is_no_field_has_the_meaning_of_its_nearest_parent() -> None:
    """Never an error: the place is only named."""
    assert meaning(("weak", 0, "nothing")) is MEANINGS["weak",]
    assert str(meaning(("nothing",))) == str(meaning(())) == "the file"


def test_the_schema_describes_every_field_in_both_languages() -> None:
    """Editors show them; a kind that is missing in the table would show its docstring."""
    text = str(report_schema())
    described = re.findall(r"'description': (?:'([^']*)'|\"([^\"]*)\")", text)
    assert len(described) == len(MEANINGS) + len(KINDS)
    for one, other in described:
        english, _, thai = (one or other).partition(" / ")
        assert english.isascii()
        assert re.search("[ก-๙]", thai)


def run(*arguments: str, optimised: bool, lang: str, folder: Path) -> tuple[int, bytes, bytes]:
    """Return exit code and output of the program in a process of its own."""
    flags = ["-OO"] if optimised else []
    done = subprocess.run(
        [sys.executable, *flags, "-m", "ita_sync", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "ITA_SYNC_LANG": lang},
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("arguments", [("schema",), ("check", "report.yaml")])
def test_nothing_depends_on_docstrings(
    write: Write, tmp_path: Path, arguments: tuple[str, ...], lang: str
) -> None:
    """Python drops them under -OO; schema and problems stay as they are."""
    write(("  province: ชัยภูมิ", "  province:"), ("number: 1,", ""), ("  subject:", "  x:"))
    plain = run(*arguments, optimised=False, lang=lang, folder=tmp_path)
    assert plain == run(*arguments, optimised=True, lang=lang, folder=tmp_path)
    shown = b"".join(plain[1:]).decode()
    expected = {"th": "จังหวัด", "en": "Province"}[lang]
    assert expected in shown
    if arguments[0] == "check":
        assert plain[0] == 1
        assert ("Province" in shown) == (lang == "en")
