"""Files of figures say what made them, and the pages that cite them say the same."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tools import figures

FILES = sorted(figures.FOLDER.glob("*.md"))
PERFORMANCE = figures.FOLDER.parent / "performance.md"  # a page that is nothing but figures
PAGES = [figures.ROOT / "README.md", *sorted((figures.ROOT / "docs").glob("*.md"))]
HEAD = re.compile(
    r"# [^\n]+\n\n"
    r"- command: `[^`\n]+`[^\n]*\n"
    r"- seeds: [^\n]+\n"
    r"- commit: ([0-9a-f]{7,}\b[^\n]*|in the rows)\n"
    r"- date: \d{4}-\d\d-\d\d\b[^\n]*\n\n"
)
LINK = re.compile(r"\]\((?:docs/)?figures/([a-z-]+)\.md\)")


@pytest.mark.parametrize("file", [*FILES, PERFORMANCE], ids=lambda file: file.stem)
def test_each_file_begins_with_what_made_it(file: Path) -> None:
    """What it shows, command, seeds, commit and day; then at least one table."""
    text = file.read_text("utf-8")
    head = HEAD.match(text)
    assert head
    assert "with changes" not in head[1]
    assert "\n|---" in text[head.end() :]


def test_each_file_is_cited_and_each_citation_has_a_file() -> None:
    """A page of prose links to every file, and to no other."""
    cited = {name for page in PAGES for name in LINK.findall(page.read_text("utf-8"))}
    assert cited == {file.stem for file in FILES}


def test_the_numbers_beside_a_citation_are_in_its_file() -> None:
    """Whatever number a sentence with a link gives is a number of the file."""
    held = 0
    for page in PAGES:
        for sentence in re.split(r"(?<=\.)\s+|\n\n", page.read_text("utf-8")):
            names = LINK.findall(sentence)
            said = set(_numbers(re.sub(r"\]\([^)]*\)|`[^`]*`", "", sentence)))
            there = {
                number
                for name in names
                for number in _numbers((figures.FOLDER / f"{name}.md").read_text("utf-8"))
            }
            assert not names or said <= there, f"{page.name}: {sentence}"
            held += len(said) if names else 0
    assert held > 10


def _numbers(text: str) -> list[str]:
    return re.findall(r"(?<![\w.,])\d+(?:[.,]\d+)*", text)


def test_a_page_says_what_made_it(tmp_path: Path) -> None:
    """It is kept as it was printed."""
    page = figures.page(
        what="What came of it",
        command="python -m x",
        seeds="0 to 9",
        at="abc1234",
        took="1 minute",
        body=["| a |", "|---|", "| 1 |", ""],
    )
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    assert page == (
        "# What came of it\n\n- command: `python -m x`\n- seeds: 0 to 9\n- commit: abc1234\n"
        f"- date: {day}, 1 minute\n\n| a |\n|---|\n| 1 |\n"
    )
    assert HEAD.match(page)
    short = figures.page(what="W", command="c", seeds="none", at="abc1234", body=["| a |"])
    assert f"- date: {day}\n\n| a |\n" in short
    figures.write("new", page, tmp_path / "figures")
    assert (tmp_path / "figures" / "new.md").read_text("utf-8") == page
    assert [figures.minutes(seconds) for seconds in (0, 61, 150)] == [
        "0 minutes",
        "1 minute",
        "2 minutes",
    ]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_kept_figures_belong_to_a_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changed and new files count, pages do not; `anyhow` says that there were changes."""

    def git(*arguments: str) -> str:
        settings = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "core.hooksPath="]
        done = subprocess.run(
            ["git", "-C", str(tmp_path), *settings, *arguments],  # noqa: S607 - the one in use
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    monkeypatch.setattr(figures, "ROOT", tmp_path)
    git("init", "-q")
    code, page = tmp_path / "code.py", tmp_path / "docs" / "figures" / "a.md"
    code.write_text("1", "utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    head = git("rev-parse", "--short", "HEAD")
    page.parent.mkdir(parents=True)
    page.write_text("new", "utf-8")
    assert figures.commit(keep=True) == head
    code.write_text("2", "utf-8")
    assert figures.commit() == figures.commit(keep=True, anyhow=True) == f"{head} with changes"
    with pytest.raises(SystemExit, match=f"here: {head} with changes.*--anyhow"):
        figures.commit(keep=True)
    git("checkout", "-q", "code.py")
    (tmp_path / "new.py").write_text("3", "utf-8")
    with pytest.raises(SystemExit, match="with changes"):
        figures.commit(keep=True)


def test_without_git_no_commit_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing goes on; nothing is kept."""
    monkeypatch.setenv("PATH", "")
    assert figures.commit() == figures.commit(keep=True, anyhow=True) == "unknown"
    with pytest.raises(SystemExit, match="here: unknown"):
        figures.commit(keep=True)
