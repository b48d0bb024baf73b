"""What is said now: each thing once, a reminder after some days, and once that it is over."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_sync.cli import print_notices
from ita_sync.errors import (
    ConfigError,
    ItaSyncError,
    OutcomeUnknown,
    SheetConflict,
    Unavailable,
)
from ita_sync.i18n import T
from ita_sync.journal import Place
from ita_sync.monitor.causes import Cause
from ita_sync.monitor.memory import Told
from ita_sync.monitor.notices import DAY, Decision, Kind, Notice, decide, identity

PLACE = Place("book", 0, "ITA 2566")
ELSEWHERE = Place("other book", 0, "ITA 2566")
Memory = dict[str, Told]


def error(of: type[ItaSyncError], what: str) -> ItaSyncError:
    """Return an error of a class."""
    return of("code", T("{what}", what=what), next_step=T("Look."))


def changed(key: str = "1", what: str = "changed", place: Place | None = PLACE) -> Cause:
    """Return a row that somebody changed."""
    return Cause(error(SheetConflict, what), place, (key,))


def away(what: str = "no answer", place: Place | None = None) -> Cause:
    """Return a service that cannot be reached."""
    return Cause(error(Unavailable, what), place)


def kinds(notices: list[Notice]) -> list[Kind]:
    """Return why each is said."""
    return [notice.kind for notice in notices]


def play(days: list[list[Cause]], remind: int = 7, *, step: float = DAY) -> list[list[Kind]]:
    """Return what is said on each day, in order; everything is looked at each day."""
    told: Memory = {}
    said = []
    for day, causes in enumerate(days):
        notices, told = decide(told, causes, day * step, remind=remind)
        said.append(kinds(notices))
    return said


def test_a_thing_is_said_once_and_when_it_is_over() -> None:
    """The third morning is as silent as one on which all is well."""
    days = play([[changed()], [changed()], [changed()], [], []])
    assert days == [[Kind.NEW], [], [], [Kind.OVER], []]


def test_what_stays_is_told_again_after_the_days_that_were_asked_for() -> None:
    """On the seventh day, although that run came a few seconds earlier in its minute."""
    days = play([[changed()]] * 15, step=DAY - 1)
    assert [day for day, said in enumerate(days) if said] == [0, 7, 14]
    assert days[7] == [Kind.STILL]
    assert [day for day, said in enumerate(play([[changed()]] * 7, remind=2)) if said] == [
        0,
        2,
        4,
        6,
    ]


def test_a_change_of_a_cause_is_new() -> None:
    """The row is still wrong: nothing is over, the new is said."""
    days = play(
        [[changed(what="row 3: 95 instead of 92")], [changed(what="row 3: 96 instead of 92")]]
    )
    assert days == [[Kind.NEW], [Kind.NEW]]


def test_a_week_without_network_is_said_once() -> None:
    """Whatever each attempt says of it; the rows it hides are neither over nor new afterwards."""
    told: Memory = {}
    said = []
    for day in range(6):
        cause = changed() if day in {0, 5} else away(f"no answer after {day} s")
        notices, told = decide(told, [cause], day * DAY, remind=7, whole=day in {0, 5})
        said.append(kinds(notices))
    assert said == [[Kind.NEW], [Kind.NEW], [], [], [], [Kind.OVER]]


def test_a_spreadsheet_that_was_not_looked_at_recovers_nothing_of_its_own() -> None:
    """What stood in another one is over once it is gone."""
    _, told = decide({}, [changed("1"), changed("2", place=ELSEWHERE)], 0, remind=7)
    for blind in (away(place=PLACE), Cause(error(ConfigError, "no right"), PLACE)):
        notices, after = decide(told, [blind], DAY, remind=7)
        assert kinds(notices) == [Kind.NEW, Kind.OVER]
        assert [each.spreadsheet for each in after.values()] == ["book", "book"]


def test_a_run_that_looked_at_nothing_recovers_nothing() -> None:
    """A journal that is gone, or all spreadsheets away: in no place, so everything is hidden."""
    _, told = decide({}, [changed()], 0, remind=7)
    for blind in (away(), Cause(error(ConfigError, "nothing to verify"))):
        notices, after = decide(told, [blind], DAY, remind=7)
        assert (kinds(notices), len(after)) == ([Kind.NEW], 2)


def test_links_and_worries_hide_no_row() -> None:
    """Sites that are away keep only what is told of links; a file's permissions keep nothing."""
    dead = changed("3", "link dead", None)
    _, told = decide({}, [changed(), dead], 0, remind=7)
    offline = Cause(Unavailable("links-offline", T("no site"), next_step=T("Look.")), keys=("1",))
    notices, after = decide(told, [offline], DAY, remind=7)
    assert kinds(notices) == [Kind.NEW, Kind.OVER]
    assert [each.spreadsheet for each in after.values()] == [None, None]
    assert identity(offline) != identity(away())
    worry = Cause(error(ConfigError, "others can read it"))
    notices, after = decide(told, [], DAY, remind=7, beside=[worry])
    assert (kinds(notices), len(after)) == ([Kind.NEW, Kind.OVER, Kind.OVER], 1)


