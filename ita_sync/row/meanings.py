"""What each field that a column can show holds, in words for people."""

from collections.abc import Mapping

from ita_sync.i18n import T, Text
from ita_sync.report import meaning

_OWN: Mapping[str, Text] = {
    "agency.full_name": T("Name with its kind"),
    "weak.indicators": T("Numbers of the indicators with weak points"),
    "weak.items": T("Weak items"),
    "signoff.by": T("Who acknowledged it: the post, and for which one they acted"),
    "signoff.post": T("Post of the executive who decided"),
    "signoff.acting": T("Post for which they acted, if they did"),
    "signoff.date": T("Day of the decision"),
    "signoff.reference": T("Document number under which it is recorded"),
}
"""Of the fields that are not the report's, or put together of several."""
_OF_INDICATORS = {
    "score": T("Score of indicator {number}"),
    "result": T("Result of indicator {number}: passed or not"),
}


def meaning_of(field: str) -> Text:
    """Return what a field of `field_values` holds."""
    if field in _OWN:
        return _OWN[field]
    parts = field.split(".")
    if parts[0] == "indicators":
        return T(_OF_INDICATORS[parts[2]].msgid, number=parts[1])
    return meaning(tuple(parts))
