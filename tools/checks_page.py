"""Write docs/checks.md from what the checks declare: `make checks-page`."""

import sys
from pathlib import Path

from ita_sync.checks import online, signing
from ita_sync.checks.families import FAMILIES
from ita_sync.checks.rule import Family, Rule

PAGE = Path(__file__).parents[1] / "docs" / "checks.md"
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
- A check that needs a rule which the year's file does not know is silent; `YEAR-UNCHECKED` lists
  what was not checked. An error becomes a warning where one of the rules it rests on is a guess
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

Errors of every class are planted into drawn reports (`make check-figures`): the checks find each
one that can be known from the report, and blame no true report.
[figures/checks.md](figures/checks.md) counts them by class.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, FIGURES, *(section(family) for family in SECTIONS)])


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
    why, source = str(rule.why), str(rule.source or "")
    cells = (f"`{rule.code}`", str(rule.severity), title, why, source)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