def test_an_outage_is_one_thing_whichever_rows_it_hides() -> None:
    """Rows were added meanwhile."""
    first, second = (Cause(error(Unavailable, key), PLACE, (key,)) for key in "12")
    assert identity(first) == identity(second)


def test_an_open_attempt_is_known_by_its_row() -> None:
    """It is no outage: another row is another thing."""
    first, second = (Cause(error(OutcomeUnknown, "open"), PLACE, (key,)) for key in "12")
    assert identity(first) != identity(second)
    assert identity(away("a")) == identity(away("b"))
    assert identity(away()) != identity(Cause(error(OutcomeUnknown, "no answer")))


def test_a_clock_that_was_ahead_silences_nothing_for_long() -> None:
    """A notice of the year 2030, and then the clock is right again: the next run says it again."""
    _, told = decide({}, [changed()], 1500 * DAY, remind=7)
    notices, told = decide(told, [changed()], DAY, remind=7)
    assert kinds(notices) == [Kind.STILL]
    (head,) = print_notices.sent(notices[0])[:1]
    assert (str(head)[:14], notices[0].told.first) == ("Still so since", DAY)
    assert decide(told, [changed()], 2 * DAY, remind=7)[0] == []


def test_words_and_first_day_are_kept() -> None:
    """A reminder says since when; what is over is named in the words in which it was told."""
    _, told = decide({}, [changed()], 5.0, remind=7)
    (notice,), told = decide(told, [changed()], 5.0 + 7 * DAY, remind=7)
    assert (notice.told.first, notice.told.last) == (5.0, 5.0 + 7 * DAY)
    (over,), left = decide(told, [], 9 * DAY, remind=7)
    assert (over.told.what["en"], over.told.first, left) == ("changed", 5.0, {})


@given(st.lists(st.sets(st.sampled_from("abc")), max_size=30), st.integers(1, 9))
def test_whatever_happens_nothing_is_lost_and_nothing_is_said_twice(
    days: list[set[str]], remind: int
) -> None:
    """An independent account of each cause alone agrees with what is said on each day."""
    told: Memory = {}
    since: dict[str, int] = {}
    for day, names in enumerate(days):
        notices, told = decide(
            told, [changed(name, name) for name in sorted(names)], day * DAY, remind=remind
        )
        expected = set()
        for name in "abc":
            if name in names and (name not in since or day - since[name] >= remind):
                expected.add((name, "new" if name not in since else "still"))
                since[name] = day
            elif name not in names and name in since:
                expected.add((name, "over"))
                del since[name]
        assert {(notice.told.what["en"], notice.kind.value) for notice in notices} == expected
        assert len(told) == len(names)


