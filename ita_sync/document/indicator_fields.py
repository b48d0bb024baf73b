"""An indicator of a document as fields: its tool, its name, its score, whether it passed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.draft import Field, Node, Trust
from ita_sync.document.find.scores import passed, score_cells, tools
from ita_sync.document.find.words import indicators, repair
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Records, Seen
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.i18n import T
from ita_sync.report import Result
from ita_sync.rules import Framework, IndicatorRule

_NAME_LINE = 200
"""Characters in a line that is a heading or an entry of a list, not prose."""


@dataclass(frozen=True)
class IndicatorFields:
    """What a document says of its indicators.

    Attributes:
        said: its lines and records.
        framework: the rules of its year, as far as they are known.
        words: what its indicators were found by.
        lossy: the letters were recognised from a picture.
    """

    said: Records
    framework: Framework
    words: Vocabulary
    lossy: bool

    def indicator(self, rule: IndicatorRule, score: Field) -> dict[str, Node]:
        """Return the fields of an indicator that has this score."""
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
            # It is no surer than the score, and asked with it.
            sure = score.trust in (Trust.SURE, Trust.MENDED)
            return Field(
                due, Trust.SURE if sure else Trust.SINGLE, (), T("it follows from the score")
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
                and not score_cells.elsewhere(record, self.framework.fiscal_year)
            ):
                result = passed.result_in(cells[Label.RESULT].text)
                if result:
                    found.append((result, cells[Label.RESULT]))
        return found
