"""What was found in a document, in the order of the report file."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.draft import Copy, Field, Node, Trust
from ita_sync.document.find import (
    candidates,
    decide,
    fields,
    figures,
    heads,
    indicators,
    lists,
    memos,
    periods,
    repair,
    scores,
    tools,
)
from ita_sync.document.find.decide import ScoreDecision
from ita_sync.document.find.heads import Said
from ita_sync.document.find.labels import Label
from ita_sync.document.find.records import Records, Seen
from ita_sync.document.find.scores import Key, Witness
from ita_sync.document.find.vocabulary import Vocabulary
from ita_sync.document.parts import Document, Kind
from ita_sync.i18n import T, Text
from ita_sync.report import Result, Tool
from ita_sync.rules import Framework, IndicatorRule, provinces
from ita_sync.rules.scoring import Possible, possible_levels, tool_scores

_NAME_LINE = 200
"""Characters in a line that is a heading or an entry of a list, not prose."""


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
        self.decided = decide.decide(
            self.seen, self.framework, self.lists.failing, lossy=self.lossy
        )

    def scores(self) -> dict[int, Decimal]:
        """Return the scores of the indicators, as far as they were read."""
        found = {
            rule.number: self.decided.get(("indicator", rule.number))
            for rule in self.framework.indicators
        }
        return {number: one.value for number, one in found.items() if one and one.value is not None}

    def fields(self, *, sure_year: bool) -> dict[str, Node]:
        """Return all fields that the document gives.

        Required ones that it does not give are there without a value.
        """
        copies = tuple(seen.copy for seen in heads.named_year(self.said, self.year))
        year = Field(
            str(self.year), Trust.SURE if sure_year or not self.lossy else Trust.SINGLE, copies
        )
        fields: dict[str, Node] = {
            "schema_version": Field("1"),
            "fiscal_year": year,
            "agency": self._agency(),
            "memo": self._memo(),
            "total": self._score(("total", 0)),
            "level": self._level(),
            "indicators": [self._indicator(rule) for rule in self.framework.indicators],
        }
        tools = {
            tool.value: self._score(("tool", tool.value))
            for tool in Tool
            if ("tool", tool.value) in self.decided
        }
        parts = {
            f"part{n}": self._score(("part", n)) for n in (1, 2) if ("part", n) in self.decided
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
        kind, name = heads.agency(self.said)
        return {
            "code": self._said(heads.code(self.said)),
            "type": self._said(kind),
            "name": self._said(name),
            "district": self._said(heads.district(self.said)),
            "province": self._said(heads.province(self.said)),
        }

    def _memo(self) -> dict[str, Node]:
        memo = memos.find(self.said) or memos.Memo()
        letters = self._letters()
        node: dict[str, Node] = {
            "number": self._number(memo.number, letters),
            "date": self._day(memo.day),
            "subject": self._subject(memo),
        }
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
        said = heads.province(self.said)
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

    def _score(self, key: Key) -> Field:
        """Return a score as it was decided, with every place that prints it."""
        found = self.decided.get(key)
        if found is None or found.value is None:
            return Field(None)
        if found.computed:
            # An indicator's score follows from its items.
            trust = self._derived() if key == ("total", 0) else Trust.MENDED
            return Field(
                figures.printed(found.value), trust, (), T("computed from the other figures")
            )
        return _scored(found, self.seen.get(key, []), lossy=self.lossy)

    def _derived(self) -> Trust:
        """Return how sure it is what follows from the scores: no surer than they are."""
        keys: list[Key] = [("indicator", rule.number) for rule in self.framework.indicators]
        sure = all(self._score(key).trust in (Trust.SURE, Trust.MENDED) for key in keys)
        return Trust.MENDED if sure else Trust.SINGLE

    def _level(self) -> Field:
        """Return the level: as printed, held against the figures as far as the year tells."""
        names = [level.name for level in self.framework.levels]
        lent = None if self.framework.levels_complete else self.words.levels
        given, rest = heads.levels(self.said, names, self.year, lent)
        found, possible = given or rest, self._possible()
        fit = possible.names if possible else ()
        fitting = [one for one in found if _allows(possible, one.value, names)]
        said = next(iter([*fitting, *found]), None)
        others = tuple(one.value for one in (*given, *rest) if one is not said)
        if said is None:
            if possible and possible.decided:
                return Field(fit[0], self._derived(), (), T("computed from the scores"))
            return Field(None, Trust.DOUBTFUL, (), T("the document does not say it"), fit)
        copies = tuple(place.copy for place in said.places[:3])
        longer = tuple(name for name in fit if name != said.value and name.startswith(said.value))
        if len(fitting) > 1 or not given:
            return Field(
                said.value,
                Trust.DOUBTFUL,
                copies,
                T("the document also says something else"),
                others,
            )
        if fitting and longer:
            return Field(
                said.value,
                Trust.SINGLE,
                copies,
                T("its end may be missing, the scores allow both"),
                longer,
            )
        if fitting:
            return Field(said.value, self._level_trust(possible, others), copies, None, others)
        if possible is None and not others:
            return Field(said.value, self._level_trust(None, ()), copies)
        if possible is None:
            why = T("the document also says something else")
            return Field(said.value, Trust.DOUBTFUL, copies, why, others)
        return Field(
            said.value,
            Trust.DOUBTFUL,
            copies,
            T("the scores do not give it"),
            tuple({*others, *fit}),
        )

    def _level_trust(self, possible: Possible | None, others: tuple[str, ...]) -> Trust:
        """Return how sure a level is that nothing speaks against."""
        held = possible is not None and not possible.unnamed
        free = not self.lossy and not self.framework.levels_complete
        return Trust.SURE if (held or free) and not others else Trust.SINGLE

    def _possible(self) -> Possible | None:
        """Return the levels that the decided scores allow, None where too few were read."""
        values = self.scores()
        total = self.decided.get(("total", 0))
        if total is None or total.value is None or len(values) < len(self.framework.indicators):
            return None
        return possible_levels(self.framework, total.value, tool_scores(self.framework, values))

    def _indicator(self, rule: IndicatorRule) -> dict[str, Node]:
        score = self._score(("indicator", rule.number))
        name = next(self._names(rule), None)
        node: dict[str, Node] = {"number": Field(str(rule.number)), "tool": self._tool(rule)}
        if name is not None:
            node["name"] = name
        result = self._result(rule, score)
        if result.value is None and self.framework.mark_of(rule.number) is None:
            return {**node, "score": score}  # neither printed nor to be told from the score
        return {**node, "score": score, "result": result}

    def _tool(self, rule: IndicatorRule) -> Field:
        if rule.tool is not None:
            return Field(rule.tool.value)
        return tools.tool(rule.number, self.said, self.words, lossy=self.lossy)

    def _names(self, rule: IndicatorRule) -> Iterator[Field]:
        """Yield the name of an indicator as a row, else a line, has it.

        Where the year does not know it, a row about the indicator says it.
        """
        if not rule.names:
            yield from self._printed_names(rule.number)
        lent = self.words.lent.get(rule.number, ())
        known = {
            thai.fold(name): name for name in sorted(rule.names or lent, key=len, reverse=True)
        }
        for seen in (
            *self._name_cells(),
            *(seen for seen, _ in self.said.lines if len(seen.text) <= _NAME_LINE),
        ):
            folded = thai.fold(repair.flat(seen.text))
            found = next((name for text, name in known.items() if text in folded), None)
            if found:
                yield Field(found, Trust.SURE, (seen.copy,))

    def _printed_names(self, number: int) -> Iterator[Field]:
        trust = Trust.SINGLE if self.lossy else Trust.SURE
        for record in self.said.records:
            cells = record.own or record.cells
            if record.context.indicator != number or Label.SCORE not in cells:
                continue
            for label in (Label.NAME, Label.INDICATOR):
                cell = cells.get(label)
                if cell and (name := indicators.name_in(repair.flat(cell.text))):
                    yield Field(name, trust, (cell.copy,))

    def _name_cells(self) -> Iterator[Seen]:
        for record in self.said.records:
            cells = record.own or record.cells
            yield from (cells[label] for label in (Label.NAME, Label.INDICATOR) if label in cells)

    def _result(self, rule: IndicatorRule, score: Field) -> Field:
        """Return whether an indicator passed: as printed, held against its score."""
        printed = self._printed_results(rule.number)
        if score.value is None:
            return (
                Field(printed[0][0], Trust.SINGLE, (printed[0][1].copy,))
                if printed
                else Field(None)
            )
        mark = self.framework.mark_of(rule.number)
        if mark is None:
            return self._unheld_result(printed)
        due = Result.PASSED if Decimal(score.value) >= mark else Result.FAILED
        agreeing = [seen for result, seen in printed if result is due]
        if agreeing:
            return Field(due, Trust.SURE, (agreeing[0].copy,))
        if not printed:
            sure = score.trust in (Trust.SURE, Trust.MENDED)
            return Field(
                due, Trust.MENDED if sure else Trust.SINGLE, (), T("it follows from the score")
            )
        trust = Trust.DOUBTFUL if self.lossy else Trust.SURE
        return Field(
            printed[0][0], trust, (printed[0][1].copy,), T("the score says otherwise"), (due,)
        )

    def _unheld_result(self, printed: list[tuple[Result, Seen]]) -> Field:
        """Return a result as printed, where the year does not say what it follows from."""
        if not printed:
            return Field(None)
        result, seen = printed[0]
        others = tuple(dict.fromkeys(other for other, _ in printed if other is not result))
        if others:
            why = T("the document also says something else")
            return Field(result, Trust.DOUBTFUL, (seen.copy,), why, others)
        return Field(result, Trust.SINGLE if self.lossy else Trust.SURE, (seen.copy,))

    def _printed_results(self, number: int) -> list[tuple[Result, Seen]]:
        found = []
        for record in self.said.records:
            cells = record.own if Label.ITEM in record.cells else record.cells
            if (
                Label.RESULT in cells
                and record.context.indicator == number
                and not scores.elsewhere(record, self.year)
            ):
                result = _result_in(cells[Label.RESULT].text)
                if result:
                    found.append((result, cells[Label.RESULT]))
        return found

    @property
    def year(self) -> int:
        """The fiscal year that the document is about."""
        return self.framework.fiscal_year


def _allows(possible: Possible | None, level: str, names: Collection[str]) -> bool:
    """Say whether the figures allow a level; one that the year's file does not have may be it."""
    if possible is None:
        return False
    return level in possible.names or (possible.unnamed and level not in names)


