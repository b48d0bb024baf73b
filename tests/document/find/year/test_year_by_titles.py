"""A picture whose digits are not known: its words are read, and its year by titles of items."""

from dataclasses import replace
from pathlib import Path

import pytest

from ita_sync.document import reading
from ita_sync.document.draft import Draft, Trust
from ita_sync.document.find.year import year_by_titles
from ita_sync.document.parts import Document, Kind
from ita_sync.document.text import reading as text
from ita_sync.errors import ItaSyncError
from tests.document.conftest import flat, rules
from tests.document.texts import GOOD, table

ALL = [rules(year) for year in range(2561, 2570)]
WEAK = "ข้อ\tประเด็น\tคะแนน\tแนวทาง\n"
TITLES = list(rules(2566).titles.items.values())


def read(told: str) -> Draft:
    """Return the draft of a picture in Thai digits, some of which were not known."""
    thai = told.translate(str.maketrans("0123456789", "๐๑๒๓๕๕๒๓๕๓"))
    content = text.read(Path("x.txt"), thai.encode())
    scan = replace(content, lossy=True, unknown_digits="๔๖๗๘๙")
    document = Document(Path("x.pdf"), "", Kind.PDF, scan)
    return reading._read_report(document, rules, year=None, listed={})


def test_the_year_whose_titles_stand_there() -> None:
    """Two titles of it are needed, of any length that is no usual phrase."""
    long = [title for title in TITLES if len(title) > 30]
    assert year_by_titles.told(long[:5], ALL) == (2566,)
    assert year_by_titles.told(long[:1], ALL) == ()
    assert year_by_titles.told([], ALL) == ()


def test_a_title_that_lost_a_mark_still_tells_the_year() -> None:
    """A recogniser misses tone marks and vowels; a text that has but half of a title is none."""
    long = [title for title in TITLES if len(title) > 30][:5]
    assert year_by_titles.told([title.replace("ี่", "ี", 1)[1:] for title in long], ALL) == (2566,)
    assert year_by_titles.told([title[: len(title) // 2] for title in long], ALL) == ()


def test_what_can_be_read_is_read_and_its_figures_are_doubted() -> None:
    """The year, too: it is a guess by the titles, and says so."""
    rows = "".join(f"ข้อ {n}\t{title}\t0.00\tเผยแพร่\n" for n, title in enumerate(TITLES[:6], 12))
    own = "เทศบาลตำบลบ้านใหม่\n" * 3  # the same letter is read wrong the same way each time
    draft = read(table(GOOD) + own + "จุดอ่อนที่ต้องแก้ไข\n" + WEAK + rows)
    fields = flat(draft)
    year = fields["fiscal_year"]
    assert (year.value, year.trust) == ("2566", Trust.DOUBTFUL)
    assert "๔" in (year.why.render("en") if year.why else "")
    assert fields["agency.name"].value == "บ้านใหม่"
    assert fields["agency.name"].trust is not Trust.SURE
    assert {fields[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.DOUBTFUL}


def test_without_titles_it_is_said_why_the_year_cannot_be_read() -> None:
    """And what to do: not that there was no assessment in 2522."""
    with pytest.raises(ItaSyncError) as caught:
        read(table(GOOD))
    assert caught.value.code == "document-no-year"
    for language in ("th", "en"):
        assert "๔" in caught.value.what.render(language)
        assert "--year" in caught.value.next_step.render(language)
    assert caught.value.what.render("th") != caught.value.what.render("en")
