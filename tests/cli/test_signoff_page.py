"""docs/signoff.md and its Thai twin: the same headings and commands, and the commands work."""

import re
import shlex

import pytest

from ita_sync.approval.signoff import SignOff
from ita_sync.cli.check import check
from ita_sync.cli.sign import sign
from ita_sync.errors import Exit
from tests.cli.conftest import ROOT, Cli
from tests.cli.test_operating import CODE, blocks, commands, headings

ENGLISH, THAI = ((ROOT / "docs" / f"signoff{end}.md").read_text("utf-8") for end in ("", ".th"))


def test_both_pages_have_the_same_headings_and_commands() -> None:
    """Heading by heading, word by word; rows and points, too."""
    assert blocks(ENGLISH) == blocks(THAI)
    for parts in (
        [[heading.split(" ")[0] for heading in headings(page)] for page in (ENGLISH, THAI)],
        [sorted(re.findall(r"`([^`]+)`", CODE.sub("", page))) for page in (ENGLISH, THAI)],
        [re.findall(r"^(?:\||-|\d\.)", page, re.MULTILINE) for page in (ENGLISH, THAI)],
    ):
        assert parts[0] == parts[1]


@pytest.mark.parametrize("page", [ENGLISH, THAI])
def test_every_option_named_is_one_and_every_part_of_a_record_is_named(page: str) -> None:
    """In the blocks and in the sentences."""
    known = {option for each in (sign, check) for param in each.params for option in param.opts}
    assert set(re.findall(r"(?<!-)--[a-z][a-z-]+", page)) <= known
    named = set(re.findall(r"`([a-z_]+)`", page))
    assert set(SignOff.model_fields) - {"schema_version"} <= named


@pytest.mark.usefixtures("desk")
def test_the_commands_work(cli: Cli) -> None:
    """One after the other, as they stand there."""
    for words in commands("".join(blocks(ENGLISH))):
        assert cli(*words).code == Exit.OK, shlex.join(words)
