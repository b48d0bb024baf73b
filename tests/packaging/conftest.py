"""Commands that know nothing of this checkout."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(command: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing of this project on its path."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ITA_SYNC", "PYTHON"))}
    surroundings = {**kept, "PYTHONIOENCODING": "utf-8", **more}
    return subprocess.run(
        command,
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
