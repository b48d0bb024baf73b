"""An officer who types what README.th.md says, line by line: for its test, and for its pictures.

The commands of the program run on a terminal. What else is typed is done as Windows would do it;
opening the form is what the officer's hands do in it.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from ita_sync.document.form.beside import TO_DECIDE
from tests.cli.terminal import converse

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "README.th.md").read_text("utf-8")
PRACTICE = "## ฝึกก่อนใช้จริง"
ADDRESS = (
    "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg/edit#gid=0"
)
"""What the officer copies from the browser."""
ELSEWHERE = {
    "py": "the installation: tests/packaging",
    "%USERPROFILE%\\ita-sync\\Scripts\\pip": "the installation: tests/packaging",
    "%USERPROFILE%\\ita-sync\\Scripts\\activate": "Windows",
    "schtasks": "Windows",
    "ita-sync check --online": "the internet: tests/cli/test_published.py",
}
"""What is not run here, and where it is, or what it needs."""
OTHER_CODES = {"schedule --check": 4}
"""Commands that end otherwise than with 0: on this machine nothing is installed."""
_BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Typed:
    """One line that is typed, and in which block of which chapter."""

    chapter: str
    heading: str
    block: int
    line: str

    @property
    def words(self) -> list[str]:
        """Return its words, as Windows parts them: a backslash is only a letter."""
        lexer = shlex.shlex(self.line, posix=True, punctuation_chars=False)
        lexer.whitespace_split, lexer.escape, lexer.commenters = True, "", ""
        return list(lexer)


@dataclass(frozen=True)
class Did:
    """What came of a line: exit code and screen."""

    typed: Typed
    code: int
    screen: str


def page() -> tuple[list[Typed], dict[int, list[str]]]:
    """Return all that is typed, from top to bottom, and what the page shows of a block's answer."""
    lines: list[Typed] = []
    shown: dict[int, list[str]] = {}
    number = 0
    for chapter in re.split(r"^(?=## )", PAGE, flags=re.MULTILINE):
        for section in re.split(r"^(?=### )", chapter, flags=re.MULTILINE):
            at = chapter.splitlines()[0], section.splitlines()[0]
            for kind, block in _BLOCK.findall(section):
                if kind == "bat":
                    number += 1
                    lines += [Typed(*at, number, line.strip()) for line in block.splitlines()]
                else:
                    parts = re.split(r"^ *…\n", block, flags=re.MULTILINE)
                    shown[number] = [plain(part) for part in parts]
    return lines, shown


def plain(text: str) -> str:
    """Return a text without the blanks that begin and end its lines."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


@dataclass
class Officer:
    """Somebody at a machine with an empty home folder, who begins in the program's folder.

    Attributes:
        home: the home folder.
        serving: what is set while a chapter is done, by its heading.
        looks: what is done with the address of the practice sheet while it is served.
    """

    home: Path
    serving: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    looks: Callable[[str], None] = print
    here: Path = ROOT

    def work(self, lines: list[Typed]) -> Iterator[Did]:
        """Type line after line; yield what came of each of the program's commands."""
        for one in lines:
            first, *rest = one.words
            if first in ELSEWHERE or any(one.line.startswith(f"{each} ") for each in ELSEWHERE):
                continue
            if first == "ita-sync":
                more = {"HOME": str(self.home), **self.serving.get(one.chapter, {})}
                yield self._run(one, [self._named(word) for word in rest], more)
            else:
                getattr(self, f"_{first}")(one, [Path(self._named(word)) for word in rest])

    def _run(self, one: Typed, words: list[str], more: Mapping[str, str]) -> Did:
        before = dict(os.environ)
        os.environ.update(more)
        try:
            if words[:2] == ["sandbox", "serve"]:
                return self._serve(one, words)
            answers = [ADDRESS, *[""] * 20] if words[:2] == ["init", "--credentials"] else []
            return Did(one, *converse(words, self.here, answers, asked=r": ?$", lang="th"))
        finally:
            os.environ.clear()
            os.environ.update(before)

    def _serve(self, one: Typed, words: list[str]) -> Did:
        command = [sys.executable, "-m", "ita_sync", *words, "--lang", "th"]
        served = subprocess.Popen(command, cwd=self.here, stdout=subprocess.PIPE, text=True)
        with served as process:
            try:
                assert process.stdout is not None
                screen = process.stdout.readline()
                found = re.search(r"http://\S+", screen)
                assert found, screen
                self.looks(found[0])
                process.send_signal(signal.SIGINT)
                return Did(one, process.wait(60), screen)
            finally:
                process.kill()

    def _named(self, word: str) -> str:
        """Return a word with the home folder in it, and with the strokes of this machine."""
        filled = word.replace("%USERPROFILE%", str(self.home))
        return filled if "://" in word else filled.replace("\\", "/")

    def _copy(self, _: Typed, words: list[Path]) -> None:
        source, to = words
        shutil.copy(self.here / source, self.here / to)

    def _cd(self, _: Typed, words: list[Path]) -> None:
        assert words[0] == Path("/d")
        self.here = self.here / words[1]

    def _mkdir(self, one: Typed, words: list[Path]) -> None:
        """Make a folder; for the province, with the key above and the office's document in it."""
        words[0].mkdir(parents=True)
        if one.chapter == PRACTICE:
            return
        key = words[0].parent / "key.json"
        key.write_text("{}", "utf-8")
        key.chmod(0o600)
        shutil.copy(ROOT / "examples" / "chaturat-2566.docx", words[0] / "report.docx")

    def _start(self, one: Typed, words: list[Path]) -> None:
        """Open a file; in a form tick what is to be decided, and correct what was sent."""
        path = self.here / words[0]
        assert path.stat().st_size
        if path.suffix != ".xlsx":
            return
        book = openpyxl.load_workbook(path)
        listed = book[TO_DECIDE.title] if TO_DECIDE.title in book.sheetnames else ()
        for row in listed:
            if str(row[0].value or "").isdecimal():
                row[1].value = "✓"
        if one.heading == "### แก้รายงานหลังส่ง":
            cells = (cell for row in book["ข้อมูลทั่วไป"] for cell in row)
            (link,) = (cell for cell in cells if str(cell.value).startswith("https://"))
            link.value = str(link.value).replace("report.pdf", "report-corrected.pdf")
        book.save(path)
