"""What cron makes of a line, written from crontab(5), apart from the program's own reading of it.

A user's crontab: five fields and a command, no name of a user, no seconds.
"""

import re
import subprocess

_NAMES = {
    3: ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    4: ("sun", "mon", "tue", "wed", "thu", "fri", "sat"),
}
_LIMITS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


def entry(line: str) -> tuple[list[frozenset[int]], str]:
    """Return the times of each field, and the command as the shell gets it.

    Raises:
        ValueError: it is no entry, or its command reads input: an unescaped percent sign.
    """
    if "\n" in line or line.lstrip().startswith("#") or re.match(r"\s*\w+\s*=", line):
        raise ValueError(line)
    *fields, command = line.split(None, 5)
    if len(fields) != 5:
        raise ValueError(line)
    return [_field(text, number) for number, text in enumerate(fields)], _command(command)


def _field(text: str, number: int) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        least, most = _LIMITS[number]
        if span != "*":
            first, _, last = span.partition("-")
            least, most = _number(first, number), _number(last or first, number)
        if not _LIMITS[number][0] <= least <= most <= _LIMITS[number][1]:
            raise ValueError(text)
        found.update(range(least, most + 1, int(step or 1)))
    return frozenset(found)


def _number(text: str, number: int) -> int:
    names = _NAMES.get(number, ())
    return names.index(text.lower()) + (number == 3) if text.lower() in names else int(text)


def _command(text: str) -> str:
    """Walk as cron does: a backslash keeps the next character, and goes only before a percent."""
    out, escaped = "", False
    for character in text:
        if escaped:
            out = out[:-1] + "%" if character == "%" else out + character
            escaped = False
        elif character == "%":
            raise ValueError(text)
        else:
            escaped = character == "\\"
            out += character
    return out


def words(command: str) -> list[str]:
    """Return the arguments that /bin/sh makes of a command: asked of the shell itself."""
    # `set --` keeps the shell from running anything; each word comes out behind a NUL.
    script = f"set -- {command}\nfor word; do printf '%s\\0' \"$word\"; done"
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, check=True)
    return done.stdout.decode().split("\0")[:-1]
