"""Records of decisions, one behind the other, and what was edited among them.

Digests are SHA-256 over canonical JSON (RFC 8785), so spaces and line ends of a file do not matter.
A record has one of each of its parts, one of itself, and that of the record before it; the file has
one of them all. So what was edited can be named, unless whoever did it made all of them anew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict

from ita_sync import thai
from ita_sync.i18n import T, Text
from ita_sync.report import Decision
from ita_sync.row import digest_of

ZONE = "+07:00"
"""Of the days of decisions: offices keep the time of Bangkok."""
_SEALING = ("digests", "previous", "digest")


class Record(BaseModel):
    """A recorded decision, whatever was decided.

    What has a default is not in the records of version 1.

    Attributes:
        decision: who decided, by post, and on which day.
        statement: what was decided, in words, as it was shown, by language.
        beside: what was so when it was recorded.
        recorded_at: when, in UTC.
        zone: of the decision's day.
        digests: of every other part, by its name.
        previous: digest of the record before it, None of the first one.
        digest: of all the rest.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    NEW: ClassVar[frozenset[str]] = frozenset({"zone", *_SEALING})
    """What is not in the records of version 1."""
    CALLED: ClassVar[Mapping[str, Text]] = {
        "schema_version": T("the version of the record"),
        "decision": T("posts, day or number of the decision"),
        "statement": T("the statement"),
        "beside": T("the digests of files, rules and mapping, or the version"),
        "recorded_at": T("when it was recorded"),
        "zone": T("the time zone"),
    }
    """What its parts are called."""

    schema_version: Literal[1, 2] = 2
    decision: Decision
    statement: dict[str, str] = {}
    beside: dict[str, str] = {}
    recorded_at: str
    zone: str = ""
    digests: dict[str, str] = {}
    previous: str | None = None
    digest: str = ""

    @classmethod
    def parts(cls) -> tuple[str, ...]:
        """Return of what a record has a digest, each."""
        return tuple(name for name in cls.model_fields if name not in _SEALING)

    @property
    def day(self) -> str:
        """The day of the decision, in Thai."""
        return thai.format_date(self.decision.date)

    @property
    def decides(self) -> bool:
        """Whether it takes the place of the decision before it."""
        return True

    def sealed(self, previous: str | None) -> tuple[Self, dict[str, Any]]:
        """Return the record with its digests, behind the one that has `previous`; and as data."""
        content = self.model_dump(mode="json")
        parts = {part: content[part] for part in self.parts()}
        digests = {part: digest_of_part(value) for part, value in parts.items()}
        whole = digest_of_record(digests, previous)
        raw = parts | dict(zip(_SEALING, (digests, previous, whole), strict=True))
        return self.model_validate(raw), raw

    def torn(self) -> Iterator[Text]:
        """Yield which of its parts do not belong together, whatever their digests are."""
        yield from ()


Entry = TypeVar("Entry", bound=Record)


def digest_of_part(part: object) -> str:
    """Return the digest of a part of a record; what is no object stands in one."""
    return digest_of(part if isinstance(part, dict) else {"part": part})


def digest_of_record(digests: Mapping[str, str], previous: str | None) -> str:
    """Return the digest of a record: by those of its parts, it is one of all of them."""
    return digest_of({"digests": digests, "previous": previous})


@dataclass(frozen=True)
class Chain(Generic[Entry]):
    """The records of one file, the oldest first, and what was edited among them.

    Attributes:
        raw: the records as the file has them.
        records: the same.
        faults: what was edited, in words; nothing where all fits.
    """

    raw: tuple[dict[str, Any], ...] = ()
    records: tuple[Entry, ...] = ()
    faults: tuple[Text, ...] = ()

    @classmethod
    def of(cls, parsed: Any, kind: type[Entry]) -> Self:  # noqa: ANN401 - JSON
        """Return the chain that a file holds; one of version 1 holds a single record.

        Raises:
            ValueError, TypeError: it holds none.
        """
        if not isinstance(parsed, dict):
            raise TypeError
        if "records" not in parsed:
            return cls._held((parsed,), kind, seal=None)
        if set(parsed) != {"schema_version", "records", "seal"} or not parsed["records"]:
            raise ValueError
        return cls._held(tuple(parsed["records"]), kind, seal=parsed["seal"])

    @classmethod
    def _held(cls, raw: tuple[dict[str, Any], ...], kind: type[Entry], *, seal: str | None) -> Self:
        records = tuple(_record(each, kind) for each in raw)
        if seal is None and records[0].schema_version != 1:
            raise ValueError
        faults = [*_faults(raw, records)]
        if not faults and seal is not None and seal != _seal(raw):
            faults = [
                T(
                    "The seal of the file does not fit its records: records were taken off the end "
                    "or put there, or the last one was exchanged."
                )
            ]
        return cls(raw, records, tuple(faults))

    @property
    def current(self) -> Entry | None:
        """The record that holds now: the last that decides."""
        return next((each for each in reversed(self.records) if each.decides), None)

    def then(self, record: Entry) -> Self:
        """Return the chain with one more record, which seals what is before it."""
        new, raw = record.sealed(_of(self.raw[-1]) if self.raw else None)
        return type(self)((*self.raw, raw), (*self.records, new))

    @property
    def seal(self) -> str:
        """A digest of all records: whoever rewrites one of them gets another."""
        return _seal(self.raw)

    def dump(self) -> dict[str, Any]:
        """Return what its file holds."""
        return {"schema_version": 2, "records": list(self.raw), "seal": self.seal}


def _record(raw: Any, kind: type[Entry]) -> Entry:  # noqa: ANN401 - JSON
    record = kind.model_validate(raw)
    missing = set(kind.model_fields) - set(raw)
    if missing != (kind.NEW if record.schema_version == 1 else set()):
        raise ValueError
    return record


def _of(raw: Mapping[str, Any]) -> str:
    """Return the digest by which the next record knows one; those of version 1 name none."""
    return raw["digest"] if "digest" in raw else digest_of(raw)


def _seal(raw: Sequence[Mapping[str, Any]]) -> str:
    return digest_of({"records": list(map(_of, raw))})


def _faults(raw: Sequence[dict[str, Any]], records: Iterable[Record]) -> Iterator[Text]:
    """Yield what was edited, record by record."""
    previous: str | None = None
    for number, (each, record) in enumerate(zip(raw, records, strict=True), 1):
        told = {"number": number, "day": record.day}
        if record.schema_version == 2:  # noqa: PLR2004 - a version
            for fault in _within(each, record):
                yield T("Record {number} (decision of {day}): {fault}", **told, fault=fault)
        if record.previous != previous:
            yield T(
                "Record {number} (decision of {day}): the record before it was edited, exchanged "
                "or taken out.",
                **told,
            )
        previous = _of(each)


def _within(raw: Mapping[str, Any], record: Record) -> Iterator[Text]:
    """Yield what of a record does not fit its digests."""
    now = {part: digest_of_part(raw[part]) for part in record.parts()}
    edited = [part for part, digest in now.items() if record.digests.get(part) != digest]
    for part in edited:
        yield T("edited: {part}.", part=record.CALLED[part])
    if edited:
        return
    whole = digest_of_record(raw["digests"], raw["previous"])
    if record.digest != whole or set(record.digests) != set(now):
        yield T("its digests were edited.")
    yield from record.torn()
