"""The commands `year …`: how far the rules of each year are known, and a file for a new one."""

from ita_sync.cli.year.group import year
from ita_sync.cli.year.list import list_
from ita_sync.cli.year.new import new
from ita_sync.cli.year.show import show

__all__ = ["year"]

for _command in (list_, show, new):
    year.add_command(_command)
