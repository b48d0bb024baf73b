"""PDF: letters by their positions become lines and tables; what is only a picture is left to `scan`."""
