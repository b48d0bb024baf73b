"""Whether what a run said is true: its exit code, its slug, and "this run wrote nothing"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ita_sync.errors import Exit
from ita_sync.sandbox.model import Spreadsheet, Tab
from tests.promise.simulator.history import OLD_OFFICE, TOO_LONG, UNGUARDED
from tests.promise.simulator.listing import SCORES
from tests.promise.simulator.reading import (
    CODE_HEADER,
    KIND,
    LINK_HEADER,
    MEMO_HEADER,
    NAMES,
    as_typed,
    doubled,
    header_of,
    intact,
    keyed,
    landed,
    meant,
    numbered,
    of_agency,
    of_another_year,
    plain,
    said_in,
    said_under,
    sends,
    tab_of,
    torn,
    wanted,
)
from tests.promise.simulator.records import Ended, Played, Sent
from tests.promise.simulator.reports import CODES, VERSIONS, spellings
from tests.promise.simulator.rewrites import Landing, deleted, did, landings, names
from tests.promise.simulator.sight import texts

PUT_BACK = "put back an older version"
NOTHING = "This run wrote nothing to the sheet."
ALMOST_FULL = 29_000
SERVER_ERROR = 500  # from here on a status leaves open whether a write was carried out
BAD_REQUEST = 400
TRIES = 5  # to write a row that exists, while people move it
PATIENT_S = 180.0  # a run with less patience may give up without any fault


@dataclass(frozen=True)
class Scene:
    """A run, and the sheet at every moment of it.

    Where an answer was stale, also the sheet as it was before.
    """

    played: Played
    run: Ended
    states: list[Spreadsheet]
    report: int

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
        """Whether the report's row was ever written by the program so far, or found by it."""
        runs = self.played.ended[: self.run.number]
        mine = [each for each in runs if each.run.machine == self.run.run.machine]
        if any(said.how == "already" for each in mine if (said := each.said.get(self.report))):
            return True
        until = self.run.ended
        earlier = (meant(w.body) for w in self.played.wrote if w.body and w.at <= until)
        if any(what.kind == "row" and self.report in what.reports for what in earlier):
            return True
        # Of a row that exists perhaps only cells were written that all reports have alike.
        rows = (each for each in landings(self.played) if each.wrote.at <= until)
        return any(each.meant_for(self.report) for each in rows)

    @property
    def begun(self) -> bool:
        """Whether the report's row was ever sent, or a machine died on the way and cannot know."""
        mine = [each for each in self.played.ended if self.report in each.run.reports]
        died = any(each.exit is None or each.code == "journal-unusable" for each in mine)
        return died or any(self.report in meant(each.body).reports for each in self.played.sent)

    @property
    def like(self) -> bool:
        """Whether a row named the agency, whatever its key says."""
        by_name = any(not set(spellings(self.report)).isdisjoint(v) for v in self.rows)
        in_place = any(of_agency(self.played, book, self.report) for book in self.states)
        return by_name or bool(self.named) or in_place

    @property
    def unkeyed(self) -> bool:
        """Whether at some moment no row had the report's key."""
        return any(not keyed(self.played, book, self.report) for book in self.states)

    @property
    def unnamed(self) -> bool:
        """Whether at some moment no row of this year named the agency."""
        versions = (self.run.run.version,)
        found = [(b, of_agency(self.played, b, self.report, versions)) for b in self.states]
        return any(
            all(of_another_year(self.played, book, self.report, at) for at in rows)
            for book, rows in found
        )

    @property
    def nameless(self) -> bool:
        """Whether a row that names nobody held the memo or a score of the report.

        What a sort of some columns tore off, or was written under a mark left behind: whose it is,
        nobody can tell. A note in the column of codes, words without a figure, names nobody.
        """
        return any(
            not said.get(NAMES[0], "").startswith(KIND)
            and not any(map(str.isdigit, said.get(CODE_HEADER, "")))
            and any(said.get(h) in said_in(self.report, h) for h in (MEMO_HEADER, *SCORES))
            for book in self.states
            if (tab := tab_of(book)) is not None
            for at in range(header_of(tab, self.played.cast.headers)[0] + 1, len(tab.rows))
            if (said := said_under(self.played, tab, at))
        )

    @property
    def several(self) -> bool:
        """Whether at some moment several rows of this year named the agency."""
        return any(len(self._naming(book)) > 1 for book in self.states)

    @property
    def otherwise(self) -> bool:
        """Whether a row of the agency held something else than the report says."""
        places = [(book, self._naming(book)) for book in self.states]
        return any(self._differs(book, at) for book, rows in places for at in rows)

    @property
    def keyed_otherwise(self) -> bool:
        """Whether a row with the report's key held something else, or less.

        Less, too, where a sort took a header down from its row, and a cell of ours up: under which
        columns a value should stand is not asked then, only whether the row has it at all.
        """
        places = [(book, keyed(self.played, book, self.report)) for book in self.states]
        return any(
            self._differs(book, at, blank=True) or not self._has_all(book, at)
            for book, rows in places
            for at in rows
        )

    def _has_all(self, book: Spreadsheet, at: int) -> bool:
        return intact(self._row(book, at), self.played, self.report, self.run.run.version)

    def _naming(self, book: Spreadsheet) -> set[int]:
        """The rows that name the agency: by code, by name alone, or by all that we write."""
        tab = tab_of(book)
        header, places = header_of(tab, self.played.cast.headers) if tab else (0, {})
        rows = list(enumerate(tab.rows))[header + 1 :] if tab else []
        own = set(spellings(self.report))  # beside the code of another, too
        by_name = {
            at
            for at, row in rows
            if names(texts(row), places, self.report) or own & set(map(plain, texts(row)))
        }
        return by_name | set(of_agency(self.played, book, self.report))

    def _row(self, book: Spreadsheet, at: int) -> list[object]:
        tab = tab_of(book)
        return texts(tab.row(at)) if tab else []

    def _differs(self, book: Spreadsheet, at: int, *, blank: bool = False) -> bool:
        """Whether a cell says something else than the report; a blank one, if blanks count."""
        tab, values = tab_of(book), self._row(book, at)
        headers = header_of(tab, self.played.cast.headers)[1] if tab else {}
        cells = self.played.cast.row(self.report, self.run.run.version).cells
        said = {each.header: plain(each.value and as_typed(each.value)) for each in cells}
        held = {
            (header, plain(value))
            for header, columns in headers.items()
            for value in (values[at] if at < len(values) else None for at in columns)
            if blank or value not in {None, ""}
        }
        known = {(NAMES[0], name) for name in spellings(self.report)}
        return not held <= known | set(said.items())

    @property
    def undone(self) -> bool:
        """Whether its machine took a change of the report back before."""
        runs = self.played.ended[: self.run.number]
        mine = [each.run for each in runs if each.run.machine == self.run.run.machine]
        return any(run.kind == "undo" and run.report == self.report for run in mine)

    @property
    def touched(self) -> bool:
        """Whether people put other content under the mark while this run was writing the row.

        Where the answer was lost, also after it landed: only the look after that showed the row.
        """
        known = (each.typed_over or each.unguarded or self._renamed(each) for each in self._landed)
        return any(known)

    def _renamed(self, landing: Landing) -> bool:
        """Whether people changed what still told the agency of a row: its name, or its code.

        A known limit: the row that a sort puts in the place of ours looks the same.
        """
        sent, columns = landing.sent, landing.headers
        if sent.reply is not None and sent.reply < SERVER_ERROR:
            return False
        ours = not landing.cells.keys().isdisjoint(columns.get(CODE_HEADER, ()))
        told = NAMES if ours else (CODE_HEADER, *NAMES)
        telling = [at for name in told for at in columns.get(name, ()) if at not in landing.cells]
        later = [each for each in self.played.wrote if each.at >= landing.wrote.at]
        since = [each.after for each in later if each is not landing.wrote]
        now = [self._row(book, landing.row) for book in since if book in self.states]
        return any(row[at : at + 1] != landing.values[at : at + 1] for row in now for at in telling)

    @property
    def left(self) -> bool:
        """Whether this run took the row away, and as many rows named the agency as before."""
        gone = [each.wrote.at for each in self._landed if deleted(each.wrote)]
        before = [self.run.before] if self.run.before else []
        mine = [each for each in self.played.wrote if self.run.began <= each.at <= self.run.ended]
        before += [each.after for each in mine if gone and each.at < gone[0]]
        after = [each.after for each in mine if gone and each.at >= gone[0]]
        named = [found for book in before if (found := len(self._naming(book)))]
        fewest = min(named, default=0)  # a header below the rows hides all of them
        return any(len(self._naming(book)) >= fewest > 0 for book in after)

    @property
    def _landed(self) -> list[Landing]:
        """What this run wrote into rows whose mark was put there for the report."""
        mine = [each for each in landings(self.played) if each.sent.run == self.run.number]
        return [each for each in mine if each.meant_for(self.report)]

    @property
    def amended(self) -> int:
        """The latest version of the report that its machine ever pushed so far."""
        runs = self.played.ended[: self.run.number]
        mine = [each.run for each in runs if each.run.machine == self.run.run.machine]
        return max((run.version for run in mine if self.report in run.reports), default=0)

    @property
    def stacked(self) -> bool:
        """Whether a tab held the header more than once."""
        known = set(self.played.cast.headers)
        half = len(known) // 2
        per_tab = (
            sum(len(known & set(map(str, texts(row)))) > half for row in tab.rows)
            for tab in self.tabs
        )
        return any(count > 1 for count in per_tab)

    @property
    def spanning(self) -> bool:
        """Whether a header stood in a row above, as one does that is merged over two columns.

        A sort of some columns moved it there. With texts below it and beside that, it names both.
        """
        known = set(self.played.cast.headers)
        pairs = ((texts(u), texts(o)) for tab in self.tabs for u, o in pairwise(tab.rows[:30]))
        return any(
            text in known
            and (over[at + 1 :] or [None])[0] in {None, ""}
            and len([each for each in under[at : at + 2] if isinstance(each, str) and each]) > 1
            for over, under in pairs
            for at, text in enumerate(over)
        )

    @property
    def torn_header(self) -> bool:
        """Whether the row with most of the header lists an agency: a sort took the rest away."""
        rows = ((tab, header_of(tab, self.played.cast.headers)[0]) for tab in self.tabs)
        return any(str(value).startswith(KIND) for tab, at in rows for value in texts(tab.row(at)))

    @property
    def moved_away(self) -> bool:
        """Whether people moved a row that exists under each of the tries to write it."""
        mine = [sent for sent in sends(self.played, self.run) if sent.reply == BAD_REQUEST]
        guarded = [each for each in mine if meant(each.body).does == "rewrite"]
        return sum(self.report in meant(each.body).reports for each in guarded) >= TRIES

    @property
    def put_back(self) -> bool:
        """Whether an older version of the sheet was put back so far."""
        return any(each.put_back and each.at <= self.run.ended for each in self.played.wrote)

    @property
    def marks_went(self) -> bool:
        """Whether an older version was put back during the run, or others took marks of ours."""
        own = {sent.body for sent in sends(self.played, self.run)}
        others = [
            each
            for each in self.played.wrote
            if self.run.began <= each.at <= self.run.ended and each.body not in own
        ]
        return any(
            each.put_back or (each.before and numbered(each.before.marks).keys() - now.keys())
            for each in others
            for now in [numbered(each.after.marks)]
        )

    @property
    def room(self) -> int:
        """The most characters of marks that stood."""
        return max(
            (sum(len(m.key) + len(m.value or "") for m in book.marks) for book in self.states),
            default=0,
        )

    def acted(self, what: str) -> bool:
        """Whether people ever did this."""
        return any(act.what == what for _, act in self.played.history.acts)

    def met(self, *faults: str) -> bool:
        """Whether the run met one of these faults; any at all when none is named."""
        return (
            bool(self.run.faults) if not faults else any(each in self.run.faults for each in faults)
        )


