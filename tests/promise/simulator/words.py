"""Whether what a run said is true: its exit code, its slug, and "this run wrote nothing"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ita_sync.errors import Exit
from ita_sync.sandbox.model import Spreadsheet, Tab
from tests.promise.simulator.people import texts
from tests.promise.simulator.reading import (
    header_of,
    intact,
    landed,
    matching,
    meant,
    plain,
    sends,
    tab_of,
)
from tests.promise.simulator.records import Ended, Played
from tests.promise.simulator.reports import CODES

NOTHING = "This run wrote nothing to the sheet."
PATIENT_S = 180.0  # a run with less patience may give up without any fault


@dataclass(frozen=True)
class Scene:
    """A run, and the sheet at every moment of it.

    Where an answer was stale, also the sheet as it was before.
    """

    played: Played
    run: Ended
    states: list[Spreadsheet]

    @property
    def report(self) -> int:
        """Which report it was about."""
        return self.run.run.report

    @property
    def tabs(self) -> list[Tab]:
        """The tab of the reports, where it had its name."""
        return [tab for tab in map(tab_of, self.states) if tab is not None]

    @property
    def headers(self) -> list[dict[str, list[int]]]:
        """The columns of each header text."""
        return [header_of(tab, self.played.cast.headers)[1] for tab in self.tabs]

    @property
    def rows(self) -> list[list[object]]:
        """The values of every row."""
        return [texts(row) for tab in self.tabs for row in tab.rows]

    @property
    def named(self) -> list[list[object]]:
        """The rows that hold the report's agency code."""
        return [values for values in self.rows if CODES[self.report] in map(plain, values)]

    @property
    def written(self) -> bool:
        """Whether the report's row was ever written by the program so far."""
        earlier = (
            meant(each.body)
            for each in self.played.wrote
            if each.body and each.at <= self.run.ended
        )
        return any(what.kind == "row" and what.report == self.report for what in earlier)

    @property
    def begun(self) -> bool:
        """Whether the report's row was ever sent, or a machine died on the way and cannot know."""
        mine = [each for each in self.played.ended if each.run.report == self.report]
        died = any(each.exit is None or each.code == "journal-unusable" for each in mine)
        return died or any(meant(each.body).report == self.report for each in self.played.sent)

    def met(self, *faults: str) -> bool:
        """Whether the run met one of these faults; any at all when none is named."""
        return (
            bool(self.run.faults) if not faults else any(each in self.run.faults for each in faults)
        )


# What must be true for a run to end with a slug; one not listed here is judged by its exit code.
TRUE: dict[tuple[Exit, str], Callable[[Scene], bool]] = {
    (Exit.OK, ""): lambda s: any(
        intact(row, s.played, s.report, s.run.run.version) for row in s.named
    ),
    (Exit.CONFIG, "tab-missing"): lambda s: len(s.tabs) < len(s.states),
    (Exit.CONFIG, "credentials-refused"): lambda s: s.met("http-401"),
    (Exit.CONFIG, "not-shared"): lambda s: s.met("http-403"),
    (Exit.CONFIG, "spreadsheet-missing"): lambda s: s.met("http-404"),
    (Exit.CONFIG, "journal-unusable"): lambda s: s.run.run.disk_fails_at is not None,
    (Exit.CONFIG, "look-refused"): lambda s: s.met("http-400") or len(s.tabs) < len(s.states),
    (Exit.UNAVAILABLE, "unavailable"): lambda s: s.met() or s.played.history.deadline < PATIENT_S,
    (Exit.UNAVAILABLE, "contended"): lambda s: len(s.states) > 1,
    (Exit.UNKNOWN, ""): lambda s: s.begun,
    (Exit.CONFLICT, "row-removed"): lambda s: s.written,
    (Exit.CONFLICT, "row-mark-gone"): lambda s: s.begun,
    (Exit.CONFLICT, "row-changed"): lambda s: bool(s.named),
    (Exit.CONFLICT, "row-misplaced"): lambda s: s.written,
    (Exit.CONFLICT, "row-header"): lambda s: s.written,
    (Exit.CONFLICT, "row-doubled"): lambda s: any(
        len(matching(s.played, each, s.report)) > 1 for each in s.states
    ),
    (Exit.CONFLICT, "content-differs"): lambda s: bool(s.named),
    (Exit.CONFLICT, "row-elsewhere"): lambda s: (
        any(_link(s) in values for values in s.rows) or bool(s.named)
    ),
    (Exit.CONFLICT, "listed-beforehand"): lambda s: bool(s.named) or _called(s),
    (Exit.CONFLICT, "key-incomplete"): lambda s: bool(s.named) or _called(s),
    (Exit.CONFLICT, "looks-like-ours"): lambda s: bool(s.named) or _called(s),
    (Exit.CONFLICT, "header-missing"): lambda s: any(
        len(each) < len(s.played.cast.headers) for each in s.headers
    ),
    (Exit.CONFLICT, "header-doubled"): lambda s: any(
        len(p) > 1 for each in s.headers for p in each.values()
    ),
    (Exit.CONFLICT, "protected"): lambda s: any(tab.protected for tab in s.tabs),
    (Exit.CONFLICT, "refused"): lambda s: s.met("http-400"),
}


def _called(scene: Scene) -> bool:
    """Whether a row holds the agency's name or its link."""
    name = scene.played.cast.row(scene.report).cells[1].value
    return any(name in values or _link(scene) in values for values in scene.rows)


def _link(scene: Scene) -> object:
    return scene.played.cast.row(scene.report).cells[-1].value


def _scene(played: Played, run: Ended) -> Scene:
    states = [run.before] if run.before else []
    since = 0.0 if "stale" in run.faults else run.began
    states += [wrote.after for wrote in played.wrote if since <= wrote.at <= run.ended]
    return Scene(played, run, states)


def words(played: Played) -> Iterator[str]:
    """What was said that is not true."""
    for run in played.ended:
        if run.exit is None or run.bug is not None:
            continue
        rows = [sent for sent in sends(played, run) if meant(sent.body).kind == "row"]
        if run.run.kind != "push" and rows:
            yield f"words: a {run.run.kind} sent a row"
        if run.changed:
            yield "words: a dry run changed a file"
        if run.wrote == NOTHING and any(landed(played, sent) for sent in rows):
            yield f"words: run {run.number} said that it wrote nothing, but it did"
        if run.exit == Exit.UNAVAILABLE and run.wrote != NOTHING:
            yield f"words: run {run.number} is not sure that nothing was written, and ended with 5"
        if run.run.kind == "push":
            true = TRUE.get((run.exit, run.code)) or TRUE.get((run.exit, ""))
            if true is None or not true(_scene(played, run)):
                said = f"{int(run.exit)} {run.code or run.how}"
                yield f"words: run {run.number} ended with {said}, which is not true"
