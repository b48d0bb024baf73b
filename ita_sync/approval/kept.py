"""Decisions as files: for their owner alone, whole or not at all, and nothing in them unseen."""

import hashlib
import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic

from ita_sync import characters, files
from ita_sync.approval.chain import Chain, Entry
from ita_sync.errors import ConfigError, NotSignedOff, Unavailable, os_reason
from ita_sync.i18n import T, Text

if TYPE_CHECKING:
    from filelock import SoftFileLock

MAX_BYTES = 64 * 1024 * 1024  # some thousand decisions on one report
ASIDE = "aside"
"""Beside the first record of a chain that took the place of a broken file: digest of that."""
WAIT = 20.0  # seconds


@dataclass(frozen=True)
class Kept(Generic[Entry]):
    """The file in which the decisions on one thing are kept.

    Attributes:
        path: the file.
        kind: of its records.
        missing: what to say where nothing was decided.
        hint: what to do then.
        again: what to do where the file was edited, and there is no backup.
    """

    path: Path
    kind: type[Entry]
    missing: Text
    hint: Text
    again: Text

    def chain(self) -> Chain[Entry]:
        """Return all records, none where none was made.

        Raises:
            NotSignedOff: their file is damaged.
        """
        try:
            return Chain[Entry].of(_parse(self.path, self.hint), self.kind)
        except FileNotFoundError:
            return Chain[Entry]()
        except (ValueError, TypeError, RecursionError):
            raise _damaged(self.path, self.hint) from None

    def unedited(self) -> Chain[Entry]:
        """Return all records, if nothing in them was edited.

        Raises:
            NotSignedOff: something was; it is named.
        """
        chain = self.chain()
        if not chain.faults:
            return chain
        raise NotSignedOff(
            "signoff-edited",
            T(
                "The sign-off {path} was edited after it was recorded; it holds for nothing.",
                path=files.nearby(str(self.path)),
            ),
            details=chain.faults,
            next_step=T(
                "Find out who edited it, and bring it back from the backup. If there is none, "
                "{again}: it keeps this file under another name.",
                again=self.again,
            ),
        )

    def current(self) -> Entry:
        """Return the record that holds now.

        Raises:
            NotSignedOff: there is none, or the file is damaged or was edited.
        """
        found = self.unedited().current
        if found is None:
            raise NotSignedOff("not-signed", self.missing, next_step=self.hint)
        return found

    def add(self, new: Entry) -> Entry:
        """Write one more record behind the others, whole or not at all; return it as it stands.

        Raises:
            NotSignedOff: those before it were edited, or cannot be read.
            ConfigError: the folder cannot be written.
        """
        before = Chain[Entry]() if ASIDE in new.beside else self.unedited()
        chain = before.then(new)
        _write(self.path, chain.dump())
        return chain.records[-1]

    def set_aside(self) -> tuple[Path, str] | None:
        """Keep a file that is damaged or was edited under another name: a new one takes its place.

        Returns:
            That name and its digest; None where the file is whole, or none is there.

        Raises:
            ConfigError: it cannot be kept.
        """
        try:
            self.unedited()
        except NotSignedOff:
            return _copied_aside(self.path)
        return None

    @contextmanager
    def alone(self, say: Callable[[Text], None]) -> Iterator[None]:
        """Let nobody else record a decision here meanwhile, from whichever computer.

        By a file that only one can make: shared folders keep to that, whatever else they lock.

        Args:
            say: is told, once, that this run waits.

        Raises:
            Unavailable: somebody else does for longer than `WAIT`.
            ConfigError: the folder cannot be written.
        """
        from filelock import SoftFileLock, Timeout  # it takes time; reading records does without

        lock = SoftFileLock(self.path.with_suffix(".lock"), mode=files.PRIVATE)
        try:
            _acquire(lock, say)
        except Timeout:
            raise Unavailable(
                "busy",
                T(
                    "Somebody else is recording a decision: {path} is there.",
                    path=files.nearby(lock.lock_file),
                ),
                next_step=T(
                    "Nothing was recorded. Run the same command again in a minute. If nobody is at "
                    "it (a computer was switched off meanwhile), delete that file first."
                ),
            ) from None
        except OSError as error:
            raise _unwritable(self.path, error) from None
        try:
            yield
        finally:
            lock.release()


