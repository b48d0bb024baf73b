"""What became of one of several reports."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ita_sync.cli.console import Console
from ita_sync.errors import Exit, ItaSyncError


@dataclass(frozen=True)
class PushResult:
    """What a command has to say of one report in JSON, and the error that ended its work."""

    content: dict[str, Any] = field(default_factory=dict)
    error: ItaSyncError | None = None

    @property
    def exit(self) -> Exit:
        """Return the exit code that this report alone would give."""
        return self.error.exit_code if self.error else Exit.OK

    def as_data(self, path: Path, console: Console) -> dict[str, Any]:
        """Return the outcome as JSON data."""
        data = {"report": str(path), **self.content}
        return data | {"error": console.error_data(self.error)} if self.error else data
