"""Plain text, typed or taken out of a PDF -> lines and tables; what it lost is mended."""
