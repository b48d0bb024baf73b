"""ita-sync: from a signed-off ITA report to one correct row in the shared sheet, exactly once."""

__version__ = "0.2.0"
