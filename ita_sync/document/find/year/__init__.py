"""Which fiscal year a document is about, and whether it is about an assessment at all."""
