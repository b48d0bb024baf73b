"""Which links of cells are given on: to web pages, never to a script, a file or a program of this machine."""

from urllib.parse import urlsplit


def leads_to_the_web(uri: str) -> bool:
    """Whether the address is one of http or https.

    Leading blanks and inner tabs are seen through.
    """
    try:
        return urlsplit(uri).scheme in {"http", "https"}
    except ValueError:  # brackets that are no address
        return False
