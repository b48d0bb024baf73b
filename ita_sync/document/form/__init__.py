"""The report as a spreadsheet form: `write` an empty one for a fiscal year, `read` a filled one."""

from ita_sync.document.form.reading import read
from ita_sync.document.form.writing import write

__all__ = ["read", "write"]
