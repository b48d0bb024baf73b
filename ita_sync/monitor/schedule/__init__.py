"""`verify` on a schedule: what is run, as each scheduler wants it, and what is installed."""
