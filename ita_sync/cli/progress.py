"""A progress bar over many things, on stderr, where somebody watches."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from ita_sync.cli.console import Console, watched
from ita_sync.i18n import Text

MANY = 10
"""Things from which a bar is worth its line."""

Thing = TypeVar("Thing")


@contextmanager
def shown(
    things: Iterable[Thing], label: Text, console: Console, *, count: int
) -> Iterator[Iterable[Thing]]:
    """Give `count` things one by one, with a bar that says how far the work is."""
    if count < MANY or not watched():
        yield things
        return
    said = label.render(console.lang)
    with click.progressbar(things, count, said, file=sys.stderr, show_pos=True) as bar:
        yield bar
