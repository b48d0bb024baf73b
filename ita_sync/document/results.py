"""What was found in a document, in the order of the report file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ita_sync import thai
from ita_sync.document.draft import Field, Node, Trust
from ita_sync.document.find.about import heads, memos, owner, place
from ita_sync.document.find.lists import lists
from ita_sync.document.find.scores import decide, fitting, scores, witness
from ita_sync.document.find.words import fields, figures, periods, unknown_digits
from ita_sync.document.find.words.records import Records, Said, Seen
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.find.year import years
from ita_sync.document.indicator_fields import IndicatorFields
from ita_sync.document.parts import Document, Kind
from ita_sync.document.score_fields import ScoreFields
from ita_sync.i18n import T, Text
from ita_sync.report import Tool
from ita_sync.rules import Framework, provinces

_MINISTRIES = {"ศธ", "สธ", "มท", "อว", "กษ", "รง", "พณ"}
"""Letters of numbers that ministries' own offices write under: no misread ones of a province."""


@dataclass
class Results:
    """What a document says, found and held together.

    Attributes:
        document: what was opened.
        said: its lines and records.
        framework: the rules of its year, as far as they are known.
        words: what its indicators were found by.
        beyond: scores under the heading of another year are read as well, and doubted.
        notes: what the officer should know besides.
    """

    document: Document
    said: Records
    framework: Framework
    words: Vocabulary
    beyond: bool = False

    def __post_init__(self) -> None:
        self.lossy = self.document.content.lossy
        self.notes: list[Text] = []
        self.seen = scores.witnesses(self.said, self.words, beyond=self.beyond)
        self.lists = lists.build(
            self.said,
            self.framework,
            lossy=self.lossy,
            paragraphs=self.document.kind is Kind.WORD,
        )
        decided = self._loosely() or self._decided(self.seen)
        values = {key: one.value for key, one in decided.items() if one.value is not None}
        if (total := fitting.expected(values, self.framework)) is not None:
            self.seen, before = scores.with_total(self.seen, self.said, total, self.year), self.seen
            decided = decided if self.seen is before else self._decided(self.seen)
        self.scores = ScoreFields(
            self.said, self.framework, self.words, self.seen, decided, lossy=self.lossy
        )
        self.indicators = IndicatorFields(self.said, self.framework, self.words, lossy=self.lossy)

    def _loosely(self) -> dict[witness.Key, decide.ScoreDecision] | None:
        """Return what is decided where recognised figures do not give what a sentence says.

        It does not call that the total: so no figure is taken for misread to make it fit. None
        where they give it, or it is called so.
        """
        copies = self.seen.get(witness.TOTAL, [])
        if not self.lossy or not copies or not all(copy.told for copy in copies):
            return None
        decided = self._decided(
            {key: one for key, one in self.seen.items() if key != witness.TOTAL}
        )
        total = decided.get(witness.TOTAL)
        printed = figures.plain(copies[0].token)
        if total is None or printed is None or total.value == printed:
            return None
        return decided | {witness.TOTAL: decide.ScoreDecision(printed, fits=False)}

    def _decided(
        self, seen: Mapping[witness.Key, list[witness.Witness]]
    ) -> dict[witness.Key, decide.ScoreDecision]:
        return decide.decide(
            seen,
            self.framework,
            self.lists.failing,
            lossy=self.lossy,
            unsure=unknown_digits.taken_for(self.document),
        )

    def fields(
        self, *, sure_year: bool, rivals: Sequence[int] = (), short: bool = False
    ) -> dict[str, Node]:
        """Return all fields that the document gives.

        Required ones that it does not give are there without a value.

        Args:
            sure_year: the document leaves no doubt about its year.
            rivals: other years that it names about as much.
            short: it names its year by two digits alone.
        """
        copies = tuple(seen.copy for seen in years.named_year(self.said, self.year))
        sure = sure_year or not (self.lossy or rivals or short)
        why = T("the document names other years as well") if rivals and not sure else None
        others = tuple(map(str, rivals)) if why else ()
        if short and not sure:
            why = T("the document says no more of it than its last two digits")
        trust = Trust.SURE if sure else Trust.SINGLE
        year = Field(str(self.year), trust, copies, why, others)
        fields: dict[str, Node] = {
            "schema_version": Field("1"),
            "fiscal_year": year,
            "agency": self._agency(),
            "memo": self._memo(),
            "total": self.scores.score(("total", 0)),
            "level": self.scores.level(),
            "indicators": [
                self.indicators.indicator(rule, self.scores.score(("indicator", rule.number)))
                for rule in self.framework.indicators
            ],
        }
        tools = {
            tool.value: self.scores.score(("tool", tool.value))
            for tool in Tool
            if ("tool", tool.value) in self.scores.decided
        }
        parts = {
            f"part{n}": self.scores.score(("part", n))
            for n in (1, 2)
            if ("part", n) in self.scores.decided
        }
        optional: dict[str, Node] = {
            "tools": dict(tools),
            "eit_parts": dict(parts) if len(parts) > 1 else {},
            "weak": self.lists.weak,
            "strengths": self.lists.strengths,
            "measures": self.lists.measures,
        }
        fields |= {name: node for name, node in optional.items() if node}
        fields["url"] = self._said(heads.link(self.said))
        return fields

    def _agency(self) -> dict[str, Node]:
        kind, name = owner.agency(self.said)
        return {
            "code": self._said(heads.code(self.said)),
            "type": self._kind(kind),
            "name": self._spelt(self._said(name)),
            "district": self._said(place.district(self.said)),
            "province": self._said(place.province(self.said)),
        }

    def _spelt(self, name: Field) -> Field:
        """Return a name, marked where it comes from a picture, however often it stands there.

        The same letter is read wrong the same way each time.
        """
        if not self.lossy or self.document.kind is Kind.TEXT or name.trust is not Trust.SURE:
            return name
        return replace(name, trust=Trust.SINGLE) if name.value else name

    def _kind(self, kind: Said | None) -> Field:
        """Return the kind of agency; one that no name has and no label gives is only told by it."""
        field = self._said(kind)
        if kind is None or kind.value != owner.ENTERPRISE or field.trust is Trust.DOUBTFUL:
            return field
        if any(owner.prints(seen.text, kind.value) for seen in kind.places):
            return field
        return replace(
            field, trust=Trust.SINGLE, why=T("its name tells the kind, which no label gives")
        )

    def _memo(self) -> dict[str, Node]:
        memo = memos.find(self.said)
        letters = self._letters()
        node: dict[str, Node] = {
            "number": self._number(memo.number, letters),
            "date": self._day(memo.day),
            "subject": self._subject(memo),
        }
        if memo.announced or memo.made:
            why = T("the document holds no memo; it is of its announcement, order, or making")
            node = {name: _marked(field, why) for name, field in node.items()}
        elif memo.others and not memo.reports:
            why = T("another memo stands in the document, and neither says that it reports")
            node = {name: _marked(field, why) for name, field in node.items()}
        if memo.letter:
            node["refers_to"] = {
                "number": self._number(memo.letter, letters),
                "date": self._day(memo.letter_day),
            }
        for other in memo.others:
            if other.number:
                told = {
                    "number": memos.number(other.number[0]),
                    "day": thai.format_date(other.day[0]) if other.day else "–",
                    "place": other.number[1].place.describe(
                        paragraphs=self.document.kind is Kind.WORD
                    ),
                }
                self.notes.append(
                    T("Another memo stands in the document: {number}, {day} ({place}).", **told)
                )
        return node

    def _day(self, found: tuple[date, str, Seen] | None) -> Field:
        if found is None:
            return Field(None)
        day, words, seen = found
        return fields.day(day, words, (seen.copy,), lossy=self.lossy)

    def _subject(self, memo: memos.Memo) -> Field:
        if memo.subject is None:
            return Field(None)
        text, seen = memo.subject
        mended = periods.years(text, self.framework.fiscal_year) if self.lossy else text
        if mended != text:
            return Field(
                mended, Trust.MENDED, (seen.copy,), T("no other year or month can be meant")
            )
        return Field(text, Trust.SINGLE if self.lossy else Trust.SURE, (seen.copy,))

    def _letters(self) -> str:
        said = place.province(self.said)
        found = provinces.find(said.value) if said else None
        return found.letters if found else ""

    def _number(self, said: tuple[str, Seen] | None, letters: str) -> Field:
        """Return a letter's number.

        Where a picture was read, one wrong letter of the province's two is mended.
        """
        if said is None:
            return Field(None)
        value, seen = said
        if value.endswith("/"):
            return Field(value, Trust.DOUBTFUL, (seen.copy,), T("nothing stands after the stroke"))
        own = value.split(" ")[0]
        if (
            self.lossy
            and own not in _MINISTRIES
            and len(own) == len(letters)
            and sum(a != b for a, b in zip(own, letters, strict=True)) == 1
        ):
            why = T("letters of the province: {letters}", letters=letters)
            return Field(letters + value[len(own) :], Trust.MENDED, (seen.copy,), why)
        return Field(value, Trust.SINGLE if self.lossy else Trust.SURE, (seen.copy,))

    def _said(self, said: Said | None) -> Field:
        if said is None:
            return Field(None)
        copies = tuple(place.copy for place in said.places[:3])
        if said.others:
            return Field(
                said.value,
                Trust.DOUBTFUL,
                copies,
                T("the document also says something else"),
                said.others,
            )
        trust = Trust.SINGLE if self.lossy and not said.agreed else Trust.SURE
        return Field(said.value, trust, copies)

    @property
    def year(self) -> int:
        """The fiscal year that the document is about."""
        return self.framework.fiscal_year


def _marked(field: Node, why: Text) -> Node:
    """Return a field of what is the memo only perhaps."""
    if not isinstance(field, Field) or field.value is None:
        return field
    return replace(field, trust=max(field.trust, Trust.SINGLE, key=list(Trust).index), why=why)
