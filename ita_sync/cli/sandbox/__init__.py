"""The commands `sandbox …`: the practice sheet shown, served, exported and begun afresh."""

from ita_sync.cli.sandbox.export import export
from ita_sync.cli.sandbox.group import sandbox
from ita_sync.cli.sandbox.reset import reset
from ita_sync.cli.sandbox.serve import serve
from ita_sync.cli.sandbox.show import show

__all__ = ["sandbox"]

for _command in (show, serve, export, reset):
    sandbox.add_command(_command)
