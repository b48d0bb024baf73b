"""Messages: the catalogue is whole, placeholders survive, the language is the reader's."""

import gettext
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_sync.i18n import LOCALE_DIR, N, T, pick_language
from tools import messages

ROOT = Path(__file__).parents[1]


AS_THEY_ARE = {"RFC 2606, RFC 6761"}  # names that have no translation


def holes(text: str) -> list[str]:
    """Return the placeholders of a message with their conversions, sorted."""
    return sorted(
        f"{name}!{conv}:{spec}"
        for _, name, spec, conv in string.Formatter().parse(text)
        if name is not None
    )


def every_form() -> Iterator[tuple[str, str]]:
    """Yield each English form of each message, with its translation.

    Of click's messages that count only the plural: their two forms have holes of other names.
    """
    for msgid, thai in messages.translated().items():
        forms = (msgid,) if isinstance(msgid, str) else msgid
        yield from ((form, thai) for form in (forms[-1:] if msgid in messages.CLICK else forms))


def test_every_message_is_translated() -> None:
    """Each text of the code is in the Thai catalogue, and nothing else is: `make messages`."""
    texts = messages.translated()
    assert texts.keys() == set(messages.wanted())
    assert [msgid for msgid, thai in texts.items() if not thai.strip()] == []


def test_translations_keep_their_placeholders() -> None:
    """A lost placeholder would lose a fact, an invented one would fail."""
    for msgid, thai in every_form():
        assert holes(thai) == holes(msgid), msgid


def test_translations_are_thai() -> None:
    """Whatever has words has Thai letters; commands and codes stay as they are typed."""
    for msgid, thai in every_form():
        words = re.sub(r"\{[^}]*\}", "", msgid)
        if any(c.isalpha() for c in words) and msgid not in AS_THEY_ARE:
            assert any("ก" <= c <= "๛" for c in thai), msgid


def test_the_compiled_catalogue_is_the_one_in_the_source() -> None:
    """The .mo in the repository was made from the .po beside it."""
    catalog = gettext.translation("ita_sync", LOCALE_DIR, languages=["th"])
    for msgid, thai in messages.translated().items():
        if isinstance(msgid, str):
            assert catalog.gettext(msgid) == thai
        else:
            assert {catalog.ngettext(*msgid, count) for count in (0, 1, 2)} == {thai}


def test_texts_render_in_both_languages_with_their_parameters() -> None:
    """Nested texts and lists take the language of the outer one."""
    text = T("{what} (key: {key}, tab {tab})", what=T("nothing"), key=["a", "b"], tab=3)
    assert text.render("en") == "nothing (key: a, b, tab 3)"
    assert text.render("th") != text.render("en")
    assert set(text.both()) == {"th", "en"}
    assert (
        len({text, T("{what} (key: {key}, tab {tab})", what=T("nothing"), key=["a", "b"], tab=3)})
        == 1
    )


@pytest.mark.parametrize(("count", "told"), [(0, "0 errors"), (1, "1 error"), (2, "2 errors")])
def test_english_agrees_with_its_numbers(count: int, told: str) -> None:
    """Thai has one form for all of them."""
    text = N("{count} error", "{count} errors", count=count)
    assert text.render("en") == str(text) == told
    assert text.cut(3).render("en") == told
    assert text.render("th") == text.both()["th"] == f"ข้อผิดพลาด {count} รายการ"


@pytest.mark.parametrize(
    ("wanted", "environment", "language"),
    [
        ("en", {"ITA_SYNC_LANG": "th"}, "en"),
        (None, {"ITA_SYNC_LANG": "th_TH", "LANG": "en_US.UTF-8"}, "th"),
        (None, {"LC_ALL": "en_GB.UTF-8", "LANG": "th_TH.UTF-8"}, "en"),
        (None, {"LANG": "th_TH.UTF-8"}, "th"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LANG": "C.UTF-8"}, "th"),
        (None, {"LANG": "POSIX"}, "th"),
        (None, {}, "th"),
    ],
)
def test_the_language_is_asked_for_else_the_locale_else_thai(
    monkeypatch: pytest.MonkeyPatch, wanted: str | None, environment: dict[str, str], language: str
) -> None:
    """Cron names no locale: the officer still reads Thai."""
    monkeypatch.delenv("ITA_SYNC_LANG")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert pick_language(wanted) == language


def test_a_console_without_thai_letters_is_no_reason_to_fail() -> None:
    """A Western console shows stand-ins."""
    done = subprocess.run(
        [sys.executable, "-m", "ita_sync", "--help"],
        env={
            "PYTHONIOENCODING": "cp1252",
            "PYTHONPATH": str(ROOT),
            "ITA_SYNC_LANG": "th",
            "PYTHONUTF8": "0",
        },
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert (b"\\u0e" if os.name == "posix" else b"?") in done.stdout


def test_spaces_at_the_ends_of_a_value_are_seen() -> None:
    """A tab called `ITA ` is not one called `ITA`; what is a text of ours stays as it is."""
    told = T("tab {tab}", tab="ITA 2566 ")
    assert told.render("en") == "tab “ITA 2566 ”"
    assert T("{tabs}", tabs=["ก", " ข"]).render("th") == "ก, “ ข”"
    assert T("{inner}.", inner=told).render("en") == "tab “ITA 2566 ”."
    assert T("{tab}", tab="ITA 2566").render("en") == "ITA 2566"
