"""Exit codes of many, and the system's reasons in words."""

import errno

import pytest

from ita_sync.errors import Exit, ItaSyncError, Unavailable, os_reason, worst
from ita_sync.i18n import T


def test_of_many_codes_the_one_that_needs_a_person_soonest_wins() -> None:
    """Every code has its place in the order; nothing at all is no trouble."""
    order = [130, 70, 4, 2, 7, 6, 5, 3, 1, 0]
    assert sorted(order) == sorted(Exit)
    for at, code in enumerate(order):
        assert worst(Exit(each) for each in reversed(order[at:])) == code
    assert worst([]) == Exit.OK


def test_an_error_says_what_was_written_or_leaves_it_to_the_command() -> None:
    """None is not a claim."""
    bare = Unavailable("x", T("what"), next_step=T("then"))
    assert (bare.written, bare.exit_code, str(bare)) == (None, Exit.UNAVAILABLE, "what")
    assert ItaSyncError("x", T("w"), next_step=T("t"), written=T("this")).written == T("this")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file"), "there is no such file or folder"),
        (PermissionError(errno.EACCES, "Permission denied"), "access is denied, or another"),
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "the system reports EXDEV"),
        (OSError(99999, "what nobody knows"), "the system reports 99999"),
        (OSError("no number"), "no reason given"),
        (ValueError("embedded null byte"), "the name is not allowed"),
    ],
)
def test_the_system_is_quoted_in_the_language_of_the_run(
    error: OSError | ValueError, said: str
) -> None:
    """Its own sentences are English; ours are in both languages."""
    reason = os_reason(error)
    assert said in reason.render("en")
    assert any("ก" <= letter <= "๛" for letter in reason.render("th"))
