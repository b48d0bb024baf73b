"""A document is read from disk once: nothing can come between what is digested and what is read."""

import hashlib
from pathlib import Path

import pytest

from ita_sync.document import form, opening, read
from ita_sync.rules import Framework


def test_a_form_is_what_was_digested(
    tmp_path: Path, framework_2566: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form that is saved again meanwhile is not read half old, half new."""
    path = tmp_path / "form.xlsx"
    form.write(path, framework_2566, "en")
    first = path.read_bytes()
    loads: list[Path] = []
    load = opening.load

    def load_then_replace(wanted: Path) -> bytes:
        data = load(wanted)
        loads.append(wanted)
        wanted.write_bytes(b"saved again meanwhile")
        return data

    monkeypatch.setattr(opening, "load", load_then_replace)
    draft = read(path, lambda _: framework_2566)
    assert loads == [path]
    assert draft.document.sha256 == hashlib.sha256(first).hexdigest()
