"""Key files: mended where it is certain, and otherwise told what they are instead."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ita_sync.errors import ConfigError, Exit
from ita_sync.google import credentials, key_file
from ita_sync.i18n import LANGUAGES
from tests.google.test_credentials import real

BEGIN, END = "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----"


def write(folder: Path, content: object) -> Path:
    """Write a key file."""
    path = folder / "key.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


LOST: dict[str, Callable[[str], str]] = {
    "as it should be": lambda pem: pem,
    "escaped once more": lambda pem: pem.replace("\n", "\\n"),
    "escaped twice more": lambda pem: pem.replace("\n", "\\\\n"),
    "escaped as Windows ends lines": lambda pem: pem.replace("\n", "\\r\\n"),
    "blanks": lambda pem: pem.replace("\n", " "),
    "nothing": lambda pem: pem.replace("\n", ""),
    "Windows' ends of lines": lambda pem: pem.replace("\n", "\r\n"),
    "indented": lambda pem: pem.replace("\n", "\n    "),
    "quoted": lambda pem: f'"{pem}"'.replace("\n", "\\n"),
}


@pytest.mark.parametrize("how", LOST)
def test_lost_ends_of_lines_are_mended(
    tmp_path: Path, service_account: dict[str, Any], how: str
) -> None:
    """In memory only; it is the same key as before."""
    pem = service_account["private_key"]
    path = write(tmp_path, service_account | {"private_key": LOST[how](pem)})
    before = path.read_bytes()
    session, principal = credentials.session(real(path))
    assert principal == "robot@project.example"
    assert session.credentials.inner.signer.key_id is None  # type: ignore[attr-defined] # google-auth's session
    assert key_file.mended(LOST[how](pem)) == pem
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda pem: pem[:-30], "is cut: it begins with"),
        (lambda pem: pem[30:], "is cut: it begins with"),
        (lambda _: "SECRET", "is cut: it begins with"),
        (lambda pem: pem.replace("\n", "n"), "is damaged: letters are missing or wrong"),
        (lambda pem: pem[:400] + pem[500:], "is damaged: letters are missing or wrong"),
        (lambda _: f"{BEGIN}\nSECRET\n{END}", "is damaged: letters are missing or wrong"),
        (lambda _: f"{BEGIN}{END}", "is damaged: letters are missing or wrong"),
    ],
)
def test_a_key_that_cannot_be_mended_says_what_is_wrong(
    tmp_path: Path, service_account: dict[str, Any], spoil: Callable[[str], str], what: str
) -> None:
    """Exit 4; nothing of it is shown."""
    key = spoil(service_account["private_key"])
    path = write(tmp_path, service_account | {"private_key": key})
    with pytest.raises(ConfigError) as caught:
        credentials.session(real(path))
    problem = caught.value
    assert (problem.exit_code, problem.code, problem.__cause__) == (
        Exit.CONFIG,
        "key-damaged",
        None,
    )
    assert what in str(problem.what)
    for lang in LANGUAGES:
        said = problem.what.render(lang)
        assert str(path) in said
        assert "SECRET" not in said
        longest = max(re.findall("[A-Za-z0-9+/]+", said.replace(str(path), "")), key=len)
        assert len(longest) < 15


@pytest.mark.parametrize(
    "missing",
    [("private_key",), ("client_email",), ("token_uri",), ("private_key", "token_uri")],
)
def test_a_key_that_lacks_something_says_what(
    tmp_path: Path, service_account: dict[str, Any], missing: tuple[str, ...]
) -> None:
    """As where only a part of the file was copied."""
    left = {name: value for name, value in service_account.items() if name not in missing}
    path = write(tmp_path, left)
    with pytest.raises(ConfigError) as caught:
        credentials.session(real(path))
    assert caught.value.code == "key-damaged"
    assert str(caught.value.what) == f"The key file {path} lacks: {', '.join(missing)}"


@pytest.mark.parametrize(
    ("name", "code", "advice"),
    [
        ("installed", "client-not-key", "Run `ita-sync login --client "),
        ("web", "client-web", "type 'Desktop app'"),
    ],
)
def test_a_client_is_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, name: str, code: str, advice: str
) -> None:
    """Given to us, or named for all programs of Google's."""
    path = write(tmp_path, {name: {"client_id": "x", "client_secret": "SECRET"}})
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(path))
    for chosen in (path, None):
        with pytest.raises(ConfigError) as caught:
            credentials.session(real(chosen))
        assert (caught.value.exit_code, caught.value.code) == (Exit.CONFIG, code)
        assert advice in str(caught.value.next_step)
        assert "SECRET" not in str(caught.value.what)


def test_a_path_that_the_surroundings_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody gave it with --credentials."""
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "none.json"))
    with pytest.raises(ConfigError) as caught:
        credentials.session(real())
    assert "none.json cannot be read" in str(caught.value.what)
    assert "--credentials FILE" in str(caught.value.next_step)
