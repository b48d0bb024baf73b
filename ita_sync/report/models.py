"""The values that travel through the program; all frozen.

What crosses a file boundary is pydantic (it explains bad input); what stays inside is a dataclass.
"""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from ita_sync import thai

Loc = tuple[str | int, ...]
"""A field of the report: `("indicators", 6, "score")`."""


def _text(value: str) -> str:
    value = thai.clean(value)
    if not value:
        raise ValueError("empty")
    return value


def _score(value: object) -> object:
    """Read a score as written; the number of decimals is kept, a check looks at it."""
    if isinstance(value, str):
        plain = thai.digits(thai.clean(value))
        if not re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,6})?", plain):
            raise ValueError("score")
        try:
            return Decimal(plain)
        except InvalidOperation:  # pragma: no cover - the pattern admits only decimals
            raise ValueError("score") from None
    return value


def _whole(value: object) -> object:
    if isinstance(value, str):
        plain = thai.digits(thai.clean(value))
        if not re.fullmatch(r"[0-9]{1,6}", plain):
            raise ValueError("whole")
        return int(plain)
    return value


def _date(value: object) -> object:
    if isinstance(value, str):
        try:
            return thai.parse_date(value)
        except ValueError:
            raise ValueError("date") from None
    return value


def _item(value: str) -> str:
    plain = thai.digits(thai.clean(value)).lower()
    if not re.fullmatch(r"[ieo][1-9][0-9]?", plain):
        raise ValueError("item")
    return plain


Line = Annotated[str, AfterValidator(_text)]
Score = Annotated[
    Decimal,
    BeforeValidator(_score),
    WithJsonSchema(
        {"type": ["number", "string"], "description": "0-100, two decimals / ทศนิยมสองตำแหน่ง"}
    ),
]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": ["integer", "string"]})]
Day = Annotated[
    date,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "description": "27 ตุลาคม 2566, 27/10/2566, 2566-10-27"}),
]
ItemId = Annotated[
    str,
    AfterValidator(_item),
    WithJsonSchema({"type": "string", "description": "i1-i30, e1-e15, o1-o43"}),
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
    """The agency assessed (หน่วยงาน)."""

    code: Line = Field(description="DLA code, 7 digits / รหัส อปท. 7 หลัก")
    type: Line = Field(description="Kind of agency / ประเภท เช่น เทศบาลตำบล")
    name: Line = Field(description="Name without its kind / ชื่อ ไม่รวมประเภท")
    district: Line = Field(description="District / อำเภอ")
    province: Line = Field(description="Province / จังหวัด")


class Letter(_Part):
    """An official letter that is referred to (อ้างถึง)."""

    number: Line = Field(description="Document number / เลขที่หนังสือ")
    date: Day = Field(description="Its date / ลงวันที่")


class Memo(_Part):
    """The memo that reports the analysis to the executive (บันทึกข้อความ)."""

    number: Line = Field(description="Document number / เลขที่หนังสือ")
    date: Day = Field(description="Its date / วันที่")
    subject: Line = Field(description="Subject / เรื่อง")
    refers_to: Letter | None = Field(None, description="Letter referred to / อ้างถึง")


class Indicator(_Part):
    """The score of one indicator (ตัวชี้วัด)."""

    number: Whole = Field(description="1-10 / ตัวชี้วัดที่")
    tool: Tool = Field(description="IIT, EIT or OIT / เครื่องมือ")
    name: Line | None = Field(None, description="Its name / ชื่อตัวชี้วัด")
    score: Score = Field(description="Score / คะแนน")
    result: Result = Field(description="ผ่านเกณฑ์ / ไม่ผ่านเกณฑ์")


class EitParts(_Part):
    """The two parts of the EIT tool, where the report gives them apart."""

    part1: Score = Field(description="EIT part 1 / EIT ส่วนที่ 1")
    part2: Score = Field(description="EIT part 2 / EIT ส่วนที่ 2")


class Tools(_Part):
    """Tool scores, where the report prints them."""

    IIT: Score | None = Field(None, description="IIT")
    EIT: Score | None = Field(None, description="EIT, both parts pooled / รวมสองส่วน")
    OIT: Score | None = Field(None, description="OIT")


class WeakItem(_Part):
    """An item (ข้อคำถาม) below the pass mark."""

    item: ItemId = Field(description="Item / ข้อคำถาม เช่น e6 o13")
    score: Score = Field(description="Score / คะแนน")
    remedy: Line | None = Field(None, description="How to improve / แนวทางการพัฒนา")


class WeakIndicator(_Part):
    """An indicator below the pass mark, with its weak items."""

    indicator: Whole = Field(description="1-10 / ตัวชี้วัดที่")
    remedy: Line | None = Field(None, description="One remedy for all items / แนวทางการพัฒนารวม")
    items: tuple[WeakItem, ...] = Field(description="Weak items / ข้อคำถามที่ต้องแก้ไข")


class Strength(_Part):
    """A point to keep up (ประเด็นที่ควรรักษาระดับ)."""

    indicator: Whole = Field(description="1-10 / ตัวชี้วัดที่")
    point: Line = Field(description="What is good / ประเด็น")
    score: Score | None = Field(None, description="Score / คะแนน")
    keep: Line | None = Field(None, description="How to keep it up / การรักษาระดับ")


class Measure(_Part):
    """What will be done about a weak item next year (มาตรการ)."""

    item: ItemId = Field(description="Item / ข้อคำถาม")
    division: Line | None = Field(None, description="Responsible division / ผู้รับผิดชอบ")
    steps: tuple[Line, ...] = Field((), description="Steps / ขั้นตอนหรือวิธีการ")
    follow_up: tuple[Line, ...] = Field(
        (), description="Reporting and follow-up / การรายงานและกำกับติดตาม"
    )
    due: Line | None = Field(None, description="When it is due, as written / กำหนดเวลาแล้วเสร็จ")
    due_date: Day | None = Field(None, description="The same as a date, if it is one / วันที่")


class Report(_Part):
    """One agency's ITA report of one fiscal year, as the officer reviews it."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="ITA report")

    schema_version: Annotated[
        Literal[1], BeforeValidator(_whole), WithJsonSchema({"enum": [1, "1", "๑"]})
    ] = Field(description="Version of this file format / รุ่นของรูปแบบไฟล์: 1")
    fiscal_year: Whole = Field(description="Fiscal year assessed, B.E. / ปีงบประมาณ พ.ศ.")
    agency: Agency
    memo: Memo
    total: Score = Field(description="Total score / คะแนนรวม")
    level: Line = Field(description="Level / ระดับผลการประเมิน")
    indicators: tuple[Indicator, ...] = Field(description="The ten indicators / ตัวชี้วัดทั้งสิบ")
    tools: Tools | None = Field(None, description="Tool scores, if printed / คะแนนรายเครื่องมือ")
    eit_parts: EitParts | None = Field(
        None, description="EIT part scores, if known / คะแนน EIT รายส่วน"
    )
    weak: tuple[WeakIndicator, ...] = Field((), description="Weak points / ประเด็นที่ต้องแก้ไข")
    strengths: tuple[Strength, ...] = Field((), description="Strengths / ประเด็นที่ควรรักษาระดับ")
    measures: tuple[Measure, ...] = Field((), description="Next year's measures / มาตรการปีถัดไป")
    url: Line = Field(description="Public link of the report / ลิงก์รายงานที่เผยแพร่")


class Decision(_Part):
    """What the executive decided: by which post, when, and where it is recorded.

    No personal name.
    """

    post: Line
    acting: Line | None = None
    date: Day
    reference: Line | None = None
