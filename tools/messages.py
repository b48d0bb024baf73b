"""Collect the messages of the code into the Thai catalogue and compile it: `make messages`.

The catalogue keeps what is translated, gains what is new, loses what is gone. It carries no dates,
so that it changes only when a message does.
"""

import inspect
import io
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ita_sync.sandbox.limits import (
    LIMITS,  # the sandbox knows no translations; its help is translated by cli
)

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ita_sync"
PO = PACKAGE / "locale" / "th" / "LC_MESSAGES" / "ita_sync.po"
MO = PO.with_suffix(".mo")

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

# What click itself says to an officer; it looks these up in the same catalogue (see
# cli/boundary.py).
CLICK: tuple["MessageId", ...] = (
    "Usage:",
    "Options",
    "Commands",
    "Positional arguments",
    "Error: {message}",
    "Error: invalid input",
    "Aborted!",
    "Missing command.",
    "No such command {name!r}.",
    "No such option: {name}",
    "No such option {name!r}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    "Option {name!r} does not take a value.",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    "Show this message and exit.",
    "Try '{command} {option}' for help.",
    "Missing argument",
    "Missing option",
    "Invalid value for {param_hint}: {message}",
    "Invalid value: {message}",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    "required",
    "default: {default}",
)


MessageId = str | tuple[str, str]
"""A message, or the two English forms of one that counts."""


def wanted() -> list[MessageId]:
    """Return every message id of the code, of click and of the sandbox's limits, sorted."""
    keywords = {"T": None, "N": (1, 2)}
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=keywords)
    of_code = {_id(message) for _, _, message, _, _ in found}
    return sorted(of_code | set(CLICK) | set(LIMITS), key=_sorting)


def _id(message: object) -> MessageId:
    if isinstance(message, tuple):
        return str(message[0]), str(message[1])
    # click dedents help texts before it shows them, so they are looked up dedented
    return inspect.cleandoc(str(message))


def _sorting(msgid: MessageId) -> tuple[str, ...]:
    return (msgid,) if isinstance(msgid, str) else msgid


def translated() -> dict[MessageId, str]:
    """Return the translations that the catalogue holds, by message id."""
    if not PO.exists():
        return {}
    with PO.open("rb") as file:
        return {_id(m.id): _thai(m.string) for m in read_po(file, locale="th") if m.id}


def _thai(string: object) -> str:
    """Return the one form that Thai has."""
    return str(string[0] if isinstance(string, tuple | list) else string)


def catalogue(texts: Mapping[MessageId, str]) -> Catalog:
    """Return the catalogue of all wanted messages."""
    made = Catalog(
        locale="th",
        project="ita-sync",
        version="",
        header_comment="# Thai messages of ita-sync.",
        last_translator="the ita-sync maintainers",
        language_team="th",
        fuzzy=False,
        creation_date=EPOCH,
        revision_date=EPOCH,
    )
    for msgid in wanted():
        thai = texts.get(msgid, "")
        made.add(msgid, thai if isinstance(msgid, str) else (thai,))
    return made


def po_bytes(texts: Mapping[MessageId, str]) -> bytes:
    """Return the .po file."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue(texts), width=0)
    return buffer.getvalue()


def mo_bytes(texts: Mapping[MessageId, str]) -> bytes:
    """Return the compiled .mo file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue(texts))
    return buffer.getvalue()


def main() -> int:
    """Write both files; return 1 while something is untranslated."""
    texts = translated()
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_bytes(texts))
    MO.write_bytes(mo_bytes(texts))
    missing = [msgid for msgid in wanted() if not texts.get(msgid)]
    for msgid in missing:
        print("untranslated:", msgid)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
