"""The values that travel through the program; all frozen.

What crosses a file boundary is pydantic (it explains bad input); what stays inside is a dataclass.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from ita_sync import characters, thai

Loc = tuple[str | int, ...]
"""A field of the report: `("indicators", 6, "score")`."""


_WHOLE = re.compile(r"[0-9]{1,6}")
_ITEM = re.compile(r"[ieo][1-9][0-9]{0,2}")


def _refuse(kind: str) -> PydanticCustomError:
    """Return an error of a type of our own; `problems` has a sentence for each."""
    return PydanticCustomError(kind, kind)


def _text(value: str) -> str:
    value = thai.clean(value)
    if not value:
        raise _refuse("empty")
    return value


def _unseen(value: object) -> object:
    """Refuse what nobody sees, where a person has to answer for each sign."""
    if isinstance(value, str) and characters.unprintable(value.strip()):
        raise _refuse("unseen")
    return value


def _absent(value: object) -> object:
    """Read a blank, or the dash of a line that was left empty, as a field that is left out."""
    return None if isinstance(value, str) and thai.clean(value).strip("-–—_. ") == "" else value


def _score(value: object) -> object:
    """Read a score as written; the number of decimals is kept, a check looks at it."""
    if not isinstance(value, str):
        return value
    try:
        return Decimal(thai.figure(value))
    except thai.CommaError:
        raise _refuse("score_comma") from None
    except ValueError:
        raise _refuse("score") from None


def _whole(value: object) -> object:
    if not isinstance(value, str):
        return value
    plain = thai.digits(thai.clean(value))
    if not _WHOLE.fullmatch(plain):
        raise _refuse("whole")
    return int(plain)


def _date(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return thai.parse_date(value)
    except thai.UnclearYearError:
        raise _refuse("date_year") from None
    except thai.WrongEraError:
        raise _refuse("date_era") from None
    except ValueError:
        raise _refuse("date") from None


def _item(value: str) -> str:
    plain = thai.digits(thai.clean(value)).lower()
    if not _ITEM.fullmatch(plain):
        raise _refuse("item")
    return plain


Line = Annotated[str, AfterValidator(_text)]
Signed = Annotated[str, BeforeValidator(_unseen), AfterValidator(_text)]
"""A line of a sign-off, in which nothing may be unseen."""
Given = Annotated[Line | None, BeforeValidator(_absent)]
"""A line that an agency may have none of."""
Score = Annotated[
    Decimal,
    BeforeValidator(_score),
    WithJsonSchema({"type": ["number", "string"], "examples": [84.85, "๘๔.๘๕", "84,85"]}),
]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": ["integer", "string"]})]
Day = Annotated[
    date,
    BeforeValidator(_date),
    WithJsonSchema(
        {
            "type": "string",
            "examples": ["27 ตุลาคม 2566", "27/10/2566", "27 ต.ค. 66", "2566-10-27"],
        }
    ),
]
ItemId = Annotated[
    str,
    AfterValidator(_item),
    WithJsonSchema({"type": "string", "examples": ["i1", "e6", "o13"]}),
]


class Tool(StrEnum):
    """The assessment tools (เครื่องมือ)."""

    IIT = "IIT"
    EIT = "EIT"
    OIT = "OIT"


class Result(StrEnum):
    """Whether an indicator reached the pass mark."""

    PASSED = "ผ่านเกณฑ์"
    FAILED = "ไม่ผ่านเกณฑ์"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Agency(_Part):
    """The agency assessed (หน่วยงาน); one that is no local agency has no code.

    What a local agency must have is for the checks to say: they know the kinds.
    """

    code: Given = None
    type: Line
    name: Line
    district: Given = None
    province: Line


class Letter(_Part):
    """An official letter that is referred to (อ้างถึง)."""

    number: Line
    date: Day


class Memo(_Part):
    """The memo that reports the analysis to the executive (บันทึกข้อความ)."""

    number: Line
    date: Day
    subject: Line
    refers_to: Letter | None = None


class Indicator(_Part):
    """The score of one indicator (ตัวชี้วัด), and its result where the report prints one."""

    number: Whole
    tool: Tool
    name: Line | None = None
    score: Score
    result: Result | None = None


class EitParts(_Part):
    """The two parts of the EIT tool, where the report gives them apart."""

    part1: Score
    part2: Score


class Tools(_Part):
    """Tool scores, where the report prints them."""

    IIT: Score | None = None
    EIT: Score | None = None
    OIT: Score | None = None


def tools_line(tools: Iterable[Tool]) -> str:
    """Return the line of the report file that gives the scores of tools: `tools: {IIT: …}`."""
    return f"tools: {{{', '.join(f'{tool}: …' for tool in tools)}}}"


class WeakItem(_Part):
    """An item (ข้อคำถาม) below the pass mark."""

    item: ItemId
    score: Score
    remedy: Line | None = None


class WeakIndicator(_Part):
    """An indicator below the pass mark, with its weak items."""

    indicator: Whole
    remedy: Line | None = None
    items: tuple[WeakItem, ...]


class Strength(_Part):
    """A point to keep up (ประเด็นที่ควรรักษาระดับ)."""

    indicator: Whole
    point: Line
    score: Score | None = None
    keep: Line | None = None


class Measure(_Part):
    """What will be done about a weak item next year (มาตรการ)."""

    item: ItemId
    division: Line | None = None
    steps: tuple[Line, ...] = ()
    follow_up: tuple[Line, ...] = ()
    due: Line | None = None
    due_date: Day | None = None


class Report(_Part):
    """One agency's ITA report of one fiscal year, as the officer reviews it."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="ITA report")

    schema_version: Annotated[
        Literal[1], BeforeValidator(_whole), WithJsonSchema({"enum": [1, "1", "๑"]})
    ]
    fiscal_year: Whole
    agency: Agency
    memo: Memo
    total: Score
    level: Line
    indicators: tuple[Indicator, ...]
    tools: Tools | None = None
    eit_parts: EitParts | None = None
    weak: tuple[WeakIndicator, ...] = ()
    strengths: tuple[Strength, ...] = ()
    measures: tuple[Measure, ...] = ()
    url: Line


class Decision(_Part):
    """What the executive decided: by which post, when, and where it is recorded.

    No personal name.
    """

    post: Signed
    acting: Signed | None = None
    date: Day
    reference: Signed | None = None
