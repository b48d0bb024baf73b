"""The words of reports: every example of the data file means what it stands under."""

import pytest
from pydantic import ValidationError

from ita_sync import thai
from ita_sync.document.find.words import lexicon
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.lexicon import Lexicon, Phrase

PHRASES = [
    pytest.param(group, phrase, id=f"{group}-{phrase.says}-{number}")
    for group in Lexicon.model_fields
    for number, phrase in enumerate(lexicon.phrases(group))
]


@pytest.mark.parametrize(("group", "phrase"), PHRASES)
def test_an_example_means_what_it_stands_under(group: str, phrase: Phrase) -> None:
    """The first phrase that fits has its meaning."""
    assert [lexicon.meaning(group, text) for text in phrase.examples] == [phrase.says] * len(
        phrase.examples
    )


@pytest.mark.parametrize(("group", "phrase"), PHRASES)
def test_what_is_unlike_does_not_fit(group: str, phrase: Phrase) -> None:
    """Another meaning may fit it."""
    assert [text for text in phrase.unlike if phrase.fits(thai.fold(text))] == [], group


def test_heads_are_labels() -> None:
    """A head that names nothing the reader knows would be lost."""
    assert {phrase.says for phrase in lexicon.phrases("heads")} <= {*Label}


def test_a_field_that_is_not_known_is_refused() -> None:
    """As one that is missing, or a pattern that is none."""
    told = {"says": "a", "pattern": "b", "shape": "c", "examples": ["d"], "unlike": ["e"]}
    groups = {group: [told] for group in Lexicon.model_fields}
    Lexicon.model_validate(groups)
    for wrong in ({**told, "weight": 1}, {**told, "examples": []}, {**told, "pattern": "("}):
        with pytest.raises(ValidationError):
            Lexicon.model_validate({**groups, "heads": [wrong]})
    with pytest.raises(ValidationError):
        Lexicon.model_validate({**groups, "tails": [told]})


def test_a_line_of_dots_takes_no_time() -> None:
    """Each character of it must fit one way only, or the ways are tried without end."""
    assert lexicon.meaning("sections", "." * 200 + "ก") is None
