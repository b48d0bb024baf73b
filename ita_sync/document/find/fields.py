"""Single values out of the texts of a document: how sure each is."""

from decimal import Decimal

from ita_sync.document.draft import Field, Trust
from ita_sync.document.find import candidates, figures, repair
from ita_sync.document.find.items import Named
from ita_sync.document.find.records import Seen
from ita_sync.i18n import T


def text(cell: Seen, *, lossy: bool) -> Field:
    """Return a free text.

    Recognised from a picture it stands alone, and nothing confirms its letters.
    """
    flat = repair.flat(cell.text)
    return Field(flat or None, Trust.SINGLE if lossy else Trust.SURE, (cell.copy,))


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
    if confirmed and not about.exact and lossy:
        return Field(about.item, Trust.MENDED, copies, about.why, about.others)
    if not lossy and not about.exact and not confirmed:
        # No guess.
        return Field(None, Trust.DOUBTFUL, copies, about.why, (about.item, *about.others))
    if confirmed and not about.exact and not about.others:
        return Field(about.item, Trust.MENDED, copies, about.why)
    return Field(about.item, Trust.DOUBTFUL, copies, about.why, about.others)
