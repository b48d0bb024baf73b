"""The main job as a person would do it, on the embedded sandbox: run with `make demo`.

Each step is a real command in a process of its own; the exit code of each is checked against what
it must be.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
WORK = HERE.parent / ".ita-sync" / "demo"
REPORT = "chaturat-2566.yaml"

STEPS: list[tuple[int, list[str]]] = [
    (0, ["check", REPORT]),
    (0, ["preview", REPORT, "--html", "chaturat-2566.html"]),
    (3, ["push", REPORT]),
    (
        0,
        [
            "sign",
            REPORT,
            "--post",
            "นายกเทศมนตรีตำบลจัตุรัส",
            "--date",
            "๒๗ ตุลาคม ๒๕๖๖",
            "--reference",
            "ชย 52506.2/62",
        ],
    ),
    (0, ["push", REPORT]),
    (0, ["push", REPORT]),
    (0, ["verify"]),
    (0, ["sandbox", "show"]),
]


def main() -> int:
    """Run the steps in a fresh folder; return 0 if every exit code was as it must be."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    shutil.copy(HERE / REPORT, WORK)
    surroundings = {
        **os.environ,
        "ITA_SYNC_STATE": str(WORK / "state"),
        "PYTHONIOENCODING": "utf-8",
    }
    for name in ("ITA_SYNC_CONFIG", "ITA_SYNC_API_ROOT"):
        surroundings.pop(name, None)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # a text stream unless a caller replaced it
    for expected, arguments in STEPS:
        print("$ ita-sync", *(f'"{a}"' if " " in a else a for a in arguments), flush=True)
        command = [sys.executable, "-m", "ita_sync", *arguments]
        done = subprocess.run(
            command, cwd=WORK, env=surroundings, stderr=subprocess.STDOUT, check=False
        )
        print(f"[exit {done.returncode}]\n", flush=True)
        if done.returncode != expected:
            print(f"expected exit {expected}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
