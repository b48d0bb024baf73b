"""Write docs/checks.md from what the checks declare: `make checks-page`.

What is between the two marks of figures is kept: `make check-figures` puts it there.
"""

import sys
from pathlib import Path

from ita_sync.checks import online, signing
from ita_sync.checks.families import FAMILIES
from ita_sync.checks.rule import Family, Rule

PAGE = Path(__file__).parents[1] / "docs" / "checks.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
ON_REQUEST: tuple[Family, ...] = (signing, online)
"""The families that need more than the file: a decision, or the internet."""

SECTIONS: tuple[Family, ...] = (*FAMILIES, *ON_REQUEST)
RULES: tuple[Rule, ...] = tuple(rule for family in SECTIONS for rule in family.RULES)

HEAD = """\
# The checks

What `ita-sync check` looks at, family by family. This page is made from the code (`make
checks-page`); a test holds the two together.

- Codes are stable: scripts may rely on them. `ita-sync check --json` gives them with line, column,
  source, and the texts in both languages.
- An **error** blocks `push`. A **warning** is for a person to look at; `--strict` counts it. A
  **note** is only for information.
- An error becomes a warning in a year whose file only guesses the rule behind it
  ([frameworks.md](frameworks.md)).
- Sums are compared with everything that rounding allows: a printed figure stands for all scores
  that are printed like it (two decimals, half up); open data is exact.
- `SIGN-…` is asked when the report is signed, `ONLINE-…` only with `--online`; all else follows
  from the file.
- `READ-…` looks at the marks that `ita-sync read` leaves in the comments of a file it wrote.
- `AGENCY-UNLISTED`, `AGENCY-OTHER` and `AGENCY-SPELLING` need the Department's list:
  `ita-sync agencies import FILE`.
"""
FIGURES = """\
## How much is found

Errors planted into drawn reports, by class, and what the checks say (`make check-figures`).
"""


def page(figures: str) -> str:
    """Return the whole page around the figures."""
    parts = [HEAD, f"{FIGURES}\n{BEGIN}{figures}{END}\n", *(section(family) for family in SECTIONS)]
    return "\n".join(parts)


def section(family: Family) -> str:
    """Return one family's heading and table."""
    question = (family.__doc__ or "").split("\n\n")[0].replace("\n", " ").strip()
    name = family.__name__.rpartition(".")[2]
    table = ["| code | severity | title | rule | source |", "|---|---|---|---|---|"]
    rows = "\n".join([*table, *map(row, family.RULES)])
    return f"## {name}\n\n{question}\n\n{rows}\n"


def row(rule: Rule) -> str:
    """Return one check as a line of the table, its title in both languages."""
    title = f"{rule.title.render('en')}<br>{rule.title.render('th')}"
    cells = (f"`{rule.code}`", str(rule.severity), title, rule.why.render("en"), rule.source)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def figures_of(text: str) -> str:
    """Return what is between the marks of a page, a line end where there are no marks."""
    _, begun, rest = text.partition(BEGIN)
    inside, ended, _ = rest.partition(END)
    return inside if begun and ended else "\n"


def main() -> int:
    """Write the page."""
    old = PAGE.read_text("utf-8") if PAGE.is_file() else ""
    PAGE.write_text(page(figures_of(old)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
