"""What the sandbox does not imitate, said plainly.

`ita-sync sandbox --help` and docs/sandbox.md say the same.
"""

LIMITS: tuple[str, ...] = (
    (
        "Formulas: a literal, one of + - * / with two numbers, and HYPERLINK of literals; "
        "any other shows its own text."
    ),
    "There are no accounts and no credentials: whoever reaches the sandbox may read and write.",
    (
        "Requests are counted against a quota only where one is set; "
        "a 429 comes from it or from a fault."
    ),
    "Themes and conditional formats have no part in an effective format.",
    (
        "Typed values are parsed in the en_US locale, "
        "and only common numbers, percentages, dates and times."
    ),
    "Number formats are imitated for common patterns; others show the plain number.",
    (
        "Charts, pivot tables, slicers, banding, conditional formats, tables and data sources "
        "are refused."
    ),
    "Groups of rows, named ranges, filter views and automatic widths are refused.",
    "Of data validation there are lists and ranges to choose from, which stop no write.",
    (
        "Shifting cells, pasting a part of what was copied "
        "and copying a tab to another spreadsheet are refused."
    ),
    "Find and replace, text to columns, filling by example and trimming are refused.",
    "A filter hides rows by listed values only, and does not disturb appends as a real one can.",
    (
        "A protected range is closed to the caller only when the owner's side made it: "
        "Sandbox.owner_edit, POST /sandbox/owner."
    ),
    (
        "Requests are handled one at a time; "
        "two at the very same instant occur only as the fault `overlap`."
    ),
    (
        "Links are those set on a cell or in a =HYPERLINK formula; "
        "an address in plain text is no link."
    ),
    (
        "Of Drive there is listing, opening by title and creating; "
        "nothing is copied, deleted, shared or dated."
    ),
)
