"""Records -> weak items, strengths and measures, each value with its origin and how sure it is."""
