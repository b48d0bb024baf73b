"""What systemd makes of an ExecStart line, from systemd.syntax(7) and systemd.service(5)."""

_SIMPLE = {"n": "\n", "t": "\t", "\\": "\\", '"': '"', "'": "'", "s": " "}


def arguments(line: str) -> list[str]:
    """Return program and arguments; refuse whatever would be put in from elsewhere.

    Raises:
        ValueError: a quote that never closes, a specifier, a variable, an unknown escape.
    """
    words = _split(line)
    program = words[0]
    literal = program.startswith(":")  # no variables are put in
    program = program.removeprefix(":")
    if not program.startswith("/") or set(program) & set("\"'\\"):
        raise ValueError(line)
    if not literal and any("$" in word for word in words[1:]):
        raise ValueError(line)
    return [_specifiers(word) for word in (program, *words[1:])]


def _split(line: str) -> list[str]:
    words: list[str] = []
    word: str | None = None
    quote = ""
    letters = iter(line)
    for letter in letters:
        if letter == "\\":
            word = (word or "") + _SIMPLE[next(letters)]
        elif letter == quote:
            quote = ""
        elif quote:
            word = (word or "") + letter
        elif letter in "\"'":
            quote, word = letter, word or ""
        elif letter.isspace():
            words += [] if word is None else [word]
            word = None
        else:
            word = (word or "") + letter
    if quote:
        raise ValueError(line)
    return words if word is None else [*words, word]


def _specifiers(word: str) -> str:
    rest = word.replace("%%", "")
    if "%" in rest:
        raise ValueError(word)
    return word.replace("%%", "%")
