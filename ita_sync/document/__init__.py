"""What people have (Word, PDF, text, scan, spreadsheet) -> a draft of the report file.

One module a format.
"""

from ita_sync.document.reading import read

__all__ = ["read"]
