"""A draft held against the truth: what was read, what was not, and what is wrong without a word."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ita_sync.document.draft import Draft, Field, Node, Trust
from ita_sync.report import Loc
from tests.document.layouts.claims import Claim, Value, claims, unprinted
from tests.document.layouts.manuscript import Manuscript
from tests.document.layouts.told import Told


class Outcome(StrEnum):
    """What became of a field; SILENT and UNLISTED are what must not be."""

    EXACT = "exact"
    MARKED = "wrong, marked"
    SILENT = "wrong, no mark"
    LISTED = "missing, listed"
    UNLISTED = "missing, not listed"


@dataclass(frozen=True)
class Got:
    """A field of a draft: its value, whether it claims to be sure, and its place in the draft."""

    value: Value | None
    sure: bool
    loc: Loc


@dataclass
class Verdict:
    """The outcomes of one document.

    Attributes:
        counts: fields by outcome, those of texts apart: `(outcome, whether free text)`.
        doubted: fields that are exact and yet marked: work for the officer.
        faults: every field that is not exact, with truth and reading.
    """

    counts: Counter[tuple[Outcome, bool]] = field(default_factory=Counter)
    doubted: int = 0
    faults: list[tuple[Outcome, Loc, str]] = field(default_factory=list)

    def note(self, outcome: Outcome, key: Loc, told: str) -> None:
        """Count a field."""
        self.counts[outcome, free(key)] += 1
        if outcome is not Outcome.EXACT:
            self.faults.append((outcome, key, told))


_LISTS = ("indicators", "weak", "strengths", "measures")
FREE = frozenset({"subject", "remedy", "point", "keep", "steps", "follow_up", "division"})


def free(key: Loc) -> bool:
    """Return whether a field is free text, which nothing in the document confirms."""
    return key[-1] in FREE


def judge(told: Told, manuscript: Manuscript, draft: Draft) -> Verdict:
    """Return the outcome of each field that the manuscript prints, and of what the draft adds."""
    verdict = Verdict()
    true = claims(told, manuscript)
    absent = unprinted(told, manuscript)
    found = _Aligned(draft, true)
    for key, claim in true.items():
        got = found.got.pop(key, None)
        if got is not None and got.value is not None:
            outcome = _outcome(claim, got)
            verdict.doubted += outcome is Outcome.EXACT and not got.sure
        elif not claim.asked:
            continue
        else:
            outcome = Outcome.LISTED if found.listed(key, got) else Outcome.UNLISTED
        if claim.asked or outcome is not Outcome.EXACT:
            verdict.note(outcome, key, f"{claim.value} ← {got.value if got else None}")
    for key, got in found.got.items():  # what the draft says and the document does not
        if got.value is not None and not (key in absent and absent[key].holds(got.value)):
            outcome = Outcome.SILENT if got.sure else Outcome.MARKED
            verdict.note(outcome, key, f"nothing ← {got.value}")
    for key in (("agency", "code"), ("url",)):
        if key in absent and not found.listed(key, None):
            verdict.note(Outcome.UNLISTED, key, "not in the document, and not said to be missing")
    return verdict


def _outcome(claim: Claim, got: Got) -> Outcome:
    if got.value is not None and claim.holds(got.value):
        return Outcome.EXACT
    return Outcome.SILENT if got.sure else Outcome.MARKED


class _Aligned:
    """The fields of a draft under the keys of the claims: lists by number or item, not by place."""

    def __init__(self, draft: Draft, true: Mapping[Loc, Claim]) -> None:
        self.missing = [tuple(loc) for loc in draft.missing]
        self.got: dict[Loc, Got] = {}
        self.places: dict[Loc, Loc] = {}
        fields: dict[str, Any] = draft.fields
        for name, node in fields.items():
            if name in ("schema_version", *_LISTS):
                continue
            for key, got in _plain(node, (name,)):
                self.got[key] = got
        self._numbered("indicators", "number", fields.get("indicators", []), true)
        self._numbered("strengths", "indicator", fields.get("strengths", []), true)
        self._numbered("measures", "item", fields.get("measures", []), true)
        self._weak(fields.get("weak", []), true)

    def listed(self, key: Loc, got: Got | None) -> bool:
        """Return whether the draft says that it could not read a field, or a group it is in."""
        if got is not None:
            return True  # it stands there, empty
        known = [length for length in range(len(key), 0, -1) if key[:length] in self.places]
        place = key if key[0] not in _LISTS else key[:1]
        if known:
            within = ("items",) if key[0] == "weak" and known[0] == 2 and len(key) > 3 else ()
            place = (*self.places[key[: known[0]]], *within, *key[known[0] :])
        return any(place[: len(loc)] == loc for loc in self.missing)

    def _numbered(
        self, name: str, by: str, entries: Sequence[dict[str, Node]], true: Mapping[Loc, Claim]
    ) -> None:
        ids = list(dict.fromkeys(key[1] for key in true if key[0] == name))
        for n, found in enumerate(_pair(ids, [_identity(entry.get(by)) for entry in entries])):
            self._enter((name, found), entries[n], (name, n))

    def _weak(self, entries: Sequence[dict[str, Any]], true: Mapping[Loc, Claim]) -> None:
        numbers = list(dict.fromkeys(key[1] for key in true if key[0] == "weak"))
        for n, number in enumerate(
            _pair(numbers, [_identity(entry.get("indicator")) for entry in entries])
        ):
            entry, at = entries[n], ("weak", n)
            self.places["weak", number] = at
            shared = entry.get("remedy")
            self._enter(
                ("weak", number),
                {"indicator": entry["indicator"]} if "indicator" in entry else {},
                at,
            )
            ids = list(
                dict.fromkeys(
                    key[2] for key in true if key[:2] == ("weak", number) and len(key) > 3
                )
            )
            items = entry.get("items", [])
            for i, item in enumerate(_pair(ids, [_identity(each.get("item")) for each in items])):
                own = dict(items[i])
                if _empty(own.get("remedy")) and shared is not None:
                    own["remedy"] = shared
                self._enter(("weak", number, item), own, (*at, "items", i))

    def _enter(self, key: Loc, entry: Mapping[str, Node], place: Loc) -> None:
        while key in self.places and self.places[key] != place:  # the same entry twice
            key = (*key[:-1], f"{key[-1]} again")
        self.places[key] = place
        for name, node in entry.items():
            for at, got in _plain(node, (*key, name)):
                self.got[at] = got


def _plain(node: Node, key: Loc) -> Iterator[tuple[Loc, Got]]:
    if isinstance(node, Field):
        yield key, Got(node.value, node.trust is Trust.SURE, key)
    elif isinstance(node, dict):
        for name, child in node.items():
            yield from _plain(child, (*key, name))
    elif node:  # a list of texts is one field
        fields = [child for child in node if isinstance(child, Field)]
        sure = all(child.trust is Trust.SURE for child in fields)
        yield key, Got(tuple(child.value or "" for child in fields), sure, key)


def _empty(node: Node | None) -> bool:
    return node is None or (isinstance(node, Field) and node.value is None)


def _identity(node: Node | None) -> str | None:
    return node.value.lower() if isinstance(node, Field) and node.value is not None else None


def _pair(true: Sequence[str | int], read: Sequence[str | None]) -> list[str | int]:
    """Return for each entry read the true one that it is.

    By its id, or by order where as many are left over.
    """
    known = {str(each): each for each in true}
    pairs: list[str | int | None] = [known.get(each or "") for each in read]
    left = [each for each in true if each not in pairs]
    odd = [n for n, each in enumerate(pairs) if each is None]
    if len(left) == len(odd):
        for n, each in zip(odd, left, strict=True):
            pairs[n] = each
    return [each if each is not None else f"{read[n]} unknown {n}" for n, each in enumerate(pairs)]
