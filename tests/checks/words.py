"""What the checks say, word for word, to every case: `words.txt`.

`python -m tests.checks.words --write` renews the file; its difference shows which words people
would read differently. A case that nothing is said about is not in it.
"""

from collections.abc import Iterable
from pathlib import Path

import click

from ita_sync.checks import Finding
from ita_sync.i18n import LANGUAGES, Text
from tests.checks.cases import cases
from tools.checks_page import RULES

FILE = Path(__file__).with_name("words.txt")


def told(found: Iterable[Finding]) -> list[str]:
    """Return what findings say, in both languages, as lines of the file."""
    return [line for finding in found for line in _lines(finding)]


def declared() -> list[str]:
    """Return what every check declares, as lines of the file."""
    lines = []
    for rule in RULES:
        lines += [
            f"{rule.code} {rule.severity}",
            *_both(rule.title),
            *_both(rule.why),
            *_source(rule.source),
        ]
    return lines


def read() -> dict[str, list[str]]:
    """Return the stored lines by case, those of the declarations under an empty name."""
    found: dict[str, list[str]] = {"": []}
    name = ""
    for line in FILE.read_text("utf-8").split("\n"):
        if line.startswith("# "):
            name = line.removeprefix("# ")
            found[name] = []
        elif line:
            found[name].append(line)
    return found


def write() -> None:
    """Store what is said now."""
    parts = [
        declared(),
        *([f"# {case.name}", *lines] for case in cases() if (lines := told(case.find()))),
    ]
    text = "\n\n".join("\n".join(part) for part in parts)
    FILE.write_text(f"{text}\n", "utf-8", newline="\n")


def _lines(finding: Finding) -> list[str]:
    assert finding.expected is not None
    place = ".".join(map(str, finding.loc))
    what, expected = _both(finding.what), _both(finding.expected, "-> ")
    head = f"{finding.code} {finding.severity} {place}"
    return [head, *what, *expected, *_source(finding.source)]


def _source(text: Text | None) -> list[str]:
    """Return where a rule comes from, once where both languages say the same."""
    said = dict.fromkeys(text.render(lang) if text else "" for lang in LANGUAGES)
    return [f"  [{source}]" for source in said]


def _both(text: Text, mark: str = "") -> list[str]:
    return [f"  {mark}{text.render(lang)}" for lang in LANGUAGES]


@click.command()
@click.option("--write", "store", is_flag=True, help="Renew words.txt.")
def main(*, store: bool) -> None:
    """Name the cases with different words; with --write, store them."""
    if store:
        write()
        return
    stored = read()
    for case in cases():
        if told(case.find()) != stored.get(case.name, []):
            click.echo(case.name)


if __name__ == "__main__":
    main()
