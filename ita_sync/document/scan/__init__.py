"""Pages that are pictures, through the program tesseract: `read` a picture, or `pages` of a PDF."""

from ita_sync.document.scan.recognise import pages, read

__all__ = ["pages", "read"]
