"""What people have (Word, PDF, text, scan, spreadsheet) -> a draft of the report file.

One folder a format: `word`, `pdf`, `scan`, `form`; plain text is a module.
"""

from ita_sync.document.reading import read

__all__ = ["read"]
