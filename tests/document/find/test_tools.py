"""Which tools a text names."""

import pytest

from ita_sync.document.find import tools


@pytest.mark.parametrize(
    ("texts", "heads"),
    [
        (["IIT", "EIT", "OIT"], True),
        (["คะแนน", " IIT ", "EIT"], True),
        (["IIT"], False),  # one alone
        (["IIT", "IIT", "EIT"], False),  # one cell an indicator
        (["IIT", "EIT", "ก", "ข"], False),  # other heads are as many
        (["แบบวัด IIT", "แบบวัด EIT"], False),
        ([], False),
    ],
)
def test_heads_of_tools(texts: list[str], *, heads: bool) -> None:
    """Several, each once and nothing else."""
    assert tools.heads(texts) is heads
