"""What each column of a table holds: head, cells and neighbours vote, and all are chosen together.

A head says what it says whatever stands below; the cells say what they are whatever the head calls
them. A table is about scores, weak items, or measures: what one column is depends on the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ita_sync import thai
from ita_sync.document.find.words import lexicon
from ita_sync.document.find.words.contents import Kind, Profile
from ita_sync.document.find.words.labels import MEASURES, Label, label_of

HEAD = 3.0
"""The first meaning of the head: `ผู้รับผิดชอบ`."""
BESIDES = 1.5
"""What else the head may mean: `มาตรการ/ประเด็นที่ต้องปรับปรุง` is steps, or items."""
AGAINST = 2.0
"""What it costs that the cells are clearly something else: items under `มาตรการ`."""
TWICE = 2.0
"""What it costs that a role is taken for a second column whose head does not ask for it."""
FRAME = 1.0
"""The texts of a table with divisions or due times, without scores, are steps (`แนวทางปฏิบัติ`)."""
NO_REMEDY = 2.5
"""What it costs that such a table has a remedy, which stands beside a score."""
NEEDLESS = 1.0
"""What it costs to take a text for steps or a remedy, beside one whose head says so."""
BESIDE_ITEMS = 0.5
"""The text beside items, without who does it or when, is what is to be done for each: a remedy."""
TITLE = 1.75
"""A text right of bare ids, with a column beyond: what items are called (`รหัส · รายการ · ผล`)."""
LEAST = 0.6
"""A column whose best role has fewer votes has none."""
_CLEAR, _FEW, _RARE = 0.6, 0.3, 0.2
"""Share of cells of one kind that say what the column is, that do not beside such, and at all.

