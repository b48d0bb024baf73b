"""Word documents (.docx), read from their XML: `read`."""

from ita_sync.document.word.docx import read

__all__ = ["read"]
