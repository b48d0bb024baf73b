"""Three questions to a spreadsheet, asked once and remembered. None leaves anything behind.

Is a number that is taken refused, and its batch with it? All rests on that. May one batch create
and delete one mark? Epochs rest on that. Is the change of a mark that is not there refused? Rows
that exist are written by that.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from ita_sync.errors import ConfigError
from ita_sync.google import CallFailed, Json, Sheet, fence, row_marks
from ita_sync.google.fence import Marks
from ita_sync.i18n import T, Text
from ita_sync.journal import Clock, Journal
from ita_sync.publish.told import NO_ANSWER, marks_refused

NO_FENCE = "no-fence"
# As many characters as all marks of a batch: a room without place for them refuses this one, too.
_AS_LONG_AS_A_BATCH = "scratch".ljust(fence.NEEDED, ".")


@dataclass
class Prober:
    """Asks one spreadsheet. The caller holds the lock of the state folder."""

    sheet: Sheet
    journal: Journal
    book: str
    clock: Clock

    def require_fence(self, marks: Marks, where: Text | None = None) -> None:
        """Make sure that a taken number is refused here, and its batch with it.

        It takes a batch of a scratch mark and a number that is taken: refused, and no scratch mark
        afterwards. Where no mark of ours stands, one is made for it.

        Args:
            marks: those of the last look or reply.
            where: what this run has written, for the message.

        Raises:
            ConfigError: `no-fence`.
            SheetConflict: `marks-refused`, no mark at all is taken.
            CallFailed: passing trouble; nothing is known.
        """
        known = self.journal.book(self.book).fence
        if known == "":
            known = "holds" if self._holds(marks) else "fails"
            self.journal.remember(self.book, fence=known)
        if known == "fails":
            raise no_fence(where)

    def has_epochs(self) -> bool:
        """Return whether a batch may create and delete one mark here.

        Raises:
            CallFailed: passing trouble; nothing is known.
            SheetConflict: `marks-refused`, no mark at all is taken.
        """
        known = self.journal.book(self.book).epochs
        if known == "":
            known = "yes" if self._may_pair() else "no"
            self.journal.remember(self.book, epochs=known)
        return known == "yes"

    def has_guards(self, sheet_id: int) -> bool:
        """Return whether the change of a mark that is not there is refused, and its batch with it.

        Raises:
            CallFailed: passing trouble; nothing is known.
        """
        known = self.journal.book(self.book).guards
        if known == "":
            known = "yes" if self._refuses_nothing(sheet_id) else "no"
            self.journal.remember(self.book, guards=known)
        return known == "yes"

    def _refuses_nothing(self, sheet_id: int) -> bool:
        """Return whether a batch is refused whose guard finds nothing, and leaves nothing.

        Refused twice: once it may be for another reason, and whole rows hang on the answer.
        """
        scratch = _scratch()
        with self._tidied(scratch):
            asked = _mark(scratch), row_marks.guard(_scratch(), sheet_id, 0, 0)
            refused = all(self._refusal(*asked) is not None for _ in range(2))
            left = self.sheet.mark(scratch) is not None
            if left:
                self._take_away({"metadataId": scratch})
            elif not refused:
                raise CallFailed(NO_ANSWER, maybe_applied=False)
        return refused and not left

    def require_marks(self) -> None:
        """Make sure that this spreadsheet takes any mark at all.

        Raises:
            SheetConflict: `marks-refused`.
            CallFailed: passing trouble; nothing is known.
        """
        scratch = _scratch()
        with self._standing(scratch, _mark(scratch, _AS_LONG_AS_A_BATCH)):
            pass

    def _holds(self, marks: Marks) -> bool:
        # The newest: no clearing takes it away meanwhile.
        taken = fence.highest(marks)
        if taken:
            return self._refuses(taken)
        made = _scratch()
        with self._standing(made, _mark(made)):
            if self.sheet.mark(made) is None:
                raise CallFailed(NO_ANSWER, maybe_applied=False)
            return self._refuses(made)

    @contextmanager
    def _standing(self, number: int, mark: Json) -> Iterator[None]:
        """Let a scratch mark stand, and take it away whatever happens meanwhile."""
        with self._tidied(number):
            if failure := self._refusal(mark):
                raise marks_refused(failure)
            yield
            self._take_away({"metadataId": number})

    @contextmanager
    def _tidied(self, number: int) -> Iterator[None]:
        """Take a scratch mark away where an answer leaves open whether it stands."""
        try:
            yield
        except CallFailed:
            with suppress(CallFailed):
                if self.sheet.mark(number) is not None:
                    self._take_away({"metadataId": number})
            raise

    def _refuses(self, taken: int) -> bool:
        """Return whether a batch of a free number and this one is refused and leaves nothing."""
        scratch = _scratch()
        with self._tidied(scratch):
            refused = self._refusal(_mark(scratch), _mark(taken, "again")) is not None
            left = self.sheet.mark(scratch) is not None
            if left:
                # Only what is there: that a mark is none may be refused as well.
                self._take_away({"metadataId": scratch})
            elif not refused:
                raise CallFailed(NO_ANSWER, maybe_applied=False)
        if not refused:
            self._require_taken(taken)
        return refused and not left

    def _require_taken(self, number: int) -> None:
        """Take the second mark away, and make sure that it stood beside the first one.

        Raises:
            CallFailed: it did not: somebody put back older versions of the sheet meanwhile, or
                another office cleared the first while this machine slept.
        """
        twice = self.sheet.twice(number)
        self._take_away({"metadataValue": _value(number, "again")})
        if not twice:
            raise CallFailed(NO_ANSWER, maybe_applied=False)

    def _may_pair(self) -> bool:
        scratch = _scratch()
        mark = _mark(scratch, _AS_LONG_AS_A_BATCH)
        if self._refusal(mark, fence.delete(scratch)) is None:
            return True
        # Refused for another reason than the pair? Then a bare mark is refused as well.
        with self._standing(scratch, mark):
            return False

    def _refusal(self, *requests: Json) -> CallFailed | None:
        """Return why a batch was refused for what it says, None if it was taken."""
        try:
            self.sheet.write({"requests": list(requests)})
        except CallFailed as failure:
            if failure.maybe_applied or failure.passing:
                raise
            if problem := self.sheet.explain(failure):
                raise problem from failure
            return failure
        return None

    def _take_away(self, lookup: Json) -> None:
        """Remove what a spreadsheet without a fence took: only ours, told by what it says."""
        found = {"developerMetadataLookup": {"metadataKey": fence.KEY, **lookup}}
        self.sheet.write({"requests": [{"deleteDeveloperMetadata": {"dataFilter": found}}]})


def no_fence(where: Text | None = None) -> ConfigError:
    """Return the error for a spreadsheet in which nothing can be written exactly once."""
    return ConfigError(
        NO_FENCE,
        T("This spreadsheet lets a mark be taken twice: nothing can be written exactly once."),
        written=where,
        next_step=T(
            "ita-sync writes no further row to it. Paste rows by hand (`ita-sync push --dry-run "
            "--tsv REPORT`), and tell the makers of ita-sync."
        ),
    )


def _scratch() -> int:
    return fence.SCRATCH + secrets.randbelow(2**31 - fence.SCRATCH)


def _value(number: int, what: str) -> str:
    return f"{number} {what}"


def _mark(number: int, what: str = "scratch") -> Json:
    """Return the request for a mark that stands for no batch: the fence ignores it."""
    request = fence.create(number, what, "", 0)
    metadata = request["createDeveloperMetadata"]["developerMetadata"]
    metadata["metadataValue"] = _value(number, what)
    return request