def test_two_findings_of_one_identity_are_one() -> None:
    """A cause that comes twice is said once."""
    assert kinds(decide({}, [changed(), replace(changed())], 0, remind=7)[0]) == [Kind.NEW]


def of(code: str, *keys: str, place: Place | None = PLACE, mark: str = "") -> Cause:
    """Return what is wrong with some rows, by its code."""
    return Cause(SheetConflict(code, T("x"), next_step=T("Look.")), place, keys, mark=mark or code)


ROW, OTHER = of("row-changed", "1", mark="a"), of("row-changed", "1", mark="b")
DEAD = of("link-dead", "1", place=None)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        pytest.param([[ROW], [OTHER], []], ["new", "new", "over"], id="another cell"),
        pytest.param(
            [[ROW], [of("tab-gone", "1", "2")], []], ["new", "new", "over over"], id="gone"
        ),
        pytest.param([[ROW], [of("row-header", "1")], [ROW]], ["new", "new", "over"], id="hidden"),
        pytest.param([[ROW], [of("row-header", "2")]], ["new", "new over"], id="others' header"),
        pytest.param(
            [[of("row-header", "1")], [of("tab-gone", "1")], []], ["new", "new", "over"], id="worse"
        ),
        pytest.param([[ROW], [of("title-taken", "1")]], ["new", "new over"], id="title"),
        pytest.param([[of("rows-closed", "1")], [ROW]], ["new", "new over"], id="opened again"),
        pytest.param([[DEAD], [of("row-gone", "1")], []], ["new", "new", "over over"], id="link"),
        pytest.param([[ROW], [of("row-changed", "2")]], ["new", "new over"], id="another row"),
        pytest.param(
            [[ROW], [of("row-changed", "1", place=ELSEWHERE)]], ["new", "new over"], id="elsewhere"
        ),
    ],
)
def test_nothing_is_over_while_the_same_rows_are_wrong_or_hidden(
    days: list[list[Cause]], said: list[str]
) -> None:
    """What is told of them tells of it; what is hidden is neither over nor new afterwards."""
    assert [" ".join(kind.value for kind in kinds) for kinds in play(days)] == said


@pytest.mark.parametrize(
    ("decision", "kind"),
    [
        (Decision(PLACE, "1", 0.5 * DAY, "merged"), Kind.LEFT),
        (Decision(PLACE, "1", -1.0, "of what was wrong before"), Kind.OVER),
        (Decision(PLACE, "2", 0.5 * DAY, "another row"), Kind.OVER),
        (Decision(ELSEWHERE, "1", 0.5 * DAY, "another sheet"), Kind.OVER),
        (Decision(None, "1", 0.5 * DAY, "its link"), Kind.OVER),
    ],
)
def test_what_a_person_left_so_has_not_recovered(decision: Decision, kind: Kind) -> None:
    """It is said once, with the reason; the reason is not sent."""
    _, told = decide({}, [ROW], 0.0, remind=7)
    (notice,), told = decide(told, [], DAY, remind=7, decisions=[decision])
    assert (notice.kind, told) == (kind, {})
    assert notice.reasons == ((decision.reason,) if kind is Kind.LEFT else ())
    (head,) = map(str, print_notices.sent(notice))
    assert head.startswith("Left so by decision" if kind is Kind.LEFT else "Recovered")
    assert decision.reason not in head


def test_a_spreadsheet_without_a_look_keeps_what_is_told_of_it_and_of_links() -> None:
    """Two of its tabs are away: that is in no one place; another spreadsheet was seen."""
    seen = of("row-changed", "3", place=ELSEWHERE)
    _, told = decide({}, [ROW, seen, DEAD], 0, remind=7)
    two_tabs = Cause(error(Unavailable, "no answer"), None, ("1", "2"))
    notices, _ = decide(told, [two_tabs], DAY, remind=7, unseen={PLACE.spreadsheet})
    assert [(one.kind, one.told.spreadsheet) for one in notices] == [
        (Kind.NEW, None),
        (Kind.OVER, ELSEWHERE.spreadsheet),
    ]
