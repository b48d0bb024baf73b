"""PDF: letters by their positions become lines and tables.

What is only a picture is left to `scan`.
"""
