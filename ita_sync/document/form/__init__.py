"""The report as a spreadsheet form: an empty one is written for a fiscal year, a filled one is read back exactly."""

from ita_sync.document.form.reading import read
from ita_sync.document.form.writing import write

__all__ = ["read", "write"]
