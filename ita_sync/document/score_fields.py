"""Total, tools and level of a document as fields: how sure each is, by the figures around it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ita_sync.document.draft import Copy, Field, Trust
from ita_sync.document.find.scores import levels
from ita_sync.document.find.scores.decide import ScoreDecision
from ita_sync.document.find.scores.fitting import expected
from ita_sync.document.find.scores.witness import TOTAL, Key, Witness
from ita_sync.document.find.words import candidates, figures
from ita_sync.document.find.words.records import Records, Said
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.i18n import T, Text
from ita_sync.rules import Framework
from ita_sync.rules.scoring import Possible, possible_levels, tool_scores

_ELSE = T("the document also says something else")


@dataclass(frozen=True)
class ScoreFields:
    """The scores that a document gives, and what it says of its level.

    Attributes:
        said: its lines and records.
        framework: the rules of its year, as far as they are known.
        words: what its indicators were found by.
        seen: the witnesses of each score.
        decided: what each score was decided to be.
        lossy: the letters were recognised from a picture.
    """

    said: Records
    framework: Framework
    words: Vocabulary
    seen: Mapping[Key, list[Witness]]
    decided: Mapping[Key, ScoreDecision]
    lossy: bool

    def values(self) -> dict[int, Decimal]:
        """Return the scores of the indicators, as far as they were read."""
        found = {
            rule.number: self.decided.get(("indicator", rule.number))
            for rule in self.framework.indicators
        }
        return {number: one.value for number, one in found.items() if one and one.value is not None}

    def score(self, key: Key) -> Field:
        """Return a score as it was decided, with every place that prints it."""
        found = self.decided.get(key)
        if found is None or found.value is None:
            return Field(None)
        if found.computed:
            # An indicator's score follows from its items.
            listed = Trust.SINGLE if self.lossy else Trust.MENDED  # an item may not have been seen
            trust = self._derived() if key == TOTAL else listed
            return Field(
                figures.printed(found.value), trust, (), T("computed from the other figures")
            )
        field = _scored(found, self.seen.get(key, []), lossy=self.lossy)
        return self._contradicted(field) if key == TOTAL and not found.fits else field

    def _contradicted(self, total: Field) -> Field:
        """Return a printed total, with what the scores give instead where all are read."""
        values = {key: one.value for key, one in self.decided.items() if one.value is not None}
        meant = expected(values, self.framework)
        if meant is None or total.trust is not Trust.SINGLE:
            return total
        why = T("the scores give {total}", total=figures.printed(meant))
        others = dict.fromkeys((*total.others, figures.printed(meant)))
        return replace(total, why=why, others=tuple(others))

    def _derived(self) -> Trust:
        """Return how sure it is what follows from the scores: no surer than they are."""
        keys: list[Key] = [("indicator", rule.number) for rule in self.framework.indicators]
        sure = all(self.score(key).trust in (Trust.SURE, Trust.MENDED) for key in keys)
        return Trust.MENDED if sure else Trust.SINGLE

    def level(self) -> Field:
        """Return the level: as printed, held against the figures as far as the year tells."""
        names = [level.name for level in self.framework.levels]
        lent = None if self.framework.levels_complete else self.words.levels
        behind = [(copy.seen, copy.token) for copy in self.seen.get(TOTAL, ())]
        given, rest = levels.levels(
            self.said, names, self.framework.fiscal_year, lent, behind=behind
        )
        found, possible = given or rest, self._possible()
        fitting = [one for one in found if _allows(possible, one.value, names)]
        said = next(iter([*fitting, *found]), None)
        if said is None:
            return self._unsaid(possible)
        others = tuple(one.value for one in (*given, *rest) if one is not said)
        copies = tuple(place.copy for place in said.places[:3])
        if len(fitting) > 1 or not given:
            return Field(said.value, Trust.DOUBTFUL, copies, _ELSE, others)
        return self._held(said, possible if fitting else None, others) or self._unheld(
            said, possible, others
        )

    def _unsaid(self, possible: Possible | None) -> Field:
        """Return the level of a document that says none."""
        fit = possible.names if possible else ()
        if possible and possible.decided:
            return Field(fit[0], self._derived(), (), T("computed from the scores"))
        return Field(None, Trust.DOUBTFUL, (), T("the document does not say it"), fit)

    def _held(self, said: Said, possible: Possible | None, others: tuple[str, ...]) -> Field | None:
        """Return a printed level that the figures allow; `possible`: None where they do not."""
        if possible is None:
            return None
        copies = tuple(place.copy for place in said.places[:3])
        longer = tuple(
            name for name in possible.names if name != said.value and name.startswith(said.value)
        )
        if longer and (self.lossy or levels.cut(said)):
            why = T("its end may be missing, the scores allow both")
            return Field(said.value, Trust.SINGLE, copies, why, longer)
        return Field(said.value, self._level_trust(possible, others), copies, None, others)

    def _unheld(self, said: Said, possible: Possible | None, others: tuple[str, ...]) -> Field:
        """Return a printed level that the figures do not allow, or that nothing tells of."""
        copies = tuple(place.copy for place in said.places[:3])
        if possible is not None:
            why = T("the scores do not give it")
            return Field(said.value, Trust.DOUBTFUL, copies, why, tuple({*others, *possible.names}))
        if others:
            return Field(said.value, Trust.DOUBTFUL, copies, _ELSE, others)
        return Field(said.value, self._level_trust(None, ()), copies)

    def _level_trust(self, possible: Possible | None, others: tuple[str, ...]) -> Trust:
        """Return how sure a level is that nothing speaks against."""
        held = possible is not None and not possible.unnamed
        total = self.decided.get(TOTAL)
        free = not self.lossy and not self.framework.levels_complete and total is not None
        return Trust.SURE if (held or free) and not others else Trust.SINGLE

    def _possible(self) -> Possible | None:
        """Return the levels that the decided scores allow, None where too few were read."""
        values = self.values()
        total = self.decided.get(TOTAL)
        if total is None or total.value is None or len(values) < len(self.framework.indicators):
            return None
        return possible_levels(self.framework, total.value, tool_scores(self.framework, values))


def _allows(possible: Possible | None, level: str, names: Collection[str]) -> bool:
    """Say whether the figures allow a level; one that the year's file does not have may be it."""
    if possible is None:
        return False
    return level in possible.names or (possible.unnamed and level not in names)


