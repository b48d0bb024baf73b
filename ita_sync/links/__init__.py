"""What a web address leads to: one page, bounded, never from inside a network."""
