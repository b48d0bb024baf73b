"""Which links of cells are passed on: those to web pages, never to a script, file or program."""

from urllib.parse import urlsplit


def leads_to_the_web(uri: str) -> bool:
    """Whether the address is one of http or https.

    Leading blanks and tabs inside it do not hide the scheme.
    """
    try:
        return urlsplit(uri).scheme in {"http", "https"}
    except ValueError:  # brackets that hold no address
        return False
