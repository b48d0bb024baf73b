"""docs/verify.md: what `ita-sync verify` says to each damage, played when the page is written."""

import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.monitor.damages import DAMAGES, GROUPS, HARMLESS, Damage
from tests.monitor.played import Said, all_played
from tests.promise.world import ROOT

PAGE = ROOT / "docs" / "verify.md"
Played = Sequence[tuple[Damage, Said]]

HEAD = """\
# What verify sees

`ita-sync verify` compares each row of the journal with what a person sees in the sheet, and `push`
says "already there" only of a row that verify calls right: one comparison serves both. This page
is made by a command (`python -m tests.monitor.damages --write`), which does each damage to a
practice sheet, runs `ita-sync verify`, and prints what it said; of several lines the first one.
A test holds the two together.

- `row-changed` (exit 1): a cell is not as confirmed. `row-shown` (exit 1): its value is right, and
  something else is shown. All other codes of rows have exit 7: a person decides.
- A number may be written in any way that reads as it (78.410; 2,566.00). A number that is text is
  said, as nothing can be calculated with it.
- Who the agency is (code, name, district, province, year) may be spelled as people do, and looked
  up by a formula. A row that formulas look up whole is no second row of ours.
- An address without a link is right: Google makes it one that can be clicked. It may be written in
  capitals, encoded, or with a slash.
- Colours, lines through the text, notes, filters, hidden rows and columns, and whatever stands in
  cells that are not ours, are people's own, and not judged.
- Rows that are protected against this account (`rows-closed`) are no fault, as a province closes
  its table: it is said to whoever watches, and once on a schedule, with exit 0.
- How old a key is, is for `ita-sync doctor`.
"""
FIRST_RUN = """\
A second catalogue was written by other hands, without knowledge of how the program compares: 228
entries, of which 74 are harmless; on some either answer is acceptable. It was run once as it was
before anything was mended by it, and again afterwards. (Its author corrected nine entries, whose
steps or expectations were wrong, and added five while the first run went on; these 14 were then run
on the same program.)

| | before this comparison (223 entries) | first run | after mending | with `verify` of all tabs |
|---|---|---|---|---|
| damage caught | 99 | 118 | 120 | 124 |
| told, but not in full, or not truly | 10 | 7 | 7 | 12 |
| missed | 18 | 9 | 9 | 0 |
| missed, and acceptable | 22 | 20 | 18 | 18 |
| could not be played | 3 | 0 | 0 | 1 |
| harmless and silent | 68 | 69 | 71 | 72 |
| false alarms | 1 | 3 | 2 | 0 |
| false alarms, and acceptable | 2 | 2 | 1 | 1 |

Mended: a row of another year taken for a copy (a false alarm of the first run), a date in Thai
digits, formats that show nothing or a word; then a journal that is gone, a tab known by its
`gid`, and another tab under the title of ours. Of the 12 that are told in part, three are older
versions of the sheet, which for three minutes nobody can tell from a late answer of Google (exit
5, then 7), and one is lost marks, likewise; five are about a practice sheet that was replaced as
`sandbox reset` does, where the rows are left aside as practice; the others name a further row
rightly, or the titles and not the cell. A journal that was put back to an older copy does not
know of later rows: nobody can tell that from the sheet, as others write there, too.
"""


def figures(played: Played) -> str:
    """Return in a sentence how many damages were caught, and how many alarms were false."""
    harm = [(damage, said) for damage, said in played if damage in DAMAGES]
    caught = sum(bool(said.codes) for _, said in harm)
    unseen = sum(not said.codes and bool(damage.unseen) for damage, said in harm)
    alarms = sum(said.exit != 0 for damage, said in played if damage in HARMLESS)
    return (
        f"Of {len(harm)} kinds of damage {caught} are caught, {unseen} are not looked at (the "
        f"tables say why), {len(harm) - caught - unseen} are missed. Of {len(HARMLESS)} harmless "
        f"ones {alarms} raise an alarm.\n"
    )


def page(played: Played) -> str:
    """Return the whole page."""
    said = {damage.en: each for damage, each in played}
    parts = [HEAD, "## Figures\n", figures(played), FIRST_RUN]
    for title, group in (*GROUPS.items(), ("Harmless: silent", HARMLESS)):
        parts += [f"## {title}\n", "\n".join(_table(group, said)) + "\n"]
    return "\n".join(part for part in parts if part)


def _table(group: Iterable[Damage], said: dict[str, Said]) -> Iterable[str]:
    yield "| what happens | เกิดอะไรขึ้น | verify | in its words |"
    yield "|---|---|---|---|"
    for damage in group:
        answer = said[damage.en]
        codes = ", ".join(f"`{code}`" for code in answer.codes) or "silent"
        words = answer.line or (f"Not looked at: {damage.unseen}" if damage.unseen else "")
        yield f"| {damage.en} | {damage.th} | {codes} | {words.replace('|', '/')} |"


def show(*, write: bool) -> None:
    """Play the damages; write docs/verify.md, or print it."""
    with tempfile.TemporaryDirectory() as folder:
        text = page(all_played([*DAMAGES, *HARMLESS], Path(folder)))
    if write:
        PAGE.write_text(text, "utf-8", newline="\n")
    else:
        sys.stdout.write(text)