# What must be true for a run to end with a slug; one not listed here is judged by its exit code.
TRUE: dict[tuple[Exit, str], Callable[[Scene], bool]] = {
    (Exit.OK, ""): lambda s: (
        s.run.run.kind == "undo"  # what it did is compared: DID
        or any(intact(row, s.played, s.report, s.run.run.version) for row in s.named)
    ),
    (Exit.CONFLICT, "not-ours"): lambda s: s.run.run.kind == "undo",
    (Exit.CONFLICT, "nothing-to-undo"): lambda s: s.run.run.kind == "undo",
    (Exit.CONFIG, "no-fence"): lambda s: s.played.history.loose,
    (Exit.CONFIG, "tab-missing"): lambda s: len(s.tabs) < len(s.states),
    (Exit.CONFIG, "credentials-refused"): lambda s: s.met("http-401"),
    (Exit.CONFIG, "not-shared"): lambda s: s.met("http-403"),
    (Exit.CONFIG, "spreadsheet-missing"): lambda s: s.met("http-404"),
    (Exit.CONFIG, "journal-unusable"): lambda s: s.run.run.disk_fails_at is not None,
    (Exit.CONFIG, "look-refused"): lambda s: s.met("http-400") or len(s.tabs) < len(s.states),
    # A mark of its own that lands between two looks: the earlier one is known to be old.
    (Exit.UNAVAILABLE, "stale"): lambda s: s.met("stale", "late", "late-503") or s.acted(PUT_BACK),
    (Exit.UNAVAILABLE, "unavailable"): lambda s: (
        # A mark that nobody is shown is waited for as well.
        s.met() or s.played.history.deadline < PATIENT_S or s.acted("private mark")
    ),
    # What the test of the sheet rests on went under it, or was not shown.
    (Exit.UNAVAILABLE, "untested"): lambda s: s.marks_went or s.met("nothing-applied", "stale"),
    (Exit.UNAVAILABLE, "contended"): lambda s: (
        len(s.states) > 1
        or any(map(s.acted, ("foreign mark", "foreign mark on tab", "private mark")))
    ),
    (Exit.UNAVAILABLE, "not-reached"): lambda s: len(s.run.run.reports) > 1,
    (Exit.UNKNOWN, ""): lambda s: s.begun,
    # Nobody can tell a look that stays old while a laptop sleeps from a sheet that was put back.
    (Exit.CONFLICT, "older-version"): lambda s: s.put_back or s.met("stale"),
    (Exit.CONFLICT, "room-full"): lambda s: s.room > ALMOST_FULL,
    (Exit.CONFLICT, "marks-refused"): lambda s: s.room > ALMOST_FULL or s.met("http-400"),
    (Exit.CONFLICT, "row-removed"): lambda s: s.written and s.unkeyed,
    (Exit.CONFLICT, "row-mark-gone"): lambda s: s.begun,
    (Exit.CONFLICT, "row-changed"): lambda s: bool(s.named),
    (Exit.CONFLICT, "row-misplaced"): lambda s: s.written,
    (Exit.CONFLICT, "row-header"): lambda s: s.written,
    (Exit.CONFLICT, "row-doubled"): lambda s: any(
        doubled(s.played, each, s.report) or torn(s.played, each, s.report) > 1 for each in s.states
    ),
    (Exit.CONFLICT, "content-differs"): lambda s: s.keyed_otherwise,
    (Exit.CONFLICT, "row-elsewhere"): lambda s: (
        any(not _links(s).isdisjoint(map(plain, v)) for v in s.rows)
        or bool(s.named)
        or _most_of_it(s)
    ),
    # By its name alone, or without its year in a table of several, or twice: nobody can tell.
    (Exit.CONFLICT, "listed-beforehand"): lambda s: s.several or s.like,
    (Exit.CONFLICT, "listed-elsewhere"): lambda s: s.like,
    (Exit.CONFLICT, "taken-back"): lambda s: s.undone,
    (Exit.CONFLICT, "key-incomplete"): lambda s: bool(s.named) or _called(s) or s.nameless,
    (Exit.CONFLICT, "looks-like-ours"): lambda s: (
        bool(s.named) or _called(s) or _most_of_it(s, nameless=True)
    ),
    (Exit.CONFLICT, "listed-otherwise"): lambda s: s.otherwise,
    (Exit.CONFLICT, "not-listed"): lambda s: s.played.history.fills and s.unnamed,
    (Exit.CONFLICT, "older-decision"): lambda s: s.amended > s.run.run.version or s.undone,
    (Exit.CONFLICT, "no-guard"): lambda s: UNGUARDED in s.played.history.rules,
    (Exit.CONFLICT, "row-touched"): lambda s: s.touched,
    (Exit.CONFLICT, "row-left"): lambda s: (
        s.left or any(torn(s.played, book, s.report) for book in s.states)
    ),
    (Exit.CONFLICT, "header-differs"): lambda s: s.stacked,
    (Exit.CONFLICT, "other-year"): lambda s: s.stacked,
    (Exit.CONFLICT, "header-missing"): lambda s: (
        any(len(each) < len(s.played.cast.headers) for each in s.headers) or s.torn_header
    ),
    (Exit.CONFLICT, "header-doubled"): lambda s: (
        s.stacked or s.spanning or any(len(p) > 1 for each in s.headers for p in each.values())
    ),
    (Exit.CONFLICT, "protected"): lambda s: any(tab.protected for tab in s.tabs),
    (Exit.CONFLICT, "refused"): lambda s: (
        # Of a number that is taken, no look may show it: it is late, or the mark is private.
        # Nor is it known at once that no batch may create and delete a mark here.
        s.report == TOO_LONG
        or s.met("http-400", "stale")
        or s.acted("private mark")
        or s.acted("others clear")  # of a number that was taken, and cleared before the next look
        or "pair-refused" in s.played.history.rules
        or s.moved_away
        # Why it was refused could not be read.
        or (s.met("truncated") and any(tab.protected for tab in s.tabs))
    ),
    # Rows that name the agency under another key. Or one with a memo or score of the report, all
    # else blank: a rest from elsewhere, or what was left when somebody emptied ours.
    (Exit.CONFLICT, "row-edited"): lambda s: s.written and (s.like or s.nameless),
}


