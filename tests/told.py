"""All that an error says, in both languages."""

from ita_sync.errors import ItaSyncError
from ita_sync.i18n import LANGUAGES, Language


def told(error: ItaSyncError) -> dict[Language, list[str]]:
    """Return the lines of an error by language, in the order in which they are printed."""
    texts = [error.what, *error.details, *filter(None, [error.written]), error.next_step]
    return {lang: [text.render(lang) for text in texts] for lang in LANGUAGES}
