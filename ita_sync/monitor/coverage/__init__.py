"""Which agencies of a list are in the sheet: found, told, as a page and as a table."""
