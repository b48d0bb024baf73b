"""No module of a room stands beside its door by oversight: the contracts in pyproject.toml."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
OPEN = {
    "approval": {"amend", "page", "preview", "signoff", "statement", "undo", "withdrawn"},
    "checks": {"edit", "online", "signing", "year"},
    "cli": {"boundary"},
    "document": {"asked", "compare", "describe", "draft", "form", "ocr", "refiled", "write"},
    "google": {"credentials", "fence", "reach", "row_marks", "rows", "shares"},
    "journal": set(),
    "links": {"addresses", "fetch", "many", "reasons", "visit", "web"},
    "monitor": {
        *("accepted", "causes", "coverage", "doctor", "links", "memory", "notices"),
        *("places", "rows", "schedule", "stood", "telling", "verify"),
    },
    "publish": set(),
    "report": {"origins", "refused", "text"},
    "row": set(),
    "rules": {"agencies", "extent", "kinds", "misreadings", "propose", "provinces", "scoring"},
    "table": {"likeness"},
    "sandbox": {"export", "limits", "model", "server"},
}
"""The modules that others may import beside what the room's `__init__` exports."""


def test_each_module_is_behind_the_door_of_its_room_or_open_on_purpose() -> None:
    """A new module is neither, until somebody decides."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    behind = {name for door in contracts for name in door.get("protected_modules", ())}
    for room in sorted((ROOT / "ita_sync").glob("*/__init__.py")):
        name = room.parent.name
        inside = {path.stem for path in room.parent.glob("*.py")} - {"__init__"}
        inside |= {path.parent.name for path in room.parent.glob("*/__init__.py")}
        beside = {module for module in inside if f"ita_sync.{name}.{module}" not in behind}
        assert beside == OPEN[name], name
