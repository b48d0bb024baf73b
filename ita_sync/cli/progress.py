"""A progress bar over many files, on stderr, where somebody watches."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from ita_sync.cli.console import Console, watched
from ita_sync.i18n import Text

MANY = 10
"""Files from which a bar is worth its line."""


@contextmanager
def shown(files: Sequence[Path], label: Text, console: Console) -> Iterator[Iterable[Path]]:
    """Give the files one by one, with a bar that says how far the work is."""
    if len(files) < MANY or not watched():
        yield files
        return
    said = label.render(console.lang)
    with click.progressbar(files, label=said, file=sys.stderr, show_pos=True) as bar:
        yield bar