def _scored(found: ScoreDecision, copies: list[Witness], *, lossy: bool) -> Field:
    """Return a score that is printed, with its places."""
    value = figures.printed(found.value or Decimal(0))
    others = tuple(map(figures.printed, found.others))
    said = sorted(copies, key=lambda copy: figures.plain(copy.token) != found.value)
    places = tuple(Copy(copy.token, copy.seen.place) for copy in said)
    if why := _doubt(found, copies, lossy=lossy):
        return Field(value, Trust.DOUBTFUL, places, why, others)
    if any(figures.plain(copy.token) != found.value for copy in copies):
        why = T("the copies and the sums fit only so")
        return Field(value, Trust.MENDED, places, why, others)
    if found.agreed or ((found.bound or found.free) and not lossy):
        return Field(value, Trust.SURE, places)
    return Field(value, Trust.SINGLE, places, None if lossy else T("no sum confirms it"))


def _doubt(found: ScoreDecision, copies: list[Witness], *, lossy: bool) -> Text | None:
    """Return why a score is in doubt, None where it is not."""
    alone = [figures.plain(copy.token) for copy in copies if not copy.seen.rivals]
    if len(alone) < len(copies) and found.value not in alone:
        return candidates.why([rival for copy in copies for rival in copy.seen.rivals])
    if found.doubtful:
        return T("the copies and the sums do not decide it")
    unlike = {figures.plain(copy.token) for copy in copies} - {found.value}
    if unlike and not found.fits:
        return T("another copy says something else, and no sum decides it")
    if unlike - {None} and not lossy:  # typed: each figure is as somebody meant it
        return T("the sums fit only with this value; another one is typed elsewhere")
    likely = {one.value for copy in copies for one in figures.readings(copy.token)}
    if unlike and found.value not in likely:
        return T("no copy says it, nor is one easily misread for it")
    return None
