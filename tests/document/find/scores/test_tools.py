"""Which tools a text names."""

import pytest

from ita_sync.document.find.scores import tools


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


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("ส่วนของ IIT (เฉลี่ย 89.37)", True),
        ("แบบวัด EIT ได้ 89.37 คะแนน", True),
        ("IIT 89.37", True),
        ("IIT และ EIT ได้ 89.37", False),
        ("เพราะแบบวัด IIT ได้ 89.37", False),
        (f"แบบวัด IIT {'ก' * 80}", False),
    ],
)
def test_the_title_over_the_indicators_of_a_tool(text: str, *, titles: bool) -> None:
    """It begins so, is short, and names no other."""
    assert tools.titles(text) is titles
