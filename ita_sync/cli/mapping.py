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
        chosen[_called(header, guesses)] = field
    return chosen


def _called(header: str, guesses: Sequence[Guess]) -> Guess:
    wanted = thai.fold(header)
    single = [guess for guess in guesses if not guess.twin]
    for guess in single:
        if wanted in {thai.fold(guess.header), letter(guess.column).casefold()}:
            return guess
    raise UsageError(
        T(
            "no single column is called {header}; there are: {found}",
            header=header,
            found=[guess.header for guess in single],
        )
    )


def _refusal(field: str, known: Collection[str]) -> Text | None:
    """Return why a text is no field, None where it is one."""
    if field in {LEFT, *known}:
        return None
    near = difflib.get_close_matches(field, known, n=3) or T("`ita-sync fields` lists them")
    return T("there is no field {field}; near to it: {near}", field=field, near=near)


def taken(guesses: Sequence[Guess], chosen: Chosen, console: Console) -> Chosen:
    """Take the proposals for what nobody chose, and show all.

    Raises:
        ConfigError: `mapping-open`, what a column shows is not clear.
    """
    whole = {guess: chosen.get(guess) or _proposed(guess) for guess in guesses}
    for guess, field in whole.items():
        _show(guess, field, console)
    if unclear := [guess for guess, field in whole.items() if field is None]:
        raise ConfigError(
            "mapping-open",
            T("What some columns show is not clear by their headers."),
            details=[
                T(
                    'Say which: --map "{header}={fields}"',
                    header=each.header,
                    fields="|".join(each.fields),
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
        proposed = chosen.get(guess) or _proposed(guess)
        _show(guess, proposed, console)
        settled = guess in chosen or guess.twin or guess.counts
        whole[guess] = proposed if settled and proposed else _asked(guess, proposed, known, console)
    return whole


def _asked(guess: Guess, proposed: str | None, known: Collection[str], console: Console) -> str:
    question = T("Field of {header}", header=guess.header).render(console.lang)
    while True:
        answer = str(click.prompt(question, default=proposed or LEFT)).strip()
        refusal = _refusal(answer, known)
        if refusal is None:
            return answer
        console.line(refusal, colour="yellow")


def _proposed(guess: Guess) -> str | None:
    """Return the field that a column shows unless somebody says otherwise; None for a tie."""
    return None if len(guess.fields) > 1 else next(iter(guess.fields), LEFT)


def _show(guess: Guess, field: str | None, console: Console) -> None:
    what = _what(guess, field)
    console.line(
        T(
            "{column}  {header} → {what}",
            column=letter(guess.column),
            header=guess.header,
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
