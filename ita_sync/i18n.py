"""Texts for people, in Thai and English, rendered only where they are printed.

A message is written in English where it arises, `T("Column {name} is missing.", name=...)`, and
travels as a value. Whoever prints it chooses the language, so one run can print Thai and write both
languages to JSON. Translations live in `locale/th/LC_MESSAGES/ita_sync.po`; `make messages`
compiles them, a test finds gaps.
"""

import gettext
import locale
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from ita_sync import characters

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = ("th", "en")
DOMAIN = "ita_sync"
LOCALE_DIR = Path(__file__).parent / "locale"


@runtime_checkable
class Renders(Protocol):
    """What has words in every language: a `Text`, or an outcome that carries one."""

    def render(self, lang: Language) -> str:
        """Return the words in `lang`."""
        ...


@dataclass(frozen=True)
class Text:
    """A message and its parameters, not yet in any language. `str()` gives English.

    Parameters may be texts themselves or render as they do, sequences (joined by commas), a text
    for each language, as a file gives it, or anything with a `str()`.
    `plural` is the English message for any `count` but one; Thai has one form for all.
    """

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""

    def render(self, lang: Language = "en") -> str:
        """Return the message in `lang`; an untranslated one stays English."""
        if self.plural:
            template = translate_count(self.msgid, self.plural, self.params["count"], lang)
        else:
            template = translate(self.msgid, lang)
        return template.format(**{k: _plain(v, lang) for k, v in self.params.items()})

    def both(self) -> dict[str, str]:
        """Return the message in every language, keyed by language: the form used in `--json`."""
        return {lang: self.render(lang) for lang in LANGUAGES}

    def cut(self, limit: int) -> "Text":
        """Return the message, each text among its parameters cut to `limit` characters.

        A list is cut to as many entries.
        """
        short = {name: _cut(value, limit) for name, value in self.params.items()}
        return Text(self.msgid, short, self.plural)

    def __str__(self) -> str:
        return self.render("en")

    def __hash__(self) -> int:
        return hash((self.msgid, str(self)))


def T(msgid: str, /, **params: object) -> Text:  # noqa: N802 - as short as gettext's _, and extracted like it
    """Mark `msgid` for translation and bind its parameters."""
    return Text(msgid, params)


def N(one: str, many: str, /, *, count: int, **params: object) -> Text:  # noqa: N802 - as T
    """Mark a message that counts: `N("{count} error", "{count} errors", count=2)`."""
    return Text(one, {"count": count, **params}, many)


def translate(msgid: str, lang: Language) -> str:
    """Return the translation of a bare message id."""
    return msgid if lang == "en" or not msgid else _catalog(lang).gettext(msgid)


def translate_count(one: str, many: str, count: object, lang: Language) -> str:
    """Return the translation of a message that counts, in the form that `count` asks for."""
    if lang == "en":
        return one if count == 1 else many
    return _catalog(lang).ngettext(one, many, 2)


def asked(arguments: Sequence[str]) -> str | None:
    """Return the language that a command line asks for.

    Help and usage errors are printed before the options are parsed.
    """
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def pick_language(wanted: str | None = None) -> Language:
    """Return the language to speak: asked for, else `ITA_SYNC_LANG`, else the locale's.

    A locale that names no language (C, POSIX, none: the usual one under cron) gives Thai, the
    language of the people this tool is for; any other language than Thai gives English.
    """
    for choice in (wanted, os.environ.get("ITA_SYNC_LANG")):
        if choice:
            return "th" if choice.lower().startswith("th") else "en"
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not name and os.name == "nt":
        name = locale.getlocale()[0] or ""  # 'Thai_Thailand'
    language = name.split(".")[0].lower()
    return "th" if language.startswith("th") or language in {"", "c", "posix"} else "en"


@cache
def _catalog(lang: Language) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, languages=[lang], fallback=True)


def _plain(value: object, lang: Language) -> object:
    """Return a parameter for printing, on one line: no value may pass for a line of ours.

    Spaces at the ends of one would not be seen: it is put in quotes.
    """
    if isinstance(value, Renders):
        return value.render(lang)
    if isinstance(value, dict):
        return _plain(value[lang], lang)
    if isinstance(value, list | tuple):
        return ", ".join(str(_plain(v, lang)) for v in value)
    if isinstance(value, int):
        return value
    text = characters.shown(str(value))
    return text if text == text.strip() else f"“{text}”"


def _cut(value: object, limit: int) -> object:
    if isinstance(value, Text):
        return value.cut(limit)
    if isinstance(value, list | tuple):
        kept = [_cut(entry, limit) for entry in value[:limit]]
        return kept if len(kept) == len(value) else [*kept, "…"]
    return value[:limit] + "…" if isinstance(value, str) and len(value) > limit else value