Means of three tools among ten indicators under `เครื่องมือ/ตัวชี้วัด` make no column of tools.
"""
_WIDE = 40
"""Choices that are followed from column to column."""
_TRIED = 4
"""Roles of a column that are tried."""

CELLS: dict[Label, tuple[tuple[Kind, ...], float]] = {
    Label.ITEM: ((Kind.ITEM,), 2.0),
    Label.SCORE: ((Kind.SCORE,), 2.0),
    Label.INDICATOR: ((Kind.INDICATOR,), 2.0),
    Label.NAME: ((Kind.INDICATOR,), 1.0),
    Label.NUMBER: ((Kind.COUNT,), 2.0),
    Label.RESULT: ((Kind.RESULT,), 2.0),
    Label.TOOL: ((Kind.TOOL,), 2.0),
    Label.DUE: ((Kind.DUE,), 2.0),
    Label.DIVISION: ((Kind.DIVISION,), 1.4),
    Label.STEPS: ((Kind.TEXT,), 0.8),
    Label.REMEDY: ((Kind.TEXT,), 0.7),
}
"""What the cells of a role are, and what that counts; texts tell least."""
_TELLING = (Kind.ITEM, Kind.SCORE, Kind.INDICATOR, Kind.RESULT, Kind.TOOL, Kind.DUE)
_ALSO = {Label.INDICATOR: (Kind.COUNT, Kind.WHOLE), Label.NUMBER: (Kind.WHOLE,)}
_ALSO |= {Label.TOOL: (Kind.SCORE,), Label.FOLLOW_UP: (Kind.DUE,)}
_ALSO |= {Label.LEFT: tuple(kind for kind in Kind if kind is not Kind.ITEM)}
_TEXTS = {Label.STEPS, Label.REMEDY}
"""Texts that are not told from divisions by the way they are written, only by not being such."""
_FREE = {Label.SCORE, Label.INDICATOR, Label.NAME, Label.NUMBER}
"""Roles that several columns may have: of scores, one is chosen later."""
MEASURE = {Label.DIVISION, Label.DUE}


@dataclass(frozen=True)
class Role:
    """What a column may hold, and the votes for it; its head may speak for it, and its cells."""

    label: Label | None
    votes: float
    headed: bool = False
    told: bool = False

    @property
    def is_guess(self) -> bool:
        """Whether only its place among the others, and that it holds texts, tells it."""
        return not self.headed and self.label in (Label.STEPS, Label.REMEDY)


@dataclass(frozen=True)
class Choice:
    """Roles of columns, chosen together."""

    roles: tuple[Role, ...]
    votes: float = 0.0

    @property
    def labels(self) -> tuple[Label | None, ...]:
        """What each column holds."""
        return tuple(role.label for role in self.roles)

    def reads(self) -> bool:
        """Say whether a table with these columns says something about indicators or items.

        A plan without either is known by its heads alone.
        """
        told = {role.label for role in self.roles if role.told}
        labels = set(self.labels) - {Label.NUMBER, Label.ITEM, Label.LEFT, None}
        headed = {role.label for role in self.roles if role.headed}
        about = Label.SCORE in told and told & {Label.INDICATOR, Label.NAME, Label.TOOL}
        planned = Label.STEPS in headed and headed & MEASURE
        return bool(about or planned or (Label.ITEM in told and labels))


def choose(heads: Sequence[str], profiles: Sequence[Profile]) -> Choice:
    """Return the roles of the columns that have most votes together.

    Args:
        heads: of each column, one below the other where they stand in several rows; the lowest
            goes before those over it.
        profiles: what the cells of each column are.
    """
    chosen = [Choice(())]
    for head, profile in zip(heads, profiles, strict=True):
        options = [*islice(_options(head, profile), _TRIED), Role(None, LEAST)]
        tried = [
            _with(choice, role)
            for choice in chosen
            for role in (*options, *_title(choice, profiles))
        ]
        chosen = sorted(tried, key=lambda choice: -choice.votes)[:_WIDE]
    best = _about_ids(max(chosen, key=lambda choice: choice.votes + _together(choice)))
    return _followed_by(best, heads)


def _followed_by(choice: Choice, heads: Sequence[str]) -> Choice:
    """Return a choice in which who follows a measure up is how, where no other column says it."""
    left = [place for place, label in enumerate(choice.labels) if label is Label.LEFT]
    named = [place for place in left if lexicon.meaning("followers", heads[place])]
    if Label.FOLLOW_UP in choice.labels or len(named) != 1 or MEASURES.isdisjoint(choice.labels):
        return choice
    roles = list(choice.roles)
    roles[named[0]] = replace(roles[named[0]], label=Label.FOLLOW_UP)
    return replace(choice, roles=tuple(roles))


def _about_ids(choice: Choice) -> Choice:
    """Return a choice in which a text headed as items, left of their ids, is only their theme."""
    items = [place for place, role in enumerate(choice.roles) if role.label is Label.ITEM]
    ids = [place for place in items if choice.roles[place].told]
    themes = [place for place in items if ids and place < ids[0]]
    roles = [
        replace(role, label=Label.LEFT) if place in themes else role
        for place, role in enumerate(choice.roles)
    ]
    return replace(choice, roles=tuple(roles))


def _headed(head: str) -> dict[Label, float]:
    """Return what a head says of its column, with votes: the last line that says it goes first."""
    headed: dict[Label, float] = {}
    for part in head.split("\n"):
        if (first := label_of(part)) is not None:
            said = [Label(one) for one in lexicon.meanings("heads", thai.fold(part))]
            headed = dict.fromkeys((*headed, *said), BESIDES) | {first: HEAD}
    return headed


def _options(head: str, profile: Profile) -> list[Role]:
    """Return the roles of a column alone, that with most votes first.

    A tool over its indicators is their title: below them stands its mean (`เฉลี่ย OIT`).
    """
    roles: list[Role] = []
    among = profile.share(Kind.INDICATOR) >= _CLEAR
    headed = _headed(head)
    for label in dict.fromkeys((*CELLS, *headed)):  # in an order of its own: two may have as many
        kinds, weight = CELLS.get(label, ((Kind.TEXT,), 0.8))
        share = profile.share(*kinds)
        if among and label is Label.INDICATOR:
            share += profile.share(Kind.TOOL)
        against = share <= _FEW and _says_otherwise(label, profile)
        against |= among and label is Label.TOOL
        against |= label not in headed and _is_division(label, profile)
        count = headed.get(label, 0.0) + weight * share - AGAINST * against
        own = share > _RARE or profile.share(*_ALSO.get(label, kinds)) > _RARE
        roles.append(Role(label, count, label in headed, own))
    return sorted((role for role in roles if role.votes > 0), key=lambda role: -role.votes)


def _is_division(label: Label, profile: Profile) -> bool:
    """Say whether what would be a text is who does it."""
    return label in _TEXTS and profile.share(Kind.DIVISION) >= _CLEAR


def _says_otherwise(label: Label, profile: Profile) -> bool:
    """Say whether most cells are clearly of a kind that a role does not have."""
    own = (*CELLS.get(label, ((), 0.0))[0], *_ALSO.get(label, ()))
    return any(profile.share(kind) >= _CLEAR for kind in _TELLING if kind not in own)


def _with(choice: Choice, role: Role) -> Choice:
    """Return a choice with the role of one more column."""
    again = role.label in choice.labels and not role.headed and role.label not in _FREE
    again &= not (role.label is Label.ITEM and role.told and not _has_ids(choice))
    votes = role.votes - TWICE * (again and role.label is not None)
    return Choice((*choice.roles, role), choice.votes + votes)


def _has_ids(choice: Choice) -> bool:
    """Say whether a column of ids of items is among those chosen."""
    return any(role.label is Label.ITEM and role.told for role in choice.roles)


def _title(choice: Choice, profiles: Sequence[Profile]) -> list[Role]:
    """Return the role of a column right of bare ids of items that is not the last: their titles.

    Left of scores it is nothing else, whatever its texts look like, and the indicator may be
    between: `ข้อ · ตัวชี้วัด · รายการ · คะแนน`.
    """
    place = len(choice.roles)
    ids = max((n for n, label in enumerate(choice.labels) if label is Label.ITEM), default=place)
    if place >= len(profiles) - 1 or not _are_ids(ids, place, choice, profiles):
        return []
    own = profiles[place]
    if profiles[place + 1].share(Kind.SCORE) >= _CLEAR and own.share(Kind.SCORE) <= _RARE:
        return [Role(Label.ITEM, TITLE, headed=True)] if own.share(*_TELLING) <= _FEW else []
    if ids < place - 1 or own.share(Kind.DIVISION) >= _CLEAR:
        return []
    return [Role(Label.ITEM, TITLE * own.share(Kind.TEXT), headed=True)]


def _are_ids(ids: int, place: int, choice: Choice, profiles: Sequence[Profile]) -> bool:
    """Say whether a column holds bare ids, and only the indicator stands between it and a place."""
    between = {*choice.labels[ids + 1 : place]} <= {Label.INDICATOR, Label.NAME}
    return ids < place and between and profiles[ids].share(Kind.BARE) >= _CLEAR


def _together(choice: Choice) -> float:
    """Return what the roles count together."""
    labels = choice.labels
    texts = [role for role in choice.roles if role.label in (Label.STEPS, Label.REMEDY)]
    guesses = [role for role in texts if not role.headed]
    votes = -NEEDLESS * len(guesses) * (len(guesses) < len(texts))
    votes += BESIDE_ITEMS * _is_remedy_alone(labels, guesses)
    if Label.SCORE in labels or MEASURE.isdisjoint(labels):
        return votes + FRAME * _is_behind(Label.REMEDY, Label.SCORE, labels)
    return votes + FRAME * (Label.STEPS in labels) - NO_REMEDY * (Label.REMEDY in labels)


def _is_behind(label: Label, other: Label, labels: Sequence[Label | None]) -> bool:
    """Say whether one stands right of another: left of a score, a text is the item's title."""
    return {label, other} <= {*labels} and labels.index(label) > labels.index(other)


def _is_remedy_alone(labels: Sequence[Label | None], guesses: Sequence[Role]) -> bool:
    """Say whether a text whose head says nothing is all that stands beside items."""
    alone = Label.SCORE not in labels and MEASURES.isdisjoint({*labels} - {Label.STEPS})
    return alone and Label.ITEM in labels and any(one.label is Label.REMEDY for one in guesses)
