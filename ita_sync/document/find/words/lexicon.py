"""The words of reports, from one data file: what heads a column, whose a figure is, and so on.

`lexicon.toml` says what a phrase is. Its examples are its test.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ita_sync import thai

_FILE = "lexicon.toml"
_Text = Annotated[str, Field(min_length=1)]


class Phrase(BaseModel):
    """Words of one meaning.

    Attributes:
        says: what they mean.
        pattern: searched in folded text.
        shape: the real shape that needs it.
        examples: texts of that meaning.
        unlike: texts that it does not fit.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    says: _Text
    pattern: re.Pattern[str]
    shape: _Text
    examples: Annotated[list[_Text], Field(min_length=1)]
    unlike: Annotated[list[_Text], Field(min_length=1)]

    def fits(self, folded: str) -> bool:
        """Say whether folded text has these words."""
        return self.pattern.search(folded) is not None


class Lexicon(BaseModel):
    """The phrases of each group, the first that fits before the others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heads: list[Phrase]
    followers: list[Phrase]
    in_lines: list[Phrase]
    others: list[Phrase]
    others_in_heads: list[Phrase]
    totals: list[Phrase]
    said: list[Phrase]
    differences: list[Phrase]
    sections: list[Phrase]
    below: list[Phrase]
    kinds: list[Phrase]
    enterprises: list[Phrase]
    not_own: list[Phrase]
    contents: list[Phrase]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the words of reports.

    Raises:
        ValueError: the file that is shipped has a field that is not known, or lacks one.
    """
    text = (resources.files(__package__) / _FILE).read_text("utf-8")
    return Lexicon.model_validate(tomllib.loads(text))


def phrases(group: str) -> list[Phrase]:
    """Return the phrases of a group."""
    found: list[Phrase] = getattr(lexicon(), group)
    return found


def meanings(group: str, folded: str) -> Iterator[str]:
    """Yield what folded text may mean, the first meaning first, each once."""
    yield from dict.fromkeys(phrase.says for phrase in phrases(group) if phrase.fits(folded))


def meaning(group: str, text: str) -> str | None:
    """Return what a text means among the phrases of a group, None where none fits."""
    return next(meanings(group, thai.fold(text)), None)


@lru_cache(maxsize=16)
def either(*groups: str) -> str:
    """Return the pattern of any phrase of some groups, for a pattern around it."""
    return "|".join(f"(?:{each.pattern.pattern})" for group in groups for each in phrases(group))
