"""The report as a spreadsheet form.

`write` an empty one for a fiscal year, or one with a draft filled in; `read` a filled one as a
document, `load` it as the report file that it is.
"""

from ita_sync.document.form.load import load, may_be_form
from ita_sync.document.form.reading import read
from ita_sync.document.form.writing import write

__all__ = ["load", "may_be_form", "read", "write"]