def _called(scene: Scene) -> bool:
    """Whether a row holds the agency's name or its link."""
    called = {*spellings(scene.report), *_links(scene)}
    return any(not called.isdisjoint(values) for values in scene.rows)


def _most_of_it(scene: Scene, *, nameless: bool = False) -> bool:
    """Whether a row above the header, or one torn by a sort, has most of what we write.

    And the agency's name. Its code and its link were typed over, and the header was moved below it;
    or a sort of some columns brought its name beside what another report says in the same words.

    Args:
        scene: the run.
        nameless: any row that names no agency counts: all but code and link is the same in all
            reports here, so that whose it is, only those tell.
    """
    versions = [wanted(scene.report, version) for version in VERSIONS]
    sorted_off = nameless or scene.acted("sort some columns")
    held = [
        {*map(plain, texts(row))}
        for tab in scene.tabs
        for row in tab.rows[: None if sorted_off else header_of(tab, scene.played.cast.headers)[0]]
    ]
    anybody = {name for report in range(len(CODES)) for name in spellings(report)}
    return any(
        (each.isdisjoint(anybody) if nameless else not each.isdisjoint(spellings(scene.report)))
        and any(len(version & each) > len(version) / 2 for version in versions)
        for each in held
    )


def _links(scene: Scene) -> frozenset[str]:
    return said_in(scene.report, LINK_HEADER)