def _result_in(text: str) -> Result | None:
    folded = thai.fold(text)
    if "ไม่ผ่าน" in folded:
        return Result.FAILED
    return Result.PASSED if "ผ่าน" in folded else None


def _scored(found: ScoreDecision, copies: list[Witness], *, lossy: bool) -> Field:
    value = figures.printed(found.value or Decimal(0))
    others = tuple(map(figures.printed, found.others))
    said = sorted(copies, key=lambda copy: figures.plain(copy.token) != found.value)
    places = tuple(Copy(copy.token, copy.seen.place) for copy in said)
    alone = [figures.plain(copy.token) for copy in copies if not copy.seen.rivals]
    if len(alone) < len(copies) and found.value not in alone:
        rivals = [rival for copy in copies for rival in copy.seen.rivals]
        return Field(value, Trust.DOUBTFUL, places, candidates.why(rivals), others)
    if found.doubtful:
        return Field(
            value, Trust.DOUBTFUL, places, T("the copies and the sums do not decide it"), others
        )
    printed = [figures.plain(copy.token) for copy in copies]
    if any(one != found.value for one in printed):
        # Typed: each figure is as somebody meant it.
        typed = not lossy and any(one not in (None, found.value) for one in printed)
        why = T("the copies and the sums fit only so")
        return Field(
            value, Trust.MENDED if found.fits and not typed else Trust.DOUBTFUL, places, why, others
        )
    if found.agreed or ((found.bound or found.free) and not lossy):
        return Field(value, Trust.SURE, places)
    return Field(value, Trust.SINGLE, places, None if lossy else T("no sum confirms it"))
