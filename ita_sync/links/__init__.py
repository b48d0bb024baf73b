"""What stands at a web address: one page, bounded, never from inside a network."""
