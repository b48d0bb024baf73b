"""Which field each column of a sheet shows: as proposed, as the command line says, or as asked."""

import difflib
from collections.abc import Collection, Mapping, Sequence

import click

from ita_sync import thai
from ita_sync.cli.commands import UsageError
from ita_sync.cli.console import Console
from ita_sync.errors import ConfigError
from ita_sync.i18n import T, Text
from ita_sync.row import meaning_of
from ita_sync.table import LEFT, Guess, letter

_NEAR = 5
"""Fields that a message names."""
_FEWEST = 3
"""Letters of a part of a field's name."""

Chosen = dict[Guess, str]
"""By column, the field that it shows; `-` where it is left to people."""


def told(guesses: Sequence[Guess], given: Sequence[str], known: Collection[str]) -> Chosen:
    """Return what the command line says of columns, each as `HEADER=FIELD`.

    Raises:
        UsageError: there is no such column or field.
    """
    chosen: Chosen = {}
    for each in given:
        header, sign, field = each.rpartition("=")
        if not sign:
            raise UsageError(T("{given} is not of the form HEADER=FIELD", given=each))
        if refusal := _refusal(field, known):
            raise UsageError(refusal)
        guess = _called(header, guesses)
        if twice := [each for each in chosen if chosen[each] == field != LEFT and each != guess]:
            told = {"field": field, "columns": [each.name for each in (*twice, guess)]}
            raise UsageError(T("{field} is given to several columns: {columns}", **told))
        chosen[guess] = field
    return chosen


def _called(header: str, guesses: Sequence[Guess]) -> Guess:
    wanted = thai.fold(header)
    found = [
        guess
        for guess in guesses
        if wanted in {thai.fold(guess.header), letter(guess.column).casefold()}
    ]
    if any(guess.twin for guess in found):
        raise UsageError(
            T(
                "other columns have the header of {header}, too: ask the sheet's owner to rename "
                "one, or name a row that tells them apart with --header-row",
                header=header,
            )
        )
    if found:
        return found[0]
    raise UsageError(
        T(
            "no single column is called {header}; there are: {found}",
            header=header,
            found=[guess.name for guess in guesses if not guess.twin],
        )
    )


def _refusal(field: str, known: Collection[str]) -> Text | None:
    """Return why a text is no field, None where it is one."""
    if field in {LEFT, *known}:
        return None
    said = field.casefold()
    parts = [each for each in known if len(said) >= _FEWEST and said in each.casefold()]
    near = list(dict.fromkeys((*difflib.get_close_matches(field, known), *parts)))[:_NEAR]
    if near:
        return T("there is no field {field}; near to it: {near}", field=field, near=near)
    return T(
        "there is no field {field}, and none near to it: `ita-sync fields` lists them", field=field
    )


def taken(guesses: Sequence[Guess], chosen: Chosen, console: Console) -> Chosen:
    """Take the proposals for what nobody chose, and show all.

    Raises:
        ConfigError: `mapping-open`, what a column shows is not clear.
    """
    given = set(chosen.values())
    whole = {guess: chosen.get(guess) or _proposed(guess, given) for guess in guesses}
    for guess, field in whole.items():
        _show(guess, field, console)
    if unclear := [guess for guess, field in whole.items() if field is None]:
        raise ConfigError(
            "mapping-open",
            T("What some columns show is not clear by their headers."),
            details=[
                T(
                    'Say which: --map "{header}={fields}"',
                    header=_typed(each),
                    fields="|".join(_open(each, given)),
                )
                for each in unclear
            ],
            next_step=T(
                "Repeat the command with --map for each of them; - leaves a column to people."
            ),
        )
    return {guess: field for guess, field in whole.items() if field is not None}


def asked(
    guesses: Sequence[Guess], chosen: Chosen, known: Collection[str], console: Console
) -> Chosen:
    """Ask about each column that nobody chose a field for."""
    console.line(
        T("For each column: Enter takes what is proposed, - leaves it to people, or type a field.")
    )
    whole: Chosen = {}
    for guess in guesses:
        taken = {*chosen.values(), *whole.values()} - {LEFT}
        proposed = chosen.get(guess) or _proposed(guess, taken)
        _show(guess, proposed, console)
        settled = guess in chosen or guess.twin or guess.counts
        if not settled or proposed is None:
            proposed = _asked(guess, proposed, known, taken, console)
        whole[guess] = proposed
    return whole


def _asked(
    guess: Guess,
    proposed: str | None,
    known: Collection[str],
    taken: Collection[str],
    console: Console,
) -> str:
    question = T("Field of {header}", header=guess.name).render(console.lang)
    while True:
        answer = str(click.prompt(question, default=proposed or LEFT)).strip()
        refusal = _refusal(answer, known)
        if answer in taken:
            refusal = T("another column shows {field} already", field=answer)
        if refusal is None:
            return answer
        console.line(refusal, colour="yellow")


def _proposed(guess: Guess, given: Collection[str]) -> str | None:
    """Return the field that a column shows unless somebody says otherwise; None for a tie."""
    fields = _open(guess, given)
    return None if len(fields) > 1 else next(iter(fields), LEFT)


def _open(guess: Guess, given: Collection[str]) -> list[str]:
    """Return the fields that a column may show where people gave some to others."""
    return [field for field in guess.fields if field == LEFT or field not in given]


def _typed(guess: Guess) -> str:
    """Return the header as a shell takes it in quotes, else the column's letter."""
    plain = guess.header.isprintable() and not set(guess.header) & set('"\\$`!%')
    return guess.header if plain else letter(guess.column)


def _show(guess: Guess, field: str | None, console: Console) -> None:
    what = _what(guess, field)
    console.line(
        T(
            "{column}  {header} → {what}",
            column=letter(guess.column),
            header=guess.name,
            what=what,
        ),
        colour="yellow" if field in {None, LEFT} and not guess.counts else None,
    )
    if guess.examples:
        console.line(T("there: {examples}", examples=guess.examples), indent=2)


def _what(guess: Guess, field: str | None) -> Text:
    if guess.twin:
        return T("left to people: another column has the same header")
    if field is None:
        return T("not clear: {fields}", fields=guess.fields)
    if field == LEFT:
        return T("running numbers") if guess.counts else T("left to people")
    return T("{field} ({meaning})", field=field, meaning=meaning_of(field))


def shown(chosen: Mapping[Guess, str]) -> Chosen:
    """Return the columns that show a field."""
    return {guess: field for guess, field in chosen.items() if field != LEFT}
