"""Single values out of the texts of a document: how sure each is."""

import re
from datetime import date
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.draft import Copy, Field, Trust
from ita_sync.document.find.items.items import Named
from ita_sync.document.find.words import candidates, figures, repair
from ita_sync.document.find.words.records import Seen
from ita_sync.i18n import T

_SHORT_YEAR = re.compile(r"(?<![0-9])[0-9]{2}$")
_SHORT = T("its year has two digits in the document, and can be no other of the Buddhist era")
_CHRISTIAN = T("its year has two digits in the document, and was taken for a Christian one")

_GUESSED = T("no head that is known says what its column holds")


def text(cell: Seen, *, lossy: bool) -> Field:
    """Return a free text.

    Recognised from a picture it stands alone, and nothing confirms its letters.
    """
    flat = repair.flat(cell.text)
    if cell.guessed:
        return Field(flat or None, Trust.SINGLE, (cell.copy,), _GUESSED)
    return Field(flat or None, Trust.SINGLE if lossy else Trust.SURE, (cell.copy,))


def day(value: date, words: str, copies: tuple[Copy, ...], *, lossy: bool) -> Field:
    """Return a day in words, with what its own `words` leave open.

    The century is supplied where the year has two digits. That such a year is a Christian one is
    only likely in a Thai document: a misread digit makes `26` of `66`.
    """
    trust = Trust.SINGLE if lossy else Trust.SURE
    told = thai.format_date(value)
    short = _SHORT_YEAR.search(thai.digits(words))
    if short is None:
        return Field(told, trust, copies)
    if int(short[0]) == value.year % 100:
        return Field(told, Trust.DOUBTFUL, copies, _CHRISTIAN)
    return Field(told, trust if lossy else Trust.MENDED, copies, _SHORT)


def rivalled(value: Decimal, score: Seen) -> Field:
    """Return a score that has other figures beside it, any of which it may be."""
    others = tuple(
        figures.printed(other) for one in score.rivals if (other := figures.plain(one)) is not None
    )
    return Field(
        figures.printed(value), Trust.DOUBTFUL, (score.copy,), candidates.why(score.rivals), others
    )


def named(about: Named, cell: Seen, *, lossy: bool, confirmed: bool) -> Field:
    """Return the item that a cell names; `confirmed`: more than its own number speaks for it."""
    copies = (cell.copy,)
    confirmed = confirmed or about.placed
    if about.item is None:
        return Field(None, Trust.DOUBTFUL, copies, about.why, about.others)
    if cell.between:
        return Field(
            about.item,
            Trust.SINGLE,
            copies,
            T("it lies between the two items that the document names"),
        )
    if about.exact and about.why is None:
        trust = Trust.SURE if confirmed or not lossy else Trust.SINGLE
        return Field(about.item, trust, copies)
    if confirmed and not about.exact and lossy and not about.contradicted:
        return Field(about.item, Trust.MENDED, copies, about.why, about.others)
    if not lossy and not about.exact and not confirmed:
        # No guess.
        return Field(None, Trust.DOUBTFUL, copies, about.why, (about.item, *about.others))
    if confirmed and not about.exact and not about.others:
        return Field(about.item, Trust.MENDED, copies, about.why)
    return Field(about.item, Trust.DOUBTFUL, copies, about.why, about.others)
