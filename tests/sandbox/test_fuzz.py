"""A sample of the random requests that `make fuzz` sends."""

import pytest

from tests.sandbox.fuzz import play


@pytest.mark.usefixtures("beyond_the_documents")
@pytest.mark.parametrize("seed", [2, 3])
def test_every_request_is_answered_and_nothing_kept_breaks_a_read(seed: int) -> None:
    """No dropped connection, no mistake of ours, nothing but JSON; all that is kept can be read."""
    found = play(400, seed)
    assert found.problems == []
    assert found.looks == 20
    assert found.statuses["200"] > 100
