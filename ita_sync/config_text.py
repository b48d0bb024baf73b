"""A configuration as text: the one that comes along, with another sheet and other columns in it.

So every line that it explains, or offers behind a `#`, is written in one place.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ita_sync import config_path
from ita_sync.config_file import Column

_COLUMNS = "\n[[columns]]"


@dataclass(frozen=True)
class Aim:
    """What a configuration says of the sheet; None, and nothing, where it only offers the line.

    Attributes:
        spreadsheet: its address.
        tab: the title of the tab.
        gid: Google's number for it.
        header_row: 1-based, a row of the header.
        named: the header is not found without that.
        fill: only listed rows are filled.
        running: the header of the running numbers.
        key_without_code: fields; nothing where no agency without a code can have a row.
        credentials: the key file.
        left: headers of the columns that are left to people.
    """

    spreadsheet: str
    tab: str
    gid: int
    header_row: int
    named: bool = False
    fill: bool = False
    running: str | None = None
    key_without_code: Sequence[str] = ()
    credentials: str | None = None
    left: Sequence[str] = ()


def shipped() -> str:
    """Return the configuration that comes along, which practises."""
    return (config_path.bundled() / config_path.FILE).read_text("utf-8")


def config_text(aim: Aim, columns: Iterable[Column]) -> str:
    """Return a configuration for a sheet and its columns."""
    head = shipped().partition(_COLUMNS)[0]
    lines = {
        "spreadsheet": aim.spreadsheet,
        "tab": aim.tab,
        "credentials": aim.credentials,
        "mode": "fill" if aim.fill else None,
        "running": aim.running,
    }
    for name, value in lines.items():
        if value is not None:
            head = _set(head, name, value)
    head = _set(head, "gid", aim.gid, offered="# ")
    head = _set(head, "header_row", aim.header_row, offered="" if aim.named else "# ")
    if aim.key_without_code:
        head = _set(head, "key_without_code", list(aim.key_without_code), offered="# ")
    else:
        head = re.sub(r"# An agency without a code(?:.*\n)+?# key_without_code.*\n\n", "", head)
    left = "".join(f"# {line}".rstrip() + "\n" for line in _listed(aim.left))
    return head.rstrip("\n") + f"\n{left}" + "".join(map(_column, columns))


def _set(text: str, name: str, value: object, offered: str = "") -> str:
    """Return a configuration in which one setting has another value; its remark stays."""
    said = f"{offered}{name} = {_toml(value)}"
    line = re.compile(rf"^(?:# )?{name} = (?:\"[^\"]*\"|\[[^\]]*\]|\S+)", re.MULTILINE)
    return line.sub(lambda _: said, text, count=1)


def _toml(value: object) -> str:
    """Return a text, a number or a list as TOML has it: there JSON's are the same."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(left: Sequence[str]) -> list[str]:
    if not left:
        return []
    return ["", "Left to people:", *(f"  {_toml(header)}" for header in left)]


def _column(column: Column) -> str:
    lines = [f"header = {_toml(column.header)}", f"field = {_toml(column.field)}"]
    if column.type != "text":
        lines.append(f"type = {_toml(column.type)}")
    if column.key:
        lines.append("key = true")
    return "\n[[columns]]\n" + "\n".join(lines) + "\n"
