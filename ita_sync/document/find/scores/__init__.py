"""The scores of indicators and tools, total and level: where they are printed, which it must be."""