def _states(played: Played, run: Ended) -> list[Spreadsheet]:
    states = [run.before] if run.before else []
    since = run.began
    if "stale" in run.faults:  # any earlier version, the first one too
        since = 0.0
        states += [wrote.before for wrote in played.wrote[:1] if wrote.before]
    return states + [wrote.after for wrote in played.wrote if since <= wrote.at <= run.ended]


def words(played: Played) -> Iterator[str]:
    """What was said that is not true."""
    for run in played.ended:
        if run.exit is None or run.bug is not None or run.run.machine == OLD_OFFICE:
            continue
        rows = [sent for sent in sends(played, run) if meant(sent.body).kind == "row"]
        if run.run.kind not in {"push", "undo"} and rows:
            yield f"words: a {run.run.kind} sent a row"
        if run.changed:
            yield "words: a dry run changed a file"
        landing = [sent for sent in rows if landed(played, sent)]
        for report, said in run.said.items():
            of_it = [sent for sent in landing if report in meant(sent.body).reports]
            if said.wrote == NOTHING and of_it:
                yield f"words: run {run.number} said that it wrote nothing, but it did"
            if said.exit == Exit.UNAVAILABLE and said.wrote != NOTHING:
                yield (
                    f"words: run {run.number} is not sure that nothing was written, and ended "
                    "with 5"
                )
        if run.run.kind in {"push", "undo"}:
            yield from _true(played, run)
        if run.code == "no-fence" and (after := _sent_after(played, run)):
            yield f"words: run {after.run} wrote though run {run.number} had said no-fence"


def _true(played: Played, run: Ended) -> Iterator[str]:
    states = _states(played, run)
    for report, said in run.said.items():
        true = TRUE.get((said.exit, said.code)) or TRUE.get((said.exit, ""))
        if true is None or not true(Scene(played, run, states, report)):
            told = f"{int(said.exit)} {said.code or said.how}"
            yield f"words: run {run.number} ended with {told}, which is not true"
        does = DID.get(said.how)
        gone = said.how == "taken" and Scene(played, run, states, report).touched
        if does and not gone and not did(played, run.run.machine, does, report, run.ended):
            yield f"words: run {run.number} says of report {report} {said.how}, which it did not"


DID = {
    "written": "add",
    **dict.fromkeys(("filled", "amended", "undone", "taken"), "rewrite"),
}


def _sent_after(played: Played, run: Ended) -> Sent | None:
    """What the same journal sent once it had found that there is no fence."""
    later = [each.number for each in played.ended[run.number + 1 :] if each.began >= run.ended]
    machine = {n for n in later if played.ended[n].run.machine == run.run.machine}
    return next((sent for sent in played.sent if sent.run in machine), None)