def _acquire(lock: "SoftFileLock", say: Callable[[Text], None]) -> None:
    from filelock import Timeout

    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(T("Somebody else is recording a decision here; waiting for it."))
        lock.acquire(timeout=WAIT, poll_interval=0.05)


def _parse(path: Path, hint: Text) -> Any:  # noqa: ANN401 - JSON
    """Return what the file of a decision holds, unless it could be read in two ways.

    Raises:
        FileNotFoundError: it is not there.
        NotSignedOff: it cannot be read, or what nobody sees stands in it.
        ValueError, RecursionError: it is no JSON, or a name stands twice in it.
    """
    try:
        # What is longer is cut and no longer JSON.
        text = files.read(path, MAX_BYTES).decode("utf-8")
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_refused)
        unseen = _unseen(found)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise NotSignedOff(
            "signoff-damaged",
            T(
                "The sign-off {path} cannot be read: {reason}",
                path=files.nearby(str(path)),
                reason=os_reason(error),
            ),
            next_step=hint,
        ) from None
    if unseen:
        raise NotSignedOff(
            "signoff-damaged",
            T(
                "The sign-off {path} contains characters that nobody sees ({codes}).",
                path=files.nearby(str(path)),
                codes=characters.codes(unseen),
            ),
            next_step=hint,
        )
    return found


def _damaged(path: Path, hint: Text) -> NotSignedOff:
    """Return the error for a file that holds no record of a decision."""
    return NotSignedOff(
        "signoff-damaged",
        T("The sign-off {path} cannot be read.", path=files.nearby(str(path))),
        next_step=hint,
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that stands twice: of such a file one program reads this, another that."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refused(name: str) -> None:
    raise ValueError(name)  # NaN and its like are no JSON


def _write(path: Path, content: Mapping[str, Any]) -> None:
    """Write the record of a decision, for its owner alone: it holds the report's figures.

    Raises:
        ConfigError: the folder cannot be written.
    """
    try:
        with files.atomic_write(path, files.PRIVATE) as fresh:
            fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise _unwritable(path, error) from None


def _copied_aside(path: Path) -> tuple[Path, str]:
    """Copy a file that is no record of a decision; return the copy, and its digest.

    Raises:
        ConfigError: it cannot be copied, or is no file.
    """
    try:
        files.replaced(path)  # what is no file is never replaced
        with files.opened(path) as handle:
            data = handle.read()
        names = (path.with_name(f"{path.stem}.aside-{n}.json") for n in itertools.count(1))
        aside = next(name for name in names if not files.is_taken(name))
        with files.atomic_write(aside, files.PRIVATE) as fresh:
            fresh.write_bytes(data)
    except OSError as error:
        raise _unwritable(path, error) from None
    return aside, hashlib.sha256(data).hexdigest()


def _unwritable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        "signoff-unwritable",
        T(
            "The sign-off {path} cannot be written: {reason}",
            path=files.nearby(str(path)),
            reason=os_reason(error),
        ),
        next_step=T(
            "Remove what is no file there, or give the report a shorter name, or move it to a "
            "folder that can be written, and sign there."
        ),
    )


def _unseen(whole: Any) -> list[str]:  # noqa: ANN401 - JSON
    """Return the characters in a sign-off that `sign` writes into none; cells may have lines."""
    if isinstance(whole, str):
        return characters.unprintable(whole, keep=characters.LAYOUT)
    parts = [*whole, *whole.values()] if isinstance(whole, dict) else whole
    return [each for part in parts for each in _unseen(part)] if isinstance(parts, list) else []
