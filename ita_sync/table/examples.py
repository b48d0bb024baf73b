"""Whether what stands in a column can be what its header says."""

import re
from collections.abc import Callable, Sequence

from ita_sync import thai
from ita_sync.google import CellValue
from ita_sync.row import fold_value
from ita_sync.table.known_headers import LEFT

_WHOLE_NAME = re.compile(
    r"เทศบาล|องค์การ|อบ[ตจ]|ท[ตมน]\.|เมือง|มหาวิทยาลัย|โรงพยาบาล|โรงเรียน|กรม|สำนัก|กระทรวง"
)
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_HOME_PAGE = re.compile(r"https?://[^/]+/?|(?:[\w-]+\.)+[a-z]{2,}/?")
_CODE = re.compile(r"[0-9]{7}")
_MOST = 100
"""The highest score."""


def narrowed(fields: tuple[str, ...], values: Sequence[CellValue]) -> tuple[str, ...]:
    """Return the fields in question that what stands in a column leaves.

    With `-` among them where none of it can be of such a field.
    """
    texts = [fold_value(value) for value in values]
    if not texts:
        return fields
    if set(fields) - {LEFT} == {"level", "total"}:
        kept = "total" if all(map(_FIGURE.fullmatch, texts)) else "level"
        fields = tuple(field for field in fields if field in {kept, LEFT})
    if set(fields) == {"agency.full_name", "agency.name"} and any(map(_WHOLE_NAME.match, texts)):
        fields = ("agency.full_name",)
    doubted = any(not _fits(field, texts) for field in fields)
    return tuple(dict.fromkeys((*fields, LEFT))) if doubted else fields


def _fits(field: str, texts: Sequence[str]) -> bool:
    said = next((fits for name, fits in _RULES.items() if re.fullmatch(name, field)), None)
    return said is None or said(texts)


def _no_figures(texts: Sequence[str]) -> bool:
    return not all(map(_FIGURE.fullmatch, texts))


def _scores(texts: Sequence[str]) -> bool:
    figures = [float(text) for text in texts if _FIGURE.fullmatch(text)]
    return not figures or any(figure <= _MOST for figure in figures)


def _beyond_home(texts: Sequence[str]) -> bool:
    return not any(map(_HOME_PAGE.fullmatch, texts)) or any(
        "/" in text.removeprefix("https://").removeprefix("http://").rstrip("/") for text in texts
    )


_RULES: dict[str, Callable[[Sequence[str]], bool]] = {
    r"agency\.code": lambda texts: any(map(_CODE.fullmatch, texts)),
    r"agency\..*|level": _no_figures,
    r"fiscal_year": lambda texts: any(map(thai.fiscal_years, texts)),
    r"total|tools\..*|eit_parts\..*|indicators\..*": _scores,
    r"url": _beyond_home,
}
"""By field, whether something of these texts can be of it; first come, first served."""
