"""Where the program keeps its things."""

import os
from pathlib import Path

import pytest

from ita_sync import settings


def test_without_a_state_setting_the_user_s_own_folder_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Never the current folder, never the installation."""
    monkeypatch.delenv("ITA_SYNC_STATE")
    assert str(settings.state_folder()).startswith(str(tmp_path)) or os.name == "nt"
    assert settings.state_folder().name == "ita-sync"
