"""What the sandbox does not imitate, said plainly."""

LIMITS: tuple[str, ...] = (
    "Formulas are stored and shown as their text; nothing is computed.",
    "There are no accounts and no credentials: whoever reaches the sandbox may read and write.",
    "There are no quotas; a 429 comes only from a fault.",
    "Effective formats, default formats and themes are not given back.",
    "Typed values are parsed in the en_US locale, and only common numbers, percentages, dates and times.",
    "Number formats are imitated for common patterns; others show the plain number.",
    "Charts, pivot tables, slicers, banding, conditional formats and data sources are refused.",
    "A filter hides rows by listed values only, and does not disturb appends as a real one can.",
    "A protected range is closed to the caller only when it says so (requestingUserCanEdit false).",
    "Requests are handled one at a time: two writes at the very same instant do not occur.",
    "Links are those set on a cell or in a =HYPERLINK formula; an address in plain text is no link.",
)
